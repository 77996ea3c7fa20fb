/* SPDX-License-Identifier: MIT */
/*
 * Draws are the same everywhere, take whole clusters, and give intervals as
 * wide as theory has them.
 */
#include <math.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/bootstrap.h"
#include "audit/base/rng.h"
#include "audit/base/xalloc.h"

enum { N = 400 };

static const struct bootstrap_plan plan = { 999, 1, 100 };

/* The authors' programs give these from the state 1, 2, 3, 4. */
static void test_known_numbers(void **state)
{
	static const uint64_t from_1234[] = {
		UINT64_C(11520),
		UINT64_C(0),
		UINT64_C(1509978240),
		UINT64_C(1215971899390074240),
		UINT64_C(1216172134540287360),
	};
	/* splitmix64 from 1234567 */
	static const uint64_t seeded[] = {
		UINT64_C(6457827717110365317),
		UINT64_C(3203168211198807973),
		UINT64_C(9817491932198370423),
		UINT64_C(4593380528125082431),
	};
	struct rng rng = { { 1, 2, 3, 4 } };

	(void)state;
	for (size_t i = 0; i < sizeof(from_1234) / sizeof(*from_1234); i++)
		assert_true(rng_next(&rng) == from_1234[i]);
	rng_init(&rng, 1234567);
	assert_memory_equal(rng.state, seeded, sizeof(seeded));
}

static void test_below(void **state)
{
	int counts[7] = { 0 };
	struct rng rng;

	(void)state;
	rng_init(&rng, 42);
	for (int i = 0; i < 70000; i++) {
		uint32_t x = rng_below(&rng, 7);

		assert_in_range(x, 0, 6);
		counts[x]++;
	}
	for (int i = 0; i < 7; i++)
		assert_in_range(counts[i], 9600, 10400);
	for (int i = 0; i < 100; i++)
		assert_int_equal(rng_below(&rng, 1), 0);
	/* two of three products would be unfair here */
	for (int i = 0; i < 1000; i++)
		assert_true(rng_below(&rng, UINT32_C(3) << 30) < UINT32_C(3)
									 << 30);
}

/* Times that look random; three in ten are cut off. */
static void make_lives(struct life *lives, size_t n, uint32_t n_clusters,
		       uint64_t seed, uint32_t scale)
{
	struct rng rng;

	rng_init(&rng, seed);
	for (size_t i = 0; i < n; i++) {
		lives[i].cluster = (uint32_t)(i % n_clusters);
		lives[i].time = rng_below(&rng, scale) + 1;
		lives[i].ended = rng_below(&rng, 10) >= 3;
	}
}

static void test_like_greenwood(void **state)
{
	struct life lives[N];
	struct survival curve;
	struct survival_estimate at, mean, median;
	struct bootstrap_ranges ranges;

	(void)state;
	make_lives(lives, N, N, 7, 250);
	survival_make(lives, N, &curve);
	survival_at(&curve, plan.horizon, false, &at);
	survival_mean(&curve, plan.horizon, &mean);
	survival_median(&curve, &median);
	assert_int_equal(bootstrap_curve(&curve, &plan, &ranges), STATS_SAID);
	assert_true(fabs(ranges.share.low - at.range.low) < 0.01);
	assert_true(fabs(ranges.share.high - at.range.high) < 0.01);
	assert_true(fabs(ranges.mean.low - mean.range.low) < 1);
	assert_true(fabs(ranges.mean.high - mean.range.high) < 1);
	assert_true(fabs(ranges.median.low - median.range.low) < 6);
	assert_true(fabs(ranges.median.high - median.range.high) < 6);
	survival_release(&curve);
}

/* Nine copies of each life say no more than one, if drawn together. */
static void test_clusters_are_whole(void **state)
{
	struct life lives[9 * 40], once[40];
	struct survival curve, alone;
	struct survival_estimate at;
	struct bootstrap_ranges ranges, of_once;

	(void)state;
	make_lives(once, 40, 40, 3, 250);
	for (size_t i = 0; i < 9 * 40; i++)
		lives[i] = once[i / 9];
	survival_make(lives, 9 * 40, &curve);
	survival_make(once, 40, &alone);
	assert_int_equal(bootstrap_curve(&curve, &plan, &ranges), STATS_SAID);
	assert_int_equal(bootstrap_curve(&alone, &plan, &of_once), STATS_SAID);
	assert_true(fabs(ranges.share.low - of_once.share.low) < 1e-9);
	assert_true(fabs(ranges.share.high - of_once.share.high) < 1e-9);
	assert_true(ranges.median.low == of_once.median.low);
	/* and the other way of taking clusters in agrees */
	survival_at(&curve, plan.horizon, true, &at);
	assert_true(fabs(ranges.share.low - at.range.low) < 0.04);
	assert_true(fabs(ranges.share.high - at.range.high) < 0.04);
	survival_at(&curve, plan.horizon, false, &at);
	assert_true(at.range.low - ranges.share.low > 0.08);
	survival_release(&curve);
	survival_release(&alone);
}

