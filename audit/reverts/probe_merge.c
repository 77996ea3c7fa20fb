/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_merge.h"

#include <stdbool.h>
#include <string.h>

/* Hunks of one side that belong to a region of the base. */
struct part {
	const struct probe_side *side;
	size_t next;     /* hunk */
	uint32_t new_at; /* of the region, in the text of the side */
	uint32_t new_end;
	bool is_there; /* the side has a hunk in it */
};

static const struct probe_hunk *hunk_of(const struct part *part)
{
	return part->next < part->side->hunks->n
		       ? &part->side->hunks->items[part->next]
		       : NULL;
}

static uint32_t old_end(const struct probe_hunk *hunk)
{
	return hunk->old_at + hunk->n_old;
}

static bool same_lines(const struct part *a, uint32_t a_at, uint32_t n_a,
		       const struct part *b, uint32_t b_at, uint32_t n_b)
{
	return n_a == n_b &&
	       (!n_a || memcmp(a->side->text.at + a_at, b->side->text.at + b_at,
			       n_a * sizeof(uint64_t)) == 0);
}

/* The same change on both sides is none. */
static bool same_hunks(const struct part *a, const struct part *b)
{
	const struct probe_hunk *x = hunk_of(a), *y = hunk_of(b);

	return x->old_at == y->old_at && x->n_old == y->n_old &&
	       same_lines(a, x->new_at, x->n_new, b, y->new_at, y->n_new);
}

/* Take the hunks of a side that touch the region start..*end into it. */
static bool extend(struct part *part, uint32_t start, uint32_t *end)
{
	const struct probe_hunk *hunk;
	bool has_grown = false;

	while ((hunk = hunk_of(part)) && hunk->old_at <= *end) {
		if (!part->is_there)
			part->new_at = hunk->new_at - (hunk->old_at - start);
		part->is_there = true;
		if (old_end(hunk) > *end)
			*end = old_end(hunk);
		/* what of the region is past this hunk is added at the end */
		part->new_end = hunk->new_at + hunk->n_new - old_end(hunk);
		part->next++;
		has_grown = true;
	}
	return has_grown;
}

/* Both have hunks that touch: do they come to the same? */
static bool region_agrees(struct part *ours, struct part *theirs,
			  struct probe_clash *clash)
{
	const struct probe_hunk *x = hunk_of(ours), *y = hunk_of(theirs);
	uint32_t start = x->old_at < y->old_at ? x->old_at : y->old_at;
	uint32_t end = start;

	clash->first_theirs = theirs->next;
	ours->is_there = theirs->is_there = false;
	while (extend(ours, start, &end) || extend(theirs, start, &end))
		;
	clash->ours_at = ours->new_at;
	clash->n_ours = ours->new_end + end - ours->new_at;
	clash->n_theirs = theirs->next - clash->first_theirs;
	return same_lines(
		ours, ours->new_at, ours->new_end + end - ours->new_at, theirs,
		theirs->new_at, theirs->new_end + end - theirs->new_at);
}

enum probe_merge probe_merge(const struct probe_side *ours,
			     const struct probe_side *theirs,
			     struct probe_clash *clash_out)
{
	struct part a = { .side = ours }, b = { .side = theirs };
	enum probe_merge result = PROBE_MERGE_SAME;
	const struct probe_hunk *x, *y;

	while ((y = hunk_of(&b))) {
		x = hunk_of(&a);
		if (x && old_end(x) < y->old_at) {
			a.next++;
		} else if (!x || old_end(y) < x->old_at) {
			result = PROBE_MERGE_CLEAN;
			b.next++;
		} else if (same_hunks(&a, &b)) {
			a.next++;
			b.next++;
		} else if (!region_agrees(&a, &b, clash_out)) {
			return PROBE_MERGE_CONFLICT;
		}
	}
	return result;
}
