/* SPDX-License-Identifier: MIT */

#include <stdio.h>
#include <string.h>

#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/base/suggest.h"
#include "audit/cmd.h"
#include "audit/db/anonymous.h"
#include "audit/db/question.h"
#include "audit/db/question_ahead.h"
#include "audit/db/scope.h"
#include "report/table.h"
#include "report/terminal.h"

struct query_config {
	const char *db;
	struct opt_texts params;
	struct scope scope;
	const char *format;
	const char *color; /* NULL: auto */
	bool exact;
	bool anonymous;
	const char *sql;
	bool list;
};

#define AT(field) offsetof(struct query_config, field)
static const struct opt query_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "the database (default: provenance.db)" },
	{ "param", 'p', OPT_TEXTS, AT(params), "NAME=VALUE",
	  "set a parameter of the query; may be repeated" },
	SCOPE_OPTS(AT(scope)),
	SCOPE_POLICY_OPT(AT(scope)),
	{ "format", 0, OPT_TEXT, AT(format), "FORMAT",
	  "table (default), csv, json or markdown" },
	TERMINAL_COLOR_OPT(AT(color)),
	{ "exact", 0, OPT_FLAG, AT(exact), NULL,
	  "csv: keep what a spreadsheet takes for formulas" },
	ANONYMOUS_OPT(AT(anonymous)),
	{ "sql", 0, OPT_TEXT, AT(sql), "SQL",
	  "run a statement of your own; it can only read" },
	{ "list", 0, OPT_FLAG, AT(list), NULL, "list the queries" },
	{ 0 }
};

static const struct opt_usage query_usage = {
	query_opts,
	"query [options] NAME | --sql SQL | --list",
	"Asks the database a question of the library, or one of your own.\n"
	"'query --list' names the library, 'query NAME --help' explains one: "
	"its\n"
	"columns, parameters, caveats, and which of --repo ... --until it "
	"takes.",
};

enum { HELP_COLUMN = 20, HELP_WIDTH = 79 };

/* Words of text from the column indent on, in lines of HELP_WIDTH. */
static void print_wrapped(const char *text, int indent)
{
	int at = indent;

	while (*text) {
		int len = (int)strcspn(text, " ");

		if (at > indent && at + 1 + len > HELP_WIDTH) {
			printf("\n%*s", indent, "");
			at = indent;
		}
		at += printf("%s%.*s", at > indent ? " " : "", len, text);
		text += len;
		text += strspn(text, " ");
	}
	putchar('\n');
}

static void print_notes(const char *title, const struct question_note *notes,
			size_t n_notes)
{
	if (n_notes)
		printf("\n%s\n", title);
	for (size_t i = 0; i < n_notes; i++) {
		const struct question_note *note = &notes[i];
		int width = printf("  %s", note->name);

		if (note->choices)
			width += printf("=%s", note->choices);
		else if (note->fallback && *note->fallback)
			width += printf("=%s", note->fallback);
		if (width + 2 > HELP_COLUMN)
			printf("\n%*s", HELP_COLUMN, "");
		else
			printf("%*s", HELP_COLUMN - width, "");
		print_wrapped(note->text, HELP_COLUMN);
	}
}

static void print_scope(const char *scope)
{
	if (!*scope)
		return;
	printf("\nScope:\n ");
	while (*scope) {
		int len = (int)strcspn(scope, " ");

		printf(" --%.*s", len, scope);
		scope += len;
		scope += strspn(scope, " ");
	}
	putchar('\n');
}

static int explain(const char *name, struct err *err)
{
	struct question question;

	if (question_find(name, &question, err) < 0)
		return -1;
	printf("%s - ", name);
	print_wrapped(question.text, (int)strlen(name) + 3);
	print_notes("Columns:", question.columns, question.n_columns);
	print_notes("Parameters (-p NAME=VALUE; the first value is the "
		    "default):",
		    question.params, question.n_params);
	print_scope(question.scope);
	if (question.n_caveats)
		printf("\nCaveats:\n");
	for (size_t i = 0; i < question.n_caveats; i++) {
		printf("  * ");
		print_wrapped(question.caveats[i], 4);
	}
	question_release(&question);
	return 0;
}

/* The longest name of a question, and two blanks. */
static int list_column(void)
{
	size_t max = 0;

	for (const struct query_file *file = query_files; file->name; file++) {
		size_t len = strlen(file->name);

		if (!query_file_is_schema(file) && len > max)
			max = len;
	}
	return (int)max + 2;
}

static int list(struct err *err)
{
	int column = list_column();

	for (const struct query_file *file = query_files; file->name; file++) {
		struct question question;

		if (query_file_is_schema(file))
			continue;
		if (question_find(file->name, &question, err) < 0)
			return -1;
		printf("%-*s", column, file->name);
		print_wrapped(question.text, column);
		question_release(&question);
	}
	return 0;
}

/*
 * The query that --help stands beside, or NULL: with nothing else on the
 * line any word is meant as one, so that a misspelt name is said.
 */
static const char *help_subject(int argc, char **argv)
{
	const char *subject = NULL;
	bool help = false;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0)
			help = true;
		else if (*argv[i] != '-' &&
			 (argc == 3 || query_file_find(argv[i])))
			subject = argv[i];
	}
	return help ? subject : NULL;
}

static int unknown_format(const char *name, struct err *err)
{
	static const char *const names[] = { "table", "csv", "json",
					     "markdown" };
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, name);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		suggest_offer(&near, names[i]);
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE,
		"no format '%s' (table, csv, json, markdown)%s", name,
		hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

