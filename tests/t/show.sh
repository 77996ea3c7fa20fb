#!/bin/sh
# SPDX-License-Identifier: MIT
# git provenance show: what is said of a commit, for what reason, in words
# and as JSON; and that no text of strangers can pass for ours.
. tests/lib.sh

# facts FILE - the small database of small-facts.sql, without anything derived
# from messages: each test brings its own.
facts() {
	{
		cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
			"$TOP/queries/views.sql" "$TOP/tests/t/small-facts.sql"
		clear_derived
	} | sqlite3 -bail "$1"
}
clear_derived() {
	cat <<-\END
	DELETE FROM stages;
	DELETE FROM note_lines;
	DELETE FROM evidence;
	DELETE FROM declared_kinds;
	DELETE FROM declarations;
	DELETE FROM automation;
	DELETE FROM signals;
	DELETE FROM annotations;
	DELETE FROM reverts;
	DELETE FROM revert_states;
	DELETE FROM fixes;
	END
}

# change FILE - a copy of the small database in FILE, changed by the SQL on
# stdin.
change() {
	cp small.db "$1"
	sqlite3 -bail "$1"
}

# refused MESSAGE ARGUMENT... - show fails with exit status 2 and says so.
refused() {
	message=$1
	shift
	status 2 "$GP" show "$@" 2>err >out
	echo "git-provenance: $message" | diff -u - err
	test ! -s out
}

# part HEADING [ARGUMENT...] - that part of what show says
part() {
	heading=$1
	shift
	"$GP" show "$@" | awk -v heading="$heading" '
		/^[^ ]/ { inside = index($0, heading) == 1 }
		inside && NF'
}

# decoded - JSON on stdin, a line "KEY[N].FIELD=VALUE" for each value.
decoded() {
	perl -CO -MJSON::PP -e '
		my $all = JSON::PP->new->utf8->decode(join "", <STDIN>);
		for my $i (0 .. $#$all) {
			my $of = $all->[$i];
			for my $key (sort keys %$of) {
				my $rows = $of->{$key};
				$rows = [ $rows ] if ref $rows eq "HASH";
				for my $n (0 .. $#$rows) {
					print "$i $key\[$n].$_=", $rows->[$n]{$_} // "NULL",
						"\n" for sort keys %{ $rows->[$n] };
				}
			}
		}'
}

facts "$WORK/small.db"

