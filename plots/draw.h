/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_DRAW_H
#define PLOTS_DRAW_H
/*
 * draw - a page to draw on, whose bytes end in a buf: the only cairo strokes.
 *
 * Errors are sticky: draw freely, draw_finish reports the first failure.
 * The same calls give the same bytes, in any process at any time.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "plots/layout.h"
#include "plots/text.h"
#include "plots/theme.h"

struct draw;

enum draw_format { DRAW_SVG, DRAW_PNG, DRAW_PDF };

/* What kind of page.  Texts are the caller's until draw_finish. */
struct draw_page {
	enum draw_format format;
	enum theme theme;
	double width, height; /* points; > 0 */
	double dpi;           /* of a PNG: 72 makes a point one pixel */
	int64_t at;           /* Unix seconds: date in a PDF */
	const char *id;       /* [a-z-]; begins every id in an SVG */
	const char *title;    /* in the metadata of an SVG or PDF */
	const char *alt;      /* what the page shows, in words, for an SVG */
};

/* A place on the page, in points. */
struct draw_point {
	double x, y;
};

/* How a line is drawn. */
struct draw_stroke {
	struct colour colour;
	double width;         /* points */
	const double *dashes; /* points on, off, ...; NULL if n_dashes is 0 */
	int n_dashes;
};

/* How and where a text is drawn. */
struct draw_text {
	struct text_style style;
	struct colour colour;
	bool turned; /* a quarter to the left: read from below */
};

/* "svg", "png", "pdf", and the way back; -1 for another word. */
const char *draw_format_name(enum draw_format format);
int draw_read_format(const char *name, enum draw_format *format_out);

/* An empty page; free it with draw_finish, which also ends it. */
struct draw *draw_new(const struct draw_page *page);

/*
 * A page on a drawing of the caller's, from 0, 0 as it stands there.
 * draw_finish leaves the drawing as it was but for what was drawn, and
 * appends nothing.  page->format is of no use.
 */
struct draw *draw_new_on(const struct draw_page *page, cairo_t *cr);

/*
 * End the page, append its bytes to out and free draw.  On failure out is
 * as it was.
 */
int draw_finish(struct draw *draw, struct buf *out, struct err *err);

/* The size of a text, before any turn. */
struct text_size draw_measure(struct draw *draw, const char *s,
			      const struct text_style *style);

/* A text, the top left corner of its box (as seen on the page) at x, y. */
void draw_text(struct draw *draw, const char *s, const struct draw_text *how,
	       double x, double y);

/* A filled rectangle. */
void draw_fill(struct draw *draw, const struct box *box, struct colour colour);

/* A rectangle of diagonal lines with an edge: something not complete. */
void draw_hatch(struct draw *draw, const struct box *box, struct colour colour);

/* A line through n points. */
void draw_line(struct draw *draw, const struct draw_point *points, size_t n,
	       const struct draw_stroke *stroke);

/* The area between the lines upper and lower, of n points each. */
void draw_band(struct draw *draw, const struct draw_point *upper,
	       const struct draw_point *lower, size_t n, struct colour colour);

/* A mark of the given size (points across), its middle at point. */
void draw_marker(struct draw *draw, struct draw_point point,
		 enum theme_marker marker, double size, struct colour colour);

#endif
