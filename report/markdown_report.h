/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MARKDOWN_REPORT_H
#define REPORT_MARKDOWN_REPORT_H
/*
 * markdown_report - report.md, the writer for a mailing list: one text in
 * lines of 72 columns where it can, tables aligned, charts as links.
 */
#include <stdio.h>

#include "report/document.h"

/*
 * Writes to out, which stays open and keeps its own error flag; free it with
 * document_free.
 */
struct document *markdown_report_new(FILE *out);

#endif
