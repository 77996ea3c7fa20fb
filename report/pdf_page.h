/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_PAGE_H
#define REPORT_PDF_PAGE_H
/*
 * pdf_page - where pages end.  Pure: bricks in, places out.
 *
 *   brick 0 --holds--> brick 1 --holds--> brick 2     a chain: one page
 *   gap
 *   brick 3                                           may begin a page
 *
 * A brick is what is never cut: a line of a paragraph, a row of a table, a
 * picture.  No brick ends below the room of its page unless it is higher
 * than a page.
 */
#include <stdbool.h>
#include <stddef.h>

/* What is never cut; lengths are points. */
struct pdf_brick {
	double height; /* > 0 */
	double gap;    /* free above it, but not at the top of a page */
	double head;   /* stands again above it where it begins a page: the
			  height of a table's heads; 0: nothing does */
	double need;   /* it begins a page unless so much of one is left */
	bool holds;    /* the next brick stands on the same page */
	bool opens;    /* it begins a page, whatever holds it */
};

/* Where a brick stands. */
struct pdf_place {
	int page;      /* from 0 on */
	double y;      /* of its top, points below the top of the room */
	bool has_head; /* its head stands above it, from y - head on */
};

/*
 * Put n bricks on pages of that room (points, high); places_out has n places.
 * A chain that is higher than a page is cut between its bricks.  Returns how
 * many pages there are.
 */
int pdf_page_break(const struct pdf_brick *bricks, size_t n, double room,
		   struct pdf_place *places_out);

#endif
