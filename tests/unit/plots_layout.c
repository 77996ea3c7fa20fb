/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "plots/layout.h"

enum { ROUNDS = 3000, MAX_LABELS = 40 };

static double random_to(unsigned *seed, double max)
{
	return max * (rand_r(seed) % 10001) / 10000;
}

static void assert_page(const struct layout_sizes *sizes)
{
	const struct box paper = { 0, 0, sizes->width, sizes->height };
	struct layout_page page;
	const struct box *boxes[] = { &page.title,  &page.left, &page.plot,
				      &page.right,  &page.axis, &page.strip,
				      &page.caption };
	const size_t n = sizeof(boxes) / sizeof(boxes[0]);

	layout_page(sizes, &page);
	for (size_t i = 0; i < n; i++) {
		assert_true(boxes[i]->width >= 0 && boxes[i]->height >= 0);
		assert_true(layout_contains(&paper, boxes[i]));
		for (size_t j = 0; j < i; j++)
			assert_false(layout_overlap(boxes[i], boxes[j]));
	}
}

static void test_boxes_do_not_overlap(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		const struct layout_sizes sizes = {
			.width = 300 + random_to(&seed, 1500),
			.height = 300 + random_to(&seed, 1500),
			.title_height = random_to(&seed, 60),
			.caption_height = random_to(&seed, 90),
			.left_width = random_to(&seed, 400),
			.right_width = random_to(&seed, 400),
			.axis_height = random_to(&seed, 20),
			.strip_height = random_to(&seed, 60),
		};

		assert_page(&sizes);
	}
}

static void test_a_small_page_has_no_plot(void **state)
{
	const struct layout_sizes sizes = {
		.width = 10,
		.height = 50,
		.title_height = 40,
		.caption_height = 40,
		.left_width = 100,
		.right_width = 100,
	};
	struct layout_page page;

	(void)state;
	layout_page(&sizes, &page);
	assert_true(page.plot.width == 0 && page.plot.height == 0);
}

/* What layout_spread promises for these labels. */
static void assert_spread(const struct layout_label *labels, size_t n,
			  double lo, double hi)
{
	for (size_t i = 0; i < n; i++) {
		double begin = labels[i].middle - labels[i].size / 2;

		if (!labels[i].shown)
			continue;
		assert_true(begin >= lo - 1e-6);
		assert_true(begin + labels[i].size <= hi + 1e-6);
		for (size_t j = 0; j < i; j++) {
			double apart =
				fabs(labels[i].middle - labels[j].middle);
			double need = (labels[i].size + labels[j].size) / 2;

			if (labels[j].shown)
				assert_true(apart >= need - 1e-6);
		}
	}
}

/* Labels keep the order that they asked for. */
static void assert_order(const struct layout_label *labels, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (labels[i].shown && labels[j].shown &&
			    labels[i].wanted < labels[j].wanted)
				assert_true(labels[i].middle <
					    labels[j].middle);
}

static void test_labels_do_not_collide(void **state)
{
	unsigned seed = 42;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct layout_label labels[MAX_LABELS];
		size_t n = (size_t)(rand_r(&seed) % MAX_LABELS);
		double lo = random_to(&seed, 100);
		double hi = lo + random_to(&seed, 500);

		for (size_t i = 0; i < n; i++) {
			labels[i].wanted = random_to(&seed, 700) - 50;
			labels[i].size = 1 + random_to(&seed, 30);
		}
		layout_spread(labels, n, lo, hi);
		assert_spread(labels, n, lo, hi);
		assert_order(labels, n);
	}
}

static void test_free_labels_stay(void **state)
{
	struct layout_label labels[] = {
		{ .wanted = 50, .size = 10 },
		{ .wanted = 20, .size = 10 },
		{ .wanted = 80, .size = 10 },
	};

	(void)state;
	layout_spread(labels, 3, 0, 100);
	for (int i = 0; i < 3; i++) {
		assert_true(labels[i].shown);
		assert_true(labels[i].middle == labels[i].wanted);
	}
}

static void test_equal_labels_share_the_move(void **state)
{
	struct layout_label labels[] = {
		{ .wanted = 50, .size = 10 },
		{ .wanted = 50, .size = 10 },
	};

	(void)state;
	layout_spread(labels, 2, 0, 100);
	assert_true(labels[0].middle == 45 && labels[1].middle == 55);
	layout_spread(labels, 0, 0, 100);
}

