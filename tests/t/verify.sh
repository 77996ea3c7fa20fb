#!/bin/sh
# SPDX-License-Identifier: MIT
# git provenance verify: a report against its manifest, its database, and the
# repository behind that.
. tests/lib.sh

# verified STATUS ARGUMENT... - verify ends like that; its words in actual.
verified() {
	want=$1
	shift
	status "$want" "$GP" verify "$@" >>actual
}
# refused STATUS MESSAGE ARGUMENT... - verify fails like that.
refused() {
	want=$1
	message=$2
	shift 2
	status "$want" "$GP" verify "$@" 2>err
	echo "git-provenance: $message" | diff -u - err
}
# tampered FILE SQL - a copy of the database, changed.
tampered() {
	cp k.db "$1"
	sqlite3 "$1" "$2"
}

sample_history "$WORK/k.git"
n_commits=$(git -C "$WORK/k.git" rev-list HEAD | wc -l)

test_ok 'a report that nobody touched is the same' '
	"$GP" audit -q -C k.git --db k.db --no-probe \
		--policy "$TOP/samples/policies/kestrel.policy"
	"$GP" report --db k.db --format csv --title "a \"b\" é" \
		--since 2024-01-01 --until 1767225601 --period year \
		--policy Kestrel --path "*.c"
	verified 0 out --db k.db -C k.git
	{
		echo "files: $(find out -type f ! -name manifest.json | wc -l), all as the manifest says"
		echo "remade: the same, byte for byte"
		echo "repository: has '"$n_commits"' commits and 1 tip of the database, all equal"
	} >expect
'
test_ok 'the manifest holds every option but those that say where' '
	perl -MJSON::PP -e "
		my \$o = decode_json(join \"\", <>)->{options};
		print \"\$_\n\" for sort keys %\$o;
		die if \$o->{until} ne \"1767225601\" || defined \$o->{area};
	" out/manifest.json >actual
	"$GP" report --help | sed -n "s/^ .*--\([a-z-]*\).*/\1/p" |
		grep -vx -e db -e out | sort >expect
'
case $BUILD in
*/san) test_skip 'a page with charts is the same, too' 'slow, and no code of its own' ;;
*) test_ok 'a page with charts is the same, too' '
	"$GP" report --db k.db --out page --format html
	verified 0 page --db k.db
	[ "$(wc -l <actual)" -eq 2 ]
' ;;
esac
test_ok 'missing, changed and additional files are named' '
	cp -R out bad
	rm bad/csv/tiers.csv
	printf x | dd of=bad/csv/people.csv bs=1 seek=40 conv=notrunc 2>dd
	mkdir bad/more
	echo more >bad/more/own.csv
	ln -s /etc/passwd bad/csv/link.csv
	echo >"bad/$(printf "\033]0;x")"
	verified 1 bad
	cat >expect <<-\END
	changed: csv/people.csv
	missing: csv/tiers.csv
	additional: \x1b]0;x
	additional: csv/link.csv
	additional: more/own.csv
	END
'
test_ok 'the first difference is shown: file, line, byte, both lines' '
	sed -n "3p" out/csv/summary.csv | tr -d "\r" >line
	sed "3s/k/K/" out/csv/summary.csv >s
	cp -R out forged
	cp s forged/csv/summary.csv
	digest=$(sha256sum <s | cut -d" " -f1)
	sed "s/\(summary.csv\", \"sha256\": \"\)[0-9a-f]*/\1$digest/" \
		out/manifest.json >forged/manifest.json
	verified 1 forged --db k.db
	at=$(cmp s out/csv/summary.csv | sed "s/.*\(byte\|char\) \([0-9]*\),.*/\2/")
	cat >expect <<-END
	files: $(find out -type f ! -name manifest.json | wc -l), all as the manifest says
	differs: csv/summary.csv: line 3, byte $at
	  report: $(sed "s/k/K/" line)\\x0d
	  remade: $(cat line)\\x0d
	END
'
test_ok 'a database that has gone on gives another report' '
	tampered later.db "UPDATE commits SET subject = '\''other'\'' WHERE subject LIKE '\''ui/%'\''"
	status 1 "$GP" verify out --db later.db >said
	grep -q "^differs: csv/.*: line [0-9]*, byte [0-9]*$" said
	ls -d "${TMPDIR:-/tmp}"/git-provenance-?????? >left 2>/dev/null || :
	! [ -s left ] || ! grep -l . left >/dev/null ||
		test -z "$(find $(cat left) -maxdepth 0 -newer said)"
