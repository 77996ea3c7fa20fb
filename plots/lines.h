/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_LINES_H
#define PLOTS_LINES_H
/*
 * lines - a kind of chart: shares over time as lines with bands for their
 * intervals, from 0 to 100 %, each with its name and last value at the end.
 * Where the series that the chart is about is small, a second panel shows it
 * alone on a scale of its own.
 */
#include "plots/frame.h"

/* Draw the frame's series; a chart_draw_fn. */
void lines_draw(struct frame *frame);

#endif
