/* SPDX-License-Identifier: MIT */
#include "audit/facts/collect.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/progress.h"
#include "audit/base/xalloc.h"
#include "audit/facts/feed.h"
#include "audit/facts/fill.h"
#include "audit/facts/finish.h"
#include "audit/facts/history.h"
#include "audit/facts/lost.h"
#include "audit/facts/repo_row.h"
#include "audit/facts/store.h"
#include "audit/facts/tips.h"
#include "audit/git/landing.h"
#include "audit/git/unfit.h"
#include "audit/git/walk.h"

/* Commits that are written before a transaction ends. */
enum { TRANSACTION_UNITS = 16384 };

/* What one run holds; released as a whole. */
struct collect {
	struct db *db;
	const struct collect_config *config;
	struct repository *repo;
	struct tips tips;
	struct repo_row row;
	struct history history;
	struct walk_edges edges;
	struct kept kept; /* commits that were read by the walk */
	uint32_t *order;  /* new nodes, in the order of their ids */
	size_t n_new;
	struct store *store;
	int64_t run_id, n_filled;
	bool is_resumed; /* the run before was cut off; or there is none */
};

static void collect_release(struct collect *run)
{
	store_free(run->store);
	free(run->order);
	kept_release(&run->kept);
	walk_edges_release(&run->edges);
	history_release(&run->history);
	repo_row_release(&run->row);
	tips_release(&run->tips);
	repository_free(run->repo);
}

void collect_result_release(struct collect_result *result)
{
	free(result->state);
	memset(result, 0, sizeof(*result));
}

static int n_workers(const struct collect_config *config)
{
	return config->n_workers ? config->n_workers : jobs_n_processors();
}

/* --- is there anything to do? --- */

