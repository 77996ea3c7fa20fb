/* SPDX-License-Identifier: MIT */
#ifndef DB_COMPANION_H
#define DB_COMPANION_H
/*
 * companion - the query whose rows the added columns of a question are
 * computed from: what the line "rows" of its header names.
 */
#include "audit/db/question.h"

/* All zero has no query; release with companion_release. */
struct companion {
	const struct question *of; /* the question; not owned */
	struct question question;  /* the query */
	struct buf texts;          /* "NAME=VALUE": what it was asked with */
	char *key_text;            /* what the keys point into */
	const char **keys; /* columns that say which row its rows are behind */
	size_t n_keys;
};

/* Read the line "rows" of a question that has one, and outlives this. */
int companion_find(const struct question *question,
		   struct companion *companion_out, struct err *err);
void companion_release(struct companion *companion);

/*
 * Ask it with what the question is asked with.  The rows must be freed before
 * the companion.
 */
int companion_ask(struct companion *companion, struct db *db,
		  const struct scope *scope, const struct opt_texts *params,
		  struct db_stmt **rows_out, struct err *err);

/* The words of text, which is cut in place; the array is the caller's. */
const char **companion_words(char *text, size_t *n_out);

#endif
