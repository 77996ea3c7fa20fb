/* SPDX-License-Identifier: MIT */
#include "audit/facts/lost.h"

#include "audit/facts/unit.h"

static int write_mailmaps(struct store *store, const struct tips *tips,
			  struct err *err)
{
	struct unit_missing row = { .kind = "blob", .why = "not here" };

	for (size_t i = 0; i < tips->n_lost; i++) {
		row.oid = tips->lost[i];
		if (store_missing(store, &row, 0, err) < 0)
			return -1;
	}
	return 0;
}

static int write_refs(struct store *store, const struct tips *tips,
		      struct err *err)
{
	for (size_t i = 0; i < tips->n_unread; i++)
		if (store_unread_ref(store, &tips->unread[i], "commit", err) <
		    0)
			return -1;
	return 0;
}

int lost_write(struct db *db, int64_t repo_id, struct store *store,
	       const struct tips *tips, struct err *err)
{
	if (db_exec_for(db,
			"DELETE FROM missing_objects WHERE repo_id = ?1"
			" AND commit_id IS NULL AND kind <> 'note'",
			repo_id, err) < 0 ||
	    write_mailmaps(store, tips, err) < 0)
		return -1;
	return write_refs(store, tips, err);
}
