/* SPDX-License-Identifier: MIT */
#ifndef BASE_JOBS_H
#define BASE_JOBS_H
/*
 * jobs - a pool of worker threads that share the items of one task.
 *
 * Which worker gets which item is not fixed; a task must give the same
 * result whatever the division.
 */
#include <stddef.h>

struct jobs;

/* Work on items first..end-1; worker counts from 0. */
typedef void jobs_fn(void *context, int worker, size_t first, size_t end);

/*
 * Start n_workers >= 1 threads, or as many as the system allows; NULL where
 * that is none.
 */
struct jobs *jobs_new(int n_workers);
/* Stop and join them; NULL is allowed. */
void jobs_free(struct jobs *jobs);

/* How many workers there are: perhaps fewer than were asked for. */
int jobs_n_workers(const struct jobs *jobs);

/*
 * Hand out items 0..n-1 in portions of batch >= 1 and return when all are
 * done.  One task at a time.
 */
void jobs_run(struct jobs *jobs, size_t n, size_t batch, jobs_fn *fn,
	      void *context);

/* Processors that this process may use, at least 1. */
int jobs_n_processors(void);

#endif
