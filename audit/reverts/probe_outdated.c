/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_outdated.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

struct outdated {
	const struct probe_facts *facts;
	uint32_t old_tip;
	bool *paths; /* by number: touched since */
};

static void mark_paths(struct outdated *outdated)
{
	for (size_t i = 0; i < outdated->facts->n_paths; i++) {
		const struct probe_path *path = &outdated->facts->paths[i];
		uint32_t n = path->n_versions;

		outdated->paths[i] = n > 1 && path->versions[n - 1].position >
						      outdated->old_tip;
	}
}

/* A horizon that ends before a commit after the old tip was not passed then. */
static bool has_come_due(const struct outdated *outdated,
			 const struct probe_unit *unit)
{
	const uint32_t *due = outdated->facts->mainline[unit->landing].due;

	for (int h = PROBE_30; h <= PROBE_365; h++)
		if (due[h] != PROBE_NONE && due[h] >= outdated->old_tip)
			return true;
	return false;
}

static bool is_outdated(const struct outdated *outdated,
			const struct probe_unit *unit)
{
	const struct probe_touch *touches =
		&outdated->facts->touches[unit->first_touch];

	if (has_come_due(outdated, unit))
		return true;
	for (uint32_t i = 0; i < unit->n_touches; i++)
		if (outdated->paths[touches[i].path])
			return true;
	return false;
}

static int forget(const struct outdated *outdated, struct db_stmt *const *stmts,
		  struct err *err)
{
	for (size_t i = 0; i < outdated->facts->n_units; i++) {
		const struct probe_unit *unit = &outdated->facts->units[i];

		if (unit->landing > outdated->old_tip ||
		    !is_outdated(outdated, unit))
			continue;
		for (int k = 0; k < 2; k++) {
			db_bind_int(stmts[k], 1, unit->commit_id);
			if (db_exec(stmts[k], err) < 0)
				return -1;
		}
	}
	return 0;
}

int probe_outdated_forget(const struct stage_work *work,
			  const struct probe_facts *facts, uint32_t old_tip,
			  struct err *err)
{
	struct outdated outdated = { facts, old_tip, NULL };
	struct db_stmt *stmts[2] = { NULL, NULL };
	int ret = -1;

	outdated.paths = xcalloc(facts->n_paths, sizeof(*outdated.paths));
	mark_paths(&outdated);
	if (db_prepare(work->db,
		       "DELETE FROM revert_probes WHERE commit_id = ?1",
		       &stmts[0], err) == 0 &&
	    db_prepare(work->db,
		       "DELETE FROM revert_lives WHERE commit_id = ?1",
		       &stmts[1], err) == 0)
		ret = forget(&outdated, stmts, err);
	db_stmt_free(stmts[1]);
	db_stmt_free(stmts[0]);
	free(outdated.paths);
	return ret;
}
