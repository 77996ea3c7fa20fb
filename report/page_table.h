/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_TABLE_H
#define REPORT_PAGE_TABLE_H
/*
 * page_table - the sink that writes a table into the page.
 *
 * The rows shown wait until all are counted, because the caption, which says
 * how many there are, comes first.  The column repo is left out: the page
 * says it in a heading.
 */
#include "report/html.h"
#include "report/table.h"

/* What stands around the rows; texts are the caller's. */
struct page_table_words {
	const char *caption; /* without the count, ending in a full stop */
	const char *empty;   /* the sentence in place of a table without rows */
	const char *file;    /* where all rows are; NULL: nowhere */
	int max_rows;        /* so many are shown, */
	bool latest;         /* the last ones, not the first */
};

/* The caller frees it with table_free. */
struct table_sink *page_table_new(struct html *html,
				  const struct page_table_words *words);

#endif
