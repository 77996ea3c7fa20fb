/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/probe_horizon.h"
#include "audit/reverts/probe_kept.h"

/* A row of revert_probes; an id of 0 is NULL. */
struct probe_row {
	int outcome; /* enum probe_outcome */
	int64_t path_id, blocker_id;
};

struct probe_rows {
	const struct probe_facts *facts;
	struct db_stmt *probe, *life, *touches;
	struct db_stmt *old_probes, *old_touches; /* NULL: there are none */
	struct buf kept;                          /* of the unit at hand */
};

static const char *const outcome_names[] = {
	[PROBE_ALREADY] = "already",   [PROBE_CLEAN] = "clean",
	[PROBE_UNKNOWN] = "unknown",   [PROBE_GONE] = "gone",
	[PROBE_CONFLICT] = "conflict",
};

static const char probe_sql[] =
	"INSERT OR REPLACE INTO revert_probes VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static const char life_sql[] =
	"INSERT INTO revert_lives"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

static const char touches_sql[] =
	"INSERT OR REPLACE INTO revert_touches VALUES (?1, ?2)";

static const char old_probes_sql[] =
	"SELECT horizon, outcome, coalesce(path_id, 0), coalesce(blocker_id, 0)"
	"  FROM revert_probes WHERE commit_id = ?1";

static const char old_touches_sql[] =
	"SELECT results FROM revert_touches WHERE commit_id = ?1";

void probe_rows_free(struct probe_rows *rows)
{
	if (!rows)
		return;
	db_stmt_free(rows->old_probes);
	db_stmt_free(rows->old_touches);
	db_stmt_free(rows->probe);
	db_stmt_free(rows->life);
	db_stmt_free(rows->touches);
	buf_release(&rows->kept);
	free(rows);
}

static int prepare_old(struct probe_rows *rows, struct db *db, struct err *err)
{
	if (db_prepare(db, old_probes_sql, &rows->old_probes, err) < 0)
		return -1;
	return db_prepare(db, old_touches_sql, &rows->old_touches, err);
}

int probe_rows_open(struct db *db, const struct probe_facts *facts, bool is_new,
		    struct probe_rows **rows_out, struct err *err)
{
	struct probe_rows *rows = xcalloc(1, sizeof(*rows));

	rows->facts = facts;
	rows->kept = (struct buf)BUF_INIT;
	if (db_prepare(db, probe_sql, &rows->probe, err) < 0 ||
	    db_prepare(db, life_sql, &rows->life, err) < 0 ||
	    db_prepare(db, touches_sql, &rows->touches, err) < 0 ||
	    (!is_new && prepare_old(rows, db, err) < 0)) {
		probe_rows_free(rows);
		return -1;
	}
	*rows_out = rows;
	return 0;
}

static void bind_int_or_null(struct db_stmt *stmt, int n, bool is_there,
			     int64_t value)
{
	if (is_there)
		db_bind_int(stmt, n, value);
	else
		db_bind_null(stmt, n);
}

static void bind_unit(struct db_stmt *stmt, int n,
		      const struct probe_unit *unit)
{
	db_bind_text(stmt, n, unit->is_merge ? "landing" : "change");
}

/* --- horizons --- */

/*
 * Is touch a to be told of, rather than b, at a horizon?  Ids of paths depend
 * on the order of runs, their names do not.
 */
static bool is_worse(const struct probe_facts *facts,
		     const struct probe_result *results, uint32_t a, uint32_t b,
		     int horizon)
{
	if (results[a].outcomes[horizon] != results[b].outcomes[horizon])
		return results[a].outcomes[horizon] >
		       results[b].outcomes[horizon];
	if (results[a].death != results[b].death)
		return results[a].death < results[b].death;
	return facts->touches[a].path < facts->touches[b].path;
}

/* What the row of a horizon says. */
static struct probe_row row_of(const struct probe_facts *facts,
			       const struct probe_unit *unit, int horizon,
			       const struct probe_result *results)
{
	uint32_t due = facts->mainline[unit->landing].due[horizon];
	uint32_t worst = unit->first_touch, death = PROBE_NONE;
	struct probe_row row = { .outcome = unit->is_known ? PROBE_ALREADY
							   : PROBE_UNKNOWN };

	for (uint32_t i = 1; i < unit->n_touches; i++)
		if (is_worse(facts, results, unit->first_touch + i, worst,
			     horizon))
			worst = unit->first_touch + i;
	if (unit->n_touches && unit->is_known) {
		row.outcome = results[worst].outcomes[horizon];
		death = results[worst].death;
	}
	if (unit->n_touches && row.outcome >= PROBE_UNKNOWN)
		row.path_id = facts->paths[facts->touches[worst].path].path_id;
	if (row.outcome >= PROBE_GONE && death != PROBE_NONE && death <= due)
		row.blocker_id = facts->mainline[death].commit_id;
	return row;
}

