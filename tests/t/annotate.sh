#!/bin/sh
# SPDX-License-Identifier: MIT
# git provenance annotate: corrections by people are taken whole or not at
# all, overrule the detector, and outlive every audit.
. tests/lib.sh

facts() {
	rm -f "$1"
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" "$TOP/tests/t/small-facts.sql" |
		sqlite3 -bail "$1"
	sqlite3 "$1" "DELETE FROM annotations"
}
# csv LINE... - FILE.csv with the header of all columns and these lines.
csv() {
	echo "commit,verdict,tool,by,why,source"
	[ $# -eq 0 ] || printf '%s\n' "$@"
}
# stored DB - the annotations, a line each.
stored() {
	sql "$1" "SELECT repo_id, substr(oid, 1, 4), verdict, tool, by_whom, why,
		source FROM annotations ORDER BY 1, 2"
}
# refused MESSAGE - the file t.csv is refused for that, and nothing is stored.
refused() {
	stored small.db >before
	status 2 "$GP" annotate --db small.db t.csv 2>err
	echo "git-provenance: $1" | diff -u - err
	stored small.db | diff -u before -
}
facts "$WORK/small.db"

test_ok 'a file is taken' '
	csv "2222,yes,Claude,Ann Archer,she said so,a mail" \
		"4444,no,,Bob Böhm,\"typed by hand, \"\"all\"\" of it\"," \
		"7777,unsure,,Ann,two
lines," >t.csv
	sed -i "s/two/\"two/; s/^lines/lines\"/" t.csv
	"$GP" annotate --db small.db t.csv 2>actual >out
	test ! -s out
	stored small.db >>actual
	cat >expect <<-\END
	Annotations in small.db: 3 added, 0 changed, 0 as before.
	1|2222|yes|Claude|Ann Archer|she said so|a mail
	1|4444|no||Bob Böhm|typed by hand, "all" of it|
	2|7777|unsure||Ann|two
	lines|
	END
'
test_ok 'columns in any order, some left out, CRLF, a byte order mark' '
	cp small.db copy.db
	printf "\357\273\277why,by,verdict,commit\r\nbecause,Ann,yes,5555\r\n" |
		"$GP" annotate - --db copy.db 2>actual
	stored copy.db | grep 5555 >>actual
	cat >expect <<-\END
	Annotations in copy.db: 1 added, 0 changed, 0 as before.
	1|5555|yes||Ann|because|
	END
'
test_ok 'annotating again replaces' '
	cp small.db copy.db
	csv "2222,no,,Ann,she took it back," "4444,no,,Bob Böhm,\"typed by hand, \"\"all\"\" of it\"," \
		"1111,yes,,Ann,new," >t.csv
	"$GP" annotate --db copy.db t.csv 2>actual
	stored copy.db >>actual
	cat >expect <<-\END
	Annotations in copy.db: 1 added, 1 changed, 1 as before.
	1|1111|yes||Ann|new|
	1|2222|no||Ann|she took it back|
	1|4444|no||Bob Böhm|typed by hand, "all" of it|
	2|7777|unsure||Ann|two
	lines|
	END
'
test_ok 'every column counts as a change' '
	for change in "verdict=unsure" "tool=x" "by_whom=x" "why=x" "source=x"; do
		cp small.db copy.db
		sqlite3 copy.db "UPDATE annotations
			SET ${change%=*} = '\''${change#*=}'\''
			WHERE oid LIKE '\''2222%'\''"
		csv "2222,yes,Claude,Ann Archer,she said so,a mail" >t.csv
		"$GP" annotate --db copy.db t.csv 2>>actual
		stored copy.db | grep "2222|yes|Claude|Ann Archer|she said so|a mail"
		echo "Annotations in copy.db: 0 added, 1 changed, 0 as before." \
			>>expect
	done
'
test_ok 'what --list prints can be given back' '
	"$GP" annotate --db small.db --list --repo emu >list.csv
	tr -d "\r" <list.csv >actual
	"$GP" annotate --db small.db --list --repo lib | tail -n +2 |
		tr -d "\r" >>actual
	cat >expect <<-\END
	"commit","verdict","tool","by","why","source"
	"2222222222222222222222222222222222222222","yes","Claude","Ann Archer","she said so","a mail"
	"4444444444444444444444444444444444444444","no","","Bob Böhm","typed by hand, ""all"" of it",""
	"7777777777777777777777777777777777777777","unsure","","Ann","two
	lines",""
	END
	"$GP" annotate --db small.db list.csv 2>err
	echo "Annotations in small.db: 0 added, 0 changed, 2 as before." |
		diff -u - err
	facts new.db
	"$GP" annotate --db new.db list.csv 2>err
	"$GP" annotate --db new.db --list | cmp - list.csv
'
test_ok 'any text comes back as it was' '
	facts new.db
	sqlite3 new.db "INSERT INTO annotations VALUES (1, printf('\''%.40c'\'', '\''1'\''),
		'\''yes'\'', '\''=cmd()'\'', '\'' a,b '\'', char(34, 34, 10, 13, 10, 9, 27, 8238) ||
		'\''\"'\'', '\''-'\'' || char(65279))"
	"$GP" annotate --db new.db --list >list.csv
	sql new.db "SELECT hex(tool), hex(by_whom), hex(why), hex(source)
		FROM annotations" >expect
	sqlite3 new.db "DELETE FROM annotations"
	"$GP" annotate --db new.db - <list.csv
	sql new.db "SELECT hex(tool), hex(by_whom), hex(why), hex(source)
		FROM annotations" >actual
'
test_ok '--list of several repositories wants one' '
	status 2 "$GP" annotate --db small.db --list 2>actual >out
	test ! -s out
	status 2 "$GP" annotate --db small.db --list --repo emo 2>>actual
	cat >expect <<-\END
	git-provenance: annotations of 2 repositories; choose one with --repo
	git-provenance: no repository of name '\''emo'\'' in the database; did you mean '\''emu'\''?
	END
'
test_ok '--remove takes annotations away' '
	cp small.db copy.db
	printf "commit\n2222\n7777\n" >t.csv
	"$GP" annotate --db copy.db --remove t.csv 2>actual
	stored copy.db >>actual
	"$GP" annotate --db copy.db --list >list.csv
	"$GP" annotate --db copy.db --remove list.csv 2>>actual
	stored copy.db >>actual
	cat >expect <<-\END
	Annotations in copy.db: 2 removed.
	1|4444|no||Bob Böhm|typed by hand, "all" of it|
	Annotations in copy.db: 1 removed.
	END
'
test_ok '--remove of what is not there removes nothing' '
	cp small.db copy.db
	printf "commit\n2222\n1111\n" >t.csv
	status 2 "$GP" annotate --db copy.db --remove t.csv 2>actual
	echo "git-provenance: t.csv:3: commit '\''1111'\'' has no annotation; '\''git provenance annotate --list'\'' lists those that have one" >expect
	stored copy.db >after
	stored small.db | diff -u - after
'

# --- what is refused, after a row that is right ---

test_ok 'a commit that is unknown, ambiguous, or none' '
	csv "1111,yes,,Ann,right," "beef,yes,,Ann,x," >t.csv
	refused "t.csv:3: no commit '\''beef'\'' in the database; if it is new, read it in with '\''git provenance audit'\'', and see '\''git provenance query repos'\'' for what is there"
	csv "1111,yes,,Ann,right," "main,yes,,Ann,x," >t.csv
	refused "t.csv:3: '\''main'\'' is no commit id; give 4 to 40 hex digits ('\''git rev-parse NAME'\'' tells those of a branch or tag)"
	csv "1111,yes,,Ann,right," ",yes,,Ann,x," >t.csv
	refused "t.csv:3: '\'''\'' is no commit id; give 4 to 40 hex digits ('\''git rev-parse NAME'\'' tells those of a branch or tag)"
	cp small.db saved.db
	sqlite3 small.db "UPDATE commits SET oid = '\''11119'\'' || substr(oid, 6)
		WHERE commit_id = 8"
	csv "1111,yes,,Ann,x," >t.csv
	refused "t.csv:2: 2 commits begin with '\''1111'\''; give more digits: 1111111111111111 (emu, 2023-01-01, '\''accel: begin'\''), 1111988888888888 (emu, 2024-03-01, '\''\\x1b[2J\\u{202e}evil | </td> \`x\`'\'')"
	mv saved.db small.db
'
test_ok 'a commit of several repositories wants --repo' '
	cp small.db saved.db
	sqlite3 small.db "UPDATE commits SET oid = printf('\''%.40c'\'', '\''1'\'')
		WHERE commit_id = 7"
	csv "1111,yes,,Ann,x," >t.csv
	refused "t.csv:2: commit '\''1111'\'' is in several repositories of the database; choose one with --repo"
	"$GP" annotate --db small.db --repo lib t.csv
	stored small.db | grep -x "2|1111|yes||Ann|x|"
	! stored small.db | grep "^1|1111"
	mv saved.db small.db
'
test_ok 'a wrong value' '
	csv "1111,yes,,Ann,right," "2222,Yes,,Ann,x," >t.csv
	refused "t.csv:3: verdict '\''Yes'\'' is none of yes, no, unsure; write one of them"
	csv "1111,yes,,Ann,right," "2222,none$(printf "\033"),,Ann,x," >t.csv
	refused "t.csv:3: verdict '\''none\\x1b'\'' is none of yes, no, unsure; write one of them"
	csv "1111,yes,,Ann,right," "2222,yes,, ,x," >t.csv
	refused "t.csv:3: by '\'' '\'' names nobody; write who looked"
	csv "1111,yes,,Ann,right," "2222,yes,,Ann,," >t.csv
	refused "t.csv:3: why '\'''\'' gives no reason; write why"
'
test_ok 'a commit twice' '
	csv "1111,yes,,Ann,right," "2222,yes,,Ann,x," "11111,yes,,Ann,right," >t.csv
	refused "t.csv:4: commit '\''11111'\'' has a row already, on line 2; mend that, and run it again"
'
test_ok 'a file that is no such CSV' '
	csv "1111,yes,,Ann,right," "2222,yes,Ann,x" >t.csv
	refused "t.csv:3: 4 fields, but the header line has 6; mend that, and run it again"
	csv "1111,yes,,Ann,right," "2222,yes,,Ann,\"x," >t.csv
	refused "t.csv:3: a quote that begins in this row is never closed; mend that, and run it again"
	csv "1111,yes,,Ann,right," "2222,yes,,Ann,a \"x\"," >t.csv
	refused "t.csv:3: a quote in the middle of a field; the whole field is quoted, and quotes in it are doubled"
	csv "1111,yes,,Ann,right," "2222,yes,,Ann,$(printf "B\366hm")," >t.csv
	refused "t.csv:3: not text in UTF-8; save it as that"
	echo "1111,yes,,Ann,right," >t.csv
	refused "t.csv:1: unknown column '\''1111'\'' (there are commit, verdict, tool, by, why, source); mend that, and run it again"
	echo "commit,verdict,by,whi" >t.csv
	refused "t.csv:1: unknown column '\''whi'\'' (there are commit, verdict, tool, by, why, source); did you mean '\''why'\''?"
	echo "commit,verdict,by" >t.csv
	refused "t.csv:1: no column '\''why'\'' in the header line; mend that, and run it again"
	: >t.csv
	refused "t.csv:1: no header line that names the columns; mend that, and run it again"
'
test_ok 'wrong usages say what is wrong' '
	wrong() {
		message=$1
		shift
		status 2 "$GP" annotate "$@" 2>err >out
		echo "git-provenance: $message" | diff -u - err
		test ! -s out
	}
	wrong "annotate wants a CSV file, or '\''-'\'' for standard input (try --help)"
	wrong "one file at a time: '\''b.csv'\'' is one too many (try --help)" a.csv b.csv
	wrong "--list takes no file and no --remove; leave one of them out" --list a.csv
	wrong "--list takes no file and no --remove; leave one of them out" --list --remove
	csv >t.csv
	csv "1111,yes,,Ann,x," >one.csv
	wrong "no repository of name '\''emo'\'' in the database; did you mean '\''emu'\''?" \
		--db small.db --list --repo emo
	wrong "one.csv:2: no repository of name '\''emo'\'' in the database; did you mean '\''emu'\''?" \
		--db small.db --repo emo one.csv
'

# --- the world ---

test_ok 'no file, no database' '
	status 3 "$GP" annotate --db small.db none.csv 2>actual
	csv >t.csv
	status 3 "$GP" annotate --db none.db t.csv 2>>actual
	test ! -e none.db
	: >empty.db
	status 3 "$GP" annotate --db empty.db t.csv 2>>actual
	test ! -s empty.db
	cat >expect <<-\END
	git-provenance: cannot read '\''none.csv'\'': No such file or directory; see to it that it is there, or name another
	git-provenance: no database '\''none.db'\'': no such file; make one with '\''git provenance audit'\'', or name it with --db
	git-provenance: database '\''empty.db'\'' is empty; fill it with '\''git provenance audit'\''
	END
'
test_ok 'a full disk is a failure of --list' '
	status 3 "$GP" annotate --db small.db --list --repo emu \
		>/dev/full 2>actual
	echo "git-provenance: cannot write to standard output: No space left on device; see to it that there is room, and run it again" >expect
'
test_ok 'thousands of rows are taken in a moment' '
	facts many.db
	sqlite3 many.db "
		CREATE TABLE n AS WITH RECURSIVE n(n) AS
		  (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000) SELECT n FROM n;
		INSERT INTO annotations
		SELECT 1, printf('\''ab%038x'\'', n), '\''no'\'', '\'''\'', '\''Ann'\'', n, '\'''\'' FROM n;
		DROP TABLE n"
	"$GP" annotate --db many.db --list >list.csv
	timeout 30 "$GP" annotate --db many.db list.csv 2>actual
	echo "Annotations in many.db: 0 added, 0 changed, 2000 as before." >expect
'

# --- with the detector, and over audits ---

test_ok 'a person overrules the detector' '
	cp small.db copy.db
	sqlite3 copy.db "
		DELETE FROM annotations;
		DELETE FROM evidence;
		INSERT INTO evidence VALUES (2, 0, 1, '\''key'\'', '\''declared'\'', '\''X'\'', NULL,
			NULL, '\''block'\'', 6, '\''x'\''),
			(5, 0, 1, '\''key'\'', '\''declared'\'', '\''X'\'', NULL, NULL, '\''block'\'', 6,
			'\''x'\''), (8, 0, 1, '\''key'\'', '\''declared'\'', '\''X'\'', NULL, NULL,
			'\''block'\'', 6, '\''x'\'')"
	csv "2222,no,,Ann,x," "4444,yes,,Ann,x," "5555,unsure,,Ann,x," >t.csv
	"$GP" annotate --db copy.db t.csv
	sql copy.db "SELECT commit_id, by_annotation FROM ai_commits ORDER BY 1" \
		>actual
	printf "4|1\n5|0\n8|0\n" >expect
	"$GP" show --db copy.db 2222 | grep -x "AI-assisted: no"
	"$GP" show --db copy.db 4444 | grep -x "  yes: x"
'
sample_history "$WORK/kestrel.git"
test_ok 'the sample of the demo history is taken, and shown' '
	"$GP" audit -C kestrel.git --db demo.db -q
	"$GP" annotate --db demo.db "$TOP/samples/annotations.csv" 2>actual
	id=$(sed -n "2s/,.*//p" "$TOP/samples/annotations.csv")
	"$GP" show --db demo.db "$id" | sed -n "/^AI-assisted/p; /^Annot/,\$p" |
		sed "/^$/,\$d" >>actual
	cat >expect <<-\END
	Annotations in demo.db: 3 added, 0 changed, 0 as before.
	AI-assisted: yes
	Annotation
	  yes: Codex wrote it; only the branch, "codex/fix-uart-parity", says so
	      by Noor Haddad; tool: Codex; source: mail of 2026-03-27
	END
'
test_ok 'README shows that file' '
	awk "/^\`\`\`/ { inside = \$0 == \"\`\`\`csv\"; next } inside" \
		"$TOP/README.md" >actual
	cp "$TOP/samples/annotations.csv" expect
'
test_ok 'annotations outlive audits, and --rebuild' '
	sql demo.db "SELECT * FROM annotations" >expect
	test "$(wc -l <expect)" -eq 3
	"$GP" audit -C kestrel.git --db demo.db -q
	git -C kestrel.git fast-import --quiet --force <<-\END
	commit refs/heads/main
	committer A <a@example.org> 1790000000 +0000
	data 1
	x
	from refs/heads/main^0
	END
	"$GP" audit -C kestrel.git --db demo.db -q
	sql demo.db "SELECT * FROM annotations" | diff -u expect -
	"$GP" audit -C kestrel.git --db demo.db --rebuild -q
	sql demo.db "SELECT * FROM annotations" >actual
'
test_ok 'so do those of commits that are gone; they can be given back' '
	git -C kestrel.git update-ref refs/heads/main \
		"$(git -C kestrel.git rev-list --reverse --first-parent main | sed -n 2p)"
	"$GP" audit -C kestrel.git --db demo.db --rebuild -q
	sql demo.db "SELECT * FROM annotations" >expect
	"$GP" annotate --db demo.db --list >list.csv
	"$GP" annotate --db demo.db list.csv 2>err
	grep "0 added, 0 changed, 3 as before" err
	printf "commit\n%s\n" "$(sed -n "2s/\",.*//; 2s/\"//p" list.csv)" >t.csv
	"$GP" annotate --db demo.db --remove t.csv
	"$GP" annotate --db demo.db list.csv 2>err || cat err
	sed -n "3,\$p" list.csv >some
	{ head -1 list.csv; cat some; } >rest.csv
	"$GP" annotate --db demo.db rest.csv
	sql demo.db "SELECT count(*) FROM annotations" >actual
	echo 2 >expect
'
test_done
