/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_COLUMNS_H
#define REPORT_PDF_COLUMNS_H
/*
 * pdf_columns - how wide the columns of a table are.  Pure.
 *
 *   all cells on one line                        else
 *   the widest give way until the table fits     else
 *   bands: some columns at a time, with those that name the row in each
 */
#include <stddef.h>

/* What a column asks for, in points. */
struct pdf_column {
	double full;  /* its widest cell on one line */
	double least; /* its widest word, or number; <= full */
};

/* The columns first to end - 1, after the keys that begin each band. */
struct pdf_band {
	size_t first, end;
};

/* The sum of what n columns need at least. */
double pdf_columns_least(const struct pdf_column *columns, size_t n);

/*
 * Widths for n columns, at most room in all.  A column gets what it asks for
 * where there is room; else the widest get the same, but no column less than
 * its least.  Where even that is too much all shrink alike.
 */
void pdf_columns_fit(const struct pdf_column *columns, size_t n, double room,
		     double *widths_out);

/*
 * Cut n columns, of which the first n_keys begin each band, into bands that
 * take at most room at least, of about as many columns each.  bands_out has
 * room for n bands; returns how many there are, at least 1.
 */
size_t pdf_columns_bands(const struct pdf_column *columns, size_t n,
			 size_t n_keys, double room,
			 struct pdf_band *bands_out);

#endif
