/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PICK_H
#define REPORT_PICK_H
/*
 * pick - the commit that a user means by an id or the beginning of one.
 *
 * Looks in the tables only.  One id may be in several repositories of a
 * database; they all are found.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/db/db.h"

/* What to look for; texts belong to the caller. */
struct pick {
	const char *id;   /* as the user wrote it */
	const char *repo; /* repos.name; NULL: any */
	bool annotated;   /* take ids that only annotations know, too */
};

/* A commit that was found. */
struct pick_commit {
	int64_t repo_id;
	int64_t commit_id; /* 0: only annotations know it */
	char oid[41];      /* 40 hex digits */
};

/* The commits of one id, by name of repository; free the items. */
struct pick_found {
	struct pick_commit *items; /* owned */
	size_t n_items, n_alloc;
};

/* Four hex digits at least, as git wants them. */
enum { PICK_MIN = 4, PICK_MAX = 40 };

/*
 * Find it: at least one item, all with the same oid.  FAIL_USAGE, saying
 * what to do, for what is no id, an id of no commit, the beginning of several
 * (which are listed), and an unknown repository.
 */
int pick_find(struct db *db, const struct pick *pick,
	      struct pick_found *found_out, struct err *err);
void pick_found_release(struct pick_found *found);

#endif
