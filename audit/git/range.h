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
	struct oid tip; /* B; not set where there are several */
	/* owned: its commits are what the heads reach and no edge does, and
	 * the edges are what they hang on: parents that are not in it */
	struct oid *heads, *edges;
	size_t n_heads, n_heads_alloc;
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

/* What stands before a range; release with range_before_release. */
struct range_before {
	struct range commits; /* the heads are edges of the range */
	int64_t since; /* all that landed at this time (Unix seconds) or later,
			  before the range, is in commits; INT64_MAX: not so,
			  it is not here, as in a shallow clone */
};

/*
 * Find what landed in the seconds before the first landing of a range, on the
 * mainline that ends with it.  Commits may be out of order by their clocks.
 */
void range_find_before(struct repository *repo, const struct range *range,
		       int64_t seconds, struct range_before *before_out);
void range_before_release(struct range_before *before);

#endif
