#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy has nothing to say (.clang-tidy lists its checks).  Slow.
. tests/lib.sh

command -v clang-tidy >/dev/null || test_skip_all 'no clang-tidy'
[ -f compile_commands.json ] ||
	test_skip_all 'no compile_commands.json (make compile_commands.json)'

tidy() { # FOLDER FILE...
	folder=$1
	shift
	printf '%s\n' "$@" | xargs -n 4 -P "$(nproc)" \
		clang-tidy --quiet -p "$folder" 2>&1 |
		grep -v ' warnings\? generated\.$' || :
}

test_ok 'sources' '
	cd "$TOP"
	tidy . $(sed -n "s/.*\"file\": \"\([^\"]*\)\".*/\1/p" \
		compile_commands.json) >"$WORK/found"
	cat "$WORK/found"
	! grep -q . "$WORK/found"
'
test_ok 'a function of seven parameters is found' '
	cp "$TOP/.clang-tidy" .
	echo "int f(int a, int b, int c, int d, int e, int g, int h);" >x.c
	echo "int f(int a, int b, int c, int d, int e, int g, int h)" >>x.c
	echo "{ return a + b + c + d + e + g + h; }" >>x.c
	echo "[{\"directory\": \"$WORK\", \"file\": \"x.c\"," \
		"\"command\": \"cc -c x.c\"}]" >compile_commands.json
	tidy . x.c >found
	grep readability-function-size found
'
test_done
