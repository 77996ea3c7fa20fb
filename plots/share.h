/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_SHARE_H
#define PLOTS_SHARE_H
/*
 * share - a kind of chart: one share over time with the band of its intervals,
 * on a scale of its own, the counts behind it below the axis, and marks above
 * with their names.
 */
#include "plots/frame.h"

/* Draw the frame's first series; a chart_draw_fn. */
void share_draw(struct frame *frame);

#endif
