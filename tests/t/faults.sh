#!/bin/sh
# SPDX-License-Identifier: MIT
# What goes wrong outside of the program: one clear message, the right exit
# status, nothing lost, and unknown is never taken for nothing.
. tests/lib.sh

# fails STATUS MESSAGE ARGUMENT... - an audit into new.db ends so, with that
# message alone, and leaves no database behind.
fails() {
	want=$1
	message=$2
	shift 2
	status "$want" "$GP" audit --db new.db "$@" 2>err >out
	echo "git-provenance: $message" | diff -u - err
	test ! -s out
	test ! -e new.db
}

# object REPOSITORY REVISION - the file of a loose object
object() {
	git -C "$1" rev-parse "$2" |
		sed "s,\(..\)\(.*\),$1/.git/objects/\1/\2,"
}

# small_history DIR - five commits, every object in a file of its own
small_history() {
	git init -q -b main "$1"
	git -C "$1" config gc.auto 0
	(
		cd "$1"
		mkdir d
		for n in 1 2 3 4 5; do
			seq $n 30 >d/$n
			git add d
			commit_at 170000000$n "change $n"
		done
	)
}

# as_user COMMAND... - without the rights of root
if [ "$(id -u)" -ne 0 ]; then
	as_user() { "$@"; }
elif command -v setpriv >/dev/null; then
	chmod 755 "$LIB_DIR"
	as_user() {
		setpriv --reuid 65534 --regid 65534 --clear-groups env \
			ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS= "$@"
	}
	setpriv --reuid 65534 --regid 65534 --clear-groups true 2>/dev/null ||
		unset -f as_user
fi
cp "$GP" "$WORK/gp"

# --- the repository ---

small_history "$WORK/small"
test_ok 'not a repository' '
	mkdir plain
	fails 3 "'\''plain'\'' is not in a git repository; name one with -C" -C plain
	fails 3 "no repository '\''nowhere'\'': No such file or directory; name one with -C" -C nowhere
	fails 3 "no repository '\'''\'': No such file or directory; name one with -C" -C ""
'
test_ok 'a repository without commits' '
	git init -q empty
	fails 3 "repository '\''$WORK/empty/'\'' has no commits on its current branch; name another with --rev, or use --all" -C empty
	fails 3 "repository '\''$WORK/empty/'\'' has no commits; there is nothing to audit yet" -C empty --all
'
test_ok 'an unborn HEAD is no fault with --all' '
	git clone -q small unborn
	git -C unborn symbolic-ref HEAD refs/heads/none
	"$GP" audit -C unborn --db unborn.db --all -q
	sql unborn.db "SELECT count(*), sum(mainline) FROM commits" >actual
	echo "5|5" >expect
'
test_ok 'a revision that names no commit' '
	fails 3 "unknown revision '\''nope'\'' in '\''$WORK/small/'\'': revspec '\''nope'\'' not found; name a commit, a branch or a tag" \
		-C small --rev nope
	fails 3 "unknown revision '\''main..main'\'' in '\''$WORK/small/'\'': failed to parse revision specifier - Invalid pattern '\''main..main'\''; name a commit, a branch or a tag" \
		-C small --rev main..main
	fails 3 "revision '\''main:'\'' in '\''$WORK/small/'\'' is a tree and leads to no commit; name a commit, a branch or a tag" \
		-C small --rev main --rev main:
	fails 3 "revision '\''main:file'\'' in '\''$WORK/small/'\'' is a blob and leads to no commit; name a commit, a branch or a tag" \
		-C small --rev main:file
'
test_ok 'a repository of SHA-256 ids, or of reftables' '
	git init -q --object-format=sha256 sha256
	git -C sha256 commit -q --allow-empty -m x
	fails 3 "repository '\''sha256'\'' uses SHA-256 object ids; only SHA-1 repositories can be read" -C sha256
	git init -q reftable
	git -C reftable config core.repositoryFormatVersion 1
	git -C reftable config extensions.refStorage reftable
	fails 3 "repository '\''reftable'\'' keeps its refs in the reftable format, which cannot be read; make a copy for the audit: git clone --mirror --ref-format=files" -C reftable
