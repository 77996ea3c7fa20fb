/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "audit/base/buf.h"
#include "plots/charts.h"
#include "plots/marks.h"

static const struct chart_marks columns = {
	.query = "none",
	.name = "tool",
	.none = "(none)",
	.at = "first_at",
	.value = "n",
};

/* Read the rows of a SELECT. */
static int read_sql(const char *sql, struct mark_set *set, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct db *db = NULL;
	int ret;

	assert_int_equal(db_open("test", DB_MEMORY, &db, err), 0);
	assert_int_equal(db_prepare(db, sql, &stmt, err), 0);
	ret = marks_read(stmt, &columns, set, err);
	db_stmt_free(stmt);
	db_close(db);
	return ret;
}

static void test_by_time(void **state)
{
	struct mark_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_sql("WITH r (n, tool, first_at) AS (VALUES"
				  " (9, 'late', 300), (8, 'b', 200),"
				  " (7, 'a', 200), (6, NULL, 100),"
				  " (5, 'undated', NULL), (0, 'merge', 50),"
				  " (4, '(none)', 100))"
				  " SELECT * FROM r",
				  &set, &err),
			 0);
	assert_int_equal(set.n, 3);
	assert_int_equal(set.n_left_out, 0);
	assert_string_equal(set.items[0].name, "a");
	assert_string_equal(set.items[1].name, "b");
	assert_string_equal(set.items[2].name, "late");
	assert_int_equal(set.items[2].at, 300);
	marks_release(&set);
	assert_int_equal(set.n, 0);
}

static void test_the_heaviest_are_kept(void **state)
{
	struct mark_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_sql("WITH RECURSIVE r (n, tool, first_at) AS ("
				  " SELECT 30, 'tool 30', 0 UNION ALL"
				  " SELECT n - 1, 'tool ' || (n - 1), 31 - n"
				  "   FROM r WHERE n > 0)"
				  " SELECT * FROM r",
				  &set, &err),
			 0);
	assert_int_equal(set.n, MARKS_MAX);
	assert_int_equal(set.n_left_out, 30 - MARKS_MAX);
	assert_string_equal(set.items[0].name, "tool 30");
	marks_release(&set);
}

static void test_none(void **state)
{
	struct mark_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_sql("SELECT 1 AS n, 'x' AS tool, 1 AS first_at"
				  " WHERE 0",
				  &set, &err),
			 0);
	assert_int_equal(set.n, 0);
	marks_release(&set);
}

static void test_errors(void **state)
{
	struct mark_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_sql("SELECT 1 AS n, 1 AS tool", &set, &err), -1);
	assert_string_equal(err.msg,
			    "the query has no column 'first_at' to mark; this "
			    "is a bug of git-provenance; please report it");
	err = (struct err)ERR_INIT;
	assert_int_equal(read_sql("SELECT abs(-9223372036854775807 - 1) AS n,"
				  " 'x' AS tool, 1 AS first_at",
				  &set, &err),
			 -1);
	assert_non_null(strstr(err.msg, "integer overflow"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_time),
		cmocka_unit_test(test_the_heaviest_are_kept),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_errors),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
