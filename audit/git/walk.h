/* SPDX-License-Identifier: MIT */
#ifndef GIT_WALK_H
#define GIT_WALK_H
/*
 * walk - read the commits that tips reach into a graph.
 *
 * Commits that the graph holds as read already are not read again.  At the
 * boundary of a shallow clone the walk ends: the node is marked, and its
 * parents are not in the graph.  A commit that cannot be read is marked
 * is_missing and is no error.
 */
#include "audit/base/progress.h"
#include "audit/git/graph.h"
#include "audit/git/kept.h"
#include "audit/git/repository.h"

/* What stands at the edges; release with walk_edges_release. */
struct walk_missing {
	uint32_t node;  /* that could not be read */
	uint32_t child; /* see walk_edges_name_children; else GRAPH_NONE */
	char *why;      /* owned */
};

struct walk_edges {
	struct walk_missing *missing;
	size_t n_missing, n_missing_alloc;
	size_t n_boundary; /* boundary commits met in this walk */
};

void walk_edges_release(struct walk_edges *edges);

/* The boundary commits of a shallow clone, sorted by oid; the caller's. */
struct walk_shallow {
	const struct oid *items;
	size_t n_items;
};

/*
 * Walk from the nodes of graph that are not read yet, and keep what is read.
 * shallow: sorted ids of boundary commits.
 */
void walk_read(struct repository *repo, struct graph *graph,
	       const struct walk_shallow *shallow, struct walk_edges *edges,
	       struct kept *kept, struct progress *progress);

/*
 * Say of all that is missing which commit wants it: of those with an id that
 * have it as parent the one with the lowest.  Needs the ids of graph_number.
 */
void walk_edges_name_children(struct walk_edges *edges,
			      const struct graph *graph);

/*
 * Decide for each foxtrot merge on the mainline of a tip which parent it
 * follows, where the graph is that of a range and does not hold all that
 * landing_assign counts.
 */
void walk_settle_foxtrots(struct repository *repo, struct graph *graph,
			  uint32_t tip);

#endif
