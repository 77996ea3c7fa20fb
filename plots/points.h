/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_POINTS_H
#define PLOTS_POINTS_H
/*
 * points - what a chart draws that is not about periods: for each series,
 * shares with intervals at places of a scale, read from the rows of a query.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/db/db.h"

/*
 * The columns of the query to read, by name.  The rows of a series stand
 * together, in the order of x; x NULL: one row is one series.
 */
struct points_columns {
	const char *name;    /* of the series */
	const char *x;       /* a whole number, such as days; NULL: none */
	const char *share;   /* from 0 to 1; NULL in a row: no claim is made */
	const char *low;     /* its interval; NULL in a row: unknown */
	const char *high;    /* its upper end */
	const char *n;       /* changes behind the share */
	const char *members; /* things that the series stands for */
	const char *label;   /* of the point, for people */
	const char *across;  /* another share, from 0 to 1 */
	const char *across_low, *across_high; /* its interval */
};

/* One point. */
struct point {
	int64_t x;
	double share, low, high; /* share NAN: no claim */
	int64_t n;
	char *label;                            /* "" without a column */
	double across, across_low, across_high; /* NAN without a column */
};

/* Owned by the set. */
struct point_series {
	char *name;      /* as the database has it; NULL: no name */
	int64_t members; /* things it stands for; 1 is usual */
	struct point *points;
	size_t n_points, n_alloc; /* at least one */
};

/* Release with points_release; all zero is an empty set. */
struct points_set {
	struct point_series *series; /* those with a claim, in order of rows */
	size_t n_series, n_alloc;
	size_t n_unsaid; /* series left out */
};

/*
 * Read every row of stmt.  Series whose rows are all without a share, and
 * those of one row that fewer than STATS_ENOUGH changes stand behind, are left
 * out.
 */
int points_read(struct db_stmt *stmt, const struct points_columns *columns,
		struct points_set *set_out, struct err *err);
void points_release(struct points_set *set);

/* The last point of a series at or before x with a share, or NULL. */
const struct point *points_at(const struct point_series *series, int64_t x);

/*
 * Keep the max series whose first point has the largest n, and sort these by
 * the share of that point, the largest first; equal ones by n, then by name.
 * Returns how many went.
 */
size_t points_keep_largest(struct points_set *set, size_t max);

#endif
