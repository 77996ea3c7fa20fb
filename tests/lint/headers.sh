#!/bin/sh
# SPDX-License-Identifier: MIT
# Each header compiles alone: what it needs, it includes.
. tests/lib.sh

alone() { # ROOT HEADER...
	root=$1
	shift
	failed=0
	for header; do
		printf '#include "%s"\nint lint_dummy;\n' "$header" >unit.c
		# flags are many words
		# shellcheck disable=SC2046
		cc -std=c11 -Wall -Wextra -Wpedantic -Werror -D_GNU_SOURCE \
			-Wno-unused-function -I"$root" -fsyntax-only \
			$(cat "$WORK/flags") unit.c || failed=1
	done
	return $failed
}
pkg-config --cflags libgit2 sqlite3 cairo pangocairo >"$WORK/flags" ||
	test_skip_all 'no libraries here (make deps)'

test_ok 'headers compile alone' '
	alone "$TOP" $(cd "$TOP" &&
		find audit report plots queries -name "*.h" 2>/dev/null)
'
test_ok 'a header that leans on another is found' '
	mkdir a
	echo "size_t f(void);" >a/x.h
	status 1 alone a x.h
	printf "#include <stddef.h>\nsize_t f(void);\n" >a/x.h
	alone a x.h
'
test_done
