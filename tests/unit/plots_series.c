/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "audit/base/buf.h"
#include "plots/series.h"

static const struct series_columns columns = {
	.name = "name",
	.value = "n",
	.total = "total",
	.members = "members",
	.shared = "shared",
	.role = "role",
};

/* 2025-06-30 and 2025-05-15 */
enum { END_OF_JUNE = 1751327999, MID_MAY = 1747267200 };

static const struct series_range no_limits = { INT64_MIN, INT64_MAX,
					       END_OF_JUNE };

/* Read rows "period, rank, name, n, total, members, shared, role". */
static int read_rows(const char *rows, const struct series_range *range,
		     struct series_set *set, struct err *err)
{
	struct buf sql = BUF_INIT;
	struct db_stmt *stmt = NULL;
	struct db *db = NULL;
	int ret;

	buf_addf(&sql,
		 "WITH r (period, rank, name, n, total, members, shared, role)"
		 " AS (VALUES %s) SELECT * FROM r WHERE period <> 'none'",
		 rows);
	assert_int_equal(db_open("test", DB_MEMORY, &db, err), 0);
	assert_int_equal(db_prepare(db, sql.data, &stmt, err), 0);
	ret = series_read(stmt, &columns, range, PERIOD_MONTH, set, err);
	db_stmt_free(stmt);
	db_close(db);
	buf_release(&sql);
	return ret;
}

static void test_no_rows(void **state)
{
	struct series_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_rows("('none', 1, 'x', 1, 1, 1, 0, 0)",
				   &no_limits, &set, &err),
			 0);
	assert_int_equal(set.n_periods, 0);
	assert_int_equal(set.n_series, 0);
	series_release(&set);
}

static void test_gaps_and_order(void **state)
{
	struct series_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_rows("('2025-03', 2, 'b', 3, 10, 1, 4, 0),"
				   "('2025-03', 1, 'a', 7, 10, 1, 4, 2),"
				   "('2025-05', 1, 'a', 1, 1, 1, 0, 2),"
				   "('2025-05', 3, NULL, 1, 1, 12, 0, 0),"
				   "('2025-05', 4, 'hidden', 9, 1, 1, 0, 1)",
				   &no_limits, &set, &err),
			 0);
	assert_int_equal(set.first, 2025 * 12 + 2);
	assert_int_equal(set.n_periods, 4);
	assert_int_equal(set.n_series, 3);
	assert_string_equal(set.series[0].name, "a");
	assert_int_equal(set.series[0].role, SERIES_MAIN);
	assert_int_equal(set.series[0].sum, 8);
	assert_int_equal(set.series[0].cells[1].value, 0);
	assert_null(set.series[2].name);
	assert_int_equal(set.series[2].members, 12);
	assert_int_equal(set.totals[1], 0);
	assert_int_equal(set.total, 11);
	assert_int_equal(set.shared, 4);
	assert_int_equal(series_max(&set, NULL), 10);
	assert_int_equal(series_max(&set, &set.series[1]), 3);
	assert_true(series_share(&set, &set.series[0], 0) == 0.7);
	assert_true(series_share(&set, &set.series[0], 1) == 0);
	series_release(&set);
}

static void test_whole_periods(void **state)
{
	const char *rows = "('2025-03', 1, 'a', 7, 10, 1, 0, 0),"
			   "('2025-05', 1, 'a', 7, 10, 1, 0, 0)";
	struct series_range range = no_limits;
	struct series_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_rows(rows, &range, &set, &err), 0);
	assert_false(set.cut_first || set.cut_last);
	assert_int_equal(series_last_whole(&set), 2);
	series_release(&set);

	range.until = MID_MAY;
	range.since = 1740787200 + 86400; /* 2025-03-02 */
	assert_int_equal(read_rows(rows, &range, &set, &err), 0);
	assert_int_equal(set.n_periods, 3);
	assert_true(set.cut_first && set.cut_last);
	assert_int_equal(series_last_whole(&set), set.n_periods);
	series_release(&set);

	range = no_limits;
	range.tip_at = -1;
	assert_int_equal(read_rows(rows, &range, &set, &err), 0);
	assert_int_equal(set.n_periods, 3);
	assert_false(set.cut_last);
	series_release(&set);
}

