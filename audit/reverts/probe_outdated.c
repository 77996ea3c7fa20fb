/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_outdated.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/probe_kept.h"
#include "audit/reverts/probe_pairs.h"

enum { STEPS_MAX = 32 }; /* as probe_rename follows */

struct outdated {
	struct probe_facts *facts;
	struct probe_result *results; /* by number of touch */
	struct db *db;
	uint32_t old_tip;
	bool *paths; /* by number: touched since */
	bool *moved; /* by number: what it was renamed to, or may be, was */
	struct bytemap names;   /* basenames of paths touched since */
	struct bytemap folders; /* touched since: 1; folders of these: 2 */
	struct bytemap blobs;   /* what came in, or went, since */
};

static void note_blob(struct outdated *outdated,
		      const struct probe_entry *entry)
{
	if (entry->mode)
		bytemap_set(&outdated->blobs, entry->blob.bytes, OID_BYTES, 1);
}

/* A path touched since, and the folders that it is in. */
static void note_folders(struct outdated *outdated, const char *name)
{
	for (size_t len = strlen(name); len > 0; len--)
		if (!name[len])
			bytemap_set(&outdated->folders, name, len, 1);
		else if (name[len] == '/' &&
			 !bytemap_get(&outdated->folders, name, len, 0))
			bytemap_set(&outdated->folders, name, len, 2);
}

/* Is it below what was touched, or was something below it? */
static bool is_near_touched(const struct outdated *outdated, const char *name)
{
	size_t len = strlen(name);

	if (bytemap_get(&outdated->folders, name, len, 0))
		return true;
	while (len-- > 0)
		if (name[len] == '/' &&
		    bytemap_get(&outdated->folders, name, len, 0) == 1)
			return true;
	return false;
}

static void mark_path(struct outdated *outdated, size_t number)
{
	const struct probe_path *path = &outdated->facts->paths[number];
	const char *name = probe_basename(path->name);

	for (uint32_t i = path->n_versions; i-- > 1;) {
		const struct probe_version *version = &path->versions[i];

		if (version->position <= outdated->old_tip)
			break;
		outdated->paths[number] = true;
		note_blob(outdated, &version->entry);
		note_blob(outdated, &version[-1].entry);
	}
	if (outdated->paths[number])
		bytemap_set(&outdated->names, name, strlen(name), 1);
	if (outdated->paths[number])
		note_folders(outdated, path->name);
}

/*
 * The steps by which a path that is gone was renamed, as long as they lead
 * on; a step into what was touched since may lead elsewhere now.
 */
static bool leads_to_touched(const struct outdated *outdated, size_t number)
{
	const struct probe_path *paths = outdated->facts->paths;

	for (int i = 0; i < STEPS_MAX; i++) {
		const struct probe_path *path = &paths[number];
		uint32_t n = path->n_versions;

		if (outdated->paths[number])
			return true;
		if (!n || path->versions[n - 1].entry.mode ||
		    path->versions[n - 1].link == PROBE_NONE)
			return false;
		number = path->versions[n - 1].link;
	}
	return true;
}

