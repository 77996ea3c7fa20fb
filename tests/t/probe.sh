#!/bin/sh
# SPDX-License-Identifier: MIT
# The revert probe says what git revert would, and until when.
. tests/lib.sh

audit() { # REPO DB ARGUMENT...
	repo=$1 db=$2
	shift 2
	"$GP" audit -C "$repo" --db "$db" -q "$@"
}
day() { echo $((1700000000 + 86400 * $1)); }

# probes DB SUBJECT - "horizon outcome path blocker", of one commit
probes() {
	sql "$1" "SELECT horizon || ' ' || outcome || ' '
			|| coalesce(p.path, '-') || ' '
			|| coalesce(b.subject, '-')
		FROM revert_probes AS r JOIN commits AS c USING (commit_id)
		LEFT JOIN paths AS p ON p.path_id = r.path_id
		LEFT JOIN commits AS b ON b.commit_id = r.blocker_id
		WHERE c.subject = '$2' ORDER BY horizon = 0, horizon"
}
# life DB SUBJECT - "known days path lines blocker culprit own"
life() {
	sql "$1" "SELECT is_known || ' ' || coalesce(life / 86400, '-') || ' '
			|| coalesce(p.path, '-') || ' '
			|| coalesce(first_line || '-' || last_line, '-') || ' '
			|| coalesce(b.subject, '-') || ' '
			|| coalesce(u.subject, '-') || ' ' || own_series
		FROM revert_lives AS l JOIN commits AS c USING (commit_id)
		LEFT JOIN paths AS p ON p.path_id = l.path_id
		LEFT JOIN commits AS b ON b.commit_id = l.blocker_id
		LEFT JOIN commits AS u ON u.commit_id = l.culprit_id
		WHERE c.subject = '$2'"
}
# meaning DB - all rows, in words that do not depend on ids
meaning() {
	sql "$1" "SELECT c.oid, r.horizon, r.unit, r.outcome, p.path, b.oid
		FROM revert_probes AS r JOIN commits AS c USING (commit_id)
		LEFT JOIN paths AS p ON p.path_id = r.path_id
		LEFT JOIN commits AS b ON b.commit_id = r.blocker_id
		ORDER BY 1, 2"
	sql "$1" "SELECT c.oid, l.unit, is_known, life, b.oid, u.oid, p.path,
			first_line, last_line, own_series
		FROM revert_lives AS l JOIN commits AS c USING (commit_id)
		LEFT JOIN paths AS p ON p.path_id = l.path_id
		LEFT JOIN commits AS b ON b.commit_id = l.blocker_id
		LEFT JOIN commits AS u ON u.commit_id = l.culprit_id
		ORDER BY 1"
}
# put FILE LINE... - a file of these lines
put() {
	mkdir -p "$(dirname "$1")"
	file=$1
	shift
	printf '%s\n' "$@" >"$file"
}
# commit DAY SUBJECT - all that is in the folder
commit() {
	git add -A
	GIT_AUTHOR_DATE="$(day "$1") +0000" \
		GIT_COMMITTER_DATE="$(day "$1") +0000" \
		git commit -q --allow-empty -m "$2"
}

test_ok 'a repository with one story' '
	git init -q -b main story
	cd story
	put f a b c d e f g h i j
	put gone one two three four five six seven eight
	commit 0 root
	put f a b C d e f g h i j
	put plain x
	commit 1 edit
	commit 2 empty
	put f a b C d e f g h I j
	commit 40 far
	put f a b C D e f g h I j
	commit 60 near
	git rm -q gone
	commit 100 remove
	put other x
	commit 500 late
'
test_ok 'one change: clean, then in conflict with a neighbour' '
	audit story story.db
	probes story.db edit >actual
	cat >expect <<-\END
	-1 clean - -
	30 clean - -
	90 conflict f near
	180 conflict f near
	365 conflict f near
	0 conflict f near
	END
'
test_ok 'its life, with the lines that were touched, and by whom' '
	life story.db edit >actual
	echo "1 59 f 3-3 near near 0" >expect
