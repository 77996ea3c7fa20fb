#!/bin/sh
# SPDX-License-Identifier: MIT
# Reverts that happened: each shape planted once, all found, none invented;
# what contents say; chains; and the same however the audit was cut.
. tests/lib.sh

now=1700000000
# tick [DAYS] - time passes: an hour, or so many days
tick() {
	now=$((now + ${1:-0} * 86400 + 3600))
	export GIT_AUTHOR_DATE="$now +0000" GIT_COMMITTER_DATE="$now +0000"
}
# save MESSAGE - commits all there is
save() {
	tick 0
	git add -A
	git commit -q --allow-empty -F - <<-END
		$1
	END
}
# lines WORD [N] - N lines, 8 by default, that no other word has
lines() {
	seq -f "$1 %g stands here" "${2:-8}"
}
# change NAME - a change to the file of that name, which is in the middle
# of lines that stay; its id is in $id
change() {
	{ lines "head of $1"; lines "new in $1"; lines "tail of $1"; } >"$1"
	save "$1: do it"
	id=$(git rev-parse HEAD)
}
# begin NAME... - the files before their changes
begin() {
	for name; do
		{ lines "head of $name"; lines "tail of $name"; } >"$name"
	done
	save "begin $*"
}
# undo MESSAGE - takes the commit $id back, with that message
undo() {
	git revert --no-commit "$id"
	save "$1"
}
# found DB - every row as one line: how, what, of which commit
found() {
	sql "$1" "SELECT replace(c.subject, x'e280a6', '...'),
			coalesce(t.subject, '-'), shape, says, resolution,
			coalesce(verified, '-'),
			CASE WHEN is_silent THEN 'silent ' ELSE '' END ||
			CASE WHEN is_repeat THEN 'repeat ' ELSE '' END ||
			CASE WHEN is_counted THEN 'counts' ELSE '' END
		FROM reverts AS r JOIN commits AS c USING (commit_id)
		LEFT JOIN commits AS t ON t.commit_id = r.target_id
		ORDER BY c.committed_at, c.commit_id, position"
}
# audit REPOSITORY DB OPTION... - quietly
audit() {
	of=$1
	into=$2
	shift 2
	"$GP" audit -C "$of" --db "$into" -q "$@"
	sql "$into" "PRAGMA foreign_key_check"
}
# fresh NAME - a new repository, and into it
fresh() {
	git init -q -b main "$1"
	cd "$1"
	save root
}

test_ok 'what git revert writes' '
	fresh plain
	begin one two
	change one
	tick 0
	git revert --no-edit HEAD >/dev/null
	tick 0
	git revert --no-edit HEAD >/dev/null
	change two
	tick 3
	git revert --no-edit HEAD >/dev/null
	cd ..
	audit plain plain.db
	found plain.db | sed "s/^Reapply .one: do it.|/Revert \"Revert \"one: do it\"\"|/" >actual
	cat >expect <<-\END
	Revert "one: do it"|one: do it|standard|revert|resolved|exact|counts
	Revert "Revert "one: do it""|Revert "one: do it"|standard|reapply|resolved|exact|counts
	Revert "two: do it"|two: do it|standard|revert|resolved|exact|counts
	END
'
test_ok 'and how it stands with each commit then' '
	"$GP" query revert-chains --db plain.db --format csv | tr -d "\r\"" |
		awk -F, "NR > 1 { print \$3, \$4, \$7, \$11, \$13 }" >actual
	cat >expect <<-\END
	reapplied 2 0.04 0 one: do it
	reverted 1 0.04 0 Revert one: do it
	reverted 1 3.04 0 two: do it
	END
'
test_ok 'every shape leads to its commit' '
	fresh shapes
	begin a b c d e f g h i j k l m n o
	change a
	undo "a: another word

This reverts commit $id."
	change b
	undo "b: short

This reverts commit $(echo $id | cut -c1-9) as it breaks."
	change c
	undo "c: wrapped

This reverts commit
$id."
	change d
	undo "d: reference

