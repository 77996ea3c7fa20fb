/* SPDX-License-Identifier: MIT */
#ifndef DB_COMMIT_IDS_H
#define DB_COMMIT_IDS_H
/*
 * commit_ids - where the commits of a repository stand in a table: to read
 * them in the order of their ids costs half of what an index by repository
 * and a sort do.
 *
 *   ... WHERE +repo_id = ?1 AND commit_id BETWEEN ?2 AND ?3
 *
 * Other repositories may have ids in between.
 */
#include "audit/db/db.h"

struct commit_ids {
	int64_t first, last; /* first > last: there is none */
};

/* Read the first and the last id of a repository's commits. */
int commit_ids_read(struct db *db, int64_t repo_id, struct commit_ids *ids_out,
		    struct err *err);

#endif
