/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum {
	EDITS_FEW = 16,         /* tried at once */
	EDITS_MAX = 128,        /* of a shortest edit */
	NOWHERE = INT32_MIN / 2 /* an end that cannot be reached */
};

/* A part of both texts, and what it is called in the whole. */
struct box {
	const uint64_t *old, *new;
	uint32_t n_old, n_new, old_at, new_at;
};

/* A line of a box; where it stands last. */
struct probe_line {
	uint64_t hash; /* 0: a free slot */
	uint32_t old_at, new_at, times_old, times_new;
};

struct run {
	struct probe_diff *diff;
	struct probe_hunks *hunks;
};

static void compare_box(struct run *run, struct box box);

void probe_diff_release(struct probe_diff *diff)
{
	free(diff->trace);
	free(diff->slots);
	memset(diff, 0, sizeof(*diff));
}

void probe_hunks_release(struct probe_hunks *hunks)
{
	free(hunks->items);
	memset(hunks, 0, sizeof(*hunks));
}

static void add(struct probe_hunks *hunks, struct probe_hunk hunk)
{
	hunks->items = xgrow(hunks->items, hunks->n, &hunks->n_alloc,
			     sizeof(*hunks->items));
	hunks->items[hunks->n++] = hunk;
}

static void add_box(struct run *run, const struct box *box)
{
	add(run->hunks, (struct probe_hunk){ box->old_at, box->n_old,
					     box->new_at, box->n_new });
}

/* --- a shortest edit --- */

/*
 * The furthest end on each diagonal k = old - new after d edits: row d of the
 * trace has 2 d + 1 of them, from -d to d.
 */
static int32_t *end_of(int32_t *trace, int d, int k)
{
	return &trace[d * d + k + d];
}

/* Where a line taken out, or one put in, leads to on diagonal k. */
static int32_t take_out(int32_t *trace, const struct box *box, int d, int k)
{
	int32_t x = k > -d ? *end_of(trace, d - 1, k - 1) + 1 : NOWHERE;

	return x > (int32_t)box->n_old ? NOWHERE : x;
}

static int32_t put_in(int32_t *trace, const struct box *box, int d, int k)
{
	int32_t x = k < d ? *end_of(trace, d - 1, k + 1) : NOWHERE;

	return x - k > (int32_t)box->n_new ? NOWHERE : x;
}

static void turn_around(struct probe_hunk *items, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct probe_hunk hunk = items[i];

		items[i] = items[n - 1 - i];
		items[n - 1 - i] = hunk;
	}
}

/* From the end back to the start, one hunk for each edit. */
static void walk_back(struct run *run, const struct box *box, int d)
{
	int32_t *trace = run->diff->trace;
	size_t first = run->hunks->n;
	int k = (int)box->n_old - (int)box->n_new;

	for (; d > 0; d--) {
		int32_t out = take_out(trace, box, d, k);
		int32_t in = put_in(trace, box, d, k);
		bool is_out = out > in;
		int32_t x = is_out ? out : in;

		add(run->hunks,
		    (struct probe_hunk){
			    box->old_at + (uint32_t)x - is_out, is_out,
			    box->new_at + (uint32_t)(x - k) - !is_out,
			    !is_out });
		k += is_out ? -1 : 1;
	}
	turn_around(run->hunks->items + first, run->hunks->n - first);
}

/* The furthest end on diagonal k after d edits. */
static int32_t furthest(int32_t *trace, const struct box *box, int d, int k)
{
	int32_t n_old = (int32_t)box->n_old, n_new = (int32_t)box->n_new;
	int32_t x = 0;

	if (d > 0) {
		int32_t out = take_out(trace, box, d, k);
		int32_t in = put_in(trace, box, d, k);

		x = out > in ? out : in;
	}
	while (x >= 0 && x < n_old && x - k < n_new &&
	       box->old[x] == box->new[x - k])
		x++;
	return x;
}

/* Try d edits, fewer having been tried.  False where it takes more. */
static bool try_edits(struct run *run, const struct box *box, int d)
{
	int last = (int)box->n_old - (int)box->n_new;
	int32_t *trace = run->diff->trace;

	for (int k = -d; k <= d; k += 2)
		*end_of(trace, d, k) = furthest(trace, box, d, k);
	if (abs(last) > d || (last + d) % 2 != 0 ||
	    *end_of(trace, d, last) != (int32_t)box->n_old)
		return false;
	walk_back(run, box, d);
	return true;
}

