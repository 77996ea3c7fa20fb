#!/bin/sh
# SPDX-License-Identifier: MIT
# `compare` applies one era of each policy to the same changes: what it says
# agrees with the verdicts where those rules were in force.
. tests/lib.sh

kestrel=$TOP/samples/policies/kestrel.policy
export kestrel
compare() { "$GP" compare --db demo.db "$@"; }
# row COLUMNS [OPTION...] - columns of the row for all changes
row() {
	columns=$1
	shift
	compare --format csv "$@" | tr -d '\r"' | sed -n 2p | cut -d, -f "$columns"
}
sample_history "$WORK/demo"
cat >"$WORK/limit.policy" <<'END'
[policy]
	name = limit
[tier "docs"]
	path = /docs/
[tier "rest"]
	default = true
[era "small"]
	since = 2020-01-01
	rule = small
	rule = said
	rule = soft
[rule "small"]
	kind = limit-lines
	max = 3
	except-tier = docs
[rule "said"]
	kind = require-trailer
	key = No-such-key
	when = always
	severity = warning
[rule "soft"]
	kind = outside-git
	text = anything
END
cat >"$WORK/review.policy" <<'END'
[policy]
	name = review
[era "reviewed"]
	since = 2020-01-01
	rule = reviewed
[rule "reviewed"]
	kind = require-review
END
"$GP" audit -q -C "$WORK/demo" --db "$WORK/demo.db" --policy "$kestrel" \
	--policy "$WORK/limit.policy" --policy "$WORK/review.policy"

test_ok 'a policy and itself never differ, and fail as the verdicts say' '
	row 4-9 --policy "$kestrel" --policy "$kestrel" --since 2025-11-17 >actual
	sql demo.db "WITH worst AS (SELECT commit_id, max(outcome = '\''fail'\'') AS f,
			max(outcome = '\''undecidable'\'') AS u
			FROM verdicts JOIN rules USING (policy_id, rule)
			JOIN policies USING (policy_id)
			WHERE policies.name = '\''Kestrel'\'' AND severity = '\''error'\''
			AND kind <> '\''outside-git'\''
			AND commit_id IN (SELECT commit_id FROM ai_commits)
			AND commit_id IN (SELECT commit_id FROM mainline_changes
				WHERE landed_at >= 1763337600) GROUP BY 1)
		SELECT sum(f), 0, 0, sum(NOT f AND NOT u), sum(NOT f AND u), count(*)
		FROM worst" | tr "|" "," >expect
