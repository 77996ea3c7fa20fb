/* SPDX-License-Identifier: MIT */
/* Databases of earlier schemas: brought up to date whole, or refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/db/handle.h"

enum { NOW = DB_SCHEMA_VERSION, SQL_MAX = 200 };

/* Two steps to the present version, from two that are made up. */
struct chain {
	char sql[3][SQL_MAX];
	struct migrate_step steps[4];
};

static void make_chain(struct chain *chain, const char *second)
{
	memset(chain, 0, sizeof(*chain));
	snprintf(chain->sql[0], SQL_MAX,
		 "ALTER TABLE older RENAME COLUMN old_name TO name;"
		 "PRAGMA user_version = %d",
		 NOW - 1);
	snprintf(chain->sql[1], SQL_MAX, "%s; PRAGMA user_version = %d", second,
		 NOW);
	chain->steps[0] =
		(struct migrate_step){ NOW - 2, NOW - 1, chain->sql[0] };
	chain->steps[1] = (struct migrate_step){ NOW - 1, NOW, chain->sql[1] };
}

static void script(const char *path, const char *sql)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	if (db_open(path, DB_WRITE, &db, &err) < 0 ||
	    db_script(db, sql, &err) < 0)
		fail_msg("%s", err.msg);
	db_close(db);
}

/* A file as a release of version NOW - 2 would have written it. */
static void make_older(const char *path)
{
	char sql[SQL_MAX];

	unlink(path);
	snprintf(sql, sizeof(sql),
		 "CREATE TABLE older (old_name TEXT);"
		 "INSERT INTO older VALUES ('r'); PRAGMA user_version = %d",
		 NOW - 2);
	script(path, sql);
}

static int64_t version_of(const char *path)
{
	sqlite3 *handle = NULL;
	sqlite3_stmt *stmt = NULL;
	int64_t version;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle, "PRAGMA user_version", -1,
					    &stmt, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	version = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return version;
}

static void test_leads(void **state)
{
	struct chain chain;

	(void)state;
	make_chain(&chain, "");
	assert_true(migrate_leads(chain.steps, NOW - 2, NOW));
	assert_true(migrate_leads(chain.steps, NOW - 1, NOW));
	assert_true(migrate_leads(chain.steps, NOW, NOW));
	assert_false(migrate_leads(chain.steps, NOW - 3, NOW));
	assert_false(migrate_leads(chain.steps, NOW - 2, NOW + 1));
	assert_false(migrate_leads(chain.steps, NOW + 1, NOW));
}

static void test_upgrade(void **state)
{
	const char *path = *state;
	struct err err = ERR_INIT;
	struct chain chain;
	struct db *db = NULL;
	int64_t n = 0;

	make_chain(&chain, "ALTER TABLE older ADD COLUMN more INTEGER");
	make_older(path);
	assert_int_equal(handle_open(path, DB_WRITE, chain.steps, &db, &err),
			 0);
	assert_int_equal(db_get_int(db,
				    "SELECT count(*) FROM older"
				    " WHERE name = 'r' AND more IS NULL",
				    0, &n, &err),
			 0);
	assert_int_equal(n, 1);
	db_close(db);
	assert_int_equal(version_of(path), NOW);
	assert_int_equal(db_open(path, DB_READ, &db, &err), 0);
	db_close(db);
}

/* A step that fails leaves the file as it was. */
static void test_failed(void **state)
{
	const char *path = *state;
	struct err err = ERR_INIT;
	struct chain chain;
	struct db *db = NULL;

	make_chain(&chain, "ALTER TABLE gone ADD COLUMN more INTEGER");
	make_older(path);
	assert_int_equal(handle_open(path, DB_WRITE, chain.steps, &db, &err),
			 -1);
	assert_non_null(strstr(err.msg, "no such table: gone"));
	assert_int_equal(version_of(path), NOW - 2);
	make_chain(&chain, "SELECT old_name FROM older");
	assert_int_equal(handle_open(path, DB_WRITE, chain.steps, &db, &err),
			 -1);
	assert_int_equal(version_of(path), NOW - 2);
	make_chain(&chain, "SELECT name FROM older");
	assert_int_equal(handle_open(path, DB_WRITE, chain.steps, &db, &err),
			 0);
	db_close(db);
}

/* Who reads does not write: it says what does. */
static void test_reader(void **state)
{
	const char *path = *state;
	struct err err = ERR_INIT;
	struct chain chain;
	struct db *db = NULL;

	make_chain(&chain, "SELECT 1");
	make_older(path);
	assert_int_equal(handle_open(path, DB_READ, chain.steps, &db, &err),
			 -1);
	assert_non_null(strstr(err.msg, "'git provenance audit --db "));
	assert_int_equal(version_of(path), NOW - 2);
}

/* Where nothing leads on, it is refused with what makes it anew. */
static void test_refused(void **state)
{
	static const enum db_mode modes[] = { DB_READ, DB_WRITE };
	const char *path = *state;
	struct chain chain;

	make_chain(&chain, "SELECT 1");
	chain.steps[1].sql = NULL;
	make_older(path);
	for (size_t i = 0; i < 2; i++) {
		struct err err = ERR_INIT;
		struct db *db = NULL;

		assert_int_equal(
			handle_open(path, modes[i], chain.steps, &db, &err),
			-1);
		assert_non_null(strstr(err.msg, "'git provenance audit -C "));
		assert_int_equal(version_of(path), NOW - 2);
	}
}

static int make_place(void **state)
{
	struct buf path = BUF_INIT;
	const char *tmp = getenv("TMPDIR");

	buf_addf(&path, "%s/migrate-XXXXXX", tmp ? tmp : "/tmp");
	close(mkstemp(path.data));
	*state = buf_detach(&path, NULL);
	return 0;
}

static int remove_place(void **state)
{
	unlink(*state);
	free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leads),   cmocka_unit_test(test_upgrade),
		cmocka_unit_test(test_failed),  cmocka_unit_test(test_reader),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, make_place, remove_place);
}
