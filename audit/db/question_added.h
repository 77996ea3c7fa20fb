/* SPDX-License-Identifier: MIT */
#ifndef DB_QUESTION_ADDED_H
#define DB_QUESTION_ADDED_H
/*
 * question_added - the columns of the lines "added" of a question's header:
 * what SQL cannot say, computed for each row from the rows of its companion
 * query and appended, so that every table, page and chart has them.
 *
 *	  -- rows: revert-lives by repo part
 *	  -- added: share_365 = share 365 | ...
 *
 *	repo  part   changes          repo  part   life  ended  cluster
 *	emu   block       12    <--   emu   block   512      1        3
 *	emu   tcg         40          emu   tcg    9000      0        4  ...
 */
#include "audit/db/question.h"

/*
 * Give the statement of a question its added columns, if its header has any.
 * The companion is asked with the same scope and params, and read at the
 * first row.  What is wrong in the header is a bug.
 */
int question_add_columns(const struct question *question, struct db *db,
			 const struct scope *scope,
			 const struct opt_texts *params, struct db_stmt *stmt,
			 struct err *err);

#endif
