/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_MERGE_H
#define REVERTS_PROBE_MERGE_H
/*
 * probe_merge - would a three-way merge of texts work?  The rules are those of
 * git's: hunks of both sides that touch each other conflict, unless they come
 * to the same; only the diffs they work on are ours.
 */
#include "audit/reverts/probe_diff.h"

/* What a merge of texts comes to. */
enum probe_merge {
	PROBE_MERGE_CLEAN,   /* works, and differs from ours */
	PROBE_MERGE_SAME,    /* works, and comes to ours */
	PROBE_MERGE_CONFLICT /* does not work */
};

/* One side of a merge: its text, and how it came from the base. */
struct probe_side {
	struct probe_lines text;
	const struct probe_hunks *hunks;
};

/* Where two sides conflict first. */
struct probe_clash {
	uint32_t ours_at, n_ours;      /* lines of our text, from 0 */
	size_t first_theirs, n_theirs; /* hunks of theirs */
};

/* Merge two sides; *clash_out is set where they conflict. */
enum probe_merge probe_merge(const struct probe_side *ours,
			     const struct probe_side *theirs,
			     struct probe_clash *clash_out);

#endif
