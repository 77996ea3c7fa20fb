/* SPDX-License-Identifier: MIT */
#include "audit/base/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void print_line(const struct progress *progress, int64_t n, double at,
		       const char *end)
{
	double seconds = at - progress->started;
	double rate = seconds > 0 ? (double)n / seconds : 0;
	bool thousands = rate >= 1000;

	fprintf(stderr, "\r%s: ", progress->title);
	if (progress->n_total > 0)
		fprintf(stderr, "%3d%% (%" PRId64 "/%" PRId64 ")",
			(int)(100 * n / progress->n_total), n,
			progress->n_total);
	else
		fprintf(stderr, "%" PRId64, n);
	fprintf(stderr, ", %.1f%s %s/s", thousands ? rate / 1000 : rate,
		thousands ? "k" : "", progress->unit);
	if (rate > 0 && n < progress->n_total)
		fprintf(stderr, ", %.0f s left",
			(double)(progress->n_total - n) / rate);
	fprintf(stderr, "%s", end);
}

void progress_start(struct progress *progress, const char *title,
		    const char *unit, int64_t n_total, bool quiet)
{
	progress->title = quiet || !isatty(STDERR_FILENO) ? NULL : title;
	progress->unit = unit;
	progress->n_total = n_total;
	progress->started = now();
	progress->shown = progress->started;
}

void progress_step(struct progress *progress, int64_t n)
{
	double at;

	if (!progress->title)
		return;
	at = now();
	if (at - progress->shown < 0.25)
		return;
	progress->shown = at;
	print_line(progress, n, at, "   ");
}

void progress_end(struct progress *progress, int64_t n)
{
	if (progress->title)
		print_line(progress, n, now(), ", done.\n");
}
