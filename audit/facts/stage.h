/* SPDX-License-Identifier: MIT */
#ifndef FACTS_STAGE_H
#define FACTS_STAGE_H
/*
 * stage - what every stage after collect shares: what it works on, and the
 * note of what its tables were last computed from.
 *
 * A stage runs in a transaction of its own, or in several where it takes
 * long.  It reads its note first: with the same state it goes on after the
 * last commit that it did, else it forgets its tables and starts anew.  Either
 * way its tables hold the same rows in the end.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/db/db.h"
#include "audit/git/repository.h"
#include "audit/git/unread.h"

/* One audited repository, after collect; all belongs to the caller. */
struct stage_work {
	struct db *db;
	struct repository *repo;
	int64_t repo_id;
	int n_workers;   /* threads that a stage may use, at least 1 */
	bool is_new;     /* facts came in, or moved, since the last audit */
	bool is_recount; /* line counts of old commits may have come in */
	bool is_range; /* only a range is there, not what came before it ... */
	int64_t known_since; /* ... but all that landed since this time is */
	bool is_tip_alone;   /* reverts need not be tried before the tip */
	bool quiet;          /* no progress */
	/* what stages could not read, of repo and its copies; NULL: dropped */
	struct unread *unread;
};

/* What a stage noted; release with stage_note_release. */
struct stage_note {
	char *state;     /* what the tables were computed from; owned */
	int64_t upto_id; /* commits up to this one are done; 0: none is */
};

void stage_note_release(struct stage_note *note);

/*
 * Read the note of a stage; one that never ran has the state "" and did
 * nothing.
 */
int stage_read(const struct stage_work *work, const char *stage,
	       struct stage_note *note_out, struct err *err);

/*
 * Write the note of a stage, in the transaction of the rows it speaks of; and
 * stage_unread.
 */
int stage_write(const struct stage_work *work, const char *stage,
		const struct stage_note *note, struct err *err);

/* The highest commit_id of the repository, or 0. */
int stage_last_commit(const struct stage_work *work, int64_t *id_out,
		      struct err *err);

/*
 * Say, in the caller's transaction, that a blob which a commit needs could
 * not be read; where that is known, only why is new.  Once it is here, all is
 * read anew.
 */
int stage_missing(const struct stage_work *work, const struct oid *blob,
		  int64_t commit_id, const char *why, struct err *err);

/*
 * The same for all that work->unread has and that was not said yet: a stage
 * that writes rows in several transactions says it with each.
 */
int stage_unread(const struct stage_work *work, struct err *err);

/*
 * Run a statement whose only parameter, ?1, is the repository: what forgets
 * a table, most often.
 */
int stage_run(const struct stage_work *work, const char *sql, struct err *err);

#endif
