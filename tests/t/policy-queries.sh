#!/bin/sh
# SPDX-License-Identifier: MIT
# What the library says of policies, on the demo history: sums that must agree
# with the verdicts, scopes that limit them, policies that are kept apart.
. tests/lib.sh

kestrel=$TOP/samples/policies/kestrel.policy
# ask QUERY OPTION... - rows as CSV without the head
ask() { "$GP" query "$@" --db demo.db --format csv --exact | tr -d '\r' | sed 1d; }
# column QUERY NAME OPTION... - the values of one column
column() {
	of=$1
	name=$2
	shift 2
	"$GP" query "$of" "$@" --db demo.db --format json |
		perl -MJSON::PP -e '
			my $name = shift;
			print "", $_->{$name} // "", "\n"
				for @{ JSON::PP->new->decode(join "", <STDIN>) }' "$name"
}
sum() { awk '{ n += $1 } END { print n + 0 }'; }

sample_history "$WORK/demo"
"$GP" audit -q -C "$WORK/demo" --db "$WORK/demo.db" --policy "$kestrel"

test_ok 'policies: one row, with what it says of the history' '
	ask policies | cut -d, -f 2,4-11 >actual
	cat >expect <<-\END
	"Kestrel","landed","3","14","7","453","273","41","31"
	END
'
test_ok 'eras: before the first, and each' '
	ask eras | cut -d, -f 3,6,7,11-15 >actual
	cat >expect <<-\END
	"no-policy","180","10","0","0","0","0","0"
	"ban","74","3","0","0","0","0","4"
	"exceptions","86","17","0","0","0","0","10"
	"tiers","113","57","6","57","4","52","27"
	END
	column eras changes | sum | grep -x 453
'
test_ok 'compliance: sums agree with the verdicts, and shares with their parts' '
	for outcome in pass fail undecidable; do
		column compliance $outcome | sum
		sql demo.db "SELECT count(*) FROM verdicts WHERE outcome = '\''$outcome'\''
			AND commit_id IN (SELECT commit_id FROM mainline_changes)" >&3
	done >actual 3>expect
	ask compliance | awk -F "\"?,\"?" "\$7 != \$8 + \$9 + \$10 || \$11 != \$8 + \$9 ||
		\$11 > 0 && (\$12 < \$13 || \$12 > \$14)" | wc -l | grep -x 0
'
test_ok 'compliance: periods are those that are asked for' '
	column compliance period -p period=year | sort -u >actual
	printf "2024\n2025\n2026\n" >expect
	column compliance fail -p period=month | sum >months
	column compliance fail -p period=year | sum | diff months -
