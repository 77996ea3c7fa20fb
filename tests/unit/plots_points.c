/* SPDX-License-Identifier: MIT */
/* Points are read from rows, sorted and cut; an axis of days has few ticks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plots/points.h"
#include "plots/survival.h"

static const struct points_columns curves = { .name = "part",
					      .x = "days",
					      .share = "share",
					      .low = "low",
					      .high = "high",
					      .n = "n",
					      .members = "parts" };
static const struct points_columns dots = {
	.name = "part", .share = "share", .low = "low", .high = "high", .n = "n"
};

static int read_points(const char *sql, const struct points_columns *columns,
		       struct points_set *set, struct err *err)
{
	struct db_stmt *stmt;
	struct db *db;
	int ret;

	assert_int_equal(db_open("test", DB_MEMORY, &db, err), 0);
	if (db_prepare(db, sql, &stmt, err) < 0)
		fail_msg("%s", err->msg);
	ret = points_read(stmt, columns, set, err);
	db_stmt_free(stmt);
	db_close(db);
	return ret;
}

static void test_curves(void **state)
{
	struct points_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
		read_points("SELECT column1 AS part, column2 AS days,"
			    " column3 AS share, column4 AS low, 0.9 AS high,"
			    " 30 - column2 AS n, column5 AS parts FROM (VALUES"
			    " ('a', 0, 1.0, NULL, 1), ('a', 5, 0.5, 0.4, 1),"
			    " ('a', 9, NULL, NULL, 1), ('b', 0, NULL, NULL, 1),"
			    " ('b', 5, NULL, NULL, 1), (NULL, 0, 0.8, 0.7, 3),"
			    " (NULL, 5, 0.6, 0.5, 3), ('', 0, 0.2, 0.1, 1))",
			    &curves, &set, &err),
		0);
	assert_int_equal(set.n_series, 3);
	assert_int_equal(set.n_unsaid, 1);
	assert_string_equal(set.series[0].name, "a");
	assert_int_equal(set.series[0].n_points, 3);
	assert_true(set.series[0].points[0].low == 1);
	assert_true(isnan(set.series[0].points[2].share));
	assert_null(set.series[1].name);
	assert_int_equal(set.series[1].members, 3);
	assert_string_equal(set.series[2].name, "");
	assert_null(points_at(&set.series[0], -1));
	assert_int_equal(points_at(&set.series[0], 4)->x, 0);
	assert_int_equal(points_at(&set.series[0], 99)->x, 5);
	assert_int_equal(points_at(&set.series[0], 5)->n, 25);
	points_release(&set);
}

static void test_dots(void **state)
{
	struct points_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
		read_points(
			"SELECT column1 AS part, column2 AS share, 0 AS low,"
			" 1 AS high, column3 AS n FROM (VALUES"
			" ('few', 0.9, 19), ('a', 0.2, 20), ('b', 0.2, 30),"
			" ('c', 0.7, 25), ('c', 0.1, 24), ('d', 0.9, 20))",
			&dots, &set, &err),
		0);
	assert_int_equal(set.n_series, 5); /* a name twice: two series */
	assert_int_equal(set.n_unsaid, 1);
	assert_int_equal(points_keep_largest(&set, 9), 0);
	assert_string_equal(set.series[0].name, "d");
	assert_string_equal(set.series[1].name, "c");
	assert_string_equal(set.series[2].name, "b"); /* more than a */
	assert_string_equal(set.series[3].name, "a");
	assert_int_equal(points_keep_largest(&set, 3), 2);
	assert_int_equal(set.n_series, 3);
	assert_true(set.series[0].points[0].share == 0.7);
	assert_true(set.series[1].points[0].share == 0.2);
	assert_true(set.series[2].points[0].share == 0.1);
	points_release(&set);
	assert_int_equal(points_keep_largest(&set, 3), 0);
}

static void test_errors(void **state)
{
	struct points_set set;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_points("SELECT 'a' AS part, 1 AS share", &dots,
				     &set, &err),
			 -1);
	assert_string_equal(err.msg,
			    "the query has no column 'low' to draw; this is a "
			    "bug of git-provenance; please report it");
}

static void test_ticks(void **state)
{
	static const struct {
		int64_t days, tick;
	} rows[] = {
		{ 1, 1 },        { 10, 1 },           { 11, 7 },
		{ 71, 30 },      { 300, 30 },         { 301, 90 },
		{ 900, 90 },     { 901, 180 },        { 1800, 180 },
		{ 1801, 365 },   { 3650, 365 },       { 3651, 730 },
		{ 18250, 1825 }, { 18251, 3650 },     { 36500, 3650 },
		{ 36501, 7300 }, { 1000000, 182500 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t tick = survival_tick_days(rows[i].days, 10);

		if (tick != rows[i].tick)
			fail_msg("%lld days: %lld", (long long)rows[i].days,
				 (long long)tick);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_curves),
		cmocka_unit_test(test_dots),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_ticks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