test_ok 'a change that landed by a merge' '
	"$GP" show --db small.db 2222 >actual
	cat >expect <<-\END
	commit 2222222222222222222222222222222222222222
	    block: let the queue drain (#12)

	  repository   emu
	  author       Bob Böhm <bob@example.org>
	               in the commit: Bob Böhm (aider) <bob@example.org>
	               2023-03-01 01:00:00 +0100
	  committer    Bob Böhm <bob@example.org>
	               2023-03-02 01:00:00 +0100
	  kind         a change of 1 path, +20 -0
	  landed       with 333333333333 "Merge branch '\''queue'\''", 2023-04-01 00:00:00
	               UTC
	  counted      yes, in every share
	  pull request #12, by the end of its subject
	  parent       111111111111 "accel: begin"

	Cherry-picks
	  counted; in the history again as 444444444444 "block: let the queue drain,
	  again" (by its message)

	Paths
	  +20 -0       A block/queue.c

	Areas, and who kept them then
	  Block layer core: 1 path, +20 -0
	      maintainer Bob Böhm <bob@example.org>, list block@example.org

	Trailers
	  line   5 | Signed-off-by: Bob Böhm <bob@example.org>
	  line   6 | Assisted-by: Claude:Opus

	Revert ease
	  Not probed: run '\''git provenance audit'\'' again, without --no-probe.

	AI-assisted: unknown
	  This database has not searched the commit for evidence; run '\''git provenance
	  audit'\'' again.
	END
'
test_ok 'who kept an area is said as of the landing' '
	echo "UPDATE commits SET landed_at = 1674999999 WHERE commit_id = 2;" |
		change early.db
	part Areas --db early.db 2222 | tail -n +3 >actual
	cat >expect <<-\END
	      maintainer Bob Böhm <bob@example.org>, maintainer Old Hand
	      <old@example.org>, list block@example.org
	END
'
test_ok 'a merge, a foxtrot, a root' '
	echo "UPDATE commits SET foxtrot = 1 WHERE commit_id = 3;" |
		change foxtrot.db
	for id in 3333 1111; do
		"$GP" show --db foxtrot.db $id |
			sed -n "/^  kind/,/^$/p; /^Paths/,/^$/p"
	done >actual
	cat >expect <<-\END
	  kind         a merge of 2 parents, a foxtrot: the mainline goes on with the
	               second
	  landed       on the mainline itself, 2023-04-01 00:00:00 UTC
	  counted      no: shares count changes, not merges
	  parent       111111111111 "accel: begin"
	               222222222222 "block: let the queue drain (#12)"

	Paths
	  merged       A block/queue.c

	  kind         a change without parents of 2 paths, +100 -0, 1 without a count
	               of lines
	  landed       on the mainline itself, 2023-01-01 00:00:00 UTC
	  counted      yes, in every share

	Paths
	  +100 -0      A accel/a.c
	  binary       A docs/logo.png

	END
'
test_ok 'what is not counted says why' '
	for id in 4444 5555 6666; do
		"$GP" show --db small.db $id | grep -E "^  (landed|counted)"
		part Cherry --db small.db $id
	done >actual
	cat >expect <<-\END
	  landed       on the mainline itself, 2023-06-01 00:00:00 UTC
	  counted      no: the same change is counted once, in another commit
	Cherry-picks
	  not counted: the same change is counted as 222222222222 "block: let the queue
	  drain (#12)" (by its message)
	  landed       no: it is not in the history of the mainline
	  counted      no: it has not landed
	  landed       no: no tip reaches it any more (it was pushed away)
	  counted      no: it left the history
	END
'
test_ok 'cherry-pick lines, known and not' '
	change picked.db <<-\END
	UPDATE cherry_picks SET by = '\''both'\'';
	INSERT INTO cherry_picks VALUES (8, 1, '\''patch'\'');
	INSERT INTO cherry_lines VALUES (4, 0, '\''22222222'\''),
		(4, 1, '\''dddddddd'\'');
	END
	part Cherry --db picked.db 4444 >actual
	part Cherry --db picked.db 8888 >>actual
	cat >expect <<-\END
	Cherry-picks
	  not counted: the same change is counted as 222222222222 "block: let the queue
	  drain (#12)" (by its message and an equal patch)
	  its message says: cherry picked from 22222222 "block: let the queue drain
	  (#12)"
	  its message says: cherry picked from dddddddd, which is not in this history
	Cherry-picks
	  not counted: the same change is counted as 111111111111 "accel: begin" (by an
	  equal patch of the same author)
	END
'
test_ok 'exact renames name the other end' '
	part Paths --db small.db 8888 >actual
	cat >expect <<-\END
	Paths
	  +7 -0        A +1+1.c
	  binary       D docs/logo.png (moved to docs/new.png, unchanged)
	  binary       A docs/new.png (moved from docs/logo.png, unchanged)
	END
'
test_ok 'misplaced trailers are said to be' '
	change places.db <<-\END
	DELETE FROM trailers WHERE commit_id = 4;
	INSERT INTO trailers VALUES
	  (4, 0, 3, '\''body'\'', '\''Acked-by'\'', '\''Ann'\''),
	  (4, 1, 14, '\''squash'\'', '\''Acked-by'\'', '\''Ann'\''),
	  (4, 2, 15, '\''paragraph'\'', '\''Acked-by'\'', '\''Ann'\''),
	  (4, 3, 117, '\''block'\'', '\''Acked-by'\'', '\''Ann'\'');
	END
	part Trailers --db places.db 4444 >actual
	cat >expect <<-\END
	Trailers
	  line   3 | Acked-by: Ann
	      misplaced: in the body; git reads no trailer there
	  line  14 | Acked-by: Ann
	      misplaced: in the list of a squash merge; git reads no trailer there
	  line  15 | Acked-by: Ann
	      misplaced: in a paragraph of its own; git reads no trailer there
	  line 117 | Acked-by: Ann
	END
'
test_ok 'what is not known is said' '
	change unknown.db <<-\END
	UPDATE commits SET diff = '\''unknown'\'', authored_at = NULL,
		committed_zone = '\''CEST'\'', encoding = '\''latin-7'\''
	 WHERE commit_id = 5;
	UPDATE commits SET diff = '\''none'\'', mainline = 0 WHERE commit_id = 3;
	UPDATE commit_parents SET parent_id = NULL WHERE commit_id = 5;
	INSERT INTO automation VALUES (5, 1, '\''release-bot'\'', '\''x'\'');
	END
	"$GP" show --db unknown.db 5555 | sed -n "/^  author/,/^$/p" >actual
	for id in 5555 4444 3333 7777 8888; do
		part "Not known" --db unknown.db $id
	done >>actual
	cat >expect <<-\END
	  author       =cmd|'\'' /C calc'\''!A0 <eve@example.org>
	               no readable date
	  committer    =cmd|'\'' /C calc'\''!A0 <eve@example.org>
	               2023-07-22 04:26:40 UTC (in a zone '\''CEST'\'')
	  kind         a change, of what is unknown
	  landed       no: it is not in the history of the mainline
	  counted      no: it has not landed
	  automation   by release-bot, a bot that is not AI
	  encoding     '\''latin-7'\'', converted to UTF-8
	  parent       222222222222, which is not here

	Not known
	  parent 2222222222222222222222222222222222222222: not here (shallow clone or
	  damage)
	  which paths it touches: its tree or that of a parent is not here
	Not known
	  lines of accel/a.c: its blob is not here
	  blob 0505050505050505050505050505050505050505: object not found
	Not known
	  which paths it touches: a merge off the mainline is not compared
	Not known
	  lines of lib.c: not counted (--no-lines)
	Not known
	  lines of docs/logo.png: it is binary
	  lines of docs/new.png: it is binary
	END
'

# --- reverts ---

# reverts VALUES - how commit 8 says that it takes back: a row of reverts, from
# line on
reverts() {
	echo "INSERT INTO reverts VALUES (8, 0, $1);" | change reverts.db
	part "What it takes" --db reverts.db 8888 | sed 1d
}

test_ok 'what it takes back: how sure, how said' '
	r="'\''revert'\''" nl="char(10)" t="2, '\''resolved'\''"
	{
		reverts "3, '\''This reverts commit 2222222.'\'', '\''standard'\'', $r, '\''2222222'\'', $t, '\''exact'\'', 20, 20, 0, 0, 1"
		reverts "3, '\''This reverts commit'\'' || $nl || '\''2222222.'\'', '\''sentence'\'', '\''reapply'\'', '\''2222222'\'', $t, '\''full'\'', 1, 1, 0, 0, 1"
		reverts "12, '\''Partly reverts 2222222.'\'', '\''sentence'\'', '\''partial'\'', '\''2222222'\'', $t, '\''partial'\'', 3, 20, 0, 0, 0"
		reverts "1, '\''Revert \"block\"'\'', '\''subject'\'', $r, '\''block'\'', $t, '\''none'\'', 0, 20, 0, 0, 0"
		reverts "1, '\''Revert \"block\"'\'', '\''subject'\'', $r, '\''block'\'', $t, '\''unknown'\'', NULL, 20, 0, 0, 1"
		reverts "1, '\''Revert \"block\"'\'', '\''subject'\'', $r, '\''block'\'', $t, '\''exact'\'', 20, 20, 0, 1, 0"
		reverts "NULL, '\'''\'', '\''contents'\'', $r, '\'''\'', $t, '\''exact'\'', 20, 20, 1, 0, 1"
		reverts "NULL, '\'''\'', '\''contents'\'', $r, '\'''\'', $t, '\''exact'\'', 20, 20, 0, 0, 1"
	} >actual
	cat >expect <<-\END
	  222222222222 "block: let the queue drain (#12)", exactly (20 of 20 lines);
	  said as git revert words it
	      line   3 | This reverts commit 2222222.
	  222222222222 "block: let the queue drain (#12)", whole, and more (1 of 1
	  line); said in a sentence; so it reapplies what that took back
	      line   3 | This reverts commit
	      line   4 | 2222222.
	  222222222222 "block: let the queue drain (#12)", in part (3 of 20 lines);
	  said of a part, in a sentence; not counted as a revert
	      line  12 | Partly reverts 2222222.
	  222222222222 "block: let the queue drain (#12)", though none of its contents
	  (0 of 20 lines); said by the subject; not counted as a revert
	      line   1 | Revert "block"
	  222222222222 "block: let the queue drain (#12)", which could not be verified;
	  said by the subject
	      line   1 | Revert "block"
	  222222222222 "block: let the queue drain (#12)", exactly (20 of 20 lines);
	  said by the subject; a commit that it brought says so, too
	      line   1 | Revert "block"
	  222222222222 "block: let the queue drain (#12)", exactly (20 of 20 lines);
	  its message does not say so
	  222222222222 "block: let the queue drain (#12)", exactly (20 of 20 lines);
	  seen by the contents, its message names no commit
	END
'
test_ok 'what it takes back: names that lead nowhere' '
	for how in not-here ambiguous other-ref not-a-sha squashed; do
		reverts "1, '\''reverts r12'\'', '\''svn'\'', '\''revert'\'', '\''r12'\'', NULL, '\''$how'\'', NULL, NULL, NULL, 0, 0, 0"
	done | grep -v "line   1 | reverts r12" >actual
	cat >expect <<-\END
	  '\''r12'\'', which is not in this history; said by a number of Subversion
	  '\''r12'\'', which may be any of several commits; said by a number of Subversion
	  '\''r12'\'', which no tip reaches; said by a number of Subversion
	  '\''r12'\'', which is no id of git; said by a number of Subversion
	  '\''r12'\'', within the branch that was squashed; said by a number of Subversion
	END
'
test_ok 'every shape of a revert has its words' '
	sed -n "/CREATE TABLE reverts/,/STRICT/p" "$TOP/queries/schema.sql" |
		grep -o "shape = '\''[a-z-]*" | sed "s/.*'\''//" >all
	test "$(wc -l <all)" -eq 17
	while read -r shape; do
		reverts "1, '\''x'\'', '\''$shape'\'', '\''revert'\'', '\''x'\'', NULL, '\''not-here'\'', NULL, NULL, NULL, 0, 0, 0"
	done <all | tr -d "\n" | sed "s/line   1 | x/\n/g" >said
	test "$(grep -cE "; (said|seen) [a-z]+" said)" -eq 17
	test "$(sort -u said | wc -l)" -eq 17
'

# became VALUES - what became of commit 2, with these values of its row in
# revert_states, from state on; a revert of it by 4 is exact, by 8 in part
became() {
	{
		echo "INSERT INTO revert_states VALUES (2, $1);"
		for by in "4, 0, 1, 'x', 'subject', 'revert', 'x', 2, 'resolved', 'exact'" \
			"8, 0, 1, 'x', 'subject', 'revert', 'x', 2, 'resolved', 'partial'" \
			"8, 1, 1, 'x', 'merge', 'revert', 'x', 3, 'resolved', 'full'"; do
			echo "INSERT INTO reverts VALUES ($by, 1, 1, 0, 0, 1);"
		done
	} | change became.db
	part "What became" --db became.db 2222 | sed 1d
}

test_ok 'what became of it' '
	{
		became "'\''reverted'\'', 1, 4, 1685577600, 4, 1685577600, NULL"
		became "'\''reapplied'\'', 2, 4, 1685577600, 8, 1709280000, NULL"
		became "'\''reverted'\'', 2, 4, 1685577600, 8, 1709280000, NULL"
		became "'\''reverted'\'', 3, 4, 1685577600, 8, 1709280000, NULL"
		became "'\''reapplied'\'', 4, 4, 1685577600, 8, 1709280000, NULL"
		became "'\''partial'\'', 0, 8, 1709280000, 8, 1709280000, NULL"
		became "'\''partial'\'', 0, 4, 1680393599, 8, 1680480000, NULL"
		became "'\''reverted'\'', 1, 8, 1, 8, 1, 3"
	} >actual
	cat >expect <<-\END
	  Reverted by 444444444444 "block: let the queue drain, again" after 61 days,
	  exactly.
	  Reverted by 444444444444 "block: let the queue drain, again" after 61 days,
	  exactly; reapplied by 888888888888 "\x1b[2J\u{202e}evil | </td> `x`", 274
	  days later.
	  Reverted by 444444444444 "block: let the queue drain, again" after 61 days,
	  exactly; reverted again by 888888888888 "\x1b[2J\u{202e}evil | </td> `x`",
	  274 days later.
	  Reverted by 444444444444 "block: let the queue drain, again" after 61 days,
	  exactly; after 3 turns in all, at last reverted again by 888888888888
	  "\x1b[2J\u{202e}evil | </td> `x`", 274 days later.
	  Reverted by 444444444444 "block: let the queue drain, again" after 61 days,
	  exactly; after 4 turns in all, at last reapplied by 888888888888
	  "\x1b[2J\u{202e}evil | </td> `x`", 274 days later.
	  Taken back in part by 888888888888 "\x1b[2J\u{202e}evil | </td> `x`" after
	  335 days.
	  Taken back in part by 444444444444 "block: let the queue drain, again" after
	  0 days; another part by 888888888888 "\x1b[2J\u{202e}evil | </td> `x`", 1 day
	  later.
	  Reverted by 888888888888 "\x1b[2J\u{202e}evil | </td> `x`" after 0 days,
	  whole, and more, with all that came with 333333333333 "Merge branch '\''queue'\''".
	END
'
test_ok 'what it fixes, and what fixed it' '
	change fixes.db <<-\END
	INSERT INTO fixes VALUES
	  (4, 0, 5, '\''Fixes: 2222222 ("block")'\'', '\''2222222'\'', 2, '\''resolved'\''),
	  (4, 1, 6, '\''Fixes: 9999999'\'', '\''9999999'\'', NULL, '\''not-here'\''),
	  (8, 0, 2, '\''Fixes: 22222222'\'', '\''22222222'\'', 2, '\''resolved'\''),
	  (8, 1, 3, '\''Fixes: 2222222'\'', '\''2222222'\'', 2, '\''resolved'\''),
	  (5, 0, 2, '\''Fixes: 2222222'\'', '\''2222222'\'', 2, '\''resolved'\''),
	  (6, 0, 2, '\''Fixes: 2222222'\'', '\''2222222'\'', 2, '\''resolved'\'');
	END
	part "What it says" --db fixes.db 4444 >actual
	part "Fixed by" --db fixes.db 2222 >>actual
	cat >expect <<-\END
	What it says that it fixes
	  222222222222 "block: let the queue drain (#12)"
	      line   5 | Fixes: 2222222 ("block")
	  '\''9999999'\'', which is not in this history
	      line   6 | Fixes: 9999999
	Fixed by
	  444444444444 "block: let the queue drain, again", 61 days later
	  888888888888 "\x1b[2J\u{202e}evil | </td> `x`", 335 days later
	  555555555555 "@SUM(1+1)*cmd", which has not landed
	END
'

# --- revert ease ---

# life ID VALUES - what is said of commit ID with these values of its row in
# revert_lives, from is_known on
life() {
	echo "INSERT INTO revert_lives VALUES ($1, 'change', $2);" | change life.db
	part "Revert ease" --db life.db "$1$1$1$1" | sed 1d
}

test_ok 'revert ease: the story of a change' '
	{
		life 4 "1, NULL, NULL, NULL, NULL, NULL, NULL, 0"
		life 2 "1, 28972800, 8, 8, 1, 40, 44, 0"
		life 2 "1, 86399, 8, 8, 1, 40, 40, 0"
		life 2 "1, 86400, 8, 8, 1, 27, 26, 0"
		life 1 "1, 7776000, 3, 2, 2, 1, 2, 0"
		life 1 "1, 7776000, 3, NULL, 2, NULL, NULL, 0"
		life 2 "1, 0, 3, 1, 2, 5, 6, 1"
		life 2 "1, 0, 3, NULL, 2, 5, 5, 0"
		life 2 "1, 0, 3, NULL, 2, NULL, NULL, 0"
		life 4 "0, NULL, NULL, NULL, NULL, NULL, NULL, 0"
	} >actual
	cat >expect <<-\END
	  Its lines stand untouched at the tip.
	  Its lines stood untouched until 2024-03-01, for 335 days, when 888888888888
	  "\x1b[2J\u{202e}evil | </td> `x`" by <script>alert(1)</script> changed lines
	  40-44 of accel/a.c or next to them.
	  Its lines stood untouched until 2024-03-01, for 0 days, when 888888888888
	  "\x1b[2J\u{202e}evil | </td> `x`" by <script>alert(1)</script> changed line
	  40 of accel/a.c or next to it.
	  Its lines stood untouched until 2024-03-01, for 1 day, when 888888888888
	  "\x1b[2J\u{202e}evil | </td> `x`" by <script>alert(1)</script> changed what
	  surrounds the lines taken out before line 27 of accel/a.c.
	  Its lines stood untouched until 2023-04-01, for 90 days, when 222222222222
	  "block: let the queue drain (#12)" by Bob Böhm changed lines 1-2 of
	  block/queue.c or next to them; it landed with 333333333333 "Merge branch
	  '\''queue'\''".
	  Its lines stood untouched until 2023-04-01, for 90 days, when 333333333333
	  "Merge branch '\''queue'\''" changed the file block/queue.c, not by one change
	  alone.
	  It collided inside its own series, as it landed: 111111111111 "accel: begin"
	  by Ann Archer changed lines 5-6 of block/queue.c or next to them.
	  Its lines were changed already as it landed with 333333333333 "Merge branch
	  '\''queue'\''": line 5 of block/queue.c or next to it.
	  Its lines were changed already as it landed with 333333333333 "Merge branch
	  '\''queue'\''": the file block/queue.c.
	  Not known: it changes nothing, or a path or blob that it takes to tell is not
	  here.
	END
'
test_ok 'revert ease: a culprit without a name is told by the address' '
	{
		echo "UPDATE people SET name = '\'''\'' WHERE person_id = 4;"
		echo "INSERT INTO revert_lives VALUES
			(2, '\''change'\'', 1, 9, 8, 8, 1, 1, 1, 0);"
	} | change nameless.db
	part "Revert ease" --db nameless.db 2222 --full |
		grep -F "by \"><img src=x>@example.org"
'
test_ok 'revert ease: what is not probed says why' '
	echo "UPDATE commits SET mainline = 0 WHERE commit_id = 3;" | change inner.db
	for id in 5555 6666 3333 4444; do
		part "Revert ease" --db inner.db $id | sed 1d
	done >actual
	cat >expect <<-\END
	  Not probed: only what landed is.
	  Not probed: only what landed is.
	  Not probed: only merges of the mainline are.
	  Not probed: run '\''git provenance audit'\'' again, without --no-probe.
	END
'
test_ok 'revert ease: a probe that is behind says so' '
	for upto in 7 8; do
		{
			echo "INSERT INTO stages VALUES (1, '\''probe'\'', '\''x'\'', $upto);"
			echo "INSERT INTO revert_lives (commit_id, unit, is_known,
				own_series) VALUES (2, '\''change'\'', 1, 0);"
		} | change behind.db
		part "Revert ease" --db behind.db 2222 | sed 1d
	done >actual
	cat >expect <<-\END
	  Its lines stand untouched at the tip. The probe has not seen the newest
	  commits.
	  Its lines stand untouched at the tip.
	END
'

# tried OUTCOME... - the line on git revert, for outcomes at the landing, after
# 30, 90, 180 and 365 days, at the tip; "-": no row.  Each that stops it has a
# path of its own.
tried() {
	path=0
	for horizon in -1 30 90 180 365 0; do
		case $1 in
		-) ;;
		conflict | gone)
			path=$((path + 1))
			echo "INSERT INTO revert_probes VALUES
				(1, $horizon, 'change', '$1', $path, 3);"
			;;
		*)
			echo "INSERT INTO revert_probes VALUES
				(1, $horizon, 'change', '$1', NULL, NULL);"
			;;
		esac
		shift
	done >tries
	change tried.db <tries
	part "Revert ease" --db tried.db 1111 | sed "1,/^  Not/d"
}

