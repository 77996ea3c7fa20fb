/* SPDX-License-Identifier: MIT */
#include "report/pdf_picture.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/xalloc.h"

/*
 * A drawing has margins of its own, which would set it in: it reaches so far
 * into those of the page, in points.
 */
static const double bleed = 10;

struct picture {
	struct pdf_block base;
	cairo_surface_t *drawing; /* recorded; owned */
	double scale;
};

static void draw(const struct pdf_block *block, const struct pdf_canvas *canvas,
		 const struct pdf_place *places, size_t first, size_t end)
{
	const struct picture *picture = (const struct picture *)block;
	cairo_t *cr = canvas->cr;

	(void)end;
	cairo_tag_begin(cr, "Figure", NULL);
	cairo_save(cr);
	cairo_translate(cr, canvas->left - bleed,
			canvas->top + places[first].y);
	cairo_scale(cr, picture->scale, picture->scale);
	cairo_set_source_surface(cr, picture->drawing, 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
	cairo_tag_end(cr, "Figure");
}

static void release(struct pdf_block *block)
{
	struct picture *picture = (struct picture *)block;

	cairo_surface_destroy(picture->drawing);
	free(picture);
}

/* What the caller draws is kept: it stands on its page only at the end. */
static int record(const struct document_picture *picture,
		  cairo_surface_t *drawing, struct err *err)
{
	cairo_t *cr = cairo_create(drawing);
	int ret = picture->draw(picture->data, cr, err);

	cairo_destroy(cr);
	return ret;
}

int pdf_picture_add(const struct pdf_maker *maker,
		    const struct document_picture *picture, double max_height,
		    struct err *err)
{
	const cairo_rectangle_t all = { 0, 0, picture->width, picture->height };
	struct picture *block = xcalloc(1, sizeof(*block));
	struct pdf_brick brick = { .gap = 8, .holds = true };

	block->base = (struct pdf_block){ draw, release };
	block->drawing =
		cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);
	block->scale = fmin((maker->width + 2 * bleed) / picture->width,
			    max_height / picture->height);
	if (record(picture, block->drawing, err) < 0) {
		release(&block->base);
		return -1;
	}
	brick.height = picture->height * block->scale;
	pdf_flow_add(maker->flow, &block->base, &brick, 1);
	return 0;
}
