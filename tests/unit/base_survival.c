/* SPDX-License-Identifier: MIT */
/*
 * Estimates of lives equal those of R's package survival, whose figures lie
 * in tests/expect/, made by survival.R there.
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
#include "audit/base/survival.h"

enum { MAX_LIVES = 1000 };

/* The lives of one set of the file, and their curve. */
struct set {
	char name[32];
	struct life lives[MAX_LIVES];
	size_t n;
	struct survival curve;
};

static FILE *open_expect(const char *path)
{
	FILE *file = fopen(path, "re");
	char head[128];

	if (!file || !fgets(head, sizeof(head), file))
		fail_msg("no %s; run tests from the top folder", path);
	return file;
}

static void read_set(struct set *set, const char *name)
{
	FILE *file = open_expect("tests/expect/survival-lives.csv");
	char line[128], of[32];
	int ended;

	memset(set, 0, sizeof(*set));
	snprintf(set->name, sizeof(set->name), "%s", name);
	while (fgets(line, sizeof(line), file)) {
		struct life *life = &set->lives[set->n];

		assert_int_equal(sscanf(line, "%31[^,],%" SCNd64 ",%d,%" SCNu32,
					of, &life->time, &ended,
					&life->cluster),
				 4);
		life->ended = ended;
		set->n += strcmp(of, name) == 0;
	}
	fclose(file);
	assert_in_range(set->n, 21, MAX_LIVES - 1);
	survival_make(set->lives, set->n, &set->curve);
}

/* What the program says where R says what at a time; NAN: nothing. */
static double figure_of(const struct set *set, const char *what, int64_t at)
{
	const struct survival *curve = &set->curve;
	bool clustered = strncmp(what, "clustered", 9) == 0;
	const char *of = clustered ? what + 9 + (what[9] == '-') : what;
	struct survival_estimate at_time, mean, median;
	enum stats_answer half = survival_median(curve, &median);

	survival_at(curve, at, clustered, &at_time);
	survival_mean(curve, at, &mean);
	if (strcmp(what, "share") == 0)
		return at_time.value;
	if (strcmp(what, "at-risk") == 0)
		return (double)survival_at_risk(curve, at);
	if (strcmp(of, "") == 0 || strcmp(of, "greenwood") == 0)
		return sqrt(at_time.variance);
	if (strcmp(of, "low") == 0)
		return at_time.range.low;
	if (strcmp(of, "high") == 0)
		return at_time.range.high;
	if (strcmp(what, "mean") == 0)
		return mean.value;
	if (strcmp(what, "mean-error") == 0)
		return sqrt(mean.variance);
	assert_int_equal(half,
			 isinf(median.value) ? STATS_NOT_REACHED : STATS_SAID);
	if (strcmp(what, "median") == 0)
		return median.value;
	if (strcmp(what, "median-low") == 0)
		return median.range.low;
	assert_string_equal(what, "median-high");
	return median.range.high;
}

/* R's interval has no width where nothing ended; ours has. */
static bool is_flat(const struct set *set, const char *what, int64_t at)
{
	return (strstr(what, "low") || strstr(what, "high")) &&
	       strncmp(what, "median", 6) != 0 &&
	       survival_share(&set->curve, at) >= 1;
}

/* To a millionth of the value, and of 1. */
static bool is_near(double a, double b)
{
	return fabs(a - b) <= 1e-6 * fmax(1, fabs(b));
}

static int compare_set(const char *name)
{
	FILE *file = open_expect("tests/expect/survival-figures.csv");
	struct set *set = calloc(1, sizeof(*set));
	char line[128], of[32], what[32], value[32];
	int64_t at;
	int n = 0;

	assert_non_null(set);
	read_set(set, name);
	while (fgets(line, sizeof(line), file)) {
		double got, want;

		assert_int_equal(sscanf(line,
					"%31[^,],%31[^,],%" SCNd64 ",%31s", of,
					what, &at, value),
				 4);
		if (strcmp(of, name) != 0 || is_flat(set, what, at))
			continue;
		got = figure_of(set, what, at);
		want = strcmp(value, "NA") == 0 ? (double)INFINITY
						: strtod(value, NULL);
		if (isinf(want) ? !isinf(got) : !is_near(got, want))
			fail_msg("%s: %s at %" PRId64 " is %.12g, of R %s",
				 name, what, at, got, value);
		n++;
	}
	fclose(file);
	survival_release(&set->curve);
	free(set);
	return n;
}

