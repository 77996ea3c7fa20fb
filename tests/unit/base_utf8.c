/* SPDX-License-Identifier: MIT */
/* Ill-formed bytes become U+FFFD, one for each maximal subpart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/utf8.h"

#define X "\xef\xbf\xbd" /* U+FFFD */

struct row {
	const char *in;
	size_t n_in;
	const char *out;
};

#define ROW(in, out) \
	{ \
		in, sizeof(in) - 1, out \
	}

static const struct row rows[] = {
	ROW("", ""),
	ROW("plain", "plain"),
	ROW("na\xc3\xafve \xe2\x82\xac \xf0\x9f\xa4\x96",
	    "na\xc3\xafve \xe2\x82\xac \xf0\x9f\xa4\x96"),
	/* the examples of Unicode chapter 3, tables 3-8 to 3-11 */
	ROW("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", X X X X X X X X "A"),
	ROW("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", X X X X X X X X "A"),
	ROW("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", X X X X X "A" X X "B"),
	ROW("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", X X X X "A"),
	/* the bounds of the second byte */
	ROW("\xe0\x9f\xbf|\xe0\xa0\x80", X X X "|\xe0\xa0\x80"),
	ROW("\xed\x9f\xbf|\xed\xa0\x80", "\xed\x9f\xbf|" X X X),
	ROW("\xf0\x8f\xbf\xbf|\xf0\x90\x80\x80", X X X X "|\xf0\x90\x80\x80"),
	ROW("\xf4\x8f\xbf\xbf|\xf4\x90\x80\x80", "\xf4\x8f\xbf\xbf|" X X X X),
	ROW("\xc1\xbf|\xc2\x80|\xf5\x80", X X "|\xc2\x80|" X X),
	/* cut at the end */
	ROW("a\xc3", "a" X),
	ROW("a\xe2\x82", "a" X),
	ROW("a\xf0\x9f\xa4", "a" X),
	ROW("a\xf0", "a" X),
	/* NUL, at the places where words of eight bytes begin and end */
	ROW("\0", X),
	ROW("1234567\0"
	    "1234567",
	    "1234567" X "1234567"),
	ROW("12345678\0", "12345678" X),
	ROW("\0\0a\0", X X "a" X),
	/* noncharacters are characters */
	ROW("\xef\xbf\xbe\xf4\x8f\xbf\xbf", "\xef\xbf\xbe\xf4\x8f\xbf\xbf"),
};

static void test_rows(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		bool same = row->n_in == strlen(row->out) &&
			    memcmp(row->in, row->out, row->n_in) == 0;

		buf_clear(&buf);
		buf_add_str(&buf, "before ");
		utf8_add(&buf, row->in, row->n_in);
		if (strcmp(buf.data + 7, row->out) != 0)
			fail_msg("row %zu gives '%s'", i, buf.data + 7);
		if (utf8_is_valid(row->in, row->n_in) != same)
			fail_msg("row %zu is%s valid", i, same ? " not" : "");
		assert_true(utf8_is_valid(buf.data, buf.len));
	}
	buf_release(&buf);
}

/* Write a code point without looking whether it is one. */
static size_t encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

static void test_every_code_point(void **state)
{
	char text[4];

	(void)state;
	for (uint32_t c = 0; c < 0x1fffff; c++) {
		bool valid = c && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);

		if (utf8_is_valid(text, encode(c, text)) != valid)
			fail_msg("U+%04X is%s valid", c, valid ? " not" : "");
	}
}

/* No run of ASCII of any length hides a byte behind it. */
static void test_position_in_word(void **state)
{
	char text[40];

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++) {
		memset(text, 'a', sizeof(text));
		assert_true(utf8_is_valid(text, n));
		text[n] = '\x80';
		assert_false(utf8_is_valid(text, sizeof(text)));
		text[n] = '\0';
		assert_false(utf8_is_valid(text, sizeof(text)));
	}
}

/* Cut between characters, at most so many bytes. */
static void test_cuts(void **state)
{
	static const struct {
		const char *text;
		size_t max;
		const char *expect;
	} cuts[] = {
		{ "", 0, "" },
		{ "abc", 3, "abc" },
		{ "abcd", 3, "abc\u2026" },
		{ "a\u6f22", 4, "a\u6f22" },
		{ "a\u6f22b", 4, "a\u6f22\u2026" },
		{ "a\u6f22b", 3, "a\u2026" },
		{ "a\u6f22b", 1, "a\u2026" },
		{ "\u6f22", 2, "\u2026" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		struct buf out = BUF_INIT;

		utf8_add_cut(&out, cuts[i].text, cuts[i].max);
		assert_string_equal(out.data, cuts[i].expect);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_every_code_point),
		cmocka_unit_test(test_position_in_word),
		cmocka_unit_test(test_cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
