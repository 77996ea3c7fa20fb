/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_facts.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/reverts/probe_horizon.h"

/* A path as the table has it, to be sorted. */
struct raw_path {
	const char *name;
	int64_t path_id;
};

/* A version before paths have their lists. */
struct raw_version {
	uint32_t path, position;
	struct probe_entry entry;
};

/* Where a touch stands in the list of its path. */
struct place {
	uint32_t path, landing, unit, touch;
};

struct reader {
	const struct stage_work *work;
	struct probe_facts *facts;
	struct raw_version *versions;
	size_t n_versions, n_versions_alloc, n_touches_alloc;
};

bool probe_entry_equal(const struct probe_entry *a, const struct probe_entry *b)
{
	return a->mode == b->mode &&
	       (!a->mode || oid_compare(&a->blob, &b->blob) == 0);
}

void probe_facts_release(struct probe_facts *facts)
{
	arena_release(&facts->arena);
	free(facts->mainline);
	free(facts->units);
	free(facts->touches);
	free(facts->paths);
	free(facts->path_index);
	memset(facts, 0, sizeof(*facts));
}

/* --- rows --- */

typedef void row_fn(struct reader *reader, const struct db_stmt *row);

/* Call fn with each row of a statement whose parameter is the repository. */
static int each_row(struct reader *reader, const char *sql, row_fn *fn,
		    struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(reader->work->db, sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, reader->work->repo_id);
	while ((more = db_step(stmt, err)) > 0)
		fn(reader, stmt);
	db_stmt_free(stmt);
	return more;
}

