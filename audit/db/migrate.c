/* SPDX-License-Identifier: MIT */
#include "audit/db/migrate.h"

#include <assert.h>
#include <stddef.h>

#include "audit/db/db.h"

/* The schema of 0.1.0 is the first that a release has: none leads to it. */
const struct migrate_step migrate_steps[] = {
	{ 0, 0, NULL },
};

static const struct migrate_step *step_from(const struct migrate_step *steps,
					    int from)
{
	for (; steps->sql; steps++)
		if (steps->from == from)
			return steps;
	return NULL;
}

bool migrate_leads(const struct migrate_step *steps, int from, int to)
{
	while (from < to) {
		const struct migrate_step *step = step_from(steps, from);

		if (!step)
			return false;
		assert(step->to > from);
		from = step->to;
	}
	return from == to;
}

int migrate_run(struct db *db, const struct migrate_step *steps, int from,
		int to, struct err *err)
{
	if (db_script(db, "PRAGMA defer_foreign_keys = 1", err) < 0)
		return -1;
	while (from < to) {
		const struct migrate_step *step = step_from(steps, from);
		int64_t version;

		assert(step);
		if (db_script(db, step->sql, err) < 0 ||
		    db_get_int(db, "PRAGMA user_version", 0, &version, err) < 0)
			return -1;
		assert(version == step->to);
		from = step->to;
	}
	return 0;
}