static void test_same_again(void **state)
{
	struct life lives[N];
	struct survival curve;
	struct bootstrap_ranges a, b;
	struct bootstrap_plan other = plan;

	(void)state;
	make_lives(lives, N, 50, 7, 250);
	survival_make(lives, N, &curve);
	bootstrap_curve(&curve, &plan, &a);
	bootstrap_curve(&curve, &plan, &b);
	assert_memory_equal(&a, &b, sizeof(a));
	other.seed++;
	bootstrap_curve(&curve, &other, &b);
	assert_memory_not_equal(&a, &b, sizeof(a));
	other.n_draws = 38; /* too few for an interval */
	bootstrap_curve(&curve, &other, &b);
	assert_true(b.share.low == 0 && b.share.high == 1);
	survival_release(&curve);
}

/* Lives enough for threads, on one processor and on all. */
static void test_any_processors(void **state)
{
	enum { MANY = 5000 };
	struct life *lives = xcalloc(MANY, sizeof(*lives));
	struct survival curve;
	struct bootstrap_ranges a, b;
	cpu_set_t all, one;
	int cpu = 0;

	(void)state;
	make_lives(lives, MANY, 900, 7, 250);
	survival_make(lives, MANY, &curve);
	assert_int_equal(sched_getaffinity(0, sizeof(all), &all), 0);
	while (!CPU_ISSET(cpu, &all))
		cpu++;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	bootstrap_curve(&curve, &plan, &a);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	bootstrap_curve(&curve, &plan, &b);
	assert_int_equal(sched_setaffinity(0, sizeof(all), &all), 0);
	assert_memory_equal(&a, &b, sizeof(a));
	survival_release(&curve);
	free(lives);
}

/* Most lives outlast the history: the median has no upper end. */
static void test_not_reached(void **state)
{
	struct life lives[N];
	struct survival curve;
	struct bootstrap_ranges ranges;

	(void)state;
	make_lives(lives, N, 50, 7, 250);
	for (size_t i = 0; i < N; i++)
		lives[i].ended &= i % 4 == 0;
	survival_make(lives, N, &curve);
	bootstrap_curve(&curve, &plan, &ranges);
	assert_true(isinf(ranges.median.high));
	assert_true(ranges.share.low > 0.8 && ranges.share.high < 1);
	survival_release(&curve);
}

static void test_too_few(void **state)
{
	struct life lives[N];
	struct survival curve, empty;
	struct bootstrap_ranges ranges;

	(void)state;
	survival_make(NULL, 0, &empty);
	make_lives(lives, 19, 19, 1, 250);
	survival_make(lives, 19, &curve);
	assert_int_equal(bootstrap_curve(&curve, &plan, &ranges),
			 STATS_TOO_FEW);
	survival_release(&curve);
	make_lives(lives, N, BOOTSTRAP_CLUSTERS - 1, 1, 250);
	survival_make(lives, N, &curve);
	assert_int_equal(bootstrap_curve(&curve, &plan, &ranges),
			 STATS_TOO_FEW);
	assert_true(ranges.share.low == 0 && ranges.share.high == 1);
	assert_int_equal(bootstrap_difference(&curve, &empty, &plan, &ranges),
			 STATS_TOO_FEW);
	assert_true(ranges.share.low == -1 && ranges.mean.high == 100);
	survival_release(&curve);
	survival_release(&empty);
}

static void test_difference(void **state)
{
	struct life slow[N], fast[N];
	struct survival a, b;
	struct bootstrap_ranges ranges, turned;
	double difference;

	(void)state;
	make_lives(slow, N, N, 5, 500);
	make_lives(fast, N, N, 9, 200);
	survival_make(slow, N, &a);
	survival_make(fast, N, &b);
	difference = survival_share(&a, 100) - survival_share(&b, 100);
	assert_int_equal(bootstrap_difference(&a, &b, &plan, &ranges),
			 STATS_SAID);
	assert_int_equal(bootstrap_difference(&b, &a, &plan, &turned),
			 STATS_SAID);
	assert_true(ranges.share.low < difference &&
		    difference < ranges.share.high);
	assert_true(ranges.share.low > 0 && ranges.mean.low > 0);
	assert_true(fabs(ranges.share.low + turned.share.high) < 1e-12);
	assert_true(ranges.median.low == 0 && ranges.median.high == 0);
	survival_release(&a);
	survival_release(&b);
}

/* The same lives on both sides, drawn together, never differ. */
static void test_drawn_together(void **state)
{
	struct life lives[N], again[N];
	struct survival a, b;
	struct bootstrap_ranges ranges;

	(void)state;
	make_lives(lives, N, 40, 5, 250);
	memcpy(again, lives, sizeof(again));
	survival_make(lives, N, &a);
	survival_make(again, N, &b);
	assert_int_equal(bootstrap_difference(&a, &b, &plan, &ranges),
			 STATS_SAID);
	assert_true(ranges.share.low == 0 && ranges.share.high == 0);
	assert_true(ranges.mean.low == 0 && ranges.mean.high == 0);
	survival_release(&a);
	survival_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_numbers),
		cmocka_unit_test(test_below),
		cmocka_unit_test(test_like_greenwood),
		cmocka_unit_test(test_clusters_are_whole),
		cmocka_unit_test(test_same_again),
		cmocka_unit_test(test_any_processors),
		cmocka_unit_test(test_not_reached),
		cmocka_unit_test(test_too_few),
		cmocka_unit_test(test_difference),
		cmocka_unit_test(test_drawn_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
