/* SPDX-License-Identifier: MIT */
/* Text that stays text, lines that fit, tables that fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/db/db.h"
#include "report/markdown.h"
#include "report/markdown_table.h"
#include "report/table.h"

static void test_escapes(void **state)
{
	static const struct {
		const char *text, *markup;
	} rows[] = {
		{ "plain words, (1) and 2.", "plain words, (1) and 2." },
		{ "<script>alert(1)</script>",
		  "&lt;script>alert(1)&lt;/script>" },
		{ "a &amp; b", "a &amp;amp; b" },
		{ "*a* _b_ `c` [d](e) ~f~ $g$",
		  "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~ \\$g\\$" },
		{ "a | b \\ c", "a \\| b \\\\ c" },
		{ "of_commits __init__", "of_commits \\_\\_init\\_\\_" },
		{ "# a (#12) b#c", "\\# a (#12) b#c" },
		{ "https://example.org", "https\\://example.org" },
		{ "www.example.org", "www\\.example.org" },
		{ "a\x1b[2J\nb", "a\\\\x1b\\[2J\\\\nb" },
		{ "\u202e", "\\\\u{202e}" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf out = BUF_INIT;

		markdown_add(&out, rows[i].text);
		assert_string_equal(out.data, rows[i].markup);
		buf_release(&out);
	}
}

static void test_wraps(void **state)
{
	static const struct markdown_lead lead = { "- ", "  " };
	static const char fifty[] =
		"12345678901234567890123456789012345678901234567890";
	static const struct {
		const char *more, *after;
	} rows[] = {
		{ "word", " word" },
		/* 2 + 50 + 1 + 19 is 72 */
		{ "1234567890123456789", " 1234567890123456789" },
		{ "12345678901234567890", "\n  12345678901234567890" },
		/* what would begin a block, at the beginning of a line */
		{ "1234567890123456789 - x", " 1234567890123456789\n  \\- x" },
		{ "1234567890123456789 1. x",
		  " 1234567890123456789\n  1\\. x" },
		{ "1234567890123456789 === x",
		  " 1234567890123456789\n  \\=== x" },
		{ "1234567890123456789 > x", " 1234567890123456789\n  \\> x" },
		/* wide letters take two columns each */
		{ "\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5"
		  "\u65e5",
		  "\n  \u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5"
		  "\u65e5" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char text[256], want[256];
		char *out = NULL;
		size_t len;
		FILE *file = open_memstream(&out, &len);

		snprintf(text, sizeof(text), "%s %s", fifty, rows[i].more);
		snprintf(want, sizeof(want), "- %s%s\n", fifty, rows[i].after);
		markdown_wrap(file, &lead, text);
		fclose(file);
		assert_string_equal(out, want);
		free(out);
	}
}