static int write_probe(struct probe_rows *rows, const struct probe_unit *unit,
		       int horizon, const struct probe_row *row,
		       struct err *err)
{
	db_bind_int(rows->probe, 1, unit->commit_id);
	db_bind_int(rows->probe, 2, probe_days[horizon]);
	bind_unit(rows->probe, 3, unit);
	db_bind_text(rows->probe, 4, outcome_names[row->outcome]);
	bind_int_or_null(rows->probe, 5, row->path_id != 0, row->path_id);
	bind_int_or_null(rows->probe, 6, row->blocker_id != 0, row->blocker_id);
	return db_exec(rows->probe, err);
}

/* Which horizons have a row that says just this? */
static int find_same(struct probe_rows *rows, int64_t commit_id,
		     const struct probe_row *all, bool *is_same,
		     struct err *err)
{
	struct db_stmt *stmt = rows->old_probes;
	int more;

	db_bind_int(stmt, 1, commit_id);
	while ((more = db_step(stmt, err)) > 0)
		for (int h = 0; h < PROBE_N_HORIZONS; h++)
			if (db_int(stmt, 0) == probe_days[h])
				is_same[h] =
					all[h].path_id == db_int(stmt, 2) &&
					all[h].blocker_id == db_int(stmt, 3) &&
					strcmp(outcome_names[all[h].outcome],
					       db_text(stmt, 1)) == 0;
	db_reset(stmt);
	return more;
}

static int write_probes(struct probe_rows *rows, const struct probe_unit *unit,
			const struct probe_result *results, struct err *err)
{
	const uint32_t *due = rows->facts->mainline[unit->landing].due;
	struct probe_row all[PROBE_N_HORIZONS] = { { PROBE_UNKNOWN, 0, 0 } };
	bool is_same[PROBE_N_HORIZONS] = { false };

	for (int h = 0; h < PROBE_N_HORIZONS; h++)
		if (due[h] != PROBE_NONE)
			all[h] = row_of(rows->facts, unit, h, results);
	if (rows->old_probes &&
	    find_same(rows, unit->commit_id, all, is_same, err) < 0)
		return -1;
	for (int h = 0; h < PROBE_N_HORIZONS; h++)
		if (due[h] != PROBE_NONE && !is_same[h] &&
		    write_probe(rows, unit, h, &all[h], err) < 0)
			return -1;
	return 0;
}

/* --- lives --- */

/* What ended a life. */
struct end {
	uint32_t touch, death; /* death PROBE_NONE: nothing did */
	uint32_t path;
	uint32_t culprit; /* unit; PROBE_NONE: not to be told */
	bool is_own_series;
};

