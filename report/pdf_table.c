/* SPDX-License-Identifier: MIT */
#include "report/pdf_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/held.h"
#include "report/pdf_grid.h"

/* A table with more rows is never turned. */
enum { MAX_TURNED = 4 };

/* Lines of a cell; the whole text is in the files. */
enum { MAX_CELL_LINES = 6 };

/* Sizes of type to try, in points; nobody reads a smaller one on paper. */
static const double sizes[] = { 8, 7.5, 7, 6.5 };
enum { N_SIZES = sizeof(sizes) / sizeof(*sizes), N_LARGE_SIZES = 2 };

struct pdf_table {
	struct table_sink base;
	const struct pdf_maker *maker;
	struct document_table words;
	struct held held;
	struct pdf_matrix matrix; /* made of what is held */
	struct buf notes;         /* sentences on what was left out */
};

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	held_begin(&((struct pdf_table *)sink)->held, stmt);
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	held_row(&((struct pdf_table *)sink)->held, stmt);
}

static void make_matrix(struct pdf_table *table)
{
	const struct held *held = &table->held;
	const char *cell = held_first(held), *end = held_end(held);
	struct pdf_matrix *matrix = &table->matrix;

	pdf_matrix_init(matrix, held->n_columns);
	for (size_t i = 0; i < held->n_columns; i++) {
		pdf_matrix_set(matrix, 0, i, held->columns[i].head);
		matrix->numbers[i] = held->columns[i].number;
	}
	while (cell < end) {
		pdf_matrix_add_row(matrix);
		for (size_t i = 0; i < held->n_columns; i++) {
			if (*cell != HELD_NULL)
				pdf_matrix_set(matrix, matrix->n_rows, i,
					       cell + 1);
			cell = held_next(cell);
		}
	}
}

/* The form that was found. */
struct form {
	struct pdf_grid_look look;
	struct pdf_column *columns; /* scaled to the size of look; owned */
	double *widths;             /* owned */
};

static void measure(const struct pdf_table *table, struct form *form,
		    double size)
{
	size_t n = table->matrix.n_columns;

	form->look.size = size;
	form->columns = xreallocarray(form->columns, n, sizeof(*form->columns));
	form->widths = xreallocarray(form->widths, n, sizeof(*form->widths));
	pdf_grid_measure(&table->matrix, table->maker->text, &form->look,
			 form->columns);
}

/* How well a table stands in its columns. */
enum fit { FIT_NOT, FIT_TIGHT, FIT_WELL };

/*
 * A column of text that needs more lines than that takes more room than
 * smaller type would save.
 */
static const double many_lines = 2;

static enum fit fit_of(const struct pdf_table *table, const struct form *form)
{
	size_t n = table->matrix.n_columns;
	double room = table->maker->width;

	if (pdf_columns_least(form->columns, n) > room)
		return FIT_NOT;
	pdf_columns_fit(form->columns, n, room, form->widths);
	for (size_t i = 0; i < n; i++)
		if (form->columns[i].full > many_lines * form->widths[i])
			return FIT_TIGHT;
	return FIT_WELL;
}

/*
 * Take the largest of the first n sizes of type that fits well, else the
 * smallest.
 */
static enum fit take_size(const struct pdf_table *table, struct form *form,
			  size_t n)
{
	enum fit fit = FIT_NOT;

	for (size_t i = 0; i < n && fit != FIT_WELL; i++) {
		measure(table, form, sizes[i]);
		fit = fit_of(table, form);
	}
	return fit;
}

static void note_dropped(struct pdf_table *table, const char *what,
			 struct buf *dropped)
{
	if (dropped->len)
		buf_addf(&table->notes, " %s: %s.", what, dropped->data);
	buf_release(dropped);
}

static void find_form(struct pdf_table *table, struct form *form)
{
	struct pdf_matrix *matrix = &table->matrix;
	struct buf empty = BUF_INIT, same = BUF_INIT;

	pdf_matrix_drop_empty(matrix, &empty);
	note_dropped(table, "Without a value here", &empty);
	if (take_size(table, form, N_LARGE_SIZES) == FIT_WELL)
		return;
	pdf_matrix_drop_same(matrix, &same);
	note_dropped(table, "The same in each row here", &same);
	if (take_size(table, form, N_SIZES) != FIT_NOT ||
	    matrix->n_rows > MAX_TURNED)
		return;
	pdf_matrix_turn(matrix);
	take_size(table, form, N_SIZES);
}

/*
 * The columns that name a row, which stand in each band: the first of text,
 * what stands before it, and the texts after it, as long as they leave room.
 */
