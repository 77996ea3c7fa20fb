/* SPDX-License-Identifier: MIT */
/*
 * The header is read from the compiled-in text, so a line that is not in the
 * format is a bug of this program, found by the tests: hence the assertions.
 */
#include "audit/db/question.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/db/anonymous.h"
#include "audit/db/answers.h"
#include "audit/db/handle.h"
#include "audit/db/kept.h"
#include "audit/db/question_added.h"

/* What a header line "-- KEY: VALUE" does with its value. */
struct header_key {
	const char *key;
	void (*take)(struct question *question, const char *value);
};

static char *trimmed(const char *text, size_t len)
{
	while (len && text[len - 1] == ' ')
		len--;
	while (len && *text == ' ') {
		text++;
		len--;
	}
	return xmemdup0(text, len);
}

/* Room for one more note; both arrays grow by one: they are short. */
static struct question_note *more_notes(struct question_note **notes,
					size_t *n_notes)
{
	*notes = xreallocarray(*notes, *n_notes + 1, sizeof(**notes));
	return &(*notes)[(*n_notes)++];
}

static void take_text(struct question *question, const char *value)
{
	assert(!question->text);
	question->text = xstrdup(value);
}

static void take_scope(struct question *question, const char *value)
{
	assert(!question->scope);
	question->scope = xstrdup(value);
}

static void take_column(struct question *question, const char *value)
{
	struct question_note *note =
		more_notes(&question->columns, &question->n_columns);
	const char *bar = strchr(value, '|');

	assert(bar);
	note->name = trimmed(value, (size_t)(bar - value));
	note->text = trimmed(bar + 1, strlen(bar + 1));
	note->fallback = NULL;
	note->choices = NULL;
	note->computed = NULL;
}

static void take_rows(struct question *question, const char *value)
{
	assert(!question->rows);
	question->rows = xstrdup(value);
}

/* "NAME = COMPUTATION | text": a column but for the middle. */
static void take_added(struct question *question, const char *value)
{
	const char *equals = strchr(value, '=');
	const char *bar = equals ? strchr(equals, '|') : NULL;
	struct question_note *note;

	assert(bar);
	take_column(question, value);
	note = &question->columns[question->n_columns - 1];
	free(note->name);
	note->name = trimmed(value, (size_t)(equals - value));
	note->computed = trimmed(equals + 1, (size_t)(bar - equals - 1));
}

static void take_param(struct question *question, const char *value)
{
	struct question_note *note =
		more_notes(&question->params, &question->n_params);
	const char *equals = strchr(value, '=');
	const char *bar = equals ? strchr(equals, '|') : NULL;

	assert(bar);
	note->name = trimmed(value, (size_t)(equals - value));
	note->fallback = trimmed(equals + 1, (size_t)(bar - equals - 1));
	note->text = trimmed(bar + 1, strlen(bar + 1));
	note->choices = NULL;
	note->computed = NULL;
	if (strchr(note->fallback, '/')) {
		note->choices = xstrdup(note->fallback);
		*strchr(note->fallback, '/') = '\0';
	}
}

static void take_caveat(struct question *question, const char *value)
{
	question->caveats =
		xreallocarray(question->caveats, question->n_caveats + 1,
			      sizeof(*question->caveats));
	question->caveats[question->n_caveats++] = xstrdup(value);
}

static void take_line(struct question *question, const char *line)
{
	static const struct header_key keys[] = {
		{ "question", take_text }, { "column", take_column },
		{ "rows", take_rows },     { "added", take_added },
		{ "param", take_param },   { "scope", take_scope },
		{ "caveat", take_caveat }, { NULL, NULL },
	};
	const char *colon = strchr(line, ':');
	size_t len = colon ? (size_t)(colon - line) : 0;

	for (const struct header_key *key = keys; key->key; key++) {
		if (strlen(key->key) != len || memcmp(key->key, line, len) != 0)
			continue;
		line += len + 1;
		key->take(question, line + strspn(line, " "));
		return;
	}
	assert(strncmp(line, "SPDX-", 5) == 0);
}

/* A line indented by three blanks or more goes on with the one before it. */
static void read_header(struct question *question, const char *sql)
{
	struct buf line = BUF_INIT;

	while (strncmp(sql, "-- ", 3) == 0) {
		size_t len = strcspn(sql, "\n");
		size_t indent = 2 + strspn(sql + 2, " ");

		if (indent >= 5)
			buf_add_char(&line, ' ');
		else if (line.len)
			take_line(question, line.data);
		if (indent < 5)
			buf_clear(&line);
		buf_add(&line, sql + indent, len - indent);
		sql += len + (sql[len] == '\n');
	}
	if (line.len)
		take_line(question, line.data);
	buf_release(&line);
	if (!question->scope)
		question->scope = xstrdup("");
	assert(question->text && question->n_columns);
}

