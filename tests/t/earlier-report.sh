#!/bin/sh
# SPDX-License-Identifier: MIT
# report --compare-to: what changed since an earlier report, or since a day.
. tests/lib.sh

# row MEASURE FILE - the numbers of that row: then, now, newer
row() {
	grep "\",\"$1\"," "$2" | tr -d '\r"' |
		awk -F , '{ print $12, $13, $7, $8, $17, $18 }'
}
# refused MESSAGE ARGUMENT... - report fails like that.
refused() {
	message=$1
	shift
	status 2 "$GP" report --db k.db --out never --format csv "$@" 2>err
	echo "git-provenance: --compare-to: $message; name a day as YYYY-MM-DD, or the report.json of an earlier report of the same" |
		diff -u - err
	! [ -e never ]
}

test_ok 'a report beside the one of a history that was shorter' '
	sample_history demo
	half=$(git -C demo rev-list --first-parent --before=2026-01-01 -n 1 main)
	"$GP" audit -C demo --db old.db -q --rev $half \
		--policy "$TOP/samples/policies/kestrel.policy"
	"$GP" report --db old.db --out old --format json
	cp old.db k.db
	"$GP" audit -C demo --db k.db -q
	"$GP" report --db k.db --out new --format html,csv,json,md \
		--compare-to old/report.json
	for measure in AI-assisted "reviewed by others" "policy kept"; do
		row "$measure" new/csv/then-and-now.csv
	done >actual
	for query in "adoption -p period=all" "review-coverage -p period=all" \
		"compliance-over-time -p period=year"; do
		for db in old k; do
			"$GP" query $query --db $db.db --format csv | tr -d "\r\"" |
				sed 1d >$db.rows
		done
		case $query in
		adoption*) awk -F , "{ print \$8, \$7 }" old.rows k.rows ;;
		review*) for db in old k; do
			awk -F , "{ n += \$8; of += \$7 } END { print n, of }" $db.rows
			done ;;
		*) for db in old k; do
			awk -F , "\$5 != \"undecidable\" { of += \$6 }
				\$5 == \"pass\" { n += \$6 }
				END { print n, of }" $db.rows
			done ;;
		esac | tr "\n" " " | awk "{ print \$0 (\$3 - \$1), \$4 - \$2 }"
	done >expect
'
test_ok 'the difference is that of now and then, its interval of what is newer' '
	grep "\",\"AI-assisted\"," new/csv/then-and-now.csv | tr -d "\r\"" |
		awk -F , "function w(n, m, s,   z) {
			z = 1.959964
			return (n + z * z / 2 + s * z * sqrt(n * (m - n) / m \
				+ z * z / 4)) / (m + z * z)
		}
		function near(a, b) { return a - b < 1e-9 && b - a < 1e-9 }
		{
			a = \$17 / \$18; b = \$12 / \$13; part = \$18 / \$8
			low = sqrt((a - w(\$17, \$18, -1)) ^ 2 + (w(\$12, \$13, 1) - b) ^ 2)
			high = sqrt((w(\$17, \$18, 1) - a) ^ 2 + (b - w(\$12, \$13, -1)) ^ 2)
			print near(\$4, \$9 - \$14), near(\$4, (a - b) * part),
				near(\$5, \$4 - low * part), near(\$6, \$4 + high * part)
		}" >actual
	echo "1 1 1 1" >expect
'
test_ok 'it says what then was, and what is new' '
	grep -q "Then is the report &quot;Provenance of demo&quot; of 2025-12-30, in which the last change of this scope landed on 2025-12-30; now is this report." \
		new/index.html
	cut -d, -f2,3 new/csv/newcomers.csv | tr -d "\r\"" | sed 1d >actual
	cat >expect <<-END
	tool,Crush
	tool,IBM Bob
	area,Block devices
	END
'
test_ok 'the commands of the page give the rows again' '
	for query in then-and-now newcomers; do
		{
			printf "%s" "\"\$GP\" "
			sed -n "s/.*\"command\": \"git provenance \(query $query .*\)\",\$/\1/p" \
				new/report.json | sed "s/\\\\\"/\"/g"
		} | sed "s/\$/ --db k.db --format csv/" >line.sh
		sh line.sh |
			cmp - new/csv/$query.csv
	done
'
test_ok 'nothing is new since the same report' '
	"$GP" report --db k.db --out same --format csv --compare-to new/report.json
	[ "$(wc -l <same/csv/newcomers.csv)" -eq 1 ]
	sed 1d same/csv/then-and-now.csv | tr -d "\r\"" |
		awk -F , "{ exit \$18 != 0 || \$4 != \"\" }"