'
if [ "$(id -u)" -eq 0 ]; then
	test_ok 'a repository of somebody else, until it is trusted' '
		cp -R small theirs
		chown -R 65534 theirs
		fails 3 "repository '\''$WORK/theirs'\'' is owned by somebody else; if you trust it: git config --global --add safe.directory '\''$WORK/theirs'\''" -C theirs
		for value in "$WORK/theirs" "$WORK/theirs/" "*" "$WORK/*"; do
			rm -f config
			git config --file config safe.directory "$value"
			GIT_CONFIG_GLOBAL=$WORK/config "$GP" audit -C theirs \
				--db theirs.db -q
			cp config "$HOME/.gitconfig"
			(
				unset GIT_CONFIG_GLOBAL
				"$GP" audit -C theirs --db theirs.db -q
			)
			rm "$HOME/.gitconfig"
		done
		for value in "$WORK/their" "$WORK/theirs/d" "$WORK/th*" "theirs"; do
			rm -f config
			git config --file config safe.directory "$value"
			export GIT_CONFIG_GLOBAL=$WORK/config
			status 3 "$GP" audit -C theirs --db new.db 2>err
		done
		git config --file config --add safe.directory "*"
		git config --file config --add safe.directory ""
		status 3 "$GP" audit -C theirs --db new.db 2>err
	'
	test_ok 'what the repository says of itself is no reason to trust it' '
		git config --file theirs/.git/config safe.directory "*"
		status 3 "$GP" audit -C theirs --db new.db 2>err
	'
else
	test_skip 'a repository of somebody else' 'only root can make one'
fi

# --- what is cut off or missing ---

sample_history "$WORK/demo"
git -C "$WORK/demo" config uploadpack.allowFilter true
test_ok 'a shallow clone: nothing older is made up' '
	git clone -q --bare --depth 5 "file://$WORK/demo" shallow
	git -C shallow fetch -q --depth 5 origin "refs/notes/*:refs/notes/*"
	"$GP" audit -C shallow --db shallow.db --name demo 2>err
	grep "^The clone is shallow: .* 1 boundary" err
	sql shallow.db "SELECT n_boundary FROM repos;
		SELECT count(*) FROM commits WHERE diff = '\''unknown'\'';
		SELECT count(*) FROM commits JOIN changes USING (commit_id)
		 WHERE diff = '\''unknown'\'';
		SELECT count(*) FROM commit_parents JOIN commits USING (commit_id)
		 WHERE diff = '\''unknown'\'' AND parent_id IS NOT NULL" >actual
	printf "1\n1\n0\n0\n" >expect
	"$GP" query summary --db shallow.db | grep "boundary commits *1 *a shallow"
	"$GP" report --db shallow.db --out shallow.out
	grep "boundary commits: 1" shallow.out/index.html
'
test_ok 'and once it is deepened, all is as in a full clone' '
	git -C shallow fetch -q --unshallow origin "refs/notes/*:refs/notes/*"
	"$GP" audit -C shallow --db shallow.db --name demo -q
	"$GP" audit -C demo --db demo.db -q
	dump_facts shallow.db >actual
	dump_facts demo.db >expect
'
test_ok 'a partial, sparse clone: missing is not zero, nothing is fetched' '
	git clone -q --filter=blob:none --no-checkout "file://$WORK/demo" partial
	git -C partial config extensions.worktreeConfig true
	git -C partial config --worktree core.sparseCheckout true
	git -C partial remote set-url origin "file:///not/there"
	(cd partial && find .git -type f | sort) >before
	"$GP" audit -C partial --db partial.db --name demo 2>err
	grep "objects could not be read" err
	(cd partial && find .git -type f | sort) | diff before -
	git -C partial rev-list --objects --no-object-names --missing=print HEAD |
		sed -n "s/^?//p" | sort >missing
	sql partial.db "SELECT oid FROM missing_objects WHERE kind = '\''blob'\''
		 AND why = '\''not here'\'' ORDER BY oid" >ours
	comm -23 ours missing >actual
	: >expect
	test "$(wc -l <ours)" -gt 300
	sql partial.db "SELECT count(*) FROM changes
		 WHERE content = '\''missing'\'' AND (lines_added IS NOT NULL
			OR lines_deleted IS NOT NULL)" | grep -x 0
	"$GP" query summary --db partial.db | grep "missing objects *$(wc -l <ours) "
	sql partial.db "SELECT oid FROM commits ORDER BY oid" >of-partial
	sql demo.db "SELECT oid FROM commits ORDER BY oid" | diff - of-partial