static void mark_paths(struct outdated *outdated)
{
	const struct probe_facts *facts = outdated->facts;

	for (size_t i = 0; i < facts->n_paths; i++)
		mark_path(outdated, i);
	for (size_t i = 0; i < facts->n_paths; i++) {
		const struct probe_path *path = &facts->paths[i];
		const char *name = probe_basename(path->name);
		uint32_t tip = (uint32_t)facts->n_mainline - 1;

		if (!probe_entry_at(path, tip).mode)
			outdated->moved[i] =
				leads_to_touched(outdated, i) ||
				is_near_touched(outdated, path->name) ||
				bytemap_get(&outdated->names, name,
					    strlen(name), 0);
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

/* Was it never on the mainline, and what its merge touched is touched? */
static bool is_under_other_name(const struct outdated *outdated,
				const struct probe_unit *unit, uint32_t path)
{
	const struct probe_facts *facts = outdated->facts;
	uint32_t number = facts->mainline[unit->landing].unit;
	const struct probe_unit *merge;

	if (number == PROBE_NONE ||
	    probe_entry_at(&facts->paths[path], unit->landing).mode)
		return false;
	merge = &facts->units[number];
	for (uint32_t i = 0; i < merge->n_touches; i++)
		if (outdated->paths[facts->touches[merge->first_touch + i]
					    .path])
			return true;
	return false;
}

static bool is_touch_outdated(const struct outdated *outdated,
			      const struct probe_touch *touch)
{
	return outdated->paths[touch->path] || outdated->moved[touch->path] ||
	       bytemap_get(&outdated->blobs, touch->base.blob.bytes, OID_BYTES,
			   0) ||
	       is_under_other_name(outdated,
				   &outdated->facts->units[touch->unit],
				   touch->path);
}

/* Only one side has it: it may be renamed from, or to, another such touch. */
static bool is_one_sided(const struct probe_touch *touch)
{
	return !touch->base.mode != !touch->theirs.mode;
}

/*
 * Mark the touches of a unit that nothing can have changed for as kept; true
 * where not all are, or something came due.
 */
static bool is_outdated(const struct outdated *outdated,
			const struct probe_unit *unit)
{
	struct probe_touch *touches =
		&outdated->facts->touches[unit->first_touch];
	bool is_any = false, is_pair = false;

	for (uint32_t i = 0; i < unit->n_touches; i++) {
		touches[i].is_kept = !is_touch_outdated(outdated, &touches[i]);
		is_any = is_any || !touches[i].is_kept;
		is_pair = is_pair ||
			  (!touches[i].is_kept && is_one_sided(&touches[i]));
	}
	for (uint32_t i = 0; i < unit->n_touches; i++)
		if (is_pair && is_one_sided(&touches[i]))
			touches[i].is_kept = false;
	return is_any || has_come_due(outdated, unit);
}

static void keep_none(const struct outdated *outdated,
		      const struct probe_unit *unit)
{
	for (uint32_t i = 0; i < unit->n_touches; i++) {
		uint32_t number = unit->first_touch + i;

		outdated->facts->touches[number].is_kept = false;
		outdated->facts->touches[number].is_resumed = false;
		probe_result_release(&outdated->results[number]);
	}
}

/*
 * A touch that is kept: a horizon that came due since asks of the same version
 * as the tip.
 */
static void copy_due(const struct outdated *outdated,
		     const struct probe_unit *unit, struct probe_result *result)
{
	const uint32_t *due = outdated->facts->mainline[unit->landing].due;

	for (int h = PROBE_30; h <= PROBE_365; h++)
		if (due[h] != PROBE_NONE && due[h] >= outdated->old_tip)
			result->outcomes[h] = result->outcomes[PROBE_TIP];
}

/* What is known of the touches of a unit; false where that is damaged. */
static bool read_results(const struct outdated *outdated,
			 const struct probe_unit *unit,
			 const unsigned char *bytes, size_t len)
{
	for (uint32_t i = 0; i < unit->n_touches; i++) {
		uint32_t number = unit->first_touch + i;
		struct probe_touch *touch = &outdated->facts->touches[number];
		struct probe_result *result = &outdated->results[number];
		size_t n = probe_kept_read(outdated->facts, bytes, len, result);

		if (!n)
			return false;
		bytes += n;
		len -= n;
		if (touch->is_kept)
			copy_due(outdated, unit, result);
		else
			touch->is_resumed = result->stand != PROBE_NOWHERE;
	}
	return len == 0;
}

/* Go on from what is known; anew where nothing is. */
static int keep(const struct outdated *outdated, const struct probe_unit *unit,
		struct db_stmt *stmt, struct err *err)
{
	const unsigned char *bytes;
	size_t len = 0;
	int more;

	db_bind_int(stmt, 1, unit->commit_id);
	more = db_step(stmt, err);
	bytes = more > 0 ? db_blob(stmt, 0, &len) : NULL;
	if (!read_results(outdated, unit, bytes, len))
		keep_none(outdated, unit);
	db_reset(stmt);
	return more < 0 ? -1 : 0;
}

/* Commits whose paths are not known came in: nothing is sure any more. */
static bool can_keep(const struct outdated *outdated)
{
	const struct probe_facts *facts = outdated->facts;

	return facts->mainline[facts->n_mainline - 1].n_unknown ==
	       facts->mainline[outdated->old_tip].n_unknown;
}

enum { DELETE_LIFE, READ_RESULTS, N_STATEMENTS };

static const char *const statements[N_STATEMENTS] = {
	"DELETE FROM revert_lives WHERE commit_id = ?1",
	"SELECT results FROM revert_touches WHERE commit_id = ?1",
};

/*
 * Results are those of the old tip only where the unit was done then: else its
 * row of lives is not there.  Most probes come out as they were, so those stay
 * until they are known.
 */
static int forget_unit(const struct outdated *outdated,
		       const struct probe_unit *unit,
		       struct db_stmt *const *stmts, struct err *err)
{
	db_bind_int(stmts[DELETE_LIFE], 1, unit->commit_id);
	if (db_exec(stmts[DELETE_LIFE], err) < 0)
		return -1;
	if (!can_keep(outdated) || db_n_changed(outdated->db) == 0) {
		keep_none(outdated, unit);
		return 0;
	}
	return keep(outdated, unit, stmts[READ_RESULTS], err);
}

static int forget(const struct outdated *outdated, struct db_stmt *const *stmts,
		  struct err *err)
{
	for (size_t i = 0; i < outdated->facts->n_units; i++) {
		const struct probe_unit *unit = &outdated->facts->units[i];

		if (unit->landing > outdated->old_tip)
			continue;
		if (!is_outdated(outdated, unit))
			keep_none(outdated, unit);
		else if (forget_unit(outdated, unit, stmts, err) < 0)
			return -1;
	}
	return 0;
}

int probe_outdated_forget(const struct stage_work *work,
			  struct probe_facts *facts, uint32_t old_tip,
			  struct probe_result *results, struct err *err)
{
	struct outdated outdated = { .facts = facts,
				     .results = results,
				     .db = work->db,
				     .old_tip = old_tip };
	struct db_stmt *stmts[N_STATEMENTS] = { NULL };
	int ret = 0;

	facts->old_tip = old_tip;
	outdated.paths = xcalloc(facts->n_paths, sizeof(*outdated.paths));
	outdated.moved = xcalloc(facts->n_paths, sizeof(*outdated.moved));
	mark_paths(&outdated);
	for (int i = 0; ret == 0 && i < N_STATEMENTS; i++)
		ret = db_prepare(work->db, statements[i], &stmts[i], err);
	if (ret == 0)
		ret = forget(&outdated, stmts, err);
	for (int i = 0; i < N_STATEMENTS; i++)
		db_stmt_free(stmts[i]);
	bytemap_release(&outdated.blobs);
	bytemap_release(&outdated.folders);
	bytemap_release(&outdated.names);
	free(outdated.moved);
	free(outdated.paths);
	return ret;
}