/* The first touch on the list of a path that landed at a position or later. */
static uint32_t first_landed(const struct probe_facts *facts,
			     const struct probe_path *path, uint32_t position)
{
	uint32_t lo = 0, hi = path->n_touches;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		uint32_t unit = facts->touches[path->touches[mid]].unit;

		if (facts->units[unit].landing < position)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/*
 * Who did it: of the changes that landed then and touch the path, the only
 * one; in the own landing only those that follow count.
 */
static void find_culprit(const struct probe_facts *facts, uint32_t number,
			 struct end *end)
{
	const struct probe_unit *unit = &facts->units[number];
	const struct probe_path *path = &facts->paths[end->path];
	bool is_own = end->death == unit->landing;
	uint32_t n = 0;

	end->culprit = PROBE_NONE;
	for (uint32_t i = first_landed(facts, path, end->death);
	     i < path->n_touches; i++) {
		uint32_t other = facts->touches[path->touches[i]].unit;

		if (facts->units[other].landing != end->death)
			break;
		if (facts->units[other].is_merge || (is_own && other <= number))
			continue;
		end->culprit = n++ ? PROBE_NONE : other;
	}
	end->is_own_series = is_own && n > 0;
}

/* False where it is not known, for want of a blob, say. */
static bool find_end(const struct probe_facts *facts, uint32_t number,
		     const struct probe_result *results, struct end *end)
{
	const struct probe_unit *unit = &facts->units[number];

	*end = (struct end){ 0, PROBE_NONE, 0, PROBE_NONE, false };
	for (uint32_t i = 0; i < unit->n_touches; i++) {
		uint32_t touch = unit->first_touch + i;

		if (!results[touch].is_life_known)
			return false;
		if (results[touch].death == PROBE_NONE ||
		    results[touch].death > end->death)
			continue;
		if (results[touch].death < end->death ||
		    facts->touches[touch].path <
			    facts->touches[end->touch].path) {
			end->touch = touch;
			end->death = results[touch].death;
			end->path = results[touch].path;
		}
	}
	if (end->death != PROBE_NONE)
		find_culprit(facts, number, end);
	return unit->is_known && unit->n_touches;
}

static void bind_end(struct db_stmt *stmt, const struct probe_facts *facts,
		     const struct probe_unit *unit,
		     const struct probe_result *result, const struct end *end)
{
	const struct probe_mainline *blocker = &facts->mainline[end->death];
	int64_t life = blocker->at - facts->mainline[unit->landing].at;
	bool has_lines = result->first_line > 0;

	db_bind_int(stmt, 4, life > 0 ? life : 0);
	db_bind_int(stmt, 5, blocker->commit_id);
	bind_int_or_null(stmt, 6, end->culprit != PROBE_NONE,
			 end->culprit != PROBE_NONE
				 ? facts->units[end->culprit].commit_id
				 : 0);
	db_bind_int(stmt, 7, facts->paths[end->path].path_id);
	bind_int_or_null(stmt, 8, has_lines, result->first_line);
	bind_int_or_null(stmt, 9, has_lines, result->last_line);
}

static int write_life(struct probe_rows *rows, uint32_t number,
		      const struct probe_result *results, struct err *err)
{
	const struct probe_unit *unit = &rows->facts->units[number];
	struct end end;
	bool is_known = find_end(rows->facts, number, results, &end);

	db_bind_int(rows->life, 1, unit->commit_id);
	bind_unit(rows->life, 2, unit);
	db_bind_int(rows->life, 3, is_known);
	if (is_known && end.death != PROBE_NONE)
		bind_end(rows->life, rows->facts, unit, &results[end.touch],
			 &end);
	else
		for (int i = 4; i <= 9; i++)
			db_bind_null(rows->life, i);
	db_bind_int(rows->life, 10, is_known && end.is_own_series);
	return db_exec(rows->life, err);
}

/* Is what is kept of a unit there? 1 or 0. */
static int has_kept(struct probe_rows *rows, int64_t commit_id, struct err *err)
{
	struct db_stmt *stmt = rows->old_touches;
	size_t len = 0;
	const void *old;
	int more;

	if (!stmt)
		return 0;
	db_bind_int(stmt, 1, commit_id);
	more = db_step(stmt, err);
	if (more > 0) {
		old = db_blob(stmt, 0, &len);
		more = len == rows->kept.len &&
		       memcmp(old, rows->kept.data, len) == 0;
	}
	db_reset(stmt);
	return more;
}

static int write_touches(struct probe_rows *rows, const struct probe_unit *unit,
			 const struct probe_result *results, struct err *err)
{
	int is_there;

	if (!unit->n_touches)
		return 0;
	buf_clear(&rows->kept);
	for (uint32_t i = 0; i < unit->n_touches; i++)
		probe_kept_write(rows->facts, &results[unit->first_touch + i],
				 &rows->kept);
	is_there = has_kept(rows, unit->commit_id, err);
	if (is_there)
		return is_there < 0 ? -1 : 0;
	db_bind_int(rows->touches, 1, unit->commit_id);
	db_bind_blob(rows->touches, 2, rows->kept.data, rows->kept.len);
	return db_exec(rows->touches, err);
}

int probe_rows_write(struct probe_rows *rows, uint32_t unit,
		     const struct probe_result *results, struct err *err)
{
	const struct probe_unit *item = &rows->facts->units[unit];

	if (write_probes(rows, item, results, err) < 0 ||
	    write_touches(rows, item, results, err) < 0)
		return -1;
	return write_life(rows, unit, results, err);
}
