/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_MULTIPLES_H
#define PLOTS_MULTIPLES_H
/*
 * multiples - a kind of chart: one share over time a panel, with the band of
 * its intervals; the panels stand above each other and have one scale.
 */
#include "plots/frame.h"

/* Draw the frame's series, a panel each; a chart_draw_fn. */
void multiples_draw(struct frame *frame);

#endif
