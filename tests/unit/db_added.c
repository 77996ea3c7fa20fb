/* SPDX-License-Identifier: MIT */
/* What the program adds to rows: values, groups, computations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/xalloc.h"
#include "audit/db/added.h"
#include "audit/db/computed.h"
#include "audit/db/group.h"
#include "audit/db/question.h"

enum { DAY = 86400 };

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	return db;
}

static struct db_stmt *prepare(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;
	struct db_stmt *stmt;

	if (db_prepare(db, sql, &stmt, &err) < 0)
		fail_msg("%s", err.msg);
	return stmt;
}

/* Four columns that follow from the first of the statement; 9 fails. */
struct four {
	struct added base;
	int *n_freed;
};

static int fill_four(struct added *added, const struct db_stmt *stmt,
		     struct added_value *values, struct err *err)
{
	int64_t n = db_int(stmt, 0);

	(void)added;
	assert_int_equal(db_n_columns(stmt), 6);
	if (n == 9)
		return err_set(err, FAIL_WORLD, "no nine");
	values[0].type = DB_INT;
	values[0].integer = n * 10;
	values[1].type = DB_REAL;
	values[1].real = (double)n / 4;
	if (n == 2)
		return 0;
	values[2].type = DB_TEXT;
	values[2].text = "words";
	return 0;
}

static void free_four(struct added *added)
{
	++*((struct four *)added)->n_freed;
	free(added);
}

static struct db_stmt *with_four(struct db *db, const char *sql, int *n_freed)
{
	static const char *const names[] = { "tens", "quarter", "word",
					     "nothing" };
	struct four *four = xcalloc(1, sizeof(*four));
	struct db_stmt *stmt = prepare(db, sql);

	four->base = (struct added){ 4, names, fill_four, free_four };
	four->n_freed = n_freed;
	added_attach(stmt, &four->base);
	return stmt;
}

static void test_columns(void **state)
{
	struct db *db = open_db();
	struct err err = ERR_INIT;
	int n_freed = 0;
	struct db_stmt *stmt = with_four(
		db, "SELECT column1 AS n, 'x' AS t FROM (VALUES (4), (2))",
		&n_freed);

	(void)state;
	assert_int_equal(db_n_columns(stmt), 6);
	assert_string_equal(db_column_name(stmt, 1), "t");
	assert_string_equal(db_column_name(stmt, 2), "tens");
	assert_string_equal(db_column_name(stmt, 5), "nothing");
	assert_int_equal(db_step(stmt, &err), 1);
	assert_string_equal(db_text(stmt, 1), "x");
	assert_int_equal(db_type(stmt, 2), DB_INT);
	assert_int_equal(db_int(stmt, 2), 40);
	assert_true(db_real(stmt, 2) == 40);
	assert_string_equal(db_text(stmt, 2), "40");
	assert_int_equal(db_type(stmt, 3), DB_REAL);
	assert_true(db_real(stmt, 3) == 1);
	assert_int_equal(db_int(stmt, 3), 1);
	assert_string_equal(db_text(stmt, 3), "1.0");
	assert_string_equal(db_text(stmt, 4), "words");
	assert_int_equal(db_int(stmt, 4), 0);
	assert_true(db_is_null(stmt, 5));
	assert_string_equal(db_text(stmt, 5), "");
	assert_int_equal(db_step(stmt, &err), 1);
	assert_string_equal(db_text(stmt, 3), "0.5");
	assert_true(db_is_null(stmt, 4)); /* nothing of the row before stays */
	assert_string_equal(db_text(stmt, 4), "");
	assert_int_equal(db_step(stmt, &err), 0);
	db_stmt_free(stmt);
	assert_int_equal(n_freed, 1);
	db_close(db);
}

static void test_failure(void **state)
{
	struct db *db = open_db();
	struct err err = ERR_INIT;
	int n_freed = 0;
	struct db_stmt *stmt =
		with_four(db, "SELECT 9 AS n, 'x' AS t", &n_freed);

	(void)state;
	assert_int_equal(db_step(stmt, &err), -1);
	assert_string_equal(err.msg, "no nine");
	db_stmt_free(stmt);
	assert_int_equal(n_freed, 1);
	db_close(db);
}

