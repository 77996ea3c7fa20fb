#!/bin/sh
# SPDX-License-Identifier: MIT
# audit --repos: many repositories in one database, by one command.  MANY is
# how many (12).
. tests/lib.sh

MANY=${MANY:-12}

# small N - a bare repository of its own
small() {
	sed "s/NUMBER/$1/" "$WORK/stream" |
		{ git init -q --bare -b main "r$1.git" && git -C "r$1.git" fast-import --quiet; }
}
sample_history "$WORK/k.git"
cat >"$WORK/stream" <<'END'
blob
mark :1
data 4
one

commit refs/heads/main
mark :2
committer A U Thor <author@example.org> 1700000000 +0000
data <<E
change NUMBER
E

M 100644 :1 file

commit refs/heads/main
committer C O Mitter <committer@example.org> 1700000100 +0000
data <<E
change NUMBER, again
E

from :2
M 100644 :1 other
END
(cd "$WORK" && for n in $(seq "$MANY"); do small "$n"; done)

test_ok 'many repositories are audited by one command' '
	for n in $(seq "$MANY"); do echo "r$n.git"; done >list
	"$GP" audit --repos list --db many.db --jobs 2 2>err
	tail -1 err >actual
	echo "Audited $MANY of $MANY repositories into many.db." >expect
	[ "$(grep -c "^r[0-9]*.git: 2 new commits.$" err)" -eq "$MANY" ]
	sql many.db "SELECT count(*), sum(n) FROM (SELECT count(*) AS n
		FROM commits GROUP BY repo_id)" | grep -x "$MANY|$((2 * MANY))"
'
test_ok 'each is as if it had been audited alone' '
	for n in $(seq 3); do
		"$GP" audit -q -C "r$n.git" --db alone.db
	done
	head -3 list >three
	"$GP" audit -q --repos three --db three.db
	dump_facts alone.db >expect
	dump_facts three.db >actual
'
test_ok 'one that fails does not stop the rest, and is named' '
	mkdir not-one
	git init -q --bare empty.git
	cp -R r1.git broken.git
	echo >broken.git/HEAD
	{
		echo "# what there is"
		echo
		echo r1.git
		echo not-one
		printf "r2.git\tnamed\r\n"
		echo broken.git
		echo empty.git
		printf "odd\033[2J\n"
		echo k.git
	} >mixed
	status 3 "$GP" audit --no-probe --repos mixed --db mixed.db 2>err
	cat >expect <<-END
	r1.git: 2 new commits.
	not-one: '\''not-one'\'' is not in a git repository; name one with -C
	r2.git: 2 new commits.
	broken.git: unknown revision '\''HEAD'\'' in '\''$WORK/broken.git/'\'': corrupted loose reference file: HEAD; name a commit, a branch or a tag
	empty.git: repository '\''$WORK/empty.git/'\'' has no commits on its current branch; name another with --rev, or use --all
	odd\x1b[2J: no repository '\''odd\x1b[2J'\'': No such file or directory; name one with -C
	k.git: 534 new commits.
	Audited 3 of 7 repositories into mixed.db.
	git-provenance: 4 of 7 repositories failed (not-one, broken.git, empty.git, odd\x1b[2J); the others are audited: mend what is said above, and run it again
	END
	cp err actual
	sql mixed.db "SELECT name FROM repos ORDER BY 1" >names
	printf "k\nnamed\nr1\n" | diff - names
'
test_ok 'quiet says what fails, alone' '
	status 3 "$GP" audit -q --no-probe --repos mixed --db mixed.db 2>err
	wc -l <err >actual
	echo 5 >expect
	"$GP" audit -q --repos three --db three.db 2>err
	! [ -s err ]
'
test_ok 'after the last of many failures comes the end of the list' '
	for n in $(seq 20); do echo "no$n"; done >none
	status 3 "$GP" audit -q --repos none --db none.db 2>err
	tail -1 err >actual
	echo "git-provenance: 20 of 20 repositories failed (no1, no2, no3, no4, no5, ...); the others are audited: mend what is said above, and run it again" >expect
'
test_ok 'two folders of one name need a name' '
	mkdir sub
	cp -R r2.git sub/r1.git
	printf "r1.git\nsub/r1.git\n" >same
	status 3 "$GP" audit -q --repos same --db same.db 2>err
	grep "^sub/r1.git: the database already has a repository named .r1." err
	printf "r1.git\nsub/r1.git\tother\n" >same
	"$GP" audit -q --repos same --db same.db
'
test_ok 'wrong usages say what is wrong' '
	for args in "-C r1.git" "--name x"; do
		status 2 "$GP" audit --repos list $args --db x.db 2>>actual
	done
	status 2 "$GP" audit --repos no-list --db x.db 2>>actual
	echo "# nothing" >nothing
	status 2 "$GP" audit --repos nothing --db x.db 2>>actual
	test ! -e x.db
	both="git-provenance: --repos goes without -C and --name; FILE has the path on each line, and a name behind a tab where it is wanted"
	{
		echo "$both"
		echo "$both"
		echo "git-provenance: cannot read '\''no-list'\'': No such file or directory; see to it that it is there, or name another"
		echo "git-provenance: '\''nothing'\'' names no repository; write the path of one on each line"
	} >expect
'
test_done
