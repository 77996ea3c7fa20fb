/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_SURVIVAL_H
#define PLOTS_SURVIVAL_H
/*
 * survival - a kind of chart: shares that last, as curves over days with
 * bands for their intervals, each with its name at the end, and below the axis
 * how many were followed so long.
 */
#include "plots/frame.h"

/* Draw the frame's points; a chart_draw_fn. */
void survival_draw(struct frame *frame);

/*
 * Days between two ticks of an axis of that many days: 1, 7, 30, 90 or 180
 * days, 1, 2, 5, 10, 20, 50 ... years; at most max_ticks, but for the first.
 */
int64_t survival_tick_days(int64_t n_days, int max_ticks);

#endif
