/* SPDX-License-Identifier: MIT */
#ifndef FACTS_HISTORY_H
#define FACTS_HISTORY_H
/*
 * history - the commits that the database has, as a graph, and back.
 */
#include "audit/db/db.h"
#include "audit/git/graph.h"

/* What the database says of a stored commit's place; by node number. */
struct history_place {
	int64_t landing_id; /* 0: none */
	int64_t landed_at;
	bool is_reachable, is_mainline, is_foxtrot;
};

struct history {
	struct graph graph;
	struct history_place *places; /* n_stored of them */
	size_t n_stored;       /* nodes 0..n_stored-1 are in the database */
	int64_t first_free_id; /* above those of all repositories */
};

/* All zero is an empty history. */
void history_release(struct history *history);

/*
 * Fill an empty history with the stored commits of a repository, and with
 * nodes for parents that are not stored, unless a shallow clone ends there.
 * shallow: the sorted ids of its boundary, the one that was stored.
 */
int history_load(struct db *db, int64_t repo_id, const struct oid *shallow,
		 size_t n_shallow, struct history *history, struct err *err);

/* Write the places of stored commits where the graph now has others. */
int history_save_places(struct db *db, const struct history *history,
			struct err *err);

#endif
