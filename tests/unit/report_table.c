/* SPDX-License-Identifier: MIT */
/* One row loop, every format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/table.h"

/* What the statement looks like in a format. */
static void check(const char *sql, const char *format,
		  const struct table_options *how, const char *want)
{
	struct table_options options = *how;
	struct err err = ERR_INIT;
	struct db_stmt *stmt;
	struct table_sink *sink;
	struct db *db;
	char *text = NULL;
	size_t len;

	options.out = open_memstream(&text, &len);
	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(db_prepare(db, sql, &stmt, &err), 0);
	sink = table_new(format, &options);
	assert_non_null(sink);
	assert_int_equal(table_run(stmt, &sink, 1, NULL, &err), 0);
	table_free(sink);
	db_stmt_free(stmt);
	db_close(db);
	fclose(options.out);
	assert_string_equal(text, want);
	free(text);
}

static const struct table_options plain = { 0 };

static void test_csv(void **state)
{
	(void)state;
	check("SELECT 1 AS a, NULL AS b, '' AS c, 'x\"y' AS d, x'00ff' AS e,"
	      " 0.5 AS f, 'two' || char(10) || 'lines' AS g",
	      "csv", &plain,
	      "\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"\r\n"
	      "\"1\",,\"\",\"x\"\"y\",\"00ff\",\"0.5\",\"two\nlines\"\r\n");
}

static void test_csv_formulas(void **state)
{
	static const struct {
		const char *cell, *written;
	} rows[] = {
		{ "=1+1", "'=1+1" },
		{ "+1+1", "'+1+1" },
		{ "-1+1", "'-1+1" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\tx", "'\tx" },
		{ "\rx", "'\\x0dx" },
		{ "\n=x", "'\n=x" },
		{ "\uff1d1", "'\uff1d1" },
		{ "-5", "-5" },
		{ "+1.5", "+1.5" },
		{ "-2e9", "-2e9" },
		{ "-2e", "'-2e" },
		{ "--5", "'--5" },
		{ "-", "'-" },
		{ "a=b", "a=b" },
		{ "a\x1b[2J", "a\\x1b[2J" },
		{ "a\u202eb", "a\\u{202e}b" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct table_options exact = { .exact = true };
		char sql[128], want[128];

		/* a literal of this test, not text of a stranger */
		snprintf(sql, sizeof(sql), "SELECT '%s' AS a", rows[i].cell);
		snprintf(want, sizeof(want), "\"a\"\r\n\"%s\"\r\n",
			 rows[i].written);
		check(sql, "csv", &plain, want);
		snprintf(want, sizeof(want), "\"a\"\r\n\"%s\"\r\n",
			 rows[i].cell);
		check(sql, "csv", &exact, want);
	}
}

static void test_json(void **state)
{
	(void)state;
	check("SELECT 1 AS a, NULL AS b, 'q\"\\' AS c, x'00ff' AS d,"
	      " 0.1 AS e, 9e999 AS f, char(27, 10, 133, 8364) AS g"
	      " UNION ALL SELECT -9223372036854775807 - 1, 2, 3, 4, 1e300,"
	      " 6, CAST(x'ff41' AS TEXT)",
	      "json", &plain,
	      "[\n{\"a\": 1, \"b\": null, \"c\": \"q\\\"\\\\\", "
	      "\"d\": \"00ff\", \"e\": 0.1, \"f\": null, "
	      "\"g\": \"\\u001b\\n\\u0085\u20ac\"},\n"
	      "{\"a\": -9223372036854775808, \"b\": 2, \"c\": 3, \"d\": 4, "
	      "\"e\": 1e+300, \"f\": 6, \"g\": \"\ufffdA\"}\n]\n");
	check("SELECT 1 WHERE 0", "json", &plain, "[]\n");
}

static void test_markdown(void **state)
{
	(void)state;
	check("SELECT 'a|b' AS x_y, 2 AS n, '<b>&`*[l](u)' AS h,"
	      " char(10) AS nl",
	      "markdown", &plain,
	      "| x_y | n | h | nl |\n|---|---:|---|---|\n"
	      "| a\\|b | 2 | &lt;b>&amp;\\`\\*\\[l\\](u) | \\\\n |\n");
	check("SELECT 1 AS a WHERE 0", "markdown", &plain, "| a |\n|---|\n");
}

static void test_text(void **state)
{
	(void)state;
	check("SELECT 'B' || char(246) || 'hm' AS name, 5 AS n,"
	      " 1700000000 AS landed_at, 0.5 AS share, NULL AS x"
	      " UNION ALL SELECT char(26085, 26412), 12345, NULL, 1.0,"
	      " char(27) || '[2J'",
	      "table", &plain,
	      "name      n  landed_at              share  x\n"
	      "----  -----  --------------------  ------  -------\n"
	      "B\u00f6hm      5  2023-11-14 22:13:20Z   50.0%  \n"
	      "\u65e5\u672c  12345                        100.0%  \\x1b[2J\n");
	check("SELECT 1 AS a WHERE 0", "table", &plain, "a\n-\n");
	check("SELECT 0.25 AS ai_share, 0.125 AS ai_low, 1.0 AS high,"
	      " 0.5 AS shares, 1 AS low",
	      "table", &plain,
	      "ai_share  ai_low    high  shares  low\n"
	      "--------  ------  ------  ------  ---\n"
	      "   25.0%   12.5%  100.0%     0.5    1\n");
	check("SELECT 0.00001 AS share, 0.99999 AS rate, 0.0 AS low,"
	      " 0.015 AS difference, -0.5 AS difference_low",
	      "table", &plain,
	      "share    rate   low   difference  difference_low\n"
	      "-----  ------  ----  -----------  --------------\n"
	      "<0.1%  >99.9%  0.0%  +1.5 points    -50.0 points\n");
}

static void test_text_fits(void **state)
{
	const struct table_options narrow = { .width = 24 };

	(void)state;
	check("SELECT 123456 AS n, 'a text that is too long' AS words", "table",
	      &narrow,
	      "     n  words\n"
	      "------  ----------------\n"
	      "123456  a text that is \u2026\n");
}

/* Rows after the measured ones keep their columns. */
static void test_text_streams(void **state)
{
	struct buf want = BUF_INIT;

	(void)state;
	buf_add_str(&want, "   n  x\n----  -\n");
	for (int i = 1; i <= 2500; i++)
		buf_addf(&want, "%4d  y\n", i);
	check("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r"
	      " WHERE n < 2500) SELECT n, 'y' AS x FROM r",
	      "table", &plain, want.data);
	buf_release(&want);
}

static void test_unknown(void **state)
{
	(void)state;
	assert_null(table_new("yaml", &plain));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_formulas),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_text_fits),
		cmocka_unit_test(test_text_streams),
		cmocka_unit_test(test_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