/* Forty lives of 1 to 40 days, each of its own landing, in a group "a". */
static const char forty_lives[] =
	"WITH RECURSIVE n (n) AS (VALUES (1)"
	" UNION ALL SELECT n + 1 FROM n WHERE n < 40)"
	" SELECT 'a' AS part, n * 86400 AS life, n % 2 = 0 AS ended,"
	" n + 1000 AS cluster, n % 4 = 0 AS side,"
	" CASE WHEN n < 38 THEN 'early' ELSE 'late' END AS stratum,"
	" CASE WHEN n < 39 THEN n % 8 = 0 END AS clean FROM n"
	" UNION ALL SELECT NULL, 5, 0, 1, 0, 'x', NULL"
	" UNION ALL SELECT '', 7, 1, 1, 0, 'x', 1"
	" UNION ALL SELECT '', NULL, 0, 1, 0, 'x', 1 ORDER BY 1, 2";

static void test_groups(void **state)
{
	static const char *const keys[] = { "part" };
	struct group_map map = { 0 };
	struct db *db = open_db();
	struct err err = ERR_INIT;
	struct db_stmt *rows = prepare(db, forty_lives);
	struct db_stmt *stmt =
		prepare(db, "SELECT 1 AS n, column1 AS part FROM"
			    " (VALUES ('a'), (NULL), (''), ('b'))");
	struct group *group;

	(void)state;
	assert_int_equal(group_map_read(&map, rows, keys, 1, &err), 0);
	assert_int_equal(map.n, 3);
	assert_int_equal(db_step(stmt, &err), 1);
	group = group_map_find(&map, stmt, keys, 1);
	assert_int_equal(group->sides[0].n, 30);
	assert_int_equal(group->sides[1].n, 10);
	assert_int_equal(group->n_strata, 2);
	assert_int_equal(group->strata[0].with.all, 9);
	assert_int_equal(group->strata[0].with.n, 4);
	assert_int_equal(group->strata[0].without.all, 28);
	assert_int_equal(group->strata[1].without.all, 1); /* 39, 40: unknown */
	assert_int_equal(db_step(stmt, &err), 1);
	group = group_map_find(&map, stmt, keys, 1);
	assert_int_equal(group->sides[0].n, 1);
	assert_int_equal(group->n_strata, 0);
	assert_int_equal(db_step(stmt, &err), 1);
	group = group_map_find(&map, stmt, keys, 1);
	assert_int_equal(group->sides[0].n, 1); /* NULL is no life, */
	assert_int_equal(group->strata[0].without.all, 2); /* but a verdict */
	assert_int_equal(db_step(stmt, &err), 1);
	assert_null(group_map_find(&map, stmt, keys, 1));
	group_map_release(&map);
	db_stmt_free(rows);
	db_stmt_free(stmt);
	db_close(db);
}

static void fill_group(struct group *group, size_t n, uint32_t n_clusters)
{
	for (size_t i = 0; i < n; i++) {
		struct group_side *side = &group->sides[i % 2];

		side->lives = xgrow(side->lives, side->n, &side->n_alloc,
				    sizeof(*side->lives));
		side->lives[side->n++] =
			(struct life){ (int64_t)(i / 2 + 1) * DAY *
					       (i % 2 ? 3 : 1),
				       (uint32_t)i % n_clusters, true };
	}
	group->strata = xcalloc(1, sizeof(*group->strata));
	group->n_strata = 1;
	group->strata[0] = (struct stats_stratum){ { 30, 40 }, { 10, 40 } };
}

/* What a word gives for a group, as text; "-" for nothing. */
static const char *say(struct group *group, const char *name, double a,
		       double b, double c, double d)
{
	static char text[40];
	const double args[COMPUTED_ARGS] = { a, b, c, d, -1 };
	struct added_value value = { .type = DB_NULL };
	enum computed_part part;
	const struct computed_kind *kind = computed_find(name, &part);

	if (!kind)
		return "unknown";
	computed_make(kind, part, group, args, &value);
	if (value.type == DB_TEXT)
		return value.text;
	if (value.type == DB_NULL)
		return "-";
	snprintf(text, sizeof(text), "%.6g",
		 value.type == DB_INT ? (double)value.integer : value.real);
	return text;
}

