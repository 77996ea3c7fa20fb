/* SPDX-License-Identifier: MIT */
#ifndef POLICY_AREA_TABLES_H
#define POLICY_AREA_TABLES_H
/*
 * area_tables - the tables of areas, brought up to date: what is new is laid
 * beside them in temporary tables, compared, and then either only added to
 * them or, if anything that stood there would change, put in their place.
 */
#include "audit/db/db.h"
#include "audit/policy/area_history.h"

/* Make the temporary tables, empty. */
int area_tables_begin(struct db *db, struct err *err);

/*
 * Lay down what history says; source is the column of that name.  Number n
 * of an area becomes area_tables_id(repo_id, n).
 */
int area_tables_put(struct db *db, int64_t repo_id,
		    const struct area_history *history, const char *source,
		    struct err *err);

/* Bring the tables of the repository up to date, and drop the others. */
int area_tables_end(struct db *db, int64_t repo_id, struct err *err);

/*
 * The row id of an area of a repository: each repository has a billion of
 * its own, so that the order in which several are read leaves no trace.
 */
int64_t area_tables_id(int64_t repo_id, size_t number);

/* Delete all rows of a repository. */
int area_tables_forget(struct db *db, int64_t repo_id, struct err *err);

#endif
