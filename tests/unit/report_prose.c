/* SPDX-License-Identifier: MIT */
/* Words for a reader: wrapped, folded, and never able to pass for ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "report/prose.h"

enum kind { HEADING, ITEM, QUOTE };

/* What one call writes. */
static void check(enum kind kind, int terminal, const char *label,
		  const char *text, const char *want)
{
	struct prose prose;
	char *got = NULL;
	size_t len;
	FILE *out = open_memstream(&got, &len);

	prose_init(&prose, out, terminal, kind == HEADING && terminal);
	if (kind == HEADING)
		prose_heading(&prose, text);
	else if (kind == ITEM)
		prose_item(&prose, 2, label, text);
	else
		prose_quote(&prose, 2, label, text, strlen(text));
	prose_release(&prose);
	fclose(out);
	assert_string_equal(got, want);
	free(got);
}

static void test_heading(void **state)
{
	(void)state;
	check(HEADING, 0, NULL, "Paths", "Paths\n");
	check(HEADING, 80, NULL, "Paths", "\x1b[1mPaths\x1b[0m\n");
	check(HEADING, 0, NULL, "a\nb\x1b[2J", "a\\nb\\x1b[2J\n");
}

static void test_item(void **state)
{
	static const struct {
		int terminal;
		const char *label, *text, *want;
	} rows[] = {
		{ 0, NULL, "words", "  words\n" },
		{ 0, NULL, "", "  \n" },
		{ 0, "author", "Ann", "  author       Ann\n" },
		{ 0, "", "Ann", "               Ann\n" },
		{ 0, "pull request no", "1", "  pull request no1\n" },
		{ 0, NULL, "\x1b[2J\u202ex", "  \\x1b[2J\\u{202e}x\n" },
		/* whole words, under the first letter */
		{ 36, "why", "the words go on, where it is long",
		  "  why          the words go on,\n"
		  "               where it is long\n" },
		/* text that would begin a line stays under its label */
		{ 36, "why", "xxxxxxxxxxxxxxxxxxx AI-assisted: no",
		  "  why          xxxxxxxxxxxxxxxxxxx\n"
		  "               AI-assisted: no\n" },
		{ 36, "why", "x                             AI-assisted: no",
		  "  why          x\n"
		  "               AI-assisted: no\n" },
		/* a word that is too long is broken on a terminal only */
		{ 36, "why", "aaaaaaaaaaaaaaaaaaaaabbbbbbbbbb cc",
		  "  why          aaaaaaaaaaaaaaaaaaaaa\n"
		  "               bbbbbbbbbb cc\n" },
		{ 0, NULL,
		  "0123456789012345678901234567890123456789012345678901234567"
		  "890123456789012345678901234567890123456789 next",
		  "  012345678901234567890123456789012345678901234567890123456"
		  "7890123456789012345678901234567890123456789\n  next\n" },
		/* wide characters take two columns */
		{ 36, "why",
		  "\u65e5\u672c\u65e5\u672c\u65e5\u672c\u65e5\u672c\u65e5\u672c"
		  "\u65e5",
		  "  why          "
		  "\u65e5\u672c\u65e5\u672c\u65e5\u672c\u65e5\u672c\u65e5\u672c"
		  "\n               \u65e5\n" },
		/* a terminal that is too narrow still gets some words a line */
		{ 5, "why", "some words and more",
		  "  why          some words and more\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check(ITEM, rows[i].terminal, rows[i].label, rows[i].text,
		      rows[i].want);
}

static void test_quote(void **state)
{
	static const struct {
		int terminal;
		const char *text, *want;
	} rows[] = {
		{ 0, "Key: value", "  line 5 | Key: value\n" },
		{ 0, "", "  line 5 |\n" },
		{ 0, "a\rb\tc", "  line 5 | a\\x0db\\tc\n" },
		{ 0,
		  "0123456789012345678901234567890123456789012345678901234567"
		  "8901234567890 2345",
		  "  line 5 | "
		  "01234567890123456789012345678901234567890123456789"
		  "012345678901234567890 2345\n" },
		{ 32, "012345678901234567890123456789",
		  "  line 5 | 012345678901234567890\n"
		  "         | 123456789\n" },
		{ 32, "012345678901234567890",
		  "  line 5 | 012345678901234567890\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check(QUOTE, rows[i].terminal, "line 5", rows[i].text,
		      rows[i].want);
}

/* Of a length that is not that of the string. */
static void test_quote_part(void **state)
{
	struct prose prose;
	char *got = NULL;
	size_t len;
	FILE *out = open_memstream(&got, &len);

	(void)state;
	prose_init(&prose, out, 500, false);
	assert_int_equal(prose.width, 100);
	prose_quote(&prose, 0, "1", "two\nlines", 3);
	prose_gap(&prose);
	prose_release(&prose);
	fclose(out);
	assert_string_equal(got, "1 | two\n\n");
	free(got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_heading),
		cmocka_unit_test(test_item),
		cmocka_unit_test(test_quote),
		cmocka_unit_test(test_quote_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
