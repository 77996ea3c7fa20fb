/* SPDX-License-Identifier: MIT */
#include "audit/reverts/life.h"

#include <string.h>

/* Lines with a neighbour of base on each side, where there is one. */
static struct life_lines with_neighbours(struct arena *arena,
					 const struct probe_hunk *hunk,
					 struct probe_lines base,
					 const uint64_t *lines, uint32_t n)
{
	struct life_lines out = { 0 };
	uint32_t end = hunk->old_at + hunk->n_old;

	out.at = arena_alloc(arena, ((size_t)n + 2) * sizeof(*out.at));
	out.is_head = hunk->old_at == 0;
	out.is_end = end == base.n;
	if (!out.is_head)
		out.at[out.n++] = base.at[hunk->old_at - 1];
	if (n)
		memcpy(out.at + out.n, lines, n * sizeof(*lines));
	out.n += n;
	if (!out.is_end)
		out.at[out.n++] = base.at[end];
	return out;
}

void life_start(struct life *life, struct arena *arena,
		const struct probe_hunks *hunks, struct probe_lines base,
		struct probe_lines theirs)
{
	life->n_hunks = (uint32_t)hunks->n;
	life->windows =
		arena_alloc(arena, hunks->n * sizeof(*life->windows) + 1);
	life->hunks = arena_alloc(arena, hunks->n * sizeof(*life->hunks) + 1);
	for (uint32_t i = 0; i < life->n_hunks; i++) {
		const struct probe_hunk *hunk = &hunks->items[i];

		life->windows[i] =
			(struct life_window){ hunk->old_at, hunk->n_old };
		life->hunks[i].stands = with_neighbours(
			arena, hunk, base, base.at + hunk->old_at, hunk->n_old);
		life->hunks[i].undone =
			with_neighbours(arena, hunk, base,
					theirs.at + hunk->new_at, hunk->n_new);
	}
}

uint32_t life_step(struct life *life, const struct probe_hunks *step)
{
	int64_t shift = 0;
	size_t next = 0;

	/* both come by line: the first hunk not wholly before the window */
	for (uint32_t i = 0; i < life->n_hunks; i++) {
		uint32_t at = life->windows[i].at;
		uint32_t end = at + life->windows[i].n;

		while (next < step->n &&
		       step->items[next].old_at + step->items[next].n_old < at)
			next++;
		if (next < step->n && step->items[next].old_at <= end)
			return i;
	}
	next = 0;
	for (uint32_t i = 0; i < life->n_hunks; i++) {
		struct life_window *window = &life->windows[i];

		for (; next < step->n && step->items[next].old_at < window->at;
		     next++)
			shift += (int64_t)step->items[next].n_new -
				 step->items[next].n_old;
		window->at = (uint32_t)(window->at + shift);
	}
	return life->n_hunks;
}

static bool stands_at(const struct life_lines *lines, struct probe_lines text,
		      uint32_t at)
{
	return memcmp(text.at + at, lines->at, lines->n * sizeof(*lines->at)) ==
	       0;
}

static bool stands_in(const struct life_lines *lines, struct probe_lines text)
{
	uint32_t last;

	if (lines->n > text.n)
		return false;
	last = text.n - lines->n;
	if (lines->is_head)
		return (!lines->is_end || last == 0) &&
		       (!lines->n || stands_at(lines, text, 0));
	if (lines->is_end)
		return stands_at(lines, text, last);
	for (uint32_t i = 0; i <= last; i++)
		if (text.at[i] == *lines->at && stands_at(lines, text, i))
			return true;
	return false;
}

enum life_state life_look(const struct life_hunk *hunk, struct probe_lines text)
{
	if (stands_in(&hunk->stands, text))
		return LIFE_STANDS;
	return stands_in(&hunk->undone, text) ? LIFE_UNDONE : LIFE_CHANGED;
}
