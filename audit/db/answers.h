/* SPDX-License-Identifier: MIT */
#ifndef DB_ANSWERS_H
#define DB_ANSWERS_H
/*
 * answers - the rows of questions that were asked already, for all who ask
 * the same again, on any connection to the same state of a database.
 *
 *   question_ask --key--> there: show the rows
 *                         not there: ask the database, keep the rows
 *                         another thread is at it: wait for its rows
 *
 * A key is the SQL with all that is bound to it.
 */
#include "audit/db/db.h"

struct answers;
struct kept;

struct answers *answers_new(void);

/* Frees all rows; no statement may show them any more.  NULL is fine. */
void answers_free(struct answers *answers);

/*
 * From now on questions asked on db are answered from there; answers is the
 * caller's, and must outlive what is asked.
 */
void answers_share(struct answers *answers, struct db *db);

/*
 * The rows of a key; NULL: no one has them, and the caller must find them and
 * call answers_put.
 */
const struct kept *answers_take(struct answers *answers, const char *key);

/*
 * Keep the rows, which answers owns from then on, for the others, who wait for
 * them; NULL: they could not be found, and the next who asks must try.  Returns
 * kept.
 */
const struct kept *answers_put(struct answers *answers, const char *key,
			       struct kept *kept);

#endif
