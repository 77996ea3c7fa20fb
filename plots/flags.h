/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_FLAGS_H
#define PLOTS_FLAGS_H
/*
 * flags - the marks of a chart over time: a name and a dashed line each, in
 * lanes at the top of the plot.
 */
#include "plots/frame.h"

/* Points that the widest name needs left of its line; for frame_begin. */
double flags_width(struct frame *frame);

/* Draw the marks at the top of the plot; what remains of it goes to box. */
void flags_draw(struct frame *frame, struct box *box_out);

#endif
