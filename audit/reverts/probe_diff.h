/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_DIFF_H
#define REVERTS_PROBE_DIFF_H
/*
 * probe_diff - what differs between two texts, as runs of lines.
 *
 * A shortest edit where the texts are close (Myers), else one between the
 * lines that both have exactly once (patience), and where there are none all
 * of it counts as changed: never a line as unchanged that is not.
 */
#include <stddef.h>
#include <stdint.h>

/* Lines old_at .. +n_old of the old text became new_at .. +n_new. */
struct probe_hunk {
	uint32_t old_at, n_old, new_at, n_new; /* lines, from 0 */
};

/* Hunks by line, at least one common line between two; all zero is empty. */
struct probe_hunks {
	struct probe_hunk *items; /* owned */
	size_t n, n_alloc;
};

/* Lines as hashes. */
struct probe_lines {
	const uint64_t *at;
	uint32_t n;
};

/* The scratch memory of one thread; all zero to begin with. */
struct probe_line;
struct probe_diff {
	int32_t *trace;           /* furthest ends, by number of edits; owned */
	struct probe_line *slots; /* lines of a box; owned */
	size_t n_slots;           /* there is room for */
};

void probe_diff_release(struct probe_diff *diff);
void probe_hunks_release(struct probe_hunks *hunks);

/* Compare two texts; what hunks held is replaced. */
void probe_diff_run(struct probe_diff *diff, struct probe_lines old,
		    struct probe_lines new, struct probe_hunks *hunks);

#endif
