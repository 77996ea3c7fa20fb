/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PAST_H
#define REVERTS_PAST_H
/*
 * past - the commits of a repository in memory, as far as reverts need
 * them: who is older, who is in whose history, what a merge brought.
 *
 * Nothing here depends on the order in which commits came into the file.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/arena.h"
#include "audit/db/db.h"
#include "audit/git/oid.h"

/* No commit. */
#define PAST_NONE UINT32_MAX

struct past_commit {
	int64_t id; /* commits.commit_id */
	struct oid oid;
	const char *subject;
	int64_t committed_at;          /* 0 where the commit has no date */
	int64_t landed_at, landing_id; /* 0: it never landed */
	int64_t pull_request;  /* "(#N)" or "Merge pull request #N"; 0: none */
	uint32_t first_parent; /* place in history.parents */
	uint32_t n_parents;    /* those that are here */
	uint32_t generation;   /* a parent's is less */
	uint32_t landing;      /* that brought it in, or PAST_NONE */
	bool is_merge, is_reachable;
	bool is_cut;    /* a parent is not here: none of them is known */
	bool is_diffed; /* its paths are in changes or merge_changes */
};

/* In the order of ids; parents come before their children. */
struct past {
	struct past_commit *commits;
	size_t n, n_alloc;
	uint32_t *parents;
	size_t n_parents, n_parents_alloc;
	uint32_t *seen, *stack; /* for walks; by commit */
	uint32_t walk;          /* number of the last one */
	struct arena texts;
};

/* Read the commits of a repository; all zero before. */
int past_load(struct db *db, int64_t repo_id, struct past *history_out,
	      struct err *err);
void past_release(struct past *history);

/*
 * Bind the first and the last id as ?1 and ?2.  Other repositories of the
 * database may have ids between them.
 */
void past_bind_span(const struct past *history, struct db_stmt *stmt);

/* The commit of an id, or PAST_NONE. */
uint32_t past_find(const struct past *history, int64_t id);

/*
 * Was a there before b?  By committer dates, and by the place in the history
 * where they are the same; a clock may be wrong by a day.
 */
bool past_is_older(const struct past *history, uint32_t a, uint32_t b);

/* Order by committer date, then place in the history, then oid. */
int past_compare_age(const struct past *history, uint32_t a, uint32_t b);

/* Is a in the history of b? */
bool past_is_ancestor(struct past *history, uint32_t a, uint32_t b);

/*
 * The commits that a merge brought: in its history, and not in that of the
 * parent it kept (kept; PAST_NONE: its first).  The merge is not among
 * them.  Free with free().
 */
uint32_t *past_brought(struct past *history, uint32_t merge, uint32_t kept,
		       size_t *n_out);

/* When landed commits landed: less than, equal to or greater than 0. */
int past_compare_landing(const struct past *history, uint32_t a, uint32_t b);

#endif
