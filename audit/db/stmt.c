/* SPDX-License-Identifier: MIT */
/* The statements of db.h: prepare, bind, step, read. */
#include "audit/db/handle.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/alias.h"
#include "audit/base/xalloc.h"
#include "audit/db/kept.h"

/* Only blanks, comments and semicolons may follow a statement. */
static bool is_blank_sql(const char *sql)
{
	while (*sql) {
		if (strncmp(sql, "--", 2) == 0)
			sql += strcspn(sql, "\n");
		else if (strchr(" \t\r\n;", *sql))
			sql++;
		else
			return false;
	}
	return true;
}

int db_prepare(struct db *db, const char *sql, struct db_stmt **stmt_out,
	       struct err *err)
{
	struct db_stmt *stmt;
	sqlite3_stmt *handle;
	const char *rest;

	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
			       &handle, &rest) != SQLITE_OK) {
		handle_fail(db, err);
		if (sqlite3_errcode(db->handle) == SQLITE_ERROR)
			err->kind = FAIL_USAGE;
		return -1;
	}
	if (!handle || !is_blank_sql(rest)) {
		sqlite3_finalize(handle);
		return err_set(err, FAIL_USAGE, "%s",
			       handle ? "more than one SQL statement; give one "
					"at a time"
				      : "no SQL statement; write one");
	}
	stmt = xcalloc(1, sizeof(*stmt));
	stmt->handle = handle;
	stmt->db = db;
	stmt->n_columns = sqlite3_column_count(handle);
	*stmt_out = stmt;
	return 0;
}

static void free_words(struct db_stmt *stmt)
{
	for (int i = 0; stmt->words && i < stmt->n_columns; i++)
		buf_release(&stmt->words[i].text);
	free(stmt->words);
}

void db_stmt_free(struct db_stmt *stmt)
{
	if (!stmt)
		return;
	free_words(stmt);
	if (stmt->added)
		stmt->added->free(stmt->added);
	free(stmt->cells);
	free(stmt->row);
	sqlite3_finalize(stmt->handle);
	free(stmt);
}

struct db_stmt *kept_show(const struct kept *kept)
{
	struct db_stmt *stmt = xcalloc(1, sizeof(*stmt));

	stmt->kept = kept;
	stmt->n_columns = kept_n_columns(kept);
	stmt->row = xcalloc((size_t)stmt->n_columns, sizeof(*stmt->row));
	return stmt;
}

void added_attach(struct db_stmt *stmt, struct added *added)
{
	assert(!stmt->added);
	stmt->added = added;
	stmt->cells = xcalloc(added->n_columns, sizeof(*stmt->cells));
}

/* A binding fails only for a wrong number or type of call: a bug. */
static void bound(int code)
{
	assert(code == SQLITE_OK || code == SQLITE_TOOBIG);
	(void)code;
}

void db_bind_int(struct db_stmt *stmt, int n, int64_t value)
{
	bound(sqlite3_bind_int64(stmt->handle, n, value));
}

void db_bind_real(struct db_stmt *stmt, int n, double value)
{
	bound(sqlite3_bind_double(stmt->handle, n, value));
}

void db_bind_null(struct db_stmt *stmt, int n)
{
	bound(sqlite3_bind_null(stmt->handle, n));
}

void db_bind_text(struct db_stmt *stmt, int n, const char *text)
{
	bound(sqlite3_bind_text(stmt->handle, n, text, -1, SQLITE_STATIC));
}

void db_bind_text_n(struct db_stmt *stmt, int n, const char *text, size_t len)
{
	bound(sqlite3_bind_text64(stmt->handle, n, text, len, SQLITE_STATIC,
				  SQLITE_UTF8));
}

void db_bind_blob(struct db_stmt *stmt, int n, const void *data, size_t len)
{
	bound(sqlite3_bind_blob64(stmt->handle, n, data, len, SQLITE_STATIC));
}

int db_param(const struct db_stmt *stmt, const char *name)
{
	char colon_name[128] = ":";

	if (strlen(name) + 2 > sizeof(colon_name))
		return 0;
	memcpy(colon_name + 1, name, strlen(name) + 1);
	return sqlite3_bind_parameter_index(stmt->handle, colon_name);
}

