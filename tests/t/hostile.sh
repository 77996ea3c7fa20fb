#!/bin/sh
# SPDX-License-Identifier: MIT
# Repositories that were made to do harm: an audit ends, in bounded memory and
# time, with facts or with what is unknown; and nothing that is shown of them
# can be carried out.  HOSTILE=full takes them at full size.
. tests/lib.sh

full=${HOSTILE:+yes}
# size SMALL FULL
size() { [ "$full" ] && echo "$2" || echo "$1"; }

# The bounds: kilobytes of memory and seconds.  Sanitizers take more of both.
memory=$(size 600000 3000000)
seconds=$(size 20 300)
case $BUILD in
*/san) memory=unlimited seconds=$((seconds * 5)) ;;
esac

# audit KIND [OPTION]... - audits KIND into KIND.db; what it says is in err
audit() {
	kind=$1
	shift
	(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v "$memory"
		timeout "$seconds" "$GP" audit -C "$kind" --db "$kind.db" \
			--policy policy "$@" 2>err
	)
}
options=
# hostile KIND [N] - makes and audits, with $options; a second run has nothing to
# do
hostile() {
	"$TOP/tests/hostile-repository" "$@" >log 2>&1 || { cat log; exit 1; }
	audit "$1" -j2 $options
	mv err first
	[ "$full" ] || audit "$1" $options
	[ "$full" ] || grep "^No new commits" err
	sql "$1.db" "PRAGMA integrity_check" | grep -x ok
}
# unknowns KIND - what is unknown, how often
unknowns() {
	sql "$1.db" "SELECT kind, why, count(*) FROM missing_objects
		GROUP BY 1, 2 ORDER BY 1, 2"
}

cat >"$WORK/policy" <<'END'
[policy]
	name = hostile
[tier "other"]
	default = true
[era "all"]
	since = 2000-01-01
	rule = sign-off
[rule "sign-off"]
	kind = require-sign-off
END

test_ok 'messages that never end' '
	hostile message message '"$(size 3 100)"'
	sql message.db "SELECT count(*), min(length(message)) > 1000000
		FROM commits" >actual
	echo "2|1" >expect
'
test_ok 'trailers without number' '
	hostile trailers trailers '"$(size 5000 100000)"'
	sql trailers.db "SELECT count(*) FROM trailers" >actual
	echo '"$(size 5000 100000)"' >expect
'
test_ok 'a merge of thousands' '
	hostile parents parents '"$(size 300 10000)"'
	sql parents.db "SELECT max(n) FROM (SELECT count(*) AS n
		FROM commit_parents GROUP BY commit_id)" >actual
	echo '"$(size 301 10001)"' >expect
'
test_ok 'a tree with a million paths' '
	hostile wide wide '"$(size 10000 1000000)"'
	sql wide.db "SELECT count(*) FROM changes" >actual
	echo '"$(size 10001 1000001)"' >expect
'
test_ok 'trees in trees' '
	hostile deep deep '"$(size 2100 5000)"'
	unknowns deep >actual
	echo "tree|trees nested too deep|1" >expect
	sql deep.db "SELECT diff, count(*) FROM commits GROUP BY 1" |
		tr "\n" " " | grep -x "done|1 unknown|2 "
'
test_ok 'a tree that holds itself ten times, ten times over' '
	hostile bomb bomb '"$(size 12 40)"'
	unknowns bomb >actual
	echo "tree|more changed paths than can be read|2" >expect
	grep "^2 objects could not be read; what hangs on that is unknown" first
'
test_ok 'mailmap and owners without end, in cycles' '
	hostile owners owners '"$(size 4000 100000)"'
	sql owners.db "SELECT count(*) FROM commits" >actual
	echo 2 >expect
'
test_ok 'notes as deep as can be' '
	hostile notes notes '"$(size 5000 10000000)"'
	unknowns notes >actual
	: >expect
'
test_ok 'deltas that double each other' '
	options='"$(size '--max-blob=1m' '')"'
	hostile delta delta '"$(size 6 13)"'
	unknowns delta >actual
	echo "blob|larger than --max-blob|1" >expect
	sql delta.db "SELECT content, lines_added IS NULL, count(*) FROM changes
		GROUP BY 1, 2 ORDER BY 1" | tr "\n" " " | grep -x "missing|1|2 text|0|1 "
'
test_ok 'a blob that is too large is unknown, until it may be read' '
	hostile blob blob 3
	unknowns blob >actual
	: >expect
	audit blob --rebuild --max-blob 1m
	unknowns blob | diff -u - - <<-END
	blob|larger than --max-blob|2
	END
	grep "^2 objects could not be read; what hangs on that is unknown" err
	sql blob.db "SELECT count(*), count(lines_added) FROM changes" |
		grep -x "3|0"
	"$GP" query summary --db blob.db | grep "missing objects  *2 "
	"$GP" report --db blob.db --out blob.out --format csv
	grep "missing objects" blob.out/csv/summary.csv
	audit blob --max-blob 1m
	grep "^No new commits" err
	audit blob
	sql blob.db "SELECT count(*), count(lines_added) FROM changes" |
		grep -x "3|3"
