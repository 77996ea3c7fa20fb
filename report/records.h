/* SPDX-License-Identifier: MIT */
#ifndef REPORT_RECORDS_H
#define REPORT_RECORDS_H
/*
 * records - the rows of a CSV file that people write, by the names of its
 * columns.
 *
 * RFC 4180 in UTF-8, strictly: lines end in CRLF or LF, quotes are doubled
 * inside of quotes and stand nowhere else, blanks belong to their field, each
 * row has as many fields as the header line.  A byte order mark and empty
 * lines are passed over.  All is read or nothing.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"

/* A column that the file may have; a table ends with a NULL name. */
struct records_column {
	const char *name;
	bool is_required;
};

/* What was read; release with records_release.  All of it is owned. */
struct records {
	char *name;       /* of the file, for messages */
	struct buf texts; /* every field with a NUL after it */
	size_t *starts;   /* of the fields in texts, row by row */
	size_t n_starts, n_starts_alloc;
	size_t *lines; /* that the rows begin on, from 1 */
	size_t n_rows, n_lines_alloc;
	size_t *columns; /* column of the table that each field belongs to */
	size_t n_fields; /* of every row */
};

/*
 * Read the file at path, "-" for standard input.  Fails with FAIL_WORLD where
 * it cannot be read, and with FAIL_USAGE and a message "FILE:LINE: why" for
 * anything that is not as said above, a column that the table does not have,
 * one that stands twice, and one that is required and not there.
 */
int records_read(const char *path, const struct records_column *columns,
		 struct records *records_out, struct err *err);
void records_release(struct records *records);

/*
 * The field of a row (from 0) in the column of that number in the table; ""
 * where the file does not have the column.  Lives as long as records.
 */
const char *records_text(const struct records *records, size_t row,
			 size_t column);

/*
 * Record that a row is wrong: FAIL_USAGE, "FILE:LINE: " and the text in
 * visible form.  Always returns -1.
 */
int records_fail(const struct records *records, size_t row, const char *text,
		 struct err *err);

#endif
