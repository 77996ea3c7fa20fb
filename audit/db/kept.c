/* SPDX-License-Identifier: MIT */
#include "audit/db/kept.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/db/handle.h"

/* A value; texts and blobs lie in bytes, a zero byte behind each. */
struct kept_value {
	union {
		int64_t integer;
		double real;
		size_t at;
	} of;
	uint32_t len; /* of a text or blob: SQLite's are below 2^30 bytes */
	enum db_type type;
};

struct kept {
	char **names; /* n_columns of them, owned */
	int n_columns;
	struct kept_value *values; /* row by row */
	size_t n_values, n_alloc;
	struct buf bytes;
};

static void add_bytes(struct kept *kept, struct kept_value *value,
		      const void *data, size_t len)
{
	value->of.at = kept->bytes.len;
	value->len = (uint32_t)len;
	buf_add(&kept->bytes, data, len);
	buf_add_char(&kept->bytes, '\0');
}

static void add_value(struct kept *kept, const struct db_stmt *stmt, int n)
{
	struct kept_value value = { .type = db_type(stmt, n) };
	const char *text;
	const void *data;
	size_t len;

	switch (value.type) {
	case DB_NULL:
		break;
	case DB_INT:
		value.of.integer = db_int(stmt, n);
		break;
	case DB_REAL:
		value.of.real = db_real(stmt, n);
		break;
	case DB_TEXT:
		text = db_text(stmt, n);
		add_bytes(kept, &value, text, strlen(text));
		break;
	case DB_BLOB:
		data = db_blob(stmt, n, &len);
		add_bytes(kept, &value, data, len);
		break;
	}
	kept->values = xgrow(kept->values, kept->n_values, &kept->n_alloc,
			     sizeof(*kept->values));
	kept->values[kept->n_values++] = value;
}

struct kept *kept_read(struct db_stmt *stmt, struct err *err)
{
	struct kept *kept = xcalloc(1, sizeof(*kept));
	int more;

	kept->bytes = (struct buf)BUF_INIT;
	kept->n_columns = db_n_columns(stmt);
	kept->names = xcalloc((size_t)kept->n_columns, sizeof(*kept->names));
	for (int n = 0; n < kept->n_columns; n++)
		kept->names[n] = xstrdup(db_column_name(stmt, n));
	while ((more = db_step(stmt, err)) > 0)
		for (int n = 0; n < kept->n_columns; n++)
			add_value(kept, stmt, n);
	if (more == 0)
		return kept;
	kept_free(kept);
	return NULL;
}

void kept_free(struct kept *kept)
{
	if (!kept)
		return;
	for (int n = 0; n < kept->n_columns; n++)
		free(kept->names[n]);
	free((void *)kept->names);
	free(kept->values);
	buf_release(&kept->bytes);
	free(kept);
}

int kept_n_columns(const struct kept *kept)
{
	return kept->n_columns;
}

const char *kept_column_name(const struct kept *kept, int n)
{
	return kept->names[n];
}

int kept_row(const struct kept *kept, size_t n, struct db_cell *cells)
{
	size_t n_columns = (size_t)kept->n_columns;
	const struct kept_value *values;

	if (n >= kept->n_values / n_columns)
		return 0;
	values = kept->values + n * n_columns;
	for (size_t i = 0; i < n_columns; i++) {
		const struct kept_value *value = &values[i];
		struct db_cell *cell = &cells[i];

		*cell = (struct db_cell){ .value.type = value->type };
		if (value->type == DB_INT)
			cell->value.integer = value->of.integer;
		else if (value->type == DB_REAL)
			cell->value.real = value->of.real;
		else if (value->type != DB_NULL)
			cell->value.text = kept->bytes.data + value->of.at;
		cell->len = value->len;
	}
	return 1;
}
