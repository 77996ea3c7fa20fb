/* SPDX-License-Identifier: MIT */
/*
 * Lines of a change are shifted by what happens elsewhere, end with what
 * touches them or a neighbour, and are found again in other texts; versions
 * and horizons are looked up where they should.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/reverts/life.h"
#include "audit/reverts/probe_facts.h"
#include "audit/reverts/probe_folder.h"
#include "audit/reverts/probe_horizon.h"

enum { LINES_MAX = 64 };

/* A text, a letter a line. */
struct text {
	uint64_t lines[LINES_MAX];
	uint32_t n;
};

static struct probe_lines lines_of(struct text *text, const char *letters)
{
	text->n = 0;
	for (; *letters; letters++)
		text->lines[text->n++] = (uint64_t)*letters;
	return (struct probe_lines){ text->lines, text->n };
}

static void diff(const char *old, const char *new, struct probe_hunks *hunks)
{
	struct probe_diff scratch = { 0 };
	struct text a, b;

	probe_diff_run(&scratch, lines_of(&a, old), lines_of(&b, new), hunks);
	probe_diff_release(&scratch);
}

static void start(struct life *life, struct arena *arena, const char *base,
		  const char *theirs)
{
	struct probe_hunks hunks = { 0 };
	struct text a, b;

	diff(base, theirs, &hunks);
	life_start(life, arena, &hunks, lines_of(&a, base),
		   lines_of(&b, theirs));
	probe_hunks_release(&hunks);
}

/* A change, the version it landed in, the next one. */
struct step_row {
	const char *theirs, *base, *next;
	int touched; /* -1: none */
	uint32_t at; /* of the first window afterwards */
};

static const struct step_row step_rows[] = {
	{ "abcdef", "abXdef", "abXdef", -1, 2 },
	{ "abcdef", "abXdef", "12abXdef", -1, 4 },
	{ "abcdef", "abXdef", "bXdef", -1, 1 },
	{ "abcdef", "abXdef", "aBXdef", 0, 2 }, /* the neighbour above */
	{ "abcdef", "abXdef", "abXDef", 0, 2 }, /* and below */
	{ "abcdef", "abXdef", "abXdEf", -1, 2 },
	{ "abcdef", "abXdef", "abYdef", 0, 2 },
	{ "abcdef", "abXdef", "ab1Xdef", 0, 2 }, /* between them */
	{ "abcdef", "abXdef", "abX1def", 0, 2 },
	{ "abcdef", "abXdef", "a1bXdef", -1, 3 },
	{ "abcdef", "abXdef", "abXd1ef", -1, 2 },
	{ "abcdef", "abdef", "ab1def", 0, 2 }, /* taken out: in between */
	{ "abcdef", "abdef", "a1bd1ef", -1, 3 },
	{ "bcdef", "Xbcdef", "1Xbcdef", 0, 0 }, /* the head of the file */
	{ "bcdef", "Xbcdef", "Xb1cdef", -1, 0 },
	{ "abcde", "abcdeX", "abcdeX1", 0, 5 }, /* and its end */
	{ "abcde", "abcdeX", "1abcdeX", -1, 6 },
	{ "abcdefgh", "aXcdefXh", "aXc1fXh", -1, 1 },
	{ "abcdefgh", "aXcdefXh", "aXcdefYh", 1, 1 },
	{ "abcdefgh", "aXcdefYh", "aXcde12fYh", -1, 1 },
};

static void steps_shift_or_touch(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(step_rows) / sizeof(*step_rows); i++) {
		const struct step_row *row = &step_rows[i];
		struct probe_hunks step = { 0 };
		struct arena arena = { 0 };
		struct life life;
		uint32_t touched;

		start(&life, &arena, row->base, row->theirs);
		diff(row->base, row->next, &step);
		touched = life_step(&life, &step);
		if ((row->touched < 0 ? life.n_hunks
				      : (uint32_t)row->touched) != touched ||
		    life.windows[0].at != row->at)
			fail_msg("%s to %s", row->base, row->next);
		probe_hunks_release(&step);
		arena_release(&arena);
	}
}

/* A change, and a text to look for it in. */
struct look_row {
	const char *theirs, *base, *text;
	enum life_state state;
};

static const struct look_row look_rows[] = {
	{ "abcdef", "abXdef", "abXdef", LIFE_STANDS },
	{ "abcdef", "abXdef", "123bXd4", LIFE_STANDS },
	{ "abcdef", "abXdef", "abcdef", LIFE_UNDONE },
	{ "abcdef", "abXdef", "1bXDef", LIFE_CHANGED },
	{ "abcdef", "abXdef", "", LIFE_CHANGED },
	{ "abcdef", "abdef", "xbdx", LIFE_STANDS },
	{ "abcdef", "abdef", "xbcdx", LIFE_UNDONE },
	{ "bcdef", "Xbcdef", "Xb", LIFE_STANDS },
	{ "bcdef", "Xbcdef", "1Xb", LIFE_CHANGED },
	{ "bcdef", "Xbcdef", "b12", LIFE_UNDONE },
	{ "abcde", "abcdeX", "eX", LIFE_STANDS },
	{ "abcde", "abcdeX", "eX1", LIFE_CHANGED },
	{ "abcde", "abcdeX", "1e", LIFE_UNDONE },
	{ "", "X", "X", LIFE_STANDS },
	{ "", "X", "", LIFE_UNDONE },
	{ "", "X", "XX", LIFE_CHANGED },
};

