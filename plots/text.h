/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_TEXT_H
#define PLOTS_TEXT_H
/*
 * text - measure and draw text with Pango: the fonts of fonts.h, others only
 * for scripts that they lack, language and direction fixed, so that neither the
 * locale nor the text decides how the page reads.
 *
 * Text is never markup.  Control characters become blanks or go, and the
 * characters that turn the direction of what follows them go too.
 */
#include <stdbool.h>

#include <cairo.h>

#include "audit/base/buf.h"

/* Owns the font map; one for a chart.  Not shared between threads. */
struct text;

/* How a text is set. */
struct text_style {
	double size_pt;      /* of the font */
	bool bold;           /* heavier strokes */
	double max_width_pt; /* wrapped there; 0: one line of any width */
	int max_lines;       /* cut with an ellipsis after these; 0: no limit */
	enum text_align { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT } align;
};

/* What a text takes on the page. */
struct text_size {
	double width_pt, height_pt; /* of the lines, side bearings included */
};

struct text *text_new(void);
void text_free(struct text *text);

/* Append s to out as it is drawn: valid UTF-8 on one line, see above. */
void text_clean(const char *s, struct buf *out);

/* The size of s in that style. */
struct text_size text_measure(struct text *text, const char *s,
			      const struct text_style *style);

/*
 * Draw s with the current source of cr, the top left corner of its box at
 * the current point.  With a max_width_pt the box has that width and the
 * lines are aligned in it, else the box is as wide as the text.
 */
void text_show(struct text *text, cairo_t *cr, const char *s,
	       const struct text_style *style);

#endif
