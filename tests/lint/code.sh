#!/bin/sh
# SPDX-License-Identifier: MIT
# C sources keep the rules of the house: check-c says which.
. tests/lib.sh

# sources FOLDER... - the C files under those of the folders that exist.
sources() {
	for folder; do
		[ ! -d "$folder" ] || find "$folder" -name '*.[ch]'
	done | sort
}
check_c() { "$TOP/tests/lint/check-c" "$@"; }

# right CHECK FOLDER... - the project keeps to it.
right() {
	check=$1
	shift
	cd "$TOP" || return
	# no file name here has a blank
	# shellcheck disable=SC2046
	check_c "$check" $(sources "$@")
}
# plant FILE - a file of a project of its own, with what stands on stdin.
plant() {
	rm -rf planted
	mkdir -p "planted/$(dirname "$1")"
	cat >"planted/$1"
}
# wrong CHECK FILE N - the planted file has N findings.
wrong() {
	(cd planted && check_c "$1" "$2") >findings || :
	cat findings
	[ "$(wc -l <findings)" -eq "$3" ]
}

all='audit report plots queries'
test_ok 'includes go one way' "right layers $all"
test_ok 'an include against the stream is found' '
	plant audit/base/x.c <<-\END
	#include "audit/base/buf.h"
	#include "queries/queries.h"
	#include "audit/db/db.h"
	#include <git2.h>
	END
	wrong layers audit/base/x.c 2
	plant audit/policy/rules/x.c <<-\END
	#include "audit/policy/policy.h"
	#include "audit/git/oid.h"
	#include "audit/reverts/reverts.h"
	END
	wrong layers audit/policy/rules/x.c 1
	plant plots/x.c <<-\END
	#include "audit/db/db.h"
	#include "audit/git/oid.h"
	#include <cairo.h>
	#include <sqlite3.h>
	END
	wrong layers plots/x.c 2
	plant audit/cmd_x.c <<-\END
	#include "report/table.h"
	#include "plots/draw.h"
	#include "audit/policy/policy.h"
	END
	wrong layers audit/cmd_x.c 0
	echo >planted/x.c
	wrong layers x.c 1
'

test_ok 'headers explain what they declare' "right comments $all"
test_ok 'a declaration without a comment is found' '
	plant audit/base/x.h <<-\END
	/* x - a module. */
	#include <stddef.h>

	struct forward;
	struct bare {
		int field;
	};

	struct explained {
		int field; /* of what */
	};

	/* A group, */
	int one(int a,
		int b);
	int two(void);

	int three(void);
	struct x *x_new(void);
	void x_free(struct x *x);
	static inline int four(void)
	{
		return 4;
	}
	END
	wrong comments audit/base/x.h 3
	grep "h:5: .*bare" findings
	grep "h:18: .*three" findings
	grep "h:21: .*four" findings
'
test_ok 'headers have guards' "right guards $all"
test_ok 'a missing or foreign guard is found' '
	echo "int x;" | plant audit/base/x.h
	wrong guards audit/base/x.h 1
	printf "#ifndef BASE_Y_H\n#define BASE_Y_H\n#endif\n" |
		plant audit/base/x.h
	wrong guards audit/base/x.h 1
	printf "#ifndef BASE_X_H\n#define BASE_X_H\n#endif\n" |
		plant audit/base/x.h
	wrong guards audit/base/x.h 0
'

test_ok 'no banned calls' "right banned $all"
test_ok 'a banned call is found' '
	plant audit/git/x.c <<-\END
	/* sprintf(a) in a comment; */ char *s = "strcpy(a)";
	void f(void)
	{
		sprintf(a, "x");
		strcat (a, b);
		x = atoi(a) + localtime(&t)->tm_year;
		exit(1);
		snprintf(a, 1, "x");
		gmtime_r(&t, &tm);
		err_exit(1);
		loop->exit(1);
	}
	END
	wrong banned audit/git/x.c 5
	echo "void f(void) { exit(70); }" | plant audit/base/xalloc.c
	wrong banned audit/base/xalloc.c 0
'
test_ok 'SQL is never printed together' "right sql-format $all"
test_ok 'SQL with a conversion is found' '
	plant audit/facts/x.c <<-\END
	a = "SELECT oid FROM %s";
	b = "SELECT oid "
	    "FROM commits WHERE oid = %" PRId64;
	c = "SELECT oid FROM commits WHERE name LIKE :x";
	d = "cannot update %s";
	/* "DELETE %s" */
	END
	wrong sql-format audit/facts/x.c 2
'

test_ok 'messages say what to do next' "right messages $all"
test_ok 'a message without a next step is found' '
	plant audit/git/x.c <<-\END
	err_set(err, FAIL_WORLD, "cannot read %s: %s", path, why);
	err_set(&err, FAIL_USAGE,
		"nothing "
		"is there");
	err_set(err, FAIL_WORLD, "no such thing; name another");
	err_set(err, FAIL_WORLD, "cannot read %s: "
		"%s; %s", path, why, hint_of(errno));
	err_set(err, FAIL_USAGE, "--x wants a number, not %s", value);
	err_set(err, FAIL_USAGE, "one at a time (try --help)");
	err_set(err, FAIL_USAGE, "no format %s (text, json)", name);
	err_set(err, FAIL_USAGE, "%s:%d: %s", file, line, text);
	err_set(err, FAIL_USAGE, "%s", text);
	err_set(err, FAIL_USAGE, "no era %s%s", name, near);
	err_hint(err, "see the list");
	err_set(err, FAIL_USAGE, "no name %s%s", name, hint.data);
	END
	wrong messages audit/git/x.c 2
	grep "c:1: " findings
	grep "c:2: " findings
'

test_ok 'functions and files are short' "right sizes $all"
test_ok 'a long function and a long file are found' '
	lines() { awk "BEGIN { for (i = 0; i < $1; i++) print \"\tx();\" }"; }
	{
		printf "static int f(int a,\n\t\tint b)\n{\n"
		lines 58
		printf "}\n\nint g(void)\n{\n"
		lines 57
		printf "}\n"
	} | plant audit/x.c
	wrong sizes audit/x.c 1
	grep "c:1: 62 lines" findings
	lines 501 | plant audit/x.c
	wrong sizes audit/x.c 1
'
test_ok 'no work is left undone in silence' "right todo $all tests"
test_ok 'a bare reminder is found' '
	printf "/* %s later */\n/* %s #12: later */\n" TO""DO TO""DO |
		plant audit/x.c
	wrong todo audit/x.c 1
'
test_ok 'C sources say their licence' "right spdx $all tests"
test_ok 'a source without a licence is found' '
	printf "/* x */\n\n/* SPDX-License-Identifier: MIT */\n" | plant audit/x.c
	wrong spdx audit/x.c 1
	printf "/* SPDX-License-Identifier: MIT */\n" | plant audit/x.c
	wrong spdx audit/x.c 0
'
test_ok 'scripts say their licence' '
	cd "$TOP"
	for file in tests/* tests/*/* samples/* queries/*.awk .ci/*; do
		[ -f "$file" ] || continue
		case $file in
		*.awk | *.sh | .ci/*) ;;
		*) head -n 1 "$file" | grep -q "^#!" || continue ;;
		esac
		head -n 3 "$file" | grep -q SPDX-License-Identifier || {
			echo "$file: no SPDX line"
			exit 1
		}
	done
'
test_done
