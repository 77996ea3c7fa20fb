/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/jobs.h"
#include "audit/base/progress.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/probe_horizon.h"
#include "audit/reverts/probe_outdated.h"
#include "audit/reverts/probe_pairs.h"
#include "audit/reverts/probe_rename.h"
#include "audit/reverts/probe_rows.h"
#include "audit/reverts/probe_sweep.h"

enum {
	CHUNK_TOUCHES = 8192, /* swept between two transactions */
	BATCH_PATHS = 4,      /* handed to a worker at a time */
	PORTION_UNITS = 256   /* the same, where renames are looked for */
};

/* Another one with each change of what rows say; of all horizons, or of one. */
#define METHOD "version " VERSION ", method 3"
#define METHOD_ALL METHOD ", tip "
#define METHOD_TIP METHOD " at the tip alone, tip "

struct probe {
	const struct stage_work *work;
	struct probe_facts facts;
	struct probe_index *index;
	struct probe_steps *steps;
	struct probe_result *results; /* by number of touch */
	uint32_t *n_left;             /* by unit: touches to be swept */
	struct jobs *jobs;
	struct probe_sweeper **sweepers; /* one a worker */
	int n_sweepers;
	struct probe_rows *rows;
	const char *method;    /* METHOD_ALL or METHOD_TIP */
	const uint32_t *chunk; /* paths being swept */
	bool is_new;           /* no unit has rows */
};

static void probe_release(struct probe *probe)
{
	probe_rows_free(probe->rows);
	jobs_free(probe->jobs);
	for (int i = 0; i < probe->n_sweepers; i++)
		probe_sweeper_free(probe->sweepers[i]);
	free(probe->sweepers);
	free(probe->n_left);
	for (size_t i = 0; probe->results && i < probe->facts.n_touches; i++)
		probe_result_release(&probe->results[i]);
	free(probe->results);
	probe_steps_free(probe->steps);
	probe_index_free(probe->index);
	probe_facts_release(&probe->facts);
}

/* --- workers --- */

static int start_workers(struct probe *probe, struct err *err)
{
	int n;

	probe->jobs = jobs_new(probe->work->n_workers);
	if (!probe->jobs)
		return err_set(
			err, FAIL_WORLD,
			"cannot start a thread; ask for fewer with --jobs");
	n = jobs_n_workers(probe->jobs);
	probe->sweepers = xcalloc((size_t)n, sizeof(struct probe_sweeper *));
	for (; probe->n_sweepers < n; probe->n_sweepers++)
		if (probe_sweeper_new(
			    &probe->facts, probe->index, probe->work->repo,
			    &probe->sweepers[probe->n_sweepers], err) < 0)
			return -1;
	return 0;
}

/* --- renames --- */

static void pair_steps(void *context, int worker, size_t first, size_t end)
{
	struct probe *probe = context;
	struct repository *repo = probe_sweeper_repo(probe->sweepers[worker]);

	for (size_t i = first; i < end; i++)
		probe_steps_pair(probe->steps, &probe->facts, repo, i);
}

/* Is a renamed path of a unit to be asked for? */
static bool may_be_renamed(const struct probe_facts *facts,
			   const struct probe_unit *unit)
{
	const struct probe_touch *touch = &facts->touches[unit->first_touch];

	for (uint32_t i = 0; i < unit->n_touches; i++)
		if (!touch[i].is_kept &&
		    !touch[i].base.mode != !touch[i].theirs.mode)
			return true;
	return false;
}

static void pair_units(void *context, int worker, size_t first, size_t end)
{
	struct probe *probe = context;
	struct repository *repo = probe_sweeper_repo(probe->sweepers[worker]);

	for (size_t i = first; i < end; i++)
		if (probe->facts.units[i].is_wanted &&
		    may_be_renamed(&probe->facts, &probe->facts.units[i]))
			probe_unit_pair(&probe->facts, repo, (uint32_t)i);
}

/* On the mainline; what is out of date depends on it. */
static void find_steps(struct probe *probe)
{
	probe->steps = probe_steps_new(&probe->facts);
	jobs_run(probe->jobs, probe_steps_count(probe->steps), 1, pair_steps,
		 probe);
}

/* --- what is to be done --- */

