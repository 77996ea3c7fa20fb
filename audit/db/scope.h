/* SPDX-License-Identifier: MIT */
#ifndef DB_SCOPE_H
#define DB_SCOPE_H
/*
 * scope - which part of the history a question is about: the SCOPE options
 * that query, plot and report share.  Unset means everything.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/opt.h"
#include "audit/db/db.h"

/* Texts point into argv; NULL: not given. */
struct scope {
	const char *repo; /* repos.name, exactly */
	const char *area; /* areas.name, exactly */
	const char *path; /* GLOB over paths.path */
	const char
		*author; /* part of "Name <e-mail>" after mailmap, any case */
	struct opt_date since, until; /* landed at or after; before */
	const char *policy;           /* policies.name, exactly */
	const char *tier;             /* tiers.name of any policy, exactly */
};

/* The rows of an option table for the struct scope at this offset. */
#define SCOPE_OPTS(at) \
	{ "repo",   0, \
	  OPT_TEXT, (at) + offsetof(struct scope, repo), \
	  "NAME",   "only this repository of the database" }, \
		{ "area",   0, \
		  OPT_TEXT, (at) + offsetof(struct scope, area), \
		  "NAME",   "only what touches this area" }, \
		{ "path",   0, \
		  OPT_TEXT, (at) + offsetof(struct scope, path), \
		  "GLOB",   "only what touches a path like this" }, \
		{ "author",  0, \
		  OPT_TEXT,  (at) + offsetof(struct scope, author), \
		  "PATTERN", "only authors whose name or e-mail holds this" }, \
		{ "since",  0, \
		  OPT_DATE, (at) + offsetof(struct scope, since), \
		  "DATE",   "only what landed on this day or later" }, \
		{ "until",  0, \
		  OPT_DATE, (at) + offsetof(struct scope, until), \
		  "DATE",   "only what landed before this day" }, \
	{ \
		"tier", 0, OPT_TEXT, (at) + offsetof(struct scope, tier), \
			"NAME", "only what touches this tier of a policy" \
	}

/* The row for the policies that the database holds. */
#define SCOPE_POLICY_OPT(at) \
	{ \
		"policy", 0, OPT_TEXT, (at) + offsetof(struct scope, policy), \
			"NAME", "only by this policy of the database" \
	}

/*
 * Bind :repo, :area, :path, :author, :since, :until, :policy, :tier where the
 * statement has them; NULL where the scope does not set them.  Where a tier is
 * set, a statement without :policy may have :tier_policy for it.  A set option
 * that the statement has no parameter for is FAIL_USAGE, naming the option and
 * what (the query or chart).  A repository, area, policy or tier that the
 * database does not hold is FAIL_USAGE too, with the nearest names.  what
 * stands in messages as it is: "query 'people'".  The scope's texts must
 * outlive the statement.
 */
int scope_bind(const struct scope *scope, struct db *db, struct db_stmt *stmt,
	       const char *what, struct err *err);

/*
 * Append the scope in words for titles and captions: "whole history", or
 * "area Block layer; landed since 2024-01-01".
 */
void scope_describe(const struct scope *scope, struct buf *out);

/* True if a SCOPE option has this name (without dashes). */
bool scope_is_name(const char *name);

#endif
