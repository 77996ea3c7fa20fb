/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_STATES_H
#define REVERTS_STATES_H
/*
 * states - how it stands with each commit that was taken back.
 *
 *	change A <-- B reverts A <-- C reverts B <-- D reverts C
 *	 reverted      reapplied       reverted       standing
 *
 * A revert of a revert brings the change back: an odd number of steps takes
 * it away, an even one returns it, and the last to land decides.  A merge that
 * is reverted takes all with it that it brought.  Only what landed counts.
 */
#include "audit/reverts/rows.h"

enum revert_state { STATE_REVERTED, STATE_REAPPLIED, STATE_PARTIAL };

/* One commit that was taken back, wholly or in part. */
struct state_row {
	uint32_t commit;
	enum revert_state state;
	int64_t n_turns;      /* how often it was taken back or returned */
	uint32_t first, last; /* the commits that did so first and last */
	uint32_t merge;       /* whose revert took it back first, or
				 PAST_NONE: it was itself */
};

/* All zero is an empty list; in no order. */
struct state_rows {
	struct state_row *items;
	size_t n, n_alloc;
};

/* The states that follow from rows, which are sorted by commit. */
void states_derive(const struct revert_rows *rows, struct past *history,
		   struct state_rows *states_out);
void states_release(struct state_rows *states);

/* "reverted", "reapplied", "partial". */
const char *revert_state_name(enum revert_state state);

#endif
