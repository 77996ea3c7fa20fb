/* SPDX-License-Identifier: MIT */
#include "audit/git/graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void graph_release(struct graph *graph)
{
	free(graph->nodes);
	free(graph->parents);
	free(graph->slots);
	memset(graph, 0, sizeof(*graph));
}

/* Ids are hashes already. */
static size_t slot_of(const struct graph *graph, const struct oid *oid)
{
	uint64_t hash;
	size_t i;

	memcpy(&hash, oid->bytes, sizeof(hash));
	i = (size_t)hash & (graph->n_slots - 1);
	while (graph->slots[i] &&
	       oid_compare(&graph->nodes[graph->slots[i] - 1].oid, oid) != 0)
		i = (i + 1) & (graph->n_slots - 1);
	return i;
}

static void grow_slots(struct graph *graph)
{
	free(graph->slots);
	graph->n_slots = graph->n_slots ? 2 * graph->n_slots : 1024;
	graph->slots = xcalloc(graph->n_slots, sizeof(*graph->slots));
	for (size_t i = 0; i < graph->n_nodes; i++)
		graph->slots[slot_of(graph, &graph->nodes[i].oid)] =
			(uint32_t)i + 1;
}

uint32_t graph_find(const struct graph *graph, const struct oid *oid)
{
	uint32_t slot;

	if (!graph->n_slots)
		return GRAPH_NONE;
	slot = graph->slots[slot_of(graph, oid)];
	return slot ? slot - 1 : GRAPH_NONE;
}

uint32_t graph_add(struct graph *graph, const struct oid *oid)
{
	uint32_t found = graph_find(graph, oid);
	struct graph_node *node;

	if (found != GRAPH_NONE)
		return found;
	if (2 * (graph->n_nodes + 1) > graph->n_slots)
		grow_slots(graph);
	graph->nodes = xgrow(graph->nodes, graph->n_nodes,
			     &graph->n_nodes_alloc, sizeof(*graph->nodes));
	node = &graph->nodes[graph->n_nodes];
	memset(node, 0, sizeof(*node));
	node->oid = *oid;
	node->landing = GRAPH_NONE;
	graph->slots[slot_of(graph, oid)] = (uint32_t)graph->n_nodes + 1;
	return (uint32_t)graph->n_nodes++;
}

void graph_add_parent(struct graph *graph, uint32_t node, uint32_t parent)
{
	struct graph_node *child = &graph->nodes[node];

	graph->parents =
		xgrow(graph->parents, graph->n_parents, &graph->n_parents_alloc,
		      sizeof(*graph->parents));
	if (child->n_parents == 0)
		child->first_parent = (uint32_t)graph->n_parents;
	assert(child->first_parent + child->n_parents == graph->n_parents);
	graph->parents[graph->n_parents++] = parent;
	child->n_parents++;
}

uint32_t graph_parent(const struct graph *graph, uint32_t node, uint32_t i)
{
	assert(i < graph->nodes[node].n_parents);
	return graph->parents[graph->nodes[node].first_parent + i];
}

void graph_mark_reachable(struct graph *graph, const uint32_t *tips,
			  size_t n_tips)
{
	uint32_t *stack = xcalloc(graph->n_nodes, sizeof(*stack));
	size_t n = 0;

	for (size_t i = 0; i < graph->n_nodes; i++)
		graph->nodes[i].is_reachable = false;
	for (size_t i = 0; i < n_tips; i++) {
		if (!graph->nodes[tips[i]].is_reachable)
			stack[n++] = tips[i];
		graph->nodes[tips[i]].is_reachable = true;
	}
	while (n) {
		uint32_t at = stack[--n];

		for (uint32_t i = 0; i < graph->nodes[at].n_parents; i++) {
			uint32_t parent = graph_parent(graph, at, i);

			if (!graph->nodes[parent].is_reachable)
				stack[n++] = parent;
			graph->nodes[parent].is_reachable = true;
		}
	}
	free(stack);
}

