/* SPDX-License-Identifier: MIT */
#ifndef REPORT_JSON_REPORT_H
#define REPORT_JSON_REPORT_H
/*
 * json_report - report.json, the writer for programs: every section with all
 * its rows, and what a reader needs to know of each.  README describes it.
 *
 *   { "format", "version", "title", ..., "repositories": [
 *       { "name", "texts", "facts", "parts": [
 *           { "id", "heading", "texts", "sections": [
 *               { "id", "heading", "texts", "picture", "caption", "rows",
 *                 "question", "query", ... } ] } ] } ],
 *     "notes": [ sections about no repository ] }
 */
#include <stdio.h>

#include "report/document.h"

/* What "format" says. */
#define JSON_REPORT_FORMAT "git-provenance report"

/* What "version" says: raised when a reader of the version before would err. */
enum { JSON_REPORT_VERSION = 1 };

/*
 * Writes to out, which stays open and keeps its own error flag; free it with
 * document_free.
 */
struct document *json_report_new(FILE *out);

#endif
