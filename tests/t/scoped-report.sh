#!/bin/sh
# SPDX-License-Identifier: MIT
# A report about a part of the project: the rest beside it, who approved and
# who reverted there; and the measures that reports are compared by.
. tests/lib.sh

k() { "$GP" query --db k.db --format csv "$@" | tr -d '\r"'; }
# column NAME - that column of the CSV on stdin
column() {
	awk -F , -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == name) at = i; next } { print $at }'
}
# sum NAME - of that column
sum() { column "$1" | awk '{ n += $1 } END { print n + 0 }'; }

test_ok 'the measures agree with the queries that tell more of them' '
	sample_history demo
	"$GP" audit -C demo --db k.db -q \
		--policy "$TOP/samples/policies/kestrel.policy"
	k measures | awk -F , "NR > 1 { print \$4, \$5 }" >actual
	{
		k base >base
		echo "$(sum ai_assisted <base)" "$(sum changes <base)"
		k ai-commits >ai
		k adoption -p period=all >adoption
		echo "$(sum declared <adoption)" "$(sum ai_assisted <adoption)"
		k eras >eras
		echo "$(($(sum of_disclosures <eras) - $(sum undisclosed <eras)))" \
			"$(sum of_disclosures <eras)"
		k review-coverage -p period=all >review
		echo "$(sum reviewed <review)" "$(sum changes <review)"
		sed "/,all,,,,0,/d" review >ai
		echo "$(sum reviewed <ai)" "$(sum changes <ai)"
		k compliance-over-time -p period=year >kept
		echo "$(grep ",pass," kept | cut -d, -f6 | awk "{ n += \$1 }
			END { print n }")" "$(grep -v ",undecidable," kept | sum changes)"
		for days in 90 365; do
			k revert-rate -p by=none -p period=year -p days=$days >rate
			echo "$(sum reverted <rate)" "$(sum at_risk <rate)"
		done
		k revert-ease -p by=all -p horizon=365 >ease
		echo "$(sum clean <ease)" "$(sum changes <ease)"
	} >expect
'
test_ok 'a part and the rest are the whole' '
	k measures >all
	{
		column n <all
		column of_n <all
	} >expect
	for scope in "--area=Network devices" "--path=docs/*" --author=Sam \
		--tier=core; do
		k contrast "$scope" >two
		{
			awk -F , "NR > 1 { print \$7 + \$12 }" two
			awk -F , "NR > 1 { print \$8 + \$13 }" two
		} | diff expect -
		k measures "$scope" | cut -d, -f 2-5 >one
		awk -F , -v OFS=, "{ print \$2, \$3, \$7, \$8 }" two | diff one -
	done
	k contrast --since 2025-01-01 --area "Network devices" >two
	k measures --since 2025-01-01 >all
	column of_n <all | head -n 1 >expect
	awk -F , "NR == 2 { print \$8 + \$13 }" two >actual
'
test_ok 'the difference has the interval of Newcombe, or none' '
	k contrast --area "Network devices" |
		awk -F , "NR == 2 { printf \"%.6f %.6f %.6f\\n\", \$4, \$5, \$6 }" >actual
	# by hand: l and u of each side, and the two square roots
	awk "function w(n, m, s,   z) {
		z = 1.959964
		return (n + z * z / 2 + s * z * sqrt(n * (m - n) / m + z * z / 4)) \
			/ (m + z * z)
	} BEGIN {
		a = 27 / 73; b = 60 / 380
		printf \"%.6f %.6f %.6f\n\", a - b,
			a - b - sqrt((a - w(27, 73, -1)) ^ 2 + (w(60, 380, 1) - b) ^ 2),
			a - b + sqrt((w(27, 73, 1) - a) ^ 2 + (b - w(60, 380, -1)) ^ 2)
	}" >expect
	k contrast --area "Network devices" | awk -F , "\$8 < 20 && NR > 1 {
		n++; if (\$4 != \"\") exit 1 } END { exit n != 1 }"
'
test_ok 'who approved is who reviewed' '
	k approvers >approvers
	k review-coverage -p period=all >review
	sum alone <approvers >actual
	sum by_one <review >expect
	sql k.db "SELECT name FROM people WHERE name IN (SELECT name FROM people)" \
		>people
	column name <approvers | grep -vxF -f people | grep . && exit 1
	k approvers --area "Network devices" | sed -n 2p | grep "Tobias Okonkwo,10,73,"
'
test_ok 'who reverted is who wrote the reverts' '
	k reverters >reverters
	sum changes <reverters >actual
	sql k.db "SELECT count(*) FROM revert_states AS s
		JOIN mainline_changes AS m ON m.commit_id = s.commit_id
		WHERE s.state <> '\''partial'\''" >expect
	sum own <reverters >own
	sql k.db "SELECT count(*) FROM revert_states AS s
		JOIN mainline_changes AS m ON m.commit_id = s.commit_id
		JOIN history AS f ON f.commit_id = s.first_id
		WHERE s.state <> '\''partial'\'' AND f.author_id = m.author_id" |
		diff own -
'
test_ok 'a report of a part has the rest beside it, another has not' '
	"$GP" report --db k.db --out part --area "Network devices" \
		--format html,csv
	"$GP" report --db k.db --out whole --format csv
	for file in contrast approvers approvals reverters colliding-paths; do
		[ -e part/csv/$file.csv ]
		! [ -e whole/csv/$file.csv ]
	done
	grep -q "<h2[^>]*>This part of the project and the rest" part/index.html
	grep -q "<h1>Provenance of demo: area Network devices</h1>" part/index.html
	grep -q "This part beside the rest: repository demo; area Network devices. " \
		part/index.html
	"$GP" query contrast --db k.db --repo demo --area "Network devices" \
		--format csv | cmp - part/csv/contrast.csv
	"$GP" report --db k.db --out p --path "docs/*" --format csv
	"$GP" report --db k.db --out a --author Sam --format csv
	"$GP" report --db k.db --out t --tier core --format csv
	ls p/csv/contrast.csv a/csv/contrast.csv t/csv/contrast.csv
'
test_done
