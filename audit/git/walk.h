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

/*
 * Walk from n_tips nodes of graph.  shallow: sorted ids of boundary commits.
 * Fails only with the repository as a whole.
 */
void walk_read(struct repository *repo, struct graph *graph,
	       const struct oid *shallow, size_t n_shallow,
	       struct walk_edges *edges, struct progress *progress);

/*
 * Say of all that is missing which commit wants it: of those with an id that
 * have it as parent the one with the lowest.  Needs the ids of graph_number.
 */
void walk_edges_name_children(struct walk_edges *edges,
			      const struct graph *graph);

#endif
