#!/bin/sh
# SPDX-License-Identifier: MIT
# A second audit reads only what is new, and ends where a fresh one would.
. tests/lib.sh

# audit REPOSITORY DB OPTION... - quietly; then the database is sound
audit() {
	of=$1
	into=$2
	shift 2
	"$GP" audit -C "$of" --db "$into" -q "$@"
	sql "$into" "PRAGMA foreign_key_check; PRAGMA integrity_check" |
		grep -v "^ok$" && return 1
	return 0
}
# meaning DB [NAME] - the facts of one repository, told without any id, as
# sorted lines; in one process, for it is asked often
meaning() {
	repo=${2-$(sql "$1" "SELECT name FROM repos")}
	for query in commits changes trailers trailer-keys activity people \
		areas landings hot-paths cherry-picks foxtrots missing summary; do
		echo ".read $TOP/queries/$query.sql"
	done >asked
	sqlite3 -batch -readonly -csv "$1" ".parameter set :repo '$repo'" \
		".read asked" ".read $TOP/tests/t/meaning.sql" |
		grep -v "\"unreachable commits\"" | sort
}
new_repository() {
	"$TOP/tests/random-history" "$2" "$3" >stream.fi
	sample_history "$1" stream.fi
}

sample_history "$WORK/demo"
test_ok 'nothing new changes nothing but the list of runs' '
	audit demo demo.db
	dump_facts demo.db >expect
	"$GP" audit -C demo --db demo.db 2>err
	grep "^Nothing new" err
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
test_ok 'without lines and then with, as with them at once' '
	for of in demo r26; do
		rm -f late.db once.db
		audit $of late.db --no-lines
		audit $of late.db
		audit $of once.db
		dump_facts late.db >actual
		dump_facts once.db | diff - actual
	done
'
test_ok 'and if the run that counts ends before it sums areas up' '
	dump_facts once.db >expect
	sqlite3 late.db "UPDATE repos SET state = '\'\'';
		UPDATE commit_areas SET lines_added = NULL, lines_deleted = NULL"
	audit r26 late.db
	dump_facts late.db >actual
'
test_ok '--rebuild comes to the same' '
	dump_facts demo.db >expect
	audit demo demo.db --rebuild
	dump_facts demo.db >actual
	sql demo.db "SELECT n_new > 500 FROM runs ORDER BY run_id DESC LIMIT 1" |
		grep -x 1
'
test_ok 'the number of threads changes nothing' '
	for jobs in 1 2 7; do
		rm -f jobs.db
		audit r27 jobs.db --jobs $jobs
		dump_facts jobs.db >jobs$jobs
	done
	cmp jobs1 jobs2
	cmp jobs1 jobs7
'
test_ok 'several repositories in one file are told apart' '
	audit r24 both.db
	meaning both.db r24 >alone
	rm both.db
	audit r24 both.db --rev main~9
	audit r26 both.db
	audit r24 both.db
	meaning both.db r24 | diff alone -
	audit r26 only.db
	meaning only.db r26 >expect
	meaning both.db r26 >actual
	diff expect actual
	"$TOP/tests/compare-with-git" --repo r24 r24 both.db
	audit r24 both.db --rev main~4
	audit r24 both.db
	audit r26 both.db --rebuild
	meaning both.db r24 | diff alone -
	meaning both.db r26 >actual
'
test_ok 'no row of an answer adds repositories up' '
	for query in summary people areas activity landings; do
		"$GP" query $query --db both.db --format csv | tail -n +2 | sort >all
		for repo in r24 r26; do
			"$GP" query $query --db both.db --repo $repo --format csv |
				tail -n +2
		done | sort | diff - all
	done
	"$GP" report --db both.db --out both.out
	grep -q r24 both.out/index.html
	grep -q r26 both.out/index.html
'
test_ok 'a name is given once' '
	mkdir other
	git clone -q --bare r24 other/r24
	dump_facts both.db >before
	status 2 "$GP" audit -C other/r24 --db both.db 2>actual
	echo "git-provenance: the database already has a repository named '\''r24'\'' ($WORK/r24/); give this one another name with --name" >expect
	dump_facts both.db | cmp - before
	audit other/r24 both.db --name third
	sql both.db "SELECT group_concat(name) FROM repos" | grep -x r24,r26,third
