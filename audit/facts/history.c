/* SPDX-License-Identifier: MIT */
#include "audit/facts/history.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/db/commit_ids.h"
#include "audit/git/landing.h"

void history_release(struct history *history)
{
	graph_release(&history->graph);
	free(history->places);
	memset(history, 0, sizeof(*history));
}

static void take_commit(struct history *history, const struct db_stmt *row)
{
	struct history_place *place;
	struct graph_node *node;
	struct oid oid;
	bool is_hex = oid_from_hex(db_text(row, 1), &oid);
	uint32_t at;

	assert(is_hex);
	(void)is_hex;
	at = graph_add(&history->graph, &oid);
	assert(at == history->n_stored);
	node = &history->graph.nodes[at];
	node->id = db_int(row, 0);
	node->committed_at = db_int(row, 2);
	node->is_stored = true;
	node->is_read = true;
	place = &history->places[history->n_stored++];
	place->is_reachable = db_int(row, 3) != 0;
	place->is_mainline = db_int(row, 4) != 0;
	place->is_foxtrot = db_int(row, 5) != 0;
	place->landing_id = db_int(row, 6);
	place->landed_at = db_int(row, 7);
	/* what a mainline merge follows hangs on its ancestors: it stays so */
	node->is_known_foxtrot = place->is_foxtrot;
	node->names_default = landing_names_default(db_text(row, 8));
}

static int load_commits(struct db *db, int64_t repo_id, struct history *history,
			struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct commit_ids ids;
	int64_t n;
	int more;

	if (db_get_int(db, "SELECT count(*) FROM commits", 0, &n, err) < 0 ||
	    commit_ids_read(db, repo_id, &ids, err) < 0)
		return -1;
	history->places = xcalloc((size_t)n, sizeof(*history->places));
	if (db_prepare(db,
		       "SELECT commit_id, oid, committed_at, reachable,"
		       " mainline, foxtrot, landing_id, landed_at,"
		       " iif(n_parents = 2 AND mainline = 0, subject, '')"
		       " FROM commits WHERE +repo_id = ?1"
		       " AND commit_id BETWEEN ?2 AND ?3 ORDER BY commit_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	db_bind_int(stmt, 2, ids.first);
	db_bind_int(stmt, 3, ids.last);
	while ((more = db_step(stmt, err)) > 0)
		take_commit(history, stmt);
	db_stmt_free(stmt);
	return more;
}

static int compare_oids(const void *a, const void *b)
{
	return oid_compare(a, b);
}

static void mark_boundary(struct history *history, const struct oid *shallow,
			  size_t n_shallow)
{
	for (size_t at = 0; n_shallow && at < history->n_stored; at++) {
		struct graph_node *node = &history->graph.nodes[at];

		node->is_boundary = bsearch(&node->oid, shallow, n_shallow,
					    sizeof(*shallow), compare_oids);
	}
}

static int compare_id(const void *id, const void *node)
{
	const int64_t left = *(const int64_t *)id;
	const int64_t right = ((const struct graph_node *)node)->id;

	return left < right ? -1 : left > right;
}

/* The next parent of a node: in the row by its id, else by its oid. */
static void take_parent(struct history *history, uint32_t child,
			const struct db_stmt *row)
{
	struct graph *graph = &history->graph;
	const int64_t id = db_int(row, 1);
	const struct graph_node *found = NULL;
	struct oid oid;

	if (id)
		found = bsearch(&id, graph->nodes, history->n_stored,
				sizeof(*found), compare_id);
	if (found)
		graph_add_parent(graph, child,
				 (uint32_t)(found - graph->nodes));
	else if (oid_from_hex(db_text(row, 2), &oid))
		graph_add_parent(graph, child, graph_add(graph, &oid));
}

/*
 * Parents that are not here are nodes too, for the walk to miss them again:
 * without them a merge would have another first parent.
 */
static int load_parents(struct db *db, struct history *history, struct err *err)
{
	struct graph *graph = &history->graph;
	struct db_stmt *stmt = NULL;
	uint32_t child = 0;
	int more;

	if (!history->n_stored)
		return 0;
	if (db_prepare(db,
		       "SELECT commit_id, parent_id, parent_oid"
		       " FROM commit_parents"
		       " WHERE commit_id BETWEEN ?1 AND ?2"
		       " ORDER BY commit_id, position",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, graph->nodes[0].id);
	db_bind_int(stmt, 2, graph->nodes[history->n_stored - 1].id);
	while ((more = db_step(stmt, err)) > 0) {
		while (graph->nodes[child].id < db_int(stmt, 0))
			child++;
		/* other repositories may have ids in between */
		if (graph->nodes[child].id == db_int(stmt, 0) &&
		    !graph->nodes[child].is_boundary)
			take_parent(history, child, stmt);
	}
	db_stmt_free(stmt);
	return more;
}

int history_load(struct db *db, int64_t repo_id, const struct oid *shallow,
		 size_t n_shallow, struct history *history, struct err *err)
{
	if (db_get_int(db, "SELECT max(commit_id) + 1 FROM commits", 1,
		       &history->first_free_id, err) < 0 ||
	    load_commits(db, repo_id, history, err) < 0)
		return -1;
	mark_boundary(history, shallow, n_shallow);
	return load_parents(db, history, err);
}

static struct history_place place_now(const struct graph *graph, size_t at)
{
	const struct graph_node *node = &graph->nodes[at];
	struct history_place place = {
		.is_reachable = node->is_reachable,
		.is_mainline = node->is_mainline,
		.is_foxtrot = node->is_mainline && node->followed,
	};

	if (node->is_reachable && node->landing != GRAPH_NONE) {
		place.landing_id = graph->nodes[node->landing].id;
		place.landed_at = graph->nodes[node->landing].committed_at;
	}
	return place;
}

static bool same_place(const struct history_place *a,
		       const struct history_place *b)
{
	return a->landing_id == b->landing_id && a->landed_at == b->landed_at &&
	       a->is_reachable == b->is_reachable &&
	       a->is_mainline == b->is_mainline &&
	       a->is_foxtrot == b->is_foxtrot;
}

int history_save_places(struct db *db, const struct history *history,
			struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret = 0;

	if (db_prepare(db,
		       "UPDATE commits SET reachable = ?2, mainline = ?3,"
		       " foxtrot = ?4, landing_id = nullif(?5, 0),"
		       " landed_at = iif(?5 = 0, NULL, ?6)"
		       " WHERE commit_id = ?1",
		       &stmt, err) < 0)
		return -1;
	for (size_t at = 0; ret == 0 && at < history->n_stored; at++) {
		struct history_place now = place_now(&history->graph, at);

		if (same_place(&now, &history->places[at]))
			continue;
		db_bind_int(stmt, 1, history->graph.nodes[at].id);
		db_bind_int(stmt, 2, now.is_reachable);
		db_bind_int(stmt, 3, now.is_mainline);
		db_bind_int(stmt, 4, now.is_foxtrot);
		db_bind_int(stmt, 5, now.landing_id);
		db_bind_int(stmt, 6, now.landed_at);
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	return ret;
}
