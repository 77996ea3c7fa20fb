/* SPDX-License-Identifier: MIT */
#include "audit/git/landing.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* Behind "Merge branch '" and "Merge remote-tracking branch '". */
static const char *after_prefix(const char *subject, bool *is_remote_out)
{
	static const char local[] = "Merge branch '";
	static const char remote[] = "Merge remote-tracking branch '";

	*is_remote_out = strncmp(subject, remote, sizeof(remote) - 1) == 0;
	if (*is_remote_out)
		return subject + sizeof(remote) - 1;
	if (strncmp(subject, local, sizeof(local) - 1) == 0)
		return subject + sizeof(local) - 1;
	return NULL;
}

bool landing_names_default(const char *subject)
{
	static const char *const names[] = { "main", "master", "trunk",
					     "develop" };
	bool is_remote;
	const char *name = after_prefix(subject, &is_remote);
	const char *slash;

	if (!name)
		return false;
	if (is_remote) {
		slash = name + strcspn(name, "/'");
		if (*slash != '/')
			return false;
		name = slash + 1;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t len = strlen(names[i]);

		if (strncmp(name, names[i], len) == 0 && name[len] == '\'')
			return true;
	}
	return false;
}

/* --- is |b \ a| > |a \ b|? --- */

enum { FROM_A = 1, FROM_B = 2, FROM_BOTH = 3 };

/*
 * A walk from both sides, largest id first: ids are topological, so a node
 * leaves the heap once, with all its colours.  What only one side reaches is
 * known when the heap has nothing left of that colour.
 */
struct sides {
	const struct graph *graph;
	uint8_t *colour; /* by node; all 0 between calls */
	uint32_t *heap;  /* largest id on top */
	size_t n_heap;
	size_t n_open[FROM_BOTH + 1]; /* entries of the heap, by colour */
	uint32_t *seen;               /* nodes to clean up */
	size_t n_seen;
};

static int64_t rank(const struct sides *sides, size_t i)
{
	return sides->graph->nodes[sides->heap[i]].id;
}

static void swap(struct sides *sides, size_t i, size_t j)
{
	uint32_t was = sides->heap[i];

	sides->heap[i] = sides->heap[j];
	sides->heap[j] = was;
}

static void push(struct sides *sides, uint32_t node)
{
	size_t i = sides->n_heap++;

	sides->heap[i] = node;
	for (; i && rank(sides, i) > rank(sides, (i - 1) / 2); i = (i - 1) / 2)
		swap(sides, i, (i - 1) / 2);
}

static uint32_t pop(struct sides *sides)
{
	uint32_t top = sides->heap[0];
	size_t i = 0, child;

	sides->heap[0] = sides->heap[--sides->n_heap];
	while ((child = 2 * i + 1) < sides->n_heap) {
		if (child + 1 < sides->n_heap &&
		    rank(sides, child + 1) > rank(sides, child))
			child++;
		if (rank(sides, child) <= rank(sides, i))
			break;
		swap(sides, i, child);
		i = child;
	}
	return top;
}

static void paint(struct sides *sides, uint32_t node, uint8_t colour)
{
	uint8_t was = sides->colour[node];
	uint8_t now = was | colour;

	sides->colour[node] = now;
	if (!was) {
		sides->seen[sides->n_seen++] = node;
		push(sides, node);
	} else {
		sides->n_open[was]--;
	}
	sides->n_open[now]++;
}

/* A side that is all counted has lost where the other has more already. */
static bool is_decided(const struct sides *sides, size_t only_a, size_t only_b)
{
	if (!sides->n_open[FROM_A] &&
	    (!sides->n_open[FROM_B] || only_b > only_a))
		return true;
	return !sides->n_open[FROM_B] && only_a >= only_b;
}

static bool second_brings_more(struct sides *sides, uint32_t a, uint32_t b)
{
	const struct graph *graph = sides->graph;
	size_t only_a = 0, only_b = 0;

	paint(sides, a, FROM_A);
	paint(sides, b, FROM_B);
	while (!is_decided(sides, only_a, only_b)) {
		uint32_t at = pop(sides);
		uint8_t colour = sides->colour[at];

		only_a += colour == FROM_A;
		only_b += colour == FROM_B;
		sides->n_open[colour]--;
		for (uint32_t i = 0; i < graph->nodes[at].n_parents; i++)
			paint(sides, graph_parent(graph, at, i), colour);
	}
	while (sides->n_seen)
		sides->colour[sides->seen[--sides->n_seen]] = 0;
	memset(sides->n_open, 0, sizeof(sides->n_open));
	sides->n_heap = 0;
	return only_b > only_a;
}

/* The mainline, newest first; returns its length. */
static size_t follow_chain(struct graph *graph, uint32_t tip, uint32_t *chain)
{
	struct sides sides = { .graph = graph };
	size_t n = 0;

	sides.colour = xcalloc(graph->n_nodes, sizeof(*sides.colour));
	sides.heap = xcalloc(graph->n_nodes, sizeof(*sides.heap));
	sides.seen = xcalloc(graph->n_nodes, sizeof(*sides.seen));
	for (uint32_t at = tip;; n++) {
		struct graph_node *node = &graph->nodes[at];

		chain[n] = at;
		node->is_mainline = true;
		node->followed = node->is_known_foxtrot;
		if (node->names_default && node->n_parents == 2)
			node->followed = second_brings_more(
				&sides, graph_parent(graph, at, 0),
				graph_parent(graph, at, 1));
		if (node->followed >= node->n_parents)
			break;
		at = graph_parent(graph, at, node->followed);
		if (!graph->nodes[at].is_read)
			break;
	}
	free(sides.seen);
	free(sides.heap);
	free(sides.colour);
	return n + 1;
}

/* All that at reaches and nothing has landed yet was landed by at. */
static void claim(struct graph *graph, uint32_t landing, uint32_t *stack)
{
	size_t n = 0;

	stack[n++] = landing;
	graph->nodes[landing].landing = landing;
	while (n) {
		uint32_t at = stack[--n];

		for (uint32_t i = 0; i < graph->nodes[at].n_parents; i++) {
			uint32_t parent = graph_parent(graph, at, i);

			if (graph->nodes[parent].landing != GRAPH_NONE)
				continue;
			graph->nodes[parent].landing = landing;
			stack[n++] = parent;
		}
	}
}

void landing_assign(struct graph *graph, uint32_t tip)
{
	uint32_t *chain = xcalloc(graph->n_nodes, sizeof(*chain));
	uint32_t *stack = xcalloc(graph->n_nodes, sizeof(*stack));
	size_t n;

	for (size_t i = 0; i < graph->n_nodes; i++) {
		graph->nodes[i].is_mainline = false;
		graph->nodes[i].followed = 0;
		graph->nodes[i].landing = GRAPH_NONE;
	}
	n = follow_chain(graph, tip, chain);
	while (n)
		claim(graph, chain[--n], stack);
	free(stack);
	free(chain);
}