'
test_ok 'a ban forbids every AI-assisted change, whatever its day' '
	row 4,5,6,7,9 --policy "$kestrel@ban" --policy "$kestrel@ban" --since 2020-01-01 >actual
	n=$(sql demo.db "SELECT count(*) FROM ai_commits WHERE commit_id IN
		(SELECT commit_id FROM mainline_changes)")
	echo "$n,0,0,0,$n" >expect
'
test_ok 'both sides are told apart' '
	row 5,6 --policy "$kestrel@ban" --policy limit.policy >one
	row 5,6 --policy limit.policy --policy "$kestrel@ban" | tr , " " |
		awk "{ print \$2 \",\" \$1 }" | diff one -
	test "$(cut -d, -f 1 one)" -gt 0
	test "$(cut -d, -f 2 one)" -eq 0
'
test_ok 'the last year is what counts without --since' '
	since=$(($(sql demo.db "SELECT max(tip_at) FROM repos") - 365 * 86400))
	row 4-12 --policy "$kestrel" --policy limit.policy >actual
	row 4-12 --policy "$kestrel" --policy limit.policy --since $since >expect
'
test_ok '--all-commits asks it of every change, of some kinds of rules' '
	row 9 --policy "$kestrel@ban" --policy limit.policy --all-commits --since 2023-01-01 >actual
	sql demo.db "SELECT count(*) FROM mainline_changes WHERE landed_at >= 1672531200" >expect
	diff expect actual
	# what the limit allows: up to three lines outside of docs
	row 5 --policy "$kestrel@ban" --policy limit.policy --all-commits --since 2023-01-01 >actual
	sql demo.db "SELECT count(*) FROM mainline_changes AS m WHERE landed_at >= 1672531200
		AND coalesce((SELECT sum(lines_added) FROM commit_tiers AS ct
			JOIN tiers AS t USING (policy_id, tier) JOIN policies AS p USING (policy_id)
			WHERE p.name = '\''limit'\'' AND t.name = '\''rest'\''
			AND ct.commit_id = m.commit_id), 0) <= 3" >expect
'
test_ok 'reviews decide by the trailers that there are' '
	row 5 --policy "$kestrel@ban" --policy review.policy --all-commits >some
	test "$(cat some)" -gt 0
	test "$(cat some)" -lt "$(row 9 --policy "$kestrel@ban" --policy review.policy --all-commits)"
'
test_ok 'groups: periods and sizes sum up to all' '
	compare --policy "$kestrel@ban" --policy "$kestrel" --format csv | tr -d "\r\"" >all
	for by in period size; do
		grep "^demo,$by," all | awk -F, "{ n += \$9; f += \$10; a += \$5 } END { print n, f, a }"
	done | sort -u >actual
	grep "^demo,all," all | awk -F, "{ print \$9, \$10, \$5 }" >expect
	diff expect actual
	grep "^demo,tier," all | cut -d, -f 3 | sort >tiers
	grep -x core tiers
	grep -q "^demo,area,Tests," all
'
test_ok 'what-if and would-qualify say the same of the last year' '
	for scope in "" "--author a" "--path docs/*"; do
		compare --policy "$kestrel" --policy limit.policy --all-commits --format csv \
			$scope | tr -d "\r" | sed 1d |
			cut -d, -f 2-11 | grep -v "^\"area\|^\"period" | sort >expect
		test "$(wc -l <expect)" -gt 3
		"$GP" query what-if --db demo.db --format csv $scope | tr -d "\r" |
			grep "\"Kestrel\",\"tiers\",\"limit" >rows
		awk -F, -v OFS=, "{ print \$6, \$7, \$9, \$10, \$11, \$12, \$13, \$8, \$14, \$15 }" rows |
			grep -v "^\"area\|^\"period" | sort >actual
		diff expect actual
	done
	"$GP" query would-qualify --db demo.db --format csv --policy Kestrel | tr -d "\r\"" |
		grep ",all,," | cut -d, -f 6-9 >actual
	sql demo.db "SELECT count(*), sum(outcome = '\''fail'\''), sum(outcome = '\''undecidable'\''),
		sum(outcome = '\''pass'\'') FROM supposed_outcomes JOIN policies USING (policy_id)
		JOIN mainline_changes USING (commit_id)
		WHERE name = '\''Kestrel'\''" | tr "|" , >expect
'
test_ok 'the last year has whole days, as the findings count them' '
	git init -q -b main days
	for at in 2024-01-01T00:00:00 2025-03-10T23:59:59 2025-03-11T00:00:00 2026-03-10T15:00:00; do
		GIT_AUTHOR_DATE=${at}Z GIT_COMMITTER_DATE=${at}Z \
			git -C days commit -q --allow-empty -m "$at"
	done
	"$GP" audit -q -C days --db days.db --policy limit.policy
	sql days.db "SELECT subject FROM supposed_outcomes JOIN commits USING (commit_id)
		ORDER BY landed_at" >actual
	printf "%s\n" 2025-03-11T00:00:00 2026-03-10T15:00:00 >expect
	diff expect actual
	"$GP" query key-findings --db days.db --format csv | tr -d "\r" >rows
	sed -n "s/.*--since \(2025-[-0-9]*\).*/\1/p" rows | sort -u >actual
	echo 2025-03-11 >expect
'
test_ok 'a sentence stands before the table' '
	compare --policy "$kestrel@ban" --policy "$kestrel" >out
	sed -n 1,2p out >actual
	cat >expect <<-\END
	A: Kestrel, era '\''ban'\''
	B: Kestrel, era '\''tiers'\''
	END
	diff expect actual
	sed -n 3p out | grep -E "^[0-9]+ of [0-9]+ AI-assisted changes since 20[0-9-]+ that A forbids would be allowed by B: [0-9.]+ % \(95 % interval [0-9.]+ to [0-9.]+ %\)\.$"
	sed -n 4p out | grep "floors"
	compare --policy "$kestrel@ban" --policy "$kestrel" --all-commits >out
	sed -n 4p out | grep "^Every change counts as if it had been AI-assisted"
'
test_ok 'a scope limits it' '
	row 9 --policy "$kestrel@ban" --policy "$kestrel" --path "docs/*" >docs
	test "$(cat docs)" -gt 0
	test "$(cat docs)" -lt "$(row 9 --policy "$kestrel@ban" --policy "$kestrel")"
	row 9 --policy "$kestrel@ban" --policy "$kestrel" --author nobody-at-all | grep -x "" || :
	row 9 --policy "$kestrel@ban" --policy "$kestrel" --tier docs >actual
	compare --format csv --policy "$kestrel@ban" --policy "$kestrel" | tr -d "\r\"" |
		grep "^demo,tier,docs," | cut -d, -f 9 >expect
	diff expect actual
'
test_ok 'what cannot be: other numbers of policies, an era, an unknown policy' '
	status 2 compare --policy "$kestrel" 2>err
	grep "compare wants two policies" err
	status 2 compare 2>err
	status 2 compare --policy "$kestrel" --policy "$kestrel@tierz" 2>err
	grep "no era is called .tierz.; did you mean .tiers." err
	printf "[era \"x\"]\nsince = 2020-01-01\n" >new.policy
	status 2 compare --policy "$kestrel" --policy new.policy 2>actual
	echo "git-provenance: the database does not know the tiers of '\''new'\''; tell it: git provenance audit --policy new.policy" >expect
	diff expect actual
	status 2 compare --policy "$kestrel" --policy "$kestrel" --format xml 2>err
	grep "no format .xml." err
	status 2 compare --policy none --policy "$kestrel" 2>err
'
test_ok 'of several repositories one is named' '
	cp demo.db two.db
	git clone -q --bare demo other
	"$GP" audit -q -C other --db two.db --policy "$kestrel"
	status 2 "$GP" compare --db two.db --policy "$kestrel" --policy "$kestrel" 2>err
	grep "several repositories; --repo says which" err
	"$GP" compare --db two.db --policy "$kestrel@ban" --policy "$kestrel" --repo other \
		--format csv | tr -d "\r" | sed "1d; s/^\"other\"/\"demo\"/" >actual
	compare --policy "$kestrel@ban" --policy "$kestrel" --format csv | tr -d "\r" | sed 1d >expect
'
test_done
