/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/db/question.h"
#include "plots/charts.h"

/* Three years of changes in twelve areas, with trailers. */
static const char sample_sql[] =
	"INSERT INTO repos (repo_id, name, path, tip, tip_at)"
	" VALUES (1, 'one', '/one', 'x', 1750000000);"
	"INSERT INTO people VALUES (1, 1, 'A', 'a@example.org');"
	"INSERT INTO identities (identity_id, repo_id, name, email, person_id)"
	" VALUES (1, 1, 'A', 'a@example.org', 1);"
	"INSERT INTO areas (area_id, repo_id, name, source)"
	" SELECT value, 1, 'area \xd8\xa7\xd9\x84 with a name that is long "
	"enough to need some lines of its own ' || value, 'folder'"
	"   FROM (WITH RECURSIVE s (value) AS (SELECT 1 UNION ALL"
	"         SELECT value + 1 FROM s WHERE value < 12)"
	"         SELECT value FROM s);"
	"WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL"
	"  SELECT i + 1 FROM s WHERE i < 500)"
	" INSERT INTO commits (commit_id, repo_id, oid, author_id,"
	"  authored_at, authored_zone, committer_id, committed_at,"
	"  committed_zone, subject, message, n_parents, reachable, mainline, "
	"foxtrot,"
	"  landing_id, landed_at, diff)"
	" SELECT i, 1, i, 1, 0, '', 1, 0, '', '', '', 1, 1, 1, 0, i,"
	"        1650000000 + i * 200000, 'done' FROM s;"
	"INSERT INTO commit_areas (commit_id, area_id, n_paths)"
	" SELECT commit_id, commit_id % 12 + 1, 1 FROM commits;"
	"INSERT OR IGNORE INTO commit_areas (commit_id, area_id, n_paths)"
	" SELECT commit_id, commit_id % 5 + 1, 1 FROM commits;"
	"INSERT INTO trailers"
	" SELECT commit_id, 0, 3, 'block', CASE commit_id % 9 WHEN 0"
	"        THEN 'signed-off-by' ELSE 'Signed-off-by' END, 'A'"
	"   FROM commits WHERE commit_id % 10;"
	"INSERT INTO trailers"
	" SELECT commit_id, 1, 4, 'body', 'Assisted-by', 'x'"
	"   FROM commits WHERE commit_id % 70 = 0;"
	"INSERT INTO evidence"
	" SELECT commit_id, 0, 1, 'key', 'declared', 'tool ' ||"
	"        (commit_id / 70), NULL, 'assistant', 'body', 4, 'x'"
	"   FROM commits WHERE commit_id % 70 = 0;"
	"INSERT INTO revert_lives (commit_id, unit, is_known, life, own_series)"
	" SELECT commit_id, 'change', 1, CASE WHEN commit_id % 3 THEN"
	"        min(commit_id * 86400, 1750000000 - landed_at) END, 0"
	"   FROM commits;"
	"INSERT INTO revert_probes (commit_id, horizon, unit, outcome)"
	" SELECT commit_id, 365, 'change', CASE WHEN commit_id % 3 THEN"
	"        'conflict' ELSE 'clean' END"
	"   FROM commits;";

/* Tools with names of every length, most of them from the very first day. */
#define MANY_TOOLS \
	"INSERT INTO evidence" \
	" SELECT commit_id, 1, 1, 'key', 'declared'," \
	"        CASE commit_id % 3 WHEN 0 THEN 'a name that is far too long'" \
	"          || ' for a chart \xd8\xa7\xd9\x84' ELSE '' END ||" \
	"        (commit_id % 30), NULL, 'assistant', 'body', 4, 'x'" \
	"   FROM commits WHERE commit_id < 25 OR commit_id > 490;"

static struct db *open_sample(const char *more)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	if (db_script(db, sample_sql, &err) < 0 ||
	    db_script(db, more, &err) < 0)
		fail_msg("%s", err.msg);
	return db;
}

static void draw_chart(const struct chart *chart, struct db *db,
		       enum draw_format format, struct chart_result *result)
{
	struct chart_options options = CHART_OPTIONS_INIT;
	const struct scope scope = { 0 };
	struct err err = ERR_INIT;

	options.format = format;
	if (charts_draw(chart, db, &scope, &options, result, &err) < 0)
		fail_msg("%s: %s", chart->name, err.msg);
}

static void test_same_bytes_twice(void **state)
{
	struct db *db = open_sample("");

	(void)state;
	for (const struct chart *chart = charts; chart->name; chart++)
		for (int i = DRAW_SVG; i <= DRAW_PDF; i++) {
			struct chart_result a, b;

			draw_chart(chart, db, (enum draw_format)i, &a);
			draw_chart(chart, db, (enum draw_format)i, &b);
			assert_true(a.bytes.len > 1000);
			assert_int_equal(a.bytes.len, b.bytes.len);
			assert_memory_equal(a.bytes.data, b.bytes.data,
					    a.bytes.len);
			chart_result_release(&a);
			chart_result_release(&b);
		}
	db_close(db);
}