'
test_ok 'and once its blobs are there, all is as in a full clone' '
	git -C partial remote set-url origin "file://$WORK/demo"
	git -C partial fetch -q --refetch "file://$WORK/demo" main "refs/notes/*:refs/notes/*"
	"$GP" audit -C partial --db partial.db --name demo -q
	dump_facts partial.db >actual
	dump_facts demo.db >expect
'

# broken NAME REVISION - a copy of the small history without that object
broken() {
	rm -rf "$1" "$1.db"
	cp -R small "$1"
	file=$(object "$1" "$2")
	rm -f "$file"
	[ "${3-}" != empty ] || : >"$file"
}
# unknowns DB - what is not known, by commit
unknowns() {
	sql "$1" "SELECT c.subject, c.diff, p.path, x.content, x.lines_added
		FROM commits AS c LEFT JOIN changes AS x
		  ON x.commit_id = c.commit_id AND x.content <> 'text'
		LEFT JOIN paths AS p USING (path_id)
		WHERE diff <> 'done' OR content IS NOT NULL
		ORDER BY c.commit_id, p.path"
	sql "$1" "SELECT kind, why FROM missing_objects"
}
test_ok 'a blob, a tree, a commit is missing: the rest goes on' '
	broken blob main~2:d/3
	"$GP" audit -C blob --db blob.db 2>err
	grep "^1 object could not be read" err
	unknowns blob.db >actual
	broken tree main~2:d
	"$GP" audit -C tree --db tree.db -q
	unknowns tree.db >>actual
	broken commit main~2
	"$GP" audit -C commit --db commit.db -q
	unknowns commit.db >>actual
	sql commit.db "SELECT count(*) FROM commits" >>actual
	cat >expect <<-END
	change 3|done|d/3|missing|
	blob|not here
	change 3|unknown|||
	change 4|unknown|||
	tree|not here
	change 4|unknown|||
	commit|not here
	2
	END
'
test_ok 'a blob, a tree, a commit is damaged: the rest goes on' '
	broken blob main~2:d/3 empty
	"$GP" audit -C blob --db blob.db -q
	unknowns blob.db >actual
	broken tree main~2: empty
	"$GP" audit -C tree --db tree.db -q
	unknowns tree.db >>actual
	broken commit main~2 empty
	"$GP" audit -C commit --db commit.db -q
	unknowns commit.db >>actual
	cat >expect <<-END
	change 3|done|d/3|missing|
	blob|failed to parse loose object: invalid header
	change 3|unknown|||
	change 4|unknown|||
	tree|failed to parse loose object: invalid header
	change 4|unknown|||
	commit|failed to parse loose object: invalid header
	END
'
test_ok 'what was missing or damaged is read when it is there' '
	"$GP" audit -C small --db small.db --name x -q
	dump_facts small.db >expect
	for empty in "" empty; do
		for rev in main~2:d/3 main~2: main~2; do
			broken again $rev $empty
			"$GP" audit -C again --db again.db --name x -q
			"$GP" audit -C again --db again.db --name x 2>err
			grep "^No new commits" err
			cp -f "$(object small $rev)" "$file"
			"$GP" audit -C again --db again.db --name x -q
			dump_facts again.db | diff -u expect -
		done
	done
	cp expect actual
'
test_ok 'the tip is missing' '
	broken tip main
	fails 3 "unknown revision '\''HEAD'\'' in '\''$WORK/tip/'\'': object not found - no match for id ($(git -C small rev-parse main)); name a commit, a branch or a tag" -C tip
	echo "$(git -C small rev-parse main~1)" >tip/.git/refs/heads/other
	"$GP" audit -C tip --db tip.db --all -q
	sql tip.db "SELECT count(*) FROM commits;
		SELECT oid FROM missing_objects" >actual
	(echo 4; git -C small rev-parse main) >expect
