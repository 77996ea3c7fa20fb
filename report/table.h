/* SPDX-License-Identifier: MIT */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H
/*
 * table - the rows of a statement, written in one of several formats.
 *
 *      db_stmt --table_run--> sink: text, csv, json, markdown, or the page
 *
 * There is one row loop; a sink only knows how a head, a row and an end
 * look.  Sinks write to a FILE * and leave its error flag to its owner.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/base/buf.h"
#include "audit/db/db.h"

/* How a format takes rows; a format embeds it as its first field. */
struct table_sink {
	/* names of columns are known, no row is there yet */
	void (*begin)(struct table_sink *sink, const struct db_stmt *stmt);
	void (*row)(struct table_sink *sink, const struct db_stmt *stmt);
	/* after the last row; not called when a row failed */
	void (*end)(struct table_sink *sink);
	void (*free)(struct table_sink *sink);
};

/* What a format may look at. */
struct table_options {
	FILE *out;    /* stays open; the caller checks it for errors */
	bool exact;   /* csv: leave cells that a spreadsheet would calculate */
	int width;    /* text: columns of the terminal; 0: never cut */
	bool is_bold; /* text: the names of columns */
};

/*
 * The formats.  Each copies the options and belongs to the caller, who frees
 * it with table_free.
 *
 * text: aligned for reading; csv: RFC 4180 with CRLF; json: an array of
 * objects; markdown: a pipe table of GitHub's flavour.  csv and json hold
 * the values as they are, the others as table_cell makes them.
 */
struct table_sink *table_text_new(const struct table_options *options);
struct table_sink *table_csv_new(const struct table_options *options);
struct table_sink *table_json_new(const struct table_options *options);
struct table_sink *table_markdown_new(const struct table_options *options);
void table_free(struct table_sink *sink);

/*
 * The format that --format calls name (table, csv, json, markdown), or NULL.
 */
struct table_sink *table_new(const char *name,
			     const struct table_options *options);

/*
 * Run the statement to its end and give each row to each of the n_sinks
 * sinks.  The number of rows goes to *n_rows_out unless that is NULL.
 */
int table_run(struct db_stmt *stmt, struct table_sink *const *sinks,
	      size_t n_sinks, int64_t *n_rows_out, struct err *err);

/*
 * Append the cell of the current row for a reader: nothing for NULL, a date
 * for the columns *_at, a percentage for share, low, high and names that end
 * so (ai_share), points for difference*, hex for bytes (see share.h); text is
 * made visible (see visible.h).
 */
void table_cell(const struct db_stmt *stmt, int column, struct buf *out);

/* Append the bytes of a BLOB cell as hex digits. */
void table_hex(const struct db_stmt *stmt, int column, struct buf *out);

/* Append the current row as a JSON object whose keys are the columns. */
void table_json_object(const struct db_stmt *stmt, struct buf *out);

/* True if table_cell shows the cell as a number, so that it aligns right. */
bool table_is_number(const struct db_stmt *stmt, int column);

#endif