'
test_ok 'a mailmap that changes gives other people' '
	git init -q -b main mapped
	(cd mapped && commit_at 1700000001 one && commit_at 1700000002 two)
	audit mapped mapped.db
	printf "Ann Author <ann@example.org> <author@example.org>\n" >mapped/.mailmap
	(cd mapped && git add .mailmap && commit_at 1700000003 "map us")
	audit mapped mapped.db
	git -C mapped config mailmap.file "$WORK/extra"
	echo "Carl <committer@example.org>" >extra
	audit mapped mapped.db
	"$TOP/tests/compare-with-git" mapped mapped.db
	audit mapped fresh-mapped.db
	sql mapped.db "SELECT name, email FROM people ORDER BY 1" >actual
	sql fresh-mapped.db "SELECT name, email FROM people ORDER BY 1" >expect
	diff expect actual
	grep "^Carl|committer@example.org" actual
	grep "^Ann Author|ann@example.org" actual
'
test_ok 'notes that come, change and go' '
	for do in "add -m first main" "add -f -m second main" \
		"--ref=other add -m third main~1" "remove main"; do
		git -C mapped notes $do
		audit mapped mapped.db
		rm -f fresh-mapped.db
		audit mapped fresh-mapped.db --name mapped
		meaning mapped.db >mapped.txt
		meaning fresh-mapped.db | diff - mapped.txt
	done 2>err
	"$TOP/tests/compare-with-git" mapped mapped.db
	sql mapped.db "SELECT ref, trim(text, char(10)) FROM notes" >actual
	echo "refs/notes/other|third" >expect
'
test_ok 'notes that did not move stay, and find commits that come in' '
	git clone -q --bare demo noted
	git -C noted fetch -q ../demo "refs/notes/*:refs/notes/*"
	git -C noted notes add -m early main~3
	git -C noted notes add -m late main
	audit noted noted.db --rev main~5
	sql noted.db "SELECT count(*) FROM notes WHERE commit_id IS NULL" |
		grep -x 2
	sqlite3 noted.db "UPDATE notes SET text = text || '\'' as stored'\''"
	audit noted noted.db --rev main~2
	audit noted noted.db --rev main
	sql noted.db "SELECT n.note_id, n.ref, c.oid,
		replace(n.text, '\'' as stored'\'', '\'\'')
		FROM notes AS n LEFT JOIN commits AS c USING (commit_id)" >actual
	audit noted fresh-noted.db --rev main
	sql fresh-noted.db "SELECT n.note_id, n.ref, c.oid, n.text
		FROM notes AS n LEFT JOIN commits AS c USING (commit_id)" >expect
	sql noted.db "SELECT count(*) FROM notes WHERE text LIKE '\''% as stored'\''" |
		grep -vx 0
	git -C noted notes remove main
	audit noted noted.db --rev main
	sql noted.db "SELECT count(*) FROM notes WHERE text LIKE '\''% as stored'\''" |
		grep -x 0
'
test_ok 'other areas are derived without reading again' '
	printf "all:\nM: Ann <ann@example.org>\nF: *\n\ndocs:\nF: docs/\n" >owners
	for areas in folder:1 folder:2 maintainers file:owners; do
		rm -f areas.db
		audit demo demo.db --areas $areas
		sql demo.db "SELECT n_new FROM runs ORDER BY run_id DESC LIMIT 1" |
			grep -x 0
		audit demo areas.db --areas $areas
		meaning demo.db >actual
		meaning areas.db | diff - actual
	done
'
test_ok 'a file of areas is read anew when it changed' '
	printf "rest:\nF: *\nF: */\n" >owners
	audit demo demo.db --areas file:owners
	rm -f areas.db
	audit demo areas.db --areas file:owners
	sql areas.db "SELECT name FROM areas ORDER BY 1" >expect
	sql demo.db "SELECT name FROM areas ORDER BY 1" >actual
'
test_done
