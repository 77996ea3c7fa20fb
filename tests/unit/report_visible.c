/* SPDX-License-Identifier: MIT */
/* Text of strangers made visible, and measured. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/visible.h"

struct row {
	const char *text, *visible;
};

static void test_escapes(void **state)
{
	static const struct row rows[] = {
		{ "plain", "plain" },
		{ "", "" },
		{ "\x1b[31m", "\\x1b[31m" },
		{ "a\nb\tc\r", "a\\nb\\tc\\x0d" },
		{ "\x7f", "\\x7f" },
		{ "\xc2\x85", "\\u{85}" },
		{ "\u202eevil\u202c", "\\u{202e}evil\\u{202c}" },
		{ "\u2066x\u2069", "\\u{2066}x\\u{2069}" },
		{ "\u200b\ufeff", "\\u{200b}\\u{feff}" },
		{ "\u2028", "\\u{2028}" },
		{ "\U000e0041", "\\u{e0041}" },
		{ "\u0628\u200c\u0627", "\u0628\u200c\u0627" },
		{ "na\u00efve \u65e5\u672c", "na\u00efve \u65e5\u672c" },
		{ "\xff\xc3", "\\xff\\xc3" },
		{ "\xed\xa0\x80", "\\xed\\xa0\\x80" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf out = BUF_INIT;

		visible_add(&out, rows[i].text, strlen(rows[i].text));
		assert_string_equal(out.data, rows[i].visible);
		buf_release(&out);
	}
}

static void test_nul(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	visible_add(&out, "a\0b", 3);
	assert_string_equal(out.data, "a\\x00b");
	buf_release(&out);
}

static void test_width(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} rows[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "B\u00f6hm", 4 },
		{ "Bo\u0308hm", 4 },
		{ "\u65e5\u672c\u8a9e", 6 },
		{ "\uff21", 2 },
		{ "\U0001f600", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(
			visible_width(rows[i].text, strlen(rows[i].text)),
			rows[i].width);
}

static void test_fit(void **state)
{
	static const struct {
		const char *text;
		size_t width, bytes;
	} rows[] = {
		{ "abc", 2, 2 },      { "abc", 5, 3 }, { "\u65e5\u672c", 3, 3 },
		{ "o\u0308x", 1, 3 }, { "abc", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(visible_fit(rows[i].text, strlen(rows[i].text),
					     rows[i].width),
				 rows[i].bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
