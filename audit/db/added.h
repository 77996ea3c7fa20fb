/* SPDX-License-Identifier: MIT */
#ifndef DB_ADDED_H
#define DB_ADDED_H
/*
 * added - columns that the program appends to the rows of a statement: what
 * SQL cannot say.  Whoever reads the statement by db.h sees them behind its
 * own columns, and need not know.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/db/db.h"

/* One value; the field of its type holds. */
struct added_value {
	enum db_type type; /* not DB_BLOB */
	int64_t integer;
	double real;
	const char *text; /* stays until the next row at least */
};

/* The columns; whoever makes them puts this first in a struct of its own. */
struct added {
	size_t n_columns;
	const char *const *names; /* n_columns of them */
	/*
	 * Set the n_columns values, all NULL before, for the row that stmt
	 * stands on; its own columns may be read.  0, or -1.
	 */
	int (*fill)(struct added *added, const struct db_stmt *stmt,
		    struct added_value *values, struct err *err);
	void (*free)(struct added *added);
};

/*
 * Append the columns.  Once for a statement, before its first step; it owns
 * added from then on and frees it before itself.
 */
void added_attach(struct db_stmt *stmt, struct added *added);

#endif