static void hunks_are_found_in_other_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(look_rows) / sizeof(*look_rows); i++) {
		const struct look_row *row = &look_rows[i];
		struct arena arena = { 0 };
		struct life life;
		struct text text;

		start(&life, &arena, row->base, row->theirs);
		assert_int_equal(life.n_hunks, 1);
		if (life_look(&life.hunks[0], lines_of(&text, row->text)) !=
		    row->state)
			fail_msg("%s in %s", row->base, row->text);
		arena_release(&arena);
	}
}

/* --- versions --- */

static void versions_are_found_by_position(void **state)
{
	struct probe_version versions[] = {
		{ .position = PROBE_NONE },
		{ .position = 3, .entry.mode = 1 },
		{ .position = 5, .entry.mode = 2 },
		{ .position = 9, .entry.mode = 0 },
	};
	const struct probe_path path = { .versions = versions,
					 .n_versions = 4 };
	const struct probe_path none = { 0 };
	static const uint32_t expected[] = { 0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3 };

	(void)state;
	for (uint32_t i = 0; i < 11; i++)
		assert_int_equal(probe_version_at(&path, i), expected[i]);
	assert_int_equal(probe_version_at(&none, 0), PROBE_NONE);
	assert_int_equal(probe_entry_at(&path, 6).mode, 2);
	assert_int_equal(probe_entry_at(&path, 0).mode, 0);
	assert_int_equal(probe_entry_at(&none, 7).mode, 0);
}

static void entries_are_compared_by_what_is_there(void **state)
{
	struct probe_entry a = { .mode = 33188, .blob = { { 1 } } };
	struct probe_entry b = a, gone = { 0 }, other = { .blob = { { 9 } } };

	(void)state;
	assert_true(probe_entry_equal(&a, &b));
	b.mode = 33261;
	assert_false(probe_entry_equal(&a, &b));
	b = a;
	b.blob.bytes[19] = 1;
	assert_false(probe_entry_equal(&a, &b));
	assert_false(probe_entry_equal(&a, &gone));
	assert_true(probe_entry_equal(&gone, &other));
}

/* --- horizons --- */

enum { DAY = 86400 };

static void horizons_end_before_the_first_later_commit(void **state)
{
	struct probe_mainline line[] = { { .at = 0 },        { .at = 10 * DAY },
					 { .at = 30 * DAY }, { .at = 31 * DAY },
					 { .at = 5 * DAY },  { .at = 95 * DAY },
					 { .at = 100 * DAY } };
	const size_t n = sizeof(line) / sizeof(*line);

	(void)state;
	probe_horizon_date(line, n);
	assert_int_equal(line[0].due[PROBE_LANDING], 0);
	assert_int_equal(line[0].due[PROBE_30], 2);
	/* the clock of commit 4 was wrong */
	assert_int_equal(line[0].due[PROBE_90], 4);
	assert_int_equal(line[0].due[PROBE_180], PROBE_NONE);
	assert_int_equal(line[0].due[PROBE_TIP], n - 1);
	assert_int_equal(line[4].due[PROBE_30], 4);
	assert_int_equal(line[4].due[PROBE_90], 5);
	assert_int_equal(line[6].due[PROBE_30], PROBE_NONE);
	assert_int_equal(line[6].due[PROBE_LANDING], 6);
}

/* What a horizon says must not depend on what comes in later. */
static void horizons_that_are_passed_stay(void **state)
{
	struct probe_mainline line[200], whole[200];
	uint64_t seed = 3;

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		whole[i].at = (int64_t)(i + (seed >> 60) * (i % 7 == 0)) * DAY;
	}
	probe_horizon_date(whole, 200);
	for (size_t n = 1; n < 200; n += 13) {
		memcpy(line, whole, sizeof(line));
		probe_horizon_date(line, n);
		for (size_t i = 0; i < n; i++)
			for (int h = PROBE_30; h <= PROBE_365; h++)
				if (line[i].due[h] != PROBE_NONE)
					assert_int_equal(line[i].due[h],
							 whole[i].due[h]);
	}
}

/* --- folders --- */

static void folders_and_files_block_each_other(void **state)
{
	struct probe_version there[] = { { .position = PROBE_NONE },
					 { .position = 1, .entry.mode = 1 } };
	struct probe_path paths[] = {
		{ .name = "a", .versions = there, .n_versions = 2 },
		{ .name = "a.c" },
		{ .name = "a/b/c" },
		{ .name = "d" },
		{ .name = "d.c", .versions = there, .n_versions = 2 },
		{ .name = "d/e/f", .versions = there, .n_versions = 2 },
	};
	struct probe_touch touches[] = { { .path = 0 } };
	const struct probe_unit other = { .n_touches = 0 };
	const struct probe_unit touching = { .n_touches = 1 };
	const struct probe_facts facts = {
		.paths = paths, .n_paths = 6, .touches = touches, .n_touches = 1
	};

	(void)state;
	assert_int_equal(probe_path_find(&facts, "a/b/c"), 2);
	assert_int_equal(probe_path_find(&facts, "a/b"), PROBE_NONE);
	assert_true(probe_folder_blocks(&facts, &other, 2, 1));
	assert_false(probe_folder_blocks(&facts, &other, 2, 0));
	assert_false(probe_folder_blocks(&facts, &touching, 2, 1));
	assert_true(probe_folder_blocks(&facts, &other, 3, 1));
	assert_false(probe_folder_blocks(&facts, &other, 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_shift_or_touch),
		cmocka_unit_test(hunks_are_found_in_other_texts),
		cmocka_unit_test(versions_are_found_by_position),
		cmocka_unit_test(entries_are_compared_by_what_is_there),
		cmocka_unit_test(horizons_end_before_the_first_later_commit),
		cmocka_unit_test(horizons_that_are_passed_stay),
		cmocka_unit_test(folders_and_files_block_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