/* --- the order: Kahn's algorithm over a heap of nodes that are ready --- */

struct heap {
	const struct graph *graph;
	uint32_t *items;
	size_t n;
};

static bool before(const struct graph *graph, uint32_t a, uint32_t b)
{
	const struct graph_node *left = &graph->nodes[a];
	const struct graph_node *right = &graph->nodes[b];

	if (left->committed_at != right->committed_at)
		return left->committed_at < right->committed_at;
	return oid_compare(&left->oid, &right->oid) < 0;
}

static void heap_push(struct heap *heap, uint32_t node)
{
	size_t i = heap->n++;

	while (i && before(heap->graph, node, heap->items[(i - 1) / 2])) {
		heap->items[i] = heap->items[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	heap->items[i] = node;
}

static uint32_t heap_pop(struct heap *heap)
{
	uint32_t top = heap->items[0];
	uint32_t last = heap->items[--heap->n];
	size_t i = 0;

	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= heap->n)
			break;
		if (child + 1 < heap->n &&
		    before(heap->graph, heap->items[child + 1],
			   heap->items[child]))
			child++;
		if (!before(heap->graph, heap->items[child], last))
			break;
		heap->items[i] = heap->items[child];
		i = child;
	}
	heap->items[i] = last;
	return top;
}

static bool is_new(const struct graph_node *node)
{
	return node->is_reachable && node->is_read && !node->is_stored;
}

/*
 * For each node its new children, as chained lists of parent links: the
 * link of parent number k is k itself.
 */
struct children {
	uint32_t *head;   /* by node: first link + 1, or 0 */
	uint32_t *next;   /* by link: next link + 1, or 0 */
	uint32_t *child;  /* by link: the child */
	uint32_t *n_wait; /* by node: new parents not yet in order */
};

static void children_init(struct children *children, const struct graph *graph)
{
	children->head = xcalloc(graph->n_nodes, sizeof(uint32_t));
	children->n_wait = xcalloc(graph->n_nodes, sizeof(uint32_t));
	children->next = xcalloc(graph->n_parents, sizeof(uint32_t));
	children->child = xcalloc(graph->n_parents, sizeof(uint32_t));
	for (uint32_t at = 0; at < graph->n_nodes; at++) {
		const struct graph_node *node = &graph->nodes[at];

		for (uint32_t i = 0; is_new(node) && i < node->n_parents; i++) {
			uint32_t link = node->first_parent + i;
			uint32_t parent = graph->parents[link];

			if (!is_new(&graph->nodes[parent]))
				continue;
			children->next[link] = children->head[parent];
			children->head[parent] = link + 1;
			children->child[link] = at;
			children->n_wait[at]++;
		}
	}
}

static void children_release(struct children *children)
{
	free(children->head);
	free(children->n_wait);
	free(children->next);
	free(children->child);
}

uint32_t *graph_number(struct graph *graph, int64_t first_id, size_t *n_out)
{
	struct heap heap = { graph, NULL, 0 };
	struct children children;
	uint32_t *order = xcalloc(graph->n_nodes, sizeof(*order));
	size_t n = 0;

	heap.items = xcalloc(graph->n_nodes, sizeof(*heap.items));
	children_init(&children, graph);
	for (uint32_t at = 0; at < graph->n_nodes; at++)
		if (is_new(&graph->nodes[at]) && !children.n_wait[at])
			heap_push(&heap, at);
	while (heap.n) {
		uint32_t at = heap_pop(&heap);

		graph->nodes[at].id = first_id + (int64_t)n;
		order[n++] = at;
		for (uint32_t link = children.head[at]; link;
		     link = children.next[link - 1])
			if (--children.n_wait[children.child[link - 1]] == 0)
				heap_push(&heap, children.child[link - 1]);
	}
	children_release(&children);
	free(heap.items);
	*n_out = n;
	return order;
}
