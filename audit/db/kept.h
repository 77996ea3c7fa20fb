/* SPDX-License-Identifier: MIT */
#ifndef DB_KEPT_H
#define DB_KEPT_H
/*
 * kept - the rows of a statement in memory: read once, shown as often as
 * someone asks.  Nothing changes once they are read, so several threads may
 * show the same rows.
 */
#include <stddef.h>

#include "audit/base/err.h"

struct db_cell;
struct db_stmt;
struct kept;

/*
 * All rows that the statement has left, with the columns that the program
 * appends; the caller's, to be freed with kept_free.  NULL: a step failed.
 */
struct kept *kept_read(struct db_stmt *stmt, struct err *err);

/* Frees the rows; NULL is fine. */
void kept_free(struct kept *kept);

/*
 * A statement that gives these rows, from the first, and that no binding
 * changes; the caller's.  The rows must outlive it.
 */
struct db_stmt *kept_show(const struct kept *kept);

/* How many columns there are, and the name of number n, from 0. */
int kept_n_columns(const struct kept *kept);
const char *kept_column_name(const struct kept *kept, int n);

/* Set the cells of row number n, from 0; 1, or 0: there is none. */
int kept_row(const struct kept *kept, size_t n, struct db_cell *cells);

#endif
