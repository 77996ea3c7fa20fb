/* SPDX-License-Identifier: MIT */
/*
 * Commits that are one change, in groups: joined by what a message says, or
 * by an equal patch of the same author where neither commit descends from
 * the other (a change that is reverted and applied again is two changes).
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/facts/finish.h"

enum { BY_LINE = 1, BY_PATCH = 2 };

/* A commit that may be one of several. */
struct member {
	uint32_t node;
	uint32_t group; /* index of another member, or its own: union-find */
	uint8_t by;
};

struct cherry {
	const struct graph *graph;
	struct member *members;
	size_t n_members, n_alloc;
	uint32_t *member_of;    /* by node: index + 1, or 0 */
	uint32_t *stack, *seen; /* for mark() */
	size_t n_seen;
	uint8_t *is_seen; /* by node; all 0 between marks */
};

static size_t member_of(struct cherry *cherry, uint32_t node)
{
	size_t n = cherry->n_members;

	if (cherry->member_of[node])
		return cherry->member_of[node] - 1;
	cherry->members = xgrow(cherry->members, n, &cherry->n_alloc,
				sizeof(*cherry->members));
	cherry->members[n] = (struct member){ node, (uint32_t)n, 0 };
	cherry->member_of[node] = (uint32_t)n + 1;
	return cherry->n_members++;
}

static size_t root_of(const struct cherry *cherry, size_t at)
{
	while (cherry->members[at].group != at)
		at = cherry->members[at].group;
	return at;
}

static void join(struct cherry *cherry, uint32_t a, uint32_t b, uint8_t by)
{
	size_t left = member_of(cherry, a), right = member_of(cherry, b);

	assert(cherry->members);
	cherry->members[left].by |= by;
	cherry->members[right].by |= by;
	left = root_of(cherry, left);
	right = root_of(cherry, right);
	cherry->members[right].group = (uint32_t)left;
}

/* Mark what at reaches, itself too; no further down than to an id. */
static void mark(struct cherry *cherry, uint32_t at, int64_t lowest_id)
{
	const struct graph *graph = cherry->graph;
	size_t n = 0;

	cherry->is_seen[at] = 1;
	cherry->seen[cherry->n_seen++] = at;
	cherry->stack[n++] = at;
	while (n) {
		at = cherry->stack[--n];
		for (uint32_t i = 0; i < graph->nodes[at].n_parents; i++) {
			uint32_t parent = graph_parent(graph, at, i);

			if (cherry->is_seen[parent] ||
			    graph->nodes[parent].id < lowest_id)
				continue;
			cherry->is_seen[parent] = 1;
			cherry->seen[cherry->n_seen++] = parent;
			cherry->stack[n++] = parent;
		}
	}
}

static void unmark(struct cherry *cherry)
{
	while (cherry->n_seen)
		cherry->is_seen[cherry->seen[--cherry->n_seen]] = 0;
}

/* The first of nodes from..to-1 that is no ancestor of nodes[to], or to. */
static size_t first_unrelated(struct cherry *cherry, const uint32_t *nodes,
			      size_t from, size_t to)
{
	mark(cherry, nodes[to], cherry->graph->nodes[nodes[from]].id);
	while (from < to && cherry->is_seen[nodes[from]])
		from++;
	unmark(cherry);
	return from;
}

static uint32_t node_of(const struct cherry *cherry, const char *hex)
{
	struct oid oid;
	uint32_t at = oid_from_hex(hex, &oid) ? graph_find(cherry->graph, &oid)
					      : GRAPH_NONE;

	if (at == GRAPH_NONE || !cherry->graph->nodes[at].is_reachable)
		return GRAPH_NONE;
	return at;
}

/* A prefix that fits one commit only; merges are no changes. */
static const char lines_sql[] =
	"SELECT c.oid, min(o.oid)"
	" FROM commits AS c"
	" JOIN cherry_lines AS l USING (commit_id)"
	" JOIN commits AS o ON o.repo_id = ?1 AND o.oid >= l.oid"
	"   AND o.oid < l.oid || 'g'"
	" WHERE c.repo_id = ?1 AND c.n_parents < 2 AND o.n_parents < 2"
	" GROUP BY c.commit_id, l.position"
	" HAVING count(*) = 1 AND c.commit_id <> min(o.commit_id)"
	" ORDER BY c.commit_id, l.position";

static int join_by_line(struct cherry *cherry, struct db *db, int64_t repo_id,
			struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db, lines_sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		uint32_t copy = node_of(cherry, db_text(stmt, 0));
		uint32_t origin = node_of(cherry, db_text(stmt, 1));

		if (copy != GRAPH_NONE && origin != GRAPH_NONE)
			join(cherry, origin, copy, BY_LINE);
	}
	db_stmt_free(stmt);
	return more;
}

