/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_TABLE_H
#define REPORT_PDF_TABLE_H
/*
 * pdf_table - a table of the document: takes rows, then finds the form in
 * which they fit the width of a page.
 *
 *   columns without any value go, and the caption says which
 *   columns that are the same in each row go, too, rather
 *   than that type gets much smaller                     else
 *   smaller type, down to a floor                        else
 *   a few rows are turned into columns                   else
 *   bands: some columns at a time
 */
#include "report/document.h"
#include "report/pdf_words.h"

/*
 * The sink for a table; free it with table_free.  maker and the texts of
 * words must outlive it.
 */
struct table_sink *pdf_table_new(const struct pdf_maker *maker,
				 const struct document_table *words);

#endif
