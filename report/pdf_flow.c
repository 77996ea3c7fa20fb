/* SPDX-License-Identifier: MIT */
#include "report/pdf_flow.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* A block and where its bricks are. */
struct piece {
	struct pdf_block *block; /* owned */
	size_t first, n;         /* bricks */
};

struct mark {
	char *name;   /* owned */
	size_t brick; /* that it stands at */
};

struct pdf_flow {
	struct piece *pieces;
	size_t n_pieces, n_pieces_alloc;
	struct pdf_brick *bricks;
	size_t n_bricks, n_bricks_alloc;
	struct mark *marks;
	size_t n_marks, n_marks_alloc;
	bool opens;               /* the next block begins a page */
	double space;             /* more gap above the next block */
	struct pdf_place *places; /* of the bricks; NULL: not broken yet */
};

struct pdf_flow *pdf_flow_new(void)
{
	return xcalloc(1, sizeof(struct pdf_flow));
}

void pdf_flow_free(struct pdf_flow *flow)
{
	if (!flow)
		return;
	for (size_t i = 0; i < flow->n_pieces; i++)
		flow->pieces[i].block->free(flow->pieces[i].block);
	for (size_t i = 0; i < flow->n_marks; i++)
		free(flow->marks[i].name);
	free(flow->pieces);
	free(flow->bricks);
	free(flow->marks);
	free(flow->places);
	free(flow);
}

void pdf_flow_add(struct pdf_flow *flow, struct pdf_block *block,
		  const struct pdf_brick *bricks, size_t n)
{
	flow->pieces = xgrow(flow->pieces, flow->n_pieces,
			     &flow->n_pieces_alloc, sizeof(*flow->pieces));
	flow->pieces[flow->n_pieces++] =
		(struct piece){ block, flow->n_bricks, n };
	for (size_t i = 0; i < n; i++) {
		flow->bricks =
			xgrow(flow->bricks, flow->n_bricks,
			      &flow->n_bricks_alloc, sizeof(*flow->bricks));
		flow->bricks[flow->n_bricks] = bricks[i];
		flow->bricks[flow->n_bricks].gap += flow->space;
		flow->bricks[flow->n_bricks++].opens |= flow->opens;
		flow->opens = false;
		flow->space = 0;
	}
}

void pdf_flow_open(struct pdf_flow *flow)
{
	flow->opens = true;
}

static void add_mark(struct pdf_flow *flow, char *name, size_t brick)
{
	flow->marks = xgrow(flow->marks, flow->n_marks, &flow->n_marks_alloc,
			    sizeof(*flow->marks));
	flow->marks[flow->n_marks++] = (struct mark){ name, brick };
}

void pdf_flow_mark(struct pdf_flow *flow, const char *name)
{
	add_mark(flow, xstrdup(name), flow->n_bricks);
}

void pdf_flow_space(struct pdf_flow *flow, double space)
{
	flow->space = space;
}

void pdf_flow_join(struct pdf_flow *flow, struct pdf_flow *tail)
{
	size_t before = flow->n_bricks;

	for (size_t i = 0; i < tail->n_pieces; i++) {
		const struct piece *piece = &tail->pieces[i];

		pdf_flow_add(flow, piece->block, tail->bricks + piece->first,
			     piece->n);
	}
	for (size_t i = 0; i < tail->n_marks; i++)
		add_mark(flow, tail->marks[i].name,
			 before + tail->marks[i].brick);
	tail->n_pieces = tail->n_bricks = tail->n_marks = 0;
}

int pdf_flow_break(struct pdf_flow *flow, double room)
{
	free(flow->places);
	flow->places = xcalloc(flow->n_bricks, sizeof(*flow->places));
	return pdf_page_break(flow->bricks, flow->n_bricks, room, flow->places);
}

int pdf_flow_page(const struct pdf_flow *flow, const char *name)
{
	for (size_t i = 0; i < flow->n_marks; i++) {
		const struct mark *mark = &flow->marks[i];

		if (strcmp(mark->name, name) == 0 &&
		    mark->brick < flow->n_bricks)
			return flow->places[mark->brick].page + 1;
	}
	return 0;
}

void pdf_flow_draw(const struct pdf_flow *flow, const struct pdf_canvas *canvas,
		   int page)
{
	for (size_t i = 0; i < flow->n_pieces; i++) {
		const struct piece *piece = &flow->pieces[i];
		const struct pdf_place *places = flow->places + piece->first;
		size_t first = 0, end;

		while (first < piece->n && places[first].page < page)
			first++;
		for (end = first; end < piece->n && places[end].page == page;)
			end++;
		if (first < end)
			piece->block->draw(piece->block, canvas, places, first,
					   end);
	}
}
