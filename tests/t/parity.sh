#!/bin/sh
# SPDX-License-Identifier: MIT
# Every fact of an audit equals what git itself says, on histories that look
# for trouble and on the demo history.
. tests/lib.sh

test_ok 'a seed makes one history' '
	"$TOP/tests/random-history" 1 40 >one
	"$TOP/tests/random-history" 1 40 >two
	cmp one two
	"$TOP/tests/random-history" 2 40 >three
	status 1 cmp -s one three
'

# random_repository DIR SEED N - with a tag of a tree too, which has no commit
random_repository() {
	"$TOP/tests/random-history" "$2" "$3" >"$1.fi"
	sample_history "$1" "$1.fi"
	rm "$1.fi"
	git -C "$1" tag of-a-tree 'main^{tree}'
}

for seed in 11 12 13 14 15 16; do
	test_ok "seed $seed: HEAD" "
		random_repository r$seed $seed 150
		\"\$GP\" audit -C r$seed --db r$seed.db -q
		\"\$TOP/tests/compare-with-git\" r$seed r$seed.db
	"
	test_ok "seed $seed: all branches and tags" "
		\"\$GP\" audit -C r$seed --db r$seed-all.db --all -q
		\"\$TOP/tests/compare-with-git\" --all r$seed r$seed-all.db
	"
done
test_ok 'the demo history' '
	sample_history demo
	"$GP" audit -C demo --db demo.db --all -q
	"$TOP/tests/compare-with-git" --all demo demo.db
'
test_ok 'several revisions; the first makes the mainline' '
	"$GP" audit -C r11 --db revs.db --rev main~3 --rev main -q
	"$TOP/tests/compare-with-git" --rev main~3 --rev main r11 revs.db
'
test_ok 'without lines, and lines added later' '
	"$GP" audit -C r12 --db lines.db --no-lines -q
	"$TOP/tests/compare-with-git" --no-lines r12 lines.db
	"$GP" audit -C r12 --db lines.db -q
	"$TOP/tests/compare-with-git" r12 lines.db
'
test_ok 'a second run reads only what is new, and is as right' '
	"$GP" audit -C r13 --db steps.db --rev main~5 -q
	"$GP" audit -C r13 --db steps.db --rev main -q
	"$TOP/tests/compare-with-git" --rev main r13 steps.db
'

# tree BLOB MODE... - files 1, 2, ... of that blob, in these very modes
tree() {
	perl -e 'my $blob = pack "H*", shift; my $n;
		print "$_ ", ++$n, "\0$blob" for @ARGV' "$@" |
		git hash-object -t tree -w --literally --stdin
}
test_ok 'modes that git does not write any more read as those it does' '
	git init -q modes
	cd modes
	blob=$(echo text | git hash-object -w --stdin)
	one=$(git commit-tree -m one "$(tree $blob 100644 100664 100755 100775)")
	two=$(git commit-tree -m two -p $one "$(tree $blob 100600 100775 100700)")
	blob=$(echo other | git hash-object -w --stdin)
	three=$(git commit-tree -m three -p $two "$(tree $blob 100640 100700 100640)")
	git update-ref refs/heads/master $three
	"$GP" audit --db ../modes.db -q
	cd ..
	"$TOP/tests/compare-with-git" modes modes.db
'

test_ok 'files of the work tree change nothing' '
	git init -q checkout
	cd checkout
	commit_at 1700000001 one
	commit_at 1700000002 two
	echo "* -diff" >.gitattributes
	echo "Somebody Else <author@example.org>" >.mailmap
	"$GP" audit --db ../checkout.db -q
	cd ..
	"$TOP/tests/compare-with-git" checkout checkout.db
'

# What no comparison finds is not held: each of these must be found.
planted() {
	cp r11.db planted.db
	sqlite3 planted.db "PRAGMA foreign_keys = 0; $1"
	status 1 "$TOP/tests/compare-with-git" r11 planted.db >out
	grep -q "$2" out
}
test_ok 'the comparison finds what is wrong' '
	first="(SELECT min(commit_id) FROM commits WHERE reachable)"
	planted "UPDATE commits SET message = message || 1 WHERE commit_id = $first" "^commits .*message"
	planted "UPDATE commits SET authored_zone = 1 WHERE commit_id = $first" "^commits .*author"
	planted "UPDATE commits SET reachable = 0 WHERE commit_id = $first" "^commits .*only git"
	planted "UPDATE commits SET landed_at = landed_at + 1 WHERE commit_id = $first" "^landings "
	planted "UPDATE commits SET mainline = 1 - mainline WHERE commit_id = $first" "^landings "
	planted "UPDATE people SET name = 1 WHERE person_id = 1" "^people "
	planted "UPDATE trailers SET value = value || 1 WHERE place = '\''block'\''" "^trailers "
	planted "UPDATE trailers SET place = '\''block'\''" "^trailers .*only database"
	planted "UPDATE changes SET lines_added = lines_added + 1" "^changes "
	planted "UPDATE changes SET new_mode = 33261 WHERE new_mode = 33188" "^changes "
	planted "UPDATE changes SET pair_id = NULL WHERE status = '\''A'\''" "^renames .*only git: to"
	planted "DELETE FROM merge_changes" "^merge changes .*only git"
	planted "UPDATE notes SET text = text || 1" "^notes "
	planted "UPDATE paths SET raw = CAST(path AS BLOB) WHERE raw IS NULL" "path as text"
	planted "UPDATE commit_parents SET parent_oid = upper(parent_oid)" "^commits .*parents"
	planted "UPDATE commits SET foxtrot = 1 - foxtrot" "^foxtrots "
'
test_done
