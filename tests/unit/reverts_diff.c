/* SPDX-License-Identifier: MIT */
/*
 * Hunks turn one text into the other, are as few lines as can be where texts
 * are close, slide down, and merge as git's do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <git2.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/probe_diff.h"
#include "audit/reverts/probe_merge.h"
#include "audit/reverts/probe_text.h"

enum { LINES_MAX = 4096 };

/* --- random numbers: splitmix64 --- */

static uint64_t next_random(uint64_t *seed)
{
	uint64_t z = *seed += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static uint32_t pick(uint64_t *seed, uint32_t n)
{
	return (uint32_t)(next_random(seed) % n);
}

/* --- texts, a letter a line --- */

struct text {
	uint64_t lines[LINES_MAX];
	uint32_t n;
};

static struct probe_lines lines_of(const struct text *text)
{
	return (struct probe_lines){ text->lines, text->n };
}

static void set(struct text *text, const char *letters)
{
	text->n = 0;
	for (; *letters; letters++)
		text->lines[text->n++] = (uint64_t)*letters;
}

static void fill(struct text *text, uint64_t *seed, uint32_t n,
		 uint32_t n_distinct)
{
	text->n = n;
	for (uint32_t i = 0; i < n; i++)
		text->lines[i] = 1 + pick(seed, n_distinct);
}

/* Copy with n edits of up to three lines each. */
static void edit(const struct text *from, struct text *to, uint64_t *seed,
		 uint32_t n, uint32_t n_distinct)
{
	*to = *from;
	while (n--) {
		uint32_t at = pick(seed, to->n + 1);
		uint32_t left = to->n - at;
		uint32_t out = pick(seed, 4), in = pick(seed, 4);

		out = out > left ? left : out;
		memmove(to->lines + at + in, to->lines + at + out,
			(left - out) * sizeof(uint64_t));
		for (uint32_t i = 0; i < in; i++)
			to->lines[at + i] = 1 + pick(seed, n_distinct);
		to->n += in - out;
	}
}

/* --- hunks --- */

/* They are in order, apart, and what is between them is equal. */
static void are_right(const struct text *old, const struct text *new,
		      const struct probe_hunks *hunks)
{
	uint32_t old_at = 0, new_at = 0;

	for (size_t i = 0; i <= hunks->n; i++) {
		const struct probe_hunk end = { old->n, 0, new->n, 0 };
		const struct probe_hunk *hunk =
			i < hunks->n ? &hunks->items[i] : &end;

		assert_true(hunk->old_at >= old_at);
		assert_int_equal(hunk->old_at - old_at, hunk->new_at - new_at);
		assert_memory_equal(old->lines + old_at, new->lines + new_at,
				    (hunk->old_at - old_at) * sizeof(uint64_t));
		if (i > 0 && i < hunks->n)
			assert_true(hunk->old_at > old_at);
		if (i < hunks->n)
			assert_true(hunk->n_old + hunk->n_new > 0);
		old_at = hunk->old_at + hunk->n_old;
		new_at = hunk->new_at + hunk->n_new;
	}
}

static size_t n_changed(const struct probe_hunks *hunks)
{
	size_t n = 0;

	for (size_t i = 0; i < hunks->n; i++)
		n += hunks->items[i].n_old + hunks->items[i].n_new;
	return n;
}

/* Lines that a shortest edit changes, by the textbook. */
static size_t shortest(const struct text *old, const struct text *new)
{
	size_t width = new->n + 1;
	uint32_t *table = xcalloc((old->n + 1) * width, sizeof(*table));
	size_t common;

	for (uint32_t i = old->n; i-- > 0;)
		for (uint32_t k = new->n; k-- > 0;) {
			uint32_t down = table[(i + 1) * width + k];
			uint32_t right = table[i * width + k + 1];
			uint32_t best = down > right ? down : right;

			if (old->lines[i] == new->lines[k])
				best = table[(i + 1) * width + k + 1] + 1;
			table[i * width + k] = best;
		}
	common = table[0];
	free(table);
	return old->n + new->n - 2 * common;
}

static void random_texts_have_right_hunks(void **state)
{
	struct probe_diff diff = { 0 };
	struct probe_hunks hunks = { 0 };
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct text old, new;
		uint32_t distinct = 2 + pick(&seed, 60);

		fill(&old, &seed, pick(&seed, 60), distinct);
		edit(&old, &new, &seed, pick(&seed, 8), distinct);
		probe_diff_run(&diff, lines_of(&old), lines_of(&new), &hunks);
		are_right(&old, &new, &hunks);
		assert_int_equal(n_changed(&hunks), shortest(&old, &new));
	}
	probe_hunks_release(&hunks);
	probe_diff_release(&diff);
}

