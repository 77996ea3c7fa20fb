#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-format has nothing to change.  Versions differ, so one is the judge.
. tests/lib.sh

version=14
command -v clang-format >/dev/null || test_skip_all 'no clang-format'
case $(clang-format --version) in
*"version $version."*) ;;
*) test_skip_all "$(clang-format --version) is not $version" ;;
esac

test_ok 'sources are formatted' '
	cd "$TOP"
	find audit report plots queries tests -name "*.[ch]" 2>/dev/null |
		xargs clang-format --dry-run -Werror
'
test_ok 'a source that is not is found' '
	cp "$TOP/.clang-format" .
	printf "int f( void ){return 1;}\n" >x.c
	status 1 clang-format --dry-run -Werror x.c
'
test_done
