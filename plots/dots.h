/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_DOTS_H
#define PLOTS_DOTS_H
/*
 * dots - a kind of chart: one share a line as a dot with its interval, the
 * largest first, with its name before and its number behind it.
 */
#include "plots/frame.h"

/* What so many lines want of a page; a chart_height_fn. */
double dots_height(size_t n_rows);

/* Draw the frame's points, one of each series; a chart_draw_fn. */
void dots_draw(struct frame *frame);

#endif
