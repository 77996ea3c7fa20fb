/* SPDX-License-Identifier: MIT */
#ifndef GIT_BETWEEN_H
#define GIT_BETWEEN_H
/*
 * between - the commits that some reach and another one does not.
 *
 * Both sides are walked from the newest by committer date, and some way on
 * below where they meet: a commit whose clock was wrong does not hide what
 * it reaches.  libgit2's own walk gives up too early for that.
 */
#include <stdbool.h>

#include "audit/git/repository.h"

/* What is found; release with between_release. */
struct between {
	struct oid *commits; /* each once, in no order that means anything */
	size_t n_commits, n_commits_alloc;
};

/*
 * Find what the starts reach and hidden, which may be NULL, does not.  Fails
 * if one of them is not here; what hidden reaches may end anywhere.
 */
int between_read(struct repository *repo, const struct oid *starts,
		 size_t n_starts, const struct oid *hidden,
		 struct between *between_out, struct err *err);
/* One commit alone, and nothing that it reaches. */
void between_one(const struct oid *commit, struct between *between_out);

void between_release(struct between *between);

/*
 * True if the second of two commits reaches more that the first does not than
 * the other way round, by the newest thousand that either does; false where
 * that cannot be seen.
 */
bool between_brings_more(struct repository *repo, const struct oid *first,
			 const struct oid *second);

#endif
