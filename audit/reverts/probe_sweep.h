/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_SWEEP_H
#define REVERTS_PROBE_SWEEP_H
/*
 * probe_sweep - all that is asked of one path, in one pass over its mainline
 * versions, oldest first:
 *
 *   version  0   1   2   3   4   5 ...
 *   touch        P───┼───┼───x            placed where it landed, carried on,
 *                    E       E       E    and asked at each horizon
 *
 * A touch is carried as lines of the version of the moment (life.h) until
 * something collides with it (x).  Until then git revert works; afterwards
 * the lines are looked for, and where they are still there, merged.
 */
#include "audit/reverts/probe_track.h"

struct probe_sweeper;

/* A sweeper for one thread; facts and index must outlive it. */
int probe_sweeper_new(const struct probe_facts *facts,
		      const struct probe_index *index, struct repository *repo,
		      struct probe_sweeper **sweeper_out, struct err *err);
void probe_sweeper_free(struct probe_sweeper *sweeper);

/* The repository that it reads with. */
struct repository *probe_sweeper_repo(struct probe_sweeper *sweeper);

/* What that could not read, so far; belongs to the sweeper. */
const struct unread *probe_sweeper_unread(const struct probe_sweeper *sweeper);

/*
 * Fill the results, by number of touch, of all touches of a path whose units
 * are wanted; the others are left alone.
 */
void probe_sweep(struct probe_sweeper *sweeper, uint32_t path,
		 struct probe_result *results);

#endif
