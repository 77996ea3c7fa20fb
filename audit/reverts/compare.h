/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_COMPARE_H
#define REVERTS_COMPARE_H
/*
 * compare - whether a commit undoes another one: line by line, wherever in
 * the file the lines stand by then.
 */
#include "audit/reverts/content.h"

/* How much of a change another one undoes. */
enum verified {
	VERIFIED_NONE,
	VERIFIED_PARTIAL,
	VERIFIED_FULL,
	VERIFIED_EXACT,
	VERIFIED_UNKNOWN
};

struct content_check {
	enum verified verified;
	int64_t n_undone, n_of; /* lines; a path without lines counts as one */
};

/*
 * Compare: EXACT is the inverse and nothing beside it, FULL undoes every line
 * of every path and does more, PARTIAL some, NONE nothing; UNKNOWN where a
 * blob or tree is missing.  A path that was renamed in between is followed: by
 * exact renames, else to where half of its lines are undone.
 */
int content_compare(struct content_reader *reader, struct content *revert,
		    struct content *target, struct content_check *check_out,
		    struct err *err);

/*
 * True if a commit is the inverse of several together, so that what one of
 * them did to another one's lines cancels out.
 */
bool content_is_inverse(struct content_reader *reader, struct content *revert,
			struct content *targets, size_t n_targets);

/* "none", "partial", "full", "exact", "unknown". */
const char *verified_name(enum verified verified);

#endif