/* The number of rows goes to *n_rows_out. */
static int print_rows(const struct query_config *config, struct db_stmt *stmt,
		      int64_t *n_rows_out, struct err *err)
{
	struct table_options options = {
		.out = stdout,
		.exact = config->exact,
		.width = terminal_width(stdout),
	};
	struct table_sink *sink;
	int ret;

	if (terminal_bold(stdout, config->color, &options.is_bold, err) < 0)
		return -1;
	sink = table_new(config->format, &options);
	if (!sink)
		return unknown_format(config->format, err);
	ret = table_run(stmt, &sink, 1, n_rows_out, err);
	table_free(sink);
	return ret;
}

/* An answer without rows may only mean that no policy was given. */
static int explain_no_rows(const struct question *question, struct db *db,
			   struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (!question_has_scope(question, "policy"))
		return 0;
	if (db_prepare(db, "SELECT 1 FROM policies", &stmt, err) < 0)
		return -1;
	more = db_step(stmt, err);
	db_stmt_free(stmt);
	if (more == 0)
		fputs("The database holds no policy; 'git provenance audit "
		      "--policy FILE' gives it one.\n",
		      stderr);
	return more < 0 ? -1 : 0;
}

static int run_question(const struct query_config *config, struct db *db,
			const char *name, struct err *err)
{
	struct question question;
	struct answers *answers = NULL;
	struct db_stmt *stmt = NULL;
	int64_t n_rows = 0;
	int ret = -1;

	if (config->anonymous && anonymous_begin(db, &config->scope, err) < 0)
		return -1;
	if (question_find(name, &question, err) < 0)
		return -1;
	if (question_ask_ahead(&question, db, &config->scope, &config->params,
			       &answers, err) < 0 ||
	    question_ask(&question, db, &config->scope, &config->params, &stmt,
			 err) < 0)
		goto out;
	ret = print_rows(config, stmt, &n_rows, err);
	if (ret == 0 && n_rows == 0)
		ret = explain_no_rows(&question, db, err);
out:
	db_stmt_free(stmt);
	answers_free(answers);
	question_release(&question);
	return ret;
}

/* The parameters of a statement of the user's own. */
static int bind_sql(const struct query_config *config, struct db *db,
		    struct db_stmt *stmt, struct err *err)
{
	if (scope_bind(&config->scope, db, stmt, "the statement of --sql",
		       err) < 0)
		return -1;
	for (size_t i = 0; i < config->params.n_items; i++) {
		const char *item = config->params.items[i];
		const char *equals = strchr(item, '=');
		char name[64];
		int n;

		if (!equals)
			return err_set(err, FAIL_USAGE,
				       "a parameter is given as NAME=VALUE, "
				       "not '%s' (try --help)",
				       item);
		snprintf(name, sizeof(name), "%.*s", (int)(equals - item),
			 item);
		n = db_param(stmt, name);
		if (!n)
			return err_set(err, FAIL_USAGE,
				       "the statement of --sql has no "
				       "parameter ':%s'; write it in there, or "
				       "leave --param out",
				       name);
		question_bind_value(stmt, n, equals + 1);
	}
	return 0;
}

static int run_sql(const struct query_config *config, struct db *db,
		   struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret = -1;

	if (db_prepare(db, config->sql, &stmt, err) < 0)
		return err_wrap(err, "--sql");
	if (!db_is_read_only(stmt))
		err_set(err, FAIL_USAGE,
			"--sql only reads, and this statement would change the "
			"database; ask with SELECT");
	else if (!db_n_columns(stmt))
		err_set(err, FAIL_USAGE,
			"--sql wants a statement that gives rows; ask with "
			"SELECT");
	else if (bind_sql(config, db, stmt, err) == 0)
		ret = print_rows(config, stmt, NULL, err);
	db_stmt_free(stmt);
	return ret;
}

static int check_usage(const struct query_config *config, int n_args,
		       char **argv, struct err *err)
{
	int n_asked = n_args + !!config->sql + config->list;

	if (n_asked == 0)
		return err_set(err, FAIL_USAGE,
			       "query wants a name; --list lists them");
	if (n_args > 1)
		return err_set(err, FAIL_USAGE,
			       "one query at a time: '%s' is one too many (try "
			       "--help)",
			       argv[2]);
	if (n_asked > 1)
		return err_set(err, FAIL_USAGE,
			       "a query's name, --sql and --list exclude each "
			       "other; leave all but one of them out");
	if (config->exact && strcmp(config->format, "csv") != 0)
		return err_set(
			err, FAIL_USAGE,
			"--exact is for --format csv only; add --format csv");
	if (config->sql && config->anonymous)
		return err_set(err, FAIL_USAGE,
			       "--anonymous is for the queries of the library, "
			       "not for --sql; leave one of them out");
	return 0;
}

static int run(int argc, char **argv, struct err *err)
{
	struct query_config config = { .db = "provenance.db",
				       .format = "table" };
	const char *subject = help_subject(argc, argv);
	struct db *db = NULL;
	int ret, n_args;

	if (subject)
		return explain(subject, err);
	ret = opt_parse(&query_usage, &config, argc, argv, &n_args, err);
	if (ret) {
		ret = ret < 0 ? -1 : 0;
		goto out;
	}
	ret = check_usage(&config, n_args, argv, err);
	if (ret < 0)
		goto out;
	confine_beside(config.db);
	if (config.list)
		ret = list(err);
	else if ((ret = db_open(config.db, DB_READ, &db, err)) == 0 &&
		 (ret = db_cache_more(db, err)) == 0)
		ret = config.sql ? run_sql(&config, db, err)
				 : run_question(&config, db, argv[1], err);
out:
	db_close(db);
	opt_texts_release(&config.params);
	return ret;
}

const struct cmd cmd_query = {
	"query",
	"ask the database a question",
	run,
	&query_usage,
};