static int unknown_question(const char *name, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, name);
	for (const struct query_file *file = query_files; file->name; file++)
		if (!query_file_is_schema(file))
			suggest_offer(&near, file->name);
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "no query of name '%s'%s", name,
		hint.len ? hint.data : "; --list lists them");
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

int question_find(const char *name, struct question *question_out,
		  struct err *err)
{
	const struct query_file *file = query_file_find(name);

	if (!file || query_file_is_schema(file))
		return unknown_question(name, err);
	memset(question_out, 0, sizeof(*question_out));
	question_out->file = file;
	read_header(question_out, file->sql);
	return 0;
}

static void free_notes(struct question_note *notes, size_t n_notes)
{
	for (size_t i = 0; i < n_notes; i++) {
		free(notes[i].name);
		free(notes[i].text);
		free(notes[i].fallback);
		free(notes[i].choices);
		free(notes[i].computed);
	}
	free(notes);
}

void question_release(struct question *question)
{
	free(question->text);
	free(question->scope);
	free(question->rows);
	free_notes(question->columns, question->n_columns);
	free_notes(question->params, question->n_params);
	for (size_t i = 0; i < question->n_caveats; i++)
		free(question->caveats[i]);
	free(question->caveats);
	memset(question, 0, sizeof(*question));
}

/* True if word is one of the words that the separators part. */
static bool is_among(const char *words, const char *separators,
		     const char *word)
{
	size_t len = strlen(word);

	while (*words) {
		size_t n = strcspn(words, separators);

		if (n == len && memcmp(words, word, n) == 0)
			return true;
		words += n;
		words += strspn(words, separators);
	}
	return false;
}

bool question_has_scope(const struct question *question, const char *option)
{
	return is_among(question->scope, " ", option);
}

void question_bind_value(struct db_stmt *stmt, int n, const char *value)
{
	char back[24];
	int64_t number = strtoll(value, NULL, 10);

	snprintf(back, sizeof(back), "%" PRId64, number);
	if (!*value)
		db_bind_null(stmt, n);
	else if (strcmp(back, value) == 0)
		db_bind_int(stmt, n, number);
	else
		db_bind_text(stmt, n, value);
}

static int unknown_param(const struct question *question, const char *name,
			 struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	if (question_has_scope(question, name))
		return err_set(err, FAIL_USAGE,
			       "'%s' of query '%s' is not set by --param; use "
			       "the option --%s",
			       name, question->file->name, name);
	suggest_init(&near, name);
	for (size_t i = 0; i < question->n_params; i++)
		suggest_offer(&near, question->params[i].name);
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "query '%s' has no parameter '%s'%s",
		question->file->name, name, hint.data);
	err_hint(err, "README, 'The query library', has those that it takes");
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

static const struct question_note *find_param(const struct question *question,
					      const char *name)
{
	for (size_t i = 0; i < question->n_params; i++)
		if (strcmp(question->params[i].name, name) == 0)
			return &question->params[i];
	return NULL;
}

static int bind_given(const struct question *question, struct db_stmt *stmt,
		      const char *assignment, struct err *err)
{
	const struct question_note *param;
	const char *value = strchr(assignment, '=');
	char *name;
	int ret = 0;

	if (!value)
		return err_set(err, FAIL_USAGE,
			       "a parameter is given as NAME=VALUE, not '%s' "
			       "(try --help)",
			       assignment);
	name = xmemdup0(assignment, (size_t)(value - assignment));
	value++;
	param = find_param(question, name);
	if (!param)
		ret = unknown_param(question, name, err);
	else if (param->choices && !is_among(param->choices, "/", value))
		ret = err_set(err, FAIL_USAGE,
			      "'%s' of query '%s' is one of %s, not '%s'", name,
			      question->file->name, param->choices, value);
	else
		question_bind_value(stmt, db_param(stmt, name), value);
	free(name);
	return ret;
}

static int bind_all(const struct question *question, struct db *db,
		    const struct scope *scope, const struct opt_texts *params,
		    struct db_stmt *stmt, struct err *err)
{
	char what[128];

