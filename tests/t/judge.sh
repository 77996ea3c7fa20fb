#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo history judged by the policy of its own project, and the same
# verdicts however many runs it takes to come to them.
. tests/lib.sh

audit() { "$GP" audit -q "$@"; }
kestrel=$TOP/samples/policies/kestrel.policy
export kestrel
# verdicts DB - every verdict, told without any id
verdicts() {
	sql "$1" "SELECT p.name, c.oid, e.name, r.name, v.outcome, v.why
		FROM verdicts AS v JOIN policies AS p USING (policy_id)
		JOIN commits AS c USING (commit_id)
		JOIN rules AS r USING (policy_id, rule)
		JOIN eras AS e USING (policy_id, era) ORDER BY 1, 2, 3, 4"
}

sample_history "$WORK/demo"
test_ok 'the demo history breaks its rules where its story says' '
	audit -C demo --db demo.db --policy "$kestrel"
	sql demo.db "PRAGMA foreign_key_check"
	sql demo.db "SELECT date(landed_at, '\''unixepoch'\''), r.name, v.outcome
		FROM verdicts AS v JOIN commits USING (commit_id)
		JOIN rules AS r USING (policy_id, rule)
		WHERE (outcome = '\''fail'\'' OR outcome = '\''undecidable'\'')
		AND kind <> '\''outside-git'\'' ORDER BY 1, 2" >actual
	cp "$TOP/tests/expect/kestrel-verdicts" expect
'
test_ok 'every rule fails once and passes once' '
	sql demo.db "SELECT r.name FROM rules AS r WHERE kind <> '\''outside-git'\''
		AND (NOT EXISTS (SELECT 1 FROM verdicts AS v WHERE outcome = '\''fail'\''
			AND (v.policy_id, v.rule) = (r.policy_id, r.rule))
		OR NOT EXISTS (SELECT 1 FROM verdicts AS v WHERE outcome = '\''pass'\''
			AND (v.policy_id, v.rule) = (r.policy_id, r.rule)))" >actual
	: >expect
'
test_ok 'every outcome is there' '
	sql demo.db "SELECT DISTINCT outcome FROM verdicts ORDER BY 1" >actual
	printf "fail\nnot-applicable\npass\nundecidable\n" >expect
'
test_ok 'a change is judged once by each rule of its era, and no other' '
	sql demo.db "SELECT count(*) FROM verdicts AS v JOIN commits AS c USING (commit_id)
		JOIN eras AS e USING (policy_id, era)
		WHERE c.landed_at < e.since_at OR c.n_parents > 1 OR c.landed_at IS NULL
		OR EXISTS (SELECT 1 FROM eras AS l WHERE l.policy_id = e.policy_id
			AND l.since_at > e.since_at AND l.since_at <= c.landed_at)" |
		grep -x 0
	# the rule for every change has a verdict on every change of all eras
	sql demo.db "SELECT count(*) FROM verdicts JOIN rules USING (policy_id, rule)
		WHERE name = '\''sign-off'\''" >actual
	sql demo.db "SELECT count(*) FROM history WHERE merge = 0
		AND landed_at >= (SELECT min(since_at) FROM eras)" >expect
'
test_ok 'a reason names what a maintainer looks for' '
	sql demo.db "SELECT why FROM verdicts JOIN commits USING (commit_id)
		JOIN rules USING (policy_id, rule) WHERE name = '\''core-agreement'\''
		AND outcome = '\''fail'\'' ORDER BY commit_id" >actual
	cat >expect <<-\END
	tier core: target/riscv/vector.c (+12 -0); Acked-by is by Priya Natarajan, who maintains '\''Overall translation'\'', not '\''RISC-V target'\''
	tier core: target/riscv/vector.c (+8 -0); Acked-by is by Jürgen Weiß, the author
	tier core: accel/tcg/fusion.c (+7 -0); no Acked-by or Reviewed-by
	END
'
test_ok 'nothing new: nothing is judged again' '
	dump_facts demo.db >expect
	"$GP" audit -C demo --db demo.db 2>err
	grep "^No new commits" err
	dump_facts demo.db >actual
'
test_ok 'run by run along the demo history' '
	audit -C demo --db steps.db --rev main~300 --policy "$kestrel"
	for back in 200 120 60 59 58 30 4 0; do
		audit -C demo --db steps.db --rev main~$back
	done
	verdicts steps.db >actual
	verdicts demo.db >expect
	test "$(wc -l <expect)" -gt 1000
	cmp expect actual
'
test_ok 'a policy that comes later finds the same' '
	audit -C demo --db late.db
	audit -C demo --db late.db --policy "$kestrel"
	dump_facts late.db >actual
	dump_facts demo.db >expect
'
test_ok 'anew with --rebuild, too' '
	audit -C demo --db demo.db --rebuild
	dump_facts demo.db >actual
'
cat >"$WORK/rate.policy" <<'END'
[policy]
	name = rate
[era "all"]
	since = 2020-01-01
	rule = rate
	rule = landing
	rule = signed
	rule = text
[rule "rate"]
	kind = rate
	days = 40
	max-count = 3
	applies-to = all
[rule "landing"]
	kind = limit-lines
	per = landing
	max = 30
	applies-to = all
[rule "signed"]
	kind = require-sign-off
	match = author
	match = committer-last
[rule "text"]
	kind = forbid-text
	text = e
	in = body
