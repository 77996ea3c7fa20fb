/* SPDX-License-Identifier: MIT */
#include "audit/evidence/branch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum { MAX_FOLDERS = 3, MAX_SUBJECT = 400 };

/* Bits of a commit's mark. */
enum { OLD = 1, NEW = 2 };

/* The first folders of a branch; gives how many a "/" follows. */
static size_t split(struct span branch, struct span *folders)
{
	size_t n = 0, slash;

	while (n < MAX_FOLDERS &&
	       (slash = span_find(branch, '/')) + 1 < branch.len) {
		folders[n++] = span_cut(branch, 0, slash);
		branch = span_cut(branch, slash + 1, branch.len);
	}
	return n;
}

static const struct signal *match(const struct catalogue *catalogue,
				  struct span branch, size_t folder)
{
	struct span folders[MAX_FOLDERS];
	size_t n = split(branch, folders);

	return folder < n ? catalogue_find(catalogue, SIGNAL_BRANCH,
					   folders[folder])
			  : NULL;
}

/* What stands behind a text, up to a byte or the end; empty: not there. */
static struct span after(struct span text, const char *mark, char end)
{
	size_t at = span_find_text(text, mark);

	if (at == text.len)
		return span_cut(text, at, at);
	text = span_cut(text, at + strlen(mark), text.len);
	return span_cut(text, 0, span_find(text, end));
}

const struct signal *branch_match(const struct catalogue *catalogue,
				  struct span subject, struct span *branch_out)
{
	const struct signal *row;
	struct span branch;

	subject = span_clip(subject, MAX_SUBJECT);
	if (!span_starts(subject, "Merge "))
		return NULL;
	if (span_starts(subject, "Merge pull request #")) {
		branch = after(subject, " from ", ' ');
		row = match(catalogue, branch, 1);
	} else {
		branch = after(subject, "branch '", '\'');
		row = match(catalogue, branch, 0);
		if (!row)
			row = match(catalogue, branch, 1);
	}
	if (row)
		*branch_out = branch;
	return row;
}

void branch_graph_release(struct branch_graph *graph)
{
	free(graph->starts);
	free(graph->parents);
	free(graph->marks);
	memset(graph, 0, sizeof(*graph));
}

/* Commits to be looked at, highest id first. */
struct queue {
	int64_t *ids;
	size_t n, n_alloc;
	size_t n_new; /* of them marked NEW and not OLD */
};

static void swap(int64_t *ids, size_t a, size_t b)
{
	int64_t id = ids[a];

	ids[a] = ids[b];
	ids[b] = id;
}

static void push(struct queue *queue, int64_t id)
{
	size_t at = queue->n;

	queue->ids = xgrow(queue->ids, queue->n, &queue->n_alloc,
			   sizeof(*queue->ids));
	queue->ids[queue->n++] = id;
	for (; at && queue->ids[at] > queue->ids[(at - 1) / 2];
	     at = (at - 1) / 2)
		swap(queue->ids, at, (at - 1) / 2);
}

static int64_t pop(struct queue *queue)
{
	size_t at = 0, next;
	int64_t id;

	assert(queue->n);
	id = queue->ids[0];
	queue->ids[0] = queue->ids[--queue->n];
	while ((next = 2 * at + 1) < queue->n) {
		if (next + 1 < queue->n &&
		    queue->ids[next + 1] > queue->ids[next])
			next++;
		if (queue->ids[at] >= queue->ids[next])
			break;
		swap(queue->ids, at, next);
		at = next;
	}
	return id;
}

static void mark(struct branch_graph *graph, struct queue *queue, int64_t id,
		 unsigned char bits)
{
	unsigned char *at, was;

	if (id < graph->first || id >= graph->first + (int64_t)graph->n)
		return;
	at = &graph->marks[id - graph->first];
	was = *at;
	*at = (unsigned char)(was | bits);
	if (was == *at)
		return;
	if (!was)
		push(queue, id);
	queue->n_new -= was == NEW;
	queue->n_new += *at == NEW;
}

/* A commit comes up after all that reach it, so its mark is final. */
void branch_commits(struct branch_graph *graph, int64_t merge,
		    void (*visit)(void *context, int64_t commit), void *context)
{
	const size_t of_merge = (size_t)(merge - graph->first);
	struct queue queue = { 0 };

	for (size_t i = graph->starts[of_merge];
	     i < graph->starts[of_merge + 1]; i++)
		mark(graph, &queue, graph->parents[i],
		     i == graph->starts[of_merge] ? OLD : NEW);
	while (queue.n && queue.n_new) {
		int64_t id = pop(&queue);
		size_t at = (size_t)(id - graph->first);
		unsigned char bits = graph->marks[at];

		for (size_t i = graph->starts[at]; i < graph->starts[at + 1];
		     i++)
			mark(graph, &queue, graph->parents[i], bits);
		queue.n_new -= bits == NEW;
		graph->marks[at] = 0;
		if (bits == NEW)
			visit(context, id);
	}
	while (queue.n)
		graph->marks[pop(&queue) - graph->first] = 0;
	free(queue.ids);
}
