/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_MATRIX_H
#define REPORT_PDF_MATRIX_H
/*
 * pdf_matrix - the cells of a table in memory, and what makes a wide one
 * narrow: columns that say nothing go, a few rows become columns.  Pure.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"

/* An embedded value of zeros is an empty one; release with ..._release. */
struct pdf_matrix {
	char **cells;  /* row by row, row 0 the heads; NULL: unknown */
	bool *numbers; /* of columns: a cell is a number */
	size_t n_columns;
	size_t n_rows;    /* the heads not counted */
	size_t n_alloc;   /* cells that there is room for */
	bool is_headless; /* row 0 says nothing and is not shown */
};

/* Begin with heads, n_columns of them, all NULL until they are set. */
void pdf_matrix_init(struct pdf_matrix *matrix, size_t n_columns);
void pdf_matrix_release(struct pdf_matrix *matrix);

/* Begin a further row of NULLs. */
void pdf_matrix_add_row(struct pdf_matrix *matrix);

/* The cell in a row (0: the heads) and column; NULL: unknown. */
const char *pdf_matrix_cell(const struct pdf_matrix *matrix, size_t row,
			    size_t column);

/* Set a cell; text is copied, and may be NULL. */
void pdf_matrix_set(struct pdf_matrix *matrix, size_t row, size_t column,
		    const char *text);

/*
 * Remove the columns without any value; their heads go to dropped, with
 * commas between.  One column stays.
 */
void pdf_matrix_drop_empty(struct pdf_matrix *matrix, struct buf *dropped);

/*
 * Remove the columns whose value is the same in every row, where there are
 * several; "HEAD VALUE" goes to dropped, with semicolons between.  One column
 * stays.
 */
void pdf_matrix_drop_same(struct pdf_matrix *matrix, struct buf *dropped);

/*
 * Make rows of the columns: the heads become the first column.  What was the
 * first column becomes the heads, unless there was one row.
 */
void pdf_matrix_turn(struct pdf_matrix *matrix);

#endif
