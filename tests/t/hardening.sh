#!/bin/sh
# SPDX-License-Identifier: MIT
# The release build has what makes a mistake in memory hard to use.
. tests/lib.sh

test_ok 'the program tells its libraries and its build' '
	"$GP" --version | grep -xE "git-provenance [0-9]+\.[0-9]+\.[0-9]+"
	"$GP" --version --verbose >said
	for word in "schema [0-9]" "SQLite 3\." "libgit2 1\." "zlib 1\." "cairo 1\." \
		"Pango 1\." "compiler ." "hardening: ." "sandbox: ."; do
		grep "^$word" said
	done
'
if [ "$(basename "$BUILD")" != release ] || ! command -v readelf >/dev/null; then
	test_skip 'hardening' 'not the release build, or no readelf'
	test_done
	exit
fi
test_ok 'it is position independent' '
	readelf -hW "$GP" | grep "Type: *DYN"
	readelf -dW "$GP" | grep "FLAGS_1.*PIE"
	"$GP" --version --verbose | grep "^hardening:.* position independent"
'
test_ok 'what the linker fills in is read-only before main runs' '
	readelf -lW "$GP" | grep GNU_RELRO
	readelf -dW "$GP" | grep BIND_NOW
	readelf -dW "$GP" | grep "FLAGS_1.*NOW"
'
test_ok 'no part of memory can be written and run' '
	readelf -lW "$GP" | grep "GNU_STACK .* RW "
	! readelf -lW "$GP" | grep -E " RWE| WE "
	! readelf -dW "$GP" | grep TEXTREL
'
test_ok 'stacks are guarded, copies are checked' '
	readelf -sW "$GP" >symbols
	grep __stack_chk_fail symbols
	grep -E "__(v?snprintf|memset|memcpy|fprintf)_chk" symbols
'
test_ok 'no path to look for libraries in is built in' '
	! readelf -dW "$GP" | grep -E "RPATH|RUNPATH"
'
case $(uname -m) in
x86_64 | i?86)
	test_ok 'each object says where jumps and returns may lead' '
		(cd "$TOP" && find audit report plots queries -name "*.c") |
			sed "s/c$/o/" | sort >expect
		(cd "$BUILD" && xargs readelf -nW <"$WORK/expect") |
			awk "/^File: / { file = \$2 } /IBT, SHSTK/ { print file }" >actual
	' ;;
*)
	test_skip 'where jumps may lead' 'no x86' ;;
esac
test_done
