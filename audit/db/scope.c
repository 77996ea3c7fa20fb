/* SPDX-License-Identifier: MIT */
#include "audit/db/scope.h"

#include <stdbool.h>
#include <string.h>

#include "audit/base/date.h"
#include "audit/base/suggest.h"

/* One SCOPE option in the form that binding and describing need. */
struct part {
	const char *name;      /* of the option and of the parameter */
	const char *text;      /* NULL: not given, or a date */
	struct opt_date date;  /* not set: not given, or a text */
	const char *words;     /* what stands before the value in a caption */
	const char *names_sql; /* all values that there are; NULL: any */
	const char *list;      /* the query that lists them */
};

enum { N_PARTS = 8 };

static void split(const struct scope *scope, struct part parts[N_PARTS])
{
	const struct part all[N_PARTS] = {
		{ "repo",
		  scope->repo,
		  { 0 },
		  "repository ",
		  "SELECT name FROM repos ORDER BY name",
		  "summary" },
		{ "area",
		  scope->area,
		  { 0 },
		  "area ",
		  "SELECT DISTINCT name FROM areas ORDER BY name",
		  "areas" },
		{ "path", scope->path, { 0 }, "paths like ", NULL, NULL },
		{ "author", scope->author, { 0 }, "authors like ", NULL, NULL },
		{ "since", NULL, scope->since, "landed since ", NULL, NULL },
		{ "until", NULL, scope->until, "landed before ", NULL, NULL },
		{ "policy",
		  scope->policy,
		  { 0 },
		  "policy ",
		  "SELECT DISTINCT name FROM policies ORDER BY name",
		  "policies" },
		{ "tier",
		  scope->tier,
		  { 0 },
		  "tier ",
		  "SELECT DISTINCT name FROM tiers ORDER BY name",
		  "tiers" },
	};

	memcpy(parts, all, sizeof(all));
}

static bool is_set(const struct part *part)
{
	return part->text || part->date.is_set;
}

/* The option is set, but the statement has no parameter for it. */
static int not_understood(const struct part *part, const struct db_stmt *stmt,
			  const char *what, struct err *err)
{
	struct part all[N_PARTS];
	struct buf known = BUF_INIT;

	split(&(struct scope){ 0 }, all);
	for (size_t i = 0; i < N_PARTS; i++)
		if (db_param(stmt, all[i].name))
			buf_addf(&known, "%s--%s", known.len ? ", " : "",
				 all[i].name);
	if (known.len)
		err_set(err, FAIL_USAGE,
			"%s has no use for --%s; its scope is set by %s", what,
			part->name, known.data);
	else
		err_set(err, FAIL_USAGE, "%s has no use for --%s; leave it out",
			what, part->name);
	buf_release(&known);
	return -1;
}

static int unknown_name(const struct part *part, const struct suggest *near,
			struct err *err)
{
	struct buf hint = BUF_INIT;

	suggest_say(near, &hint);
	if (!hint.len)
		buf_addf(&hint, "; 'git provenance query %s' lists them",
			 part->list);
	err_set(err, FAIL_USAGE, "no %sof name '%s' in the database%s",
		part->words, part->text, hint.data);
	buf_release(&hint);
	return -1;
}

/* 0 if the database holds the name that the part asks for. */
static int check_name(const struct part *part, struct db *db, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct suggest near;
	bool found = false;
	int more;

	suggest_init(&near, part->text);
	if (db_prepare(db, part->names_sql, &stmt, err) < 0)
		return -1;
	while (!found && (more = db_step(stmt, err)) > 0) {
		found = strcmp(db_text(stmt, 0), part->text) == 0;
		suggest_offer(&near, db_text(stmt, 0));
	}
	if (found)
		more = 0;
	else if (more == 0)
		more = unknown_name(part, &near, err);
	db_stmt_free(stmt);
	suggest_release(&near);
	return more;
}

/* The parameter of the statement that a part sets; 0: none. */
static int param_of(const struct part *part, const struct scope *scope,
		    const struct db_stmt *stmt)
{
	int n = db_param(stmt, part->name);

	if (!n && scope->tier && strcmp(part->name, "policy") == 0)
		n = db_param(stmt, "tier_policy");
	return n;
}

static int bind_part(const struct part *part, int n, struct db *db,
		     struct db_stmt *stmt, const char *what, struct err *err)
{
	if (!is_set(part)) {
		if (n)
			db_bind_null(stmt, n);
		return 0;
	}
	if (!n)
		return not_understood(part, stmt, what, err);
	if (part->names_sql && check_name(part, db, err) < 0)
		return -1;
	if (part->text)
		db_bind_text(stmt, n, part->text);
	else
		db_bind_int(stmt, n, part->date.at);
	return 0;
}

int scope_bind(const struct scope *scope, struct db *db, struct db_stmt *stmt,
	       const char *what, struct err *err)
{
	struct part parts[N_PARTS];

	split(scope, parts);
	for (size_t i = 0; i < N_PARTS; i++)
		if (bind_part(&parts[i], param_of(&parts[i], scope, stmt), db,
			      stmt, what, err) < 0)
			return -1;
	return 0;
}

void scope_describe(const struct scope *scope, struct buf *out)
{
	struct part parts[N_PARTS];
	const char *between = "";

	split(scope, parts);
	for (size_t i = 0; i < N_PARTS; i++) {
		char date[DATE_TEXT_MAX];

		if (!is_set(&parts[i]))
			continue;
		if (parts[i].date.at % 86400)
			date_format_second(parts[i].date.at, date);
		else
			date_format_day(parts[i].date.at, date);
		buf_addf(out, "%s%s%s", between, parts[i].words,
			 parts[i].text ? parts[i].text : date);
		between = "; ";
	}
	if (!*between)
		buf_add_str(out, "whole history");
}

bool scope_is_name(const char *name)
{
	struct part parts[N_PARTS];

	split(&(struct scope){ 0 }, parts);
	for (size_t i = 0; i < N_PARTS; i++)
		if (strcmp(parts[i].name, name) == 0)
			return true;
	return false;
}
