/* SPDX-License-Identifier: MIT */
#include "audit/reverts/settle.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void settle_init(struct settle *settle, struct past *history,
		 struct resolver *resolver, struct checker *checker)
{
	settle->history = history;
	settle->resolver = resolver;
	settle->checker = checker;
	settle->speaks = xcalloc(history->n + 1, 1);
	settle->says = xcalloc(history->n + 1, 1);
}

void settle_release(struct settle *settle)
{
	revert_rows_release(&settle->reverts);
	revert_rows_release(&settle->fixes);
	free(settle->speaks);
	free(settle->says);
	memset(settle, 0, sizeof(*settle));
}

/* --- one claim --- */

/* The parent of a merge that the claim says was kept, or PAST_NONE. */
static uint32_t find_kept(const struct past *history, uint32_t target,
			  const char *kept)
{
	const struct past_commit *merge = &history->commits[target];
	char hex[OID_HEX + 1];

	for (uint32_t i = 0; kept && i < merge->n_parents; i++) {
		uint32_t parent = history->parents[merge->first_parent + i];

		oid_to_hex(&history->commits[parent].oid, hex);
		if (strncmp(hex, kept, strlen(kept)) == 0)
			return parent;
	}
	return PAST_NONE;
}

static bool agrees(const struct content_check *check)
{
	return check->verified == VERIFIED_EXACT ||
	       check->verified == VERIFIED_FULL ||
	       (check->verified == VERIFIED_PARTIAL &&
		2 * check->n_undone >= check->n_of);
}

static int compare(struct settle *settle, struct revert_row *row,
		   const struct revert_claim *claim, uint32_t target,
		   struct err *err)
{
	row->kept = find_kept(settle->history, target, claim->kept);
	return checker_pair(settle->checker, row->commit, target, row->kept,
			    &row->check, err);
}

/* Several fit: the youngest that is undone exactly, if one is. */
static int choose(struct settle *settle, const struct revert_claim *claim,
		  const struct revert_found *found, struct revert_row *row,
		  struct err *err)
{
	for (size_t i = 0; i < found->n_commits; i++) {
		if (compare(settle, row, claim, found->commits[i], err) < 0)
			return -1;
		if (row->check.verified != VERIFIED_EXACT)
			continue;
		row->target = found->commits[i];
		row->resolution = RESOLVED;
		return 0;
	}
	return 0;
}

/* Fill target, resolution and check. */
static int look_up(struct settle *settle, const struct revert_claim *claim,
		   struct revert_row *row, struct err *err)
{
	struct revert_found found;

	resolver_find(settle->resolver, row->commit, claim, &found);
	row->resolution = found.resolution;
	if (claim->shape == SHAPE_FIXES) {
		if (found.resolution == RESOLVED)
			row->target = found.commits[0];
		return 0;
	}
	if (found.resolution == AMBIGUOUS)
		return choose(settle, claim, &found, row, err);
	if (found.resolution != RESOLVED)
		return 0;
	if (compare(settle, row, claim, found.commits[0], err) < 0)
		return -1;
	if (claim->must_agree && !agrees(&row->check))
		row->resolution = NOT_HERE;
	else
		row->target = found.commits[0];
	return 0;
}

/* The rows of the commit at hand begin at first. */
static bool has_target(const struct revert_rows *rows, size_t first,
		       uint32_t target)
{
	for (size_t i = first; i < rows->n; i++)
		if (rows->items[i].target == target)
			return true;
	return false;
}

/* Is a row there that keeps an unresolved subject from being one? */
static bool has_other(const struct revert_rows *rows, size_t first)
{
	for (size_t i = first; i < rows->n; i++)
		if (rows->items[i].resolution != SQUASHED)
			return true;
	return false;
}

static bool has_resolved(const struct revert_rows *rows, size_t first)
{
	for (size_t i = first; i < rows->n; i++)
		if (rows->items[i].resolution == RESOLVED)
			return true;
	return false;
}

static int settle_one(struct settle *settle, uint32_t commit, size_t order,
		      const struct revert_claim *claim, size_t first,
		      struct err *err)
{
	struct revert_rows *rows = &settle->reverts;
	struct revert_row row = { .commit = commit,
				  .target = PAST_NONE,
				  .kept = PAST_NONE,
				  .order = order,
				  .shape = claim->shape,
				  .says = claim->says,
				  .name = claim->name,
				  .text = claim->text,
				  .line = claim->line };

	if (claim->is_fallback && has_resolved(rows, first))
		return 0;
	if (look_up(settle, claim, &row, err) < 0)
		return -1;
	if (claim->shape == SHAPE_FIXES) {
		revert_rows_add(&settle->fixes, &row);
		return 0;
	}
	if (row.resolution != RESOLVED) {
		row.check = (struct content_check){ 0 };
		if (claim->is_weak ||
		    (claim->is_fallback && has_other(rows, first)))
			return 0;
	} else if (has_target(rows, first, row.target)) {
		return 0;
	}
	revert_rows_add(rows, &row);
	return 0;
}