/* The second drawing fills its page and leaves it nowhere. */
static void test_on_paper(void **state)
{
	struct db *db = open_sample("");
	const struct scope scope = { 0 };
	struct chart_options options = CHART_OPTIONS_INIT;

	(void)state;
	options.paper_width = 700;
	options.paper_height = 450;
	options.inset = true;
	for (const struct chart *chart = charts; chart->name; chart++) {
		cairo_surface_t *surface = cairo_recording_surface_create(
			CAIRO_CONTENT_COLOR_ALPHA, NULL);
		cairo_t *cairo = cairo_create(surface);
		struct chart_result result;
		struct err err = ERR_INIT;
		double x, y, width, height;

		assert_int_equal(
			charts_draw(chart, db, &scope, &options, &result, &err),
			0);
		/* an inset says less, and is a picture of its own */
		assert_true(result.inset.len > 0 &&
			    result.inset.len < result.bytes.len);
		assert_non_null(strstr(result.inset.data, "</svg>"));
		if (result.paper) {
			charts_show(&result, cairo);
			cairo_recording_surface_ink_extents(surface, &x, &y,
							    &width, &height);
			assert_true(x == 0 && y == 0);
			/* cairo counts whole points */
			assert_true(width >= 700 && width <= 701);
			assert_true(height >= result.paper_height &&
				    height <= result.paper_height + 1);
			assert_true(result.paper_height <= 450);
		}
		cairo_destroy(cairo);
		cairo_surface_destroy(surface);
		chart_result_release(&result);
	}
	db_close(db);
}

static void test_no_paper(void **state)
{
	struct db *db =
		open_sample("DELETE FROM trailers; DELETE FROM commit_areas;"
			    "DELETE FROM revert_lives;"
			    "DELETE FROM revert_probes;"
			    "DELETE FROM evidence; DELETE FROM commits");
	const struct scope scope = { 0 };
	struct chart_options options = CHART_OPTIONS_INIT;
	struct chart_result result;
	struct err err = ERR_INIT;

	(void)state;
	options.paper_width = 700;
	options.paper_height = 450;
	assert_int_equal(
		charts_draw(charts, db, &scope, &options, &result, &err), 0);
	assert_null(result.paper);
	chart_result_release(&result);
	db_close(db);
}

/* Every glyph of an SVG stands on the page. */
static void assert_glyphs_inside(const char *svg)
{
	const struct chart_options page = CHART_OPTIONS_INIT;
	int n = 0;

	while ((svg = strstr(svg, "<use "))) {
		const char *at = strstr(svg, " x=\"");
		char *end;
		double x, y;

		assert_non_null(at);
		x = strtod(at + 4, &end);
		assert_int_equal(strncmp(end, "\" y=\"", 5), 0);
		y = strtod(end + 5, &end);
		assert_true(x >= 0 && x < page.width);
		assert_true(y > 0 && y < page.height);
		svg = end;
		n++;
	}
	assert_true(n > 100);
}

static void test_text_stays_on_the_page(void **state)
{
	static const char *const cases[] = {
		"",
		"DELETE FROM trailers",
		"DELETE FROM commit_areas",
		"DELETE FROM trailers; DELETE FROM commit_areas;"
		"DELETE FROM revert_lives; DELETE FROM revert_probes;"
		"DELETE FROM evidence;"
		"DELETE FROM commits WHERE commit_id > 1",
		"DELETE FROM trailers; DELETE FROM commit_areas;"
		"DELETE FROM revert_lives; DELETE FROM revert_probes;"
		"DELETE FROM evidence; DELETE FROM commits",
		"UPDATE commits SET landed_at = landed_at - 1400000000"
		" WHERE commit_id < 250",
		"UPDATE commits SET landed_at = 253402300799"
		" WHERE commit_id = 1",
		"UPDATE repos SET tip_at = NULL, tip = NULL",
		"DELETE FROM evidence",
		MANY_TOOLS,
		MANY_TOOLS "DELETE FROM trailers; DELETE FROM commit_areas;"
			   "DELETE FROM revert_lives;"
			   "DELETE FROM revert_probes;"
			   "DELETE FROM evidence WHERE commit_id > 30;"
			   "DELETE FROM commits WHERE commit_id > 30",
		"DELETE FROM revert_lives; DELETE FROM revert_probes",
		"DELETE FROM revert_lives WHERE commit_id > 15;"
		"DELETE FROM revert_probes WHERE commit_id > 15",
		"UPDATE revert_lives SET life = NULL",
		"UPDATE revert_lives SET life = 0;"
		"UPDATE revert_probes SET outcome = 'conflict'",
		"UPDATE areas SET name = substr(name, 1, 5) || area_id;"
		"DELETE FROM commit_areas WHERE area_id > 1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct db *db = open_sample(cases[i]);

		for (const struct chart *chart = charts; chart->name; chart++) {
			struct chart_result result;

			draw_chart(chart, db, DRAW_SVG, &result);
			assert_glyphs_inside(result.bytes.data);
			chart_result_release(&result);
		}
		db_close(db);
	}
}

