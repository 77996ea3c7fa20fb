/* SPDX-License-Identifier: MIT */
/* SCOPE options: bound, refused, put into words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/db/scope.h"

static const char all_sql[] =
	"SELECT :repo, :area, :path, :author, :since, :until";

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(
		db_script(db,
			  "INSERT INTO repos (repo_id, name, path)"
			  " VALUES (1, 'emu', '/emu');"
			  "INSERT INTO areas (area_id, repo_id, name, source)"
			  " VALUES (1, 1, 'Block layer core', 'maintainers');"
			  "INSERT INTO policies (policy_id, repo_id, name,"
			  " era_date, hash, text)"
			  " VALUES (1, 1, 'QEMU', 'landed', 'x', '');"
			  "INSERT INTO tiers VALUES (1, 0, 'core', 1)",
			  &err),
		0);
	return db;
}

static void test_binds(void **state)
{
	const struct scope scope = { .repo = "emu",
				     .area = "Block layer core",
				     .path = "hw/*",
				     .author = "o'neil",
				     .since = { 86400, 1 } };
	struct db *db = open_db();
	struct err err = ERR_INIT;
	struct db_stmt *stmt;

	(void)state;
	assert_int_equal(db_prepare(db, all_sql, &stmt, &err), 0);
	assert_int_equal(scope_bind(&scope, db, stmt, "x", &err), 0);
	assert_int_equal(db_step(stmt, &err), 1);
	assert_string_equal(db_text(stmt, 0), "emu");
	assert_string_equal(db_text(stmt, 1), "Block layer core");
	assert_string_equal(db_text(stmt, 2), "hw/*");
	assert_string_equal(db_text(stmt, 3), "o'neil");
	assert_int_equal(db_int(stmt, 4), 86400);
	assert_true(db_is_null(stmt, 5));
	db_stmt_free(stmt);
	db_close(db);
}

static void test_refuses(void **state)
{
	static const struct {
		struct scope scope;
		const char *sql, *message;
	} rows[] = {
		{ { .repo = "emo" },
		  all_sql,
		  "no repository of name 'emo' in the database; did you mean "
		  "'emu'?" },
		{ { .area = "block" },
		  all_sql,
		  "no area of name 'block' in the database; did you mean "
		  "'Block layer core'?" },
		{ { .area = "zzz" },
		  all_sql,
		  "no area of name 'zzz' in the database; 'git provenance "
		  "query areas' lists them" },
		{ { .policy = "QEMV" },
		  "SELECT :policy",
		  "no policy of name 'QEMV' in the database; did you mean "
		  "'QEMU'?" },
		{ { .tier = "zzzzzz" },
		  "SELECT :tier",
		  "no tier of name 'zzzzzz' in the database; 'git provenance "
		  "query tiers' lists them" },
		{ { .policy = "QEMU" },
		  "SELECT :repo",
		  "query 'x' has no use for --policy; its scope is set by "
		  "--repo" },
		{ { .path = "x" },
		  "SELECT :repo, :until",
		  "query 'x' has no use for --path; its scope is set by "
		  "--repo, --until" },
		{ { .until = { 1, 1 } },
		  "SELECT 1",
		  "query 'x' has no use for --until; leave it out" },
	};
	struct db *db = open_db();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct db_stmt *stmt;

		assert_int_equal(db_prepare(db, rows[i].sql, &stmt, &err), 0);
		assert_int_equal(
			scope_bind(&rows[i].scope, db, stmt, "query 'x'", &err),
			-1);
		assert_int_equal(err.kind, FAIL_USAGE);
		assert_string_equal(err.msg, rows[i].message);
		db_stmt_free(stmt);
	}
	db_close(db);
}

static void test_describes(void **state)
{
	static const struct {
		struct scope scope;
		const char *words;
	} rows[] = {
		{ { 0 }, "whole history" },
		{ { .area = "Block layer", .since = { 1704067200, 1 } },
		  "area Block layer; landed since 2024-01-01" },
		{ { .repo = "emu",
		    .author = "ann",
		    .path = "hw/*",
		    .until = { 1704067201, 1 } },
		  "repository emu; paths like hw/*; authors like ann; landed "
		  "before 2024-01-01T00:00:01Z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf words = BUF_INIT;

		scope_describe(&rows[i].scope, &words);
		assert_string_equal(words.data, rows[i].words);
		buf_release(&words);
	}
	assert_true(scope_is_name("until"));
	assert_false(scope_is_name("limit"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_binds),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_describes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
