/* SPDX-License-Identifier: MIT */
/*
 * Intervals equal published worked examples, and R where it has them; R's
 * figures lie in tests/expect/, made by survival.R there.
 */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/quantile.h"
#include "audit/base/stats.h"

static bool is_near(double a, double b, double within)
{
	return fabs(a - b) <= within;
}

/* Compare with a figure of R, to a millionth of it and of 1. */
static void check_figure(const char *set, const char *what, int64_t at,
			 double got)
{
	FILE *file = fopen("tests/expect/survival-figures.csv", "re");
	char line[128], wanted[96];
	double want = NAN;

	assert_non_null(file);
	snprintf(wanted, sizeof(wanted), "%s,%s,%" PRId64 ",", set, what, at);
	while (fgets(line, sizeof(line), file))
		if (strncmp(line, wanted, strlen(wanted)) == 0)
			want = strtod(line + strlen(wanted), NULL);
	fclose(file);
	if (isnan(want) || !is_near(got, want, 1e-6 * fmax(1, fabs(want))))
		fail_msg("%s is %.12g, of R %.12g", wanted, got, want);
}

/* Table I of Newcombe's paper on single shares, Stat. Med. 17, 857-872. */
static void test_wilson(void **state)
{
	static const struct {
		struct stats_share share;
		double low, high;
	} rows[] = {
		{ { 81, 263 }, .2553, .3662 },
		{ { 15, 148 }, .0624, .1605 },
		{ { 0, 20 }, 0, .1611 },
		{ { 1, 29 }, .0061, .1718 },
		{ { 0, 0 }, 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct stats_interval range = stats_wilson(rows[i].share);

		if (!is_near(range.low, rows[i].low, 5e-5) ||
		    !is_near(range.high, rows[i].high, 5e-5))
			fail_msg("row %zu: %f %f", i, range.low, range.high);
	}
}

static void test_wilson_like_r(void **state)
{
	static const struct stats_share rows[] = {
		{ 0, 10 }, { 1, 10 }, { 81, 263 }, { 15, 148 }, { 500, 500 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct stats_interval range = stats_wilson(rows[i]);
		char set[32];

		snprintf(set, sizeof(set), "wilson-%" PRId64, rows[i].n);
		check_figure(set, "low", rows[i].all, range.low);
		check_figure(set, "high", rows[i].all, range.high);
	}
	assert_true(stats_wilson((struct stats_share){ 0, 10 }).low == 0);
	assert_true(stats_wilson((struct stats_share){ 9, 9 }).high == 1);
}

static void test_poisson(void **state)
{
	static const int64_t rows[] = { 1, 2, 7, 40, 1000, 250000 };
	struct stats_interval range;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		range = stats_poisson(rows[i], 1);
		check_figure("poisson", "low", rows[i], range.low);
		check_figure("poisson", "high", rows[i], range.high);
	}
	/* nothing seen: three in all would still be likely */
	range = stats_poisson(0, 1);
	assert_true(range.low == 0 && is_near(range.high, 3.688879454, 1e-8));
	range = stats_poisson(7, 200);
	assert_true(is_near(range.low, 2.81436305152 / 200, 1e-9));
	assert_true(is_near(range.high, 14.4226753617 / 200, 1e-9));
}

static void test_quantiles(void **state)
{
	static const int64_t rows[] = { 1, 2, 3, 10, 38, 1000 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check_figure("student", "quantile", rows[i],
			     quantile_student(0.95, (double)rows[i]));
	/* with two degrees of freedom it is an exponential distribution */
	for (double p = 0.01; p < 1; p += 0.07)
		assert_true(is_near(quantile_chi_square(p, 2), -2 * log1p(-p),
				    1e-11));
	/* with one, the square of a normal variable */
	assert_true(is_near(quantile_chi_square(0.95, 1),
			    QUANTILE_NORMAL * QUANTILE_NORMAL, 1e-11));
}

/* Table II of Newcombe's paper, method 10. */
static void test_newcombe(void **state)
{
	static const struct {
		struct stats_share a, b;
		double low, high;
	} rows[] = {
		{ { 56, 70 }, { 48, 80 }, .0524, .3339 },
		{ { 9, 10 }, { 3, 10 }, .1705, .8090 },
		{ { 6, 7 }, { 2, 7 }, .0582, .8062 },
		{ { 5, 56 }, { 0, 29 }, -.0381, .1926 },
		{ { 0, 10 }, { 0, 20 }, -.1611, .2775 },
		{ { 0, 10 }, { 0, 10 }, -.2775, .2775 },
		{ { 10, 10 }, { 0, 20 }, .6791, 1 },
		{ { 10, 10 }, { 0, 10 }, .6075, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct stats_interval range =
			stats_newcombe(rows[i].a, rows[i].b);

		if (!is_near(range.low, rows[i].low, 6e-5) ||
		    !is_near(range.high, rows[i].high, 6e-5))
			fail_msg("row %zu: %f %f", i, range.low, range.high);
	}
}

static void check_match(const char *set, const struct stats_stratum *strata,
			size_t n, size_t n_strata)
{
	struct stats_matched matched;

	assert_int_equal(stats_match(strata, n, &matched), STATS_SAID);
	assert_int_equal(matched.n_strata, n_strata);
	check_figure(set, "difference", 0, matched.difference);
	check_figure(set, "difference-low", 0, matched.difference_range.low);
	check_figure(set, "difference-high", 0, matched.difference_range.high);
	check_figure(set, "ratio", 0, matched.ratio);
	check_figure(set, "ratio-low", 0, matched.ratio_range.low);
	check_figure(set, "ratio-high", 0, matched.ratio_range.high);
}

static void test_match(void **state)
{
	static const struct stats_stratum ugdp[] = {
		{ { 8, 106 }, { 5, 120 } },
		{ { 22, 98 }, { 16, 85 } },
		{ { 7, 7 }, { 0, 0 } }, /* has nobody to be matched with */
		{ { 0, 0 }, { 4, 9 } },
	};
	struct stats_stratum sparse[40];

	(void)state;
	check_match("ugdp", ugdp, 2, 2);
	check_match("ugdp", ugdp, 4, 2);
	for (int64_t i = 0; i < 40; i++)
		sparse[i] = (struct stats_stratum){
			{ i % 3, i % 3 + i % 2 + 1 },
			{ i % 5, i % 5 + i % 7 + 1 },
		};
	check_match("sparse", sparse, 40, 40);
}

static void test_match_nothing(void **state)
{
	static const struct stats_stratum apart[] = {
		{ { 30, 70 }, { 0, 0 } },
		{ { 0, 0 }, { 30, 70 } },
	};
	static const struct stats_stratum few[] = {
		{ { 10, 19 }, { 30, 70 } },
	};
	static const struct stats_stratum never[] = {
		{ { 3, 20 }, { 0, 20 } },
	};
	struct stats_matched matched;

	(void)state;
	assert_int_equal(stats_match(NULL, 0, &matched), STATS_NO_MATCH);
	assert_int_equal(stats_match(apart, 2, &matched), STATS_NO_MATCH);
	assert_int_equal(matched.n_strata, 0);
	assert_int_equal(stats_match(few, 1, &matched), STATS_TOO_FEW);
	assert_int_equal(matched.n_strata, 1);
	assert_int_equal(matched.with, 19);
	assert_int_equal(matched.without, 70);
	assert_int_equal(stats_match(never, 1, &matched), STATS_SAID);
	assert_true(is_near(matched.difference, .15, 1e-12));
	assert_true(isinf(matched.ratio) && matched.ratio_range.low == 0);
	assert_true(isinf(matched.ratio_range.high));
}

static void test_trend(void **state)
{
	static const double y[] = { .21, .19, .25, .31, .22, .35,
				    .38, .33, .41, .52, .44, .47 };
	static const double weights[] = { 120, 80, 95, 140, 33,  210,
					  150, 88, 61, 77,  190, 45 };
	struct stats_point points[12];
	struct stats_trend trend;

	(void)state;
	for (int i = 0; i < 12; i++)
		points[i] = (struct stats_point){ i + 1, y[i], weights[i] };
	assert_int_equal(stats_trend(points, 12, &trend), STATS_SAID);
	check_figure("trend", "slope", 0, trend.slope);
	check_figure("trend", "low", 0, trend.range.low);
	check_figure("trend", "high", 0, trend.range.high);
	assert_int_equal(stats_trend(points, 2, &trend), STATS_TOO_FEW);
	points[1].x = points[2].x = points[0].x;
	assert_int_equal(stats_trend(points, 3, &trend), STATS_TOO_FEW);
}

static void test_round(void **state)
{
	static const struct {
		double value;
		int decimals;
		double rounded;
	} rows[] = {
		{ 0.1234567, 4, 0.1235 },   { -0.00001, 3, 0 },
		{ 1e18, 6, 1e18 },          { 12.5, 0, 13 },
		{ 1.0 / 3, 9, .333333333 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		double got = stats_round(rows[i].value, rows[i].decimals);

		if (got != rows[i].rounded || (got == 0 && signbit(got)))
			fail_msg("row %zu: %.17g", i, got);
	}
	assert_true(isinf(stats_round((double)INFINITY, 3)));
}

static void test_words(void **state)
{
	(void)state;
	assert_string_equal(stats_words(STATS_SAID), "");
	assert_string_equal(stats_words(STATS_TOO_FEW), "too few");
	assert_string_equal(stats_words(STATS_NOT_REACHED),
			    "not followed for so long");
	assert_string_equal(stats_words(STATS_NO_MATCH),
			    "no stratum holds both");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wilson),
		cmocka_unit_test(test_wilson_like_r),
		cmocka_unit_test(test_poisson),
		cmocka_unit_test(test_quantiles),
		cmocka_unit_test(test_newcombe),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_match_nothing),
		cmocka_unit_test(test_trend),
		cmocka_unit_test(test_round),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