/* A difference may count for a part only. */
static void test_part_of_difference(void **state)
{
	const double args[COMPUTED_ARGS] = { 56, 70, 48, 80, 0.5 };
	struct group group = { 0 };
	struct added_value value = { .type = DB_NULL };
	enum computed_part part;
	const struct computed_kind *kind =
		computed_find("difference-low", &part);

	(void)state;
	computed_make(kind, COMPUTED_VALUE, &group, args, &value);
	assert_float_equal(value.real, 0.1, 1e-9);
	computed_make(kind, COMPUTED_LOW, &group, args, &value);
	assert_float_equal(value.real, 0.026216, 1e-9);
	computed_make(kind, COMPUTED_HIGH, &group, args, &value);
	assert_true(value.real > 0.1);
}

/*
 * The intervals of a group are its own: they hang on no other rows, nor on the
 * numbers of its landings.
 */
static void test_draws_are_of_the_group(void **state)
{
	static const char *const keys[] = { "part" };
	static const char *const sql[] = {
		"SELECT 'b' AS part, i * i % 97 AS life,"
		"       i % 5 > 0 AS ended, i / 3 AS cluster"
		"  FROM (WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL"
		"        SELECT i + 1 FROM n WHERE i < 300) SELECT i FROM n)"
		" WHERE i % 2",
		"SELECT part, i * i % 97 AS life, i % 5 > 0 AS ended,"
		"       1000 - i / 3 AS cluster"
		"  FROM (WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL"
		"        SELECT i + 1 FROM n WHERE i < 300) SELECT i FROM n)"
		"  JOIN (SELECT 'a' AS part UNION ALL SELECT 'b')"
		" WHERE i % 2 OR part = 'a'"
		" ORDER BY part, CASE part WHEN 'a' THEN -i % 7 ELSE i END, i",
	};
	struct bootstrap_ranges ranges[2];
	struct err err = ERR_INIT;
	struct db *db = open_db();

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct group_map map = { 0 };
		struct db_stmt *rows = prepare(db, sql[i]);
		struct db_stmt *stmt = prepare(db, "SELECT 'b' AS part");
		const struct group_draws *draws;

		assert_int_equal(group_map_read(&map, rows, keys, 1, &err), 0);
		assert_int_equal(db_step(stmt, &err), 1);
		draws = group_draw(group_map_find(&map, stmt, keys, 1), 0, 50);
		assert_int_equal(draws->answer, STATS_SAID);
		ranges[i] = draws->ranges;
		db_stmt_free(stmt);
		db_stmt_free(rows);
		group_map_release(&map);
	}
	assert_memory_equal(&ranges[0], &ranges[1], sizeof(ranges[0]));
	db_close(db);
}