'
test_ok 'compliance-over-time: the worst verdict of a change decides' '
	ask compliance-over-time -p period=year | cut -d, -f 3-7,11 >actual
	sql demo.db "WITH worst AS (
		SELECT strftime(\"%Y\", m.landed_at, \"unixepoch\") AS y,
		  max(v.outcome = \"undecidable\") + 2 * max(v.outcome = \"fail\") AS w,
		  sum(v.outcome = \"fail\") AS f, sum(v.outcome = \"pass\") AS p,
		  sum(v.outcome = \"undecidable\") AS u
		FROM verdicts AS v JOIN mainline_changes AS m USING (commit_id)
		WHERE v.outcome <> \"not-applicable\" GROUP BY v.commit_id)
	SELECT * FROM (
	  SELECT y, 1 AS r, \"fail\", sum(w >= 2), count(*), sum(f) FROM worst GROUP BY y
	  UNION ALL
	  SELECT y, 2, \"undecidable\", sum(w = 1), count(*), sum(u) FROM worst GROUP BY y
	  UNION ALL
	  SELECT y, 3, \"pass\", sum(w = 0), count(*), sum(p) FROM worst GROUP BY y)
	ORDER BY 1, 2" | tr "|" , >expect
	sed -i "s/\"//g" actual
	test "$(wc -l <expect)" -eq 9
	ask compliance-over-time | awk -F "," "\$8 < \$9 || \$8 > \$10" | wc -l |
		grep -x 0
'
test_ok 'policy-differences: a ban beside the policy, each change in one cell' '
	cp demo.db two.db
	printf "[policy]\nname = Ban\n[era \"e\"]\nsince = 2001-01-01\nrule = r\n[rule \"r\"]\nkind = forbid-ai\n" >ban.policy
	"$GP" audit -q -C demo --db two.db --policy ban.policy
	"$GP" query policy-differences --db two.db --format csv |
		tr -d "\r\"" | sed 1d | cut -d, -f 2-11 >rows
	awk -F, "\$4 != \$5 + \$6 + \$7 + \$8 + \$9" rows | wc -l | grep -x 0
	grep -c "^Kestrel,Ban," rows | grep -x 4
	awk -F, "NR == 1 { print \$4, \$6, \$8 }" rows >actual
	sql two.db "SELECT count(*) FROM mainline_changes AS m
		WHERE commit_id IN (SELECT commit_id FROM ai_commits)
		AND landed_at >= (SELECT min(since_at) FROM eras JOIN policies
			USING (policy_id) WHERE policies.name = '\''Kestrel'\'')" |
		sed "s/\$/ 0 0/" >expect
	ask policy-differences | wc -l | grep -x 0
'
test_ok 'violations: one row for each rule that is broken' '
	ask violations | wc -l >actual
	sql demo.db "SELECT count(*) FROM verdicts WHERE outcome = '\''fail'\''
		AND commit_id IN (SELECT commit_id FROM mainline_changes)" >expect
	diff expect actual
	ask violations -p outcome=undecidable | wc -l >actual
	sql demo.db "SELECT count(*) FROM verdicts WHERE outcome = '\''undecidable'\''
		AND commit_id IN (SELECT commit_id FROM mainline_changes)" >expect
'
test_ok 'violations: the message of the project stands beside' '
	column violations message --until 2025-01-01 | sort -u >actual
	printf "\nthe project declines content that derives from AI\n" >expect
'
test_ok 'approvals: who agreed, and whether it counts' '
	"$GP" query approvals --db demo.db --format csv --since 2026-01-01 --tier core |
		grep core-agreement | tr -d "\r\"" | cut -d, -f 8,10- >actual
	cat >expect <<-\END
	core-agreement,fail,tier core: target/riscv/vector.c (+12 -0); Acked-by is by Priya Natarajan, who maintains '\''Overall translation'\'', not '\''RISC-V target'\''
	core-agreement,pass,Acked-by is by Jürgen Weiß, who maintains '\''RISC-V target'\''
	core-agreement,fail,tier core: target/riscv/vector.c (+8 -0); Acked-by is by Jürgen Weiß, the author
	core-agreement,pass,Reviewed-by is by Jürgen Weiß, who maintains '\''Overall translation'\''
	core-agreement,fail,tier core: accel/tcg/fusion.c (+7 -0); no Acked-by or Reviewed-by
	END
'
test_ok 'exceptions: those that were granted' '
	column exceptions why | sed "s/ is by .*//" | sort -u >actual
	echo AI-exception-granted-by >expect
	column exceptions era | sort -u | grep -x exceptions
	test "$(column exceptions oid | wc -l)" -gt 5
'
test_ok 'tiers: paths and changes of each' '
	column tiers paths | sum >actual
	sql demo.db "SELECT count(*) FROM paths" >expect
	diff expect actual
	column tiers tier >actual
	sql demo.db "SELECT name FROM tiers ORDER BY tier" >expect
	diff expect actual
	column tiers changes >actual
	sql demo.db "SELECT count(*) FROM commit_tiers JOIN mainline_changes USING (commit_id)
		GROUP BY tier ORDER BY tier" >expect
'
test_ok 'tier-adoption: its periods sum up to the tiers' '
	for tier in core tests docs; do
		column tier-adoption ai_changes --tier $tier | sum
		column tiers ai_changes --tier $tier >&3
	done >actual 3>expect
	test "$(column tier-adoption changes --tier tests --since 2026-01-01 | sum)" -lt \
		"$(column tier-adoption changes --tier tests | sum)"
'
test_ok 'claims: what is said and what is touched' '
	"$GP" query claims --db demo.db --format csv --since 2026-03-05 --until 2026-03-12 |
		tr -d "\r\"" | sed 1d | cut -d, -f 6- | grep htif >actual
	echo "hw/char/htif: name the commands,tests,other,fail,AI was used for tests, it says, but it touches only tier other" >expect
'
test_ok 'a scope limits what is counted' '
	test "$(column violations oid --author ruth | wc -l)" -lt "$(column violations oid | wc -l)"
	column violations author --author ruth | sort -u >actual
	echo "Ruth Adeyemi" >expect
	diff expect actual
	column compliance applicable --path "docs/*" | sum >docs
	test "$(cat docs)" -gt 0
	test "$(cat docs)" -lt "$(column compliance applicable | sum)"
	column compliance applicable --tier docs | sum >tier
	test "$(cat tier)" -ge "$(cat docs)"
'
test_ok 'a tier limits whatever a path limits' '
	grep -l "^-- scope:.*path" "$TOP"/queries/*.sql | xargs grep -L "^-- scope:.* tier " >actual
	: >expect
	diff expect actual
	sql demo.db "SELECT count(DISTINCT commit_id) FROM commit_tiers
		JOIN tiers USING (policy_id, tier) JOIN mainline_changes USING (commit_id)
		WHERE name = '\''docs'\''" >expect
	test "$(cat expect)" -gt 20
	column adoption changes --tier docs -p period=all >actual
	diff expect actual
	column ai-by-size changes --tier docs | sum >actual
	diff expect actual
	column people changes --tier docs | sum >actual
	diff expect actual
	column eras changes --tier docs | sum >actual
	diff expect actual
	column hot-paths path --tier docs -p top=10000 | sort >actual
	sql demo.db "SELECT path FROM path_tiers JOIN tiers USING (policy_id, tier)
		JOIN paths USING (path_id) WHERE name = '\''docs'\''
		AND path_id IN (SELECT path_id FROM changes
			JOIN mainline_changes USING (commit_id))" | sort >expect
	test -s expect
'
test_ok 'of two policies with a tier of one name, --policy says whose' '
	cp demo.db tiers.db
	printf "[policy]\nname = other\n[tier \"docs\"]\npath = /target/\n[tier \"rest\"]\ndefault = true\n[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = forbid-ai\n" >other.policy
	"$GP" audit -q -C demo --db tiers.db --policy other.policy
	of() { "$GP" query commits --db tiers.db --format csv --tier docs "$@" | sed 1d | sort; }
	of --policy other >other
	of --policy Kestrel >kestrel
	of >both
	sort -u other kestrel >actual
	cp both expect
	diff expect actual
	test "$(wc -l <other)" -gt 9
	! cmp -s other kestrel
	column commits oid --path "target/*" | wc -l >actual
	wc -l <other >expect
'
test_ok 'without a policy a question about one says so' '
	"$GP" audit -q -C demo --db bare.db
	for query in "compliance" "violations" "tiers" "adoption -p by=tier"; do
		"$GP" query $query --db bare.db --format csv 2>err | sed 1d >actual
		! test -s actual
		grep -x "The database holds no policy; .git provenance audit --policy FILE. gives it one\." err
	done
	"$GP" query adoption --db bare.db 2>&1 >/dev/null | tee actual
	: >expect
'
test_ok 'an unknown policy or tier is an error' '
	status 2 "$GP" query compliance --db demo.db --policy Kestral 2>actual
	echo "git-provenance: no policy of name '\''Kestral'\'' in the database; did you mean '\''Kestrel'\''?" >expect
	diff expect actual
	status 2 "$GP" query violations --db demo.db --tier cor 2>actual
	echo "git-provenance: no tier of name '\''cor'\'' in the database; did you mean '\''core'\''?" >expect
	status 2 "$GP" query people --db demo.db --policy Kestrel 2>err
	grep "has no use for --policy" err
'
test_ok 'policies are never added up' '
	cp demo.db two.db
	"$GP" audit -q -C demo --db two.db --policy "$TOP/samples/policies/qemu-in-force.policy"
	for query in policies eras compliance compliance-over-time violations approvals exceptions tiers \
		tier-adoption claims; do
		ask $query --policy Kestrel >expect
		"$GP" query $query --db two.db --format csv --exact --policy Kestrel |
			tr -d "\r" | sed 1d >actual
		diff expect actual
	done
	"$GP" query compliance --db two.db --format csv | cut -d, -f 2 | sort -u >actual
	printf "\"Kestrel\"\n\"QEMU\n\"policy\"\n" >expect
'
test_done