/* With first to last edits. */
static bool shortest_edit(struct run *run, const struct box *box, int first,
			  int last)
{
	if (!run->diff->trace)
		run->diff->trace = xcalloc((EDITS_MAX + 1) * (EDITS_MAX + 1),
					   sizeof(*run->diff->trace));
	for (int d = first; d <= last; d++)
		if (try_edits(run, box, d))
			return true;
	return false;
}

/* --- lines that both have once --- */

static struct probe_line *slot_of(struct probe_line *slots, size_t mask,
				  uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 29) & mask;

	while (slots[at].hash && slots[at].hash != hash)
		at = (at + 1) & mask;
	return &slots[at];
}

/* Room for the lines of the old text; a power of two less one. */
static size_t clear_slots(struct probe_diff *diff, const struct box *box)
{
	size_t size = 16;

	while (size < 2 * (size_t)box->n_old)
		size *= 2;
	if (size > diff->n_slots) {
		free(diff->slots);
		diff->slots = xcalloc(size, sizeof(*diff->slots));
		diff->n_slots = size;
	} else {
		memset(diff->slots, 0, size * sizeof(*diff->slots));
	}
	return size - 1;
}

/*
 * Count how often both sides have each line of the old text.  Returns how many
 * edits it takes at least: the lines that only one side has.
 */
static uint64_t count_lines(struct probe_diff *diff, const struct box *box,
			    size_t mask)
{
	uint64_t n_common = 0;

	for (uint32_t i = 0; i < box->n_old; i++) {
		struct probe_line *line =
			slot_of(diff->slots, mask, box->old[i]);

		line->hash = box->old[i];
		line->old_at = i;
		line->times_old++;
	}
	for (uint32_t i = 0; i < box->n_new; i++) {
		struct probe_line *line =
			slot_of(diff->slots, mask, box->new[i]);

		if (!line->hash)
			continue;
		line->new_at = i;
		line->times_new++;
		n_common += line->times_new <= line->times_old;
	}
	return (uint64_t)box->n_old + box->n_new - 2 * n_common;
}

/* Anchors by their place in the old text; returns how many. */
static uint32_t find_anchors(struct probe_diff *diff, size_t mask,
			     const struct box *box, struct probe_line *anchors)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < box->n_old; i++) {
		const struct probe_line *line =
			slot_of(diff->slots, mask, box->old[i]);

		if (line->times_old == 1 && line->times_new == 1)
			anchors[n++] = *line;
	}
	return n;
}

/*
 * Keep the longest run of anchors whose places rise in the new text, too;
 * returns its length.  tops[i] is the anchor that ends a run of i + 1.
 */
static uint32_t keep_rising(struct probe_line *anchors, uint32_t n)
{
	uint32_t *tops = xcalloc(n, sizeof(*tops));
	uint32_t *before = xcalloc(n, sizeof(*before));
	uint32_t n_tops = 0, at;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t lo = 0, hi = n_tops;

		while (lo < hi) {
			uint32_t mid = (lo + hi) / 2;

			if (anchors[tops[mid]].new_at < anchors[i].new_at)
				lo = mid + 1;
			else
				hi = mid;
		}
		before[i] = lo ? tops[lo - 1] : UINT32_MAX;
		tops[lo] = i;
		n_tops += lo == n_tops;
	}
	at = n_tops ? tops[n_tops - 1] : UINT32_MAX;
	for (uint32_t i = n_tops; i-- > 0; at = before[at])
		tops[i] = at;
	for (uint32_t i = 0; i < n_tops; i++)
		anchors[i] = anchors[tops[i]];
	free(before);
	free(tops);
	return n_tops;
}

/* The part of a box between two lines of each side. */
static struct box part(const struct box *box, uint32_t old_at, uint32_t old_end,
		       uint32_t new_at, uint32_t new_end)
{
	return (struct box){ box->old + old_at,    box->new + new_at,
			     old_end - old_at,     new_end - new_at,
			     box->old_at + old_at, box->new_at + new_at };
}

