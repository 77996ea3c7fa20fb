/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_BARS_H
#define PLOTS_BARS_H
/*
 * bars - a kind of chart: bars of counts over time in panels above each
 * other, the total first, then one panel a series.
 *
 * Panels instead of a stack, because a change may be in several series: a
 * stack would be higher than the total.
 */
#include "plots/frame.h"

/* Draw the frame's series; a chart_draw_fn. */
void bars_draw(struct frame *frame);

#endif
