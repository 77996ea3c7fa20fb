/* SPDX-License-Identifier: MIT */
#include "audit/db/anonymous.h"

#include <inttypes.h>
#include <string.h>

#include "audit/base/alias.h"
#include "audit/base/xalloc.h"
#include "audit/db/handle.h"
#include "audit/db/question.h"

/* What is done with the texts of a column. */
struct column_rule {
	const char *name;
	bool is_kept; /* it is no text of people's; else see ALIAS_NAMES */
};

/*
 * Columns that hold no free text.  In all others, those of queries to come
 * among them, every name counts.
 */
static const struct column_rule rules[] = {
	{ "repo", true },       { "oid", true },       { "tip", true },
	{ "period", true },     { "kind", true },      { "class", true },
	{ "content", true },    { "hash", true },      { "outcome", true },
	{ "severity", true },   { "state", true },     { "status", true },
	{ "verified", true },   { "fact", true },      { "meaning", true },
	{ "note", true },       { "measure", true },   { "effect", true },
	{ "problem", true },    { "area", false },     { "part", false },
	{ "place", false },     { "against", false },  { "path", false },
	{ "pair_path", false }, { "paths", false },    { "pattern", false },
	{ "policy", false },    { "policy_a", false }, { "policy_b", false },
	{ "tier", false },      { "tiers", false },    { "tool", false },
	{ "tools", false },     { "model", false },    { "bot", false },
	{ "key", false },       { "form", false },     { "matcher", false },
	{ "era", false },       { "rule", false },     { "source", false },
	{ "size", false },      { "stratum", false },  { "reason", false },
	{ NULL, false },
};

static void choose(struct db_words *words, const char *column)
{
	*words = (struct db_words){ true, ALIAS_ALL, false, BUF_INIT };
	for (const struct column_rule *rule = rules; rule->name; rule++) {
		if (strcmp(rule->name, column) != 0)
			continue;
		words->is_changed = !rule->is_kept;
		words->depth = ALIAS_NAMES;
	}
}

void anonymous_attach(struct db_stmt *stmt)
{
	if (!stmt->db->alias)
		return;
	stmt->words = xcalloc((size_t)stmt->n_columns, sizeof(*stmt->words));
	for (int i = 0; i < stmt->n_columns; i++)
		choose(&stmt->words[i], db_column_name(stmt, i));
}

/* A row of "pseudonyms": person, kind, text. */
static void take(struct alias *alias, const struct db_stmt *row)
{
	const bool is_email = strcmp(db_text(row, 1), "email") == 0;
	char what[40];

	snprintf(what, sizeof(what),
		 is_email ? "person-%" PRId64 : "Person %" PRId64,
		 db_int(row, 0));
	alias_add(alias, db_text(row, 2), what);
}

static int read_people(struct db *db, struct alias *alias, struct err *err)
{
	const struct scope all = { 0 };
	struct question question;
	struct db_stmt *rows = NULL;
	int more = -1;

	if (question_find("pseudonyms", &question, err) < 0)
		return -1;
	if (question_ask(&question, db, &all, NULL, &rows, err) < 0)
		goto out;
	while ((more = db_step(rows, err)) > 0)
		take(alias, rows);
out:
	db_stmt_free(rows);
	question_release(&question);
	return more;
}

int anonymous_begin(struct db *db, const struct scope *scope, struct err *err)
{
	struct alias *alias;

	if (scope->author)
		return err_set(err, FAIL_USAGE,
			       "--anonymous names nobody, but --author does; "
			       "leave one of them out");
	alias = alias_new();
	if (read_people(db, alias, err) < 0) {
		alias_free(alias);
		return -1;
	}
	db->alias = alias;
	return 0;
}

void anonymous_add(const struct db *db, const char *text, struct buf *out)
{
	if (db->alias)
		alias_apply(db->alias, ALIAS_ALL, text, out);
	else
		buf_add_str(out, text);
}