/* --- one message --- */

/* In which order claims are settled. */
enum strength { STRONG, WEAK, FALLBACK, N_STRENGTHS };

static enum strength strength_of(const struct revert_claim *claim)
{
	if (claim->is_fallback)
		return FALLBACK;
	return claim->is_weak ? WEAK : STRONG;
}

static int compare_order(const void *a, const void *b)
{
	const struct revert_row *left = a, *right = b;

	return left->order < right->order ? -1 : left->order > right->order;
}

/* A commit may be the inverse of all its targets, and of none alone. */
static int settle_together(struct settle *settle, size_t first, struct err *err)
{
	struct revert_rows *rows = &settle->reverts;
	size_t n = 0, n_rows = rows->n - first;
	uint32_t *targets = xcalloc(n_rows, sizeof(*targets));
	struct content_check *checks = xcalloc(n_rows, sizeof(*checks));
	int ret;

	for (size_t i = first; i < rows->n; i++) {
		if (rows->items[i].resolution != RESOLVED)
			continue;
		targets[n] = rows->items[i].target;
		checks[n++] = rows->items[i].check;
	}
	ret = n > 1 ? checker_together(settle->checker,
				       rows->items[first].commit, targets, n,
				       checks, err)
		    : 0;
	n = 0;
	for (size_t i = first; i < rows->n; i++)
		if (rows->items[i].resolution == RESOLVED)
			rows->items[i].check = checks[n++];
	free(checks);
	free(targets);
	return ret;
}

/* Remember, for those that undo this commit in silence, what it did. */
static void note_says(struct settle *settle, size_t first)
{
	for (size_t i = first; i < settle->reverts.n; i++) {
		const struct revert_row *row = &settle->reverts.items[i];

		if (row->resolution == RESOLVED)
			settle->says[row->commit] = (uint8_t)row->says + 1;
	}
}

int settle_claims(struct settle *settle, uint32_t commit,
		  const struct revert_claim *claims, size_t n_claims,
		  struct err *err)
{
	struct revert_rows *rows = &settle->reverts;
	size_t first = rows->n;

	for (int strength = STRONG; strength < N_STRENGTHS; strength++)
		for (size_t i = 0; i < n_claims; i++) {
			if ((int)strength_of(&claims[i]) != strength)
				continue;
			settle->speaks[commit] |=
				claims[i].shape != SHAPE_FIXES;
			if (settle_one(settle, commit, i, &claims[i], first,
				       err) < 0)
				return -1;
		}
	if (rows->n == first)
		return 0;
	if (settle_together(settle, first, err) < 0)
		return -1;
	qsort(&rows->items[first], rows->n - first, sizeof(*rows->items),
	      compare_order);
	note_says(settle, first);
	return 0;
}

/* --- without a word --- */

static int settle_commit(struct settle *settle, const struct silent *silent,
			 uint32_t commit, struct err *err)
{
	uint32_t found[SILENT_TRIES];
	size_t n = silent_find(silent, commit, found);
	struct revert_row row = { .commit = commit,
				  .kept = PAST_NONE,
				  .shape = SHAPE_CONTENTS,
				  .name = "",
				  .text = "" };

	for (size_t i = 0; i < n; i++) {
		if (checker_pair(settle->checker, commit, found[i], PAST_NONE,
				 &row.check, err) < 0)
			return -1;
		if (row.check.verified != VERIFIED_EXACT)
			continue;
		row.target = found[i];
		row.is_silent = !settle->speaks[commit];
		row.says = settle->says[found[i]] == SAYS_REVERT + 1
				   ? SAYS_REAPPLY
				   : SAYS_REVERT;
		settle->says[commit] = (uint8_t)row.says + 1;
		revert_rows_add(&settle->reverts, &row);
		return 0;
	}
	return 0;
}

static int compare_rows(const void *a, const void *b)
{
	const struct revert_row *left = a, *right = b;

	if (left->commit != right->commit)
		return left->commit < right->commit ? -1 : 1;
	return compare_order(a, b);
}

int settle_silent(struct settle *settle, const struct silent *silent,
		  struct err *err)
{
	const struct past *history = settle->history;
	struct revert_rows *rows = &settle->reverts;

	for (uint32_t i = 0; i < history->n; i++)
		if (history->commits[i].is_reachable &&
		    !history->commits[i].is_merge && !settle->says[i] &&
		    settle_commit(settle, silent, i, err) < 0)
			return -1;
	for (size_t i = 0; i < rows->n; i++)
		if (rows->items[i].shape == SHAPE_CONTENTS)
			rows->items[i].order = SIZE_MAX;
	if (rows->n > 1)
		qsort(rows->items, rows->n, sizeof(*rows->items), compare_rows);
	return 0;
}
