/* SPDX-License-Identifier: MIT */
/*
 * A mark that a text has not rules lines out, and never those that stand in
 * it; what is kept of a touch comes back as it was, or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/reverts/probe_kept.h"
#include "audit/reverts/probe_marks.h"

enum { LINES_MAX = 64 };

/* Lines, a letter each: ^ first is the head of the file, $ last its end. */
struct text {
	uint64_t at[LINES_MAX];
	struct life_lines lines;
};

static struct life_lines *read_text(struct text *text, const char *letters)
{
	text->lines = (struct life_lines){ .at = text->at };
	for (; *letters; letters++)
		if (*letters == '^')
			text->lines.is_head = true;
		else if (*letters == '$')
			text->lines.is_end = true;
		else
			text->at[text->lines.n++] = (uint64_t)*letters;
	return &text->lines;
}

struct row {
	const char *text, *lines;
	int is_missing;
};

static const struct row rows[] = {
	{ "abcdef", "bcd", 0 },
	{ "abcdef", "bd", 1 },
	{ "abcdef", "bxd", 1 },
	{ "abcdef", "^ab", 0 },
	{ "abcdef", "^bc", 1 }, /* stands, but not at the head */
	{ "abcdef", "ef$", 0 },
	{ "abcdef", "de$", 1 },
	{ "abcdef", "^abcdef$", 0 },
	{ "abcbcd", "abcd", 0 }, /* each pair is there, together or not */
	{ "", "^$", 0 },
	{ "a", "^$", 1 },
	{ "", "^a$", 1 },
};

static void test_missing(void **state)
{
	struct probe_marks marks = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct oid blob = { .bytes = { (unsigned char)i } };
		struct text text, lines;
		struct probe_signs signs = { { 0 }, { 0 } };
		struct life_hunk hunk;

		read_text(&text, rows[i].text);
		probe_marks_read(&marks, &blob,
				 (struct probe_lines){ text.at, text.lines.n });
		hunk.stands = hunk.undone = *read_text(&lines, rows[i].lines);
		if (probe_marks_gone(&marks, &hunk, &signs) !=
		    rows[i].is_missing)
			fail_msg("row %zu: '%s' in '%s'", i, rows[i].lines,
				 rows[i].text);
		assert_int_equal(probe_marks_rule_out(&marks, &signs),
				 rows[i].is_missing);
		/* few lines, so some are all */
		signs = probe_marks_some(&hunk);
		if (lines.lines.n <= PROBE_SIGNS_MAX)
			assert_int_equal(probe_marks_rule_out(&marks, &signs),
					 rows[i].is_missing);
	}
	probe_marks_release(&marks);
}

/* One of either must be missing; of many lines, some are looked at. */
static void test_signs(void **state)
{
	const struct oid blob = { .bytes = { 1 } };
	struct probe_marks marks = { 0 };
	struct text text, stands, undone;
	struct probe_signs signs;
	struct life_hunk hunk;

	(void)state;
	read_text(&text, "abcdefgh");
	probe_marks_read(&marks, &blob,
			 (struct probe_lines){ text.at, text.lines.n });
	hunk.stands = *read_text(&stands, "axb");
	hunk.undone = *read_text(&undone, "ab");
	assert_false(probe_marks_gone(&marks, &hunk, &signs));
	signs = probe_marks_some(&hunk);
	assert_int_not_equal(signs.stands[1], 0);
	assert_int_equal(signs.stands[2], 0);
	assert_int_equal(signs.undone[1], 0);
	assert_false(probe_marks_rule_out(&marks, &signs));
	hunk.undone = *read_text(&undone, "abcdefghx");
	signs = probe_marks_some(&hunk);
	assert_int_not_equal(signs.undone[PROBE_SIGNS_MAX - 1], 0);
	probe_marks_release(&marks);
}

/* What was read for a blob is not read again; another one replaces it. */
static void test_read_once(void **state)
{
	const struct oid one = { .bytes = { 1 } }, two = { .bytes = { 2 } };
	struct probe_marks marks = { 0 };
	struct probe_signs signs;
	struct life_hunk hunk;
	struct text text, lines;

	(void)state;
	read_text(&text, "ab");
	probe_marks_read(&marks, &one, (struct probe_lines){ text.at, 2 });
	read_text(&text, "cd");
	probe_marks_read(&marks, &one, (struct probe_lines){ text.at, 2 });
	hunk.stands = hunk.undone = *read_text(&lines, "ab");
	assert_false(probe_marks_gone(&marks, &hunk, &signs));
	probe_marks_read(&marks, &two, (struct probe_lines){ text.at, 2 });
	assert_true(probe_marks_gone(&marks, &hunk, &signs));
	probe_marks_release(&marks);
}

/* --- what is kept --- */

static struct probe_path paths[] = { { .path_id = 70 }, { .path_id = 71 } };
static uint32_t path_index[] = { 0, 1 };
static const struct probe_facts facts = { .paths = paths,
					  .n_paths = 2,
					  .first_path_id = 70,
					  .path_index = path_index,
					  .n_path_ids = sizeof(path_index) /
							sizeof(*path_index),
					  .n_mainline = 70001 };

static const struct probe_result kept[] = {
	{ .outcomes = { 1, 2, 3, 4, 5, 0 }, .death = PROBE_NONE },
	{ .is_life_known = true,
	  .stand = PROBE_ENDED,
	  .death = 70000,
	  .path = 1,
	  .first_line = 300,
	  .last_line = 299,
	  .signs = { { 0xfffefdfc, 1 }, { 7, 8, 9, 10 } } },
	{ .stand = PROBE_ENDED },
	{ .is_life_known = true,
	  .stand = PROBE_BY_WINDOWS,
	  .death = PROBE_NONE,
	  .windows = (struct life_window[]){ { 1, 0 }, { 70000, 3 } },
	  .n_windows = 2 },
	{ .is_life_known = true,
	  .stand = PROBE_BY_WINDOWS,
	  .death = PROBE_NONE },
	{ .is_life_known = true,
	  .stand = PROBE_UNTOUCHED,
	  .death = PROBE_NONE },
};

static void test_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		struct buf bytes = BUF_INIT, again = BUF_INIT;
		struct probe_result result;

		probe_kept_write(&facts, &kept[i], &bytes);
		assert_int_equal(probe_kept_read(&facts,
						 (unsigned char *)bytes.data,
						 bytes.len, &result),
				 bytes.len);
		assert_int_equal(result.death, kept[i].death);
		assert_int_equal(result.n_windows, kept[i].n_windows);
		probe_kept_write(&facts, &result, &again);
		assert_int_equal(again.len, bytes.len);
		assert_memory_equal(again.data, bytes.data, bytes.len);
		probe_result_release(&result);
		buf_release(&again);
		buf_release(&bytes);
	}
}

static void test_cut_off(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		struct buf bytes = BUF_INIT;
		struct probe_result result;

		probe_kept_write(&facts, &kept[i], &bytes);
		for (size_t n = 0; n < bytes.len; n++) {
			assert_int_equal(
				probe_kept_read(&facts,
						(unsigned char *)bytes.data, n,
						&result),
				0);
			probe_result_release(&result);
		}
		buf_release(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_missing),   cmocka_unit_test(test_signs),
		cmocka_unit_test(test_read_once), cmocka_unit_test(test_kept),
		cmocka_unit_test(test_cut_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
