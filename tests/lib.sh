# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# lib.sh - TAP for shell scripts.  A test script reads
#
#	#!/bin/sh
#	# SPDX-License-Identifier: MIT
#	# What these tests hold down, in one sentence.
#	. tests/lib.sh
#
#	test_ok 'an empty repository is an error' '
#		git init -q --bare empty
#		status 3 "$GP" audit -C empty --db e.db 2>actual
#		echo "git-provenance: no commit in empty" >expect
#	'
#	test_done
#
# is executable, and runs from the project's top, by prove or by sh, in any
# order and beside others.  The script of a test runs in a subshell with
# `set -e`, in a folder that all tests of the file share and that is removed
# at the end.  It passes if it succeeds and, where it leaves a file `expect`,
# if `actual` is the same: else `diff -u` is shown.  Both files are removed
# before each test.
#
#	$TOP   the project's folder
#	$GP    the program under test, absolute
#	$BUILD the folder of objects and test programs, absolute
#	$WORK  the folder that the tests run in
#
# Clock, identity, locale, HOME and git's configuration are fixed.

[ -f tests/lib.sh ] || {
	echo 'Bail out! run tests from the top folder of the project'
	exit 1
}
TOP=$(pwd)
GP=${GP:-build/git-provenance}
case $GP in
/*) ;;
*) GP=$TOP/$GP ;;
esac
BUILD=${BUILD:-build/${V:-release}}
case $BUILD in
/*) ;;
*) BUILD=$TOP/$BUILD ;;
esac

# No setting of the caller's git reaches a test.
for lib_name in $(env | sed -n 's/^\(GIT_[A-Z0-9_]*\)=.*/\1/p'); do
	unset "$lib_name"
done
unset XDG_CONFIG_HOME XDG_CACHE_HOME CDPATH COLUMNS NO_COLOR PAGER lib_name

LIB_DIR=$(mktemp -d "${TMPDIR:-/tmp}/git-provenance-test.XXXXXX") || exit 1
trap 'cd / && rm -rf "$LIB_DIR"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
HOME=$LIB_DIR/home
WORK=$LIB_DIR/work
mkdir "$HOME" "$WORK" || exit 1

LC_ALL=C
TZ=UTC
GIT_CEILING_DIRECTORIES=$LIB_DIR
GIT_CONFIG_NOSYSTEM=1
GIT_CONFIG_GLOBAL=/dev/null
GIT_AUTHOR_NAME='A U Thor'
GIT_AUTHOR_EMAIL=author@example.org
GIT_AUTHOR_DATE='1700000000 +0000'
GIT_COMMITTER_NAME='C O Mitter'
GIT_COMMITTER_EMAIL=committer@example.org
GIT_COMMITTER_DATE='1700000000 +0000'
GIT_MERGE_AUTOEDIT=no
GIT_PAGER='cat'
export HOME WORK TOP GP BUILD LC_ALL TZ GIT_CEILING_DIRECTORIES
export GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL GIT_MERGE_AUTOEDIT GIT_PAGER
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE
export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE

lib_count=0
lib_failed=0

# lib_result ok|"not ok" NAME
lib_result() {
	lib_count=$((lib_count + 1))
	[ "$1" = ok ] || lib_failed=$((lib_failed + 1))
	echo "$1 $lib_count - $2"
}

# test_ok NAME SCRIPT - one test; see the head of this file.
test_ok() {
	rm -rf "$WORK/expect" "$WORK/actual"
	# not in a condition: there, sh forgets set -e
	(
		cd "$WORK" || exit 1
		set -e
		eval "$2"
	) >"$LIB_DIR/log" 2>&1 </dev/null
	lib_status=$?
	if [ "$lib_status" -eq 0 ] && [ -e "$WORK/expect" ]; then
		(cd "$WORK" && diff -u expect actual) >>"$LIB_DIR/log" 2>&1
		lib_status=$?
	fi
	if [ "$lib_status" -eq 0 ]; then
		lib_result ok "$1"
		return
	fi
	lib_result 'not ok' "$1"
	{
		printf '%s\n' "$2"
		echo "exit status $lib_status, output:"
		head -c 20000 "$LIB_DIR/log" | sed -e '$a\'
	} | sed 's/^/# /'
}

# test_skip NAME WHY - stands where a test cannot run here.
test_skip() {
	lib_count=$((lib_count + 1))
	echo "ok $lib_count - $1 # SKIP $2"
}

# test_skip_all WHY - instead of any test.
test_skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# test_done - the last line of a test file.
test_done() {
	echo "1..$lib_count"
	[ "$lib_failed" -eq 0 ]
	exit
}

# status N COMMAND... - succeeds if COMMAND exits with N.
status() (
	want=$1
	shift
	got=0
	"$@" || got=$?
	[ "$got" -eq "$want" ] && exit 0
	echo "exit status $got, not $want: $*" >&2
	exit 1
)

# sql DB SQL - asks a database that must not change.
sql() {
	sqlite3 -batch -readonly "$1" "$2"
}

# dump_facts DB - all but what a run's time and the repository's place decide.
dump_facts() {
	sql "$1" .dump | sed '/^INSERT INTO runs /d; /^INSERT INTO repos /d'
	sql "$1" 'SELECT repo_id, name, tip, tip_at, n_boundary, areas_from,
		state <> '\'\'' FROM repos'
}

# commit_at SECONDS SUBJECT [FILE [TEXT]] - adds a line to FILE and commits
# it in the current folder's repository, at that time.
commit_at() {
	echo "${4:-$2}" >>"${3:-file}"
	git add -- "${3:-file}"
	GIT_AUTHOR_DATE="$1 +0000" GIT_COMMITTER_DATE="$1 +0000" \
		git commit -q -m "$2"
}

# sample_history DIR [STREAM] - a bare repository with the demo history, or
# with that of a fast-import stream.
sample_history() {
	git init -q --bare -b main "$1"
	git -C "$1" fast-import --quiet --date-format=raw-permissive \
		<"${2:-$TOP/samples/history.fi}"
}

# values [COLUMN...] - JSON on stdin as lines that do not depend on how it was
# written.  Columns that are named as arguments are left out.
values() {
	perl -MJSON::PP -e '
		my $rows = JSON::PP->new->allow_bignum(0)->decode(
			join("", <STDIN>) || "[]");
		for my $row (@$rows) {
			delete @$row{@ARGV};
			print JSON::PP->new->canonical->encode($row), "\n";
		}
	' -- "$@"
}

# added NAME - the columns that the program adds to those of a query.
added() {
	sed -n "s/^-- added: \([a-z0-9_]*\) =.*/\1/p" "$TOP/queries/$1.sql"
}
