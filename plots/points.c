/* SPDX-License-Identifier: MIT */
#include "plots/points.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/stats.h"
#include "audit/base/xalloc.h"

/* The columns of a struct points_columns. */
enum {
	NAME,
	X,
	SHARE,
	LOW,
	HIGH,
	N,
	MEMBERS,
	LABEL,
	ACROSS,
	ACROSS_LOW,
	ACROSS_HIGH,
	N_COLUMNS
};

static int find_column(const struct db_stmt *stmt, const char *name)
{
	for (int i = 0; name && i < db_n_columns(stmt); i++)
		if (strcmp(db_column_name(stmt, i), name) == 0)
			return i;
	return -1;
}

static int find_columns(const struct db_stmt *stmt,
			const struct points_columns *columns,
			int at_out[N_COLUMNS], struct err *err)
{
	const char *const names[N_COLUMNS] = {
		[NAME] = columns->name,
		[X] = columns->x,
		[SHARE] = columns->share,
		[LOW] = columns->low,
		[HIGH] = columns->high,
		[N] = columns->n,
		[MEMBERS] = columns->members,
		[LABEL] = columns->label,
		[ACROSS] = columns->across,
		[ACROSS_LOW] = columns->across_low,
		[ACROSS_HIGH] = columns->across_high,
	};

	for (int i = 0; i < N_COLUMNS; i++) {
		at_out[i] = find_column(stmt, names[i]);
		if (names[i] && at_out[i] < 0)
			return err_set(
				err, FAIL_USAGE,
				"the query has no column '%s' to draw; %s",
				names[i], HINT_BUG);
	}
	return 0;
}

static double real_or(const struct db_stmt *stmt, int at, double fallback)
{
	return at < 0 || db_is_null(stmt, at) ? fallback : db_real(stmt, at);
}

/* Does the row go on with the last series? */
static bool goes_on(const struct points_set *set, const struct db_stmt *stmt,
		    const int *at)
{
	const char *name;

	if (!set->n_series || at[X] < 0)
		return false;
	name = set->series[set->n_series - 1].name;
	if (db_is_null(stmt, at[NAME]) || !name)
		return db_is_null(stmt, at[NAME]) && !name;
	return strcmp(name, db_text(stmt, at[NAME])) == 0;
}

static struct point_series *new_series(struct points_set *set,
				       const struct db_stmt *stmt,
				       const int *at)
{
	struct point_series *series;

	set->series = xgrow(set->series, set->n_series, &set->n_alloc,
			    sizeof(*set->series));
	series = &set->series[set->n_series++];
	*series = (struct point_series){ .members = 1 };
	if (!db_is_null(stmt, at[NAME]))
		series->name = xstrdup(db_text(stmt, at[NAME]));
	if (at[MEMBERS] >= 0)
		series->members = db_int(stmt, at[MEMBERS]);
	return series;
}

static void add_row(struct points_set *set, const struct db_stmt *stmt,
		    const int *at)
{
	struct point_series *series = goes_on(set, stmt, at)
					      ? &set->series[set->n_series - 1]
					      : new_series(set, stmt, at);
	double share = real_or(stmt, at[SHARE], NAN);
	double across = real_or(stmt, at[ACROSS], NAN);

	series->points = xgrow(series->points, series->n_points,
			       &series->n_alloc, sizeof(*series->points));
	series->points[series->n_points++] = (struct point){
		.x = at[X] < 0 ? 0 : db_int(stmt, at[X]),
		.share = share,
		.low = real_or(stmt, at[LOW], share),
		.high = real_or(stmt, at[HIGH], share),
		.n = db_int(stmt, at[N]),
		.label = xstrdup(at[LABEL] < 0 ? "" : db_text(stmt, at[LABEL])),
		.across = across,
		.across_low = real_or(stmt, at[ACROSS_LOW], across),
		.across_high = real_or(stmt, at[ACROSS_HIGH], across),
	};
}

static void release_series(struct point_series *series)
{
	for (size_t i = 0; i < series->n_points; i++)
		free(series->points[i].label);
	free(series->name);
	free(series->points);
}

const struct point *points_at(const struct point_series *series, int64_t x)
{
	const struct point *found = NULL;

	for (size_t i = 0; i < series->n_points; i++)
		if (series->points[i].x <= x && !isnan(series->points[i].share))
			found = &series->points[i];
	return found;
}

static bool is_said(const struct point_series *series, bool is_single)
{
	return points_at(series, INT64_MAX) &&
	       (!is_single || series->points[0].n >= STATS_ENOUGH);
}

/* Series of which nothing is said are not drawn. */
static void drop_unsaid(struct points_set *set, bool is_single)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n_series; i++) {
		if (is_said(&set->series[i], is_single))
			set->series[n++] = set->series[i];
		else
			release_series(&set->series[i]);
	}
	set->n_unsaid = set->n_series - n;
	set->n_series = n;
}

int points_read(struct db_stmt *stmt, const struct points_columns *columns,
		struct points_set *set_out, struct err *err)
{
	struct points_set set = { 0 };
	int at[N_COLUMNS] = { 0 };
	int more;

	if (find_columns(stmt, columns, at, err) < 0)
		return -1;
	while ((more = db_step(stmt, err)) > 0)
		add_row(&set, stmt, at);
	if (more < 0) {
		points_release(&set);
		return -1;
	}
	drop_unsaid(&set, at[X] < 0);
	*set_out = set;
	return 0;
}

void points_release(struct points_set *set)
{
	for (size_t i = 0; i < set->n_series; i++)
		release_series(&set->series[i]);
	free(set->series);
	memset(set, 0, sizeof(*set));
}

static int by_name(const struct point_series *a, const struct point_series *b)
{
	if (!a->name || !b->name)
		return (a->name == NULL) - (b->name == NULL);
	return strcmp(a->name, b->name);
}

static int by_n(const void *a, const void *b)
{
	const struct point_series *x = a, *y = b;

	if (x->points[0].n != y->points[0].n)
		return x->points[0].n > y->points[0].n ? -1 : 1;
	return by_name(x, y);
}

static int by_share(const void *a, const void *b)
{
	const struct point_series *x = a, *y = b;

	if (x->points[0].share != y->points[0].share)
		return x->points[0].share > y->points[0].share ? -1 : 1;
	return by_n(a, b);
}

size_t points_keep_largest(struct points_set *set, size_t max)
{
	size_t n_gone = set->n_series > max ? set->n_series - max : 0;

	if (!set->n_series)
		return 0;
	qsort(set->series, set->n_series, sizeof(*set->series), by_n);
	for (size_t i = 0; i < n_gone; i++)
		release_series(&set->series[--set->n_series]);
	qsort(set->series, set->n_series, sizeof(*set->series), by_share);
	return n_gone;
}
