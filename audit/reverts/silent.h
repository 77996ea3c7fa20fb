/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_SILENT_H
#define REVERTS_SILENT_H
/*
 * silent - changes that look like the inverse of an earlier one: the same
 * paths, with as many lines added as were deleted and the other way round.
 * Whether they are is for a comparison of the contents to say.
 */
#include "audit/reverts/past.h"

enum {
	/* a year: later, it is a new decision */
	SILENT_SECONDS = 365 * 86400,
	/* fewer lines, taken together, are a number that goes up and down */
	SILENT_LINES_MIN = 4,
	/* so many commits of the same shape are looked at */
	SILENT_TRIES = 8
};

/* Changes by shape; all zero before silent_load. */
struct silent {
	struct past *history;
	uint64_t *shapes, *inverses; /* by commit; 0: none */
	uint32_t *order;             /* commits, by shape and then by age */
	size_t n_order;
};

/* Read the shapes of all changes of a repository. */
int silent_load(struct silent *silent, struct db *db, struct past *history,
		struct err *err);
void silent_release(struct silent *silent);

/*
 * The changes in the history of a commit, up to SILENT_SECONDS back, that it
 * may be the inverse of, the youngest first.  Returns how many.
 */
size_t silent_find(const struct silent *silent, uint32_t commit,
		   uint32_t found_out[SILENT_TRIES]);

#endif
