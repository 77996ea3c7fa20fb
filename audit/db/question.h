/* SPDX-License-Identifier: MIT */
#ifndef DB_QUESTION_H
#define DB_QUESTION_H
/*
 * question - a file of queries/ with its header read, ready to be asked.
 * The header format stands in queries/queries.h.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/opt.h"
#include "audit/db/db.h"
#include "audit/db/scope.h"
#include "queries/queries.h"

/* A "NAME | text" line of a header; both owned by the question. */
struct question_note {
	char *name;     /* column, or parameter */
	char *text;     /* what it holds or does */
	char *fallback; /* a parameter's default, "" is NULL; NULL: a column */
	char *choices;  /* all values, "a/b/c", default first; NULL: any */
	char *computed; /* how a column is added; NULL: it is the statement's */
};

/* Owned by the caller; release with question_release. */
struct question {
	const struct query_file *file;
	char *text;  /* the question, ending in a question mark */
	char *scope; /* names of the SCOPE options, blank separated; may be "" */
	char *rows;  /* "QUERY by COLUMN ...", its companion; NULL: none */
	bool plain;  /* set by who needs none of the added columns: they cost */
	struct question_note *columns; /* the added ones last */
	size_t n_columns;
	struct question_note *params;
	size_t n_params;
	char **caveats;
	size_t n_caveats;
};

/* True if the SCOPE option of that name (no dashes) is in its scope line. */
bool question_has_scope(const struct question *question, const char *option);

/* Find and read by name; FAIL_USAGE with the nearest name if unknown. */
int question_find(const char *name, struct question *question_out,
		  struct err *err);
void question_release(struct question *question);

/*
 * Bind a value from the command line: a whole number as C would print it is
 * an integer, an empty text is NULL, anything else stays text.
 */
void question_bind_value(struct db_stmt *stmt, int n, const char *value);

/*
 * Prepare and bind: scope, then params ("NAME=VALUE" each; unknown names and
 * values that are no choice are FAIL_USAGE), then the defaults of the header
 * for what was not given.  The statement is checked to be read-only and
 * belongs to the caller; it must be freed before the question and the texts
 * of scope and params.  Its rows have the added columns too.
 *
 * Where the database shares answers (see answers.h), what was asked before is
 * not asked again, and the statement shows rows in memory.
 */
int question_ask(const struct question *question, struct db *db,
		 const struct scope *scope, const struct opt_texts *params,
		 struct db_stmt **stmt_out, struct err *err);

/*
 * Append to texts what a companion is asked with: each parameter of question
 * that it has too, as "NAME=VALUE" and a zero byte, by params or by default.
 */
void question_pass_on(const struct question *companion,
		      const struct question *question,
		      const struct opt_texts *params, struct buf *texts);

#endif
