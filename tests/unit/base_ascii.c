/* SPDX-License-Identifier: MIT */
/* Classes of characters are those of ASCII, in any locale. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/ascii.h"

static bool is_in(const char *set, int c)
{
	return c && strchr(set, c) != NULL;
}

static void test_classes(void **state)
{
	const char *upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *lower = "abcdefghijklmnopqrstuvwxyz";
	const char *digits = "0123456789";

	(void)state;
	for (int i = 0; i < 256; i++) {
		char c = (char)i;
		bool alpha = is_in(upper, i) || is_in(lower, i);

		assert_int_equal(ascii_is_space(c), is_in(" \t\n\r", i));
		assert_int_equal(ascii_is_digit(c), is_in(digits, i));
		assert_int_equal(ascii_is_upper(c), is_in(upper, i));
		assert_int_equal(ascii_is_alpha(c), alpha);
		assert_int_equal(ascii_is_alnum(c), alpha || is_in(digits, i));
		assert_int_equal((unsigned char)ascii_lower(c),
				 is_in(upper, i) ? i + 32 : i);
	}
}

static void test_casecmp(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
		{ "", "", 0 },           { "abc", "ABC", 0 },
		{ "a", "B", -1 },        { "ab", "a", 1 },
		{ "", "a", -1 },         { "[", "a", -1 },
		{ "\xe1", "\xc1", 1 },   { "a\xe1", "A\xe1", 0 },
		{ "z", "\xc3\xa9", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int order = ascii_casecmp(rows[i].a, rows[i].b);
		int back = ascii_casecmp(rows[i].b, rows[i].a);

		if ((order > 0) - (order < 0) != rows[i].order ||
		    (back < 0) - (back > 0) != rows[i].order)
			fail_msg("row %zu gives %d", i, order);
	}
}

static void test_trimmed_len(void **state)
{
	(void)state;
	assert_int_equal(ascii_trimmed_len("", 0), 0);
	assert_int_equal(ascii_trimmed_len(" \t\r\n", 4), 0);
	assert_int_equal(ascii_trimmed_len(" a b \r\n", 7), 4);
	assert_int_equal(ascii_trimmed_len("a\v\f", 3), 3);
}

/* Where a word is found, by its place; -1: nowhere. */
static int place_of(const char *text, const char *word)
{
	const char *at = ascii_casestr(text, word);

	return at ? (int)(at - text) : -1;
}

static void test_casestr(void **state)
{
	(void)state;
	assert_int_equal(place_of("A Claude b", "claude"), 2);
	assert_int_equal(place_of("a cLAUDE", "Claude"), 2);
	assert_int_equal(place_of("clclaude", "claude"), 2);
	assert_int_equal(place_of("claud", "claude"), -1);
	assert_int_equal(place_of("", "x"), -1);
	assert_int_equal(place_of("abc", ""), 0);
	assert_int_equal(place_of("a[b", "[B"), 1);
	assert_int_equal(place_of("a{b", "[b"), -1);
	assert_int_equal(place_of("x\xc3\xa4", "\xc3\xa4"), 1);
	assert_int_equal(place_of("aaab", "AAB"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_casecmp),
		cmocka_unit_test(test_trimmed_len),
		cmocka_unit_test(test_casestr),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