int db_n_params(const struct db_stmt *stmt)
{
	return sqlite3_bind_parameter_count(stmt->handle);
}

const char *db_param_name(const struct db_stmt *stmt, int n)
{
	return sqlite3_bind_parameter_name(stmt->handle, n);
}

/* A number as sqlite3_column_text has it; a real shows that it is one. */
static void write_number(struct db_cell *cell)
{
	int size = (int)sizeof(cell->text);

	if (cell->value.type == DB_INT)
		snprintf(cell->text, sizeof(cell->text), "%" PRId64,
			 cell->value.integer);
	if (cell->value.type == DB_REAL)
		sqlite3_snprintf(size, cell->text, "%!.15g", cell->value.real);
}

/* The appended columns of the row that has come. */
static int fill_cells(struct db_stmt *stmt, struct err *err)
{
	struct added *added = stmt->added;
	struct added_value *values;
	int ret;

	if (!added)
		return 0;
	values = xcalloc(added->n_columns, sizeof(*values));
	for (size_t i = 0; i < added->n_columns; i++)
		values[i].type = DB_NULL;
	ret = added->fill(added, stmt, values, err);
	for (size_t i = 0; ret == 0 && i < added->n_columns; i++) {
		stmt->cells[i].value = values[i];
		*stmt->cells[i].text = '\0';
	}
	free(values);
	return ret;
}

/* The texts of the row that has come, without people. */
static void fill_words(struct db_stmt *stmt)
{
	for (int i = 0; stmt->words && i < stmt->n_columns; i++) {
		struct db_words *words = &stmt->words[i];

		words->is_set =
			words->is_changed &&
			sqlite3_column_type(stmt->handle, i) == SQLITE_TEXT;
		if (!words->is_set)
			continue;
		buf_clear(&words->text);
		alias_apply(stmt->db->alias, words->depth,
			    (const char *)sqlite3_column_text(stmt->handle, i),
			    &words->text);
	}
}

/* The column n that is appended, or in memory; NULL: it is one of SQLite's. */
static struct db_cell *cell_of(const struct db_stmt *stmt, int n)
{
	if (n >= stmt->n_columns)
		return &stmt->cells[n - stmt->n_columns];
	return stmt->kept ? &stmt->row[n] : NULL;
}

/* The next of the rows in memory. */
static int step_kept(struct db_stmt *stmt, struct err *err)
{
	int more = kept_row(stmt->kept, stmt->next++, stmt->row);

	if (!more)
		stmt->next = 0;
	if (more && fill_cells(stmt, err) < 0)
		return -1;
	return more;
}

int db_step(struct db_stmt *stmt, struct err *err)
{
	int code;

	assert(stmt);
	if (stmt->kept)
		return step_kept(stmt, err);
	code = sqlite3_step(stmt->handle);

	if (code == SQLITE_ROW) {
		fill_words(stmt);
		if (fill_cells(stmt, err) == 0)
			return 1;
		sqlite3_reset(stmt->handle);
		return -1;
	}
	if (code == SQLITE_DONE) {
		sqlite3_reset(stmt->handle);
		return 0;
	}
	handle_fail(stmt->db, err);
	sqlite3_reset(stmt->handle);
	return -1;
}

int db_exec(struct db_stmt *stmt, struct err *err)
{
	int more = db_step(stmt, err);

	assert(more <= 0);
	return more;
}

void db_reset(struct db_stmt *stmt)
{
	stmt->next = 0;
	sqlite3_reset(stmt->handle);
}

int db_n_columns(const struct db_stmt *stmt)
{
	return stmt->n_columns +
	       (stmt->added ? (int)stmt->added->n_columns : 0);
}

const char *db_column_name(const struct db_stmt *stmt, int n)
{
	if (n >= stmt->n_columns)
		return stmt->added->names[n - stmt->n_columns];
	if (stmt->kept)
		return kept_column_name(stmt->kept, n);
	return sqlite3_column_name(stmt->handle, n);
}

