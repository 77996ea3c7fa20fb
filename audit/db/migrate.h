/* SPDX-License-Identifier: MIT */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H
/*
 * migrate - from the schema of an earlier release to that of this one, as
 * steps in a table.
 *
 * A database that no chain of steps leads on from is made anew by an audit.
 * A step stays as it is once it was released.
 */
#include <stdbool.h>

#include "audit/base/err.h"

struct db;

/* One step; a table ends with a row whose sql is NULL. */
struct migrate_step {
	int from, to; /* user_version before and after; from < to */
	/*
	 * A script for the caller's transaction, in which foreign keys are
	 * looked at when it ends.  It sets user_version, and makes views
	 * anew where they change.
	 */
	const char *sql;
};

/* Those of this release. */
extern const struct migrate_step migrate_steps[];

/* True if steps lead from one version to another. */
bool migrate_leads(const struct migrate_step *steps, int from, int to);

/*
 * Take the steps, in the caller's transaction; the first that fits a version
 * is taken.  Only after migrate_leads said that they lead there.
 */
int migrate_run(struct db *db, const struct migrate_step *steps, int from,
		int to, struct err *err);

#endif