static void test_the_first_labels_are_kept(void **state)
{
	struct layout_label labels[] = {
		{ .wanted = 5, .size = 10 },
		{ .wanted = 5, .size = 10 },
		{ .wanted = 5, .size = 10 },
	};

	(void)state;
	layout_spread(labels, 3, 0, 25);
	assert_true(labels[0].shown && labels[1].shown);
	assert_false(labels[2].shown);
}

/* No label touches another one, or the line of any flag but its own. */
static void assert_flags(const struct layout_flag *flags, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			double left = flags[i].at - flags[i].width;
			bool is_crossed = flags[j].at > left &&
					  flags[j].at < flags[i].at &&
					  flags[j].lane >= flags[i].lane;
			bool is_shared = i != j &&
					 flags[i].lane == flags[j].lane &&
					 flags[j].at > left &&
					 flags[j].at <= flags[i].at;

			assert_false(is_crossed || is_shared);
		}
}

static void test_flags_do_not_collide(void **state)
{
	struct layout_flag flags[MAX_LABELS];
	unsigned seed = 11;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		size_t n = 1 + (size_t)rand_r(&seed) % MAX_LABELS;
		double step = random_to(&seed, 60), at = 0;

		for (size_t j = 0; j < n; j++) {
			at += rand_r(&seed) % 4 ? random_to(&seed, step) : 0;
			flags[j] = (struct layout_flag){
				at, 5 + random_to(&seed, 100), 99
			};
		}
		assert_true(layout_flags(flags, n) <= n);
		assert_flags(flags, n);
	}
	assert_int_equal(layout_flags(flags, 0), 0);
}

static void test_flags_use_few_lanes(void **state)
{
	struct layout_flag flags[] = { { 100, 50, 9 },
				       { 120, 50, 9 },
				       { 120, 50, 9 },
				       { 170, 50, 9 },
				       { 190, 50, 9 } };

	(void)state;
	assert_int_equal(layout_flags(flags, 5), 3);
	assert_int_equal(flags[0].lane, 0);
	assert_int_equal(flags[1].lane, 1);
	assert_int_equal(flags[2].lane, 2);
	/* the lines of the others end where its label begins */
	assert_int_equal(flags[3].lane, 0);
	assert_int_equal(flags[4].lane, 1);
}

static void test_inside(void **state)
{
	(void)state;
	assert_true(layout_inside(50, 10, 0, 100) == 50);
	assert_true(layout_inside(2, 10, 0, 100) == 5);
	assert_true(layout_inside(99, 10, 0, 100) == 95);
	assert_true(layout_inside(99, 300, 0, 100) == 50);
}

static void test_strip(void **state)
{
	(void)state;
	assert_int_equal(layout_strip(30, 25, 9), LAYOUT_STRIP_FLAT);
	assert_int_equal(layout_strip(10, 25, 9), LAYOUT_STRIP_TURNED);
	assert_int_equal(layout_strip(5, 25, 9), LAYOUT_STRIP_NONE);
}

static void test_stack_fills_its_box(void **state)
{
	const double weights[] = { 2, 1, 1 };
	const struct box box = { 10, 20, 300, 220 };
	struct box panels[3];

	(void)state;
	layout_stack(&box, weights, 3, 10, panels);
	assert_true(panels[0].height == 100 && panels[1].height == 50);
	assert_true(panels[1].y == 130 && panels[2].y == 190);
	for (int i = 0; i < 3; i++)
		assert_true(layout_contains(&box, &panels[i]));
	assert_false(layout_overlap(&panels[0], &panels[1]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boxes_do_not_overlap),
		cmocka_unit_test(test_a_small_page_has_no_plot),
		cmocka_unit_test(test_labels_do_not_collide),
		cmocka_unit_test(test_free_labels_stay),
		cmocka_unit_test(test_equal_labels_share_the_move),
		cmocka_unit_test(test_the_first_labels_are_kept),
		cmocka_unit_test(test_flags_do_not_collide),
		cmocka_unit_test(test_flags_use_few_lanes),
		cmocka_unit_test(test_inside),
		cmocka_unit_test(test_strip),
		cmocka_unit_test(test_stack_fills_its_box),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
