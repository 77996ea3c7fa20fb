/* SPDX-License-Identifier: MIT */
#include "report/pdf_columns.h"

#include <math.h>

double pdf_columns_least(const struct pdf_column *columns, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += columns[i].least;
	return sum;
}

/* What a column takes when none may be wider than level. */
static double width_at(const struct pdf_column *column, double level)
{
	return fmin(column->full, fmax(column->least, level));
}

static double sum_at(const struct pdf_column *columns, size_t n, double level)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += width_at(&columns[i], level);
	return sum;
}

/*
 * The widest level whose sum is at most room; halving is exact to far less
 * than a point.
 */
static double find_level(const struct pdf_column *columns, size_t n,
			 double room)
{
	double low = 0, high = 0;

	for (size_t i = 0; i < n; i++)
		high = fmax(high, columns[i].full);
	if (sum_at(columns, n, high) <= room)
		return high;
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		if (sum_at(columns, n, middle) <= room)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void pdf_columns_fit(const struct pdf_column *columns, size_t n, double room,
		     double *widths_out)
{
	double least = pdf_columns_least(columns, n);
	double level = find_level(columns, n, room);

	for (size_t i = 0; i < n; i++)
		widths_out[i] = least > room ? columns[i].least * room / least
					     : width_at(&columns[i], level);
}

/* The end of the band that begins at first, of at most max columns. */
static size_t band_end(const struct pdf_column *columns, size_t n, size_t first,
		       double room, size_t max)
{
	double sum = columns[first].least;
	size_t end = first + 1;

	while (end < n && end - first < max && sum + columns[end].least <= room)
		sum += columns[end++].least;
	return end;
}

static size_t cut(const struct pdf_column *columns, size_t n, size_t n_keys,
		  double room, size_t max, struct pdf_band *bands_out)
{
	size_t n_bands = 0, at = n_keys;

	while (at < n) {
		size_t end = band_end(columns, n, at, room, max);

		bands_out[n_bands++] = (struct pdf_band){ at, end };
		at = end;
	}
	return n_bands;
}

/* The fewest columns a band that need no further band. */
size_t pdf_columns_bands(const struct pdf_column *columns, size_t n,
			 size_t n_keys, double room, struct pdf_band *bands_out)
{
	double left = room - pdf_columns_least(columns, n_keys);
	size_t n_bands, max;

	if (n_keys >= n) {
		bands_out[0] = (struct pdf_band){ n, n };
		return 1;
	}
	n_bands = cut(columns, n, n_keys, left, n, bands_out);
	max = (n - n_keys + n_bands - 1) / n_bands;
	while (cut(columns, n, n_keys, left, max, bands_out) > n_bands)
		max++;
	return n_bands;
}
