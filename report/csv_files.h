/* SPDX-License-Identifier: MIT */
#ifndef REPORT_CSV_FILES_H
#define REPORT_CSV_FILES_H
/*
 * csv_files - the writer of the tables: all rows of each section in a file
 * csv/NAME.csv of its own, those of several repositories one after another.
 */
#include "report/document.h"
#include "report/folder.h"

/* Writes into the folder, which must outlive it; free with document_free. */
struct document *csv_files_new(struct folder *folder);

#endif
