/* SPDX-License-Identifier: MIT */
/* Rows kept in memory, questions answered from them, views as tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/base/jobs.h"
#include "audit/db/ahead.h"
#include "audit/db/answers.h"
#include "audit/db/kept.h"
#include "audit/db/question.h"
#include "audit/db/shadow.h"

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	return db;
}

static void run(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;

	if (db_script(db, sql, &err) < 0)
		fail_msg("%s", err.msg);
}

static struct db_stmt *prepare(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;
	struct db_stmt *stmt;

	if (db_prepare(db, sql, &stmt, &err) < 0)
		fail_msg("%s", err.msg);
	return stmt;
}

/* Every column of the current rows says the same, however it is read. */
static void check_row(const struct db_stmt *a, const struct db_stmt *b)
{
	assert_int_equal(db_n_columns(a), db_n_columns(b));
	for (int n = 0; n < db_n_columns(a); n++) {
		size_t len_a, len_b;
		const void *blob;

		assert_string_equal(db_column_name(a, n), db_column_name(b, n));
		assert_int_equal(db_type(a, n), db_type(b, n));
		assert_int_equal(db_is_null(a, n), db_is_null(b, n));
		if (db_type(a, n) == DB_BLOB) {
			blob = db_blob(a, n, &len_a);
			assert_memory_equal(blob, db_blob(b, n, &len_b), len_a);
			assert_int_equal(len_a, len_b);
			continue;
		}
		if (db_type(a, n) != DB_TEXT) {
			assert_int_equal(db_int(a, n), db_int(b, n));
			assert_true(db_real(a, n) == db_real(b, n));
		}
		assert_string_equal(db_text(a, n), db_text(b, n));
	}
}

static void test_kept(void **state)
{
	static const char sql[] =
		"SELECT 1 AS n, 0.1 + 0.2 AS x, 'a' AS t, NULL AS no,"
		"       x'00ff' AS bytes"
		" UNION ALL SELECT -9223372036854775807, 1e300, '', 2.0, 7"
		" UNION ALL SELECT 5, 1.0 / 3, 'b', 100.0, 123456789.123456789";
	struct db *db = open_db();
	struct err err = ERR_INIT;
	struct db_stmt *source = prepare(db, sql), *shown;
	struct kept *kept = kept_read(source, &err);

	(void)state;
	assert_non_null(kept);
	shown = kept_show(kept);
	assert_true(db_is_read_only(shown));
	for (int round = 0; round < 2; round++) { /* a statement begins anew */
		for (int i = 0; i < 3; i++) {
			assert_int_equal(db_step(source, &err), 1);
			assert_int_equal(db_step(shown, &err), 1);
			check_row(source, shown);
		}
		assert_int_equal(db_step(source, &err), 0);
		assert_int_equal(db_step(shown, &err), 0);
	}
	assert_int_equal(db_step(shown, &err), 1);
	db_reset(shown);
	assert_int_equal(db_step(shown, &err), 1);
	assert_int_equal(db_int(shown, 0), 1);
	db_stmt_free(shown);
	kept_free(kept);
	db_stmt_free(source);
	db_close(db);
}

static void test_kept_failure(void **state)
{
	struct db *db = open_db();
	struct err err = ERR_INIT;
	struct db_stmt *stmt =
		prepare(db, "SELECT 1 UNION ALL SELECT abs(-9223372036854775807"
			    " - 1)");

	(void)state;
	assert_null(kept_read(stmt, &err));
	assert_non_null(strstr(err.msg, "integer overflow"));
	kept_free(NULL);
	db_stmt_free(stmt);
	db_close(db);
}

static int count_rows(struct db *db, const char *name, bool plain,
		      int *n_columns_out)
{
	const struct scope scope = { 0 };
	struct question question;
	struct err err = ERR_INIT;
	struct db_stmt *stmt;
	int n = 0;

	assert_int_equal(question_find(name, &question, &err), 0);
	question.plain = plain;
	if (question_ask(&question, db, &scope, NULL, &stmt, &err) < 0)
		fail_msg("%s", err.msg);
	*n_columns_out = db_n_columns(stmt);
	while (db_step(stmt, &err) > 0)
		n++;
	db_stmt_free(stmt);
	question_release(&question);
	return n;
}

static void add_repo(struct db *db)
{
	run(db, "INSERT INTO repos (name, path)"
		" SELECT 'r' || count(*), '/r' FROM repos");
}

static void test_asked_once(void **state)
{
	struct answers *answers = answers_new();
	struct db *db = open_db();
	int n;

	(void)state;
	add_repo(db);
	assert_int_equal(count_rows(db, "repos", false, &n), 1);
	answers_share(answers, db);
	assert_int_equal(count_rows(db, "repos", false, &n), 1);
	add_repo(db); /* those who share see one state of the database */
	assert_int_equal(count_rows(db, "repos", false, &n), 1);
	answers_share(NULL, db);
	assert_int_equal(count_rows(db, "repos", false, &n), 2);
	db_close(db);
	answers_free(answers);
	answers_free(NULL);
}