static void test_commands(void **state)
{
	static const struct {
		const char *command, *block;
	} rows[] = {
		{ "git provenance query people",
		  "```sh\ngit provenance query people\n```\n" },
		{ "git provenance query trailer-keys --repo kestrel -p top=5 "
		  "-p "
		  "period=quarter",
		  "```sh\ngit provenance query trailer-keys --repo kestrel -p "
		  "top=5 \\\n    -p period=quarter\n```\n" },
		{ "git provenance query trailer-keys --repo kestrel --area "
		  "'xxxxxx y -p --z'",
		  "```sh\ngit provenance query trailer-keys --repo kestrel \\\n"
		  "    --area 'xxxxxx y -p --z'\n```\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *out = NULL;
		size_t len;
		FILE *file = open_memstream(&out, &len);

		markdown_command(file, rows[i].command);
		fclose(file);
		assert_string_equal(out, rows[i].block);
		free(out);
	}
}

/* What a statement looks like as a table, and the links it defines. */
static void check(const char *sql, const struct document_table *words,
		  const char *want, const char *want_links)
{
	struct err err = ERR_INIT;
	struct buf links = BUF_INIT;
	struct db_stmt *stmt;
	struct table_sink *sink;
	struct db *db;
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(db_prepare(db, sql, &stmt, &err), 0);
	sink = markdown_table_new(out, words, &links);
	assert_int_equal(table_run(stmt, &sink, 1, NULL, &err), 0);
	table_free(sink);
	db_stmt_free(stmt);
	db_close(db);
	fclose(out);
	assert_string_equal(text, want);
	assert_string_equal(links.data, want_links);
	buf_release(&links);
	free(text);
}

#define OID "0123456789abcdef0123456789abcdef01234567"

static void test_tables(void **state)
{
	static const struct document_table words = {
		.caption = "Caption.",
		.empty = "Nothing.",
		.max_rows = 10,
	};
	struct document_table telling = words, linked = words;

	(void)state;
	check("SELECT 1 AS a WHERE 0", &words, "Nothing.\n\n", "");
	/* an interval is folded, columns that all rows agree on go */
	check("SELECT 'x' AS area, 'all' AS period, 0.5 AS share, 0.25 AS low,"
	      " 0.75 AS high, 7 AS n UNION ALL"
	      " SELECT 'y|z', 'all', 0.125, NULL, NULL, 10 ORDER BY 1",
	      &words,
	      "Caption. 2 rows.\n\n"
	      "| area |         share (95 %) |  n |\n"
	      "|------|---------------------:|---:|\n"
	      "| x    | 50.0% (25.0 to 75.0) |  7 |\n"
	      "| y\\|z |                12.5% | 10 |\n"
	      "\nIn each row: period all.\n\n",
	      "");
	/* what tells most stays */
	telling.telling = "n text";
	telling.file = "csv/x.csv";
	check("SELECT 1 AS n, 'one' AS text, '2' AS other UNION ALL"
	      " SELECT 2, 'two', '3'",
	      &telling,
	      "Caption. 2 rows.\n\n"
	      "| n | text |\n|--:|------|\n| 1 | one  |\n| 2 | two  |\n"
	      "\nNot shown: other.\n"
	      "\nAll of it: [csv/x.csv](csv/x.csv)\n\n",
	      "");
	/* a commit links to its page, defined once */
	linked.commit_url = "https://example.org/c/{oid}";
	check("SELECT '" OID "' AS oid, 'a' AS subject UNION ALL"
	      " SELECT '" OID "', 'b'",
	      &linked,
	      "Caption. 2 rows.\n\n"
	      "| oid            | subject |\n"
	      "|----------------|---------|\n"
	      "| [0123456789ab] | a       |\n"
	      "| [0123456789ab] | b       |\n\n",
	      "[0123456789ab]: https://example.org/c/" OID "\n");
}

#define SIXTY "123456789 123456789 123456789 123456789 123456789 123456789 "

/* A head that is longer than the texts below it keeps its room. */
static void test_long_head(void **state)
{
	static const struct document_table words = { .caption = "Caption.",
						     .max_rows = 3 };

	(void)state;
	check("SELECT '12345678901234567' AS a,"
	      " '1234567890123456' AS first_of_the_landed_at,"
	      " '12345678901234567' AS c, 1234567 AS d UNION ALL"
	      " SELECT '2', '3', '4', 5 ORDER BY 1",
	      &words,
	      "Caption. 2 rows.\n\n"
	      "| a                 | first of the landed (UTC) | c             "
	      "   "
	      " |\n"
	      "|-------------------|---------------------------|---------------"
	      "---"
	      "-|\n"
	      "| 12345678901234567 | 1234567890                | "
	      "12345678901234567"
	      " |\n"
	      "| 2                 | 3                         | 4             "
	      "   "
	      " |\n\n"
	      "Not shown: d.\n\n",
	      "");
}

static void test_long_texts(void **state)
{
	static const struct document_table words = {
		.caption = "Caption.",
		.max_rows = 1,
		.latest = true,
	};
	struct document_table two = words;

	(void)state;
	/* few columns: a list */
	two.max_rows = 2;
	check("SELECT 'one' AS a, '" SIXTY "x yyyyyy' AS b UNION ALL"
	      " SELECT 'two', '- y' ORDER BY 1",
	      &two,
	      "Caption. 2 rows.\n\n"
	      "- one: " SIXTY "x\n  yyyyyy\n"
	      "- two: - y\n\n",
	      "");
	/* several numbers in a line have their names */
	check("SELECT '" SIXTY "x' AS a, 1 AS n, 2 AS all_of UNION ALL"
	      " SELECT 'two', NULL, NULL ORDER BY 1",
	      &two,
	      "Caption. 2 rows.\n\n"
	      "- " SIXTY "x: n 1;\n  all of 2\n"
	      "- two: \u2013\n\n",
	      "");
	/* many: they are cut */
	check("SELECT 1 AS a, 2 AS b, 'x' AS c, '" SIXTY "x' AS d UNION ALL"
	      " SELECT 2, 3, 'y', '" SIXTY "*' ORDER BY 1",
	      &words,
	      "Caption. The last 1 of 2 rows.\n\n"
	      "| a | b | c | d                                                 "
	      "       |\n"
	      "|--:|--:|---|---------------------------------------------------"
	      "-------|\n"
	      "| 2 | 3 | y | 123456789 123456789 123456789 123456789 123456789 "
	      "12345\u2026 |\n\n",
	      "");
}

/* One row of many columns has a line for each of them. */
static void test_record(void **state)
{
	static const struct document_table words = { .caption = "Caption.",
						     .telling = "b",
						     .max_rows = 3 };

	(void)state;
	check("SELECT 1 AS a, 0.5 AS share, NULL AS c", &words,
	      "Caption. 1 row.\n\n- a: 1\n- share: 50.0%\n\n", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_wraps),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_long_head),
		cmocka_unit_test(test_long_texts),
		cmocka_unit_test(test_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
