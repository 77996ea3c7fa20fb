/* SPDX-License-Identifier: MIT */
#ifndef FACTS_FINISH_H
#define FACTS_FINISH_H
/*
 * finish - facts that need the whole history, or that are small enough to be
 * read anew by every run: merges that came to the mainline, notes, versions
 * of owners' files, pairs of cherry-picks.  All in the caller's transaction;
 * all give the same rows however the history was cut into runs.
 */
#include "audit/facts/history.h"
#include "audit/facts/store.h"
#include "audit/git/repository.h"

/*
 * Read merges that are on the mainline now and were not when they were
 * stored, and forget the paths of those that left it.
 */
int finish_merges(struct db *db, struct repository *repo, struct store *store,
		  const struct history *history, struct err *err);

/* Where notes are read from, and what they may be on. */
struct finish_source {
	struct repository *repo;
	const struct ref *refs; /* of refs/notes/, as the state names them */
	size_t n_refs;
	const struct graph *graph;
};

/*
 * Read all notes, in place of those that are stored.  What cannot be read of
 * them is counted as missing.
 */
int finish_notes(struct db *db, int64_t repo_id,
		 const struct finish_source *source, struct store *store,
		 struct err *err);

/*
 * The same where no ref has moved since: the notes stay as they are stored,
 * and find the commits that came in.
 */
int finish_link_notes(struct db *db, int64_t repo_id, const struct graph *graph,
		      struct err *err);

/*
 * List the mainline versions of the paths given (ended by NULL) in
 * owners_files.
 */
int finish_owners(struct db *db, int64_t repo_id, const char *const *paths,
		  struct err *err);

/* Find the commits that are one change, and which of them is counted. */
int finish_cherry_picks(struct db *db, int64_t repo_id,
			const struct graph *graph, struct err *err);

#endif
