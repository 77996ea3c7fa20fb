/* SPDX-License-Identifier: MIT */
#ifndef DB_DB_H
#define DB_DB_H
/*
 * db - the SQLite file: open, statements, rows, transactions.
 *
 * Invariants: foreign keys are checked; text from outside is bound, never
 * pasted into SQL; a database that is not ours is refused, not touched.
 * struct db owns the connection; statements and rows must be freed first.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"

struct db;
struct db_stmt;

/* application_id of our files: "gitP". */
enum { DB_APPLICATION_ID = 0x67697450, DB_SCHEMA_VERSION = 6 };

enum db_mode {
	DB_READ,   /* must exist; cannot be changed through this handle */
	DB_WRITE,  /* created with the schema where it does not exist */
	DB_MEMORY, /* a new one in memory; path is only a name */
};

/*
 * Open a database.  Fails with FAIL_WORLD and a message that says what to do
 * for: no file, another program's file, a newer or older version, no
 * permission.
 * In mode DB_WRITE the connection waits up to ten seconds for others, then
 * has the database alone until db_close: others, readers too, are told so.
 */
int db_open(const char *path, enum db_mode mode, struct db **db_out,
	    struct err *err);
void db_close(struct db *db);

/*
 * Keep up to 192 MiB of the file in memory, all of a usual one; a reader keeps
 * 32 MiB else.
 */
int db_cache_more(struct db *db, struct err *err);

/* Append a line: "SQLite 3.40.1, built with 3.40.1". */
void db_library(struct buf *out);

/*
 * Fail if the structure of any page is damaged, not for what indexes say of
 * rows.  Reads the whole file: about a second for 150 MB.
 */
int db_check_pages(struct db *db, struct err *err);

/*
 * Create those indexes of queries/indexes.sql that are not there yet; a new
 * database is filled before.  In the caller's transaction.
 */
int db_create_indexes(struct db *db, struct err *err);

/* Run a script of any number of statements without parameters. */
int db_script(struct db *db, const char *sql, struct err *err);

/*
 * Transactions: begin takes the write lock at once (or fails, saying that
 * another audit has it); commit; rollback never fails and is harmless
 * outside of a transaction.
 */
int db_begin(struct db *db, struct err *err);
int db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);

/*
 * Prepare exactly one statement; SQL that is wrong, and text after it, are
 * FAIL_USAGE.  The statement belongs to the caller and may outlive nothing
 * of db.
 */
int db_prepare(struct db *db, const char *sql, struct db_stmt **stmt_out,
	       struct err *err);
void db_stmt_free(struct db_stmt *stmt);

/*
 * Binding by number, from 1.  Memory of texts and blobs must stay until the
 * next db_stmt_step returned DB_DONE or db_stmt_reset; data NULL is NULL.
 */
void db_bind_int(struct db_stmt *stmt, int n, int64_t value);
void db_bind_real(struct db_stmt *stmt, int n, double value);
void db_bind_null(struct db_stmt *stmt, int n);
void db_bind_text(struct db_stmt *stmt, int n, const char *text);
void db_bind_text_n(struct db_stmt *stmt, int n, const char *text, size_t len);
void db_bind_blob(struct db_stmt *stmt, int n, const void *data, size_t len);

/* Number of the parameter ":name" (name without colon), or 0. */
int db_param(const struct db_stmt *stmt, const char *name);
/* How many parameters there are, and the name (with colon) of number n. */
int db_n_params(const struct db_stmt *stmt);
const char *db_param_name(const struct db_stmt *stmt, int n);

/* 1: a row is there; 0: done, and reset for the next use; -1: failed. */
int db_step(struct db_stmt *stmt, struct err *err);
/* Run a statement that gives no rows, and reset it. */
int db_exec(struct db_stmt *stmt, struct err *err);
/* Prepare and run a statement whose only parameter, ?1, is an id. */
int db_exec_for(struct db *db, const char *sql, int64_t id, struct err *err);
/* Forget the current row; bindings stay. */
void db_reset(struct db_stmt *stmt);

/* The columns of the current row, from 0; texts live until the next step. */
int db_n_columns(const struct db_stmt *stmt);
const char *db_column_name(const struct db_stmt *stmt, int n);
bool db_is_null(const struct db_stmt *stmt, int n);
int64_t db_int(const struct db_stmt *stmt, int n);
double db_real(const struct db_stmt *stmt, int n);
const char *db_text(const struct db_stmt *stmt, int n); /* "" for NULL */
const void *db_blob(const struct db_stmt *stmt, int n, size_t *len_out);

/* What a column holds in the current row. */
enum db_type { DB_NULL, DB_INT, DB_REAL, DB_TEXT, DB_BLOB };
enum db_type db_type(const struct db_stmt *stmt, int n);

/*
 * The SQL with all that is bound in its place, owned by the caller; NULL: too
 * long.
 */
char *db_bound_sql(const struct db_stmt *stmt);

/* True if the statement cannot change the database. */
bool db_is_read_only(const struct db_stmt *stmt);

/*
 * One integer from a statement without parameters: its first column in its
 * first row; fallback where there is no row or it is NULL.
 */
int db_get_int(struct db *db, const char *sql, int64_t fallback,
	       int64_t *value_out, struct err *err);

/* Row id of the last INSERT. */
int64_t db_last_id(const struct db *db);
/* Rows that the last INSERT, UPDATE or DELETE changed. */
int64_t db_n_changed(const struct db *db);

#endif
