/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_TABLE_H
#define REPORT_PAGE_TABLE_H
/* page_table - the sink that writes a table into the page. */
#include "report/document.h"
#include "report/html.h"

/* Copies words, whose texts must outlive it; free it with table_free. */
struct table_sink *page_table_new(struct html *html,
				  const struct document_table *words);

#endif
