/* SPDX-License-Identifier: MIT */
/*
 * table_csv - RFC 4180: every value quoted, CRLF at the end of a row.  NULL
 * is an empty field without quotes, an empty text is "", so that a reader
 * who cares can tell them apart.
 */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/table.h"
#include "report/visible.h"

struct csv_sink {
	struct table_sink base;
	struct table_options options;
	struct buf cell; /* scratch */
};

static const char *skip_digits(const char *text)
{
	return text + strspn(text, "0123456789");
}

/* -5, +1.5 and -2e9 are numbers, not formulas. */
static bool is_plain_number(const char *text)
{
	const char *digits = text + strspn(text, "+-");
	const char *at = skip_digits(digits);

	if (digits - text > 1 || at == digits)
		return false;
	if (*at == '.')
		at = skip_digits(at + 1);
	if (*at == 'e' || *at == 'E') {
		digits = at + 1 + (at[1] == '-' || at[1] == '+');
		at = skip_digits(digits);
		if (at == digits)
			return false;
	}
	return *at == '\0';
}

/* Would a spreadsheet calculate it?  The wide forms count in some. */
static bool is_formula(const char *text)
{
	static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d",
					    "\uff20" };

	if (*text && strchr("=+-@\t\r\n", *text))
		return !is_plain_number(text);
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

static void write_text(struct csv_sink *csv, const char *text)
{
	buf_clear(&csv->cell);
	if (!csv->options.exact && is_formula(text))
		buf_add_char(&csv->cell, '\'');
	if (csv->options.exact)
		buf_add_str(&csv->cell, text);
	else /* nothing that a terminal or an eye obeys */
		visible_add_lines(&csv->cell, text);
	csv_fwrite(csv->options.out, csv->cell.data, csv->cell.len);
}

static void write_cell(struct csv_sink *csv, const struct db_stmt *stmt,
		       int column)
{
	switch (db_type(stmt, column)) {
	case DB_NULL:
		return;
	case DB_BLOB:
		buf_clear(&csv->cell);
		table_hex(stmt, column, &csv->cell);
		csv_fwrite(csv->options.out, csv->cell.data, csv->cell.len);
		return;
	case DB_INT:
	case DB_REAL:
	case DB_TEXT:
		write_text(csv, db_text(stmt, column));
		return;
	}
}

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct csv_sink *csv = (struct csv_sink *)sink;

	for (int i = 0; i < db_n_columns(stmt); i++) {
		if (i)
			putc(',', csv->options.out);
		write_text(csv, db_column_name(stmt, i));
	}
	fputs("\r\n", csv->options.out);
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct csv_sink *csv = (struct csv_sink *)sink;

	for (int i = 0; i < db_n_columns(stmt); i++) {
		if (i)
			putc(',', csv->options.out);
		write_cell(csv, stmt, i);
	}
	fputs("\r\n", csv->options.out);
}

static void end(struct table_sink *sink)
{
	(void)sink;
}

static void release(struct table_sink *sink)
{
	struct csv_sink *csv = (struct csv_sink *)sink;

	buf_release(&csv->cell);
	free(csv);
}

struct table_sink *table_csv_new(const struct table_options *options)
{
	struct csv_sink *csv = xcalloc(1, sizeof(*csv));

	csv->base = (struct table_sink){ begin, row, end, release };
	csv->options = *options;
	csv->cell = (struct buf)BUF_INIT;
	return &csv->base;
}
