/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "plots/fonts.h"
#include "plots/text.h"

static void test_clean(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "", "" },
		{ "hw/block", "hw/block" },
		{ "<b>&amp;</b>", "<b>&amp;</b>" },
		{ "a\tb\nc\rd", "a b c d" },
		{ "a\x01\x1b[31mb\x7f", "a[31mb" },
		{ "caf\xc3\xa9 \xe6\x96\x87", "caf\xc3\xa9 \xe6\x96\x87" },
		/* override, embedding, isolate, mark */
		{ "a\xe2\x80\xae"
		  "b\xe2\x80\xac",
		  "ab" },
		{ "\xe2\x81\xa7x\xe2\x81\xa9", "x" },
		{ "\xe2\x80\x8fx\xd8\x9c", "x" },
		/* line and paragraph separator, byte order mark, tag, NEL */
		{ "a\xe2\x80\xa8"
		  "b\xe2\x80\xa9"
		  "c",
		  "a bc" },
		{ "\xef\xbb\xbf"
		  "a\xf3\xa0\x81\x81\xc2\x85",
		  "a" },
		/* no characters: U+FFFE, U+1FFFF */
		{ "a\xef\xbf\xbe"
		  "b\xf0\x9f\xbf\xbf",
		  "ab" },
		/* bad bytes, and a sequence that is cut off */
		{ "a\xff"
		  "b",
		  "a\xef\xbf\xbd"
		  "b" },
		{ "a\xe6\x96", "a\xef\xbf\xbd\xef\xbf\xbd" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out = BUF_INIT;

		text_clean(rows[i].in, &out);
		assert_string_equal(out.data, rows[i].out);
		buf_release(&out);
	}
}

/* Pictures are asked for as text, once each, and nothing else is changed. */
static void test_plain_pictures(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "", "" },
		{ "hw/block \xe6\x96\x87", "hw/block \xe6\x96\x87" },
		{ "\xf0\x9f\x9a\x80x", "\xf0\x9f\x9a\x80\xef\xb8\x8ex" },
		{ "\xf0\x9f\x9a\x80\xef\xb8\x8e",
		  "\xf0\x9f\x9a\x80\xef\xb8\x8e" },
		{ "\xf0\x9f\x9a\x80\xef\xb8\x8f",
		  "\xf0\x9f\x9a\x80\xef\xb8\x8e" },
		{ "\xe2\x9c\x85", "\xe2\x9c\x85\xef\xb8\x8e" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf out = BUF_INIT;

		fonts_add_plain(&out, rows[i].in);
		assert_string_equal(out.len ? out.data : "", rows[i].out);
		buf_release(&out);
	}
}

static void test_markup_is_text(void **state)
{
	const struct text_style style = { .size_pt = 10 };
	struct text *text = text_new();

	(void)state;
	assert_true(text_measure(text, "<b>x</b>", &style).width_pt >
		    text_measure(text, "x</b>", &style).width_pt);
	text_free(text);
	text_free(NULL);
}

static void test_width_is_kept(void **state)
{
	static const char *const names[] = {
		"PowerPC TCG CPUs and other machines of a family",
		"aVeryLongWordWithoutAnyPlaceToBreakItAtAllInThisName",
		"\xd8\xa7\xd9\x84\xd9\x88\xd8\xab\xd8\xa7 \xd9\x88\xd8",
		"\xe6\x96\x87\xe6\xa1\xa3\xe4\xb8\x8e\xe6\x9c\xac\xe5\x9c\xb0",
	};
	struct text_style style = { .size_pt = 10, .max_width_pt = 80 };
	struct text *text = text_new();

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct text_size one, two;

		style.max_lines = 1;
		one = text_measure(text, names[i], &style);
		assert_true(one.width_pt <= 80.5);
		style.max_lines = 2;
		two = text_measure(text, names[i], &style);
		assert_true(two.width_pt <= 80.5);
		assert_true(two.height_pt < one.height_pt * 2.2);
	}
	text_free(text);
}

/* The environment must not choose fonts or direction. */
static void test_locale_does_not_matter(void **state)
{
	const struct text_style style = { .size_pt = 10 };
	const char *s = "abc \xd8\xa7\xd9\x84 \xe6\x96\x87 123";
	struct text *text = text_new();
	struct text_size before = text_measure(text, s, &style);
	struct text_size after;

	(void)state;
	text_free(text);
	setenv("LANGUAGE", "ar:ja", 1);
	setenv("PANGO_LANGUAGE", "ja:ar", 1);
	text = text_new();
	after = text_measure(text, s, &style);
	text_free(text);
	assert_true(before.width_pt == after.width_pt);
	assert_true(before.height_pt == after.height_pt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_plain_pictures),
		cmocka_unit_test(test_markup_is_text),
		cmocka_unit_test(test_width_is_kept),
		cmocka_unit_test(test_locale_does_not_matter),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
