/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_PRINT_H
#define REPORT_PDF_PRINT_H
/*
 * pdf_print - the pages of a flow as a PDF file: running heads, numbers of
 * pages, outline, metadata.
 *
 *   scope                          title    running head, not on page 1
 *   ...
 *   date, version                 3 / 40    foot
 *
 * The same flow gives the same bytes: the date in the file is that of the
 * history, and nothing of the time, the place or the language of the run
 * is in it.
 */
#include <stdio.h>

#include "audit/base/err.h"
#include "report/pdf_flow.h"

/* Sizes of paper. */
enum pdf_paper { PDF_A4, PDF_LETTER };

/* What of a page the text may take, in points. */
struct pdf_room {
	double width, height;
};

/* The room for text on a page of that size. */
struct pdf_room pdf_print_room(enum pdf_paper paper);

/* A line of the outline; texts are the caller's. */
struct pdf_outline {
	int level; /* from 1 on, at most one more than that before */
	const char *place, *heading;
};

/* What to print. */
struct pdf_print {
	enum pdf_paper paper;
	const char *title, *scope, *version;
	const char *date; /* "2026-08-21"; NULL: unknown */
	const struct pdf_outline *outline;
	size_t n_outline;
};

/* Write the file; the caller checks out for write errors. */
int pdf_print(const struct pdf_print *print, struct pdf_flow *flow,
	      struct pdf_text *text, FILE *out, struct err *err);

#endif
