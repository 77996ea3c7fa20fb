/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_marks.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* No line has the hash 0. */
enum { HEAD_OR_END = 0, WORD_BITS = 64 };

void probe_marks_release(struct probe_marks *marks)
{
	free(marks->bits);
	memset(marks, 0, sizeof(*marks));
}

static uint32_t mark_of(uint64_t line, uint64_t next)
{
	uint64_t hash = (line * 0x9e3779b97f4a7c15 ^ next) * 0xff51afd7ed558ccd;
	uint32_t mark = (uint32_t)(hash >> 32);

	return mark ? mark : 1;
}

static uint64_t *word_of(const struct probe_marks *marks, uint32_t mark)
{
	return &marks->bits[mark / WORD_BITS & (marks->n_words - 1)];
}

static void put(struct probe_marks *marks, uint64_t line, uint64_t next)
{
	uint32_t mark = mark_of(line, next);

	*word_of(marks, mark) |= UINT64_C(1) << mark % WORD_BITS;
}

/* About one bit in 32 to 64 gets set. */
static void clear(struct probe_marks *marks, uint32_t n_lines)
{
	size_t n = 1;

	while (n <= n_lines)
		n *= 2;
	if (n > marks->n_alloc) {
		free(marks->bits);
		marks->bits = xcalloc(n, sizeof(*marks->bits));
		marks->n_alloc = n;
	} else {
		memset(marks->bits, 0, n * sizeof(*marks->bits));
	}
	marks->n_words = n;
}

void probe_marks_read(struct probe_marks *marks, const struct oid *blob,
		      struct probe_lines text)
{
	uint64_t last = HEAD_OR_END;

	if (marks->n_words && oid_compare(&marks->blob, blob) == 0)
		return;
	clear(marks, text.n);
	marks->blob = *blob;
	for (uint32_t i = 0; i < text.n; i++) {
		put(marks, last, text.at[i]);
		last = text.at[i];
	}
	put(marks, last, HEAD_OR_END);
}

static bool has(const struct probe_marks *marks, uint32_t mark)
{
	return *word_of(marks, mark) >> mark % WORD_BITS & 1;
}

/* How many marks lines have, and one of them. */
static uint32_t n_marks(const struct life_lines *lines)
{
	uint32_t n = lines->n + lines->is_head + lines->is_end;

	return n ? n - 1 : 0;
}

static uint32_t nth_mark(const struct life_lines *lines, uint32_t n)
{
	uint32_t i = n + !lines->is_head;

	return mark_of(i ? lines->at[i - 1] : HEAD_OR_END,
		       i < lines->n ? lines->at[i] : HEAD_OR_END);
}

/* The first that is not there, never 0; 0: all are. */
static uint32_t first_missing(const struct probe_marks *marks,
			      const struct life_lines *lines)
{
	uint32_t n = n_marks(lines);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t mark = nth_mark(lines, i);

		if (!has(marks, mark))
			return mark;
	}
	return 0;
}

bool probe_marks_gone(const struct probe_marks *marks,
		      const struct life_hunk *hunk,
		      struct probe_signs *signs_out)
{
	struct probe_signs signs = { { 0 }, { 0 } };

	signs.stands[0] = first_missing(marks, &hunk->stands);
	if (signs.stands[0])
		signs.undone[0] = first_missing(marks, &hunk->undone);
	if (!signs.undone[0])
		return false;
	*signs_out = signs;
	return true;
}

/* As many as there is room for, from all over the lines. */
static void take_some(const struct life_lines *lines, uint32_t *out)
{
	uint32_t n = n_marks(lines);
	uint32_t n_out = n < PROBE_SIGNS_MAX ? n : PROBE_SIGNS_MAX;

	for (uint32_t i = 0; i < n_out; i++)
		out[i] = nth_mark(lines, (uint32_t)((uint64_t)i * n / n_out));
}

struct probe_signs probe_marks_some(const struct life_hunk *hunk)
{
	struct probe_signs signs = { { 0 }, { 0 } };

	take_some(&hunk->stands, signs.stands);
	take_some(&hunk->undone, signs.undone);
	return signs;
}

static bool one_is_missing(const struct probe_marks *marks,
			   const uint32_t *signs)
{
	for (int i = 0; i < PROBE_SIGNS_MAX && signs[i]; i++)
		if (!has(marks, signs[i]))
			return true;
	return false;
}

bool probe_marks_rule_out(const struct probe_marks *marks,
			  const struct probe_signs *signs)
{
	return one_is_missing(marks, signs->stands) &&
	       one_is_missing(marks, signs->undone);
}
