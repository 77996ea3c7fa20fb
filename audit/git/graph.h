/* SPDX-License-Identifier: MIT */
#ifndef GIT_GRAPH_H
#define GIT_GRAPH_H
/*
 * graph - the commits of a history and how they hang together, in memory:
 * about 120 bytes a commit.  Pure: reads no repository and no database.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/git/oid.h"

/* No node: a parent that is not here. */
#define GRAPH_NONE UINT32_MAX

struct graph_node {
	struct oid oid;
	struct oid tree; /* zero: not known (the commit was not read now) */
	uint32_t first_parent; /* index into graph.parents */
	uint32_t n_parents;
	int64_t committed_at; /* Unix seconds */
	int64_t id;         /* commits.commit_id, parents first; 0: none yet */
	uint32_t landing;   /* node that landed it, or GRAPH_NONE */
	uint8_t followed;   /* parent that the mainline follows from here */
	bool names_default; /* a merge that says it took in the default branch */
	bool is_known_foxtrot; /* it follows its second parent: not asked again */
	bool is_read;   /* parents are known: from the object or the file */
	bool is_stored; /* stands in the file already */
	bool is_reachable;
	bool is_mainline;
	bool is_boundary; /* parents are cut off here (shallow clone) */
	bool is_missing;  /* the object could not be read */
};

struct graph {
	struct graph_node *nodes;
	size_t n_nodes, n_nodes_alloc;
	uint32_t *parents; /* node numbers */
	size_t n_parents, n_parents_alloc;
	uint32_t *slots; /* hash table: node number + 1, or 0 */
	size_t n_slots;
	bool is_part; /* a range and what it hangs on, not the whole history */
};

/* All zero is an empty graph. */
void graph_release(struct graph *graph);

/* Node number of an oid, or GRAPH_NONE. */
uint32_t graph_find(const struct graph *graph, const struct oid *oid);

/* Node number of an oid, made (unread) where it is not there. */
uint32_t graph_add(struct graph *graph, const struct oid *oid);

/* Append a parent to the node that was last given one, or to a new one. */
void graph_add_parent(struct graph *graph, uint32_t node, uint32_t parent);

/* Parent i of a node. */
uint32_t graph_parent(const struct graph *graph, uint32_t node, uint32_t i);

/* Set is_reachable on what the tips reach, clear it elsewhere. */
void graph_mark_reachable(struct graph *graph, const uint32_t *tips,
			  size_t n_tips);

/*
 * Give ids from first_id on to the nodes that are reachable, read and not
 * stored: parents first, else by committer date, then by oid.  The order of
 * what remains does not depend on how much of it is stored already, so a run
 * that was cut off is continued as if it had not been.  Returns the nodes in
 * that order; free with free().
 */
uint32_t *graph_number(struct graph *graph, int64_t first_id, size_t *n_out);

#endif
