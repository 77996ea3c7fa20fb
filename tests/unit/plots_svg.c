/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "plots/svg.h"

static void test_ids_and_words(void **state)
{
	const struct svg_words words = { "activity", "A & B?", "\"<x>\"" };
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_add_str(&in, "<?xml version=\"1.0\"?>\n"
			 "<svg xmlns=\"u\" width=\"9pt\">\n"
			 "<symbol id=\"glyph0-1\">\n"
			 "<g id=\"surface12\" clip-path=\"url(#clip1)\">\n"
			 "<use xlink:href=\"#glyph0-1\"/></g></svg>\n");
	svg_finish(&in, &words, &out);
	assert_string_equal(
		out.data,
		"<?xml version=\"1.0\"?>\n"
		"<svg xmlns=\"u\" width=\"9pt\" role=\"img\" "
		"aria-labelledby=\"activity-title activity-alt\">\n"
		"<title id=\"activity-title\">A &amp; B?</title>\n"
		"<desc id=\"activity-alt\">&quot;&lt;x&gt;&quot;</desc>\n"
		"<symbol id=\"activity-glyph0-1\">\n"
		"<g id=\"activity-page\" clip-path=\"url(#activity-clip1)\">\n"
		"<use xlink:href=\"#activity-glyph0-1\"/></g></svg>\n");
	buf_release(&in);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids_and_words),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
