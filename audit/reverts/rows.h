/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_ROWS_H
#define REVERTS_ROWS_H
/* rows - what becomes of claims: one row of the tables reverts and fixes. */
#include "audit/reverts/compare.h"
#include "audit/reverts/read.h"
#include "audit/reverts/resolve.h"

struct revert_row {
	uint32_t commit;
	uint32_t target; /* PAST_NONE: not resolved */
	uint32_t kept;   /* the parent that a reverted merge kept, if it says */
	size_t order;    /* of the claim in the message */
	enum revert_shape shape;
	enum revert_says says;
	enum revert_resolution resolution;
	const char *name, *text; /* the claims' memory; "" where none speaks */
	unsigned line;           /* 0: nothing in the message */
	struct content_check check; /* of a resolved one */
	bool is_silent;             /* the message does not say so */
	bool is_repeat; /* a merge that says what a commit it brought says */
};

/* All zero is an empty list. */
struct revert_rows {
	struct revert_row *items;
	size_t n, n_alloc;
};

/* Append a row. */
void revert_rows_add(struct revert_rows *rows, const struct revert_row *row);
void revert_rows_release(struct revert_rows *rows);

/*
 * Does a revert count as one of the whole: EXACT, FULL, or, unless the message
 * calls it partial, nine lines of ten (others changed since), or UNKNOWN?
 */
bool revert_row_counts(const struct revert_row *row);

/*
 * Set is_repeat on the rows of merges whose target a commit that they brought
 * takes back, too.
 */
void revert_rows_mark_repeats(struct revert_rows *rows, struct past *history);

#endif