static void test_added_and_plain(void **state)
{
	struct answers *answers = answers_new();
	struct db *db = open_db();
	int n_plain, n_all, n;

	(void)state;
	count_rows(db, "revert-ease", true, &n_plain);
	count_rows(db, "revert-ease", false, &n_all);
	assert_true(n_all > n_plain);
	answers_share(answers, db);
	for (int round = 0; round < 2; round++) {
		count_rows(db, "revert-ease", round == 0, &n);
		assert_int_equal(n, round == 0 ? n_plain : n_all);
		count_rows(db, "revert-ease", round == 1, &n);
		assert_int_equal(n, round == 1 ? n_plain : n_all);
	}
	db_close(db);
	answers_free(answers);
}

static void test_nothing_found(void **state)
{
	struct answers *answers = answers_new();

	(void)state;
	assert_null(answers_take(answers, "q"));
	assert_null(answers_put(answers, "q", NULL));
	assert_null(
		answers_take(answers, "q")); /* whoever asks next must try */
	answers_put(answers, "q", NULL);
	answers_free(answers);
}

/* Threads that all want the same. */
struct crowd {
	struct answers *answers;
	struct db *db;
	int n_finders; /* only one writes, or the test fails */
};

static void want(void *context, int worker, size_t first, size_t end)
{
	struct crowd *crowd = context;
	const struct kept *kept;
	struct err err = ERR_INIT;
	struct db_stmt *stmt;

	(void)worker;
	for (; first < end; first++) {
		kept = answers_take(crowd->answers, "same");
		if (kept)
			continue;
		stmt = prepare(crowd->db, "SELECT 1");
		crowd->n_finders++;
		answers_put(crowd->answers, "same", kept_read(stmt, &err));
		db_stmt_free(stmt);
	}
}

static void test_crowd(void **state)
{
	struct crowd crowd = { answers_new(), open_db(), 0 };
	struct jobs *jobs = jobs_new(4);

	(void)state;
	assert_non_null(jobs);
	jobs_run(jobs, 100, 1, want, &crowd);
	jobs_free(jobs);
	assert_int_equal(crowd.n_finders, 1);
	db_close(crowd.db);
	answers_free(crowd.answers);
}

/* A database in a file, with a repository, that reading has begun on. */
static struct db *open_file(char *path)
{
	struct err err = ERR_INIT;
	struct db *db;
	int64_t n;

	assert_int_equal(db_open(path, DB_WRITE, &db, &err), 0);
	add_repo(db);
	db_close(db);
	assert_int_equal(db_open(path, DB_READ, &db, &err), 0);
	run(db, "BEGIN");
	assert_int_equal(
		db_get_int(db, "SELECT count(*) FROM repos", 0, &n, &err), 0);
	assert_int_equal(n, 1);
	return db;
}

static void ask_repos(void *context, struct db *db, size_t n)
{
	int *n_rows = context;
	int n_columns;

	n_rows[n] =
		count_rows(db, n % 2 ? "repos" : "people", false, &n_columns);
}

static void test_ahead(void **state)
{
	char path[] = "/tmp/gp-answers-XXXXXX";
	char name[sizeof(path) + 3];
	struct answers *answers = answers_new();
	int n_rows[20], n_columns;
	struct db *db;

	(void)state;
	assert_non_null(mkdtemp(path));
	snprintf(name, sizeof(name), "%s/db", path);
	db = open_file(name);
	answers_share(answers, db);
	ahead_ask(db, answers, 20, ask_repos, n_rows);
	for (int i = 0; i < 20; i++)
		assert_int_equal(n_rows[i], i % 2);
	unlink(name); /* what was asked is there */
	assert_int_equal(count_rows(db, "repos", false, &n_columns), 1);
	db_close(db);
	answers_free(answers);
	rmdir(path);
}

/* The tables stand before the views, and have all their columns. */
static void test_shadow(void **state)
{
	static const char *const views[] = { "mainline_changes", "ai_commits",
					     "revert_units" };
	struct db *db = open_db();
	struct err err = ERR_INIT;
	int64_t n;

	(void)state;
	run(db, "PRAGMA query_only = 1");
	assert_int_equal(shadow_views(db, &err), 0);
	assert_int_equal(db_get_int(db, "PRAGMA query_only", 0, &n, &err), 0);
	assert_int_equal(n, 1);
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++) {
		struct db_stmt *stmt =
			prepare(db, "SELECT count(*) = (SELECT count(*)"
				    "  FROM pragma_table_info(?1, 'main'))"
				    "  FROM pragma_table_info(?1, 'temp')");

		db_bind_text(stmt, 1, views[i]);
		assert_int_equal(db_step(stmt, &err), 1);
		assert_int_equal(db_int(stmt, 0), 1);
		db_stmt_free(stmt);
	}
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_kept_failure),
		cmocka_unit_test(test_asked_once),
		cmocka_unit_test(test_added_and_plain),
		cmocka_unit_test(test_nothing_found),
		cmocka_unit_test(test_crowd),
		cmocka_unit_test(test_ahead),
		cmocka_unit_test(test_shadow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
