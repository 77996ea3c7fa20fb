/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MARKDOWN_GRID_H
#define REPORT_MARKDOWN_GRID_H
/*
 * markdown_grid - which columns of a table fit into MARKDOWN_WIDTH, and what
 * stands in their cells.
 *
 *   an interval goes into its share:  19.2% (15.8 to 23.1)
 *   a column that all rows agree on goes
 *   the most telling columns stay, and long texts are cut
 */
#include <stdbool.h>
#include <stddef.h>

#include "report/document.h"
#include "report/held.h"

/* A column as it is shown: one of held, or three of them, folded. */
struct markdown_shown {
	size_t at;    /* in held */
	bool folded;  /* with the ends of its interval, which follow it */
	bool gone;    /* part of another, or not telling enough */
	size_t least; /* width that it needs; columns of the terminal */
	size_t full;  /* width of its widest cell */
	size_t width; /* in the table; less than full: texts are cut */
};

/* An embedded value, set to 0; free with markdown_grid_release. */
struct markdown_grid {
	struct held held; /* of the owner: filled before markdown_grid_fit */
	const struct document_table *words; /* the owner's */
	const char **cells;                 /* of held, row by row */
	size_t n_rows;                      /* that are held */
	struct markdown_shown *shown;       /* one for each column of held */
};

/* Choose the columns; there is a row at least. */
void markdown_grid_fit(struct markdown_grid *grid,
		       const struct document_table *words);
void markdown_grid_release(struct markdown_grid *grid);

/* True if the column is in the table. */
bool markdown_grid_is_shown(const struct markdown_shown *shown);

/* True if the column has one value in all of several rows. */
bool markdown_grid_is_constant(const struct markdown_grid *grid, size_t column);

/* A cell of held: its kind, then its text. */
const char *markdown_grid_cell(const struct markdown_grid *grid, size_t r,
			       size_t column);

/* Append the text of a cell of held, before it is escaped. */
void markdown_grid_add_plain(const struct markdown_grid *grid, size_t r,
			     size_t column, struct buf *out);

/* Append the markup of a cell as it is shown, at most so wide. */
void markdown_grid_add_cell(const struct markdown_grid *grid, size_t r,
			    const struct markdown_shown *shown, size_t width,
			    struct buf *out);

/* Append the markup of the head of a column. */
void markdown_grid_add_head(const struct markdown_grid *grid,
			    const struct markdown_shown *shown,
			    struct buf *out);

#endif
