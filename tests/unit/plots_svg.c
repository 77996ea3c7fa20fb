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
		"<symbol id=\"gdm0-1\">\n"
		"<g id=\"activity-page\" clip-path=\"url(#activity-clip1)\">\n"
		"<use xlink:href=\"#gdm0-1\"/></g></svg>\n");
	buf_release(&in);
	buf_release(&out);
}

/* Points are rounded, and separated as little as can be. */
static void test_points(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ " d=\"M 1.59375 1.8125 L -7.40625 0 Z \"",
		  " d=\"M1.59,1.81L-7.41,0Z\"" },
		{ " x=\"0.004\" y=\"-0.004\"", " x=\"0\" y=\"0\"" },
		{ " x=\"9.995\" y=\"-9.996\"", " x=\"10\" y=\"-10\"" },
		{ " x=\"1.20\" y=\"0.05\"", " x=\"1.2\" y=\"0.05\"" },
		{ " d=\"C 1 -2 3 4\"", " d=\"C1-2,3,4\"" },
		{ " d=\"L 1.5 -0.001 C -0 0.001\"", " d=\"L1.5,0C0,0\"" },
		{ " d=\"L -1.505 -.5\"", " d=\"L-1.51-0.5\"" },
		/* no points, but factors */
		{ " transform=\"matrix(0.70711,0,1)\"",
		  " transform=\"matrix(0.70711,0,1)\"" },
		{ " width=\"900pt\"", " width=\"900pt\"" },
		/* styles without their defaults */
		{ "<p style=\"stroke:none;\" d=\"M 1 2\"/>",
		  "<p d=\"M1,2\"/>" },
		{ " style=\"fill:none;stroke-width:0.8;stroke-linecap:butt;"
		  "stroke:rgb(0%,44.7%,69.8%);stroke-opacity:0.5;\"",
		  " style=\"fill:none;stroke-width:0.8;stroke:#0072b2;"
		  "stroke-opacity:0.5\"" },
		{ " style=\"fill:rgb(100%,0%,50%);fill-opacity:1;\"/>",
		  " style=\"fill:#ff0080\"/>" },
		{ " style=\"fill:rgb(1", " style=\"fill:#03" },
		{ " style=\"stroke:none", "" },
		{ " d=\"M 1", " d=\"M1" },
	};
	const struct svg_words words = { "a", "", "" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf in = BUF_INIT, out = BUF_INIT;

		buf_add_str(&in, rows[i].in);
		svg_finish(&in, &words, &out);
		assert_string_equal(out.data, rows[i].out);
		buf_release(&in);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids_and_words),
		cmocka_unit_test(test_points),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