'
test_ok 'a quarter beside the one before' '
	"$GP" report --db k.db --out q1 --format json \
		--since 2025-07-01 --until 2025-10-01
	"$GP" report --db k.db --out q2 --format csv \
		--since 2025-10-01 --until 2026-01-01 --compare-to q1/report.json
	row AI-assisted q2/csv/then-and-now.csv >actual
	for q in "--since 2025-07-01 --until 2025-10-01" \
		"--since 2025-10-01 --until 2026-01-01"; do
		"$GP" query measures --db k.db $q --format csv | tr -d "\r\"" |
			sed -n 2p | cut -d, -f 4,5 | tr , " "
	done | tr "\n" " " | awk "{ print \$0 \$3, \$4 }" >expect
'
test_ok 'times that overlap have no difference' '
	"$GP" report --db k.db --out q3 --format csv --since 2025-09-01 \
		--until 2026-01-01 --compare-to q1/report.json
	row AI-assisted q3/csv/then-and-now.csv | wc -w >actual
	echo 4 >expect
'
test_ok 'a day parts the history' '
	"$GP" report --db k.db --out day --format html,csv --compare-to 2026-01-01
	row AI-assisted day/csv/then-and-now.csv >actual
	for part in --until --since; do
		"$GP" query measures --db k.db $part 2026-01-01 --format csv |
			tr -d "\r\"" | sed -n 2p | cut -d, -f 4,5 | tr , " "
	done | tr "\n" " " | awk "{ print \$0 \$3, \$4 }" >expect
	grep -q "Then is what landed before 2026-01-01, now is what landed since" \
		day/index.html
	cmp day/csv/newcomers.csv new/csv/newcomers.csv
'
test_ok 'an anonymous report can be compared' '
	"$GP" report --db k.db --out anon --format csv --anonymous \
		--compare-to old/report.json
	cmp anon/csv/then-and-now.csv new/csv/then-and-now.csv
	! grep -rE "Priya|Devin O" anon
'
test_ok 'a report that was compared can be verified' '
	"$GP" verify same --db k.db
'
test_ok 'what is no report is refused' '
	refused "'\''none.json'\'' No such file or directory" --compare-to none.json
	refused "'\''2026-13-01'\'' No such file or directory" \
		--compare-to 2026-13-01
	echo "{" >x.json
	refused "'\''x.json'\'' is no JSON" --compare-to x.json
	for text in "{}" "[]" 1 "{\"format\": 7}" "{\"format\": \"x\"}"; do
		echo "$text" >x.json
		refused "'\''x.json'\'' is no report of git-provenance" \
			--compare-to x.json
	done
	refused "'\''new/manifest.json'\'' is no report of git-provenance" \
		--compare-to new/manifest.json
	sed "s/^\"version\": 1/\"version\": 2/" new/report.json >x.json
	refused "'\''x.json'\'' is of a version of the format that git-provenance 0.1.0 does not read" \
		--compare-to x.json
	for text in "\"repositories\": 1" "\"repositories\": [1, {\"parts\": [1, {
		\"sections\": [{\"id\": \"measures\", \"rows\": 3}, {
		\"id\": \"measures\", \"rows\": []}]}]}]" "\"x\": 1"; do
		echo "{\"format\": \"git-provenance report\", \"version\": 1, $text}" \
			>x.json
		refused "'\''x.json'\'' holds no measures: nothing landed in it, or an older git-provenance wrote it" \
			--compare-to x.json
	done
'
test_ok 'a report of something else is refused' '
	"$GP" report --db k.db --out area --format json --area Tests
	refused "'\''area/report.json'\'' is a report of another scope (area Tests, not whole history)" \
		--compare-to area/report.json
	refused "'\''new/report.json'\'' is a report of another scope (whole history, not authors like Sam)" \
		--compare-to new/report.json --author Sam
	"$GP" report --db k.db --out never2 --format csv --area Tests \
		--compare-to area/report.json
	sed "s/\"name\": \"demo\"/\"name\": \"other\"/" new/report.json >x.json
	refused "'\''x.json'\'' is a report of other repositories ('\''other'\'')" \
		--compare-to x.json
	tip=$(git -C demo rev-parse main)
	sed "s/$tip/$(echo $tip | tr 0-9a-f 1-9a-f0)/" new/report.json >x.json
	refused "'\''x.json'\'' is a report of another history of '\''demo'\'' (its tip $(echo $tip | tr 0-9a-f 1-9a-f0 | cut -c 1-12) is not in the database)" \
		--compare-to x.json
'
test_done
