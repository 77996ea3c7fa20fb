/* SPDX-License-Identifier: MIT */
#include "report/held.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/table.h"

void held_init(struct held *held, const struct document_table *words)
{
	*held = (struct held){ .max_rows = words->max_rows,
			       .latest = words->latest,
			       .cells = BUF_INIT };
}

void held_release(struct held *held)
{
	for (size_t i = 0; i < held->n_columns; i++) {
		free(held->columns[i].name);
		free(held->columns[i].head);
	}
	free(held->columns);
	buf_release(&held->cells);
}

/* "landed_at" reads "landed (UTC)", "lines_added" reads "lines added". */
static char *head_of(const char *name)
{
	struct buf head = BUF_INIT;
	size_t len = strlen(name);
	bool is_date = len > 3 && strcmp(name + len - 3, "_at") == 0;

	buf_add(&head, name, is_date ? len - 3 : len);
	for (size_t i = 0; i < head.len; i++)
		if (head.data[i] == '_')
			head.data[i] = ' ';
	if (is_date)
		buf_add_str(&head, " (UTC)");
	return buf_detach(&head, NULL);
}

void held_begin(struct held *held, const struct db_stmt *stmt)
{
	int n_all = db_n_columns(stmt);

	held->columns = xcalloc((size_t)n_all, sizeof(*held->columns));
	for (int i = 0; i < n_all; i++) {
		const char *name = db_column_name(stmt, i);

		if (strcmp(name, "repo") == 0)
			continue;
		held->columns[held->n_columns++] = (struct held_column){
			.column = i,
			.name = xstrdup(name),
			.head = head_of(name),
		};
	}
}

static enum held_kind kind_of(const struct db_stmt *stmt, int column)
{
	if (db_is_null(stmt, column))
		return HELD_NULL;
	return table_is_number(stmt, column) ? HELD_NUMBER : HELD_TEXT;
}

/* Forget the first row that waits. */
static void drop_row(struct held *held)
{
	size_t at = 0;

	for (size_t i = 0; i < held->n_columns; i++)
		at += strlen(held->cells.data + at) + 1;
	memmove(held->cells.data, held->cells.data + at, held->cells.len - at);
	buf_truncate(&held->cells, held->cells.len - at);
}

void held_row(struct held *held, const struct db_stmt *stmt)
{
	if (++held->n_rows > held->max_rows) {
		if (!held->latest)
			return;
		drop_row(held);
	}
	for (size_t i = 0; i < held->n_columns; i++) {
		struct held_column *column = &held->columns[i];
		enum held_kind kind = kind_of(stmt, column->column);

		column->number |= kind == HELD_NUMBER;
		column->any |= kind != HELD_NULL;
		buf_add_char(&held->cells, (char)kind);
		table_cell(stmt, column->column, &held->cells);
		buf_add_char(&held->cells, '\0');
	}
}

const char *held_first(const struct held *held)
{
	return held->cells.data;
}

const char *held_next(const char *cell)
{
	return cell + strlen(cell) + 1;
}

const char *held_end(const struct held *held)
{
	return held->cells.data + held->cells.len;
}

void held_say_rows(const struct held *held, struct buf *out)
{
	if (held->n_rows > held->max_rows)
		buf_addf(out, " The %s %d of %" PRId64 " rows.",
			 held->latest ? "last" : "first", held->max_rows,
			 held->n_rows);
	else
		buf_addf(out, " %" PRId64 " row%s.", held->n_rows,
			 held->n_rows == 1 ? "" : "s");
}

bool held_is_oid(const char *text)
{
	return strlen(text) == HELD_OID &&
	       strspn(text, "0123456789abcdef") == HELD_OID;
}
