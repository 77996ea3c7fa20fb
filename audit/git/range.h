/* SPDX-License-Identifier: MIT */
#ifndef GIT_RANGE_H
#define GIT_RANGE_H
/*
 * range - the commits that "A..B" names, by where they end: B, and the
 * parents outside that the rest of the history hangs on.
 */
#include "audit/git/repository.h"

/* Release with range_release. */
struct range {
	struct oid tip; /* B */
	struct oid
		*edges; /* parents of its commits that are not in it; owned */
	size_t n_edges, n_edges_alloc;
	size_t n_commits;
};

/*
 * Read a range.  "A..B" is what B reaches and A does not; either may be left
 * out for HEAD.  "B" alone is that commit.  FAIL_USAGE for "A...B",
 * FAIL_WORLD for an unknown revision.
 */
int range_read(struct repository *repo, const char *text,
	       struct range *range_out, struct err *err);
void range_release(struct range *range);

#endif
