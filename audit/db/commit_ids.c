/* SPDX-License-Identifier: MIT */
#include "audit/db/commit_ids.h"

int commit_ids_read(struct db *db, int64_t repo_id, struct commit_ids *ids_out,
		    struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT coalesce(min(commit_id), 1),"
		       "       coalesce(max(commit_id), 0)"
		       "  FROM commits WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	more = db_step(stmt, err);
	if (more > 0) {
		ids_out->first = db_int(stmt, 0);
		ids_out->last = db_int(stmt, 1);
	}
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}
