#!/bin/sh
# SPDX-License-Identifier: MIT
# The harness itself: what passes, what fails, and what a test cannot see.
. tests/lib.sh

# inner SCRIPT - runs a test file of those lines, from the top.
inner() {
	printf '. tests/lib.sh\n%s\ntest_done\n' "$1" >"$WORK/inner.sh"
	(cd "$TOP" && sh "$WORK/inner.sh")
}

test_ok 'a test that succeeds is ok, and counted' '
	inner "test_ok one true" >actual
	printf "ok 1 - one\n1..1\n" >expect
'
test_ok 'a test that fails is not ok, and says why' '
	status 1 inner "test_ok one \"echo so; false\"" >actual
	printf "not ok 1 - one\n# echo so; false\n" >expect
	printf "# exit status 1, output:\n# so\n1..1\n" >>expect
'
test_ok 'the first command that fails ends a test' '
	status 1 inner "test_ok one \"false
true\""
'
test_ok 'expect and actual are compared' '
	status 1 inner "test_ok one \"echo a >expect; echo b >actual\"" >out
	grep "^# -a" out
	grep "^# +b" out
	inner "test_ok one \"echo a >expect; echo a >actual\"" >out
'
test_ok 'expect does not outlive its test' '
	inner "test_ok one \"echo a >expect; echo a >actual\"
		test_ok two true"
'
test_ok 'an exit status is told and wanted' '
	status 3 sh -c "exit 3"
	status 1 status 3 true
'
test_ok 'the folder of the tests is removed' '
	inner "echo \"# \$LIB_DIR\"" | sed -n "s/^# //p" >out
	test -s out
	test ! -e "$(cat out)"
'
test_ok 'neither git settings nor time nor home are the caller'\''s' '
	GIT_DIR=/nowhere GIT_AUTHOR_NAME=me LC_ALL=xx HOME=/nowhere inner "
		test_ok one \"
			git init -q r
			cd r
			commit_at 1700000001 subject
			git log --format=%an,%at,%cn,%ct >../actual
			echo \"A U Thor,1700000001,C O Mitter,1700000001\" >../expect
		\"
	"
'
test_ok 'a skip is told' '
	inner "test_skip one \"no such tool\"" >actual
	printf "ok 1 - one # SKIP no such tool\n1..1\n" >expect
'
test_done
