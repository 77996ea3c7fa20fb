/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_HEAT_H
#define PLOTS_HEAT_H
/*
 * heat - a kind of chart: a share for each series and period as the colour of
 * a cell, with its number where there is room.  The more the darker (on a
 * dark page the brighter), so that a grey print says the same; a cell that too few changes stand behind is
 * hatched instead.
 */
#include "plots/frame.h"

/* Draw the frame's series, a row each; a chart_draw_fn. */
void heat_draw(struct frame *frame);

#endif
