/* SPDX-License-Identifier: MIT */
#include "audit/reverts/past.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/xalloc.h"
#include "audit/db/commit_ids.h"

enum { CLOCK_SLACK = 86400 };

void past_release(struct past *history)
{
	free(history->commits);
	free(history->parents);
	free(history->seen);
	free(history->stack);
	arena_release(&history->texts);
	memset(history, 0, sizeof(*history));
}

uint32_t past_find(const struct past *history, int64_t id)
{
	size_t low = 0, high = history->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (history->commits[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < history->n && history->commits[low].id == id
		       ? (uint32_t)low
		       : PAST_NONE;
}

/* --- reading --- */

/* The number in "Merge pull request #12 from ..."; 0: none. */
static int64_t merged_pull(const char *subject)
{
	static const char head[] = "Merge pull request #";
	int64_t number = 0;
	unsigned n = 0;

	if (strncmp(subject, head, sizeof(head) - 1) != 0)
		return 0;
	subject += sizeof(head) - 1;
	for (; n < 9 && ascii_is_digit(subject[n]); n++)
		number = 10 * number + (subject[n] - '0');
	return ascii_is_digit(subject[n]) ? 0 : number;
}

static void add_commit(struct past *history, struct db_stmt *stmt)
{
	const char *subject = db_text(stmt, 2);
	struct past_commit *commit;

	history->commits = xgrow(history->commits, history->n,
				 &history->n_alloc, sizeof(*commit));
	commit = &history->commits[history->n++];
	*commit = (struct past_commit){
		.id = db_int(stmt, 0),
		.subject =
			arena_copy(&history->texts, subject, strlen(subject)),
		.is_merge = db_int(stmt, 3) > 1,
		.is_reachable = db_int(stmt, 4) != 0,
		.committed_at = db_int(stmt, 5),
		.landed_at = db_int(stmt, 6),
		.pull_request = db_int(stmt, 7),
		.landing_id = db_int(stmt, 8),
		.is_diffed = db_int(stmt, 9) != 0,
	};
	if (!commit->pull_request)
		commit->pull_request = merged_pull(subject);
	oid_from_hex(db_text(stmt, 1), &commit->oid);
}

static int load_commits(struct db *db, int64_t repo_id, struct past *history,
			struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct commit_ids ids;
	int more;

	if (commit_ids_read(db, repo_id, &ids, err) < 0 ||
	    db_prepare(db,
		       "SELECT commit_id, oid, subject, n_parents, reachable,"
		       " committed_at, landed_at, pull_request, landing_id,"
		       " diff = 'done'"
		       " FROM commits WHERE +repo_id = ?1"
		       " AND commit_id BETWEEN ?2 AND ?3 ORDER BY commit_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	db_bind_int(stmt, 2, ids.first);
	db_bind_int(stmt, 3, ids.last);
	while ((more = db_step(stmt, err)) > 0)
		add_commit(history, stmt);
	db_stmt_free(stmt);
	return more;
}

void past_bind_span(const struct past *history, struct db_stmt *stmt)
{
	const struct past_commit *commits = history->commits;

	db_bind_int(stmt, 1, history->n ? commits[0].id : 0);
	db_bind_int(stmt, 2, history->n ? commits[history->n - 1].id : -1);
}

static void add_parent(struct past *history, uint32_t child, uint32_t parent)
{
	struct past_commit *commit = &history->commits[child];

	assert(history->commits);
	history->parents =
		xgrow(history->parents, history->n_parents,
		      &history->n_parents_alloc, sizeof(*history->parents));
	if (!commit->n_parents)
		commit->first_parent = (uint32_t)history->n_parents;
	history->parents[history->n_parents++] = parent;
	commit->n_parents++;
	if (commit->generation <= history->commits[parent].generation)
		commit->generation = history->commits[parent].generation + 1;
}

static int load_parents(struct db *db, struct past *history, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT commit_id, coalesce(parent_id, 0)"
		       "  FROM commit_parents"
		       " WHERE commit_id BETWEEN ?1 AND ?2"
		       " ORDER BY commit_id, position",
		       &stmt, err) < 0)
		return -1;
	past_bind_span(history, stmt);
	while ((more = db_step(stmt, err)) > 0) {
		uint32_t child = past_find(history, db_int(stmt, 0));
		uint32_t parent = past_find(history, db_int(stmt, 1));

		if (child == PAST_NONE)
			continue;
		assert(history->commits);
		if (parent != PAST_NONE)
			add_parent(history, child, parent);
		else
			history->commits[child].is_cut = true;
	}
	db_stmt_free(stmt);
	return more;
}

int past_load(struct db *db, int64_t repo_id, struct past *history_out,
	      struct err *err)
{
	struct past history = { 0 };

	if (load_commits(db, repo_id, &history, err) < 0 ||
	    load_parents(db, &history, err) < 0) {
		past_release(&history);
		return -1;
	}
	/* a landing has a greater id than what it lands */
	for (size_t i = 0; i < history.n; i++)
		history.commits[i].landing =
			past_find(&history, history.commits[i].landing_id);
	history.seen = xcalloc(history.n + 1, sizeof(*history.seen));
	history.stack = xcalloc(history.n + 1, sizeof(*history.stack));
	*history_out = history;
	return 0;
}

/* --- who is older --- */

int past_compare_age(const struct past *history, uint32_t a, uint32_t b)
{
	const struct past_commit *left = &history->commits[a];
	const struct past_commit *right = &history->commits[b];

	if (left->committed_at != right->committed_at)
		return left->committed_at < right->committed_at ? -1 : 1;
	if (left->generation != right->generation)
		return left->generation < right->generation ? -1 : 1;
	return oid_compare(&left->oid, &right->oid);
}

bool past_is_older(const struct past *history, uint32_t a, uint32_t b)
{
	const struct past_commit *left = &history->commits[a];
	const struct past_commit *right = &history->commits[b];

	if (left->generation < right->generation)
		return left->committed_at <= right->committed_at + CLOCK_SLACK;
	return left->committed_at < right->committed_at;
}

int past_compare_landing(const struct past *history, uint32_t a, uint32_t b)
{
	uint32_t left = history->commits[a].landing;
	uint32_t right = history->commits[b].landing;
	uint32_t left_place, right_place;

	if (left == right) {
		left_place = history->commits[a].generation;
		right_place = history->commits[b].generation;
	} else {
		left_place = history->commits[left].generation;
		right_place = history->commits[right].generation;
	}
	if (left_place != right_place)
		return left_place < right_place ? -1 : 1;
	return oid_compare(&history->commits[a].oid, &history->commits[b].oid);
}

/* --- walks --- */

/* Push what is not seen yet of the parents of a commit. */
static size_t push_parents(struct past *history, uint32_t at, uint32_t lowest,
			   size_t n)
{
	const struct past_commit *commit = &history->commits[at];

	for (uint32_t i = 0; i < commit->n_parents; i++) {
		uint32_t parent = history->parents[commit->first_parent + i];

		if (history->seen[parent] == history->walk ||
		    history->commits[parent].generation < lowest)
			continue;
		history->seen[parent] = history->walk;
		history->stack[n++] = parent;
	}
	return n;
}

bool past_is_ancestor(struct past *history, uint32_t a, uint32_t b)
{
	uint32_t lowest = history->commits[a].generation;
	size_t n;

	if (history->commits[b].generation <= lowest)
		return false;
	history->walk++;
	n = push_parents(history, b, lowest, 0);
	while (n && history->seen[a] != history->walk)
		n = push_parents(history, history->stack[n - 1], lowest, n - 1);
	return history->seen[a] == history->walk;
}

/*
 * Both sides at once, from the highest generation down, would be shorter; a
 * merge is reverted rarely enough to mark all that the kept parent reaches.
 */
uint32_t *past_brought(struct past *history, uint32_t merge, uint32_t kept,
		       size_t *n_out)
{
	const struct past_commit *commit = &history->commits[merge];
	uint32_t *brought = NULL;
	size_t n = 0, n_brought = 0, n_alloc = 0;

	*n_out = 0;
	if (!commit->n_parents || commit->is_cut)
		return NULL;
	if (kept == PAST_NONE)
		kept = history->parents[commit->first_parent];
	history->walk++;
	history->seen[kept] = history->walk;
	history->stack[n++] = kept;
	while (n)
		n = push_parents(history, history->stack[n - 1], 0, n - 1);
	n = push_parents(history, merge, 0, 0);
	while (n) {
		uint32_t at = history->stack[--n];

		brought = xgrow(brought, n_brought, &n_alloc, sizeof(*brought));
		brought[n_brought++] = at;
		n = push_parents(history, at, 0, n);
	}
	*n_out = n_brought;
	return brought;
}