static const char patches_sql[] =
	"SELECT c.oid, dense_rank() OVER (ORDER BY c.patch, i.person_id)"
	" FROM commits AS c JOIN identities AS i ON i.identity_id = c.author_id"
	" WHERE c.repo_id = ?1 AND c.n_parents < 2 AND c.patch IN"
	"   (SELECT patch FROM commits"
	"     WHERE repo_id = ?1 AND patch IS NOT NULL"
	"     GROUP BY patch HAVING count(*) > 1)"
	" ORDER BY 2, c.commit_id";

/*
 * nodes: the commits of one patch and author, oldest first.  While each
 * descends from the one before, it descends from all: a change that is made
 * and undone a thousand times costs one walk.
 */
static void join_patch(struct cherry *cherry, const uint32_t *nodes, size_t n)
{
	bool is_chain = true;

	for (size_t young = 1; young < n; young++) {
		size_t old;

		if (is_chain &&
		    first_unrelated(cherry, nodes, young - 1, young) == young)
			continue;
		is_chain = false;
		old = first_unrelated(cherry, nodes, 0, young);
		if (old < young)
			join(cherry, nodes[old], nodes[young], BY_PATCH);
	}
}

static int join_by_patch(struct cherry *cherry, struct db *db, int64_t repo_id,
			 struct err *err)
{
	struct db_stmt *stmt = NULL;
	uint32_t *nodes = NULL, node;
	size_t n = 0, n_alloc = 0;
	int64_t rank = 0;
	int more;

	if (db_prepare(db, patches_sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		if (db_int(stmt, 1) != rank) {
			join_patch(cherry, nodes, n);
			n = 0;
		}
		rank = db_int(stmt, 1);
		node = node_of(cherry, db_text(stmt, 0));
		nodes = xgrow(nodes, n, &n_alloc, sizeof(*nodes));
		if (node != GRAPH_NONE)
			nodes[n++] = node;
	}
	join_patch(cherry, nodes, n);
	free(nodes);
	db_stmt_free(stmt);
	return more;
}

/* Does a land before b?  What never lands comes last; then by id. */
static bool lands_before(const struct graph *graph, uint32_t a, uint32_t b)
{
	const struct graph_node *left = &graph->nodes[a];
	const struct graph_node *right = &graph->nodes[b];

	if ((left->landing == GRAPH_NONE) != (right->landing == GRAPH_NONE))
		return right->landing == GRAPH_NONE;
	if (left->landing != right->landing)
		return graph->nodes[left->landing].id <
		       graph->nodes[right->landing].id;
	return left->id < right->id;
}

static int write_pairs(struct cherry *cherry, struct db *db, struct err *err)
{
	static const char *const names[] = { "", "line", "patch", "both" };
	const struct graph *graph = cherry->graph;
	uint32_t *counted = xcalloc(cherry->n_members, sizeof(*counted));
	struct db_stmt *stmt = NULL;
	int ret = db_prepare(db, "INSERT INTO cherry_picks VALUES (?1, ?2, ?3)",
			     &stmt, err);

	for (size_t i = 0; i < cherry->n_members; i++)
		counted[i] = cherry->members[i].node;
	for (size_t i = 0; i < cherry->n_members; i++) {
		size_t root = root_of(cherry, i);

		if (lands_before(graph, cherry->members[i].node, counted[root]))
			counted[root] = cherry->members[i].node;
	}
	for (size_t i = 0; ret == 0 && i < cherry->n_members; i++) {
		const struct member *member = &cherry->members[i];
		uint32_t of = counted[root_of(cherry, i)];

		if (of == member->node)
			continue;
		db_bind_int(stmt, 1, graph->nodes[member->node].id);
		db_bind_int(stmt, 2, graph->nodes[of].id);
		db_bind_text(stmt, 3, names[member->by]);
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	free(counted);
	return ret;
}

int finish_cherry_picks(struct db *db, int64_t repo_id,
			const struct graph *graph, struct err *err)
{
	struct cherry cherry = { .graph = graph };
	struct db_stmt *stmt = NULL;
	int ret = -1;

	cherry.member_of = xcalloc(graph->n_nodes, sizeof(uint32_t));
	cherry.stack = xcalloc(graph->n_nodes, sizeof(uint32_t));
	cherry.seen = xcalloc(graph->n_nodes, sizeof(uint32_t));
	cherry.is_seen = xcalloc(graph->n_nodes, sizeof(uint8_t));
	if (db_prepare(db,
		       "DELETE FROM cherry_picks AS x WHERE"
		       " (SELECT repo_id FROM commits"
		       "   WHERE commit_id = x.commit_id) = ?1",
		       &stmt, err) < 0)
		goto out;
	db_bind_int(stmt, 1, repo_id);
	if (db_exec(stmt, err) < 0 ||
	    join_by_line(&cherry, db, repo_id, err) < 0 ||
	    join_by_patch(&cherry, db, repo_id, err) < 0)
		goto out;
	ret = write_pairs(&cherry, db, err);
out:
	db_stmt_free(stmt);
	free(cherry.is_seen);
	free(cherry.seen);
	free(cherry.stack);
	free(cherry.member_of);
	free(cherry.members);
	return ret;
}
