/* SPDX-License-Identifier: MIT */
/* Headers of the query files read, and questions asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/db/question.h"

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	return db;
}

/* Columns, parameters and scope of the header are those of the statement. */
static void check_statement(const struct question *question,
			    const struct db_stmt *stmt)
{
	assert_true(db_is_read_only(stmt));
	assert_int_equal(db_n_columns(stmt), question->n_columns);
	for (size_t i = 0; i < question->n_columns; i++)
		assert_string_equal(db_column_name(stmt, (int)i),
				    question->columns[i].name);
	for (size_t i = 0; i < question->n_params; i++)
		assert_true(db_param(stmt, question->params[i].name));
	for (int n = 1; n <= db_n_params(stmt); n++) {
		const char *name = db_param_name(stmt, n) + 1;
		/* the policy of --tier is asked for by another name */
		bool is_policy = strcmp(name, "tier_policy") == 0;
		bool known = question_has_scope(question,
						is_policy ? "tier" : name) &&
			     (is_policy || scope_is_name(name));

		for (size_t i = 0; i < question->n_params; i++)
			known |= strcmp(question->params[i].name, name) == 0;
		assert_true(known);
	}
}

static void test_every_file(void **state)
{
	const struct scope scope = { 0 };
	struct db *db = open_db();
	size_t n = 0;

	(void)state;
	for (const struct query_file *file = query_files; file->name; file++) {
		struct question question;
		struct err err = ERR_INIT;
		struct db_stmt *stmt;

		if (query_file_is_schema(file))
			continue;
		assert_int_equal(question_find(file->name, &question, &err), 0);
		assert_int_equal(question.text[strlen(question.text) - 1], '?');
		assert_int_equal(
			question_ask(&question, db, &scope, NULL, &stmt, &err),
			0);
		check_statement(&question, stmt);
		assert_true(db_step(stmt, &err) >= 0);
		db_stmt_free(stmt);
		question_release(&question);
		n++;
	}
	assert_true(n >= 14);
	db_close(db);
}

static void test_header(void **state)
{
	struct question question;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(question_find("landings", &question, &err), 0);
	assert_string_equal(question.text,
			    "How long do changes take from authored to "
			    "landed?");
	assert_string_equal(question.columns[1].name, "period");
	assert_string_equal(question.columns[1].text,
			    "2025-06, 2025-Q2 or 2025, by landed date");
	assert_string_equal(question.params[0].name, "period");
	assert_string_equal(question.params[0].fallback, "quarter");
	assert_string_equal(question.params[0].choices, "quarter/month/year");
	assert_true(question_has_scope(&question, "author"));
	assert_false(question_has_scope(&question, "auth"));
	assert_int_equal(question.n_caveats, 1);
	question_release(&question);
}

static void test_unknown(void **state)
{
	struct question question;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(question_find("schema", &question, &err), -1);
	assert_int_equal(question_find("comits", &question, &err), -1);
	assert_int_equal(err.kind, FAIL_USAGE);
	assert_string_equal(err.msg, "no query of name 'comits'; did you mean "
				     "'commits'?");
}

static void check_params(const char *assignment, int want, const char *message)
{
	const struct scope scope = { 0 };
	struct opt_texts params = { 0 };
	struct question question;
	struct err err = ERR_INIT;
	struct db_stmt *stmt = NULL;
	struct db *db = open_db();

	opt_texts_add(&params, assignment);
	assert_int_equal(question_find("landings", &question, &err), 0);
	assert_int_equal(
		question_ask(&question, db, &scope, &params, &stmt, &err),
		want);
	assert_string_equal(err.msg, message);
	db_stmt_free(stmt);
	question_release(&question);
	opt_texts_release(&params);
	db_close(db);
}

static void test_params(void **state)
{
	(void)state;
	check_params("period=year", 0, "");
	check_params("period=week", -1,
		     "'period' of query 'landings' is one of "
		     "quarter/month/year, not 'week'");
	check_params("period=", -1,
		     "'period' of query 'landings' is one of "
		     "quarter/month/year, not ''");
	check_params("perod=year", -1,
		     "query 'landings' has no parameter 'perod'; did you mean "
		     "'period'?");
	check_params("repo=x", -1,
		     "'repo' of query 'landings' is not set by --param; use "
		     "the option --repo");
	check_params(
		"year", -1,
		"a parameter is given as NAME=VALUE, not 'year' (try --help)");
}

static void test_bind_value(void **state)
{
	static const struct {
		const char *value;
		enum db_type type;
	} rows[] = {
		{ "", DB_NULL },
		{ "5", DB_INT },
		{ "-5", DB_INT },
		{ "05", DB_TEXT },
		{ "+5", DB_TEXT },
		{ "5 ", DB_TEXT },
		{ "0.5", DB_TEXT },
		{ "abc", DB_TEXT },
		{ "99999999999999999999", DB_TEXT },
	};
	struct db *db = open_db();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct db_stmt *stmt;

		assert_int_equal(db_prepare(db, "SELECT :x", &stmt, &err), 0);
		question_bind_value(stmt, 1, rows[i].value);
		assert_int_equal(db_step(stmt, &err), 1);
		assert_int_equal(db_type(stmt, 0), rows[i].type);
		assert_string_equal(db_text(stmt, 0), rows[i].value);
		db_stmt_free(stmt);
	}
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_file),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_params),
		cmocka_unit_test(test_bind_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
