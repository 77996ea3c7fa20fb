/* SPDX-License-Identifier: MIT */
#include "audit/db/question_ahead.h"

#include "audit/db/ahead.h"
#include "audit/db/companion.h"

struct both {
	const struct question *question;
	const struct scope *scope;
	const struct opt_texts *params;
};

static void ask_question(const struct both *both, struct db *db)
{
	struct err ignored = ERR_INIT;
	struct db_stmt *rows = NULL;

	question_ask(both->question, db, both->scope, both->params, &rows,
		     &ignored);
	db_stmt_free(rows);
}

static void ask_companion(const struct both *both, struct db *db)
{
	struct companion companion;
	struct err ignored = ERR_INIT;
	struct db_stmt *rows = NULL;

	if (companion_find(both->question, &companion, &ignored) == 0)
		companion_ask(&companion, db, both->scope, both->params, &rows,
			      &ignored);
	db_stmt_free(rows);
	companion_release(&companion);
}

/* An ahead_fn: question 0 is the question. */
static void ask(void *context, struct db *db, size_t n)
{
	if (n)
		ask_companion(context, db);
	else
		ask_question(context, db);
}

/* A transaction that has read: all connections see the same then. */
static int begin(struct db *db, struct err *err)
{
	int64_t n;

	if (db_script(db, "BEGIN", err) < 0)
		return -1;
	return db_get_int(db, "SELECT count(*) FROM repos", 0, &n, err);
}

int question_ask_ahead(const struct question *question, struct db *db,
		       const struct scope *scope,
		       const struct opt_texts *params,
		       struct answers **answers_out, struct err *err)
{
	struct both both = { question, scope, params };

	*answers_out = NULL;
	if (!question->rows)
		return 0;
	if (begin(db, err) < 0)
		return -1;
	*answers_out = answers_new();
	answers_share(*answers_out, db);
	ahead_ask(db, *answers_out, 2, ask, &both);
	return 0;
}
