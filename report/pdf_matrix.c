/* SPDX-License-Identifier: MIT */
#include "report/pdf_matrix.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void pdf_matrix_init(struct pdf_matrix *matrix, size_t n_columns)
{
	*matrix = (struct pdf_matrix){ .n_columns = n_columns };
	matrix->n_alloc = n_columns;
	matrix->cells = xcalloc(n_columns, sizeof(*matrix->cells));
	matrix->numbers = xcalloc(n_columns, sizeof(*matrix->numbers));
}

static size_t n_cells(const struct pdf_matrix *matrix)
{
	return (matrix->n_rows + 1) * matrix->n_columns;
}

void pdf_matrix_release(struct pdf_matrix *matrix)
{
	for (size_t i = 0; matrix->cells && i < n_cells(matrix); i++)
		free(matrix->cells[i]);
	free((void *)matrix->cells);
	free(matrix->numbers);
	*matrix = (struct pdf_matrix){ 0 };
}

static void clear(char **cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cells[i] = NULL;
}

void pdf_matrix_add_row(struct pdf_matrix *matrix)
{
	size_t used = n_cells(matrix);

	if (used + matrix->n_columns > matrix->n_alloc) {
		matrix->n_alloc = 2 * (used + matrix->n_columns);
		matrix->cells =
			xreallocarray((void *)matrix->cells, matrix->n_alloc,
				      sizeof(*matrix->cells));
	}
	clear(matrix->cells + used, matrix->n_columns);
	matrix->n_rows++;
}

const char *pdf_matrix_cell(const struct pdf_matrix *matrix, size_t row,
			    size_t column)
{
	return matrix->cells[row * matrix->n_columns + column];
}

void pdf_matrix_set(struct pdf_matrix *matrix, size_t row, size_t column,
		    const char *text)
{
	char **cell = &matrix->cells[row * matrix->n_columns + column];

	free(*cell);
	*cell = text ? xstrdup(text) : NULL;
}

static bool is_empty(const struct pdf_matrix *matrix, size_t column)
{
	for (size_t row = 1; row <= matrix->n_rows; row++)
		if (pdf_matrix_cell(matrix, row, column))
			return false;
	return true;
}

static bool is_same(const struct pdf_matrix *matrix, size_t column)
{
	const char *first = pdf_matrix_cell(matrix, 1, column);

	if (matrix->n_rows < 2)
		return false;
	for (size_t row = 1; row <= matrix->n_rows; row++) {
		const char *cell = pdf_matrix_cell(matrix, row, column);

		if (!cell || !first || strcmp(cell, first) != 0)
			return false;
	}
	return true;
}

/* Keep the columns for which keep is true. */
static void keep_columns(struct pdf_matrix *matrix, const bool *keep)
{
	size_t n = 0, used = 0;

	for (size_t i = 0; i < n_cells(matrix); i++) {
		if (keep[i % matrix->n_columns])
			matrix->cells[used++] = matrix->cells[i];
		else
			free(matrix->cells[i]);
	}
	for (size_t i = 0; i < matrix->n_columns; i++)
		if (keep[i])
			matrix->numbers[n++] = matrix->numbers[i];
	matrix->n_columns = n;
}

/* True if no column before this one stays. */
static bool is_alone(const bool *keep, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (keep[i])
			return false;
	return true;
}

void pdf_matrix_drop_empty(struct pdf_matrix *matrix, struct buf *dropped)
{
	size_t n = matrix->n_columns;
	bool *keep = xcalloc(n, sizeof(*keep));

	for (size_t i = 0; i < n; i++) {
		keep[i] = !is_empty(matrix, i) ||
			  (i + 1 == n && is_alone(keep, i));
		if (!keep[i])
			buf_addf(dropped, "%s%s", dropped->len ? ", " : "",
				 pdf_matrix_cell(matrix, 0, i));
	}
	keep_columns(matrix, keep);
	free(keep);
}

void pdf_matrix_drop_same(struct pdf_matrix *matrix, struct buf *dropped)
{
	size_t n = matrix->n_columns;
	bool *keep = xcalloc(n, sizeof(*keep));

	for (size_t i = 0; i < n; i++) {
		keep[i] = !is_same(matrix, i) ||
			  (i + 1 == n && is_alone(keep, i));
		if (!keep[i])
			buf_addf(dropped, "%s%s %s", dropped->len ? "; " : "",
				 pdf_matrix_cell(matrix, 0, i),
				 pdf_matrix_cell(matrix, 1, i));
	}
	keep_columns(matrix, keep);
	free(keep);
}

/*
 * Columns of text and of numbers mix in a turned one: where most are numbers
 * they stand at the right.
 */
static bool is_mostly_numbers(const struct pdf_matrix *matrix)
{
	size_t n = 0;

	for (size_t i = 0; i < matrix->n_columns; i++)
		n += matrix->numbers[i];
	return 2 * n > matrix->n_columns;
}

void pdf_matrix_turn(struct pdf_matrix *matrix)
{
	bool has_heads = matrix->n_rows > 1;
	struct pdf_matrix turned;

	pdf_matrix_init(&turned, matrix->n_rows + 1);
	turned.is_headless = !has_heads;
	for (size_t i = has_heads ? 0 : 1; i <= matrix->n_rows; i++)
		turned.numbers[i] = i > 0 && is_mostly_numbers(matrix);
	for (size_t column = 0; column < matrix->n_columns; column++) {
		size_t to = turned.n_rows;

		if (column || !has_heads) {
			pdf_matrix_add_row(&turned);
			to++;
		}
		for (size_t row = 0; row <= matrix->n_rows; row++)
			pdf_matrix_set(&turned, to, row,
				       pdf_matrix_cell(matrix, row, column));
	}
	pdf_matrix_release(matrix);
	*matrix = turned;
}