	snprintf(what, sizeof(what), "query '%s'", question->file->name);
	if (scope_bind(scope, db, stmt, what, err) < 0)
		return -1;
	for (size_t i = 0; i < question->n_params; i++) {
		const struct question_note *param = &question->params[i];

		question_bind_value(stmt, db_param(stmt, param->name),
				    param->fallback);
	}
	for (size_t i = 0; params && i < params->n_items; i++)
		if (bind_given(question, stmt, params->items[i], err) < 0)
			return -1;
	return 0;
}

/* A question that is being asked. */
struct asking {
	const struct question *question;
	struct db *db;
	const struct scope *scope;
	const struct opt_texts *params;
	struct db_stmt *stmt;
};

static bool wants_added(const struct question *question)
{
	/* the added ones are the last */
	return !question->plain &&
	       question->columns[question->n_columns - 1].computed;
}

static int add_columns(const struct asking *asking, struct err *err)
{
	if (!wants_added(asking->question))
		return 0;
	return question_add_columns(asking->question, asking->db, asking->scope,
				    asking->params, asking->stmt, err);
}

/* Show rows that are kept instead; NULL: -1. */
static int show(struct asking *asking, const struct kept *kept)
{
	if (!kept)
		return -1;
	db_stmt_free(asking->stmt);
	asking->stmt = kept_show(kept);
	return 0;
}

/* The rows as SQL gives them: whoever wants added columns or none. */
static int share_plain(struct asking *asking, const char *sql, struct err *err)
{
	struct answers *answers = asking->db->answers;
	const struct kept *kept = answers_take(answers, sql);

	if (!kept)
		kept = answers_put(answers, sql, kept_read(asking->stmt, err));
	return show(asking, kept);
}

static int share_added(struct asking *asking, const char *sql, struct err *err)
{
	struct answers *answers = asking->db->answers;
	struct buf key = BUF_INIT;
	struct kept *read = NULL;
	const struct kept *kept;

	buf_addf(&key, "%s added", sql);
	kept = answers_take(answers, key.data);
	if (!kept) {
		if (share_plain(asking, sql, err) == 0 &&
		    add_columns(asking, err) == 0)
			read = kept_read(asking->stmt, err);
		kept = answers_put(answers, key.data, read);
	}
	buf_release(&key);
	return show(asking, kept);
}

/* From the rows that the database shares, or to them. */
static int answer(struct asking *asking, struct err *err)
{
	const struct question *question = asking->question;
	char *sql = NULL;
	int ret;

	if (asking->db->answers)
		sql = db_bound_sql(asking->stmt);
	if (!sql)
		return add_columns(asking, err);
	if (wants_added(question))
		ret = share_added(asking, sql, err);
	else
		ret = share_plain(asking, sql, err);
	free(sql);
	return ret;
}

int question_ask(const struct question *question, struct db *db,
		 const struct scope *scope, const struct opt_texts *params,
		 struct db_stmt **stmt_out, struct err *err)
{
	struct asking asking = { question, db, scope, params, NULL };

	if (db_prepare(db, question->file->sql, &asking.stmt, err) < 0) {
		err->kind = FAIL_WORLD; /* the file is right: tables lack */
		return err_wrap(err, "query '%s'", question->file->name);
	}
	assert(db_is_read_only(asking.stmt));
	anonymous_attach(asking.stmt);
	if (bind_all(question, db, scope, params, asking.stmt, err) < 0 ||
	    answer(&asking, err) < 0) {
		db_stmt_free(asking.stmt);
		return -1;
	}
	*stmt_out = asking.stmt;
	return 0;
}

/* The value of an assignment to name, or fallback. */
static const char *value_of(const struct opt_texts *params, const char *name,
			    const char *fallback)
{
	size_t len = strlen(name);

	for (size_t i = 0; params && i < params->n_items; i++)
		if (strncmp(params->items[i], name, len) == 0 &&
		    params->items[i][len] == '=')
			fallback = params->items[i] + len + 1;
	return fallback;
}

void question_pass_on(const struct question *companion,
		      const struct question *question,
		      const struct opt_texts *params, struct buf *texts)
{
	for (size_t i = 0; i < question->n_params; i++) {
		const struct question_note *param = &question->params[i];

		if (!find_param(companion, param->name))
			continue;
		buf_addf(texts, "%s=%s", param->name,
			 value_of(params, param->name, param->fallback));
		buf_add_char(texts, '\0');
	}
}
