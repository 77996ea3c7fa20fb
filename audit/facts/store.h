/* SPDX-License-Identifier: MIT */
#ifndef FACTS_STORE_H
#define FACTS_STORE_H
/*
 * store - write units into the fact tables of one repository.
 *
 * Ids of identities, people and paths are given in the order of first use by
 * commits in id order, so they do not depend on how reading was cut into
 * chunks or runs.
 */
#include <stdint.h>

#include "audit/db/db.h"
#include "audit/facts/unit.h"
#include "audit/git/mailmap.h"

struct store;

/*
 * Prepare to write; db and mailmap must outlive the store.  Reads the
 * identities, people and paths that the repository has already.
 */
int store_open(struct db *db, int64_t repo_id, const struct mailmap *mailmap,
	       struct store **store_out, struct err *err);
void store_free(struct store *store);

/* Write all of a commit; call it inside of a transaction. */
int store_unit(struct store *store, const struct graph *graph,
	       const struct unit *unit, struct err *err);

/* Only the paths of a merge that came to the mainline after it was read. */
int store_merge_changes(struct store *store, const struct graph *graph,
			const struct unit *unit, struct err *err);

/* Line counts and patch hash of a commit that was stored without them. */
int store_line_counts(struct store *store, int64_t commit_id,
		      const struct unit *unit, const int64_t *path_ids,
		      struct err *err);

/*
 * Note an object that could not be read; commit_id 0: no commit needs it.
 * The first commit that does counts, in place of what is no commit.
 */
int store_missing(struct store *store, const struct unit_missing *missing,
		  int64_t commit_id, struct err *err);

/* The same for a ref, by its name; kind is of what it leads to. */
int store_unread_ref(struct store *store, const struct ref *ref,
		     const char *kind, struct err *err);

/*
 * Give every identity its person anew if the mailmap now says otherwise for
 * any of them.
 */
int store_remap_people(struct store *store, struct err *err);

#endif
