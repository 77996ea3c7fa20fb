/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_FRAME_H
#define PLOTS_FRAME_H
/*
 * frame - what every chart has around its data: title, caption, the axis of
 * periods, the strip of totals.  A kind of chart calls frame_begin with the
 * room it needs beside the plot, then draws into page.plot.
 */
#include <stdbool.h>
#include <stddef.h>

#include "plots/charts.h"
#include "plots/draw.h"
#include "plots/layout.h"
#include "plots/points.h"
#include "plots/series.h"

struct mark_set;

/* The strip of totals below the axis. */
struct frame_strip {
	enum layout_strip mode;
	size_t n_merged;   /* periods a number: 1, or those of a year */
	double row_height; /* points */
	double height;     /* points: one row, or two with frame.counted */
};

/* A page in the making.  The first ones, to counted, are the caller's. */
struct frame {
	struct draw *draw;
	const struct chart *chart;
	const struct series_set *set; /* without periods: points are drawn */
	struct points_set *points;    /* may be sorted and cut */
	const struct mark_set *marks;
	const struct chart_words *words;
	double width, height;         /* of the page */
	const struct series *counted; /* its values stand above the totals in
					 the strip; NULL: nothing does */
	struct layout_page page;      /* set by frame_begin */
	struct frame_strip strip; /* set by frame_begin if there are periods */
	double pitch;             /* points a period; set by frame_begin */
};

/* A line of text and which of its points is given. */
struct frame_text {
	double size_pt;
	bool bold;
	struct colour colour;
	double anchor_x; /* 0: x is its left edge, 0.5: middle, 1: right */
	double anchor_y; /* 0: y is its top, 0.5: middle, 1: bottom */
};

/* Lay the page out and draw title, subtitle and caption. */
void frame_begin(struct frame *frame, double left_width, double right_width);

/* Draw the axis of periods and the strip of totals. */
void frame_axis(struct frame *frame);

/* Draw a message in the middle of the plot: there is no data. */
void frame_message(struct frame *frame, const char *message);

/* Where period i begins; i = n_periods is where the last one ends. */
double frame_x(const struct frame *frame, size_t i);

/* The width of one line of text. */
double frame_text_width(struct frame *frame, const char *s, double size_pt,
			bool bold);

/* Draw one line of text. */
void frame_put(struct frame *frame, const char *s, const struct frame_text *how,
	       double x, double y);

/* Is period i only partly in the data? */
bool frame_is_cut(const struct frame *frame, size_t i);

#endif