static size_t count_keys(const struct pdf_matrix *matrix,
			 const struct form *form, double room)
{
	double sum = 0;
	size_t n = 0;

	while (n + 1 < matrix->n_columns && matrix->numbers[n])
		n++;
	if (n + 1 == matrix->n_columns)
		n = 0;
	do
		n++;
	while (n < matrix->n_columns && !matrix->numbers[n]);
	for (size_t i = 0; i < n; i++) {
		sum += form->columns[i].least;
		if (sum > room / 3)
			return i ? i : 1;
	}
	return n;
}

/* The keys of a band and its columns share the room. */
static void fit_band(const struct form *form, const struct pdf_band *band,
		     size_t n_keys, double room)
{
	size_t n = n_keys + band->end - band->first;
	struct pdf_column *columns = xcalloc(n, sizeof(*columns));
	double *widths = xcalloc(n, sizeof(*widths));

	for (size_t i = 0; i < n; i++)
		columns[i] =
			form->columns[i < n_keys ? i
						 : band->first + i - n_keys];
	pdf_columns_fit(columns, n, room, widths);
	for (size_t i = 0; i < n; i++)
		form->widths[i < n_keys ? i : band->first + i - n_keys] =
			widths[i];
	free(columns);
	free(widths);
}

/* Bands of columns that are measured at a size. */
struct bands {
	struct pdf_band *items; /* owned */
	size_t n, n_keys;
};

/* Long texts want more than their longest word, where a further band is made. */
static void widen(const struct form *form, size_t n)
{
	const double max = 10 * form->look.size;

	for (size_t i = 0; i < n; i++) {
		struct pdf_column *column = &form->columns[i];

		column->least = fmax(column->least,
				     fmin(column->full / many_lines, max));
	}
}

static void cut_bands(const struct pdf_table *table, struct form *form,
		      struct bands *bands)
{
	const struct pdf_matrix *matrix = &table->matrix;
	size_t n = matrix->n_columns;
	double room = table->maker->width;

	if (pdf_columns_least(form->columns, n) > room)
		widen(form, n);
	bands->n_keys = count_keys(matrix, form, room);
	bands->n = pdf_columns_bands(form->columns, n, bands->n_keys, room,
				     bands->items);
}

/* Take the largest size of type that needs no more bands than the smallest. */
static void find_bands(const struct pdf_table *table, struct form *form,
		       struct bands *bands)
{
	size_t n_bands;

	cut_bands(table, form, bands);
	n_bands = bands->n;
	for (size_t i = 0; i < N_SIZES && n_bands > 1; i++) {
		measure(table, form, sizes[i]);
		cut_bands(table, form, bands);
		if (bands->n == n_bands)
			return;
	}
}

static void add_grids(const struct pdf_table *table, struct form *form)
{
	const struct pdf_matrix *matrix = &table->matrix;
	struct bands bands = {
		.items = xcalloc(matrix->n_columns, sizeof(*bands.items)),
	};

	find_bands(table, form, &bands);
	for (size_t i = 0; i < bands.n; i++) {
		if (i)
			pdf_words_say(table->maker, PDF_CAPTION,
				      "Further columns of the same rows:");
		fit_band(form, &bands.items[i], bands.n_keys,
			 table->maker->width);
		pdf_grid_add(table->maker, matrix, &form->look, form->widths,
			     &bands.items[i], bands.n_keys);
	}
	free(bands.items);
}

static void add_caption(const struct pdf_table *table)
{
	struct buf text = BUF_INIT;

	buf_add_str(&text, table->words.caption);
	held_say_rows(&table->held, &text);
	buf_add(&text, table->notes.data, table->notes.len);
	if (table->words.file)
		buf_addf(&text, " All of it is in %s.", table->words.file);
	pdf_words_say(table->maker, PDF_CAPTION, text.data);
	buf_release(&text);
}

static void end(struct table_sink *sink)
{
	struct pdf_table *table = (struct pdf_table *)sink;
	struct form form = { .look = { .has_lines = true,
				       .max_lines = MAX_CELL_LINES,
				       .commit_url =
					       table->words.commit_url } };

	if (!table->held.n_rows) {
		pdf_words_say(table->maker, PDF_PLAIN, table->words.empty);
		return;
	}
	if (table->words.told) {
		add_caption(table);
		return;
	}
	make_matrix(table);
	find_form(table, &form);
	add_caption(table);
	add_grids(table, &form);
	free(form.columns);
	free(form.widths);
}

static void release(struct table_sink *sink)
{
	struct pdf_table *table = (struct pdf_table *)sink;

	pdf_matrix_release(&table->matrix);
	held_release(&table->held);
	buf_release(&table->notes);
	free(table);
}

struct table_sink *pdf_table_new(const struct pdf_maker *maker,
				 const struct document_table *words)
{
	struct pdf_table *table = xcalloc(1, sizeof(*table));

	table->base = (struct table_sink){ begin, row, end, release };
	table->maker = maker;
	table->words = *words;
	table->notes = (struct buf)BUF_INIT;
	held_init(&table->held, words);
	return &table->base;
}
