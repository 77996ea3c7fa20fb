/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "plots/scale.h"

static void test_step(void **state)
{
	static const struct {
		double lo, hi;
		int max_ticks;
		double step;
	} rows[] = {
		{ 0, 1, 6, 0.2 },       { 0, 1, 11, 0.1 },
		{ 0, 1, 2, 1 },         { 0, 10, 6, 2 },
		{ 0, 7, 5, 2 },         { 0, 97, 5, 50 },
		{ 0, 1234, 4, 500 },    { 0, 0.03, 4, 0.01 },
		{ 1000, 1001, 3, 0.5 }, { -5, 5, 3, 5 },
		{ 0, 1e9, 3, 5e8 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double step =
			scale_step(rows[i].lo, rows[i].hi, rows[i].max_ticks);

		if (fabs(step / rows[i].step - 1) > 1e-9)
			fail_msg("row %zu: step %g, not %g", i, step,
				 rows[i].step);
	}
}

/* Is it 1, 2 or 5 times a power of ten? */
static int is_round(double step)
{
	double power = pow(10, floor(log10(step) + 1e-9));
	double factor = step / power;

	return fabs(factor - 1) < 1e-6 || fabs(factor - 2) < 1e-6 ||
	       fabs(factor - 5) < 1e-6;
}

static void test_from_zero_holds_the_data(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double hi = pow(10, rand_r(&seed) % 1400 / 100.0 - 4);
		int max_ticks = 2 + rand_r(&seed) % 9;
		struct scale scale;

		scale_from_zero(&scale, hi, max_ticks, 0);
		assert_true(scale.data_hi >= hi * (1 - 1e-6));
		assert_true(scale.data_lo == 0);
		assert_true(is_round(scale.step));
		assert_in_range(scale_n_ticks(&scale), 2, max_ticks);
		assert_true(fabs(scale_tick(&scale, scale_n_ticks(&scale) - 1) -
				 scale.data_hi) < scale.step * 1e-6);
	}
}

static void test_from_zero_of_counts(void **state)
{
	struct scale scale;

	(void)state;
	scale_from_zero(&scale, 1, 5, 1);
	assert_true(scale.step == 1 && scale.data_hi == 1);
	scale_from_zero(&scale, 0, 5, 1);
	assert_true(scale.step == 1 && scale.data_hi == 1);
	scale_from_zero(&scale, 3, 5, 1);
	assert_true(scale.step == 1 && scale.data_hi == 3);
}

static void test_to_ends_at_the_data(void **state)
{
	unsigned seed = 5;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double hi = pow(10, rand_r(&seed) % 1400 / 100.0 - 4);
		int max_ticks = 3 + rand_r(&seed) % 9;
		struct scale scale;

		scale_to(&scale, hi, max_ticks, 0);
		assert_true(scale.data_lo == 0 && scale.data_hi == hi);
		assert_true(is_round(scale.step));
		assert_in_range(scale_n_ticks(&scale), 2, max_ticks);
	}
	for (int hi = 1; hi < 3000; hi++) {
		struct scale scale;

		scale_to(&scale, hi, 3, 1);
		assert_true(scale.step >= 1);
		assert_in_range(scale_n_ticks(&scale), 2, 3);
	}
}

static void test_at_turns_the_axis(void **state)
{
	struct scale scale = { 0, 10, 200, 100, 5 };

	(void)state;
	assert_true(scale_at(&scale, 0) == 200);
	assert_true(scale_at(&scale, 10) == 100);
	assert_true(scale_at(&scale, 5) == 150);
}

static void test_months(void **state)
{
	static const struct {
		int64_t n_months;
		int max_ticks;
		int64_t months;
	} rows[] = {
		{ 1, 1, 1 },          { 12, 12, 1 },   { 13, 12, 3 },
		{ 36, 12, 3 },        { 37, 12, 12 },  { 252, 21, 12 },
		{ 252, 20, 24 },      { 400, 10, 60 }, { 1300, 10, 240 },
		{ 120000, 4, 60000 }, { 7, 1, 12 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(
			scale_months(rows[i].n_months, rows[i].max_ticks),
			rows[i].months);
}

static void test_counts(void **state)
{
	static const struct {
		double value;
		const char *text;
	} rows[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ 999, "999" },
		{ 1000, "1,000" },
		{ 82123, "82,123" },
		{ 1234567, "1,234,567" },
		{ -1234, "-1,234" },
		{ -123, "-123" },
		{ 9.2e18, "9,200,000,000,000,000,000" },
	};
	char text[SCALE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		scale_format_count(rows[i].value, text);
		assert_string_equal(text, rows[i].text);
	}
}

static void test_shares(void **state)
{
	static const struct {
		double share;
		const char *text;
	} rows[] = {
		{ 0, "0 %" },        { 0.00001, "<0.1 %" },  { 0.001, "0.1 %" },
		{ 0.0449, "4.5 %" }, { 0.0994, "9.9 %" },    { 0.0996, "10 %" },
		{ 0.424, "42 %" },   { 0.989, "99 %" },      { 0.99, "99.0 %" },
		{ 0.996, "99.6 %" }, { 0.99999, ">99.9 %" }, { 1, "100 %" },
	};
	char text[SCALE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		scale_format_share(rows[i].share, text);
		assert_string_equal(text, rows[i].text);
	}
}

static void test_percent_ticks(void **state)
{
	char text[SCALE_TEXT_MAX];

	(void)state;
	scale_format_percent_tick(0.2, 0.2, text);
	assert_string_equal(text, "20 %");
	scale_format_percent_tick(0.03, 0.01, text);
	assert_string_equal(text, "3 %");
	scale_format_percent_tick(0.005, 0.005, text);
	assert_string_equal(text, "0.5 %");
	scale_format_percent_tick(0.0102, 0.0002, text);
	assert_string_equal(text, "1.02 %");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_step),
		cmocka_unit_test(test_from_zero_holds_the_data),
		cmocka_unit_test(test_from_zero_of_counts),
		cmocka_unit_test(test_to_ends_at_the_data),
		cmocka_unit_test(test_at_turns_the_axis),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_percent_ticks),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