static int want_missing(struct probe *probe, struct err *err)
{
	struct probe_facts *facts = &probe->facts;
	struct db_stmt *stmt = NULL;
	size_t next = 0;
	int more;

	if (db_prepare(probe->work->db,
		       "SELECT commit_id FROM revert_lives"
		       " JOIN commits USING (commit_id)"
		       " WHERE repo_id = ?1 ORDER BY commit_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, probe->work->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		int64_t commit_id = db_int(stmt, 0);

		while (next < facts->n_units &&
		       facts->units[next].commit_id < commit_id)
			next++;
		if (next < facts->n_units &&
		    facts->units[next].commit_id == commit_id)
			facts->units[next].is_wanted = false;
	}
	db_stmt_free(stmt);
	return more;
}

static int forget_all(const struct stage_work *work, struct err *err)
{
	static const char *const sql[] = {
		"DELETE FROM revert_probes WHERE commit_id IN"
		" (SELECT commit_id FROM commits WHERE repo_id = ?1)",
		"DELETE FROM revert_lives WHERE commit_id IN"
		" (SELECT commit_id FROM commits WHERE repo_id = ?1)",
		"DELETE FROM revert_touches WHERE commit_id IN"
		" (SELECT commit_id FROM commits WHERE repo_id = ?1)",
	};

	for (size_t i = 0; i < sizeof(sql) / sizeof(*sql); i++)
		if (stage_run(work, sql[i], err) < 0)
			return -1;
	return 0;
}

/* --- the sweep --- */

static void sweep_paths(void *context, int worker, size_t first, size_t end)
{
	struct probe *probe = context;

	for (size_t i = first; i < end; i++)
		probe_sweep(probe->sweepers[worker], probe->chunk[i],
			    probe->results);
}

/* Is a touch to be swept? */
static bool is_wanted(const struct probe_facts *facts, uint32_t touch)
{
	return facts->units[facts->touches[touch].unit].is_wanted &&
	       !facts->touches[touch].is_kept;
}

/* Count the touches to be swept, by unit and in all. */
static int64_t count_wanted(struct probe *probe)
{
	const struct probe_facts *facts = &probe->facts;
	int64_t n = 0;

	for (uint32_t i = 0; i < facts->n_touches; i++) {
		probe->n_left[facts->touches[i].unit] += is_wanted(facts, i);
		n += is_wanted(facts, i);
	}
	return n;
}

/* Those of a path. */
static size_t n_wanted(const struct probe_facts *facts, uint32_t path)
{
	size_t n = 0;

	for (uint32_t i = 0; i < facts->paths[path].n_touches; i++)
		n += is_wanted(facts, facts->paths[path].touches[i]);
	return n;
}

/* The rows of a unit; what goes with them is not needed any more. */
static int write_unit(struct probe *probe, uint32_t number, struct err *err)
{
	const struct probe_unit *unit = &probe->facts.units[number];

	if (probe_rows_write(probe->rows, number, probe->results, err) < 0)
		return -1;
	for (uint32_t i = 0; i < unit->n_touches; i++)
		probe_result_release(&probe->results[unit->first_touch + i]);
	return 0;
}

/* Write the units whose last touch was on one of these paths. */
static int write_done(struct probe *probe, const uint32_t *paths,
		      size_t n_paths, struct err *err)
{
	const struct probe_facts *facts = &probe->facts;

	for (size_t i = 0; i < n_paths; i++) {
		const struct probe_path *path = &facts->paths[paths[i]];

		for (uint32_t k = 0; k < path->n_touches; k++) {
			uint32_t unit = facts->touches[path->touches[k]].unit;

			if (!is_wanted(facts, path->touches[k]) ||
			    --probe->n_left[unit])
				continue;
			if (write_unit(probe, unit, err) < 0)
				return -1;
		}
	}
	return 0;
}

/* Units that touch nothing that is to be swept. */
static int write_empty(struct probe *probe, struct err *err)
{
	const struct probe_facts *facts = &probe->facts;

	if (db_begin(probe->work->db, err) < 0)
		return -1;
	for (size_t i = 0; i < facts->n_units; i++)
		if (facts->units[i].is_wanted && !probe->n_left[i] &&
		    write_unit(probe, (uint32_t)i, err) < 0)
			return -1;
	return db_commit(probe->work->db, err);
}

/* What rows are unknown for; with the rows, for this may be cut off. */
static int note_unread(struct probe *probe, struct err *err)
{
	const struct stage_work *work = probe->work;

	if (!work->unread)
		return 0;
	for (int i = 0; i < probe->n_sweepers; i++)
		unread_add_all(work->unread,
			       probe_sweeper_unread(probe->sweepers[i]));
	return stage_unread(work, err);
}

static int sweep_chunk(struct probe *probe, const uint32_t *paths,
		       size_t n_paths, struct err *err)
{
	probe->chunk = paths;
	jobs_run(probe->jobs, n_paths, BATCH_PATHS, sweep_paths, probe);
	if (db_begin(probe->work->db, err) < 0 ||
	    write_done(probe, paths, n_paths, err) < 0 ||
	    note_unread(probe, err) < 0)
		return -1;
	return db_commit(probe->work->db, err);
}

static int sweep_all(struct probe *probe, int64_t n_all, struct err *err)
{
	const struct probe_facts *facts = &probe->facts;
	uint32_t *paths = xcalloc(facts->n_paths, sizeof(*paths));
	struct progress progress;
	size_t n_paths = 0, n_touches = 0;
	int64_t n_done = 0;
	int ret = 0;

	progress_start(&progress, "Probing reverts", "paths", n_all,
		       probe->work->quiet);
	for (uint32_t i = 0; ret == 0 && i <= facts->n_paths; i++) {
		size_t n = i < facts->n_paths ? n_wanted(facts, i) : 0;

		if (n)
			paths[n_paths++] = i;
		n_touches += n;
		if (n_touches < CHUNK_TOUCHES && i < facts->n_paths)
			continue;
		ret = sweep_chunk(probe, paths, n_paths, err);
		n_done += (int64_t)n_touches;
		progress_step(&progress, n_done);
		n_paths = n_touches = 0;
	}
	if (ret == 0)
		progress_end(&progress, n_done);
	free(paths);
	return ret;
}

/* --- the stage --- */

static bool is_made_by(const char *state, const char *method)
{
	return strncmp(state, method, strlen(method)) == 0;
}

/* Where all horizons are there, they are kept up. */
static const char *choose_method(const struct stage_work *work,
				 const char *old_state)
{
	return work->is_tip_alone && !is_made_by(old_state, METHOD_ALL)
		       ? METHOD_TIP
		       : METHOD_ALL;
}

/*
 * The state says by what method, and up to which tip, rows were made.  Where
 * the old tip is no longer on the mainline, nothing that was made counts.
 */
static int forget_outdated(struct probe *probe, const char *old_state,
			   struct err *err)
{
	const struct probe_facts *facts = &probe->facts;
	size_t len = strlen(probe->method);
	uint32_t old_tip = PROBE_NONE;

	if (is_made_by(old_state, probe->method))
		old_tip = probe_position_of(facts,
					    strtoll(old_state + len, NULL, 10));
	probe->is_new = old_tip == PROBE_NONE;
	if (probe->is_new)
		return forget_all(probe->work, err);
	if (old_tip + 1 == facts->n_mainline)
		return 0;
	return probe_outdated_forget(probe->work, &probe->facts, old_tip,
				     probe->results, err);
}

static int prepare(struct probe *probe, struct stage_note *note,
		   struct err *err)
{
	const struct stage_work *work = probe->work;
	const struct probe_facts *facts = &probe->facts;
	struct buf state = BUF_INIT;

	if (probe_facts_read(work, &probe->facts, err) < 0)
		return -1;
	if (strcmp(probe->method, METHOD_TIP) == 0)
		probe_horizon_tip_alone(facts->mainline, facts->n_mainline);
	probe->index = probe_index_new(facts);
	if (start_workers(probe, err) < 0)
		return -1;
	find_steps(probe);
	probe->results = xcalloc(facts->n_touches, sizeof(*probe->results));
	if (db_begin(work->db, err) < 0 ||
	    forget_outdated(probe, note->state, err) < 0)
		return -1;
	buf_addf(&state, "%s%lld", probe->method,
		 facts->n_mainline
			 ? (long long)facts->mainline[facts->n_mainline - 1]
				   .commit_id
			 : 0);
	free(note->state);
	note->state = buf_detach(&state, NULL);
	note->upto_id = 0;
	if (stage_write(work, "probe", note, err) < 0 ||
	    want_missing(probe, err) < 0)
		return -1;
	return db_commit(work->db, err);
}

static int work_on(struct probe *probe, struct err *err)
{
	const struct probe_facts *facts = &probe->facts;

	int64_t n_touches;

	probe->n_left = xcalloc(facts->n_units, sizeof(*probe->n_left));
	n_touches = count_wanted(probe);
	if (probe_rows_open(probe->work->db, facts, probe->is_new, &probe->rows,
			    err) < 0 ||
	    write_empty(probe, err) < 0)
		return -1;
	jobs_run(probe->jobs, facts->n_units, PORTION_UNITS, pair_units, probe);
	return sweep_all(probe, n_touches, err);
}

static int finish(const struct stage_work *work, struct stage_note *note,
		  int64_t last_id, struct err *err)
{
	note->upto_id = last_id;
	if (db_begin(work->db, err) < 0 ||
	    stage_write(work, "probe", note, err) < 0)
		return -1;
	return db_commit(work->db, err);
}

int probe_run(const struct stage_work *work, struct err *err)
{
	struct probe probe = { .work = work };
	struct stage_note note = { 0 };
	int64_t last_id = 0;
	int ret = -1;

	if (stage_read(work, "probe", &note, err) < 0 ||
	    stage_last_commit(work, &last_id, err) < 0)
		goto out;
	probe.method = choose_method(work, note.state);
	if (!work->is_new && note.upto_id == last_id &&
	    is_made_by(note.state, probe.method)) {
		ret = 0;
		goto out;
	}
	if (prepare(&probe, &note, err) < 0 || work_on(&probe, err) < 0 ||
	    finish(work, &note, last_id, err) < 0)
		goto out;
	ret = 0;
out:
	probe_release(&probe);
	stage_note_release(&note);
	return ret;
}
