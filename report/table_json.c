/* SPDX-License-Identifier: MIT */
/*
 * table_json - an array with an object a row, written as the rows come.  A
 * BLOB is a string of hex digits, a number that JSON does not have is null.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "audit/base/xalloc.h"
#include "report/json.h"
#include "report/table.h"

struct json_sink {
	struct table_sink base;
	FILE *out;
	struct buf text; /* scratch: one row */
	bool any;        /* a row was written */
};

/* The shortest decimal that reads back as the same number. */
static void add_real(struct buf *out, double value)
{
	char text[40];

	if (!isfinite(value)) {
		buf_add_str(out, "null");
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	buf_add_str(out, text);
}

static void add_value(struct buf *out, const struct db_stmt *stmt, int column)
{
	switch (db_type(stmt, column)) {
	case DB_NULL:
		buf_add_str(out, "null");
		return;
	case DB_INT:
		buf_addf(out, "%" PRId64, db_int(stmt, column));
		return;
	case DB_REAL:
		add_real(out, db_real(stmt, column));
		return;
	case DB_TEXT:
		json_add_string(out, db_text(stmt, column));
		return;
	case DB_BLOB:
		buf_add_char(out, '"');
		table_hex(stmt, column, out);
		buf_add_char(out, '"');
		return;
	}
}

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct json_sink *json = (struct json_sink *)sink;

	(void)stmt;
	putc('[', json->out);
}

void table_json_object(const struct db_stmt *stmt, struct buf *out)
{
	buf_add_char(out, '{');
	for (int i = 0; i < db_n_columns(stmt); i++) {
		if (i)
			buf_add_str(out, ", ");
		json_add_string(out, db_column_name(stmt, i));
		buf_add_str(out, ": ");
		add_value(out, stmt, i);
	}
	buf_add_char(out, '}');
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct json_sink *json = (struct json_sink *)sink;

	buf_clear(&json->text);
	buf_add_str(&json->text, json->any ? ",\n" : "\n");
	table_json_object(stmt, &json->text);
	fwrite(json->text.data, 1, json->text.len, json->out);
	json->any = true;
}

static void end(struct table_sink *sink)
{
	struct json_sink *json = (struct json_sink *)sink;

	fputs(json->any ? "\n]\n" : "]\n", json->out);
}

static void release(struct table_sink *sink)
{
	struct json_sink *json = (struct json_sink *)sink;

	buf_release(&json->text);
	free(json);
}

struct table_sink *table_json_new(const struct table_options *options)
{
	struct json_sink *json = xcalloc(1, sizeof(*json));

	json->base = (struct table_sink){ begin, row, end, release };
	json->out = options->out;
	json->text = (struct buf)BUF_INIT;
	return &json->base;
}
