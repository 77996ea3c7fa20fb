/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H
/*
 * page - index.html, the HTML writer: one file that needs nothing else.
 *
 *   header   title, scope, version
 *   nav      contents
 *   main     a section a section: lead, picture, table, notes
 *
 * No script, no address outside of the report's folder; a policy in the page
 * forbids both to the browser.
 */
#include <stdio.h>

#include "report/document.h"

/*
 * Writes to out, which stays open and keeps its own error flag; free it with
 * document_free.
 */
struct document *page_new(FILE *out);

#endif