bool db_is_null(const struct db_stmt *stmt, int n)
{
	return db_type(stmt, n) == DB_NULL;
}

/* As SQLite does it: the nearest that there is. */
static int64_t to_int(double real)
{
	if (real <= (double)INT64_MIN)
		return INT64_MIN;
	return real >= -(double)INT64_MIN ? INT64_MAX : (int64_t)real;
}

int64_t db_int(const struct db_stmt *stmt, int n)
{
	const struct db_cell *cell = cell_of(stmt, n);

	if (!cell)
		return sqlite3_column_int64(stmt->handle, n);
	if (cell->value.type == DB_INT)
		return cell->value.integer;
	return cell->value.type == DB_REAL ? to_int(cell->value.real) : 0;
}

double db_real(const struct db_stmt *stmt, int n)
{
	const struct db_cell *cell = cell_of(stmt, n);

	if (!cell)
		return sqlite3_column_double(stmt->handle, n);
	if (cell->value.type == DB_REAL)
		return cell->value.real;
	return cell->value.type == DB_INT ? (double)cell->value.integer : 0;
}

/* A number is written when someone asks for it: most are asked for as such. */
static const char *cell_text(struct db_cell *cell)
{
	if (cell->value.type == DB_TEXT || cell->value.type == DB_BLOB)
		return cell->value.text;
	if (!*cell->text)
		write_number(cell);
	return cell->text;
}

const char *db_text(const struct db_stmt *stmt, int n)
{
	struct db_cell *cell = cell_of(stmt, n);
	const unsigned char *text;

	if (cell)
		return cell_text(cell);
	if (stmt->words && stmt->words[n].is_set)
		return stmt->words[n].text.data;
	text = sqlite3_column_text(stmt->handle, n);
	return text ? (const char *)text : "";
}

const void *db_blob(const struct db_stmt *stmt, int n, size_t *len_out)
{
	const struct db_cell *cell = cell_of(stmt, n);
	const void *data;

	if (cell) {
		*len_out = cell->len;
		return cell->value.type == DB_BLOB ? cell->value.text : NULL;
	}
	data = sqlite3_column_blob(stmt->handle, n);
	*len_out = (size_t)sqlite3_column_bytes(stmt->handle, n);
	return data;
}

enum db_type db_type(const struct db_stmt *stmt, int n)
{
	const struct db_cell *cell = cell_of(stmt, n);

	if (cell)
		return cell->value.type;
	switch (sqlite3_column_type(stmt->handle, n)) {
	case SQLITE_INTEGER:
		return DB_INT;
	case SQLITE_FLOAT:
		return DB_REAL;
	case SQLITE_TEXT:
		return DB_TEXT;
	case SQLITE_BLOB:
		return DB_BLOB;
	default:
		return DB_NULL;
	}
}

char *db_bound_sql(const struct db_stmt *stmt)
{
	char *sql = sqlite3_expanded_sql(stmt->handle);
	char *copy = sql ? xstrdup(sql) : NULL;

	sqlite3_free(sql);
	return copy;
}

bool db_is_read_only(const struct db_stmt *stmt)
{
	return stmt->kept || sqlite3_stmt_readonly(stmt->handle) != 0;
}

int db_get_int(struct db *db, const char *sql, int64_t fallback,
	       int64_t *value_out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int64_t value = fallback;
	int more;

	if (db_prepare(db, sql, &stmt, err) < 0)
		return -1;
	more = db_step(stmt, err);
	if (more > 0 && !db_is_null(stmt, 0))
		value = db_int(stmt, 0);
	db_stmt_free(stmt);
	if (more < 0)
		return -1;
	*value_out = value;
	return 0;
}

int64_t db_last_id(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t db_n_changed(const struct db *db)
{
	return sqlite3_changes64(db->handle);
}

int db_exec_for(struct db *db, const char *sql, int64_t id, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(db, sql, &stmt, err) < 0)
		return -1;
	assert(stmt);
	db_bind_int(stmt, 1, id);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}
