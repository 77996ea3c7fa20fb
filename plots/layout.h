/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_LAYOUT_H
#define PLOTS_LAYOUT_H
/*
 * layout - where things go on the page.  Pure functions: they take measured
 * sizes and return boxes; nothing here measures, reads or draws.
 *
 * All lengths are points (1/72 inch); x grows to the right, y downwards.
 */
#include <stdbool.h>
#include <stddef.h>

/* A rectangle; width and height are never negative. */
struct box {
	double x, y, width, height;
};

/* What layout_page needs to know; every length >= 0. */
struct layout_sizes {
	double width, height;  /* of the page */
	double title_height;   /* title and subtitle together */
	double caption_height; /* text below everything */
	double left_width;     /* names and tick labels beside the plot */
	double right_width;    /* direct labels or totals */
	double axis_height;    /* tick labels of the time axis */
	double strip_height;   /* numbers below the axis; 0: no strip */
};

/* The boxes of a page; see the picture in layout.c. */
struct layout_page {
	struct box title, left, plot, right, axis, strip, caption;
};

enum { LAYOUT_MARGIN = 14, LAYOUT_GAP = 8 };

/*
 * Cut the page into boxes that do not overlap and stay LAYOUT_MARGIN from
 * its edges.  Where there is too little room the plot shrinks, to nothing at
 * last, before any text is cut.
 */
void layout_page(const struct layout_sizes *sizes,
		 struct layout_page *page_out);

/* A label that wants to stand at a place on one axis. */
struct layout_label {
	double wanted; /* where its middle wants to be */
	double size;   /* its extent on the axis, gap included */
	double middle; /* result: where its middle goes */
	bool shown;    /* result: false when there was no room for it */
};

/*
 * Spread labels on the range lo..hi so that none overlap or leave it and
 * each is as near to its wanted place as the others allow (least squares).
 * If they do not all fit, the last ones in the array are not shown.
 */
void layout_spread(struct layout_label *labels, size_t n, double lo, double hi);

/* A label at the head of a thin line that comes down at a place. */
struct layout_flag {
	double at;    /* where the line stands */
	double width; /* of the label, which ends at the line; gap included */
	size_t lane;  /* result: from 0, the lowest */
};

/*
 * Put flags, sorted by at, into as few lanes as needed so that no label
 * touches another one or a line.  Returns the number of lanes.
 */
size_t layout_flags(struct layout_flag *flags, size_t n);

/*
 * The middle nearest to wanted at which a thing of that size stays inside
 * lo..hi; the middle of the range if it is larger than that.
 */
double layout_inside(double wanted, double size, double lo, double hi);

/* How the numbers of a strip stand. */
enum layout_strip {
	LAYOUT_STRIP_NONE,  /* no room, whichever way */
	LAYOUT_STRIP_FLAT,  /* side by side */
	LAYOUT_STRIP_TURNED /* one number a column, read from below */
};

/*
 * Flat if numbers of width x height fit side by side, pitch points apart;
 * else turned; else none.
 */
enum layout_strip layout_strip(double pitch, double width, double height);

/*
 * Cut a box into n panels above each other, gap points apart; weights says
 * how high each is relative to the others (n values > 0).
 */
void layout_stack(const struct box *box, const double *weights, size_t n,
		  double gap, struct box *panels_out);

/* True if two boxes share more than an edge. */
bool layout_overlap(const struct box *a, const struct box *b);

/* True if inner lies in outer, to a hundredth of a point. */
bool layout_contains(const struct box *outer, const struct box *inner);

#endif
