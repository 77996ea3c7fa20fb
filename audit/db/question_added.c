/* SPDX-License-Identifier: MIT */
#include "audit/db/question_added.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/db/added.h"
#include "audit/db/companion.h"
#include "audit/db/computed.h"

/* An argument: a column of the row, or a number. */
struct argument {
	int column; /* < 0: the number */
	double number;
};

/* One added column. */
struct computation {
	const struct computed_kind *kind;
	enum computed_part part;
	struct argument args[COMPUTED_ARGS];
};

/* The columns of one statement. */
struct columns {
	struct added base; /* first: see added.h */
	const char **names;
	struct computation *computations; /* base.n_columns of them */
	struct companion companion;
	struct db_stmt *rows; /* of the companion; NULL: none, or read */
	struct group_map groups;
	struct group nothing; /* for rows that no group belongs to */
};

static struct argument read_argument(const char *word,
				     const struct db_stmt *stmt)
{
	char *end;
	struct argument argument = { -1, strtod(word, &end) };

	if (*end) {
		argument.column = group_column(stmt, word);
		assert(argument.column >= 0);
	}
	return argument;
}

/* "share-low 365" */
static void read_computation(struct computation *computation, const char *text,
			     const struct db_stmt *stmt)
{
	char *copy = xstrdup(text);
	size_t n_words;
	const char **words = companion_words(copy, &n_words);

	assert(n_words >= 1 && n_words <= COMPUTED_ARGS + 1);
	computation->kind = computed_find(words[0], &computation->part);
	assert(computation->kind);
	assert(computed_takes(computation->kind, (int)n_words - 1));
	for (size_t i = 0; i < COMPUTED_ARGS; i++)
		computation->args[i] =
			i + 1 < n_words ? read_argument(words[i + 1], stmt)
					: (struct argument){ -1, -1 };
	free((void *)words);
	free(copy);
}

/* False if an argument is NULL in this row. */
static bool read_args(const struct computation *computation,
		      const struct db_stmt *stmt, double *args)
{
	for (size_t i = 0; i < COMPUTED_ARGS; i++) {
		const struct argument *from = &computation->args[i];

		args[i] = from->number;
		if (from->column < 0)
			continue;
		if (db_is_null(stmt, from->column))
			return false;
		args[i] = db_real(stmt, from->column);
	}
	return true;
}

static int read_groups(struct columns *columns, struct err *err)
{
	int ret;

	if (!columns->rows)
		return 0;
	ret = group_map_read(&columns->groups, columns->rows,
			     columns->companion.keys, columns->companion.n_keys,
			     err);
	db_stmt_free(columns->rows);
	columns->rows = NULL;
	return ret;
}

static int fill(struct added *added, const struct db_stmt *stmt,
		struct added_value *values, struct err *err)
{
	struct columns *columns = (struct columns *)added;
	struct group *group = NULL;
	double args[COMPUTED_ARGS];

	if (read_groups(columns, err) < 0)
		return -1;
	if (columns->companion.n_keys)
		group = group_map_find(&columns->groups, stmt,
				       columns->companion.keys,
				       columns->companion.n_keys);
	for (size_t i = 0; i < added->n_columns; i++) {
		const struct computation *of = &columns->computations[i];

		if (read_args(of, stmt, args))
			computed_make(of->kind, of->part,
				      group ? group : &columns->nothing, args,
				      &values[i]);
	}
	return 0;
}

static void release(struct added *added)
{
	struct columns *columns = (struct columns *)added;

	group_map_release(&columns->groups);
	group_release(&columns->nothing);
	db_stmt_free(columns->rows);
	companion_release(&columns->companion);
	free(columns->computations);
	free((void *)columns->names);
	free(columns);
}

static struct columns *make_columns(const struct question *question,
				    const struct db_stmt *stmt)
{
	struct columns *columns = xcalloc(1, sizeof(*columns));
	size_t n = 0;

	columns->base.fill = fill;
	columns->base.free = release;
	columns->names = (const char **)xcalloc(question->n_columns,
						sizeof(*columns->names));
	columns->computations =
		xcalloc(question->n_columns, sizeof(*columns->computations));
	for (size_t i = 0; i < question->n_columns; i++) {
		const struct question_note *note = &question->columns[i];

		if (!note->computed)
			continue;
		columns->names[n] = note->name;
		read_computation(&columns->computations[n++], note->computed,
				 stmt);
	}
	columns->base.n_columns = n;
	columns->base.names = columns->names;
	return columns;
}

int question_add_columns(const struct question *question, struct db *db,
			 const struct scope *scope,
			 const struct opt_texts *params, struct db_stmt *stmt,
			 struct err *err)
{
	struct columns *columns = make_columns(question, stmt);

	if (!columns->base.n_columns) {
		release(&columns->base);
		return 0;
	}
	if (question->rows &&
	    (companion_find(question, &columns->companion, err) < 0 ||
	     companion_ask(&columns->companion, db, scope, params,
			   &columns->rows, err) < 0)) {
		release(&columns->base);
		return -1;
	}
	added_attach(stmt, &columns->base);
	return 0;
}