'
test_ok 'a ref is damaged: it is counted, and the rest goes on' '
	cp -R small refs
	GIT_COMMITTER_DATE="1700000009 +0000" git -C refs notes add -m text main~1
	git -C refs update-ref refs/heads/topic main~1
	"$GP" audit -C refs --db refs.db --name x --all -q
	dump_facts refs.db >expect
	cp -R refs/.git/refs refs.whole
	echo text >refs/.git/refs/notes/commits
	: >refs/.git/refs/heads/topic
	git -C refs symbolic-ref refs/heads/dangling refs/heads/none
	: >refs/.git/refs/heads/main.lock
	for n in 1 2; do
		"$GP" audit -C refs --db refs.db --all 2>err
		grep "^2 objects could not be read" err
	done
	sql refs.db "SELECT oid, kind FROM missing_objects" >lost
	cat >expect.lost <<-END
	refs/heads/topic|commit
	refs/notes/commits|note
	END
	diff expect.lost lost
	sql refs.db "SELECT count(*) FROM commits" | grep -x 5
	rm -R refs/.git/refs
	mv refs.whole refs/.git/refs
	"$GP" audit -C refs --db refs.db --all -q
	dump_facts refs.db >actual
'
test_ok 'a flipped byte is noticed with --verify' '
	cp -R small flip
	file=$(object flip main~2:d/3)
	chmod u+w "$file"
	cp "$(object flip main~2:d/2)" "$file"
	"$GP" audit -C flip --db flip.db --verify -q
	unknowns flip.db | cut -d" " -f1-5 >actual
	printf "change 3|done|d/3|missing|\nblob|object hash mismatch - expected\n" >expect
	"$GP" audit -C flip --db flip.db 2>err
	grep "^No new commits" err
