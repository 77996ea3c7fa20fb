/* SPDX-License-Identifier: MIT */
#include "audit/reverts/rows.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void revert_rows_add(struct revert_rows *rows, const struct revert_row *row)
{
	rows->items = xgrow(rows->items, rows->n, &rows->n_alloc,
			    sizeof(*rows->items));
	rows->items[rows->n++] = *row;
}

void revert_rows_release(struct revert_rows *rows)
{
	free(rows->items);
	memset(rows, 0, sizeof(*rows));
}

bool revert_row_counts(const struct revert_row *row)
{
	const struct content_check *check = &row->check;

	if (row->resolution != RESOLVED || row->is_repeat)
		return false;
	if (check->verified == VERIFIED_EXACT ||
	    check->verified == VERIFIED_FULL)
		return true;
	if (row->says == SAYS_PARTIAL)
		return false;
	return check->verified == VERIFIED_UNKNOWN ||
	       (check->verified == VERIFIED_PARTIAL &&
		10 * check->n_undone >= 9 * check->n_of);
}

/* Did a merge bring a commit into what its first parent had? */
static bool brings(struct past *history, uint32_t merge, uint32_t commit)
{
	const struct past_commit *row = &history->commits[merge];
	uint32_t first;

	if (commit == merge || !row->n_parents || row->is_cut)
		return false;
	first = history->parents[row->first_parent];
	return commit != first && past_is_ancestor(history, commit, merge) &&
	       !past_is_ancestor(history, commit, first);
}

static int compare_targets(const void *a, const void *b, void *context)
{
	const struct revert_rows *rows = context;
	uint32_t left = rows->items[*(const size_t *)a].target;
	uint32_t right = rows->items[*(const size_t *)b].target;

	return left < right ? -1 : left > right;
}

/* No honest history takes a commit back more often. */
enum { TRIES_MAX = 64 };

/* order: the places of the rows of one target. */
static void mark_target(struct revert_rows *rows, const size_t *order, size_t n,
			struct past *history)
{
	for (size_t i = 0; i < n; i++) {
		struct revert_row *row = &rows->items[order[i]];

		if (!history->commits[row->commit].is_merge)
			continue;
		for (size_t k = 0; k < n && k < TRIES_MAX && !row->is_repeat;
		     k++)
			row->is_repeat = brings(history, row->commit,
						rows->items[order[k]].commit);
	}
}

void revert_rows_mark_repeats(struct revert_rows *rows, struct past *history)
{
	size_t *order = xcalloc(rows->n + 1, sizeof(*order));
	size_t n = 0, end;

	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].resolution == RESOLVED)
			order[n++] = i;
	qsort_r(order, n, sizeof(*order), compare_targets, rows);
	for (size_t i = 0; i < n; i = end) {
		uint32_t target = rows->items[order[i]].target;

		end = i + 1;
		while (end < n && rows->items[order[end]].target == target)
			end++;
		mark_target(rows, &order[i], end - i, history);
	}
	free(order);
}
