/* SPDX-License-Identifier: MIT */
#ifndef DB_AHEAD_H
#define DB_AHEAD_H
/*
 * ahead - ask many questions at one time, on as many connections as there
 * are processors, so that answers has their rows when they are shown.
 */
#include <stddef.h>

#include "audit/db/answers.h"
#include "audit/db/db.h"

/*
 * Ask question number n of the context on db, and drop its rows; called in
 * several threads at one time.  What fails is asked again by who shows it, and
 * told then.
 */
typedef void ahead_fn(void *context, struct db *db, size_t n);

/*
 * Ask questions 0..n-1, the longest first where the caller knows them.  db
 * must be within a transaction that has read already: nobody can write then,
 * and all connections see the same.  Where that does not hold (a WAL), and
 * where no connection can be had, db asks alone.
 */
void ahead_ask(struct db *db, struct answers *answers, size_t n, ahead_fn *fn,
	       void *context);

#endif
