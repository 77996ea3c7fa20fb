/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_GRID_H
#define REPORT_PDF_GRID_H
/*
 * pdf_grid - a block of rows: cells beside each other, wrapped in columns of
 * given widths; the heads stand again at the top of each page.
 *
 *   head      head   |  0.8 points of line
 *   text        12
 *   text that    3      numbers right, lines between rows
 *   is long
 */
#include <stdbool.h>

#include "report/pdf_columns.h"
#include "report/pdf_matrix.h"
#include "report/pdf_words.h"

/* How a grid looks. */
struct pdf_grid_look {
	double size;    /* of the font, points */
	bool mono_keys; /* the first column in letters of one width */
	bool has_lines; /* between the rows */
	int max_lines;  /* of a cell; what is longer ends in an ellipsis */
	const char *commit_url; /* template that oids lead to, see forge.h;
				   NULL: nowhere */
};

/*
 * Measure the columns of a matrix: what each asks for, with the room at its
 * sides, in columns_out, which has n_columns places.
 */
void pdf_grid_measure(const struct pdf_matrix *matrix, struct pdf_text *text,
		      const struct pdf_grid_look *look,
		      struct pdf_column *columns_out);

/*
 * Add columns of a matrix as a block: the first n_keys of them and those of
 * the band, each as wide as widths (of all columns) says.  All is copied.  Of
 * a whole oid the first digits are shown.
 */
void pdf_grid_add(const struct pdf_maker *maker,
		  const struct pdf_matrix *matrix,
		  const struct pdf_grid_look *look, const double *widths,
		  const struct pdf_band *band, size_t n_keys);

#endif
