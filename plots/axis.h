/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_AXIS_H
#define PLOTS_AXIS_H
/*
 * axis - the axis of periods below a plot, and the strip of totals below it;
 * the parts of frame.h that deal with time.
 */
struct frame;

/* Points for tick marks and their labels. */
enum { AXIS_HEIGHT = 17 };

/*
 * Decide how the totals stand below a plot of that width, and how high they
 * are: flat or turned, by period or, where these are too many, by year.
 */
void axis_plan_strip(struct frame *frame, double plot_width);

/* How wide the words before the totals are, at most. */
double axis_strip_width(struct frame *frame);

/* The base line, tick marks, and as many labels as do not touch. */
void axis_draw_periods(struct frame *frame);

/*
 * The totals, as planned, with words that say what they are; above them the
 * values of frame.counted.
 */
void axis_draw_strip(struct frame *frame);

#endif
