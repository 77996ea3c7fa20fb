/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_CURVE_H
#define PLOTS_CURVE_H
/*
 * curve - shares over time in a box: its ticks, and a series as a line with a
 * band for its intervals.  What the kinds of chart that draw lines share.
 *
 * Periods without changes are gaps; those that are only partly in the data
 * are pale and without a band.
 */
#include <stdbool.h>
#include <stddef.h>

#include "plots/frame.h"
#include "plots/scale.h"
#include "plots/theme.h"

enum { CURVE_MARKER_SIZE = 5 };

/* A box with a scale of shares. */
struct curve_area {
	struct box box;
	struct scale scale; /* at_lo at the bottom of the box */
};

/* The points of one series in an area; a run has no gap. */
struct curve {
	const struct series *series;
	const struct theme_series *look;
	double weight; /* of strokes and shades; less where periods are narrow */
	struct draw_point *mid, *low, *high; /* n_periods each, owned */
};

/* A scale from 0 to the first tick at or above top, a share, in the box. */
void curve_area_init(struct curve_area *area, struct box box, double top);

/* Draw the lines of the grid, and the shares that they stand for. */
void curve_area_ticks(struct frame *frame, const struct curve_area *area);

/* Compute the points of series number at; release with curve_release. */
void curve_init(struct curve *curve, const struct frame *frame,
		const struct curve_area *area, size_t at);
void curve_release(struct curve *curve);

/* Draw the intervals of whole periods. */
void curve_draw_bands(struct frame *frame, const struct curve *curve);

/* Draw the line with its markers. */
void curve_draw(struct frame *frame, const struct curve *curve);

/* How a series of that look is stroked. */
struct draw_stroke curve_stroke(const struct theme_series *look);

/* True if the series has a share in period i: of at least one change. */
bool curve_has_data(const struct series *series, size_t i);

#endif
