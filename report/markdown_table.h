/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MARKDOWN_TABLE_H
#define REPORT_MARKDOWN_TABLE_H
/*
 * markdown_table - the sink of a table that fits a mail: aligned, and
 * no wider than MARKDOWN_WIDTH (see markdown_grid.h).
 *
 *   few columns with long texts become a list
 *   a single row that does not fit becomes a line for each column
 *   what is not shown is named; what all rows say alike, said once
 */
#include <stdio.h>

#include "report/document.h"

/*
 * Copies words, whose texts must outlive it; free it with table_free.  A
 * commit whose address is known is shown as a link of the form [id]; what
 * defines it goes to links, once, for the end of the document.
 */
struct table_sink *markdown_table_new(FILE *out,
				      const struct document_table *words,
				      struct buf *links);

#endif
