/* SPDX-License-Identifier: MIT */
/* Shares are never rounded to nothing or to all; differences have signs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/base/share.h"

static void test_shares(void **state)
{
	static const struct {
		double share;
		int decimals;
		const char *text;
	} rows[] = {
		{ 0, 0, "0 %" },
		{ 0, 1, "0.0 %" },
		{ 0, 2, "0.00 %" },
		{ 1e-12, 1, "<0.1 %" },
		{ 1.0 / 90000, 1, "<0.1 %" },
		{ 1.0 / 90000, 2, "<0.01 %" },
		{ 0.00099, 1, "<0.1 %" },
		{ 0.001, 1, "0.1 %" },
		{ 0.004, 0, "<1 %" },
		{ 0.01, 0, "1 %" },
		{ 0.0102, 2, "1.02 %" },
		{ 0.424, 0, "42 %" },
		{ 0.99, 0, "99 %" },
		{ 0.999, 1, "99.9 %" },
		{ 0.9991, 1, ">99.9 %" },
		{ 89999.0 / 90000, 1, ">99.9 %" },
		{ 89999.0 / 90000, 2, ">99.99 %" },
		{ 0.996, 0, ">99 %" },
		{ 1, 0, "100 %" },
		{ 1, 1, "100.0 %" },
	};
	char text[SHARE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		share_format(rows[i].share, rows[i].decimals, " %", text);
		assert_string_equal(text, rows[i].text);
	}
}

static void test_points(void **state)
{
	static const struct {
		double difference;
		const char *text;
	} rows[] = {
		{ 0, "0.0 points" },        { 0.0123, "+1.2 points" },
		{ -0.0123, "-1.2 points" }, { 0.0001, "+0.0 points" },
		{ -1, "-100.0 points" },
	};
	char text[SHARE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		share_format_points(rows[i].difference, text);
		assert_string_equal(text, rows[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_points),
	};

	return cmocka_run_group_tests_name("base_share", tests, NULL, NULL);
}
