/* SPDX-License-Identifier: MIT */
/* The names nearest to a misspelt one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/base/suggest.h"

static void test_distance(void **state)
{
	static const struct {
		const char *a, *b;
		size_t distance;
	} rows[] = {
		{ "", "", 0 },
		{ "commits", "commits", 0 },
		{ "COMMITS", "commits", 0 },
		{ "comits", "commits", 1 },
		{ "abc", "", 3 },
		{ "", "abc", 3 },
		{ "kitten", "sitting", 3 },
		{ "a",
		  "0123456789012345678901234567890123456789"
		  "012345678901234567890123456789",
		  64 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(suggest_distance(rows[i].a, rows[i].b),
				 rows[i].distance);
}

/* What is said for a word, with these names offered. */
static void check(const char *word, const char *const *names, const char *want)
{
	struct suggest suggest;
	struct buf said = BUF_INIT;

	suggest_init(&suggest, word);
	for (; *names; names++)
		suggest_offer(&suggest, *names);
	suggest_say(&suggest, &said);
	assert_string_equal(said.data, want);
	buf_release(&said);
	suggest_release(&suggest);
}

static void test_say(void **state)
{
	static const char *const names[] = { "areas",   "people",   "paths",
					     "commits", "commited", NULL };
	static const char *const layers[] = { "Block layer core", "Blocked",
					      "block jobs", "sblock", NULL };

	(void)state;
	check("people", names, "; did you mean 'people'?");
	check("comits", names, "; did you mean 'commits'?");
	check("zzz", names, "");
	check("", names, "");
	check("block", layers,
	      "; did you mean 'sblock', 'Block layer core' or 'Blocked'?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