static void test_words(void **state)
{
	struct db *db = open_sample("");
	struct chart_result result;
	const struct chart *chart;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(charts_find("trailers", &chart, &err), 0);
	draw_chart(chart, db, DRAW_SVG, &result);
	assert_string_equal(result.words.title,
			    "Which trailers do changes carry?");
	assert_string_equal(result.words.subtitle,
			    "500 changes, 2022-Q2 to 2025-Q2 \xc2\xb7 whole "
			    "history \xc2\xb7 repository one \xc2\xb7 tip of "
			    "2025-06-15");
	assert_non_null(strstr(result.words.caption, "2025-Q2 is not whole"));
	assert_non_null(
		strstr(result.words.caption, "git-provenance " VERSION));
	assert_string_equal(result.words.alt,
			    "Chart of share of changes that carry the key by "
			    "quarter, 2022-Q2 to 2025-Q2. Over all periods, "
			    "of 500 changes: AI-related key 7 (1.4 %); "
			    "Signed-off-by 450 (90 %).");
	chart_result_release(&result);
	db_close(db);
}

static void test_words_of_adoption(void **state)
{
	struct db *db = open_sample(MANY_TOOLS "DELETE FROM evidence"
					       " WHERE commit_id < 300");
	struct chart_result result;
	const struct chart *chart;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(charts_find("adoption", &chart, &err), 0);
	draw_chart(chart, db, DRAW_SVG, &result);
	assert_non_null(strstr(result.words.subtitle,
			       "310 of 500 changes, 2023-Q3 to 2025-Q2"));
	assert_non_null(strstr(result.words.caption,
			       "What landed before 2023-Q3 (190 changes, none "
			       "of them AI-assisted) is left out."));
	assert_non_null(strstr(result.words.caption, "every share is a floor"));
	assert_non_null(
		strstr(result.words.caption, "1 more name would be marked"));
	assert_non_null(strstr(result.words.alt,
			       "of 310 changes: AI-assisted 13 (4.2 %). First "
			       "seen: tool 5 2024-"));
	chart_result_release(&result);
	db_close(db);
}

static void test_words_of_points(void **state)
{
	struct db *db =
		open_sample("UPDATE areas SET name = 'area ' || area_id;"
			    "DELETE FROM commit_areas"
			    " WHERE area_id = 12 AND commit_id > 100");
	struct chart_result result;
	const struct chart *chart;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(charts_find("clean-365", &chart, &err), 0);
	draw_chart(chart, db, DRAW_SVG, &result);
	assert_string_equal(
		result.words.subtitle,
		"whole history \xc2\xb7 repository one \xc2\xb7 tip "
		"of 2025-06-15");
	assert_non_null(strstr(result.words.caption,
			       " 1 area with fewer than 20 changes is not "
			       "drawn. "));
	assert_non_null(strstr(result.words.alt,
			       ": area 1 50 % (41 % to 58 %); area 2 "
			       "25 % (18 % to 33 %); "));
	assert_null(strstr(result.words.alt, "area 12"));
	chart_result_release(&result);
	assert_int_equal(charts_find("revert-survival", &chart, &err), 0);
	draw_chart(chart, db, DRAW_SVG, &result);
	assert_non_null(strstr(result.words.alt, "; after 365 days: area "));
	assert_non_null(strstr(result.words.alt, "; other (6 areas) "));
	chart_result_release(&result);
	db_close(db);
}

/* Two policies with an era and verdicts on the first 300 changes. */
static const char policy_sql[] =
	"INSERT INTO policies (policy_id, repo_id, name, era_date, hash, text)"
	" VALUES (1, 1, 'P', 'landed', 'a', ''), (2, 1, 'Q', 'landed', 'b', "
	"'');"
	"INSERT INTO eras (policy_id, era, name, since_at)"
	" SELECT policy_id, 0, name || ' era', 1650000000 FROM policies;"
	"INSERT INTO rules SELECT policy_id, 0, 'r', 'forbid-ai', 'all',"
	"  'error', 'x', NULL, NULL FROM policies;"
	"INSERT INTO era_rules SELECT policy_id, 0, 0, 0 FROM policies;"
	"INSERT INTO verdicts SELECT 1, commit_id, 0, 0,"
	"  CASE WHEN commit_id % 3 THEN 'pass' ELSE 'fail' END, ''"
	"  FROM commits WHERE commit_id <= 300;";

