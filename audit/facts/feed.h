/* SPDX-License-Identifier: MIT */
#ifndef FACTS_FEED_H
#define FACTS_FEED_H
/*
 * feed - units in order, read ahead by a pool of workers.
 *
 *   reading thread:  chunk n+1: commits and trees, then lines by path
 *   caller:          chunk n into the database
 *
 * A chunk is bounded in commits and in paths, so memory does not grow with
 * the history.  Where chunks end has no influence on any fact.
 */
#include "audit/base/jobs.h"
#include "audit/facts/unit.h"

struct chunk {
	struct unit *units;
	size_t n_units;
	struct arena *arenas; /* one a worker; texts of the units */
	int n_arenas;
};

struct feed;

/* What to read; all must stay untouched until feed_free. */
struct feed_config {
	struct repository *repo;
	const struct graph *graph;
	const struct kept *kept; /* commits of the graph that were read */
	const uint32_t *nodes;   /* in this order */
	size_t n_nodes;
	int n_workers;   /* threads, at least 1 */
	bool with_lines; /* count lines too */
};

/* Start to read. */
int feed_start(const struct feed_config *config, struct feed **feed_out,
	       struct err *err);

/* The next chunk, or NULL after the last; free with chunk_free. */
struct chunk *feed_next(struct feed *feed);
void chunk_free(struct chunk *chunk);

/* Stop reading, even before the end, and free all. */
void feed_free(struct feed *feed);

/*
 * Count the lines of units that were made by hand, in place: what a run
 * without --no-lines does for what an earlier one left out.
 */
int feed_count_lines(struct repository *repo, struct chunk *chunk,
		     int n_workers, struct err *err);

#endif