test_ok 'revert ease: the horizons in one line' '
	{
		tried clean clean conflict conflict conflict conflict
		tried clean clean clean clean clean clean
		tried clean - - - - clean
		tried clean - - - - conflict
		tried - - - - - already
		tried clean clean already clean gone gone
		tried clean clean conflict gone - unknown
		tried unknown unknown - - - -
	} >actual
	cat >expect <<-\END
	  git revert: works at the landing and after 30 days; stops after 90, 180, 365
	  days and at the tip, first at accel/a.c
	  git revert: works at the landing, after 30, 90, 180, 365 days and at the tip
	  git revert: works at the landing and at the tip
	  git revert: works at the landing; stops at the tip, first at accel/a.c
	  git revert: finds nothing left to undo at the tip
	  git revert: works at the landing and after 30, 180 days; finds nothing left
	  to undo after 90 days; stops after 365 days and at the tip, where paths are
	  gone, first accel/a.c
	  git revert: works at the landing and after 30 days; stops after 90 days,
	  first at accel/a.c; stops after 180 days, where paths are gone, first
	  block/queue.c; is not known at the tip
	  git revert: is not known at the landing and after 30 days
	END
'
test_ok 'revert ease as json' '
	tried clean - - - - conflict
	echo "INSERT INTO revert_lives VALUES
		(1, '\''change'\'', 1, 7776000, 3, 2, 2, 1, 2, 0);" |
		sqlite3 -bail tried.db
	"$GP" show --db tried.db 1111 --format json | decoded |
		grep "^0 revert_" >actual
	cat >expect <<-\END
	0 revert_life[0].blocker_oid=3333333333333333333333333333333333333333
	0 revert_life[0].blocker_subject=Merge branch '\''queue'\''
	0 revert_life[0].culprit_email=bob@example.org
	0 revert_life[0].culprit_name=Bob Böhm
	0 revert_life[0].culprit_oid=2222222222222222222222222222222222222222
	0 revert_life[0].culprit_subject=block: let the queue drain (#12)
	0 revert_life[0].first_line=1
	0 revert_life[0].is_behind=0
	0 revert_life[0].last_line=2
	0 revert_life[0].life=7776000
	0 revert_life[0].path=block/queue.c
	0 revert_life[0].story=touched
	0 revert_life[0].unit=change
	0 revert_life[0].until_at=1680307200
	0 revert_probes[0].blocker_oid=NULL
	0 revert_probes[0].horizon=-1
	0 revert_probes[0].outcome=clean
	0 revert_probes[0].path=NULL
	0 revert_probes[1].blocker_oid=3333333333333333333333333333333333333333
	0 revert_probes[1].horizon=0
	0 revert_probes[1].outcome=conflict
	0 revert_probes[1].path=accel/a.c
	END
'

# evidence - SQL on stdin, of commit 4, whose message has six lines, into ai.db
evidence() {
	{
		cat <<-\END
		INSERT INTO stages VALUES (1, 'evidence', 'x', 8);
		INSERT INTO signals VALUES
		  (1, 1, 'Claude', 'key', 'Assisted-by', 'declared', '2024-01-01',
		   'kernel docs'),
		  (1, 2, 'aider', 'suffix', ' (aider)', 'identity', NULL, 'aider');
		UPDATE commits SET message = 'block

		Assisted-by: Claude:Opus [x]
		and more
		  Co-authored-by: X <x@y>' || char(13) || '
		last' WHERE commit_id = 4;
		END
		cat
	} | change ai.db
}
ai() {
	"$GP" show --db ai.db 4444 | sed -n '/^AI-assisted/,$p' |
		sed '/^Not known/,$d'
}

test_ok 'AI-assisted: nothing says so' '
	echo | evidence
	ai >actual
	cat >expect <<-\END
	AI-assisted: no
	  Nothing in it says so. Undeclared use leaves no trace, so this is no proof.

	END
'
test_ok 'a commit that the stage has not come to is unknown' '
	echo "UPDATE stages SET upto_id = 3;" | evidence
	ai | head -1 >actual
	echo "AI-assisted: unknown" >expect
'
test_ok 'AI-assisted: evidence, with its lines' '
	evidence <<-\END
	INSERT INTO evidence VALUES
	  (4, 0, 2, '\''suffix'\'', '\''identity'\'', '\''aider'\'', NULL, '\''author'\'', '\''author'\'',
	   NULL, '\''Bob (aider) <bob@example.org>'\''),
	  (4, 1, 1, '\''key'\'', '\''declared'\'', '\''Claude'\'', '\''Opus'\'', '\''assistant'\'', '\''block'\'',
	   3, '\''Assisted-by: Claude:Opus [x]'\''),
	  (4, 2, 9, '\''key'\'', '\''session'\'', '\'''\'', NULL, '\''co-author'\'', '\''indented'\'',
	   5, '\''Co-authored-by: X <x@y>'\''),
	  (4, 3, 9, '\''key'\'', '\''footer'\'', '\''X'\'', NULL, NULL, '\''inline'\'',
	   6, '\''folded text'\''),
	  (4, 4, 9, '\''note'\'', '\''note'\'', '\''git-ai'\'', NULL, NULL, '\''note'\'',
	   NULL, '\''{"schema_version"'\''),
	  (4, 5, 9, '\''branch'\'', '\''branch'\'', '\''Codex'\'', NULL, NULL, '\''branch'\'',
	   NULL, '\''codex/fix'\''),
	  (4, 6, 9, '\''phrase'\'', '\''found-by'\'', '\''Codex'\'', NULL, '\''reporter'\'', '\''body'\'',
	   99, '\''a line that is not there'\'');
	END
	ai >actual
	cat >expect <<-\END
	AI-assisted: yes
	  It carries evidence: identity, aider in the author; declared, Claude on line
	  3; session, AI (tool not named) on line 5; and 2 more.

	Evidence
	  identity (counted): aider, as author, in the author
	      author | Bob (aider) <bob@example.org>
	      found by its suffix '\'' (aider)'\'' (aider)
	  declared (counted): Claude, model Opus, as assistant, in git'\''s trailer block
	      line   3 | Assisted-by: Claude:Opus [x]
	      found by its key '\''Assisted-by'\'' (kernel docs)
	  session (counted): AI (tool not named), as co-author, on an indented line
	      line   5 |   Co-authored-by: X <x@y>
	  footer (counted): X, within a line
	      line   6 | last
	      found | folded text
	  note (counted): git-ai, in a note
	      note | {"schema_version"
	  branch (not counted): Codex, in the name of a branch; it does not tell what
	  wrote the commit
	      branch | codex/fix
	  found-by (not counted): Codex, as reporter, in the body; AI found something;
	  it need not have written
	      body | a line that is not there

	END
'
test_ok 'AI-assisted: no, traces that do not count' '
	evidence <<-\END
	INSERT INTO evidence VALUES
	  (4, 0, 1, '\''phrase'\'', '\''mention'\'', '\''Claude'\'', NULL, NULL, '\''body'\'', 4,
	   '\''more'\''),
	  (4, 1, 9, '\''slug'\'', '\''suggestion'\'', '\''Gemini'\'', NULL, NULL, '\''body'\'', 4,
	   '\''and'\'');
	END
	ai | sed "/Evidence/q" >actual
	cat >expect <<-\END
	AI-assisted: no
	  It carries traces, but none of a class that counts (see below).

	Evidence
	END
	ai | grep "suggestion (not counted): Gemini.*; an accepted suggestion"
'
test_ok 'declarations, with kinds; a negative one wins' '
	evidence <<-\END
	INSERT INTO evidence VALUES (4, 0, 1, '\''key'\'', '\''declared'\'', '\''Claude'\'',
	  NULL, NULL, '\''block'\'', 3, '\''Assisted-by: Claude:Opus [x]'\'');
	INSERT INTO declarations VALUES
	  (4, 0, 3, '\''block'\'', '\''AI-used-for'\'', '\''code (loops), tests'\'', '\''yes'\'', 1),
	  (4, 1, 4, '\''body'\'', '\''AI-used-for'\'', '\''reading'\'', '\''research'\'', 0),
	  (4, 2, 6, '\''squash'\'', '\''AI-usage'\'', '\''none'\'', '\''no'\'', NULL);
	INSERT INTO declared_kinds VALUES
	  (4, 0, 0, '\''code'\'', '\''loops'\''), (4, 0, 1, '\''tests'\'', NULL),
	  (4, 1, 0, '\''reading'\'', NULL);
	END
	ai | sed "/^Evidence/,/^$/d" >actual
	cat >expect <<-\END
	AI-assisted: no
	  Line 6 says that no AI was used, which stands against 1 trace that would
	  count: worth a look.

	Declarations
	  says that AI helped, for code (loops), tests, in git'\''s trailer block
	      line   3 | AI-used-for: code (loops), tests
	  says that AI was used, but no content is from it, for reading, in the body;
	  not as its grammar wants it
	      line   4 | AI-used-for: reading
	  says that no AI was used, in the list of a squash merge
	      line   6 | AI-usage: none

	END
	echo "DELETE FROM evidence" | sqlite3 ai.db
	ai | sed -n 2p >>actual
	echo "DELETE FROM declarations WHERE says <> '\''research'\''" |
		sqlite3 -bail ai.db "DELETE FROM declared_kinds" ".read /dev/stdin"
	ai | sed -n 1,2p >>actual
	cat >>expect <<-\END
	  Line 6 says that no AI was used.
	AI-assisted: no
	  It declares AI for research only: nothing in it is from AI.
	END
'
test_ok 'AI-assisted: a person has said so' '
	annotated() { # VERDICT
		echo "INSERT INTO annotations VALUES (1, printf('\''%.40c'\'', '\''4'\''),
			'\''$1'\'', '\''X'\'', '\''Ann'\'', '\''she told me'\'', '\''a mail'\'');"
	}
	counted="INSERT INTO evidence VALUES (4, 0, 1, '\''key'\'', '\''declared'\'',
		'\''X'\'', NULL, NULL, '\''block'\'', 3, '\''x'\'');"
	{ annotated yes; } | evidence
	ai >actual
	{ annotated no; echo "$counted"; } | evidence
	ai | sed "/^Evidence/,/^$/d" >>actual
	{ annotated no; } | evidence
	ai | sed -n 1,3p >>actual
	{ annotated yes; echo "$counted"; } | evidence
	ai | sed -n 1,3p >>actual
	{ annotated unsure; echo "$counted"; } | evidence
	ai | sed "/^Evidence/,/^$/d" >>actual
	cat >expect <<-\END
	AI-assisted: yes
	  Ann says so ("she told me"), which overrules the detector. The detector has
	  no counted trace.

	Annotation
	  yes: she told me
	      by Ann; tool: X; source: a mail

	AI-assisted: no
	  Ann says so ("she told me"), which overrules the detector. The detector has 1
	  counted trace for the opposite.

	Annotation
	  no: she told me
	      by Ann; tool: X; source: a mail

	AI-assisted: no
	  Ann says so ("she told me"), which overrules the detector. The detector has
	  no counted trace either.
	AI-assisted: yes
	  Ann says so ("she told me"), which overrules the detector. The detector has 1
	  counted trace too.
	AI-assisted: yes
	  It carries evidence: declared, X on line 3.

	Annotation
	  unsure: she told me
	      by Ann; tool: X; source: a mail; the detector'\''s word stands

	END
'
# --- verdicts ---

# judged - SQL on stdin, into judged.db: three policies that commit 2 is in the
# second, the first and no era of
judged() {
	{
		cat <<-\END
		INSERT INTO policies VALUES
		  (1001, 1, 'house', 'CONTRIBUTING', 'landed', 'a1', ''),
		  (1002, 1, 'house', NULL, 'committed', 'b2', ''),
		  (1003, 1, 'late', NULL, 'authored', 'c3', '');
		INSERT INTO eras VALUES
		  (1001, 0, 'ban', 1675209600, NULL),
		  (1001, 1, 'tiers', 1680307200, 'a vote'),
		  (1001, 2, 'free', 1680393600, NULL),
		  (1002, 0, 'ban', 1677715200, NULL),
		  (1002, 1, 'tiers', 1680307200, NULL),
		  (1003, 0, 'tiers', 1677715200, NULL);
		INSERT INTO rules VALUES
		  (1001, 0, 'no-ai', 'forbid-ai', 'all', 'error', 'no AI', NULL, NULL),
		  (1001, 1, 'sign-off', 'require-sign-off', 'all', 'error',
		   'every change must be signed off', 'sign it', 'a page'),
		  (1001, 2, 'small', 'limit-lines', 'ai', 'warning', 'few lines', NULL,
		   NULL),
		  (1001, 3, 'tests', 'outside-git', 'ai', 'note', 'tests fail first',
		   NULL, NULL),
		  (1001, 4, 'by-hand', 'require-trailer', 'human', 'error', 'x', NULL,
		   NULL),
		  (1001, 5, 'claims', 'claim-matches-paths', 'all', 'error', 'y', NULL,
		   NULL),
		  (1001, 6, 'agents', 'forbid-agent-identity', 'all', 'error', 'z',
		   NULL, NULL),
		  (1002, 0, 'no-ai', 'forbid-ai', 'all', 'error', 'no AI', NULL, NULL);
		INSERT INTO era_rules VALUES
		  (1001, 0, 0, 0), (1001, 1, 6, 0), (1001, 1, 5, 1), (1001, 1, 4, 2),
		  (1001, 1, 3, 3), (1001, 1, 2, 4), (1001, 1, 1, 5), (1002, 0, 0, 0);
		INSERT INTO stages VALUES (1, 'verdicts 1001', 'x', 2),
		  (1, 'verdicts 1002', 'x', 8), (1, 'verdicts 1003', 'x', 8);
		END
		cat
	} | change judged.db
}

test_ok 'verdicts: a change with AI' '
	judged <<-\END
	INSERT INTO verdicts VALUES
	  (1001, 2, 1, 1, '\''fail'\'', '\''no Signed-off-by'\''),
	  (1001, 2, 2, 1, '\''pass'\'', '\''20 added lines'\''),
	  (1001, 2, 3, 1, '\''undecidable'\'', '\''git does not hold it'\''),
	  (1001, 2, 5, 1, '\''not-applicable'\'', '\''it claims nothing'\''),
	  (1001, 2, 6, 1, '\''pass'\'', '\'''\''),
	  (1002, 2, 0, 0, '\''fail'\'', '\''AI evidence'\'');
	END
	part Verdicts --db judged.db 2222 >actual
	cat >expect <<-\END
	Verdicts
	  house: era '\''tiers'\'', since 2023-04-01
	      cannot be decided: tests (note): git does not hold it
	      fails sign-off (error): no Signed-off-by
	          the rule: every change must be signed off; the project says: sign it
	      passes agents, small (20 added lines)
	      does not apply: claims (it claims nothing), by-hand (the rule is about
	      other changes)
	  house: era '\''ban'\'', since 2023-03-02
	      fails no-ai (error): AI evidence
	          the rule: no AI
	  late: before its first era, so no rule was in force
	END
'
test_ok 'verdicts: no row, no AI' '
	judged <<-\END
	DELETE FROM policies WHERE policy_id > 1002;
	INSERT INTO verdicts VALUES (1001, 2, 1, 1, '\''pass'\'', '\'''\'');
	END
	part Verdicts --db judged.db 2222 >actual
	cat >expect <<-\END
	Verdicts
	  house: era '\''tiers'\'', since 2023-04-01
	      passes sign-off
	      does not apply: agents (it does not apply), claims (it does not apply),
	      by-hand (the rule is about other changes), tests (it is not AI-assisted),
	      small (it is not AI-assisted)
	  house: era '\''ban'\'', since 2023-03-02
	      does not apply: no-ai (it does not apply)
	END
'
test_ok 'verdicts: what is not judged' '
	echo "DELETE FROM policies WHERE policy_id <> 1001;" | judged
	sqlite3 judged.db "UPDATE stages SET upto_id = 1"
	for id in 1111 2222 3333 4444 5555 6666 7777; do
		part Verdicts --db judged.db $id
	done >actual
	"$GP" show --db judged.db 2222 --format json | decoded |
		grep -E "^0 (verdicts|policies.*is_judged)" >>actual
	cat >expect <<-\END
	Verdicts
	  house: before its first era, so no rule was in force
	Verdicts
	  house: era '\''tiers'\'', since 2023-04-01; not judged yet, run '\''git provenance
	  audit'\'' again
	Verdicts
	  house: era '\''free'\'', since 2023-04-02; not judged yet, run '\''git provenance
	  audit'\'' again
	0 policies[0].is_judged=0
	END
'
test_ok 'verdicts say what the query findings says' '
	sample_history findings.git
	"$GP" audit -C findings.git --db findings.db -q \
		--policy "$TOP/samples/policies/kestrel.policy"
	for id in 4ee93a97e8e0 b5606a9d37d0 81857320fada; do
		"$GP" show --db findings.db $id --format json | decoded |
			grep -oE "^0 verdicts.[0-9]*..(rule|outcome|why)=.*" |
			sed "s/^[^=]*=//" >>actual
		"$GP" query findings --db findings.db --format json >rows
		perl -MJSON::PP -e '\''
			binmode STDOUT, ":utf8";
			for (@{ decode_json(join "", <STDIN>) }) {
				next if index $_->{oid}, $ARGV[0];
				print join("\n", @$_{qw(outcome rule why)}), "\n";
			}'\'' $id <rows >>expect
	done
	test "$(wc -l <expect)" -gt 60
'
test_ok 'notes' '
	part Notes --db small.db 1111 >actual
	change notes.db <<-\END
	INSERT INTO note_lines VALUES (1, '\''refs/notes/ai'\'', '\''b/c.c'\'', 1),
		(1, '\''refs/notes/ai'\'', '\''a.c'\'', 20);
	UPDATE notes SET text = '\''one'\'' || char(10) || char(10) || '\''three'\'' || char(10);
	END
	part Notes --db notes.db 1111 >>actual
	part Lines --db notes.db 1111 >>actual
	cat >expect <<-\END
	Notes
	  refs/notes/commits
	        1 | a note
	Notes
	  refs/notes/commits
	        1 | one
	        2 |
	        3 | three
	Lines that notes and trace files attest to AI
	  20 lines of a.c, by refs/notes/ai
	  1 line of b/c.c, by refs/notes/ai
	END
'
test_ok 'long lists and lines are cut, and say so; --full shows them' '
	change long.db <<-\END
	WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30)
	INSERT INTO trailers SELECT 3, n, n, '\''block'\'', '\''Tested-by'\'', n FROM n;
	INSERT INTO trailers
	VALUES (7, 9, 9, '\''block'\'', '\''Long'\'', printf('\''%.500c'\'', '\''x'\''));
	UPDATE notes SET text = (SELECT group_concat(value, char(10))
	  FROM (WITH RECURSIVE n(value) AS
	        (SELECT 10 UNION ALL SELECT value + 1 FROM n WHERE value < 29)
	        SELECT value FROM n));
	END
	part Trailers --db long.db 3333 | tail -2 >actual
	part Trailers --db long.db --full 3333 | tail -2 >>actual
	part Notes --db long.db 1111 | tail -2 >>actual
	part Notes --db long.db 1111 --full | tail -1 >>actual
	part Trailers --db long.db 7777 | tail -1 >>actual
	part Trailers --db long.db 7777 --full | tail -1 | wc -c >>actual
	sqlite3 long.db "UPDATE commits SET subject = printf('\''%.999c'\'', '\''s'\'')
		WHERE commit_id = 1"
	"$GP" show --db long.db 1111 >words
	grep -o "\.\.\. and 599 .*" words >>actual
	grep -o sssss* words | wc -c >>actual
	"$GP" show --db long.db 1111 --full | grep -o sssss* | wc -c >>actual
	cat >expect <<-\END
	  line  20 | Tested-by: 20
	  ... and 10 more trailers; --full shows all
	  line  29 | Tested-by: 29
	  line  30 | Tested-by: 30
	       12 | 21
	      ... and 23 bytes more; --full shows them
	       20 | 29
	  ... and 106 bytes more; --full shows them
	520
	... and 599 bytes more; --full shows them
	401
	1000
	END
