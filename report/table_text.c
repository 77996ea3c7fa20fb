/* SPDX-License-Identifier: MIT */
/*
 * table_text - columns for a terminal.
 *
 *   oid       landed_at             lines_added  subject
 *   --------  --------------------  -----------  ---------------------
 *   1f3c9d2e  2024-03-01 10:00:00Z           12  block: let the queue …
 *
 * Where a terminal has no room for all columns, even cut, each row is a
 * block of lines instead:
 *
 *   oid          1f3c9d2e
 *   landed_at    2024-03-01 10:00:00Z
 *
 * Widths are measured over the first rows, which wait for that; later rows
 * are written as they come, so that memory stays bounded, and a cell that is
 * wider than its column pushes what follows.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/table.h"
#include "report/visible.h"

enum { MEASURED_ROWS = 2000, MIN_WIDTH = 8, GAP = 2 };

struct column {
	char *name;   /* made visible; owned */
	size_t width; /* in columns of the terminal */
	bool numbers; /* holds numbers, */
	bool words;   /* holds something else */
	bool dates;   /* holds dates, which are never cut */
};

struct text_sink {
	struct table_sink base;
	FILE *out;
	size_t terminal; /* width to fit into; 0: any */
	bool is_bold;    /* the head, or names in blocks */
	bool in_blocks;  /* rows are blocks of lines */
	size_t name_width;
	bool any_block; /* one is written */
	struct column *columns;
	int n_columns;
	struct buf cells; /* waiting cells, each with its NUL */
	int n_waiting;    /* rows that wait; -1: the head is written */
};

/* Numbers among themselves stand to the right. */
static bool is_right(const struct column *column)
{
	return column->numbers && !column->words;
}

static bool may_cut(const struct column *column)
{
	return column->words && !column->dates;
}

static void write_spaces(FILE *out, size_t n)
{
	fprintf(out, "%*s", (int)n, "");
}

/* As much of the cell as fits, with a mark where it is cut. */
static void write_fitting(FILE *out, const char *cell, size_t width)
{
	size_t len = strlen(cell);

	if (visible_width(cell, len) <= width) {
		fputs(cell, out);
		return;
	}
	fwrite(cell, 1, visible_fit(cell, len, width - 1), out);
	fputs("\u2026", out);
}

/* One cell of a block; an empty one says nothing. */
static void write_line(struct text_sink *text, int column, const char *cell)
{
	const char *name = text->columns[column].name;
	size_t width = text->name_width + GAP;

	if (column == 0 && text->any_block)
		putc('\n', text->out);
	text->any_block = true;
	if (!*cell)
		return;
	fprintf(text->out, "%s%s%s", text->is_bold ? "\x1b[1m" : "", name,
		text->is_bold ? "\x1b[0m" : "");
	write_spaces(text->out, width - visible_width(name, strlen(name)));
	width = text->terminal > width + MIN_WIDTH ? text->terminal - width
						   : MIN_WIDTH;
	write_fitting(text->out, cell, width);
	putc('\n', text->out);
}

/* One cell, cut and padded to its column. */
static void write_cell(const struct text_sink *text, int column,
		       const char *cell)
{
	const struct column *shape = &text->columns[column];
	size_t len = strlen(cell);
	size_t width = visible_width(cell, len);
	bool cut = text->terminal && width > shape->width && may_cut(shape);
	size_t pad;

	if (cut) {
		len = visible_fit(cell, len, shape->width - 1);
		width = visible_width(cell, len) + 1;
	}
	pad = width < shape->width ? shape->width - width : 0;
	if (is_right(shape))
		write_spaces(text->out, pad);
	fwrite(cell, 1, len, text->out);
	if (cut)
		fputs("\u2026", text->out);
	if (column + 1 == text->n_columns)
		putc('\n', text->out);
	else
		write_spaces(text->out, (is_right(shape) ? 0 : pad) + GAP);
}

/* The widest column that may be cut, or NULL. */
static struct column *widest(const struct text_sink *text)
{
	struct column *best = NULL;

	for (int i = 0; i < text->n_columns; i++) {
		struct column *column = &text->columns[i];

		if (!may_cut(column) || column->width <= MIN_WIDTH)
			continue;
		if (!best || column->width > best->width)
			best = column;
	}
	return best;
}