static void test_computations(void **state)
{
	static const struct {
		const char *name;
		double args[COMPUTED_ARGS];
		const char *want;
	} rows[] = {
		{ "lives", { -1 }, "50" },
		{ "lives", { 1 }, "50" },
		{ "at-risk", { 11 }, "40" },
		{ "share", { 10, -1 }, "0.8" },
		{ "share", { 30, 1 }, "0.8" },
		{ "share-note", { 10, -1 }, "-" },
		{ "share", { 51, -1 }, "0" },
		{ "share-low", { 51, -1 }, "0" },
		{ "curve", { 10 }, "0.8" },
		{ "curve-low", { 10 }, "0.660171" },
		{ "curve-high", { 10 }, "0.887001" },
		{ "median", { -1 }, "25.5" },
		{ "median", { 1 }, "76.5" },
		{ "mean", { 10, -1 }, "9.1" },
		{ "share-difference", { 30 }, "0.4" },
		{ "mean-difference", { 10 }, "0.7" },
		{ "matched-difference", { -1 }, "0.5" },
		{ "matched-ratio", { -1 }, "3" },
		{ "strata", { -1 }, "1" },
		{ "matched-with", { -1 }, "40" },
		{ "matched-without", { -1 }, "40" },
		{ "poisson", { 7, 200, 100 }, "3.5" },
		{ "poisson-low", { 7, 200, 100 }, "1.4072" },
		{ "poisson-high", { 7, 200, 100 }, "7.2113" },
		{ "poisson-note", { 0, 0, 100 }, "too few" },
		{ "difference", { 56, 70, 48, 80 }, "0.2" },
		{ "difference-low", { 56, 70, 48, 80 }, "0.052431" },
		{ "difference-note", { 9, 10, 48, 80 }, "too few" },
		{ "shares", { 0 }, "unknown" },
		{ "low", { 0 }, "unknown" },
	};
	struct group group = { 0 };

	(void)state;
	fill_group(&group, 100, 100);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const double *args = rows[i].args;
		const char *got = say(&group, rows[i].name, args[0], args[1],
				      args[2], args[3]);

		if (strcmp(got, rows[i].want) != 0)
			fail_msg("%s: %s, not %s", rows[i].name, got,
				 rows[i].want);
	}
	group_release(&group);
}

/* Few changes, or few landings: no number, but the reason. */
static void test_no_claim(void **state)
{
	static const char *const names[] = {
		"share", "share-low",        "median",
		"mean",  "share-difference", "mean-difference-high"
	};
	struct group few = { 0 }, together = { 0 }, nothing = { 0 };

	(void)state;
	fill_group(&few, 38, 38);
	fill_group(&together, 100, 8);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_string_equal(say(&few, names[i], 10, 0, 0, 0), "-");
		assert_string_equal(say(&together, names[i], 10, 0, 0, 0), "-");
		assert_string_equal(say(&nothing, names[i], 10, 0, 0, 0), "-");
	}
	assert_string_equal(say(&few, "share-note", 10, 0, 0, 0), "too few");
	assert_string_equal(say(&together, "share-note", 10, 0, 0, 0),
			    "too few");
	assert_string_equal(say(&nothing, "share-note", 10, 0, 0, 0),
			    "too few");
	assert_string_equal(say(&nothing, "matched-ratio-note", 0, 0, 0, 0),
			    "no stratum holds both");
	assert_string_equal(say(&nothing, "lives", 0, 0, 0, 0), "0");
	group_release(&few);
	group_release(&together);
	group_release(&nothing);
}

static void test_header(void **state)
{
	struct question question;
	struct err err = ERR_INIT;
	size_t n_added = 0;

	(void)state;
	assert_int_equal(question_find("revert-survival", &question, &err), 0);
	assert_string_equal(question.rows, "revert-lives by repo policy part");
	for (size_t i = 0; i < question.n_columns; i++) {
		n_added += question.columns[i].computed != NULL;
		if (n_added)
			assert_non_null(question.columns[i].computed);
	}
	assert_int_equal(n_added, 3);
	assert_string_equal(question.columns[question.n_columns - 1].name,
			    "high");
	assert_string_equal(question.columns[question.n_columns - 1].computed,
			    "curve-high days");
	question_release(&question);
}

/* A companion understands what the question does, and has its keys. */
static void test_companions(void **state)
{
	(void)state;
	for (const struct query_file *file = query_files; file->name; file++) {
		struct question question, companion;
		struct err err = ERR_INIT;
		char name[64];

		if (query_file_is_schema(file))
			continue;
		assert_int_equal(question_find(file->name, &question, &err), 0);
		if (question.rows) {
			snprintf(name, sizeof(name), "%.*s",
				 (int)strcspn(question.rows, " "),
				 question.rows);
			assert_int_equal(question_find(name, &companion, &err),
					 0);
			assert_string_equal(question.scope, companion.scope);
			question_release(&companion);
		}
		question_release(&question);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_draws_are_of_the_group),
		cmocka_unit_test(test_computations),
		cmocka_unit_test(test_part_of_difference),
		cmocka_unit_test(test_no_claim),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_companions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
