#!/bin/sh
# SPDX-License-Identifier: MIT
# A second audit reads only what is new, and ends where a fresh one would,
# wherever the tips have moved.
. tests/lib.sh
. tests/facts.sh

sample_history "$WORK/demo"
test_ok 'nothing new changes nothing but the list of runs' '
	audit demo demo.db
	dump_facts demo.db >expect
	"$GP" audit -C demo --db demo.db 2>err
	grep "^No new commits" err
	dump_facts demo.db >actual
	sql demo.db "SELECT group_concat(n_new) FROM runs" | grep "^[0-9]*,0$"
'
test_ok 'a run reads what is new, and no more' '
	audit demo steps.db --rev main~40
	audit demo steps.db --rev main~10
	audit demo steps.db --rev main
	sql steps.db "SELECT n_new FROM runs ORDER BY run_id" >actual
	git -C demo rev-list --count main~40 >expect
	git -C demo rev-list --count main~40..main~10 >>expect
	git -C demo rev-list --count main~10..main >>expect
'
for seed in 24 26 27; do
	test_ok "tip by tip along a random history, seed $seed" "
		new_repository r$seed $seed 120
		for back in 40 25 12 5 1 0; do
			audit r$seed r$seed.db --rev main~\$back
		done
		\"\$TOP/tests/compare-with-git\" --rev main r$seed r$seed.db
		audit r$seed fresh$seed.db --rev main
		meaning r$seed.db r$seed >actual
		meaning fresh$seed.db r$seed >expect
	"
done
test_ok 'a forced push: what left is kept, and no view shows it' '
	git clone -q --bare r24 pushed
	audit pushed pushed.db
	before=$(sql pushed.db "SELECT count(*) FROM commits")
	tree=$(git -C pushed rev-parse main~3^{tree})
	git clone -q pushed left
	cd left
	mkdir gone
	git config user.name "Gone Too"
	GIT_AUTHOR_NAME="Gone Away" commit_at 1700000001 gone gone/file
	GIT_AUTHOR_EMAIL=other@example.org commit_at 1700000002 again gone/file
	git push -q origin main
	cd ..
	audit pushed pushed.db
	git -C pushed update-ref refs/heads/main \
		"$(git -C pushed commit-tree -m pushed -p main~10 "$tree")"
	audit pushed pushed.db
	"$TOP/tests/compare-with-git" pushed pushed.db
	sql pushed.db "SELECT count(*) FROM commits" | grep -x $((before + 3))
	sql pushed.db "SELECT oid FROM commits WHERE reachable ORDER BY oid" >actual
	git -C pushed rev-list main | sort >expect
	diff expect actual
	audit pushed pushed2.db --name pushed
	meaning pushed.db >actual
	meaning pushed2.db >expect
'
test_ok 'and back again' '
	git -C pushed fetch -q ../r24 +main:main
	audit pushed pushed.db
	sql pushed.db "SELECT n_new FROM runs ORDER BY run_id DESC LIMIT 1" | grep -x 0
	rm pushed2.db
	audit pushed pushed2.db --name pushed
	meaning pushed.db >actual
	meaning pushed2.db >expect
'
test_ok 'a topic that becomes the mainline' '
	git init -q -b main turn
	cd turn
	commit_at 1700000001 root
	git checkout -q -b topic
	commit_at 1700000002 "topic 1" t
	git checkout -q -b side
	commit_at 1700000003 "side 1" s
	git checkout -q topic
	commit_at 1700000004 "topic 2" t
	GIT_COMMITTER_DATE="1700000005 +0000" git merge -q -m "Merge side" side
	git checkout -q main
	commit_at 1700000006 "main 1" m
	GIT_COMMITTER_DATE="1700000007 +0000" git merge -q -m "Merge topic" topic
	cd ..
	audit turn turn.db
	sql turn.db "SELECT count(*) FROM merge_changes JOIN commits USING (commit_id)
		WHERE subject = '\''Merge side'\''" | grep -x 0
	for rev in topic side main topic; do
		rm -f fresh.db
		audit turn turn.db --rev $rev
		audit turn fresh.db --rev $rev
		meaning turn.db >turn.txt
		meaning fresh.db turn | diff - turn.txt
	done
	"$TOP/tests/compare-with-git" --rev topic turn turn.db
	sql turn.db "SELECT count(*) FROM merge_changes JOIN commits USING (commit_id)
		WHERE subject = '\''Merge topic'\''" | grep -x 0
'
test_ok 'a foxtrot that comes to the mainline later' '
	cd turn
	git checkout -q -b fox main~1
	commit_at 1700000010 "fox 1" f
	git checkout -q main
	commit_at 1700000011 "main 2" m
	commit_at 1700000012 "main 3" m
	git checkout -q fox
	GIT_COMMITTER_DATE="1700000013 +0000" git merge -q -m "Merge branch '\''main'\'' of x" main
	cd ..
	audit turn turn.db --rev main
	audit turn turn.db --rev fox
	cd turn
	git checkout -q fox
	commit_at 1700000014 "fox 2" f
	cd ..
	audit turn turn.db --rev fox
	"$TOP/tests/compare-with-git" --rev fox turn turn.db
	rm -f fresh.db
	audit turn fresh.db --rev fox
	meaning turn.db >actual
	meaning fresh.db >expect
	sql turn.db "SELECT count(*) FROM commits WHERE foxtrot" | grep -x 1
'
test_done
