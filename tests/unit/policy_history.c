/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/policy/area_history.h"
#include "audit/policy/lines.h"
#include "audit/policy/perl_regex.h"

static void numbers(void **state)
{
	struct names *names = names_new();
	struct buf text = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 10000; i++) {
		buf_clear(&text);
		buf_addf(&text, "%zu", i % 5000 * 1000003);
		assert_int_equal(
			names_add(names, (struct slice){ text.data, text.len }),
			i % 5000);
	}
	assert_int_equal(names_count(names), 5000);
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(names_find(names, names_get(names, i)), i);
	assert_true(names_find(names, slice_of("never")) == NAMES_NONE);
	assert_true(names_find(names, slice_of("")) == NAMES_NONE);
	assert_int_equal(names_add(names, slice_of("")), 5000);
	assert_int_equal(names_add(names, (struct slice){ "\0", 1 }), 5001);
	assert_int_equal(names_add(names, slice_of("")), 5000);
	assert_int_equal(names_get(names, 5001).len, 1);
	buf_release(&text);
	names_free(names);
	names_free(NULL);
}

static void cutting(void **state)
{
	struct slice text = slice_of("a b\r\n\n\\\n a\\ b\tc \\"), line, word;
	struct buf out = BUF_INIT;

	(void)state;
	while (lines_next(&text, &line)) {
		buf_add_char(&out, '(');
		while (lines_word(&line, &word)) {
			buf_add_char(&out, '[');
			buf_add(&out, word.at, word.len);
			buf_add_char(&out, ']');
		}
		buf_add_char(&out, ')');
	}
	assert_string_equal(out.data, "([a][b])()([\\])([a\\ b][c][\\])");
	buf_release(&out);
	assert_true(slice_equal(lines_trim(slice_of(" \ta b\r ")),
				slice_of("a b")));
	assert_int_equal(lines_trim(slice_of(" \t")).len, 0);
}

/* 1: takes, 0: does not, -1: refused. */
static int regex_takes(const char *expr, int flags, const char *text)
{
	struct perl_regex *regex = perl_regex_new(slice_of(expr), flags);
	const int result = regex ? perl_regex_match(regex, slice_of(text)) : -1;

	perl_regex_free(regex);
	return result;
}

struct regex_row {
	const char *expr;
	int flags;
	const char *text;
	int expect;
};

static void regexes(void **state)
{
	static const struct regex_row rows[] = {
		{ "a", 0, "xax", 1 },
		{ "a", PERL_REGEX_ANCHORED, "xax", 0 },
		{ "a|b", PERL_REGEX_ANCHORED, "xb", 1 },
		{ "a b", 0, "a b", 1 },
		{ "a b", PERL_REGEX_EXTENDED, "ab", 1 },
		{ "a#b", PERL_REGEX_EXTENDED, "a", 1 },
		{ "a#b", 0, "a", 0 },
		/* what every match must hold */
		{ "abc?d", 0, "abd", 1 },
		{ "abc*d", 0, "abccd", 1 },
		{ "abc+d", 0, "abd", 0 },
		{ "abc{0,2}d", 0, "abd", 1 },
		{ "(abc)?d", 0, "d", 1 },
		{ "x(abc|e)y", 0, "xey", 1 },
		{ "long.name", 0, "a long-name", 1 },
		/* escapes */
		{ "a\\.b", 0, "axb", 0 },
		{ "a\\/b", 0, "a/b", 1 },
		{ "\\S\\s", 0, "a ", 1 },
		{ "\\w\\W\\d\\D", 0, "a-1b", 1 },
		{ "[\\w.]x", 0, ".x", 1 },
		{ "[^\\d]x", 0, "1x", 0 },
		{ "[]-]x", 0, "-x", 1 },
		{ "[^]]x", 0, "]x", 0 },
		{ "[a^]x", 0, "^x", 1 },
		{ "[[:alpha:][]x", 0, "[x", 1 },
		/* refused */
		{ "", 0, "a", -1 },
		{ "\\", 0, "a", -1 },
		{ "\\1", 0, "a", -1 },
		{ "\\K", 0, "a", -1 },
		{ "(?i)a", 0, "a", -1 },
		{ "(?=a)", 0, "a", -1 },
		{ "a**", 0, "a", -1 },
		{ "(*a)", 0, "a", -1 },
		{ "a|+", 0, "a", -1 },
		{ "((a)", 0, "a", -1 },
		{ "[z-a", 0, "a", -1 },
		{ "[\\q]", 0, "a", -1 },
		{ "(a{99}){99}", 0, "a", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (regex_takes(rows[i].expr, rows[i].flags, rows[i].text) !=
		    rows[i].expect)
			fail_msg("/%s/ and '%s'", rows[i].expr, rows[i].text);
}

/* Nested repetition, which a matcher that tries again would not survive. */
static void slow_regex(void **state)
{
	char text[4000];

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(regex_takes("(a*)*(a|aa)+$b", 0, text), 0);
	assert_int_equal(regex_takes("(.*)*x", 0, text), 0);
}

static void add_version(struct area_history *history, const char *text,
			int64_t from)
{
	struct owners *owners =
		text ? owners_new(OWNERS_MAINTAINERS, slice_of(text)) : NULL;

	area_history_add(history, owners,
			 (struct area_time){ from != 0, from });
	owners_free(owners);
}

static void add_time(struct buf *out, struct area_time time)
{
	if (time.is_known)
		buf_addf(out, " %d", (int)time.at);
	else
		buf_add_str(out, " -");
}

static void expect_ranges(const struct area_history *history,
			  enum area_thing thing, const char *expect)
{
	struct buf out = BUF_INIT;
	size_t n;
	const struct area_range *range =
		area_history_ranges(history, thing, &n);

	for (; n > 0; n--, range++) {
		const struct slice text =
			area_history_text(history, range->text);

		buf_addf(&out, "%zu.%zu ", range->area, range->position);
		buf_add(&out, text.at, text.len);
		add_time(&out, area_history_from(history, range));
		add_time(&out, area_history_to(history, range));
		buf_add_char(&out, '\n');
	}
	assert_string_equal(out.data, expect);
	buf_release(&out);
}

static void versions(void **state)
{
	struct area_history *history = area_history_new();

	(void)state;
	add_version(history, "A\nF: a\nF: a\nM: x@y\n", 0);
	add_version(history, "B\nF: b\nM: x@y\n\nA\nF: a\nF: c\n", 20);
	add_version(history, NULL, 30);
	add_version(history, "A\nF: c\nM: x@y\n\nC\nF: c\n", 40);
	add_version(history, "A\nF: c\nF: a\nM: x@y\n", 50);
	assert_int_equal(area_history_area(history, slice_of("B")), 1);
	assert_int_equal(area_history_area(history, slice_of("(none)")), 3);
	expect_ranges(history, AREA_ITSELF,
		      "0.0 A - -\n1.0 B 20 30\n2.0 C 40 50\n3.0 (none) - -\n");
	expect_ranges(history, AREA_PATTERN,
		      "0.0 a - 30\n1.0 b 20 30\n0.1 c 20 30\n0.2 c 40 -\n"
		      "2.0 c 40 50\n0.3 a 50 -\n");
	expect_ranges(history, AREA_PERSON,
		      "0.0  - 20\n1.0  20 30\n0.1  40 -\n");
	area_history_free(history);
	area_history_free(NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),  cmocka_unit_test(cutting),
		cmocka_unit_test(regexes),  cmocka_unit_test(slow_regex),
		cmocka_unit_test(versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
