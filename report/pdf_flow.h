/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_FLOW_H
#define REPORT_PDF_FLOW_H
/*
 * pdf_flow - what stands in a document, in order, kept until all of it is
 * known: only then are the pages known that the contents name.
 *
 *   pdf_flow_add ... --pdf_flow_break--> pages --pdf_flow_draw--> cairo
 *
 * A block (paragraph, table, picture) is made of bricks; it draws those of
 * them that stand on a page.
 */
#include <stddef.h>

#include <cairo.h>

#include "report/pdf_page.h"
#include "report/pdf_text.h"

struct pdf_flow;

/* Where a page is drawn. */
struct pdf_canvas {
	cairo_t *cr;
	struct pdf_text *text;
	const struct pdf_flow *flow; /* to ask for pages */
	double left, top;            /* of the room for text, points */
	double width;                /* of it */
};

/* A kind of block embeds this as its first field. */
struct pdf_block {
	/*
	 * Draw the bricks first to end - 1, which stand on one page; places
	 * has those of all bricks of the block, from its brick 0 on.
	 */
	void (*draw)(const struct pdf_block *block,
		     const struct pdf_canvas *canvas,
		     const struct pdf_place *places, size_t first, size_t end);
	void (*free)(struct pdf_block *block);
};

/* Owns the blocks that it was given. */
struct pdf_flow *pdf_flow_new(void);
void pdf_flow_free(struct pdf_flow *flow);

/* Add a block of n >= 1 bricks, which are copied. */
void pdf_flow_add(struct pdf_flow *flow, struct pdf_block *block,
		  const struct pdf_brick *bricks, size_t n);

/* The next block stands at a place of that name; the name is copied. */
void pdf_flow_mark(struct pdf_flow *flow, const char *name);

/* The next block begins a page. */
void pdf_flow_open(struct pdf_flow *flow);

/* So many points more are free above the next block. */
void pdf_flow_space(struct pdf_flow *flow, double space);

/* Move all blocks and names of tail to the end of flow. */
void pdf_flow_join(struct pdf_flow *flow, struct pdf_flow *tail);

/* Break into pages of that room; returns how many there are. */
int pdf_flow_break(struct pdf_flow *flow, double room);

/* The page of a name, from 1 on; 0: there is no such name. */
int pdf_flow_page(const struct pdf_flow *flow, const char *name);

/* Draw what stands on a page, from 0 on, after pdf_flow_break. */
void pdf_flow_draw(const struct pdf_flow *flow, const struct pdf_canvas *canvas,
		   int page);

#endif