/* mask is that of the lines of the box, which are counted. */
static void compare_by_anchors(struct run *run, const struct box *box,
			       size_t mask)
{
	struct probe_line *anchors = xcalloc(box->n_old, sizeof(*anchors));
	uint32_t n = keep_rising(anchors,
				 find_anchors(run->diff, mask, box, anchors));
	uint32_t old_at = 0, new_at = 0;

	if (!n)
		add_box(run, box);
	for (uint32_t i = 0; i < n; i++) {
		compare_box(run, part(box, old_at, anchors[i].old_at, new_at,
				      anchors[i].new_at));
		old_at = anchors[i].old_at + 1;
		new_at = anchors[i].new_at + 1;
	}
	if (n)
		compare_box(run,
			    part(box, old_at, box->n_old, new_at, box->n_new));
	free(anchors);
}

/*
 * A shortest edit where it is short.  Texts that are far from each other mostly
 * show it in lines that only one has, and that is quick to find out.
 */
static void compare_both_ways(struct run *run, const struct box *box)
{
	uint64_t least;
	size_t mask;

	if (shortest_edit(run, box, 0, EDITS_FEW))
		return;
	mask = clear_slots(run->diff, box);
	least = count_lines(run->diff, box, mask);
	if (least > EDITS_MAX ||
	    !shortest_edit(run, box, EDITS_FEW + 1, EDITS_MAX))
		compare_by_anchors(run, box, mask);
}

/* --- all --- */

static void compare_box(struct run *run, struct box box)
{
	uint32_t n = box.n_old < box.n_new ? box.n_old : box.n_new;
	uint32_t head = 0, tail = 0;

	while (head < n && box.old[head] == box.new[head])
		head++;
	while (tail < n - head &&
	       box.old[box.n_old - 1 - tail] == box.new[box.n_new - 1 - tail])
		tail++;
	box = part(&box, head, box.n_old - tail, head, box.n_new - tail);
	if (!box.n_old && !box.n_new)
		return;
	if (!box.n_old || !box.n_new)
		add_box(run, &box);
	else
		compare_both_ways(run, &box);
}

/* How far lines can slide down over lines like their first ones. */
static uint32_t slack(const uint64_t *lines, uint32_t at, uint32_t n,
		      uint32_t end)
{
	uint32_t by = 0;

	while (at + n + by < end && lines[at + by] == lines[at + n + by])
		by++;
	return by;
}

/*
 * Lines that were only put in, or only taken out, slide down as far as they
 * can, for so git has them; what is beside them then is their neighbour.
 */
static void slide_down(struct probe_hunks *hunks, struct probe_lines old,
		       struct probe_lines new)
{
	uint32_t old_end = old.n, new_end = new.n;

	for (size_t i = hunks->n; i-- > 0;) {
		struct probe_hunk *hunk = &hunks->items[i];
		uint32_t by = 0;

		if (!hunk->n_new)
			by = slack(old.at, hunk->old_at, hunk->n_old, old_end);
		else if (!hunk->n_old)
			by = slack(new.at, hunk->new_at, hunk->n_new, new_end);
		hunk->old_at += by;
		hunk->new_at += by;
		old_end = hunk->old_at;
		new_end = hunk->new_at;
	}
}

/* Hunks that follow each other without a line between them become one. */
static void join_neighbours(struct probe_hunks *hunks)
{
	size_t n = 0;

	for (size_t i = 0; i < hunks->n; i++) {
		struct probe_hunk *last = n ? &hunks->items[n - 1] : NULL;
		const struct probe_hunk *next = &hunks->items[i];

		if (last && last->old_at + last->n_old == next->old_at &&
		    last->new_at + last->n_new == next->new_at) {
			last->n_old += next->n_old;
			last->n_new += next->n_new;
		} else {
			hunks->items[n++] = *next;
		}
	}
	hunks->n = n;
}

void probe_diff_run(struct probe_diff *diff, struct probe_lines old,
		    struct probe_lines new, struct probe_hunks *hunks)
{
	struct run run = { diff, hunks };

	hunks->n = 0;
	compare_box(&run, (struct box){ old.at, new.at, old.n, new.n, 0, 0 });
	join_neighbours(hunks);
	slide_down(hunks, old, new);
	join_neighbours(hunks);
}
