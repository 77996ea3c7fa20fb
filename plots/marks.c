/* SPDX-License-Identifier: MIT */
#include "plots/marks.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "plots/charts.h"

/* The columns of a struct chart_marks. */
enum { NAME, AT, VALUE, N_COLUMNS };

static int find_column(const struct db_stmt *stmt, const char *name,
		       int *at_out, struct err *err)
{
	for (int i = 0; i < db_n_columns(stmt); i++) {
		if (strcmp(db_column_name(stmt, i), name) != 0)
			continue;
		*at_out = i;
		return 0;
	}
	return err_set(err, FAIL_USAGE,
		       "the query has no column '%s' to mark; %s", name,
		       HINT_BUG);
}

static int by_time(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void add_row(struct mark_set *set, const struct db_stmt *stmt,
		    const int *at, const char *none)
{
	const char *name = db_text(stmt, at[NAME]);

	if (db_is_null(stmt, at[NAME]) || db_is_null(stmt, at[AT]) ||
	    db_int(stmt, at[VALUE]) == 0 || (none && strcmp(name, none) == 0))
		return;
	if (set->n == MARKS_MAX) {
		set->n_left_out++;
		return;
	}
	set->items[set->n++] = (struct mark){
		.name = xstrdup(name),
		.at = db_int(stmt, at[AT]),
	};
}

int marks_read(struct db_stmt *stmt, const struct chart_marks *from,
	       struct mark_set *set_out, struct err *err)
{
	struct mark_set set = { 0 };
	int at[N_COLUMNS] = { 0 };
	int more;

	if (find_column(stmt, from->name, &at[NAME], err) < 0 ||
	    find_column(stmt, from->at, &at[AT], err) < 0 ||
	    find_column(stmt, from->value, &at[VALUE], err) < 0)
		return -1;
	set.items = xcalloc(MARKS_MAX, sizeof(*set.items));
	while ((more = db_step(stmt, err)) > 0)
		add_row(&set, stmt, at, from->none);
	if (more < 0) {
		marks_release(&set);
		return -1;
	}
	qsort(set.items, set.n, sizeof(*set.items), by_time);
	*set_out = set;
	return 0;
}

void marks_release(struct mark_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		free(set->items[i].name);
	free(set->items);
	memset(set, 0, sizeof(*set));
}
