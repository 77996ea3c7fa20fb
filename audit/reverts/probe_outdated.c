/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_outdated.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/probe_pairs.h"

enum { STEPS_MAX = 32 }; /* as probe_rename follows */

struct outdated {
	const struct probe_facts *facts;
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

static bool is_outdated(const struct outdated *outdated,
			const struct probe_unit *unit)
{
	const struct probe_touch *touches =
		&outdated->facts->touches[unit->first_touch];

	if (has_come_due(outdated, unit))
		return true;
	for (uint32_t i = 0; i < unit->n_touches; i++)
		if (outdated->paths[touches[i].path] ||
		    outdated->moved[touches[i].path] ||
		    bytemap_get(&outdated->blobs, touches[i].base.blob.bytes,
				OID_BYTES, 0) ||
		    is_under_other_name(outdated, unit, touches[i].path))
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
	struct outdated outdated = { .facts = facts, .old_tip = old_tip };
	struct db_stmt *stmts[2] = { NULL, NULL };
	int ret = -1;

	outdated.paths = xcalloc(facts->n_paths, sizeof(*outdated.paths));
	outdated.moved = xcalloc(facts->n_paths, sizeof(*outdated.moved));
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
	bytemap_release(&outdated.blobs);
	bytemap_release(&outdated.folders);
	bytemap_release(&outdated.names);
	free(outdated.moved);
	free(outdated.paths);
	return ret;
}