static void distant_texts_have_right_hunks(void **state)
{
	struct probe_diff diff = { 0 };
	struct probe_hunks hunks = { 0 };
	uint64_t seed = 8;

	(void)state;
	for (int i = 0; i < 60; i++) {
		struct text old, new;
		uint32_t distinct = i % 3 ? 5000 : 3;

		fill(&old, &seed, 1000 + pick(&seed, 1000), distinct);
		edit(&old, &new, &seed, 200, distinct);
		probe_diff_run(&diff, lines_of(&old), lines_of(&new), &hunks);
		are_right(&old, &new, &hunks);
		if (distinct > 3) /* lines that stand once keep their place */
			assert_true(n_changed(&hunks) < 1300);
	}
	probe_hunks_release(&hunks);
	probe_diff_release(&diff);
}

/* Two texts, and their hunks as old,n,new,n. */
struct slide {
	const char *old, *new;
	struct probe_hunk hunks[2];
	size_t n;
};

static const struct slide slides[] = {
	{ "", "", { { 0 } }, 0 },
	{ "abc", "abc", { { 0 } }, 0 },
	{ "", "ab", { { 0, 0, 0, 2 } }, 1 },
	{ "ab", "", { { 0, 2, 0, 0 } }, 1 },
	{ "abc", "aXc", { { 1, 1, 1, 1 } }, 1 },
	{ "a-b-c", "a-b-b-c", { { 4, 0, 4, 2 } }, 1 },
	{ "a-b-b-c", "a-b-c", { { 4, 2, 4, 0 } }, 1 },
	{ "aaa", "aaaa", { { 3, 0, 3, 1 } }, 1 },
	{ "a-xz", "a-b-xz", { { 2, 0, 2, 2 } }, 1 },
	{ "abcdef", "bcdXef", { { 0, 1, 0, 0 }, { 4, 0, 3, 1 } }, 2 },
};

static void hunks_slide_down(void **state)
{
	struct probe_diff diff = { 0 };
	struct probe_hunks hunks = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(slides) / sizeof(*slides); i++) {
		const struct slide *row = &slides[i];
		struct text old, new;

		set(&old, row->old);
		set(&new, row->new);
		probe_diff_run(&diff, lines_of(&old), lines_of(&new), &hunks);
		are_right(&old, &new, &hunks);
		if (hunks.n != row->n ||
		    (row->n && memcmp(hunks.items, row->hunks,
				      row->n * sizeof(*hunks.items)) != 0))
			fail_msg("'%s' to '%s'", row->old, row->new);
	}
	probe_hunks_release(&hunks);
	probe_diff_release(&diff);
}

/* --- merges --- */

static enum probe_merge merge(const struct text *base, const struct text *ours,
			      const struct text *theirs,
			      struct probe_clash *clash)
{
	struct probe_diff diff = { 0 };
	struct probe_hunks a = { 0 }, b = { 0 };
	const struct probe_side x = { lines_of(ours), &a };
	const struct probe_side y = { lines_of(theirs), &b };
	enum probe_merge result;

	probe_diff_run(&diff, lines_of(base), lines_of(ours), &a);
	probe_diff_run(&diff, lines_of(base), lines_of(theirs), &b);
	result = probe_merge(&x, &y, clash);
	probe_hunks_release(&b);
	probe_hunks_release(&a);
	probe_diff_release(&diff);
	return result;
}

struct merge_row {
	const char *base, *ours, *theirs;
	enum probe_merge result;
};

static const struct merge_row merges[] = {
	{ "abcdef", "abcdef", "abXdef", PROBE_MERGE_CLEAN },
	{ "abcdef", "abXdef", "abXdef", PROBE_MERGE_SAME },
	{ "abcdef", "abXdef", "abYdef", PROBE_MERGE_CONFLICT },
	{ "abcdef", "aXcdef", "abYdef", PROBE_MERGE_CONFLICT },
	{ "abcdef", "Xbcdef", "abYdef", PROBE_MERGE_CLEAN },
	{ "abcdef", "abcdXf", "abYdef", PROBE_MERGE_CLEAN },
	{ "abcdef", "abcXdef", "abYdef", PROBE_MERGE_CONFLICT },
	{ "abcdef", "abcdef", "abcdef", PROBE_MERGE_SAME },
	{ "abcdef", "Xbcdef", "Xbcdef", PROBE_MERGE_SAME },
	{ "abcdef", "Xbcdeg", "Xbcdef", PROBE_MERGE_SAME },
	{ "abcdef", "Xbcdef", "XbcdeY", PROBE_MERGE_CLEAN },
	{ "abcdef", "aXYdef", "aXYdef", PROBE_MERGE_SAME },
	{ "abcdef", "adef", "abdef", PROBE_MERGE_CONFLICT },
	{ "", "a", "b", PROBE_MERGE_CONFLICT },
	{ "a", "", "", PROBE_MERGE_SAME },
};

