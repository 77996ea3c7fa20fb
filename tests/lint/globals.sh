#!/bin/sh
# SPDX-License-Identifier: MIT
# No state outlives a call but in what is passed down: no variable that is
# not const, in any object, static or not.
. tests/lib.sh

# variables OBJECT... - names of what can be written after start.  Constant
# tables with pointers in them stand in .data.rel.ro.  buf_empty is what an
# empty buf points at; it is never written, but a buf's data is not const.
variables() {
	nm -f sysv "$@" | awk -F '|' '
		/^.*\.o:$/ || / from .*\.o:?$/ { next }
		NF >= 7 {
			gsub(/ /, "", $1); gsub(/ /, "", $4); gsub(/ /, "", $7)
			if ($4 == "OBJECT" || $4 == "TLS" || $7 == "*COM*")
				if ($1 != "buf_empty" && $7 !~ /^\.data\.rel\.ro|^\.rodata|^\*UND\*/)
					print $1 " in " $7
		}'
}

command -v nm >/dev/null || test_skip_all 'no nm'
case ${V:-release} in
san | cov) test_skip_all "V=$V adds variables of its own" ;;
esac
objects=$(find "$BUILD" -name '*.o' 2>/dev/null | sort)
[ -n "$objects" ] || test_skip_all 'nothing is built'
export objects

test_ok 'no object has variables' '
	variables $objects >found
	cat found
	test ! -s found
'
test_ok 'each kind of variable is found, and no constant' '
	cat >x.c <<-\END
	int global;
	static int bss;
	static int data = 1;
	static _Thread_local int tls;
	const int constant = 1;
	static const char *const table[] = { "a", "b" };
	const char *pointer = "can be set";
	int f(int i)
	{
		static int calls;

		return bss++ + data++ + tls++ + calls++ + table[i][0];
	}
	END
	cc -fPIE -c x.c
	variables x.o | sed "s/[. ].*//" | sort >actual
	printf "%s\n" bss calls data global pointer tls >expect
'
test_done