static void test_like_r(void **state)
{
	static const struct {
		const char *set;
		int n_figures; /* so that a comparison cannot be empty */
	} rows[] = {
		{ "freireich", 55 }, { "days", 61 },  { "ties", 41 },
		{ "seconds", 33 },   { "young", 33 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int n = compare_set(rows[i].set);

		if (n != rows[i].n_figures)
			fail_msg("%s: %d figures", rows[i].set, n);
	}
}

/* Remission under 6-MP, as textbooks print it. */
static void test_worked_example(void **state)
{
	struct set *set = calloc(1, sizeof(*set));
	struct survival_estimate estimate;

	(void)state;
	assert_non_null(set);
	read_set(set, "freireich");
	assert_int_equal(set->curve.n_steps, 7);
	assert_int_equal(set->curve.steps[0].at_risk, 21);
	assert_int_equal(set->curve.steps[0].n_ended, 3);
	assert_int_equal(survival_at_risk(&set->curve, 7), 17);
	assert_int_equal(survival_at_risk(&set->curve, 36), 0);
	assert_int_equal(survival_at(&set->curve, 10, false, &estimate),
			 STATS_SAID);
	assert_true(fabs(estimate.value - 0.753) < 0.0005);
	assert_true(fabs(sqrt(estimate.variance) - 0.0963) < 0.00005);
	assert_int_equal(survival_at(&set->curve, 36, false, &estimate),
			 STATS_NOT_REACHED);
	assert_int_equal(survival_mean(&set->curve, 36, &estimate),
			 STATS_NOT_REACHED);
	survival_release(&set->curve);
	free(set);
}

/* n lives of time, time + 1, ...; those of a time divisible by every end. */
static void make_lives(struct life *lives, size_t n, int64_t time, int every)
{
	for (size_t i = 0; i < n; i++, time++)
		lives[i] = (struct life){ time, (uint32_t)(n - i - 1),
					  time % every == 0 };
}

static void test_no_lives(void **state)
{
	struct survival curve;
	struct survival_estimate estimate;

	(void)state;
	survival_make(NULL, 0, &curve);
	assert_int_equal(survival_at_risk(&curve, 0), 0);
	assert_true(survival_share(&curve, 5) == 1);
	assert_true(survival_clustered(&curve, 5) == 0);
	assert_int_equal(survival_at(&curve, 0, true, &estimate),
			 STATS_TOO_FEW);
	assert_int_equal(survival_median(&curve, &estimate), STATS_TOO_FEW);
	assert_int_equal(survival_mean(&curve, 9, &estimate), STATS_TOO_FEW);
	assert_true(estimate.value == 9);
	survival_release(&curve);
}

/* 19 changes are too few, 20 are not. */
static void test_too_few(void **state)
{
	struct life lives[STATS_ENOUGH];
	struct survival_estimate estimate;
	struct survival curve;

	(void)state;
	for (size_t n = STATS_ENOUGH - 1; n <= STATS_ENOUGH; n++) {
		enum stats_answer want =
			n < STATS_ENOUGH ? STATS_TOO_FEW : STATS_SAID;

		make_lives(lives, n, 1, 1);
		survival_make(lives, n, &curve);
		assert_int_equal(survival_at(&curve, 5, false, &estimate),
				 want);
		assert_int_equal(survival_median(&curve, &estimate), want);
		assert_int_equal(survival_mean(&curve, 5, &estimate), want);
		survival_release(&curve);
	}
}

/* Without an end, or with nothing left, the interval still has a width. */
static void test_flat(void **state)
{
	struct life lives[40];
	struct survival_estimate estimate;
	struct survival curve;

	(void)state;
	make_lives(lives, 40, 1, 1000);
	survival_make(lives, 40, &curve);
	assert_int_equal(curve.n_steps, 0);
	assert_int_equal(survival_at(&curve, 11, true, &estimate), STATS_SAID);
	assert_true(estimate.value == 1 && estimate.range.high == 1);
	assert_true(fabs(estimate.range.low -
			 30 / (30 + QUANTILE_NORMAL * QUANTILE_NORMAL)) <
		    1e-12);
	assert_int_equal(survival_median(&curve, &estimate), STATS_NOT_REACHED);
	survival_release(&curve);

	make_lives(lives, 40, 1, 1);
	survival_make(lives, 40, &curve);
	assert_int_equal(survival_at(&curve, 40, true, &estimate), STATS_SAID);
	assert_true(estimate.value == 0 && estimate.range.low == 0);
	assert_true(estimate.range.high > 0.7 && estimate.range.high < 0.8);
	assert_int_equal(survival_at(&curve, 4000, true, &estimate),
			 STATS_SAID);
	assert_true(estimate.value == 0);
	survival_release(&curve);
}

/* Lives apart from each other: both variances are one. */
static void test_own_clusters(void **state)
{
	struct life lives[100];
	struct survival curve;

	(void)state;
	make_lives(lives, 100, 0, 3);
	survival_make(lives, 100, &curve);
	for (int64_t at = 0; at < 95; at += 7)
		assert_true(fabs(survival_clustered(&curve, at) -
				 survival_greenwood(&curve, at)) < 1e-12);
	survival_release(&curve);
}

/* The order in which lives come changes no bit. */
static void test_any_order(void **state)
{
	struct life lives[60], turned[60];
	struct survival a, b;

	(void)state;
	make_lives(lives, 60, 0, 2);
	for (size_t i = 0; i < 60; i++)
		turned[i] = lives[59 - i];
	for (size_t i = 0; i < 60; i++) {
		lives[i].time /= 10;
		turned[59 - i].time /= 10;
	}
	survival_make(lives, 60, &a);
	survival_make(turned, 60, &b);
	assert_memory_equal(lives, turned, sizeof(lives));
	assert_int_equal(a.n_steps, 6);
	assert_memory_equal(a.steps, b.steps, 6 * sizeof(*a.steps));
	survival_release(&a);
	survival_release(&b);
}

/* The curve is at exactly 1/2 from 4 to 7: the middle is the median. */
static void test_flat_half(void **state)
{
	struct life lives[20];
	struct survival_estimate estimate;
	struct survival curve;

	(void)state;
	for (size_t i = 0; i < 20; i++)
		lives[i] = (struct life){ i < 10 ? 4 : 7, 0, true };
	survival_make(lives, 20, &curve);
	assert_int_equal(survival_median(&curve, &estimate), STATS_SAID);
	assert_true(estimate.value == 5.5);
	assert_true(estimate.range.low == 4 && estimate.range.high == 7);
	survival_release(&curve);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_like_r),
		cmocka_unit_test(test_worked_example),
		cmocka_unit_test(test_no_lives),
		cmocka_unit_test(test_too_few),
		cmocka_unit_test(test_flat),
		cmocka_unit_test(test_own_clusters),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_flat_half),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