This reverts commit $(echo $id | cut -c1-12) (\"d: do it\", 2023-11-14)."
	change e
	undo "Revert \"e: do it\" (#31)"
	change f
	git commit -q --amend -m "f: do it (#32)"
	id=$(git rev-parse HEAD)
	undo "Revert \"f: do it\" (#33)"
	change g
	git commit -q --amend -m "g: do it (#34)"
	id=$(git rev-parse HEAD)
	undo "g: take it back

Reverts owner/project#34"
	change h
	git commit -q --amend -m "h: what is long is cut by the web some day"
	id=$(git rev-parse HEAD)
	undo "Revert \"h: what is long is cut by$(printf "\342\200\246") (#35)"
	change i
	undo "revert: i: do it"
	change j
	undo "Revert $(echo $id | cut -c1-10)"
	change k
	undo "Back out k: do it"
	change l
	undo "revert: what l did

Refs: $(echo $id | cut -c1-10)"
	change m
	undo "m: by address

This reverts https://example.org/owner/project/commit/$id"
	change n
	undo "n: in a sentence

Nobody liked it, so this reverts most of $id here."
	change o
	undo "o: without a word"
	cd ..
	audit shapes shapes.db
	found shapes.db >actual
	cat >expect <<-\END
	a: another word|a: do it|standard|revert|resolved|exact|counts
	b: short|b: do it|standard|revert|resolved|exact|counts
	c: wrapped|c: do it|standard|revert|resolved|exact|counts
	d: reference|d: do it|reference|revert|resolved|exact|counts
	Revert "e: do it" (#31)|e: do it|subject|revert|resolved|exact|counts
	Revert "f: do it" (#33)|f: do it (#32)|subject|revert|resolved|exact|counts
	g: take it back|g: do it (#34)|pull-request|revert|resolved|exact|counts
	Revert "h: what is long is cut by... (#35)|h: what is long is cut by the web some day|subject-cut|revert|resolved|exact|counts
	revert: i: do it|i: do it|conventional|revert|resolved|exact|counts
	Revert ID|j: do it|subject-id|revert|resolved|exact|counts
	Back out k: do it|k: do it|free|revert|resolved|exact|counts
	revert: what l did|l: do it|refs|revert|resolved|exact|counts
	m: by address|m: do it|url|revert|resolved|exact|counts
	n: in a sentence|n: do it|sentence|partial|resolved|exact|counts
	o: without a word|o: do it|contents|revert|resolved|exact|silent counts
	END
	sed -i "s/^Revert [0-9a-f]\{10\}|/Revert ID|/" actual
'
test_ok 'what is no revert is none' '
	fresh none
	begin a b
	change a
	for text in "    This reverts commit $id." "> This reverts commit $id." \
		"- This reverts commit $id." "\"This reverts commit $id.\"" \
		"It was reverted in $id." "See revert-$(echo $id | cut -c1-8)-a."; do
		lines "more $text" 3 >>b
		save "b: says something

$text"
	done
	lines "more" 3 >>b
	save "revert: add an option"
	lines "still more" 3 >>b
	save "b: names it and does not do it

Nobody wants to revert $id yet."
	cd ..
	audit none none.db
	found none.db >actual
	: >expect
'
test_ok 'what leads nowhere says why' '
	fresh nowhere
	begin a b
	change a
	echo x >>a
	save "a: not in git

This reverts r12345 of old."
	echo x >>a
	save "a: of the review

This reverts commit I1234567890123456789012345678901234567890."
	echo x >>a
	save "a: unknown

This reverts commit 1234567890123456789012345678901234567890."
	echo x >>a
	save "Revert \"nobody knows this\""
	git checkout -q -b side HEAD~1
	change b
	git checkout -q main
	echo x >>a
	save "a: of a branch

This reverts commit $id."
	echo x >>a
	save "a: rework (#9)

* a: rework

* Revert \"a: do it\"

This reverts commit $(git rev-parse main~6)."
	cd ..
	audit nowhere nowhere.db
	found nowhere.db >actual
	cat >expect <<-\END
	a: not in git|-|svn|revert|not-a-sha|-|
	a: of the review|-|change-id|revert|not-a-sha|-|
	a: unknown|-|standard|revert|not-here|-|
	Revert "nobody knows this"|-|subject|revert|not-here|-|
	a: of a branch|-|standard|revert|other-ref|-|
	a: rework (#9)|-|squash|revert|squashed|-|
	END
'
test_ok 'a later tip has what an earlier one had not' '
	cd nowhere
	git merge -q -m "Merge side" side
	cd ..
	audit nowhere nowhere.db
	found nowhere.db | grep "^a: of a branch" >actual
	echo "a: of a branch|b: do it|standard|revert|resolved|none|" >expect
	audit nowhere nowhere2.db
	found nowhere.db >once
	found nowhere2.db | diff once -
'
test_ok 'the contents decide how much was undone' '
	fresh much
	begin a b c d e f
	change a
	git revert --no-commit HEAD
	lines "and more" >>a
	save "a: and more

This reverts commit $id."
	change b
	sed -i "/new in b [1-5] /d" b
	save "b: five of eight

This reverts commit $id."
	change c
	lines "something else" >>c
	save "c: nothing of it

This reverts commit $id."
	change d
	git revert --no-commit HEAD
	lines "beside it" >beside
	save "d: and another file

This reverts commit $id."
	change e
	{ lines "older"; cat e; } >e+
	mv e+ e
	save "e: what stands before moves it"
	undo "e: elsewhere in the file

This reverts commit $id."
	change f
	sed -i "s/^/  /" f
	save "f: indent"
	sed -i "/new in f/d" f
	save "f: indented by then

This reverts commit $id."
	cd ..
	audit much much.db
	sql much.db "SELECT c.subject, verified, lines_undone, lines_of
		FROM reverts JOIN commits AS c USING (commit_id)
		ORDER BY commit_id" >actual
	cat >expect <<-\END
	a: and more|full|8|8
	b: five of eight|partial|5|8
	c: nothing of it|none|0|8
	d: and another file|full|8|8
	e: elsewhere in the file|exact|8|8
	f: indented by then|exact|8|8
	END
'
test_ok 'files that come, go, move, and hold no lines' '
	fresh files
	begin a b c d
	lines new >new
	save "new: add"
	id=$(git rev-parse HEAD)
	undo "new: not yet

This reverts commit $id."
	git rm -q a
	save "a: remove"
	id=$(git rev-parse HEAD)
	undo "a: it is needed

This reverts commit $id."
	change b
	git mv b moved
	save "b: move"
	undo "b: where it is now

This reverts commit $id."
	change c
	git mv c moved2
	lines "on top" 3 >>moved2
	save "c: move and change"
	sed -i "/new in c/d" moved2
	save "c: where it is now

This reverts commit $id."
	printf "\\0\\1" >bytes
	save "bytes: add"
	printf "\\0\\2" >bytes
	save "bytes: change"
	id=$(git rev-parse HEAD)
	undo "bytes: back

This reverts commit $id."
	chmod +x d
	save "d: may run"
	id=$(git rev-parse HEAD)
	undo "d: may not

This reverts commit $id."
	ln -s a link
	save "link: to a"
	id=$(git rev-parse HEAD)
	undo "link: to nothing

This reverts commit $id."
	lines new >new
	save "new: add it again"
	id=$(git rev-parse HEAD)
	sed -i "s/1 stands/1 stood/" new
	save "new: other words"
	git rm -q new
	save "new: gone, whatever became of it

This reverts commit $id."
	cd ..
	audit files files.db
	sql files.db "SELECT c.subject, verified, lines_undone, lines_of
		FROM reverts JOIN commits AS c USING (commit_id)
		ORDER BY commit_id" >actual
	cat >expect <<-\END
	new: not yet|exact|8|8
	a: it is needed|exact|16|16
	b: where it is now|exact|8|8
	c: where it is now|exact|8|8
	bytes: back|exact|1|1
	d: may not|exact|1|1
	link: to nothing|exact|1|1
	new: add it again|exact|8|8
	new: gone, whatever became of it|full|8|8
	END
'
test_ok 'several at once, though they touch the same lines' '
	fresh several
	begin a b
	change a
	first=$id
	sed -i "s/new in a 3 .*/newer in a/" a
	save "a: once more"
	second=$(git rev-parse HEAD)
	change b
	git revert --no-commit HEAD HEAD~1 HEAD~2
	save "a, b: as they were

This reverts commits $first,
$second and
$id."
	cd ..
	audit several several.db
	found several.db >actual
	cat >expect <<-\END
	a, b: as they were|a: do it|plural|revert|resolved|exact|counts
	a, b: as they were|a: once more|plural|revert|resolved|exact|counts
	a, b: as they were|b: do it|plural|revert|resolved|exact|counts
	END
'
test_ok 'one subject, several commits: the contents choose' '
	fresh same
	begin a b c
	change a
	git commit -q --amend -m "do it"
	change b
	git commit -q --amend -m "do it"
	id=$(git rev-parse HEAD~1)
	undo "Revert \"do it\""
	lines other >>c
	save "Revert \"do it\""
	cd ..
	audit same same.db
	sql same.db "SELECT r.resolution, r.verified, p.path
		FROM reverts AS r LEFT JOIN changes AS x
			ON x.commit_id = r.target_id
		LEFT JOIN paths AS p USING (path_id) ORDER BY r.commit_id" >actual
	printf "resolved|exact|a\nambiguous||\n" >expect
'
test_ok 'a merge takes with it what it brought' '
	fresh merges
	begin a b c d
	git checkout -q -b topic
	change a
	change b
	git checkout -q main
	change c
	tick 0
	git merge -q --no-ff -m "Merge topic" topic
	tick 5
	git revert --no-edit -m 1 HEAD >/dev/null
	git checkout -q -b back
	tick 0
	git revert --no-edit HEAD >/dev/null
	git checkout -q main
	change d
	tick 0
	git merge -q --no-ff -m "Merge back

$(git log -1 --format=%B back)" back
	cd ..
	audit merges merges.db
	found merges.db | sed "s/^Reapply .Merge topic.|/Revert \"Revert \"Merge topic\"\"|/" >actual
	cat >expect <<-\END
	Revert "Merge topic"|Merge topic|merge|revert|resolved|exact|counts
	Revert "Revert "Merge topic""|Revert "Merge topic"|standard|reapply|resolved|exact|counts
	Merge back|Revert "Merge topic"|standard|revert|resolved|exact|repeat 
	END
	sql merges.db "SELECT c.subject, state, n_turns, m.subject
		FROM revert_states AS s JOIN commits AS c USING (commit_id)
		LEFT JOIN commits AS m ON m.commit_id = s.merge_id
		ORDER BY c.committed_at" >states
	cat >want <<-\END
	a: do it|reapplied|2|Merge topic
	b: do it|reapplied|2|Merge topic
	Merge topic|reapplied|2|
	Revert "Merge topic"|reverted|1|
	END
	diff want states
'
test_ok 'silence has limits: age, size, and being in the history' '
	fresh silent
	begin a b c
	change a
	tick 364
	git revert --no-commit $id
	save "a: within a year"
	change b
	tick 366
	git revert --no-commit $id
	save "b: after a year"
	for n in 1 2 1 2; do
		echo "VERSION = $n" >c
		save "c: version"
	done
	git checkout -q -b side
	lines more 3 >>a
	save "a: more, there"
	id=$(git rev-parse HEAD)
	git checkout -q main
	lines more 3 >>b
	save "b: more"
	git revert --no-commit HEAD
	save "b: no more"
	cd ..
	audit silent silent.db
	found silent.db >actual
	echo "a: within a year|a: do it|contents|revert|resolved|exact|silent counts" >expect
'
test_ok 'Fixes: is a relation of its own' '
	fresh fixed
	begin a
	change a
	lines "better" >>a
	save "a: better

Fixes: $(echo $id | cut -c1-12) (\"a: do it\")
Fixes: 1234567890ab (\"of another tree\")
Fixes: #12"
	cd ..
	audit fixed fixed.db
	"$GP" query fixes --db fixed.db --format csv | tr -d "\r" |
		cut -d, -f3,4,6,8 | sed "1d; s/\"[0-9a-f]\{40\}\"/ID/; s/Fixes: [0-9a-f]*/Fixes: ID/" >actual
	cat >expect <<-\END
	ID,"resolved","0","Fixes: ID (""a: do it"")"
	"","not-here","0","Fixes: ID (""of another tree"")"
	END
	sed -i "s/^,/\"\",/" actual
	found fixed.db | wc -l | grep -x 0
'
test_ok 'a merge that comes back brings what was taken back within it, too' '
	fresh back
	begin a b
	git checkout -q -b topic
	change a
	undo "a: not so

This reverts commit $id."
	change b
	git checkout -q main
	begin c
	tick 0
	git merge -q --no-ff -m "Merge topic" topic
	tick 0
	git revert --no-edit -m1 HEAD >/dev/null
	tick 0
	git revert --no-edit HEAD >/dev/null
	git diff --exit-code HEAD~1^ HEAD
	cd ..
	audit back back.db
	sql back.db "SELECT c.subject, state FROM revert_states
		JOIN commits AS c USING (commit_id)
		WHERE c.subject NOT LIKE '\''Rev%'\'' ORDER BY commit_id" >actual
	cat >expect <<-\END
	a: do it|reverted
	a: not so|reapplied
	b: do it|reapplied
	Merge topic|reapplied
	END
'
test_ok 'a blob that is missing leaves the question open' '
	git clone -q --bare much hurt
	git -C hurt unpack-objects -q <"$(ls hurt/objects/pack/*.pack 2>/dev/null)" || :
	blob=$(git -C hurt rev-parse "main:a")
	old=$(git -C hurt rev-parse ":/^a: do it" | xargs -I{} git -C hurt rev-parse {}:a)
	find hurt -path "*$(echo $old | cut -c3-)" -exec rm -f {} +
	audit hurt hurt.db
	sql hurt.db "SELECT verified, lines_of, is_counted
		FROM reverts JOIN commits USING (commit_id)
		WHERE subject = '\''a: and more'\''" >actual
	echo "unknown||1" >expect
	test -n "$blob"
'
test_ok 'and is looked at again when it has come' '
	for object in $(cd much/.git/objects && ls -d ??/*); do
		mkdir -p "hurt/objects/${object%/*}"
		[ -e "hurt/objects/$object" ] ||
			cp "much/.git/objects/$object" "hurt/objects/$object"
	done
	git -C hurt commit-tree -p main -m "one more" "main^{tree}" >tip
	git -C hurt update-ref refs/heads/main "$(cat tip)"
	audit hurt hurt.db
	sql hurt.db "SELECT verified, lines_undone FROM reverts
		JOIN commits USING (commit_id)
		WHERE subject = '\''a: and more'\''" >actual
	echo "full|8" >expect
'

# random_history DIR SEED - edits of a few files, and every third commit
# the git revert of an older one, where that works
random_history() {
	git init -q -b main "$1"
	cd "$1"
	perl -e '
		srand shift;
		my $now = 1700000000;
		my @ids;
		sub run { system(@_) == 0 }
		sub commit {
			my ($message) = @_;
			$now += 1000 + int rand 5e5;
			$ENV{GIT_AUTHOR_DATE} = $ENV{GIT_COMMITTER_DATE} = "$now +0000";
			run(qw(git add -A)) && run(qw(git commit -q -m), $message);
		}
		for my $n (1 .. 70) {
			if (@ids > 4 && rand() < 0.4) {
				my $id = $ids[-1 - int rand(@ids < 9 ? @ids : 9)];
				$now += 1000 + int rand 5e5;
				$ENV{GIT_AUTHOR_DATE} = $ENV{GIT_COMMITTER_DATE} = "$now +0000";
				if (run("git revert --no-edit $id >/dev/null 2>&1")) {
					chomp(my $head = `git rev-parse HEAD`);
					print "$head|$id\n";
					push @ids, $head;
					next;
				}
				run("git revert --abort >/dev/null 2>&1") || run(qw(git reset -q --hard));
			}
			my $file = "f" . int rand 9;
			my @lines = -e $file ? do { local @ARGV = ($file); <> } : ();
			for (1 .. 1 + rand 3) {
				my $at = int rand(@lines + 1);
				my @new = map { "line $n.$_ of " . int(rand 1e6) . "\n" } 1 .. 3 + rand 5;
				splice @lines, $at, $at < @lines ? int(rand 4) : 0, @new;
			}
			open my $out, ">", $file or die;
			print $out @lines;
			close $out;
			commit("change $n");
			chomp(my $head = `git rev-parse HEAD`);
			push @ids, $head;
		}
	' "$2"
	cd ..
}
for seed in 1 2; do
	test_ok "git revert in a random history is exact, seed $seed" "
		random_history r$seed $seed | sort >expect
		test \$(wc -l <expect) -ge 10
		audit r$seed r$seed.db
		sql r$seed.db \"SELECT c.oid, t.oid FROM reverts AS r
			JOIN commits AS c USING (commit_id)
			JOIN commits AS t ON t.commit_id = r.target_id
			WHERE verified = 'exact' AND is_counted
			ORDER BY 1\" >actual
		sql r$seed.db \"SELECT count(*) FROM reverts\" |
			grep -x \$(wc -l <expect)
	"
done
test_ok 'tip by tip, it comes to the same, byte for byte' '
	for of in r1 shapes files several much; do
		rm -f steps.db once.db
		n=$(git -C $of rev-list --first-parent --count main)
		for back in $((n - 1)) $((n / 2)) $((n / 3)) 3 1 0; do
			audit $of steps.db --rev main~$back
		done
		audit $of once.db --rev main
		dump_facts once.db >once
		dump_facts steps.db | diff once -
		for back in $((n / 2)) 0; do
			audit $of steps.db --rev main~$back
		done
		dump_facts steps.db | diff once -
	done
'
test_ok 'a run with nothing new reads no contents again' '
	dump_facts once.db >before
	audit much once.db
	dump_facts once.db | cmp before -
	sqlite3 once.db "UPDATE stages SET state = '\''another'\''
		WHERE stage = '\''reverts'\''; DELETE FROM reverts"
	audit much once.db
	dump_facts once.db | cmp before -
'
test_ok 'the rate: who is at risk, and who was taken back in time' '
	fresh rate
	begin a b c d
	change a
	tick 20
	git revert --no-edit $id >/dev/null
	change b
	tick 60
	git revert --no-edit $id >/dev/null
	change c
	tick 300
	save "c: nothing happens"
	git checkout -q -b topic
	change d
	tick 0
	git revert --no-edit HEAD >/dev/null
	git checkout -q main
	tick 0
	git merge -q --no-ff -m "Merge topic" topic
	tick 40
	save "the tip"
	cd ..
	audit rate rate.db
	"$GP" query revert-rate --db rate.db -p by=none -p period=year \
		--format csv | tr -d "\r\"" | cut -d, -f3,7-12,16,18 >actual
	cat >expect <<-\END
	period,days,changes,within_landing,pending,at_risk,reverted,returned,at_risk_total
	2023,30,5,0,0,5,1,0,5
	2023,90,5,0,0,5,2,0,5
	2023,365,5,0,0,5,2,0,5
	2024,30,5,1,0,4,0,0,4
	2024,90,5,1,2,2,0,0,2
	2024,365,5,1,4,0,0,0,0
	2025,30,1,0,1,0,0,0,0
	2025,90,1,0,1,0,0,0,0
	2025,365,1,0,1,0,0,0,0
	END
'
test_ok 'the rate by tier: a change counts in each that it touches' '
	cat >tiers.policy <<-\END
	[policy]
		name = house
	[tier "rest"]
		default = true
	[tier "mine"]
		path = /a
		path = /c
	[era "all"]
		since = 2020-01-01
	END
	audit rate rate.db --policy tiers.policy
	"$GP" query revert-rate --db rate.db -p by=tier -p period=year \
		-p days=90 --format csv | tr -d "\r\"" |
		cut -d, -f2,3,5,8,11,12,18 >actual
	"$GP" query revert-rate --db rate.db -p by=none -p period=year \
		-p days=90 --tier mine --format csv | tr -d "\r\"" | sed 1d |
		cut -d, -f2,3,5,8,11,12,18 >>actual
	# an empty change is in no tier, and in the total
	cat >expect <<-\END
	policy,period,part,changes,at_risk,reverted,at_risk_total
	house,2023,mine,3,3,1,5
	house,2023,rest,2,2,1,5
	house,2024,mine,1,1,0,2
	house,2024,rest,3,1,0,2
	,2023,all,3,3,1,3
	,2024,all,1,1,0,1
	END
'
test_done
