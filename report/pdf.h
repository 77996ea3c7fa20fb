/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_H
#define REPORT_PDF_H
/*
 * pdf - report.pdf, the writer for paper.
 *
 *   page 1   title, scope, date, version, contents with links and pages
 *   ...      sections: lead, chart as vectors, table, caveats, command
 *   end      what the columns mean, once for each query
 *
 * Everything waits in a pdf_flow until the end, because the contents name
 * pages; see pdf_print for what is around the text of a page.
 */
#include "report/document.h"
#include "report/pdf_print.h"

/* "a4" or "letter"; -1 for another word. */
int pdf_read_paper(const char *name, enum pdf_paper *paper_out);

/*
 * Writes to out, which stays open and keeps its own error flag; free it with
 * document_free.
 */
struct document *pdf_new(FILE *out, enum pdf_paper paper);

#endif