static void small_merges(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(merges) / sizeof(*merges); i++) {
		const struct merge_row *row = &merges[i];
		struct probe_clash clash;
		struct text base, ours, theirs;

		set(&base, row->base);
		set(&ours, row->ours);
		set(&theirs, row->theirs);
		if (merge(&base, &ours, &theirs, &clash) != row->result)
			fail_msg("%s, %s, %s", row->base, row->ours,
				 row->theirs);
	}
}

static void a_clash_is_told(void **state)
{
	struct probe_clash clash = { 0 };
	struct text base, ours, theirs;

	(void)state;
	set(&base, "abcdefghij");
	set(&ours, "XabcdeYghij");
	set(&theirs, "aBcdeFghij");
	assert_int_equal(merge(&base, &ours, &theirs, &clash),
			 PROBE_MERGE_CONFLICT);
	assert_int_equal(clash.ours_at, 6);
	assert_int_equal(clash.n_ours, 1);
	assert_int_equal(clash.first_theirs, 1);
	assert_int_equal(clash.n_theirs, 1);
}

static void write_text(const struct text *text, struct buf *out)
{
	buf_clear(out);
	for (uint32_t i = 0; i < text->n; i++)
		buf_addf(out, "%u\n", (unsigned)text->lines[i]);
}

/* What libgit2 says of the same merge. */
static enum probe_merge ask_library(const struct text *texts)
{
	git_merge_file_input inputs[3];
	git_merge_file_result result = { 0 };
	struct buf bufs[3] = { BUF_INIT, BUF_INIT, BUF_INIT };
	enum probe_merge merged = PROBE_MERGE_CONFLICT;

	for (int i = 0; i < 3; i++) {
		write_text(&texts[i], &bufs[i]);
		git_merge_file_input_init(&inputs[i],
					  GIT_MERGE_FILE_INPUT_VERSION);
		inputs[i].ptr = bufs[i].data;
		inputs[i].size = bufs[i].len;
	}
	git_libgit2_init();
	assert_int_equal(git_merge_file(&result, &inputs[0], &inputs[1],
					&inputs[2], NULL),
			 0);
	if (result.automergeable)
		merged = result.len == bufs[1].len &&
					 (!result.len ||
					  memcmp(result.ptr, bufs[1].data,
						 result.len) == 0)
				 ? PROBE_MERGE_SAME
				 : PROBE_MERGE_CLEAN;
	git_merge_file_result_free(&result);
	git_libgit2_shutdown();
	for (int i = 0; i < 3; i++)
		buf_release(&bufs[i]);
	return merged;
}

/* Diffs differ where several are as short; hence not all. */
static void random_merges_are_as_the_librarys(void **state)
{
	int n = 0, n_agree = 0;
	uint64_t seed = 9;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct probe_clash clash;
		struct text texts[3];
		uint32_t distinct = i % 2 ? 1000 : 40;

		fill(&texts[0], &seed, 20 + pick(&seed, 60), distinct);
		edit(&texts[0], &texts[1], &seed, 1 + pick(&seed, 4), distinct);
		edit(pick(&seed, 3) ? &texts[0] : &texts[1], &texts[2], &seed,
		     1 + pick(&seed, 3), distinct);
		n++;
		n_agree += merge(&texts[0], &texts[1], &texts[2], &clash) ==
			   ask_library(texts);
	}
	if (n_agree * 100 < n * 98)
		fail_msg("only %d of %d agree", n_agree, n);
}

/* --- lines of bytes --- */

static void lines_are_told_apart(void **state)
{
	static const char text[] = "a\nb\na\r\n\na";
	struct probe_hashes lines = { 0 }, more = { 0 };

	(void)state;
	assert_int_equal(probe_text_hash(text, strlen(text), &lines), 5);
	for (int i = 0; i < 5; i++)
		for (int k = 0; k < i; k++)
			assert_true(lines.at[i] != lines.at[k]);
	assert_int_equal(probe_text_hash(text, 2, &more), 1);
	assert_true(lines.at[0] == more.at[0]);
	assert_int_equal(probe_text_hash("", 0, &more), 0);
	assert_int_equal(probe_text_hash("12345678\n", 9, &lines), 1);
	assert_int_equal(probe_text_hash("12345678", 8, &more), 1);
	assert_true(lines.at[0] != more.at[0]);
	free(lines.at);
	free(more.at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_texts_have_right_hunks),
		cmocka_unit_test(distant_texts_have_right_hunks),
		cmocka_unit_test(hunks_slide_down),
		cmocka_unit_test(small_merges),
		cmocka_unit_test(a_clash_is_told),
		cmocka_unit_test(random_merges_are_as_the_librarys),
		cmocka_unit_test(lines_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
