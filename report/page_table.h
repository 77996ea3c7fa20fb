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
#include "report/document.h"
#include "report/html.h"

/* Copies words, whose texts must outlive it; free it with table_free. */
struct table_sink *page_table_new(struct html *html,
				  const struct document_table *words);

#endif