/* Has an object that was missing come in since, or been repaired? */
static int has_found_missing(struct collect *run, bool *found_out,
			     struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct oid oid;
	bool found = false;
	int more = 0;

	if (db_prepare(
		    run->db,
		    "SELECT oid, why FROM missing_objects WHERE repo_id = ?1",
		    &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, run->row.repo_id);
	while (!found && (more = db_step(stmt, err)) > 0)
		found = !unfit_is(db_text(stmt, 1)) &&
			oid_from_hex(db_text(stmt, 0), &oid) &&
			repository_has(run->repo, &oid);
	db_stmt_free(stmt);
	*found_out = found;
	return found ? 0 : more;
}

/*
 * Objects that come in below what is stored would break the order of ids:
 * then all is read anew.
 */
static int forget_if_outdated(struct collect *run, struct err *err)
{
	const char *before = run->row.state;
	bool is_outdated =
		run->config->rebuild ||
		(*before &&
		 !tips_same_state(before, run->tips.state.data, "shallow "));

	if (!is_outdated && has_found_missing(run, &is_outdated, err) < 0)
		return -1;
	if (!is_outdated)
		return 0;
	free(run->row.state);
	run->row.state = xstrdup("");
	return repo_row_clear(run->db, run->row.repo_id, err);
}

/* --- reading --- */

/* What stands before a range is not asked for its parents, nor stored. */
static void add_edges(struct graph *graph, const struct collect_config *config)
{
	for (size_t i = 0; i < config->n_edges; i++) {
		const uint32_t node = graph_add(graph, &config->edges[i]);

		graph->nodes[node].is_read = true;
		graph->nodes[node].is_stored = true;
		graph->is_part = true;
	}
}

static void read_graph(struct collect *run)
{
	struct graph *graph = &run->history.graph;
	size_t n_tips = run->tips.n_items;
	uint32_t *tips = xcalloc(n_tips, sizeof(*tips));
	struct progress progress;
	uint32_t tip;

	for (size_t i = 0; i < n_tips; i++)
		tips[i] = graph_add(graph, &run->tips.items[i].oid);
	add_edges(graph, run->config);
	progress_start(&progress, "Walking history", "commits", 0,
		       run->config->quiet);
	walk_read(run->repo, graph,
		  &(struct walk_shallow){ run->tips.shallow,
					  run->tips.n_shallow },
		  &run->edges, &run->kept, &progress);
	progress_end(&progress, (int64_t)graph->n_nodes);
	graph_mark_reachable(graph, tips, n_tips);
	free(tips);
	run->order =
		graph_number(graph, run->history.first_free_id, &run->n_new);
	walk_edges_name_children(&run->edges, graph);
	tip = graph_find(graph, &run->tips.items[0].oid);
	if (graph->is_part)
		walk_settle_foxtrots(run->repo, graph, tip);
	landing_assign(graph, tip);
}

/* In transactions of TRANSACTION_UNITS and more. */
static int write_chunk(struct collect *run, const struct chunk *chunk,
		       struct progress *progress, int64_t *n_done,
		       struct err *err)
{
	const int64_t before = *n_done;

	for (size_t i = 0; i < chunk->n_units; i++) {
		if (store_unit(run->store, &run->history.graph,
			       &chunk->units[i], err) < 0)
			return -1;
		progress_step(progress, ++*n_done);
	}
	if (before / TRANSACTION_UNITS == *n_done / TRANSACTION_UNITS)
		return 0;
	return db_commit(run->db, err) < 0 ? -1 : db_begin(run->db, err);
}

static int read_commits(struct collect *run, struct err *err)
{
	const struct feed_config config = {
		.repo = run->repo,
		.graph = &run->history.graph,
		.kept = &run->kept,
		.nodes = run->order,
		.n_nodes = run->n_new,
		.n_workers = n_workers(run->config),
		.with_lines = !run->config->no_lines,
	};
	struct feed *feed = NULL;
	struct chunk *chunk;
	struct progress progress;
	int64_t n_done = 0;
	int ret = 0;

	if (!run->n_new)
		return 0;
	if (feed_start(&config, &feed, err) < 0)
		return -1;
	ret = db_begin(run->db, err);
	progress_start(&progress, "Reading history", "commits",
		       (int64_t)run->n_new, run->config->quiet);
	while (ret == 0 && (chunk = feed_next(feed))) {
		ret = write_chunk(run, chunk, &progress, &n_done, err);
		chunk_free(chunk);
	}
	if (ret == 0) {
		progress_end(&progress, n_done);
		ret = db_commit(run->db, err);
	}
	feed_free(feed);
	kept_release(&run->kept);
	return ret;
}

/* --- finishing --- */

static int note_missing_commits(struct collect *run, struct err *err)
{
	const struct graph *graph = &run->history.graph;

	for (size_t i = 0; i < run->edges.n_missing; i++) {
		const struct walk_missing *missing = &run->edges.missing[i];
		struct unit_missing row = {
			.oid = graph->nodes[missing->node].oid,
			.kind = "commit",
			.why = missing->why,
		};
		int64_t child = missing->child == GRAPH_NONE
					? 0
					: graph->nodes[missing->child].id;

		if (store_missing(run->store, &row, child, err) < 0)
			return -1;
	}
	return 0;
}

static int update_repo(struct collect *run, struct err *err)
{
	const struct ref *tip = &run->tips.items[0];
	struct db_stmt *stmt = NULL;
	char hex[OID_HEX + 1];
	int ret;

	if (db_prepare(run->db,
		       "UPDATE repos SET tip = ?2, path = ?3, n_boundary = ?4,"
		       " tip_at = (SELECT committed_at FROM commits"
		       "  WHERE repo_id = ?1 AND oid = ?2)"
		       " WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	oid_to_hex(&tip->oid, hex);
	db_bind_int(stmt, 1, run->row.repo_id);
	db_bind_text(stmt, 2, hex);
	db_bind_text(stmt, 3, repository_top(run->repo));
	db_bind_int(stmt, 4, (int64_t)run->tips.n_shallow);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

static int fill(struct collect *run, struct err *err)
{
	const struct fill_config config = {
		.db = run->db,
		.repo_id = run->row.repo_id,
		.repo = run->repo,
		.store = run->store,
		.n_workers = n_workers(run->config),
	};

	return fill_line_counts(&config, &run->n_filled, err);
}

static int read_notes(struct collect *run, struct err *err)
{
	const struct graph *graph = &run->history.graph;
	int64_t repo_id = run->row.repo_id;

	if (tips_same_state(run->row.state, run->tips.state.data, "notes "))
		return finish_link_notes(run->db, repo_id, graph, err);
	return finish_notes(
		run->db, repo_id,
		&(struct finish_source){ .repo = run->repo,
					 .refs = run->tips.notes,
					 .n_refs = run->tips.n_notes,
					 .graph = graph },
		run->store, err);
}

static int finish(struct collect *run, struct err *err)
{
	const struct graph *graph = &run->history.graph;
	int64_t repo_id = run->row.repo_id;

	if (db_begin(run->db, err) < 0 || db_create_indexes(run->db, err) < 0 ||
	    history_save_places(run->db, &run->history, err) < 0 ||
	    finish_merges(run->db, run->repo, run->store, &run->history, err) <
		    0 ||
	    lost_write(run->db, repo_id, run->store, &run->tips, err) < 0 ||
	    note_missing_commits(run, err) < 0 ||
	    store_remap_people(run->store, err) < 0 || read_notes(run, err) < 0)
		return -1;
	if (!run->config->no_lines && fill(run, err) < 0)
		return -1;
	/* after the line counts: equal patches are known by them */
	if (finish_cherry_picks(run->db, repo_id, graph, err) < 0 ||
	    finish_owners(run->db, repo_id, run->config->owner_paths, err) <
		    0 ||
	    update_repo(run, err) < 0 ||
	    repo_row_end_run(run->db, run->run_id, (int64_t)run->n_new, err) <
		    0)
		return -1;
	return db_commit(run->db, err);
}

/* --- the stage --- */

static void describe_options(const struct collect_config *config,
			     struct buf *out)
{
	for (size_t i = 0; i < config->revs.n_items; i++)
		buf_addf(out, "--rev %s ", config->revs.items[i]);
	buf_addf(out, "%s%s--areas '%s'", config->all ? "--all " : "",
		 config->no_lines ? "--no-lines " : "", config->areas);
}

/* In one transaction: find the row, and see whether there is work. */
static int see_work(struct collect *run, bool *is_unchanged_out,
		    struct err *err)
{
	const struct collect_config *config = run->config;
	struct buf options = BUF_INIT, tips = BUF_INIT;
	int ret = -1;

	if (!config->no_lines)
		buf_add_str(&run->tips.state, "lines\n");
	buf_addf(&run->tips.state, "areas %s\nversion %s\n", config->areas,
		 VERSION);
	describe_options(config, &options);
	tips_describe(&run->tips, &tips);
	if (db_begin(run->db, err) < 0 ||
	    repo_row_find(run->db, repository_top(run->repo), config->name,
			  &run->row, err) < 0 ||
	    repo_row_start_run(run->db, run->row.repo_id, options.data,
			       tips.data, &run->run_id, err) < 0)
		goto out;
	run->is_resumed = !*run->row.state;
	if (repo_row_keep_remote(run->db, run->row.repo_id, run->repo, err) <
		    0 ||
	    forget_if_outdated(run, err) < 0)
		goto out;
	*is_unchanged_out = strcmp(run->row.state, run->tips.state.data) == 0;
	if (*is_unchanged_out)
		ret = repo_row_end_run(run->db, run->run_id, 0, err);
	else
		ret = repo_row_set_state(run->db, run->row.repo_id, "", err);
	if (ret == 0)
		ret = db_commit(run->db, err);
out:
	buf_release(&tips);
	buf_release(&options);
	return ret;
}

/*
 * What is forgotten goes in an order that leaves no reference behind; to look
 * for one to each row would read all that other repositories have.
 */
static int start(struct collect *run, bool *is_unchanged_out, struct err *err)
{
	if (db_script(run->db, "PRAGMA foreign_keys = 0", err) < 0 ||
	    see_work(run, is_unchanged_out, err) < 0)
		return -1;
	return db_script(run->db, "PRAGMA foreign_keys = 1", err);
}

static int read_new(struct collect *run, struct err *err)
{
	/* of a range little is read, and its rows go when it has been told */
	if ((!run->config->n_edges &&
	     repository_check_packs(run->repo, err) < 0) ||
	    history_load(run->db, run->row.repo_id, run->tips.shallow,
			 run->tips.n_shallow, &run->history, err) < 0 ||
	    store_open(run->db, run->row.repo_id, run->tips.mailmap,
		       &run->store, err) < 0)
		return -1;
	read_graph(run);
	if (read_commits(run, err) < 0)
		return -1;
	return finish(run, err);
}

int collect_count_missing(struct db *db, int64_t repo_id, int64_t *n_out,
			  struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT count(*) FROM missing_objects"
		       " WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	more = db_step(stmt, err);
	if (more > 0)
		*n_out = db_int(stmt, 0);
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

int collect_check(const struct collect_config *config, struct err *err)
{
	struct repository *repo = NULL;
	int ret;

	if (repository_open(config->path, config->verify, &repo, err) < 0)
		return -1;
	ret = tips_check(repo, &config->revs, config->all, err);
	/* what could not be found may be lost by a damaged index */
	if (ret < 0)
		repository_check_packs(repo, err);
	repository_free(repo);
	return ret;
}

static int open_repository(const struct collect_config *config,
			   struct repository **repo_out, struct err *err)
{
	if (config->repo)
		return repository_reopen(config->repo, repo_out, err);
	if (repository_open(config->path, config->verify, repo_out, err) < 0)
		return -1;
	repository_limit(*repo_out, config->max_blob);
	return 0;
}

int collect_run(struct db *db, const struct collect_config *config,
		struct collect_result *result_out, struct err *err)
{
	struct collect run = { .db = db, .config = config };
	struct collect_result result = { 0 };
	int ret = -1;

	if (open_repository(config, &run.repo, err) < 0 ||
	    tips_read(run.repo, &config->revs, config->all, &run.tips, err) <
		    0 ||
	    start(&run, &result.is_unchanged, err) < 0)
		goto out;
	if (!result.is_unchanged && read_new(&run, err) < 0)
		goto out;
	if (collect_count_missing(db, run.row.repo_id, &result.n_missing, err) <
	    0)
		goto out;
	result.repo_id = run.row.repo_id;
	result.n_new = (int64_t)run.n_new;
	result.n_filled = run.n_filled;
	result.is_resumed = run.is_resumed;
	result.n_boundary = (int64_t)run.tips.n_shallow;
	result.state = xstrdup(run.tips.state.data);
	*result_out = result;
	ret = 0;
out:
	if (ret < 0)
		db_rollback(db);
	collect_release(&run);
	return ret;
}

int collect_complete(struct db *db, const struct collect_result *result,
		     struct err *err)
{
	return repo_row_set_state(db, result->repo_id, result->state, err);
}