static void fit_terminal(struct text_sink *text)
{
	size_t total = (size_t)GAP * (size_t)(text->n_columns - 1);
	struct column *column;

	for (int i = 0; i < text->n_columns; i++)
		total += text->columns[i].width;
	while (text->terminal && total > text->terminal &&
	       (column = widest(text))) {
		column->width--;
		total--;
	}
	text->in_blocks = text->terminal && total > text->terminal;
}

static void write_rule(const struct text_sink *text)
{
	for (int i = 0; i < text->n_columns; i++) {
		for (size_t n = 0; n < text->columns[i].width; n++)
			putc('-', text->out);
		if (i + 1 < text->n_columns)
			write_spaces(text->out, GAP);
	}
}

static void put_cell(struct text_sink *text, int column, const char *cell)
{
	if (text->in_blocks)
		write_line(text, column, cell);
	else
		write_cell(text, column, cell);
}

static void write_head(struct text_sink *text)
{
	if (text->in_blocks)
		return;
	fputs(text->is_bold ? "\x1b[1m" : "", text->out);
	for (int i = 0; i < text->n_columns; i++)
		write_cell(text, i, text->columns[i].name);
	write_rule(text);
	fputs(text->is_bold ? "\x1b[0m\n" : "\n", text->out);
}

static void write_waiting(struct text_sink *text)
{
	const char *cell = text->cells.data;

	fit_terminal(text);
	write_head(text);
	for (int row = 0; row < text->n_waiting; row++)
		for (int i = 0; i < text->n_columns; i++) {
			put_cell(text, i, cell);
			cell += strlen(cell) + 1;
		}
	buf_release(&text->cells);
	text->n_waiting = -1;
}

static void measure(struct text_sink *text, int column, const char *cell)
{
	size_t width = visible_width(cell, strlen(cell));

	if (width > text->columns[column].width)
		text->columns[column].width = width;
}

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct text_sink *text = (struct text_sink *)sink;

	text->n_columns = db_n_columns(stmt);
	text->columns =
		xcalloc((size_t)text->n_columns, sizeof(*text->columns));
	for (int i = 0; i < text->n_columns; i++) {
		const char *name = db_column_name(stmt, i);
		struct buf visible = BUF_INIT;

		visible_add(&visible, name, strlen(name));
		text->columns[i].name = buf_detach(&visible, NULL);
		measure(text, i, text->columns[i].name);
		if (text->columns[i].width > text->name_width)
			text->name_width = text->columns[i].width;
	}
}

static void note_kind(struct column *column, const struct db_stmt *stmt, int n)
{
	if (table_is_number(stmt, n))
		column->numbers = true;
	else if (db_type(stmt, n) == DB_INT)
		column->dates = true;
	else if (db_type(stmt, n) != DB_NULL)
		column->words = true;
}

static void keep_row(struct text_sink *text, const struct db_stmt *stmt)
{
	for (int i = 0; i < text->n_columns; i++) {
		struct column *column = &text->columns[i];
		size_t at = text->cells.len;

		table_cell(stmt, i, &text->cells);
		note_kind(column, stmt, i);
		measure(text, i, text->cells.data + at);
		buf_add_char(&text->cells, '\0');
	}
	if (++text->n_waiting == MEASURED_ROWS)
		write_waiting(text);
}

static void stream_row(struct text_sink *text, const struct db_stmt *stmt)
{
	struct buf cell = BUF_INIT;

	for (int i = 0; i < text->n_columns; i++) {
		buf_clear(&cell);
		table_cell(stmt, i, &cell);
		put_cell(text, i, cell.data);
	}
	buf_release(&cell);
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct text_sink *text = (struct text_sink *)sink;

	if (text->n_waiting >= 0)
		keep_row(text, stmt);
	else
		stream_row(text, stmt);
}

static void end(struct table_sink *sink)
{
	struct text_sink *text = (struct text_sink *)sink;

	if (text->n_waiting >= 0)
		write_waiting(text);
}

static void release(struct table_sink *sink)
{
	struct text_sink *text = (struct text_sink *)sink;

	buf_release(&text->cells);
	for (int i = 0; i < text->n_columns; i++)
		free(text->columns[i].name);
	free(text->columns);
	free(text);
}

struct table_sink *table_text_new(const struct table_options *options)
{
	struct text_sink *text = xcalloc(1, sizeof(*text));

	text->base = (struct table_sink){ begin, row, end, release };
	text->out = options->out;
	text->terminal = (size_t)options->width;
	text->is_bold = options->is_bold;
	text->cells = (struct buf)BUF_INIT;
	return &text->base;
}
