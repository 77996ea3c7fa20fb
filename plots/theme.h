/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_THEME_H
#define PLOTS_THEME_H
/*
 * theme - colours, line styles and sizes of every chart, as constants.
 *
 * The colours are those of Okabe and Ito (told apart with any colour
 * vision), darkened where they are too pale for a line on white; dashes and
 * markers differ as well, so that a grey print can be read.
 */
#include <stddef.h>

/* Red, green, blue and opacity from 0 to 1. */
struct colour {
	double red, green, blue, alpha;
};

enum theme_marker {
	THEME_CIRCLE,
	THEME_SQUARE,
	THEME_TRIANGLE,
	THEME_DIAMOND,
	THEME_CROSS,
	THEME_N_MARKERS,
};

/* How one series of lines looks. */
struct theme_series {
	struct colour colour;
	double dashes[4]; /* points on, off, ...; n_dashes of them */
	int n_dashes;     /* 0: a solid line */
	enum theme_marker marker;
	double width; /* of the line, in points */
};

/* The look of series i; the first is the one the chart is about. */
const struct theme_series *theme_series(size_t i);

/* The same colour, less opaque. */
struct colour theme_faded(struct colour colour, double alpha);

extern const struct colour theme_paper; /* the page */
extern const struct colour theme_ink;   /* titles and names */
extern const struct colour theme_soft;  /* captions and tick labels */
extern const struct colour theme_axis;  /* base lines and ticks */
extern const struct colour theme_grid;  /* lines behind the data */
extern const struct colour theme_bar;   /* bars of a single series */
extern const struct colour theme_total; /* bars of totals and of the rest */

/*
 * Shades of a heat map for nothing, half and most; between them they go over
 * into each other, and get darker all the way.
 */
extern const struct colour theme_heat[3];

/* Font sizes in points. */
enum {
	THEME_TITLE_PT = 15,
	THEME_TEXT_PT = 10,
	THEME_SMALL_PT = 8,
	THEME_TINY_PT = 7,
};

#endif
