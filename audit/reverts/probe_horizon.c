/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_horizon.h"

#include <stdlib.h>

#include "audit/base/xalloc.h"

const int probe_days[PROBE_N_HORIZONS] = { -1, 30, 90, 180, 365, 0 };

/*
 * The first commit after one that is later than a time, given a stack of those
 * that none before them is later than, the first on top: dates rise towards
 * the bottom.
 */
static uint32_t first_later(const struct probe_mainline *mainline,
			    const uint32_t *stack, size_t depth, int64_t end)
{
	size_t lo = 0, hi = depth;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (mainline[stack[mid]].at > end)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? stack[lo - 1] : PROBE_NONE;
}

/* A commit may say that it landed at the end of all time. */
static int64_t days_later(int64_t at, int days)
{
	int64_t seconds = (int64_t)86400 * days;

	return at > INT64_MAX - seconds ? INT64_MAX : at + seconds;
}

void probe_horizon_tip_alone(struct probe_mainline *mainline, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (int h = 0; h < PROBE_N_HORIZONS; h++)
			if (h != PROBE_TIP)
				mainline[i].due[h] = PROBE_NONE;
}

/*
 * From the last to the first.  A clock that was wrong can stop horizons early,
 * but nothing that comes in later moves one that is passed.
 */
void probe_horizon_date(struct probe_mainline *mainline, size_t n)
{
	uint32_t *stack = xcalloc(n, sizeof(*stack));
	size_t depth = 0;

	for (size_t i = n; i-- > 0;) {
		uint32_t *due = mainline[i].due;

		due[PROBE_LANDING] = (uint32_t)i;
		due[PROBE_TIP] = (uint32_t)n - 1;
		for (int h = PROBE_30; h <= PROBE_365; h++) {
			int64_t end = days_later(mainline[i].at, probe_days[h]);
			uint32_t later =
				first_later(mainline, stack, depth, end);

			due[h] = later == PROBE_NONE ? later : later - 1;
		}
		while (depth && mainline[stack[depth - 1]].at <= mainline[i].at)
			depth--;
		stack[depth++] = (uint32_t)i;
	}
	free(stack);
}
