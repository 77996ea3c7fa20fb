/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_SERIES_H
#define PLOTS_SERIES_H
/*
 * series - what a chart draws: for each series a value in each period, and
 * the period's total, read from the rows of a query.
 *
 * Periods without rows count as zero; they are there, so that an axis can
 * show a pause as a pause.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/db/db.h"
#include "plots/period.h"

/*
 * The columns of the query to read, by name; NULL where it has none.  Every
 * query has "period" and "rank" (order of the series) as well.
 */
struct series_columns {
	const char *name;  /* of the series */
	const char *value; /* changes */
	const char *total; /* all changes of the period: the denominator */
	const char *base;  /* the denominator, where each series has its own */
	const char *low;   /* interval of value / total, from 0 to 1 */
	const char *high;  /* its upper end */
	const char *members; /* things that the series stands for */
	const char *shared;  /* of total: in more than one series */
	const char *role;    /* an enum series_role */
};

enum series_role {
	SERIES_PLAIN,  /* drawn like the others */
	SERIES_HIDDEN, /* in the table only */
	SERIES_MAIN,   /* what the chart is about */
};

/* One series in one period. */
struct series_cell {
	int64_t value;    /* changes */
	int64_t base;     /* what they are a share of; 0: there is no share */
	double low, high; /* from 0 to 1; 0..1 where no row was */
};

struct series {
	char *name;                /* as the database has it; NULL: no name */
	int64_t rank;              /* the order of the series */
	int64_t members;           /* things it stands for; 1 is usual */
	enum series_role role;     /* never SERIES_HIDDEN */
	int64_t sum, base;         /* of the values; what they are a share of */
	struct series_cell *cells; /* n_periods of them */
};

/* Release with series_release. */
struct series_set {
	enum period_unit unit;
	int64_t first;         /* index of the first period */
	size_t n_periods;      /* 0: no data at all */
	int64_t *totals;       /* changes in each period, each once */
	int64_t total;         /* their sum */
	int64_t shared;        /* of total: in more than one series */
	struct series *series; /* in the order of rank */
	size_t n_series;
	int64_t n_undated;        /* changes whose period cannot be told */
	bool cut_first, cut_last; /* this period is not all in the data */
	size_t n_left_out;        /* periods before first; see series_trim */
	int64_t left_out;         /* changes in them */
};

/* Which times the data can hold; Unix seconds. */
struct series_range {
	int64_t since;  /* nothing is older; INT64_MIN: no limit */
	int64_t until;  /* nothing is as new; INT64_MAX: no limit */
	int64_t tip_at; /* the history ends here; < 0: not known */
};

/*
 * Read every row of stmt.  The axis goes from the first period with changes
 * to the one in which the range ends.
 */
int series_read(struct db_stmt *stmt, const struct series_columns *columns,
		const struct series_range *range, enum period_unit unit,
		struct series_set *set_out, struct err *err);
void series_release(struct series_set *set);

/*
 * Leave out the periods that lie more than n_before before the first value of
 * any series that is not 0; none if all are 0.  Not for sets with shared
 * changes.
 */
void series_trim(struct series_set *set, size_t n_before);

/* value / base of period i; 0 where the base is 0. */
double series_share(const struct series_set *set, const struct series *series,
		    size_t i);

/* The largest value of a series; of the totals if series is NULL. */
int64_t series_max(const struct series_set *set, const struct series *series);

/* The last period that is whole, or n_periods if there is none. */
size_t series_last_whole(const struct series_set *set);

/*
 * The period whose values a chart names: the last whole one, else the last
 * with changes.  Needs n_periods > 0.
 */
size_t series_named(const struct series_set *set);

#endif
