/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_BUBBLES_H
#define PLOTS_BUBBLES_H
/*
 * bubbles - a kind of chart: one share against another, a circle for each
 * thing, whose area is the number of changes behind it, with the intervals of
 * both shares as pale whiskers and its name beside it where there is room.
 */
#include "plots/frame.h"

/*
 * Draw the frame's points, one of each series: share upwards, across to the
 * right; a chart_draw_fn.
 */
void bubbles_draw(struct frame *frame);

#endif
