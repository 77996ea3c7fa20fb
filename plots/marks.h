/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_MARKS_H
#define PLOTS_MARKS_H
/*
 * marks - moments that a chart names, such as the first use of a tool, read
 * from the rows of a query.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/db/db.h"

struct chart_marks;

/* As many are read; a chart can hardly show more names. */
enum { MARKS_MAX = 12 };

/* One moment. */
struct mark {
	char *name; /* owned; as the database has it */
	int64_t at; /* Unix seconds */
};

/* Sorted by time, then by name; release with marks_release. */
struct mark_set {
	struct mark *items;
	size_t n;
	size_t n_left_out; /* rows after the first MARKS_MAX */
};

/*
 * Read the rows of stmt, the heaviest first, by the columns that from names;
 * rows without a name, a time or a value, and with from's none, make no mark.
 */
int marks_read(struct db_stmt *stmt, const struct chart_marks *from,
	       struct mark_set *set_out, struct err *err);
void marks_release(struct mark_set *set);

#endif