static void test_words_of_compliance(void **state)
{
	struct db *db = open_sample(policy_sql);
	const struct chart_options options = CHART_OPTIONS_INIT;
	struct scope scope = { 0 };
	struct chart_result result;
	const struct chart *chart;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(charts_find("compliance", &chart, &err), 0);
	draw_chart(chart, db, DRAW_SVG, &result);
	assert_string_equal(result.words.alt,
			    "Empty chart: there are several policies; name one "
			    "with --policy.");
	chart_result_release(&result);
	scope.policy = "P";
	assert_int_equal(
		charts_draw(chart, db, &scope, &options, &result, &err), 0);
	assert_non_null(strstr(result.words.alt,
			       "of 300 changes: fail 100 (33 %); undecidable 0 "
			       "(0 %); pass 200 (67 %). Eras begin: P era "
			       "2022-04-15."));
	assert_non_null(strstr(result.words.subtitle, "policy P"));
	assert_glyphs_inside(result.bytes.data);
	chart_result_release(&result);
	scope.policy = "Q";
	assert_int_equal(
		charts_draw(chart, db, &scope, &options, &result, &err), 0);
	assert_string_equal(result.words.alt,
			    "Empty chart: no policy has a rule for a change in "
			    "this scope.");
	chart_result_release(&result);
	db_close(db);
}

static void test_areas_share_changes(void **state)
{
	struct db *db = open_sample("");
	struct chart_result result;
	const struct chart *chart;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(charts_find("activity", &chart, &err), 0);
	draw_chart(chart, db, DRAW_SVG, &result);
	assert_non_null(strstr(result.words.caption,
			       " count for more than one area, so the areas"));
	assert_non_null(strstr(result.words.alt, "other (4 areas)"));
	chart_result_release(&result);
	db_close(db);
}

static void test_errors(void **state)
{
	struct db *db = open_sample("INSERT INTO repos (name, path)"
				    " VALUES ('two', '/two')");
	const struct chart_options options = CHART_OPTIONS_INIT;
	const struct scope scope = { 0 };
	struct charts_names repos;
	struct chart_result result;
	const struct chart *chart;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(charts_find("trailer", &chart, &err), -1);
	assert_string_equal(err.msg, "no chart 'trailer'; did you mean "
				     "'trailers'?");
	assert_int_equal(charts_find("zzz", &chart, &err), -1);
	assert_string_equal(err.msg, "no chart 'zzz'; 'git provenance plot "
				     "--list' has all");
	assert_int_equal(
		charts_draw(&charts[0], db, &scope, &options, &result, &err),
		-1);
	assert_string_equal(err.msg, "the database holds 2 repositories, and "
				     "a chart shows one; name it with --repo");
	assert_int_equal(charts_repos(db, &scope, &repos, &err), 0);
	assert_int_equal(repos.n_names, 2);
	assert_string_equal(repos.names[1], "two");
	charts_names_release(&repos);
	db_close(db);
}

/* Each chart's query exists and has the columns that the chart draws. */
static void test_columns_are_documented(void **state)
{
	(void)state;
	for (const struct chart *chart = charts; chart->name; chart++) {
		struct question question;
		struct err err = ERR_INIT;
		int n = 0;

		assert_int_equal(question_find(chart->query, &question, &err),
				 0);
		for (size_t i = 0;
		     charts_has_points(chart) && i < question.n_columns; i++)
			n += !strcmp(question.columns[i].name,
				     chart->points.name) +
			     !strcmp(question.columns[i].name,
				     chart->points.share) +
			     !strcmp(question.columns[i].name, chart->points.n);
		for (size_t i = 0;
		     !charts_has_points(chart) && i < question.n_columns; i++)
			n += !strcmp(question.columns[i].name, "period") +
			     !strcmp(question.columns[i].name, "rank") +
			     !strcmp(question.columns[i].name,
				     chart->columns.value);
		assert_int_equal(n, 3);
		question_release(&question);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_bytes_twice),
		cmocka_unit_test(test_on_paper),
		cmocka_unit_test(test_no_paper),
		cmocka_unit_test(test_text_stays_on_the_page),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_of_adoption),
		cmocka_unit_test(test_words_of_points),
		cmocka_unit_test(test_words_of_compliance),
		cmocka_unit_test(test_areas_share_changes),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_columns_are_documented),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