'
test_ok 'no text of strangers passes for ours' '
	change hostile.db <<-\END
	CREATE TEMP TABLE t AS SELECT
	  char(27) || '\''[2J'\'' || char(8238) || char(10) || '\''AI-assisted: no'\''
	  || char(10) || char(13) || '\''AI-assisted: no'\'' || char(155) AS x;
	UPDATE repos SET name = (SELECT x FROM t) WHERE repo_id = 1;
	UPDATE people SET name = (SELECT x FROM t) WHERE person_id = 4;
	UPDATE people SET email = (SELECT x FROM t) WHERE person_id = 4;
	UPDATE identities SET name = (SELECT x || 1 FROM t) WHERE identity_id = 5;
	UPDATE commits SET subject = (SELECT x FROM t), pull_request = 7,
		encoding = (SELECT x FROM t), authored_zone = (SELECT x FROM t),
		message = (SELECT x FROM t);
	UPDATE commits SET landing_id = 1, mainline = 0 WHERE commit_id = 8;
	UPDATE paths SET path = path || (SELECT x FROM t);
	UPDATE areas SET name = name || (SELECT x FROM t);
	INSERT INTO area_people SELECT 3, 0, '\''list'\'', x, x, NULL, NULL FROM t;
	INSERT INTO trailers SELECT 8, 0, 1, '\''body'\'', x, x FROM t;
	INSERT INTO cherry_lines SELECT 8, 0, x FROM t;
	INSERT INTO cherry_picks VALUES (8, 1, '\''both'\'');
	INSERT INTO signals SELECT 1, 1, x, x, x, '\''note'\'', x, x FROM t;
	INSERT INTO evidence SELECT 8, 0, 1, x, '\''declared'\'', x, x, NULL,
		'\''body'\'', 2, x FROM t;
	INSERT INTO declarations SELECT 8, 0, 1, x, x, x, '\''no'\'', 0 FROM t;
	INSERT INTO declared_kinds SELECT 8, 0, 0, x, x FROM t;
	INSERT INTO automation SELECT 8, 1, x, x FROM t;
	INSERT INTO annotations SELECT 1, oid, '\''yes'\'', x, x, x, x
		FROM commits, t WHERE commit_id = 8;
	UPDATE notes SET ref = (SELECT x FROM t), text = (SELECT x FROM t),
		commit_id = 8;
	INSERT INTO note_lines SELECT 8, x, x, 1 FROM t;
	INSERT INTO missing_objects SELECT 1, x, '\''blob'\'', 8, x FROM t;
	INSERT INTO revert_lives VALUES (8, '\''change'\'', 1, 1, 1, 8, 1, 1, 1, 0);
	INSERT INTO revert_probes VALUES (8, 0, '\''change'\'', '\''gone'\'', 1, 1),
		(8, -1, '\''change'\'', '\''conflict'\'', 2, 1);
	INSERT INTO reverts SELECT 8, 0, 1, x, '\''free'\'', '\''revert'\'', x, NULL,
		'\''not-here'\'', NULL, NULL, NULL, 0, 0, 0 FROM t;
	INSERT INTO reverts SELECT 8, 1, 1, x, '\''free'\'', '\''revert'\'', x, 1,
		'\''resolved'\'', '\''exact'\'', 1, 1, 0, 0, 1 FROM t;
	INSERT INTO revert_states VALUES (8, '\''reapplied'\'', 4, 1, 1, 2, 2, 3);
	INSERT INTO fixes SELECT 8, 0, 1, x, x, NULL, '\''not-here'\'' FROM t;
	INSERT INTO fixes SELECT 1, 0, 1, x, x, 8, '\''resolved'\'' FROM t;
	INSERT INTO policies SELECT 1001, 1, x, x, '\''landed'\'', x, x FROM t;
	INSERT INTO eras SELECT 1001, 0, x, 1, x FROM t;
	INSERT INTO rules SELECT 1001, value, x, x, '\''all'\'', '\''error'\'', x, x, x
		FROM json_each('\''[0, 1, 2, 3]'\''), t;
	INSERT INTO era_rules SELECT 1001, 0, rule, rule FROM rules;
	INSERT INTO verdicts SELECT 1001, 8, key, 0, value, x FROM t, json_each(
		'\''["fail", "undecidable", "pass", "not-applicable"]'\'');
	INSERT INTO stages VALUES (1, '\''verdicts 1001'\'', '\''x'\'', 8);
	END
	"$GP" show --db hostile.db 8888 >words
	"$GP" show --db hostile.db 8888 --full >>words
	"$GP" show --db hostile.db 8888 --format json >json
	for out in words json; do
		! LC_ALL=C grep -q "$(printf "\033")" $out
		! LC_ALL=C grep -q "$(printf "\302\233")" $out
		! LC_ALL=C grep -q "$(printf "\r")" $out
	done
	! grep -q "$(printf "\342\200\256")" words
	test "$(grep -cF "\x1b[2J\u{202e}" words)" -gt 50
	test "$(decoded <json | grep -c "AI-assisted: no")" -gt 50
	grep "^[^ ]" words | sort -u >actual
	cat >expect <<-\END
	AI-assisted: yes
	Annotation
	Areas, and who kept them then
	Cherry-picks
	Declarations
	Evidence
	Fixed by
	Lines that notes and trace files attest to AI
	Not known
	Notes
	Paths
	Revert ease
	Trailers
	Verdicts
	What became of it
	What it says that it fixes
	What it takes back
	commit 8888888888888888888888888888888888888888
	END
'

# --- which commit ---

test_ok 'an id may be short, and of capital letters' '
	change ids.db <<-\END
	UPDATE commits SET oid = '\''abcdef'\'' || substr(oid, 7) WHERE commit_id = 5;
	END
	for id in abcd ABCD abcdef5555555555555555555555555555555555; do
		"$GP" show --db ids.db $id | head -1
	done | uniq >actual
	echo "commit abcdef5555555555555555555555555555555555" >expect
'
test_ok 'what is no id, or of no commit' '
	none="; if it is new, read it in with '\''git provenance audit'\'', and see '\''git provenance query repos'\'' for what is there"
	no_id="is no commit id; give 4 to 40 hex digits ('\''git rev-parse NAME'\'' tells those of a branch or tag)"
	refused "'\''222'\'' $no_id" --db small.db 222
	refused "'\''HEAD'\'' $no_id" --db small.db HEAD
	refused "no commit '\''beef'\'' in the database$none" --db small.db beef
	refused "no commit '\''2222'\'' in repository '\''lib'\''$none" \
		--db small.db 2222 --repo lib
	refused "no repository of name '\''lip'\'' in the database; did you mean '\''lib'\''?" \
		--db small.db 2222 --repo lip
	status 2 "$GP" show --db small.db "$(printf "\033[2J")" 2>err
	! grep "$(printf "\033")" err
'
test_ok 'the beginning of several commits lists them, in one line' '
	change two.db <<-\END
	UPDATE commits SET oid = '\''2222222288'\'' || substr(oid, 11)
	 WHERE commit_id = 8;
	END
	status 2 "$GP" show --db two.db 22222 2>actual
	cat >expect <<-\END
	git-provenance: 2 commits begin with '\''22222'\''; give more digits: 2222222222222222 (emu, 2023-03-02, '\''block: let the queue drain (#12)'\''), 2222222288888888 (emu, 2024-03-01, '\''\x1b[2J\u{202e}evil | </td> `x`'\'')
	END
	"$GP" show --db two.db 222222228 | head -1 | grep 2222222288
'
test_ok 'each repository that holds the commit has its say' '
	change both.db <<-\END
	UPDATE commits SET oid = '\''1111111111111111111111111111111111111111'\''
	 WHERE commit_id = 7;
	END
	"$GP" show --db both.db 1111 | grep -E "^commit|^  repository" >actual
	"$GP" show --db both.db 1111 --repo lib | grep "^  repository" >>actual
	"$GP" show --db both.db 1111 --format json | decoded |
		grep -E "^. commit.*\.(repo|subject)=" >>actual
	cat >expect <<-\END
	commit 1111111111111111111111111111111111111111
	  repository   emu
	commit 1111111111111111111111111111111111111111
	  repository   lib
	  repository   lib
	0 commit[0].repo=emu
	0 commit[0].subject=accel: begin
	1 commit[0].repo=lib
	1 commit[0].subject=lib: begin
	END
'

# --- json ---

test_ok 'json has the keys and fields that --list tells' '
	"$GP" show --list | awk "
		/^[^ ]/ { key = \$1; fields = 0 }
		/^  fields/ { fields = 1; \$1 = \"\" }
		fields { for (i = 1; i <= NF; i++) print key \".\" \$i }" |
		sort -u >listed
	sed -i "/\.$/d; /(an$/d; /\.fields$/d" listed
	test "$(wc -l <listed)" -gt 80
	evidence <<-\END
	INSERT INTO evidence VALUES (4, 0, 1, '\''key'\'', '\''declared'\'', '\''X'\'', NULL,
		NULL, '\''block'\'', 3, '\''x'\'');
	INSERT INTO declarations VALUES
		(4, 0, 3, '\''block'\'', '\''AI-used-for'\'', '\''code'\'', '\''yes'\'', 1);
	INSERT INTO declared_kinds VALUES (4, 0, 0, '\''code'\'', NULL);
	INSERT INTO annotations VALUES (1, printf('\''%.40c'\'', '\''4'\''), '\''no'\'', '\'''\'',
		'\''Ann'\'', '\''so'\'', '\'''\'');
	UPDATE notes SET commit_id = 4;
	INSERT INTO note_lines VALUES (4, '\''refs/notes/ai'\'', '\''a.c'\'', 1);
	INSERT INTO revert_probes VALUES (4, 0, '\''change'\'', '\''clean'\'', NULL, NULL);
	INSERT INTO reverts VALUES (4, 0, 1, '\''x'\'', '\''free'\'', '\''revert'\'', '\''x'\'',
		NULL, '\''not-here'\'', NULL, NULL, NULL, 0, 0, 0);
	INSERT INTO revert_states VALUES (4, '\''reverted'\'', 1, 8, 1, 8, 1, NULL);
	INSERT INTO fixes VALUES (4, 0, 1, '\''x'\'', '\''x'\'', 2, '\''resolved'\''),
		(8, 0, 1, '\''x'\'', '\''x'\'', 4, '\''resolved'\'');
	INSERT INTO policies VALUES (1001, 1, '\''p'\'', NULL, '\''landed'\'', '\''a'\'', '\'''\'');
	INSERT INTO eras VALUES (1001, 0, '\''e'\'', 0, NULL);
	INSERT INTO rules VALUES (1001, 0, '\''r'\'', '\''k'\'', '\''all'\'', '\''note'\'', '\''s'\'',
		NULL, NULL);
	INSERT INTO era_rules VALUES (1001, 0, 0, 0);
	INSERT INTO stages VALUES (1, '\''verdicts 1001'\'', '\''x'\'', 8);
	END
	"$GP" show --db ai.db 4444 --format json | decoded |
		sed -n "s/^0 \([a-z_]*\)\[[0-9]*\]\.\([a-z_]*\)=.*/\1.\2/p" |
		sort -u >actual
	cp listed expect
'
test_ok 'json: values as they are, lists whole' '
	"$GP" show --db ai.db 4444 --format json | decoded |
		grep -E "^0 (ai|evidence|declarations|annotations|area_people)" >actual
	cat >expect <<-\END
	0 ai[0].ai_assisted=no
	0 ai[0].because=annotation
	0 ai[0].n_counted=1
	0 ai[0].n_uncounted=0
	0 ai[0].no_line=NULL
	0 annotations[0].by=Ann
	0 annotations[0].source=
	0 annotations[0].tool=
	0 annotations[0].verdict=no
	0 annotations[0].why=so
	0 area_people[0].area=Block layer core
	0 area_people[0].email=bob@example.org
	0 area_people[0].name=Bob Böhm
	0 area_people[0].role=maintainer
	0 area_people[1].area=Block layer core
	0 area_people[1].email=block@example.org
	0 area_people[1].name=
	0 area_people[1].role=list
	0 area_people[2].area=TCG
	0 area_people[2].email=ann@example.org
	0 area_people[2].name=Ann Archer
	0 area_people[2].role=maintainer
	0 area_people[3].area=TCG
	0 area_people[3].email=
	0 area_people[3].name=@team
	0 area_people[3].role=owner
	0 declarations[0].is_well_formed=1
	0 declarations[0].key=AI-used-for
	0 declarations[0].line=3
	0 declarations[0].place=block
	0 declarations[0].position=0
	0 declarations[0].says=yes
	0 declarations[0].value=code
	0 evidence[0].class=declared
	0 evidence[0].counted=1
	0 evidence[0].kind=key
	0 evidence[0].line=3
	0 evidence[0].matcher=Assisted-by
	0 evidence[0].model=NULL
	0 evidence[0].place=block
	0 evidence[0].position=0
	0 evidence[0].role=NULL
	0 evidence[0].since=2024-01-01
	0 evidence[0].source=kernel docs
	0 evidence[0].text=x
	0 evidence[0].tool=X
	END
	"$GP" show --db long.db 3333 --format json | decoded |
		grep -c "trailers\[[0-9]*\].key" | grep -x 30
'

# --- usage, and the world ---

test_ok 'wrong usages say what is wrong' '
	refused "show wants the id of a commit (try --help)"
	refused "one commit at a time: '\''2222'\'' is one too many (try --help)" 1111 2222
	refused "--list takes no commit; leave one of them out" --list 1111
	refused "no format '\''jsno'\'' (text, json); did you mean '\''json'\''?" \
		--format jsno 1111
	refused "--full is for --format text only; json is always full" \
		--format json --full 1111
	refused "unknown option '\''--ful1'\''; did you mean --full?" --ful1
'
test_ok 'no database' '
	status 3 "$GP" show 1111 2>actual
	echo "git-provenance: no database '\''provenance.db'\'': no such file; make one with '\''git provenance audit'\'', or name it with --db" >expect
'
test_ok 'a full disk is a failure' '
	for format in text json; do
		status 3 "$GP" show --db small.db --format $format 1111 \
			>/dev/full 2>>actual
	done
	for i in 1 2; do
		echo "git-provenance: cannot write to standard output: No space left on device; see to it that there is room, and run it again"
	done >expect
'
test_ok 'nothing is changed by looking' '
	cp small.db before.db
	"$GP" show --db small.db 2222 >/dev/null
	cmp small.db before.db
'
if script -qec true /dev/null >/dev/null 2>&1; then
	test_ok 'a terminal gets bold headings and folded lines' '
		script -qec "stty cols 40; TERM=xterm $GP show --db small.db 2222" \
			/dev/null | tr -d "\r" >out
		grep "^$(printf "\033\\[1m")Trailers$(printf "\033\\[0m")" out
		grep -A 3 Trailers out | tail -3 >actual
		cat >expect <<-\END
		  line   5 | Signed-off-by: Bob Böhm <bo
		           | b@example.org>
		  line   6 | Assisted-by: Claude:Opus
		END
		script -qec "TERM=xterm NO_COLOR=1 $GP show --db small.db 2222" \
			/dev/null >out
		! grep "$(printf "\033")" out
	'
else
	test_skip 'a terminal gets bold headings and folded lines' \
		'no script(1), or no terminal to be had'
fi

# --- the demo history ---

sample_history "$WORK/kestrel.git"
test_ok 'a commit of the demo history reads like a note' '
	"$GP" audit -C kestrel.git --db demo.db -q
	cp demo.db own.db
	{
		clear_derived
		cat <<-\END
		INSERT INTO stages
		SELECT 1, '\''evidence'\'', '\''x'\'', max(commit_id) FROM commits;
		INSERT INTO signals VALUES (1, 1, '\''Cursor'\'', '\''email'\'',
		  '\''cursoragent@cursor.com'\'', '\''identity'\'', '\''2024-08-01'\'',
		  '\''seen in public histories'\'');
		INSERT INTO evidence
		SELECT commit_id, 0, 1, '\''email'\'', '\''identity'\'', '\''Cursor'\'', NULL,
		       '\''co-author'\'', '\''block'\'', 6,
		       '\''Co-authored-by: Cursor <cursoragent@cursor.com>'\''
		  FROM commits WHERE subject = '\''ui/cursor: follow the pen'\'';
		INSERT INTO declarations
		SELECT commit_id, 0, 5, '\''block'\'', '\''AI-used-for'\'',
		       '\''code (prototype)'\'', '\''yes'\'', 1
		  FROM commits WHERE subject = '\''ui/cursor: follow the pen'\'';
		INSERT INTO declared_kinds
		SELECT commit_id, 0, 0, '\''code'\'', '\''prototype'\''
		  FROM commits WHERE subject = '\''ui/cursor: follow the pen'\'';
		END
	} | sqlite3 -bail own.db
	"$GP" show --db own.db 931448d250b5 >actual
	cat >expect <<-\END
	commit 931448d250b5282c00edce2845b26a3beab8507a
	    ui/cursor: follow the pen

	  repository   kestrel
	  author       Cody Lang <cody@lang.test>
	               2026-04-07 02:32:38 -0800
	  committer    Cody Lang <cody@lang.test>
	               2026-04-07 04:00:00 -0800
	  kind         a change of 1 path, +9 -0
	  landed       on the mainline itself, 2026-04-07 12:00:00 UTC
	  counted      yes, in every share
	  parent       4457107be1da "hw/net/e1000k: answer pings"

	Paths
	  +9 -0        M ui/cursor.c

	Areas, and who kept them then
	  User interface: 1 path, +9 -0
	      maintainer 林美玲 <meiling@example.test>

	Trailers
	  line   5 | AI-used-for: code (prototype)
	  line   6 | Co-authored-by: Cursor <cursoragent@cursor.com>
	  line   7 | Signed-off-by: Cody Lang <cody@lang.test>

	Revert ease
	  Its lines stand untouched at the tip.
	  git revert: works at the landing, after 30, 90 days and at the tip

	AI-assisted: yes
	  It carries evidence: identity, Cursor on line 6.

	Evidence
	  identity (counted): Cursor, as co-author, in git'\''s trailer block
	      line   6 | Co-authored-by: Cursor <cursoragent@cursor.com>
	      found by its email '\''cursoragent@cursor.com'\'' (seen in public histories)

	Declarations
	  says that AI helped, for code (prototype), in git'\''s trailer block
	      line   5 | AI-used-for: code (prototype)
	END
'
test_ok 'every kind of commit of the demo history can be shown' '
	sql demo.db "SELECT oid FROM commits WHERE commit_id % 23 = 0
		OR foxtrot OR n_parents > 2 OR n_parents = 0
		OR commit_id IN (SELECT counted_id FROM cherry_picks)" >ids
	test "$(wc -l <ids)" -gt 25
	while read -r id; do
		"$GP" show --db demo.db "$id" >out
		test "$(head -1 out)" = "commit $id"
		"$GP" show --db demo.db "$id" --format json | decoded |
			grep "^0 commit.0..oid=$id$" >/dev/null
	done <ids
'
test_done