'
test_ok 'a life that has not ended' '
	life story.db near >actual
	echo "1 - - - - - 0" >expect
'
test_ok 'an empty commit: nothing to undo, at any time' '
	probes story.db empty | cut -d" " -f2 | sort -u >actual
	echo already >expect
	life story.db empty >>actual
	echo "0 - - - - - 0" >>expect
'
test_ok 'a file that was taken out comes back as long as nothing is there' '
	probes story.db remove >actual
	cat >expect <<-\END
	-1 clean - -
	30 clean - -
	90 clean - -
	180 clean - -
	365 clean - -
	0 clean - -
	END
'
test_ok 'a horizon that the history has not passed has no row' '
	probes story.db late >actual
	cat >expect <<-\END
	-1 clean - -
	0 clean - -
	END
'
test_ok 'git agrees' '
	"$TOP/tests/compare-reverts" --tip 100 --horizon 100 --recall 100 \
		story story.db
'

test_ok 'series, merges, renames, folders, kinds and modes' '
	git init -q -b main kinds
	cd kinds
	put f a b c d e f g h i j k l m
	put old/name 1 2 3 4 5 6 7 8 9 10
	put run "#!/bin/sh"
	printf "a\0b" >binary
	ln -s f link
	put prefix/sub s t u v w x y z
	commit 0 root
	git checkout -q -b topic
	put f a b c D e f g h i j k l m
	commit 1 "series one"
	put f a b c DD e f g h i j k l m
	commit 2 "series two"
	put old/name 1 2 3 FOUR 5 6 7 8 9 10
	commit 3 "series three"
	git checkout -q main
	put f a b c d e f g h i j k l M
	commit 4 aside
	GIT_COMMITTER_DATE="$(day 5) +0000" git merge -q --no-ff -m landing topic
	git mv old/name new
	commit 50 rename
	put new 1 2 3 FOUR 5 6 7 8 9 TEN
	commit 51 "edit renamed"
	chmod +x run
	printf "a\0c" >binary
	ln -sf run link
	commit 52 kinds
	printf "a\0d" >binary
	commit 53 binary
	git mv run run2
	commit 54 "rename back"
	git mv run2 run
	commit 55 back
	put last z
	commit 700 last
'
test_ok 'git agrees, on changes and landings' '
	audit kinds kinds.db
	"$TOP/tests/compare-reverts" --tip 100 --horizon 100 --recall 100 \
		kinds kinds.db
'
test_ok 'a collision inside of the own series is told apart' '
	{
		life kinds.db "series one"
		life kinds.db "series three"
		life kinds.db aside
	} >actual
	cat >expect <<-\END
	1 0 f 4-4 landing series two 1
	1 - - - - - 0
	1 - - - - - 0
	END
'
test_ok 'a landing is a unit of its own' '
	sql kinds.db "SELECT unit, count(*) FROM revert_lives GROUP BY 1" >actual
	printf "%s\n" "change|12" "landing|1" >expect
'
test_ok 'found again under another name' '
	probes kinds.db "series three" | tail -n 1 >actual
	echo "0 clean - -" >expect
'
# moved N - N files get other names and a line, all at once, after an edit
moved() {
	git init -q -b main "moved$1"
	cd "moved$1"
	mkdir d e
	for i in $(seq "$1"); do
		printf "%s\n" "a$i" "b$i" "c$i" "d$i" "e$i" "f$i" >"d/$i"
	done
	commit 0 root
	printf "%s\n" a1 B c1 d1 e1 f1 >d/1
	commit 1 edit
	for i in $(seq "$1"); do
		git mv "d/$i" "e/x$i"
		echo g >>"e/x$i"
	done
	commit 2 move
	cd ..
	audit "moved$1" "moved$1.db"
	probes "moved$1.db" edit | tail -n 1
}
test_ok 'of more than 16384 pairs of files, names alone are compared' '
	moved 12 >actual
	moved 130 >>actual
	# git, without a limit of its own, finds both
	printf "%s\n" "0 clean - -" "0 gone d/1 move" >expect
