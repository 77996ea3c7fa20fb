/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_LIFE_H
#define REVERTS_LIFE_H
/*
 * life - the lines of a change, carried from version to version of a file.
 *
 *   base     what the change left         ... a | b b b | c ...
 *   theirs   what there was before it     ... a | x     | c ...
 *
 * A hunk of the way back (base to theirs) takes the lines b out and puts x in.
 * It collides with whatever changes one of b, or ends or starts directly
 * beside them, at a or c: that is what a three-way merge calls a conflict,
 * unless both sides do the same.
 */
#include <stdbool.h>

#include "audit/base/arena.h"
#include "audit/reverts/probe_diff.h"

/* Where the lines of a hunk stand in the version of the moment. */
struct life_window {
	uint32_t at, n; /* lines, from 0; n may be 0 */
};

/* How a hunk shows in a text. */
enum life_state {
	LIFE_STANDS, /* its lines and both neighbours are there, together */
	LIFE_UNDONE, /* what it puts in stands between those neighbours */
	LIFE_CHANGED /* neither */
};

/* A run of lines, at the head or the end of a file where these say so. */
struct life_lines {
	uint64_t *at; /* hashes */
	uint32_t n;
	bool is_head, is_end;
};

/* A hunk with what it takes to find it in other texts. */
struct life_hunk {
	struct life_lines stands, undone; /* with neighbours */
};

/* The way back in one file; arrays are in an arena. */
struct life {
	struct life_window *windows; /* first as in base */
	struct life_hunk *hunks;
	uint32_t n_hunks;
};

/* Take the hunks from base to theirs over; what they need is copied. */
void life_start(struct life *life, struct arena *arena,
		const struct probe_hunks *hunks, struct probe_lines base,
		struct probe_lines theirs);

/*
 * Carry the windows over to the next version.  Returns the number of the
 * first one that its hunks touch, or n_hunks if none is; windows are moved
 * only then.
 */
uint32_t life_step(struct life *life, const struct probe_hunks *step);

/* How a hunk shows in a text. */
enum life_state life_look(const struct life_hunk *hunk,
			  struct probe_lines text);

#endif