'
# flip FILE AT - one bit of a byte, counted from the end if AT is negative
flip() {
	perl -e '
		open my $file, "+<:raw", $ARGV[0] or die;
		seek $file, $ARGV[1], $ARGV[1] < 0 ? 2 : 0 or die;
		read $file, my $byte, 1 or die;
		seek $file, -1, 1;
		print $file $byte ^ "\x80"' "$1" "$2"
}
test_ok 'a damaged index of a pack is told, never trusted' '
	git clone -q --bare "file://$WORK/small" index
	idx=$(echo "$PWD"/index/objects/pack/*.idx)
	chmod u+w "$idx"
	cp "$idx" whole
	n=$(git -C index rev-list --objects --all | wc -l)
	message="pack index '\''$idx'\'' is damaged; remove it and make it anew: git index-pack '\''${idx%.idx}.pack'\''"
	# the first bits of offsets, counts and head: nothing is begun with
	for at in $((1032 + 24 * n)) $((1032 + 28 * n - 4)) 500 8 4 0; do
		flip "$idx" $at
		fails 3 "$message" -C index
		cp whole "$idx"
	done
	for size in 1 1031 1100 $((1032 + 28 * n + 39)); do
		head -c $size whole >"$idx"
		fails 3 "$message" -C index
	done
	# all else: ids, CRCs, offsets, hashes
	for at in 1032 $((1032 + 20 * n)) $((1032 + 28 * n - 1)) -40 -1; do
		cp whole "$idx"
		flip "$idx" $at
		rm -f index.db
		status 3 "$GP" audit -C index --db index.db 2>err
		echo "git-provenance: $message" | diff -u - err
	done
	# a run with nothing new does not look at all bytes, one that reads does
	rm "$idx"
	git index-pack "${idx%.idx}.pack"
	"$GP" audit -q -C index --db index.db --rev main~1
	chmod u+w "$idx"
	flip "$idx" -1
	"$GP" audit -q -C index --db index.db --rev main~1
	dump_facts index.db >expect
	status 3 "$GP" audit -C index --db index.db
	cp whole "$idx"
	"$GP" audit -q -C index --db index.db --rev main~1
	dump_facts index.db >actual
'
test_ok 'in the first version of the format, too' '
	git clone -q --bare "file://$WORK/small" first
	git -C first -c pack.indexVersion=1 repack -adFq
	idx=$(echo first/objects/pack/*.idx)
	chmod u+w "$idx"
	"$GP" audit -q -C first --db first.db
	"$TOP/tests/compare-with-git" first first.db
	cp "$idx" whole
	for at in 4 1030 -1; do
		cp whole "$idx"
		flip "$idx" $at
		status 3 "$GP" audit -C first --db first.db --rebuild 2>err
		grep "^git-provenance: pack index .* is damaged; remove it and make" err
	done
'
test_ok 'also in an alternate, and of many packs at once' '
	git clone -q --bare "file://$WORK/small" lender
	git clone -q --bare --shared lender borrower
	idx=$(echo "$PWD"/lender/objects/pack/*.idx)
	chmod u+w "$idx"
	cp "$idx" whole
	for alternates in "$PWD/lender/objects" ../../lender/objects; do
		printf "# lent\n\n%s\n" "$alternates" >borrower/objects/info/alternates
		cp whole "$idx"
		"$GP" audit -q -C borrower --db borrower.db
		flip "$idx" -21
		status 3 "$GP" audit -C borrower --db borrower.db --rebuild 2>err
		grep "^git-provenance: pack index '\''.*/pack-.*idx'\'' is damaged" err
	done
	git -C index multi-pack-index write
	"$GP" audit -q -C index --db multi.db
	chmod u+w index/objects/pack/multi-pack-index
	flip index/objects/pack/multi-pack-index -30
	status 3 "$GP" audit -C index --db multi.db --rebuild 2>err
	grep "^git-provenance: '\''.*/multi-pack-index'\'' is damaged; remove it " err
'
test_ok 'a damaged pack: what is in it is counted as missing' '
	git clone -q --bare "file://$WORK/small" pack
	pack=$(ls pack/objects/pack/*.pack)
	chmod u+w "$pack"
	for at in 200 400 600 800; do
		cp "$pack" whole
		printf "\377" | dd of="$pack" bs=1 seek=$at conv=notrunc 2>/dev/null
		rm -f pack.db
		"$GP" audit -C pack --db pack.db --verify -q
		sql pack.db "SELECT count(*) > 0 FROM missing_objects" | grep -x 1
		cp whole "$pack"
	done
'
test_ok 'replaced objects and grafts are not believed' '
	cp -R small replaced
	git -C replaced replace main~1 main~3
	git -C replaced replace main:d/5 main:d/1
	"$GP" audit -C replaced --db replaced.db --name x -q
	cp -R small grafted
	git -C small rev-parse main~1 >grafted/.git/info/grafts
	git -C grafted log --oneline 2>log.err | wc -l | grep -x 2
	"$GP" audit -C grafted --db grafted.db --name x -q
	dump_facts small.db >expect
	dump_facts grafted.db | diff -u expect -
	dump_facts replaced.db >actual
'

# --- the database ---

# keeps FILE MESSAGE ARGUMENT... - the audit is refused, FILE as it was
keeps() {
	file=$1
	message=$2
	shift 2
	cp "$file" kept
	status 3 "$GP" audit -C small --db "$file" "$@" 2>err
	echo "git-provenance: $message" | diff -u - err
	cmp kept "$file"
	test ! -e "$file-journal"
}
schema=$(cut -f 1 "$TOP/tests/expect/schema-version")
export schema
test_ok 'a database that is not ours, too new or too old' '
	sqlite3 other.db "CREATE TABLE x (a)"
	keeps other.db "'\''other.db'\'' is a database of another program; name another file with --db"
	echo text >text.db
	keeps text.db "'\''text.db'\'' is not a database; name another file with --db"
	seq 1000 >text.db
	keeps text.db "'\''text.db'\'' is not a database; name another file with --db"
	cp small.db newer.db
	sqlite3 newer.db "PRAGMA user_version = 99"
	keeps newer.db "'\''newer.db'\'' was made by a newer git-provenance (schema 99, this one knows $schema); update git-provenance or name another file with --db"
	cp small.db older.db
	sqlite3 older.db "PRAGMA user_version = 1"
	keeps older.db "'\''older.db'\'' was made by an older git-provenance (schema 1, this one writes $schema); make it anew with '\''git provenance audit -C REPO --db NEW-FILE'\''"
'
test_ok 'no place for a database' '
	mkdir folder
	for db in folder /dev/null no/such.db ""; do
		"$GP" audit -C small --db "$db" && exit 1
		echo "$?"
	done >actual 2>&1
	cat >expect <<-END
	git-provenance: '\''folder'\'' is a folder, not a database; name a file with --db
	3
	git-provenance: '\''/dev/null'\'' is no regular file, not a database; name a file with --db
	3
	git-provenance: cannot make database '\''no/such.db'\'': No such file or directory; name another file with --db
	3
	git-provenance: --db wants a file
	2
	END
'
test_ok 'a name that SQLite has for itself is a file like others' '
	"$GP" audit -C small --db :memory: -q
	"$GP" query summary --db :memory: >out
	test -s ./:memory:
'
if command -v as_user >/dev/null; then
	test_ok 'a database without permission to write' '
		git clone -q --bare small mine
		mkdir read
		cp small.db read/file.db
		chmod 444 read/file.db
		chmod 555 read
		[ "$(id -u)" -ne 0 ] || chown -R 65534 mine
		for db in read/file.db read/new.db; do
			status 3 as_user ./gp audit -C mine --db $db
		done 2>actual
		chmod 666 read/file.db
		[ "$(id -u)" -ne 0 ] || chown 65534 read/file.db
		status 3 as_user ./gp audit -C mine --db read/file.db 2>>actual
		as_user ./gp query summary --db read/file.db >out
		chmod 000 read/file.db
		status 3 as_user ./gp query summary --db read/file.db 2>>actual
		chmod 755 read
		cat >expect <<-END
		git-provenance: database '\''read/file.db'\'' cannot be written: no permission; name another file with --db
		git-provenance: cannot make database '\''read/new.db'\'': Permission denied; name another file with --db
		git-provenance: database '\''read/file.db'\'' cannot be written: no permission for it or its folder; name another file with --db
		git-provenance: cannot open database '\''read/file.db'\'': Permission denied; name another file with --db
		END
	'
else
	test_skip 'a database without permission to write' 'cannot leave root'
fi
test_ok 'no room for the database: the next run completes it' '
	for blocks in 40 400 800; do
		rm -f full.db
		(
			trap "" XFSZ
			ulimit -f $blocks
			status 3 "$GP" audit -C demo --db full.db 2>err
		)
		grep "^git-provenance: database '\''full.db'\'': disk I/O error.*; what was complete is kept, run audit again to go on$" err
		sql full.db "PRAGMA integrity_check" | grep -x ok
		"$GP" audit -C demo --db full.db -q
		dump_facts full.db >actual
		dump_facts demo.db | diff - actual
	done
'
if unshare -rm mount -t tmpfs none /mnt 2>/dev/null; then
	test_ok 'a full disk' '
		mkdir -p disk
		unshare -rm sh -c "
			mount -t tmpfs -o size=400k none disk
			exec ./gp audit -C demo --db disk/x.db" 2>actual && exit 1
		echo "$?" >>actual
		cat >expect <<-END
		git-provenance: database '\''disk/x.db'\'': no space left on its disk; what was complete is kept, run audit again to go on
		3
		END
	'
else
	test_skip 'a full disk' 'cannot mount one'
fi
test_ok 'a bug ends with a status of its own, and one message' '
	cp demo.db bug.db
	sqlite3 bug.db "UPDATE commits SET oid = '\''no id'\''
		WHERE commit_id = 1; UPDATE repos SET state = '\'\''"
	sql bug.db "SELECT count(*) FROM trailers" >expect
	status 70 "$GP" audit -C demo --db bug.db -q 2>err
	grep -c "" err | grep -x 1
	grep "^git-provenance: audit/.*: take_commit: Assertion " err
	sql bug.db "SELECT count(*) FROM trailers" >actual
'
if [ "$(basename "$BUILD")" = san ]; then
	test_skip 'no memory for GLib' 'its allocator stands before ours'
else
	test_ok 'no memory for GLib: one message, and nothing is left' '
		mkdir -p tmp-glib
		for at in 1 200; do
			status 70 env FAULT=malloc FAULT_IN=libglib FAULT_AT=$at \
				TMPDIR="$WORK/tmp-glib" LD_PRELOAD="$BUILD/fault.so" \
				"$GP" report --db demo.db --out glib.out --period year 2>err
			cat err
		done >actual
		echo "git-provenance: out of memory; close other programs, or run it where there is more" >one
		cat one one >expect
		[ -z "$(ls | grep "^glib\.out"; ls tmp-glib)" ]
	'
fi
test_ok 'standard output is full' '
	status 3 "$GP" audit --help >/dev/full 2>actual
	echo "git-provenance: cannot write to standard output: No space left on device; see to it that there is room, and run it again" >expect
'

# --- two at once ---

# hold DB - have a database, in the background, for as long as ./held is there
hold() {
	sqlite3 "$1" "BEGIN EXCLUSIVE" ".shell touch held" \
		".shell while [ -e held ]; do sleep 0.1; done" &
	while [ ! -e held ]; do sleep 0.1; done
}
test_ok 'a database that is written now is waited for' '
	cp demo.db busy.db
	hold busy.db
	(sleep 2; rm held) &
	"$GP" audit -C demo --db busy.db 2>actual
	echo "No new commits: busy.db is up to date." >expect
	wait
'
test_ok 'but not for ever, by readers neither' '
	hold busy.db
	("$GP" query summary --db busy.db 2>reader >out || echo $? >>reader) &
	reader=$!
	"$GP" audit -C demo --db busy.db 2>actual || echo $? >>actual
	wait $reader
	rm held
	wait
	cat reader >>actual
	message="git-provenance: database '\''busy.db'\'' is being written by another audit; try again when it has ended"
	printf "%s\n3\n%s\n3\n" "$message" "$message" >expect
'
test_ok 'two audits do not mix' '
	git clone -q --bare demo other
	for n in 1 2 3 4; do
		rm -f two.db
		"$GP" audit -C demo --db two.db -q &
		one=$!
		"$GP" audit -C other --db two.db -q
		wait $one
		sql two.db "SELECT name, count(*), max(commit_id) - min(commit_id)
			FROM repos JOIN commits USING (repo_id)
			GROUP BY 1 ORDER BY 1" >actual
		printf "demo|%d|%d\nother|%d|%d\n" 534 533 534 533 | diff -u - actual
		rm -f same.db
		"$GP" audit -C demo --db same.db -q &
		one=$!
		"$GP" audit -C demo --db same.db -q
		wait $one
		sql same.db "SELECT sum(n_new) FROM runs" | grep -x 534
		dump_facts same.db >one
		dump_facts demo.db | diff - one
	done
'

# --- the command line ---

test_ok 'wrong usages say what is wrong' '
	fails 2 "unknown option '\''--revs'\''; did you mean --rev?" --revs main
	fails 2 "unknown option '\''--rebild'\''; did you mean --rebuild?" --rebild
	fails 2 "unknown option '\''-x'\'' (try --help)" -x
	fails 2 "-C wants a value (try --help)" -C
	fails 2 "--rev wants a value (try --help)" --rev
	fails 2 "--name wants a name" -C small --name ""
	fails 2 "audit takes no argument, but got '\''extra'\'' (to name a repository: -C)" extra
	for n in 0 -1 x 99999999999 ""; do
		fails 2 "--jobs wants a number from 1 to 1000000, not '\''$n'\''" --jobs "$n"
	done
	for areas in foo folder:0 folder:x folder:100 file:; do
		fails 2 "areas '\''$areas'\'': not one of maintainers, codeowners, folder:N (N from 1 to 99), file:PATH" -C small --areas $areas
	done
'
test_done
