/* SPDX-License-Identifier: MIT */
#ifndef DB_QUESTION_AHEAD_H
#define DB_QUESTION_AHEAD_H
/*
 * question_ahead - ask a question and its companion at one time, so that one
 * need not wait for the other.
 */
#include "audit/db/answers.h"
#include "audit/db/question.h"

/*
 * For a question that has a companion: begin a transaction, which lasts until
 * db is closed, and keep the rows of both, which question_ask then shows.
 * *answers_out is the caller's, to be freed when all statements are.  For
 * another question: nothing, and NULL.
 */
int question_ask_ahead(const struct question *question, struct db *db,
		       const struct scope *scope,
		       const struct opt_texts *params,
		       struct answers **answers_out, struct err *err);

#endif
