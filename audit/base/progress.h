/* SPDX-License-Identifier: MIT */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H
/*
 * progress - "Reading history:  45% (36884/81966), 12.3k commits/s, 4 s left"
 * on standard error, where that is a terminal; nothing anywhere else.
 */
#include <stdbool.h>
#include <stdint.h>

/* An embedded value; owned by the caller. */
struct progress {
	const char *title;     /* NULL: silent */
	const char *unit;      /* "commits" */
	int64_t n_total;       /* 0: not known */
	double started, shown; /* seconds of the monotonic clock */
};

/* quiet: never print.  The texts must outlive the progress. */
void progress_start(struct progress *progress, const char *title,
		    const char *unit, int64_t n_total, bool quiet);
/* n are done; prints at most four times a second. */
void progress_step(struct progress *progress, int64_t n);
/* The last line, with ", done." */
void progress_end(struct progress *progress, int64_t n);

#endif