END
for seed in 31 32 33; do
	test_ok "run by run along a random history, seed $seed" "
		\"\$TOP/tests/random-history\" $seed 100 >stream.fi
		sample_history r$seed stream.fi
		audit -C r$seed --db r$seed.db --rev main~30 \
			--policy rate.policy --policy \"\$kestrel\"
		for back in 17 9 2 1 0; do
			audit -C r$seed --db r$seed.db --rev main~\$back
		done
		audit -C r$seed --db once$seed.db --rev main \
			--policy rate.policy --policy \"\$kestrel\"
		verdicts r$seed.db >actual
		verdicts once$seed.db >expect
		test -s expect
	"
done
test_ok 'back to an older tip and forth again' '
	audit -C r31 --db r31.db --rev main~20
	audit -C r31 --db old.db --rev main~20 --policy rate.policy --policy "$kestrel"
	verdicts old.db >expect
	verdicts r31.db | diff expect -
	audit -C r31 --db r31.db --rev main
	verdicts r31.db >actual
	verdicts once31.db >expect
'
test_ok 'a correction by a person changes verdicts' '
	before=$(sql demo.db "SELECT count(*) FROM verdicts WHERE outcome = '\''fail'\''")
	sqlite3 demo.db "INSERT INTO annotations SELECT 1, oid, '\''no'\'', '\'''\'', '\''x'\'', '\''y'\'', '\''z'\''
		FROM commits JOIN verdicts USING (commit_id) JOIN rules USING (policy_id, rule)
		WHERE name = '\''no-ai'\'' AND outcome = '\''fail'\'' LIMIT 1"
	audit -C demo --db demo.db
	sql demo.db "SELECT count(*) FROM verdicts WHERE outcome = '\''fail'\''" >actual
	echo $((before - 1)) >expect
	sqlite3 demo.db "DELETE FROM annotations"
	audit -C demo --db demo.db
	verdicts demo.db >actual
	verdicts late.db >expect
'
test_ok 'a mailmap makes a sign-off the author'\''s' '
	git init -q -b main mapped
	(
		cd mapped
		GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=ann@home git commit -q --allow-empty \
			-m one -m "Signed-off-by: Ann B <ann@work>"
		git commit -q --allow-empty -m two
	)
	printf "[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = require-sign-off\nmatch = author\n" >sign.policy
	audit -C mapped --db mapped.db --policy sign.policy
	sql mapped.db "SELECT subject, outcome, why FROM verdicts JOIN commits USING (commit_id)
		ORDER BY commit_id" >actual
	cat >expect <<-\END
	one|fail|no Signed-off-by of the author, Ann <ann@home>
	two|fail|no Signed-off-by
	END
	diff expect actual
	echo "Ann B <ann@work> <ann@home>" >mailmap
	git -C mapped config mailmap.file "$WORK/mailmap"
	audit -C mapped --db mapped.db
	sql mapped.db "SELECT subject, outcome, why FROM verdicts JOIN commits USING (commit_id)
		ORDER BY commit_id" >actual
	printf "one|pass|\ntwo|fail|no Signed-off-by\n" >expect
'
test_ok 'a policy names tools of its own' '
	git init -q -b main tools
	git -C tools commit -q --allow-empty -m one -m "Assisted-by: Elektra Grosz"
	printf "[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = forbid-ai\n" >tool.policy
	audit -C tools --db tools.db --policy tool.policy
	sql tools.db "SELECT outcome FROM verdicts" | grep -x pass
	printf "[ai]\ntool = Elektra Grosz\n" >>tool.policy
	audit -C tools --db tools.db --policy tool.policy
	sql tools.db "SELECT policy_id, outcome, why FROM verdicts ORDER BY 1" >actual
	cat >expect <<-\END
	1001|fail|AI evidence: '\''Assisted-by: Elektra Grosz'\'' on line 3
	1002|fail|AI evidence: '\''Assisted-by: Elektra Grosz'\'' on line 3
	END
	diff expect actual
	"$GP" query signals --db tools.db --format csv | grep "Elektra Grosz" >row
	grep ",\"tool\"," row
'
test_ok 'the day that decides may be another one' '
	git init -q -b main days
	(
		cd days
		GIT_AUTHOR_DATE="1600000000 +0000" GIT_COMMITTER_DATE="1700000000 +0000" \
			git commit -q --allow-empty -m one
	)
	for date in landed committed authored; do
		printf "[policy]\nera-date = $date\nname = $date\n" | cat - sign.policy >$date.policy
		audit -C days --db days.db --policy $date.policy
	done
	sed -i "s/2020-01-01/2023-01-01/" authored.policy
	audit -C days --db days.db --policy authored.policy
	sql days.db "SELECT name, count(outcome) FROM policies
		LEFT JOIN verdicts USING (policy_id) GROUP BY policy_id" >actual
	printf "landed|1\ncommitted|1\nauthored|1\nauthored|0\n" >expect
'
test_ok 'a run that was cut off is completed' '
	audit -C demo --db cut.db --policy "$kestrel"
	sqlite3 cut.db "DELETE FROM verdicts; DELETE FROM commit_tiers; DELETE FROM path_tiers;
		DELETE FROM stages WHERE stage LIKE '\''tiers%'\'' OR stage LIKE '\''verdicts%'\''"
	audit -C demo --db cut.db
	dump_facts cut.db >actual
	dump_facts late.db >expect
'
test_done
