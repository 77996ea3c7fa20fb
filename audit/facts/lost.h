/* SPDX-License-Identifier: MIT */
#ifndef FACTS_LOST_H
#define FACTS_LOST_H
/*
 * lost - what an audit starts from and could not be read, though no commit
 * needs it: mailmaps, branches and tags.  Notes are the business of finish.
 */
#include "audit/db/db.h"
#include "audit/facts/store.h"
#include "audit/facts/tips.h"

/*
 * Put them into missing_objects, in place of what the run before found: of
 * all that no commit needs, save notes.  In the caller's transaction.
 */
int lost_write(struct db *db, int64_t repo_id, struct store *store,
	       const struct tips *tips, struct err *err);

#endif
