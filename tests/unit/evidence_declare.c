/* SPDX-License-Identifier: MIT */
/* The grammar of AI-used-for, kept and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/declare.h"

/* want: says, "+" if well formed, then "kind(explanation)" for each */
static const struct {
	const char *value, *want;
} rows[] = {
	{ "code", "yes+ code" },
	{ "tests, docs", "yes+ tests docs" },
	{ "code (refactoring)", "yes+ code(refactoring)" },
	{ "code (prototype), tests, docs (README)",
	  "yes+ code(prototype) tests docs(README)" },
	{ "code (a, b), tests", "yes+ code(a, b) tests" },
	{ "code (a (b), c)", "yes+ code(a (b), c)" },
	{ "research", "research+ research" },
	{ "research (APIs)", "research+ research(APIs)" },
	{ "research, code", "yes+ research code" },
	{ "none", "no" },
	{ "None", "no" },
	{ "no", "no" },
	{ "no AI was used", "no" },
	{ "Code", "yes code" },
	{ "code,tests", "yes+ code tests" },
	{ "code,  tests", "yes code tests" },
	{ "code(refactoring)", "yes code(refactoring)" },
	{ "code ()", "yes code()" },
	{ "code (x", "yes code (x" },
	{ "code,", "yes code" },
	{ "code,,tests", "yes code tests" },
	{ "test", "yes test" },
	{ "collecting comments and updating patch",
	  "yes collecting comments and updating patch" },
	{ "", "yes" },
	{ ",", "yes" },
};

static void test_rows(void **state)
{
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct span rest = span_of(rows[i].value);
		struct declare_reading read = declare_read(rest);
		struct declare_kind kind;

		buf_clear(&got);
		buf_addf(&got, "%s%s", declare_says_name(read.says),
			 read.is_well_formed ? "+" : "");
		while (declare_next(&rest, &kind)) {
			buf_addf(&got, " %.*s", (int)kind.kind.len,
				 kind.kind.at);
			if (kind.explanation.at)
				buf_addf(&got, "(%.*s)",
					 (int)kind.explanation.len,
					 kind.explanation.at);
		}
		if (strcmp(got.data, rows[i].want) != 0)
			fail_msg("'%s' gives '%s'", rows[i].value, got.data);
	}
	buf_release(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
