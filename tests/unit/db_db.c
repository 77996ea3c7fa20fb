/* SPDX-License-Identifier: MIT */
/* Statements, rows and transactions; files that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "audit/db/db.h"

static struct db *open_db(const char *path, enum db_mode mode)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	if (db_open(path, mode, &db, &err) < 0)
		fail_msg("%s", err.msg);
	return db;
}

static void run(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;

	if (db_script(db, sql, &err) < 0)
		fail_msg("%s", err.msg);
}

static int64_t get(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;
	int64_t value;

	if (db_get_int(db, sql, -1, &value, &err) < 0)
		fail_msg("%s", err.msg);
	return value;
}

static void test_columns(void **state)
{
	static const enum db_type types[] = { DB_INT, DB_REAL, DB_TEXT, DB_BLOB,
					      DB_NULL };
	struct db *db = open_db("test", DB_MEMORY);
	struct err err = ERR_INIT;
	struct db_stmt *stmt;
	size_t len;

	(void)state;
	assert_int_equal(db_prepare(db,
				    "SELECT :i AS i, ?2, ?3, ?4, ?5 -- all\n;",
				    &stmt, &err),
			 0);
	assert_int_equal(db_param(stmt, "i"), 1);
	assert_int_equal(db_param(stmt, "j"), 0);
	assert_int_equal(db_n_params(stmt), 5);
	assert_string_equal(db_param_name(stmt, 1), ":i");
	db_bind_int(stmt, 1, INT64_MIN);
	db_bind_real(stmt, 2, 0.5);
	db_bind_text_n(stmt, 3, "abc", 2);
	db_bind_blob(stmt, 4, "\0\1", 2);
	db_bind_text(stmt, 5, NULL);
	assert_int_equal(db_step(stmt, &err), 1);
	assert_int_equal(db_n_columns(stmt), 5);
	assert_string_equal(db_column_name(stmt, 0), "i");
	for (int i = 0; i < 5; i++)
		assert_int_equal(db_type(stmt, i), types[i]);
	assert_true(db_int(stmt, 0) == INT64_MIN);
	assert_true(db_real(stmt, 1) == 0.5);
	assert_string_equal(db_text(stmt, 2), "ab");
	assert_memory_equal(db_blob(stmt, 3, &len), "\0\1", 2);
	assert_int_equal(len, 2);
	assert_true(db_is_null(stmt, 4));
	assert_string_equal(db_text(stmt, 4), "");
	assert_int_equal(db_step(stmt, &err), 0);
	assert_true(db_is_read_only(stmt));
	db_stmt_free(stmt);
	db_stmt_free(NULL);
	db_close(db);
	db_close(NULL);
}

static void test_refused_sql(void **state)
{
	static const char *const rows[] = {
		"",          "-- nothing",         ";",
		"SELEC 1",   "SELECT 1; SELECT 2", "SELECT * FROM nowhere",
		"SELECT (1",
	};
	struct db *db = open_db("test", DB_MEMORY);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct db_stmt *stmt = NULL;

		if (db_prepare(db, rows[i], &stmt, &err) == 0)
			fail_msg("'%s' is taken", rows[i]);
		assert_int_equal(err.kind, FAIL_USAGE);
		assert_null(stmt);
	}
	db_close(db);
}

static void test_transactions(void **state)
{
	static const char insert[] =
		"INSERT INTO repos (name, path) VALUES ('a', '/a')";
	struct db *db = open_db("test", DB_MEMORY);
	struct err err = ERR_INIT;
	int64_t value = 7;

	(void)state;
	assert_int_equal(db_begin(db, &err), 0);
	run(db, insert);
	assert_int_equal(db_last_id(db), 1);
	assert_int_equal(db_n_changed(db), 1);
	db_rollback(db);
	db_rollback(db);
	assert_int_equal(get(db, "SELECT count(*) FROM repos"), 0);
	assert_int_equal(db_begin(db, &err), 0);
	run(db, insert);
	assert_int_equal(db_commit(db, &err), 0);
	assert_int_equal(get(db, "SELECT count(*) FROM repos"), 1);
	assert_int_equal(get(db, "SELECT NULL"), -1);
	assert_int_equal(get(db, "SELECT 1 WHERE 0"), -1);
	assert_int_equal(db_script(db, insert, &err), -1);
	assert_int_equal(err.kind, FAIL_WORLD);
	assert_int_equal(db_get_int(db, "SELECT 1 FROM x", 0, &value, &err),
			 -1);
	assert_int_equal(value, 7);
	/* foreign keys are checked */
	assert_int_equal(db_script(db,
				   "INSERT INTO people VALUES (1, 9, 'n', 'm')",
				   &err),
			 -1);
	db_close(db);
}

/* What another program, or a newer version, would have left. */
static void test_files(void **state)
{
	static const struct {
		const char *sql, *message;
	} rows[] = {
		{ "PRAGMA application_id = 1", "of another program" },
		{ "PRAGMA application_id = 0; CREATE TABLE x (y)",
		  "of another program" },
		{ "PRAGMA user_version = 9999", "by a newer git-provenance" },
		{ "PRAGMA user_version = 1", "by an older git-provenance" },
		{ NULL, "is not a database" },
	};
	char path[] = "/tmp/git-provenance-unit.XXXXXX";
	struct err err = ERR_INIT;
	struct db *db = NULL;
	FILE *file;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(db_open(path, DB_READ, &db, &err), -1);
	assert_non_null(strstr(err.msg, "is empty"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(truncate(path, 0), 0);
		db_close(open_db(path, DB_WRITE));
		db_close(open_db(path, DB_READ));
		if (rows[i].sql) {
			db = open_db(path, DB_WRITE);
			run(db, rows[i].sql);
			db_close(db);
		} else {
			file = fopen(path, "we");
			assert_non_null(file);
			for (int k = 0; k < 5000; k++)
				fputc('x', file);
			fclose(file);
		}
		db = NULL;
		assert_int_equal(db_open(path, DB_WRITE, &db, &err), -1);
		if (!strstr(err.msg, rows[i].message))
			fail_msg("row %zu: %s", i, err.msg);
		assert_null(db);
	}
	unlink(path);
	assert_int_equal(db_open(path, DB_READ, &db, &err), -1);
	assert_non_null(strstr(err.msg, "no such file"));
}

static void test_read_only(void **state)
{
	char path[] = "/tmp/git-provenance-unit.XXXXXX";
	struct err err = ERR_INIT;
	struct db *db;
	int fd = mkstemp(path);

	(void)state;
	close(fd);
	db_close(open_db(path, DB_WRITE));
	db = open_db(path, DB_READ);
	assert_int_equal(db_script(db, "DELETE FROM repos", &err), -1);
	assert_int_equal(db_script(db, "ATTACH 'x' AS y", &err), -1);
	db_close(db);
	unlink(path);
}

/* SQLite counts its memory under a lock that all threads would share. */
static void test_no_counting(void **state)
{
	struct err err = ERR_INIT;
	struct db *db;

	(void)state;
	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(sqlite3_memory_used(), 0);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_refused_sql),
		cmocka_unit_test(test_transactions),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_no_counting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
