/* SPDX-License-Identifier: MIT */
#include "report/table.h"

#include <string.h>

#include "audit/base/date.h"
#include "audit/base/share.h"
#include "report/visible.h"

/* One row a format. */
struct format {
	const char *name;
	struct table_sink *(*make)(const struct table_options *options);
};

struct table_sink *table_new(const char *name,
			     const struct table_options *options)
{
	static const struct format formats[] = {
		{ "table", table_text_new },
		{ "csv", table_csv_new },
		{ "json", table_json_new },
		{ "markdown", table_markdown_new },
		{ NULL, NULL },
	};

	for (const struct format *format = formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format->make(options);
	return NULL;
}

void table_free(struct table_sink *sink)
{
	if (sink)
		sink->free(sink);
}

int table_run(struct db_stmt *stmt, struct table_sink *const *sinks,
	      size_t n_sinks, int64_t *n_rows_out, struct err *err)
{
	int64_t n_rows = 0;
	int more;

	for (size_t i = 0; i < n_sinks; i++)
		sinks[i]->begin(sinks[i], stmt);
	while ((more = db_step(stmt, err)) > 0) {
		for (size_t i = 0; i < n_sinks; i++)
			sinks[i]->row(sinks[i], stmt);
		n_rows++;
	}
	if (more < 0)
		return -1;
	for (size_t i = 0; i < n_sinks; i++)
		sinks[i]->end(sinks[i]);
	if (n_rows_out)
		*n_rows_out = n_rows;
	return 0;
}

static bool is_date(const struct db_stmt *stmt, int column)
{
	const char *name = db_column_name(stmt, column);
	size_t len = strlen(name);

	return len > 3 && strcmp(name + len - 3, "_at") == 0 &&
	       db_type(stmt, column) == DB_INT;
}

/* A column by one of these names, or one whose name ends so: "ai_share". */
static bool is_share(const struct db_stmt *stmt, int column)
{
	static const char *const names[] = { "share", "low",    "high",
					     "rate",  "broken", "part" };
	const char *name = db_column_name(stmt, column);
	const char *last = strrchr(name, '_');

	if (db_type(stmt, column) != DB_REAL)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], last ? last + 1 : name) == 0)
			return true;
	return false;
}

/* Is there a column of that name, the first n bytes of text and a word? */
static bool has_column(const struct db_stmt *stmt, const char *text, size_t n,
		       const char *word)
{
	for (int i = 0; i < db_n_columns(stmt); i++) {
		const char *name = db_column_name(stmt, i);

		if (strncmp(name, text, n) == 0 && strcmp(name + n, word) == 0)
			return true;
	}
	return false;
}

/*
 * A column difference (of two shares), or one whose name begins or ends so, or
 * an end of its interval: "alive_low" beside "alive_difference".
 */
static bool is_difference(const struct db_stmt *stmt, int column)
{
	static const char word[] = "difference";
	const char *name = db_column_name(stmt, column);
	const char *last = strrchr(name, '_');
	const size_t n = last ? (size_t)(last + 1 - name) : 0;

	if (db_type(stmt, column) != DB_REAL)
		return false;
	if (strncmp(name, word, strlen(word)) == 0 ||
	    strcmp(name + n, word) == 0)
		return true;
	if (strcmp(name + n, "low") != 0 && strcmp(name + n, "high") != 0)
		return false;
	return has_column(stmt, name, n, word) &&
	       !has_column(stmt, name, n, "share");
}

static void add_date(struct buf *out, int64_t at)
{
	char text[DATE_TEXT_MAX];
	char *between;

	date_format_second(at, text);
	between = strchr(text, 'T');
	*between = ' ';
	buf_add_str(out, text);
}

void table_hex(const struct db_stmt *stmt, int column, struct buf *out)
{
	size_t len;
	const unsigned char *bytes = db_blob(stmt, column, &len);

	for (size_t i = 0; i < len; i++)
		buf_addf(out, "%02x", bytes[i]);
}

void table_cell(const struct db_stmt *stmt, int column, struct buf *out)
{
	char number[SHARE_TEXT_MAX];
	const char *text;

	switch (db_type(stmt, column)) {
	case DB_NULL:
		return;
	case DB_BLOB:
		table_hex(stmt, column, out);
		return;
	case DB_INT:
	case DB_REAL:
	case DB_TEXT:
		break;
	}
	if (is_date(stmt, column)) {
		add_date(out, db_int(stmt, column));
	} else if (is_difference(stmt, column)) {
		share_format_points(db_real(stmt, column), number);
		buf_add_str(out, number);
	} else if (is_share(stmt, column)) {
		share_format(db_real(stmt, column), 1, "%", number);
		buf_add_str(out, number);
	} else {
		text = db_text(stmt, column);
		visible_add(out, text, strlen(text));
	}
}

bool table_is_number(const struct db_stmt *stmt, int column)
{
	enum db_type type = db_type(stmt, column);

	return (type == DB_INT || type == DB_REAL) && !is_date(stmt, column);
}
