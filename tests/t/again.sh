#!/bin/sh
# SPDX-License-Identifier: MIT
# An audit of the same history with other options, settings or neighbours
# ends where a fresh one would, and reads no commit again.
. tests/lib.sh
. tests/facts.sh

sample_history "$WORK/demo"
for seed in 24 26 27; do
	(cd "$WORK" && new_repository r$seed $seed 120)
done
(cd "$WORK" && audit demo demo.db)
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
test_ok 'where it was cloned from is kept, without password and new commits' '
	cp -R demo cloned
	remote() {
		git -C cloned config remote.origin.url "$1"
		"$GP" audit -C cloned --db cloned.db 2>&1 | grep -c "^No new"
		sql cloned.db "SELECT remote FROM repos"
	}
	{
		remote ../demo || :
		remote https://jane:secret@github.com/k/kestrel.git
		remote git@github.com:k/kestrel.git
	} >actual
	printf "%s\n" 0 "" 1 https://github.com/k/kestrel.git \
		1 ssh://github.com/k/kestrel.git >expect
	! grep -a secret cloned.db
	"$GP" query repos --db cloned.db --format csv |
		grep "\"ssh://github.com/k/kestrel.git\""
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
