/* SPDX-License-Identifier: MIT */
#include "audit/git/walk.h"
#include "audit/git/between.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/between.h"
#include "audit/git/commit_object.h"
#include "audit/git/landing.h"
#include "audit/git/message.h"
#include "audit/git/signature.h"
#include "audit/git/unfit.h"

struct walk {
	struct repository *repo;
	struct graph *graph;
	const struct walk_shallow *shallow;
	struct walk_edges *edges;
	struct kept *kept;
	struct buf text;
};

void walk_edges_release(struct walk_edges *edges)
{
	for (size_t i = 0; i < edges->n_missing; i++)
		free(edges->missing[i].why);
	free(edges->missing);
	memset(edges, 0, sizeof(*edges));
}

static int compare_oids(const void *a, const void *b)
{
	return oid_compare(a, b);
}

static bool is_boundary(const struct walk *walk, const struct oid *oid)
{
	const struct walk_shallow *shallow = walk->shallow;

	return shallow->n_items &&
	       bsearch(oid, shallow->items, shallow->n_items, sizeof(*oid),
		       compare_oids);
}

static void add_missing(struct walk *walk, uint32_t node, const char *why)
{
	struct walk_edges *edges = walk->edges;

	edges->missing =
		xgrow(edges->missing, edges->n_missing, &edges->n_missing_alloc,
		      sizeof(*edges->missing));
	edges->missing[edges->n_missing++] =
		(struct walk_missing){ node, GRAPH_NONE, xstrdup(why) };
	walk->graph->nodes[node].is_missing = true;
}

/* Does the subject of this merge say that it took in the default branch? */
static bool names_default(struct walk *walk, const struct commit_object *commit)
{
	buf_clear(&walk->text);
	message_subject(commit->message.data, commit->message.len, &walk->text);
	return landing_names_default(walk->text.data);
}

static void take(struct walk *walk, uint32_t at,
		 const struct commit_object *commit)
{
	struct graph *graph = walk->graph;
	struct oid oid = graph->nodes[at].oid;
	struct signature committer;

	signature_read(commit->committer.data, commit->committer.len,
		       &committer);
	graph->nodes[at].committed_at = committer.at;
	graph->nodes[at].tree = commit->tree;
	graph->nodes[at].is_read = true;
	graph->nodes[at].is_boundary = is_boundary(walk, &oid);
	if (graph->nodes[at].is_boundary) {
		walk->edges->n_boundary++;
		return;
	}
	graph->nodes[at].names_default =
		commit->n_parents == 2 && names_default(walk, commit);
	for (size_t i = 0; i < commit->n_parents; i++) {
		oid = commit_object_parent(commit, i);
		graph_add_parent(graph, at, graph_add(graph, &oid));
	}
}

static void read_one(struct walk *walk, uint32_t at)
{
	struct oid oid = walk->graph->nodes[at].oid;
	struct commit_object commit;
	struct object object;

	if (repository_read_node(walk->repo, &oid, &object, &walk->text) < 0) {
		add_missing(walk, at, walk->text.data);
		return;
	}
	if (object.kind != OBJECT_COMMIT)
		add_missing(walk, at,
			    unfit_say(walk->repo, &oid, UNFIT_NO_COMMIT));
	else if (!commit_object_read(object.data, object.len, &commit))
		add_missing(walk, at,
			    unfit_say(walk->repo, &oid, UNFIT_COMMIT));
	else {
		take(walk, at, &commit);
		kept_put(walk->kept, at, object.data, object.len);
	}
	object_release(&object);
}

void walk_edges_name_children(struct walk_edges *edges,
			      const struct graph *graph)
{
	uint32_t *missing_of; /* by node: index + 1, or 0 */

	if (!edges->n_missing)
		return;
	missing_of = xcalloc(graph->n_nodes, sizeof(*missing_of));
	for (size_t i = 0; i < edges->n_missing; i++)
		missing_of[edges->missing[i].node] = (uint32_t)i + 1;
	for (uint32_t at = 0; at < graph->n_nodes; at++) {
		const struct graph_node *node = &graph->nodes[at];

		for (uint32_t i = 0; node->id && i < node->n_parents; i++) {
			uint32_t of = missing_of[graph_parent(graph, at, i)];
			uint32_t *child =
				of ? &edges->missing[of - 1].child : NULL;

			if (child && (*child == GRAPH_NONE ||
				      node->id < graph->nodes[*child].id))
				*child = at;
		}
	}
	free(missing_of);
}

void walk_read(struct repository *repo, struct graph *graph,
	       const struct walk_shallow *shallow, struct walk_edges *edges,
	       struct kept *kept, struct progress *progress)
{
	struct walk walk = { repo, graph, shallow, edges, kept, BUF_INIT };

	/* nodes that a commit adds as parents come behind it */
	for (uint32_t at = 0; at < graph->n_nodes; at++) {
		if (graph->nodes[at].is_read)
			continue;
		read_one(&walk, at);
		progress_step(progress, at);
	}
	buf_release(&walk.text);
}

void walk_settle_foxtrots(struct repository *repo, struct graph *graph,
			  uint32_t tip)
{
	uint32_t at = tip;

	while (graph->nodes[at].n_parents) {
		struct graph_node *node = &graph->nodes[at];
		const uint32_t first = graph_parent(graph, at, 0);
		uint32_t second;

		at = first;
		if (!node->names_default || node->n_parents != 2)
			continue;
		second =
			graph_parent(graph, (uint32_t)(node - graph->nodes), 1);
		node->names_default = false;
		node->is_known_foxtrot =
			between_brings_more(repo, &graph->nodes[first].oid,
					    &graph->nodes[second].oid);
		if (node->is_known_foxtrot)
			at = second;
	}
}