static void test_trim(void **state)
{
	const char *rows = "('2025-01', 1, 'a', 0, 10, 1, 0, 0),"
			   "('2025-03', 1, 'a', 0, 20, 1, 0, 0),"
			   "('2025-04', 1, 'a', 3, 30, 1, 0, 0),"
			   "('2025-06', 1, 'a', 0, 40, 1, 0, 0)";
	struct series_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_rows(rows, &no_limits, &set, &err), 0);
	set.cut_first = true;
	series_trim(&set, 3);
	assert_int_equal(set.n_periods, 6);
	assert_int_equal(set.n_left_out, 0);
	assert_true(set.cut_first);
	series_trim(&set, 1);
	assert_int_equal(set.first, 2025 * 12 + 2);
	assert_int_equal(set.n_periods, 4);
	assert_int_equal(set.n_left_out, 2);
	assert_int_equal(set.left_out, 10);
	assert_int_equal(set.total, 90);
	assert_int_equal(set.totals[0], 20);
	assert_int_equal(set.totals[3], 40);
	assert_int_equal(set.series[0].cells[1].value, 3);
	assert_false(set.cut_first);
	series_release(&set);
}

static void test_trim_keeps_values(void **state)
{
	struct series_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_rows("('2025-01', 1, 'a', 0, 10, 1, 0, 0),"
				   "('2025-01', 2, 'b', 1, 10, 1, 0, 0),"
				   "('2025-06', 1, 'a', 1, 10, 1, 0, 0)",
				   &no_limits, &set, &err),
			 0);
	series_trim(&set, 1);
	assert_int_equal(set.n_periods, 6);
	series_release(&set);
	assert_int_equal(read_rows("('2025-01', 1, 'a', 0, 10, 1, 0, 0)",
				   &no_limits, &set, &err),
			 0);
	series_trim(&set, 1);
	assert_int_equal(set.n_periods, 6);
	series_release(&set);
	set = (struct series_set){ 0 };
	series_trim(&set, 1);
	assert_int_equal(set.n_periods, 0);
}

static void test_impossible_dates(void **state)
{
	struct series_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_rows("('-471-01', 1, 'a', 2, 10, 1, 0, 0)",
				   &no_limits, &set, &err),
			 0);
	assert_int_equal(set.n_undated, 2);
	assert_int_equal(set.n_periods, 0);
	series_release(&set);
}

/* The total stands for all; each series may have a base of its own. */
static void test_bases(void **state)
{
	const struct series_columns own = {
		.name = "name", .value = "n", .total = "total", .base = "base"
	};
	struct series_set set;
	struct err err = ERR_INIT;
	struct db_stmt *stmt = NULL;
	struct db *db = NULL;

	(void)state;
	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(
		db_prepare(db,
			   "WITH r (period, rank, name, n, base, total) AS"
			   " (VALUES ('2025-05', 1, 'a', 1, 4, 14),"
			   " ('2025-05', 2, 'b', 1, 10, 14),"
			   " ('2025-06', 2, 'b', 3, 6, 6)) SELECT * FROM r",
			   &stmt, &err),
		0);
	assert_int_equal(
		series_read(stmt, &own, &no_limits, PERIOD_MONTH, &set, &err),
		0);
	assert_int_equal(set.total, 20);
	assert_true(series_share(&set, &set.series[0], 0) == 0.25);
	assert_true(series_share(&set, &set.series[1], 0) == 0.1);
	assert_true(series_share(&set, &set.series[1], 1) == 0.5);
	/* no row: no share, not one of nothing */
	assert_int_equal(set.series[0].cells[1].base, 0);
	assert_true(series_share(&set, &set.series[0], 1) == 0);
	assert_int_equal(set.series[0].base, 4);
	assert_int_equal(set.series[1].base, 16);
	series_release(&set);
	db_stmt_free(stmt);
	db_close(db);
	assert_int_equal(read_rows("('2025-05', 1, 'a', 7, 10, 1, 0, 0)",
				   &no_limits, &set, &err),
			 0);
	assert_int_equal(set.series[0].cells[0].base, 10);
	assert_int_equal(set.series[0].base, 10);
	series_release(&set);
}

static void test_missing_column(void **state)
{
	struct series_columns other = columns;
	struct series_set set;
	struct err err = ERR_INIT;
	struct db_stmt *stmt = NULL;
	struct db *db = NULL;

	(void)state;
	other.low = "low";
	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(db_prepare(db,
				    "SELECT 1 AS period, 1 AS rank, 1 AS name,"
				    " 1 AS n, 1 AS total",
				    &stmt, &err),
			 0);
	assert_int_equal(
		series_read(stmt, &other, &no_limits, PERIOD_YEAR, &set, &err),
		-1);
	assert_string_equal(err.msg,
			    "the query has no column 'low' to draw; this is a "
			    "bug of git-provenance; please report it");
	db_stmt_free(stmt);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_rows),
		cmocka_unit_test(test_gaps_and_order),
		cmocka_unit_test(test_whole_periods),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(test_trim_keeps_values),
		cmocka_unit_test(test_impossible_dates),
		cmocka_unit_test(test_bases),
		cmocka_unit_test(test_missing_column),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
