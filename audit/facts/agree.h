/* SPDX-License-Identifier: MIT */
#ifndef FACTS_AGREE_H
#define FACTS_AGREE_H
/*
 * agree - do the commits of a database stand in a repository, as they are?
 *
 * Each object is hashed, so that what it says belongs to its id; then what
 * the database holds of it is compared: parents, people, times, encoding and
 * message.  Lines for a reader are appended to a buf; texts in them are not
 * made harmless.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/db/db.h"
#include "audit/git/repository.h"

/* What was compared, and what came of it. */
struct agree {
	int64_t n_commits;   /* that the history reached at the last audit */
	int64_t n_tips;      /* of the last complete audit */
	int64_t n_different; /* of both: not there, or not equal */
	struct buf lines;    /* the first AGREE_MAX_LINES of those, and tips
				that have moved on since; owned */
};

enum { AGREE_MAX_LINES = 20 };

/*
 * Compare what the database holds of repository repo_id with repo, which was
 * opened with verify.  Release with agree_release.
 */
int agree_run(struct db *db, int64_t repo_id, struct repository *repo,
	      struct agree *agree_out, struct err *err);
void agree_release(struct agree *agree);

/*
 * The number of the repository of that name; name NULL: of the only one.
 * FAIL_USAGE where there is none, or several to choose from.
 */
int agree_repo(struct db *db, const char *name, int64_t *repo_id_out,
	       struct err *err);

#endif