/* Room for n_max items, by a count that the database gives. */
static int count(struct reader *reader, const char *sql, size_t *n_out,
		 struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(reader->work->db, sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, reader->work->repo_id);
	more = db_step(stmt, err);
	if (more > 0)
		*n_out = (size_t)db_int(stmt, 0);
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

static struct probe_entry entry_of(const struct db_stmt *row, int mode)
{
	struct probe_entry entry = { .mode = (uint32_t)db_int(row, mode) };
	size_t len;
	const void *data = db_blob(row, mode + 2, &len);

	if (len == OID_BYTES)
		memcpy(entry.blob.bytes, data, OID_BYTES);
	return entry;
}

/* --- the mainline --- */

static void add_mainline(struct reader *reader, const struct db_stmt *row)
{
	struct probe_facts *facts = reader->facts;
	size_t n = facts->n_mainline++;
	struct probe_mainline *commit = &facts->mainline[n];

	commit->commit_id = db_int(row, 0);
	commit->unit = PROBE_NONE;
	commit->at = db_int(row, 1);
	if (db_is_null(row, 1))
		commit->at = n ? commit[-1].at : 0;
	commit->n_unknown = (n ? commit[-1].n_unknown : 0) +
			    (strcmp(db_text(row, 2), "done") != 0);
}

uint32_t probe_position_of(const struct probe_facts *facts, int64_t commit_id)
{
	size_t lo = 0, hi = facts->n_mainline;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (facts->mainline[mid].commit_id < commit_id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < facts->n_mainline &&
			       facts->mainline[lo].commit_id == commit_id
		       ? (uint32_t)lo
		       : PROBE_NONE;
}

/* --- units and what they touch --- */

static void add_unit(struct reader *reader, const struct db_stmt *row)
{
	struct probe_facts *facts = reader->facts;
	struct probe_unit *unit = &facts->units[facts->n_units];

	unit->commit_id = db_int(row, 0);
	unit->landing = probe_position_of(facts, db_int(row, 1));
	unit->is_merge = db_int(row, 2) > 1;
	unit->is_known = strcmp(db_text(row, 3), "done") == 0;
	unit->is_wanted = true;
	oid_from_hex(db_text(row, 4), &unit->oid);
	if (unit->landing == PROBE_NONE)
		return;
	if (facts->mainline[unit->landing].commit_id == unit->commit_id)
		facts->mainline[unit->landing].unit = (uint32_t)facts->n_units;
	facts->n_units++;
}

static uint32_t unit_of(const struct probe_facts *facts, int64_t commit_id)
{
	size_t lo = 0, hi = facts->n_units;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (facts->units[mid].commit_id < commit_id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < facts->n_units && facts->units[lo].commit_id == commit_id
		       ? (uint32_t)lo
		       : PROBE_NONE;
}

uint32_t probe_path_of(const struct probe_facts *facts, int64_t path_id)
{
	uint64_t at = (uint64_t)path_id - (uint64_t)facts->first_path_id;

	return at < facts->n_path_ids ? facts->path_index[at] : PROBE_NONE;
}

static void add_version(struct reader *reader, uint32_t path, uint32_t position,
			struct probe_entry entry)
{
	reader->versions =
		xgrow(reader->versions, reader->n_versions,
		      &reader->n_versions_alloc, sizeof(*reader->versions));
	reader->versions[reader->n_versions++] =
		(struct raw_version){ path, position, entry };
}

/* Rows come by commit, so the touches of a unit are neighbours. */
static void add_touch(struct reader *reader, const struct db_stmt *row)
{
	struct probe_facts *facts = reader->facts;
	int64_t commit_id = db_int(row, 0);
	uint32_t unit = unit_of(facts, commit_id);
	struct probe_touch *touch;

	if (unit == PROBE_NONE)
		return;
	facts->touches =
		xgrow(facts->touches, facts->n_touches,
		      &reader->n_touches_alloc, sizeof(*facts->touches));
	touch = &facts->touches[facts->n_touches];
	touch->unit = unit;
	touch->is_kept = touch->is_resumed = false;
	touch->other = PROBE_NONE;
	touch->path = probe_path_of(facts, db_int(row, 1));
	touch->theirs = entry_of(row, 2);
	touch->base = entry_of(row, 3);
	if (!facts->units[unit].n_touches++)
		facts->units[unit].first_touch = (uint32_t)facts->n_touches;
	facts->n_touches++;
	if (facts->mainline[facts->units[unit].landing].commit_id == commit_id)
		add_version(reader, touch->path, facts->units[unit].landing,
			    touch->base);
}

/* --- paths --- */

static int compare_names(const void *a, const void *b)
{
	const struct raw_path *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	return order ? order
		     : (left->path_id > right->path_id) -
			       (left->path_id < right->path_id);
}

static void add_path(struct reader *reader, const struct db_stmt *row)
{
	struct probe_facts *facts = reader->facts;
	struct probe_path *path = &facts->paths[facts->n_paths++];
	size_t len;
	const void *name = db_blob(row, 1, &len);

	memset(path, 0, sizeof(*path));
	path->path_id = db_int(row, 0);
	path->name = arena_copy(&facts->arena, name, len);
}

static void sort_paths(struct reader *reader)
{
	struct probe_facts *facts = reader->facts;
	size_t n = facts->n_paths;
	struct raw_path *order = xcalloc(n, sizeof(*order));

	for (size_t i = 0; i < n; i++)
		order[i] = (struct raw_path){ facts->paths[i].name,
					      facts->paths[i].path_id };
	facts->first_path_id = n ? order[0].path_id : 0;
	facts->n_path_ids =
		n ? (size_t)(order[n - 1].path_id - order[0].path_id) + 1 : 0;
	facts->path_index =
		xcalloc(facts->n_path_ids, sizeof(*facts->path_index));
	if (n)
		qsort(order, n, sizeof(*order), compare_names);
	for (size_t i = 0; i < n; i++) {
		facts->paths[i].name = order[i].name;
		facts->paths[i].path_id = order[i].path_id;
		facts->path_index[order[i].path_id - facts->first_path_id] =
			(uint32_t)i;
	}
	free(order);
}

size_t probe_path_after(const struct probe_facts *facts, const char *name)
{
	size_t lo = 0, hi = facts->n_paths;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (strcmp(facts->paths[mid].name, name) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

uint32_t probe_path_find(const struct probe_facts *facts, const char *name)
{
	size_t at = probe_path_after(facts, name);

	return at < facts->n_paths && strcmp(facts->paths[at].name, name) == 0
		       ? (uint32_t)at
		       : PROBE_NONE;
}

/* --- the lists of paths --- */

/* What was there before the first version that is known. */
static void add_first(struct reader *reader, const struct probe_touch *touch)
{
	const struct probe_unit *unit = &reader->facts->units[touch->unit];
	struct probe_path *path = &reader->facts->paths[touch->path];
	struct probe_version *first = path->versions;

	if (path->n_versions < 2 || first->position != PROBE_NONE ||
	    path->versions[1].position != unit->landing ||
	    reader->facts->mainline[unit->landing].commit_id != unit->commit_id)
		return;
	first->entry = touch->theirs;
}

/*
 * Versions come by position, for commits do; one more in front is what there
 * was before.
 */
static void list_versions(struct reader *reader)
{
	struct probe_facts *facts = reader->facts;

	for (size_t i = 0; i < reader->n_versions; i++)
		facts->paths[reader->versions[i].path].n_versions++;
	for (size_t i = 0; i < facts->n_paths; i++) {
		struct probe_path *path = &facts->paths[i];
		size_t n = path->n_versions;

		if (!n)
			continue;
		path->versions = arena_alloc(
			&facts->arena, (n + 1) * sizeof(struct probe_version));
		memset(&path->versions[0], 0, sizeof(path->versions[0]));
		path->versions[0].position = PROBE_NONE;
		path->versions[0].link = PROBE_NONE;
		path->n_versions = 1;
	}
	for (size_t i = 0; i < reader->n_versions; i++) {
		const struct raw_version *raw = &reader->versions[i];
		struct probe_path *path = &facts->paths[raw->path];

		path->versions[path->n_versions++] =
			(struct probe_version){ raw->position, PROBE_NONE,
						raw->entry };
	}
	for (size_t i = 0; i < facts->n_touches; i++)
		add_first(reader, &facts->touches[i]);
}

static int compare_places(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->path != right->path)
		return left->path < right->path ? -1 : 1;
	if (left->landing != right->landing)
		return left->landing < right->landing ? -1 : 1;
	if (left->unit != right->unit)
		return left->unit < right->unit ? -1 : 1;
	return 0;
}

static void list_touches(struct probe_facts *facts)
{
	size_t n = facts->n_touches;
	struct place *places = xcalloc(n, sizeof(*places));
	uint32_t *numbers =
		arena_alloc(&facts->arena, (n + 1) * sizeof(*numbers));

	for (size_t i = 0; i < n; i++) {
		const struct probe_touch *touch = &facts->touches[i];

		places[i] = (struct place){ touch->path,
					    facts->units[touch->unit].landing,
					    touch->unit, (uint32_t)i };
	}
	if (n)
		qsort(places, n, sizeof(*places), compare_places);
	for (size_t i = 0; i < n; i++) {
		struct probe_path *path = &facts->paths[places[i].path];

		numbers[i] = places[i].touch;
		if (!path->n_touches++)
			path->touches = &numbers[i];
	}
	free(places);
}

static int compare_versions(const void *a, const void *b)
{
	const struct raw_version *left = a, *right = b;

	if (left->path != right->path)
		return left->path < right->path ? -1 : 1;
	return left->position < right->position
		       ? -1
		       : left->position > right->position;
}

/* In the order of the tables, which the index on repo_id is not in. */
static const char mainline_sql[] =
	"SELECT commit_id, committed_at, diff FROM commits NOT INDEXED"
	" WHERE repo_id = ?1 AND mainline = 1 AND reachable = 1"
	" ORDER BY commit_id";

static const char units_sql[] =
	"SELECT commit_id, landing_id, n_parents, diff, oid"
	"  FROM commits NOT INDEXED"
	" WHERE repo_id = ?1 AND reachable = 1 AND landed_at IS NOT NULL"
	"   AND (n_parents < 2 OR mainline = 1)"
	" ORDER BY commit_id";

static const char paths_sql[] =
	"SELECT path_id, coalesce(raw, CAST(path AS BLOB)) FROM paths"
	" WHERE repo_id = ?1 ORDER BY path_id";

/* Merges never have rows in changes, nor changes in merge_changes. */
static const char changes_sql[] =
	"SELECT x.commit_id, path_id, old_mode, new_mode, old_blob, new_blob"
	"  FROM commits AS c NOT INDEXED CROSS JOIN changes AS x"
	"    ON x.commit_id = c.commit_id"
	" WHERE c.repo_id = ?1 AND c.reachable = 1"
	"   AND c.landing_id IS NOT NULL"
	" ORDER BY c.commit_id";

static const char merges_sql[] =
	"SELECT x.commit_id, path_id, old_mode, new_mode, old_blob, new_blob"
	"  FROM commits AS c NOT INDEXED CROSS JOIN merge_changes AS x"
	"    ON x.commit_id = c.commit_id"
	" WHERE c.repo_id = ?1 AND c.reachable = 1 AND c.mainline = 1"
	" ORDER BY c.commit_id";

static int read_commits(struct reader *reader, struct err *err)
{
	struct probe_facts *facts = reader->facts;
	size_t n_commits = 0, n_paths = 0;

	if (count(reader, "SELECT count(*) FROM commits WHERE repo_id = ?1",
		  &n_commits, err) < 0 ||
	    count(reader, "SELECT count(*) FROM paths WHERE repo_id = ?1",
		  &n_paths, err) < 0)
		return -1;
	facts->mainline = xcalloc(n_commits, sizeof(*facts->mainline));
	facts->units = xcalloc(n_commits + 1, sizeof(*facts->units));
	facts->paths = xcalloc(n_paths, sizeof(*facts->paths));
	if (each_row(reader, mainline_sql, add_mainline, err) < 0 ||
	    each_row(reader, units_sql, add_unit, err) < 0 ||
	    each_row(reader, paths_sql, add_path, err) < 0)
		return -1;
	probe_horizon_date(facts->mainline, facts->n_mainline);
	sort_paths(reader);
	return 0;
}

int probe_facts_read(const struct stage_work *work,
		     struct probe_facts *facts_out, struct err *err)
{
	struct probe_facts facts = { 0 };
	struct reader reader = { .work = work, .facts = &facts };
	int ret = -1;

	if (read_commits(&reader, err) < 0 ||
	    each_row(&reader, changes_sql, add_touch, err) < 0 ||
	    each_row(&reader, merges_sql, add_touch, err) < 0)
		goto out;
	if (reader.n_versions)
		qsort(reader.versions, reader.n_versions,
		      sizeof(*reader.versions), compare_versions);
	list_versions(&reader);
	list_touches(&facts);
	*facts_out = facts;
	ret = 0;
out:
	if (ret < 0)
		probe_facts_release(&facts);
	free(reader.versions);
	return ret;
}

uint32_t probe_version_at(const struct probe_path *path, uint32_t position)
{
	size_t lo = 1, hi = path->n_versions;

	if (!path->n_versions)
		return PROBE_NONE;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (path->versions[mid].position <= position)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (uint32_t)lo - 1;
}

struct probe_entry probe_entry_at(const struct probe_path *path,
				  uint32_t position)
{
	struct probe_entry entry = { 0 };
	uint32_t at = probe_version_at(path, position);

	if (at != PROBE_NONE)
		entry = path->versions[at].entry;
	return entry;
}
