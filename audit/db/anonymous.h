/* SPDX-License-Identifier: MIT */
#ifndef DB_ANONYMOUS_H
#define DB_ANONYMOUS_H
/*
 * anonymous - a database that names no people: what the questions of the
 * library say of a person is "Person 12" and "person-12", by the query
 * pseudonyms, in whatever text a name or an address stands.
 *
 * Answers are made from what is there, and only then put in other words: a
 * count, an order or a comparison is the same as with names.
 */
#include "audit/base/buf.h"
#include "audit/db/db.h"
#include "audit/db/scope.h"

/* The row of an option table for a bool at this offset. */
#define ANONYMOUS_OPT(at) \
	{ \
		"anonymous", 0, OPT_FLAG, (at), NULL, \
			"people as Person 1, Person 2, ...; no names or " \
			"e-mails" \
	}

/*
 * From now on question_ask gives answers without people.  FAIL_USAGE where
 * the scope names an author.
 */
int anonymous_begin(struct db *db, const struct scope *scope, struct err *err);

/* Append a text in which somebody may stand; as it is unless begun. */
void anonymous_add(const struct db *db, const char *text, struct buf *out);

/* Let the rows of a question be anonymous if its database is; before a step. */
void anonymous_attach(struct db_stmt *stmt);

#endif