'
test_ok 'a size is checked' '
	for n in 0 -1 x 1x 1kk 9999999999999g "" 1.5m; do
		status 2 "$GP" audit --max-blob "$n" 2>&1
	done | grep -vc "git-provenance: --max-blob wants a number of bytes" |
		grep -x 0
'
test_ok 'times before and after all time' '
	hostile times times
	sql times.db "SELECT count(*), min(authored_at) >= 0 FROM commits" >actual
	echo "20|1" >expect
	"$GP" query activity --db times.db >activity
	"$GP" report --db times.db --out times.out --format csv
'
test_ok 'trees that git would not write' '
	hostile entries entries
	sql entries.db "SELECT count(*) FROM commits" >actual
	echo 12 >expect
	unknowns entries
'
test_ok 'damaged objects of each type' '
	hostile damaged damaged
	sql damaged.db "SELECT count(*) FROM commits" >actual
	echo 60 >expect
	unknowns damaged | grep "a loose object is not as long as it says"
	sql damaged.db "SELECT count(*) FROM changes
		WHERE content = '\''missing'\'' AND (lines_added IS NOT NULL
			OR lines_deleted IS NOT NULL)" | grep -x 0
'
test_ok 'alternates that name each other' '
	git init -q --bare -b main one
	git init -q --bare two
	for n in 1 2 3 4 5 6 7 8 9 10; do
		echo ../../two/objects
		echo "$PWD/one/objects"
		echo "$PWD/one/../one/objects"
	done | tee one/objects/info/alternates >two/objects/info/alternates
	cp -R entries/objects/?? two/objects
	cp entries/refs/heads/main one/refs/heads
	timeout 20 "$GP" audit -C one --db one.db -q
	sql one.db "SELECT count(*) FROM commits" >actual
	echo 12 >expect
'

# harmless FILE ARGUMENT... - what the program prints goes there, and is safe
harmless() {
	file=$1
	shift
	"$GP" "$@" >"$file"
	"$TOP/tests/check-harmless" "$file"
}
test_ok 'names that are programs: the audit' '
	hostile names names
	sql names.db "SELECT count(*) FROM commits" >actual
	git -C names rev-list --count main >expect
	[ "$(cat expect)" -gt 40 ]
'
test_ok 'no page, table or chart carries them out' '
	"$GP" report --db names.db --out out --format html,csv,json,md
	"$GP" plot --db names.db --out out/plots --format svg >log
	"$TOP/tests/check-harmless" $(find out -name "*.html" -o -name "*.csv" \
		-o -name "*.json" -o -name "*.md" -o -name "*.svg")
	grep -c "" out/csv/evidence.csv
	! find . -name "pwned*" | grep .
'
test_ok 'nor are they known by them in an anonymous report' '
	"$GP" report --db names.db --out anon --anonymous --format csv
	grep -v "^\"names\",\"Person [0-9]*\",\"[Pp]erson[ -][0-9]*\"," \
		anon/csv/people.csv | cut -d, -f 1-3 | tr -d "\r" >actual
	printf "%s\n" "\"repo\",\"name\",\"email\"" "\"names\",\"\",\"\"" >expect
'
test_ok 'no terminal does' '
	for query in commits people areas evidence trailer-keys hot-paths; do
		harmless $query.txt query $query --db names.db
		harmless $query.md query $query --db names.db --format markdown
	done
	for commit in $(git -C names rev-list main | sed -n "p;n;n"); do
		harmless show.txt show --db names.db $commit
	done
	for format in text sarif github; do
		"$GP" check -C names --policy policy --format $format \
			main~40..main >check.txt || [ $? -eq 1 ]
		"$TOP/tests/check-harmless" check.txt
	done
	for rev in "$(printf "\033[2J")" "$(printf "\342\200\256x")"; do
		"$GP" audit -C names --rev "$rev" 2>err.txt || :
		"$TOP/tests/check-harmless" err.txt
	done
'
test_ok 'what would be carried out is found' '
	echo "<a href=\"javascript:alert(1)\">" >a.html
	echo "<svg onload=\"x\">" >b.svg
	echo "a,=1+1" >c.csv
	printf "\033[0m" >d.txt
	echo "[x](javascript:1) <b>" >e.md
	printf "\342\200\256" >f.json
	printf "\`\`\`sh\n<b>\n\`\`\`\n<b>\n" >g.md
	for file in a.html b.svg c.csv d.txt e.md f.json g.md; do
		status 1 "$TOP/tests/check-harmless" $file
	done
	echo "<img alt=\" onclick=\">" >a.html
	printf "\`\`\`sh\n<b>\n\`\`\`\n" >b.md
	"$TOP/tests/check-harmless" a.html b.md
'
test_done
