/* SPDX-License-Identifier: MIT */
#ifndef GIT_LINE_LCS_H
#define GIT_LINE_LCS_H
/*
 * line_lcs - the diff of two small middles, where a shortest one is what
 * xdiff finds.
 *
 * It is while it costs less than 256 edits and no line is dropped for being
 * everywhere.  xdiff drops one only between more lines that the other file
 * has not at all than six, with some on both sides.
 */
#include "audit/git/line_table.h"

/* No diff of so few lines, of both middles together, costs 256 edits. */
enum { LINE_LCS_MAX = 500 };

/*
 * Lines of the longest common subsequence; false if the middles are too large
 * or xdiff might drop a line.  The table has its counts of head and tail.
 */
bool line_lcs(struct line_table *table, const struct line_side *old,
	      const struct line_side *new, size_t *n_shared_out);

#endif
