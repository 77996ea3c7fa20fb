/* SPDX-License-Identifier: MIT */
#include "plots/series.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* The columns of a struct series_columns, and the two of every query. */
enum {
	PERIOD,
	RANK,
	NAME,
	VALUE,
	TOTAL,
	BASE,
	LOW,
	HIGH,
	MEMBERS,
	SHARED,
	ROLE,
	N_COLUMNS
};

/* One row of the query. */
struct row {
	int64_t period, rank, value, total, base, members, shared;
	double low, high;
	char *name; /* owned until a series takes it; NULL: none */
	enum series_role role;
};

struct rows {
	struct row *items;
	size_t n, n_alloc;
	int64_t n_undated;
};

static int find_column(const struct db_stmt *stmt, const char *name)
{
	for (int i = 0; name && i < db_n_columns(stmt); i++)
		if (strcmp(db_column_name(stmt, i), name) == 0)
			return i;
	return -1;
}

static int find_columns(const struct db_stmt *stmt,
			const struct series_columns *columns,
			int at_out[N_COLUMNS], struct err *err)
{
	const char *const names[N_COLUMNS] = {
		[PERIOD] = "period",          [RANK] = "rank",
		[NAME] = columns->name,       [VALUE] = columns->value,
		[TOTAL] = columns->total,     [BASE] = columns->base,
		[LOW] = columns->low,         [HIGH] = columns->high,
		[MEMBERS] = columns->members, [SHARED] = columns->shared,
		[ROLE] = columns->role,
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

static int64_t int_or(const struct db_stmt *stmt, int at, int64_t fallback)
{
	return at < 0 ? fallback : db_int(stmt, at);
}

static void add_row(struct rows *rows, const struct db_stmt *stmt,
		    const int *at, enum period_unit unit)
{
	struct row row = { 0 };

	row.rank = db_int(stmt, at[RANK]);
	row.value = int_or(stmt, at[VALUE], 0);
	row.role = (enum series_role)int_or(stmt, at[ROLE], SERIES_PLAIN);
	if (row.role == SERIES_HIDDEN)
		return;
	if (period_read(unit, db_text(stmt, at[PERIOD]), &row.period) < 0) {
		rows->n_undated += row.value;
		return;
	}
	row.total = int_or(stmt, at[TOTAL], 0);
	row.base = int_or(stmt, at[BASE], -1);
	row.members = int_or(stmt, at[MEMBERS], 1);
	row.shared = int_or(stmt, at[SHARED], 0);
	row.low = at[LOW] < 0 ? 0 : db_real(stmt, at[LOW]);
	row.high = at[HIGH] < 0 ? 1 : db_real(stmt, at[HIGH]);
	if (at[NAME] >= 0 && !db_is_null(stmt, at[NAME]))
		row.name = xstrdup(db_text(stmt, at[NAME]));
	rows->items = xgrow(rows->items, rows->n, &rows->n_alloc, sizeof(row));
	rows->items[rows->n++] = row;
}

static int by_rank(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->period < y->period ? -1 : x->period > y->period;
}

/* The first period with a row, and how many there are up to the range's end. */
static void set_axis(struct series_set *set, const struct rows *rows,
		     const struct series_range *range)
{
	int64_t until =
		range->until == INT64_MAX ? INT64_MAX : range->until - 1;
	int64_t end = until < range->tip_at ? until : range->tip_at;
	bool open = end < 0; /* the tip is not known */
	int64_t last = open ? 0 : period_at(set->unit, end);

	set->first = rows->items[0].period;
	for (size_t i = 0; i < rows->n; i++) {
		int64_t period = rows->items[i].period;

		set->first = period < set->first ? period : set->first;
		last = period > last ? period : last;
	}
	set->n_periods = (size_t)(last - set->first + 1);
	set->cut_first = range->since != INT64_MIN &&
			 period_start(set->unit, set->first) < range->since;
	set->cut_last = !open && end + 1 < period_start(set->unit, last + 1);
	set->totals = xcalloc(set->n_periods, sizeof(*set->totals));
}

static struct series *new_series(struct series_set *set, struct row *row,
				 size_t *n_alloc)
{
	struct series *series;

	set->series = xgrow(set->series, set->n_series, n_alloc,
			    sizeof(*set->series));
	series = &set->series[set->n_series++];
	*series = (struct series){ .name = row->name,
				   .rank = row->rank,
				   .members = row->members,
				   .role = row->role };
	row->name = NULL;
	series->cells = xcalloc(set->n_periods, sizeof(*series->cells));
	for (size_t i = 0; i < set->n_periods; i++)
		series->cells[i].high = 1;
	return series;
}

/* Series without a base of their own are a share of the total. */
static void fill_bases(struct series_set *set, bool has_base)
{
	for (size_t i = 0; i < set->n_series; i++) {
		struct series *series = &set->series[i];

		for (size_t k = 0; k < set->n_periods; k++) {
			if (!has_base)
				series->cells[k].base = set->totals[k];
			series->base += series->cells[k].base;
		}
	}
}

/* rows are sorted by rank. */
static void fill(struct series_set *set, struct rows *rows)
{
	int64_t *shared = xcalloc(set->n_periods, sizeof(*shared));
	struct series *series = NULL;
	size_t n_alloc = 0;

	for (size_t i = 0; i < rows->n; i++) {
		struct row *row = &rows->items[i];
		size_t at = (size_t)(row->period - set->first);

		if (!series || series->rank != row->rank)
			series = new_series(set, row, &n_alloc);
		series->cells[at] = (struct series_cell){ row->value, row->base,
							  row->low, row->high };
		series->sum += row->value;
		set->totals[at] = row->total;
		shared[at] = row->shared;
	}
	for (size_t i = 0; i < set->n_periods; i++) {
		set->total += set->totals[i];
		set->shared += shared[i];
	}
	free(shared);
}

static void rows_release(struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		free(rows->items[i].name);
	free(rows->items);
}

int series_read(struct db_stmt *stmt, const struct series_columns *columns,
		const struct series_range *range, enum period_unit unit,
		struct series_set *set_out, struct err *err)
{
	struct series_set set = { .unit = unit };
	struct rows rows = { 0 };
	int at[N_COLUMNS] = { 0 };
	int ret = -1, more;

	if (find_columns(stmt, columns, at, err) < 0)
		goto out;
	while ((more = db_step(stmt, err)) > 0)
		add_row(&rows, stmt, at, unit);
	if (more < 0)
		goto out;
	set.n_undated = rows.n_undated;
	if (rows.n) {
		qsort(rows.items, rows.n, sizeof(*rows.items), by_rank);
		set_axis(&set, &rows, range);
		fill(&set, &rows);
		fill_bases(&set, columns->base != NULL);
	}
	*set_out = set;
	ret = 0;
out:
	rows_release(&rows);
	return ret;
}

void series_release(struct series_set *set)
{
	for (size_t i = 0; i < set->n_series; i++) {
		free(set->series[i].name);
		free(set->series[i].cells);
	}
	free(set->series);
	free(set->totals);
	memset(set, 0, sizeof(*set));
}

static bool has_value(const struct series_set *set, size_t period)
{
	for (size_t i = 0; i < set->n_series; i++)
		if (set->series[i].cells[period].value)
			return true;
	return false;
}

/* The first period with a value of any series, or 0. */
static size_t first_value(const struct series_set *set)
{
	for (size_t i = 0; i < set->n_periods; i++)
		if (has_value(set, i))
			return i;
	return 0;
}

void series_trim(struct series_set *set, size_t n_before)
{
	size_t first = first_value(set);
	size_t n = first > n_before ? first - n_before : 0;
	size_t rest = set->n_periods - n;

	if (!n)
		return;
	for (size_t i = 0; i < n; i++)
		set->left_out += set->totals[i];
	set->total -= set->left_out;
	memmove(set->totals, set->totals + n, rest * sizeof(*set->totals));
	for (size_t i = 0; i < set->n_series; i++) {
		struct series_cell *cells = set->series[i].cells;

		for (size_t k = 0; k < n; k++)
			set->series[i].base -= cells[k].base;
		memmove(cells, cells + n, rest * sizeof(*cells));
	}
	set->first += (int64_t)n;
	set->n_periods = rest;
	set->n_left_out = n;
	set->cut_first = false;
}

double series_share(const struct series_set *set, const struct series *series,
		    size_t i)
{
	const struct series_cell *cell = &series->cells[i];

	(void)set;
	return cell->base ? (double)cell->value / (double)cell->base : 0;
}

int64_t series_max(const struct series_set *set, const struct series *series)
{
	int64_t max = 0;

	for (size_t i = 0; i < set->n_periods; i++) {
		int64_t value =
			series ? series->cells[i].value : set->totals[i];

		max = value > max ? value : max;
	}
	return max;
}

size_t series_last_whole(const struct series_set *set)
{
	size_t n = set->n_periods;

	for (size_t i = n; i > 0; i--) {
		bool cut =
			(i == n && set->cut_last) || (i == 1 && set->cut_first);

		if (!cut && set->totals[i - 1])
			return i - 1;
	}
	return n;
}

size_t series_named(const struct series_set *set)
{
	size_t i = series_last_whole(set);

	if (i < set->n_periods)
		return i;
	while (i > 1 && !set->totals[i - 1])
		i--;
	return i - 1;
}