'
test_ok 'what is kept of earlier runs and damaged is found out anew' '
	for what in "substr(results, 1, 12) || x'\''ffffffffffffff7f'\'' || substr(results, 21)" \
		"substr(results, 1, 8) || x'\''ffffff7f'\'' || substr(results, 13)" \
		"x'\''ff'\'' || substr(results, 2)" "substr(results, 1, 7) || x'\''09'\'' || substr(results, 9)"; do
		rm -f steps.db
		audit kinds steps.db --rev main~4
		sqlite3 steps.db "UPDATE revert_touches SET results = CAST($what AS BLOB)
			WHERE substr(results, 8, 1) = x'\''01'\''"
		audit kinds steps.db --rev main
		meaning steps.db >actual
		meaning kinds.db | diff - actual
	done
'
test_ok 'a kind of its own: any later change collides' '
	life kinds.db kinds >actual
	echo "1 1 binary - binary binary 0" >expect
'
test_ok 'a missing blob is unknown, not a conflict' '
	git init -q -b main lost
	cd lost
	put f a b c d
	commit 0 root
	put f a B c d
	commit 1 edit
	blob=$(git rev-parse HEAD:f)
	put f a B C d
	commit 2 later
	rm -f ".git/objects/$(echo "$blob" | cut -c1-2)/$(echo "$blob" | cut -c3-)"
	cd ..
	audit lost lost.db
	probes lost.db edit | cut -d" " -f1,2,3 >actual
	life lost.db edit >>actual
	printf "%s\n" "-1 clean -" "0 unknown f" "0 - - - - - 0" >expect
'
test_ok '--no-probe leaves it out; a later run does it' '
	audit story none.db --no-probe
	sql none.db "SELECT count(*) FROM revert_probes" | grep -x 0
	audit story none.db
	dump_facts none.db >actual
	dump_facts story.db >expect
'

for seed in 21 22 23; do
	test_ok "seed $seed: as git says" "
		\"\$TOP/tests/random-history\" $seed 120 >h.fi
		sample_history h$seed h.fi
		audit h$seed h$seed.db
		\"\$TOP/tests/compare-reverts\" --number 40 --seed $seed \
			--horizons=-1,30,0 --tip 94 --horizon 94 --recall 85 \
			h$seed h$seed.db
	"
	test_ok "seed $seed: in steps, it comes to the same" "
		for back in 40 25 12 5 1 0; do
			audit h$seed steps$seed.db --rev main~\$back || :
		done
		rm -f whole.db
		audit h$seed whole.db --rev main
		meaning steps$seed.db >actual
		meaning whole.db >expect
	"
done
test_ok '--tip-only: the same lives, and the same at the tip' '
	audit h22 tip.db --rev main --tip-only
	meaning tip.db >actual
	audit h22 all.db --rev main
	meaning all.db | grep -Ev "^[0-9a-f]{40}\|(-1|30|90|180|365)\|" >expect
	diff expect actual
	grep -c "|0|change|clean|" actual
	test "$(meaning all.db | wc -l)" -gt "$(wc -l <actual)"
'
test_ok '--tip-only: in steps, it comes to the same' '
	for back in 40 12 1 0; do
		audit h22 tipsteps.db --rev main~$back --tip-only || :
	done
	meaning tipsteps.db >actual
	meaning tip.db >expect
'
test_ok '--tip-only: a later run adds the rest' '
	audit h22 tip.db --rev main
	dump_facts tip.db >actual
	dump_facts all.db >expect
'
test_ok '--tip-only: what has all horizons goes on with them' '
	audit h22 more.db --rev main~9
	audit h22 more.db --rev main --tip-only
	meaning more.db >actual
	meaning all.db >expect
'
test_ok 'any number of threads' '
	audit h21 one.db -j 1
	audit h21 many.db -j 7
	dump_facts one.db >expect
	dump_facts many.db >actual
'
test_done
