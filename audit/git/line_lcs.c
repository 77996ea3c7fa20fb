/* SPDX-License-Identifier: MIT */
#include "audit/git/line_lcs.h"

#include "audit/git/line_pad.h"

enum {
	MASK_WORDS = (LINE_LCS_MAX + 63) / 64,
	DROP_BESIDE = 6 /* follows from XDL_KPDIS_RUN */
};

/* The lines of a middle as places in the table; n_middle of them. */
static void list_lines(struct line_table *table, const struct line_side *side,
		       uint32_t *lines)
{
	const char *at = side->middle;

	while (at < side->middle_end) {
		const char *next = line_end(at, side->middle_end);

		*lines++ = (uint32_t)(line_table_find(table, at,
						      (size_t)(next - at)) -
				      table->slots);
		at = next;
	}
}

/* How xdiff sees a line: by how often the other file has it. */
enum rating { NOWHERE, SOMEWHERE, EVERYWHERE };

static enum rating rate(const struct line_slot *slot, bool is_old, size_t mlim)
{
	size_t n = slot->n_cut + (is_old ? slot->n_new : slot->n_old);

	if (!n)
		return NOWHERE;
	return n < mlim ? SOMEWHERE : EVERYWHERE;
}

/* Lines that are nowhere, from lines[at] in steps up to one somewhere. */
static size_t n_nowhere(const enum rating *ratings, size_t n, size_t at,
			ptrdiff_t step)
{
	size_t found = 0;

	for (at += (size_t)step; at < n && ratings[at] != SOMEWHERE;
	     at += (size_t)step)
		found += ratings[at] == NOWHERE;
	return found;
}

/* May xdiff drop a line of this small middle for being everywhere? */
static bool may_drop(const struct line_table *table, const uint32_t *lines,
		     size_t n, bool is_old, size_t mlim)
{
	enum rating ratings[LINE_LCS_MAX];

	for (size_t i = 0; i < n; i++)
		ratings[i] = rate(&table->slots[lines[i]], is_old, mlim);
	for (size_t i = 0; i < n; i++) {
		size_t before, after;

		if (ratings[i] != EVERYWHERE)
			continue;
		before = n_nowhere(ratings, n, i, -1);
		after = n_nowhere(ratings, n, i, 1);
		if (before && after && before + after > DROP_BESIDE)
			return true;
	}
	return false;
}

/*
 * One line of b: V' = (V + (V & M)) | (V & ~M), where M marks the lines of a
 * that are equal to it.
 */
static void step_lcs(uint64_t *v, const uint64_t *m, size_t n_words)
{
	uint64_t carry = 0;

	for (size_t w = 0; w < n_words; w++) {
		uint64_t u = v[w] & m[w];
		uint64_t sum = v[w] + u;
		uint64_t all = sum + carry;

		carry = (sum < u) | (all < carry);
		v[w] = all | (v[w] & ~m[w]);
	}
}

/*
 * Length of the longest common subsequence, 64 lines of a at a time: a bit of
 * V is cleared for each line of a that is part of it (H. Hyyro, "Bit-parallel
 * LCS-length computation revisited", 2004).
 */
static size_t common_lines(struct line_table *table, const uint32_t *a,
			   size_t n_a, const uint32_t *b, size_t n_b)
{
	uint64_t masks[LINE_LCS_MAX][MASK_WORDS];
	uint64_t v[MASK_WORDS];
	size_t n_words = (n_a + 63) / 64, n_masks = 0, n = 0;

	memset(v, 0xff, sizeof(v));
	memset(masks, 0, n_a * sizeof(masks[0]));
	for (size_t i = 0; i < n_a; i++) {
		struct line_slot *slot = &table->slots[a[i]];

		if (!slot->mask)
			slot->mask = (uint32_t)++n_masks;
		masks[slot->mask - 1][i / 64] |= (uint64_t)1 << i % 64;
	}
	for (size_t i = 0; i < n_b; i++) {
		uint32_t mask = table->slots[b[i]].mask;

		if (mask)
			step_lcs(v, masks[mask - 1], n_words);
	}
	for (size_t i = 0; i < n_a; i++)
		n += !(v[i / 64] >> i % 64 & 1);
	return n;
}

bool line_lcs(struct line_table *table, const struct line_side *old,
	      const struct line_side *new, size_t *n_shared_out)
{
	uint32_t a[LINE_LCS_MAX] = { 0 }, b[LINE_LCS_MAX] = { 0 };
	size_t n_a = old->n_middle, n_b = new->n_middle;

	if (n_a + n_b > LINE_LCS_MAX)
		return false;
	list_lines(table, old, a);
	list_lines(table, new, b);
	if (may_drop(table, a, n_a, true, line_pad_mlim(table->n_cut + n_a)) ||
	    may_drop(table, b, n_b, false, line_pad_mlim(table->n_cut + n_b)))
		return false;
	*n_shared_out = common_lines(table, a, n_a, b, n_b);
	return true;
}