'
test_ok 'a commit that the repository does not have, or has otherwise' '
	tampered t.db "UPDATE commits SET message = message || '\''x'\'' WHERE commit_id = 1;
		UPDATE commits SET authored_at = authored_at - 1 WHERE commit_id = 2;
		UPDATE commits SET oid = substr(oid, 1, 39) || '\''z'\'' WHERE commit_id = 3;
		UPDATE commits SET oid = '\''0123456789012345678901234567890123456789'\'' WHERE commit_id = 4;
		UPDATE commits SET encoding = '\''x'\'' WHERE commit_id = 5;
		UPDATE commit_parents SET parent_oid = '\''0123456789012345678901234567890123456789'\'' WHERE commit_id = 6;
		UPDATE commits SET committed_zone = '\''+0001'\'' WHERE commit_id = 7"
	"$GP" report --db t.db --out t --format csv
	status 1 "$GP" verify t --db t.db -C k.git >said
	sed -n "s/^commit \([0-9a-z]*\): \(.*\)/\2/p" said >actual
	cat >expect <<-END
	not the message that the database has
	not the authored date that the database has
	has no id
	not here
	not the encoding that the database has
	not the parents that the database has
	not the committed date that the database has
	END
'
test_ok 'another repository has none of them' '
	git init -q --bare empty.git
	status 1 "$GP" verify out --db k.db -C empty.git >said
	grep -c "^commit .*: not here$" said >actual
	grep "^and more: '"$((n_commits + 1))"' in all$" said
	echo 19 >expect
'
test_ok 'a repository that has gone on is no difference' '
	cp -R k.git on.git
	new=$(git -C on.git commit-tree -p HEAD -m more "HEAD^{tree}")
	git -C on.git update-ref refs/heads/main "$new"
	status 0 "$GP" verify out --db k.db -C on.git >said
	grep "^tip HEAD: was $(git -C k.git rev-parse HEAD) and has moved since$" said
	tail -1 said | grep "all equal$"
'
test_ok 'of several repositories one is named' '
	cp k.db two.db
	"$GP" audit -q -C k.git --db two.db --name other --no-probe
	"$GP" report --db two.db --out two --format csv
	refused 2 "the database holds several repositories; name that of -C with --repo" \
		two --db two.db -C k.git
	refused 2 "no repository of name '\''x'\'' in the database; '\''git provenance query repos'\'' lists them" \
		two --db two.db -C k.git --repo x
	"$GP" verify two --db two.db -C k.git --repo other
'
test_ok 'what is no report is refused' '
	mkdir none
	says="name the folder of a report that '\''git provenance report'\'' made"
	refused 3 "'\''none/manifest.json'\'' No such file or directory; $says" none
	echo "{" >none/manifest.json
	refused 3 "'\''none/manifest.json'\'' is no JSON; $says" none
	echo "{\"tool\": \"other\"}" >none/manifest.json
	refused 3 "'\''none/manifest.json'\'' is no manifest of a report; $says" none
	head="\"tool\": \"git-provenance\", \"version\": \"9\", \"schema\": 2"
	for path in ../out/index.html /etc/passwd a//b ./a a/.. "" ; do
		echo "{$head, \"files\": [{\"path\": \"$path\", \"sha256\": \"$(sha256sum </dev/null | cut -d" " -f1)\"}]}" >none/manifest.json
		refused 3 "'\''none/manifest.json'\'' names a file that no report has; $says" none
	done
	for name in no-such out db; do
		echo "{$head, \"options\": {\"$name\": \"x\"}}" >none/manifest.json
		refused 3 "the manifest of '\''none'\'' has an option --$name, which git-provenance $("$GP" --version | cut -d" " -f2) does not know; verify it with version 9" none
	done
	head -c 20000000 /dev/zero >none/manifest.json
	refused 3 "'\''none/manifest.json'\'' is too large; $says" none
'
test_ok 'wrong usages say what is wrong' '
	refused 2 "verify wants the folder of a report, as '\''git provenance verify out'\''"
	refused 2 "verify takes one folder, but got '\''b'\'' too (try --help)" a b
	refused 2 "-C wants --db, too: it is the database'\''s commits that are looked up" a -C k.git
	refused 2 "--repo wants -C, too; it is the repository'\''s name in the database" a --db k.db --repo k
	refused 3 "no database '\''none.db'\'': no such file; make one with '\''git provenance audit'\'', or name it with --db" out --db none.db
'
test_done
