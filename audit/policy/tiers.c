/* SPDX-License-Identifier: MIT */
#include "audit/policy/tiers.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/policy/pattern.h"
#include "audit/policy/policy_rows.h"

/* Raise it when tiers of the same policy and facts become others. */
enum { TIERS_VERSION = 1 };

static bool takes(const struct policy_tier *tier, struct slice path)
{
	for (size_t i = 0; i < tier->paths.n_items; i++)
		if (pattern_match(tier->patterns[i], path))
			return true;
	return false;
}

size_t tiers_of_path(const struct policy *policy, struct slice path)
{
	size_t number = policy->n_tiers;
	size_t fallback = 0;

	while (number-- > 0) {
		if (takes(&policy->tiers[number], path))
			return number;
		if (policy->tiers[number].is_default)
			fallback = number;
	}
	return fallback;
}

/* Paths that came in since; ids ascend. */
static int put_paths(const struct policy_work *work, struct err *err)
{
	struct db *db = work->work->db;
	struct db_stmt *rows = NULL, *insert = NULL;
	int more = -1;

	if (db_prepare(db,
		       "SELECT path_id, path, raw FROM paths"
		       " WHERE repo_id = ?1 AND path_id >"
		       "   (SELECT coalesce(max(path_id), 0) FROM path_tiers"
		       "     WHERE policy_id = ?2)"
		       " ORDER BY path_id",
		       &rows, err) < 0 ||
	    db_prepare(db, "INSERT INTO path_tiers VALUES (?1, ?2, ?3)",
		       &insert, err) < 0)
		goto out;
	db_bind_int(rows, 1, work->work->repo_id);
	db_bind_int(rows, 2, work->policy_id);
	while ((more = db_step(rows, err)) > 0) {
		struct slice path;

		path.at = db_blob(rows, db_is_null(rows, 2) ? 1 : 2, &path.len);
		if (!path.at)
			path = slice_of("");
		db_bind_int(insert, 1, work->policy_id);
		db_bind_int(insert, 2, db_int(rows, 0));
		db_bind_int(insert, 3,
			    (int64_t)tiers_of_path(work->policy, path));
		if (db_exec(insert, err) < 0) {
			more = -1;
			break;
		}
	}
out:
	db_stmt_free(insert);
	db_stmt_free(rows);
	return more;
}

/* Run a statement with the policy as ?1 and the repository as any ?2. */
static int run(const struct policy_work *work, const char *sql, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(work->work->db, sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->policy_id);
	if (db_n_params(stmt) > 1)
		db_bind_int(stmt, 2, work->work->repo_id);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

/* Lines are unknown if those of any text path are. */
static const char put_commits[] =
	"INSERT INTO commit_tiers (policy_id, commit_id, tier, n_paths,"
	"                          lines_added, lines_deleted)"
	" SELECT ?1, ch.commit_id, pt.tier, count(*),"
	"        CASE WHEN max(ch.content = 'uncounted'"
	"                      OR ch.content = 'missing') THEN NULL"
	"             ELSE coalesce(sum(ch.lines_added), 0)"
	"        END,"
	"        CASE WHEN max(ch.content = 'uncounted'"
	"                      OR ch.content = 'missing') THEN NULL"
	"             ELSE coalesce(sum(ch.lines_deleted), 0)"
	"        END"
	"   FROM (SELECT commit_id"
	"           FROM commits AS c"
	"          WHERE c.repo_id = ?2 AND c.n_parents < 2"
	"            AND NOT EXISTS (SELECT 1 FROM commit_tiers AS ct"
	"                             WHERE ct.policy_id = ?1"
	"                               AND ct.commit_id = c.commit_id)"
	"          ORDER BY commit_id) AS c"
	"  CROSS JOIN changes AS ch ON ch.commit_id = c.commit_id"
	"  CROSS JOIN path_tiers AS pt ON pt.policy_id = ?1"
	"                             AND pt.path_id = ch.path_id"
	"  GROUP BY ch.commit_id, pt.tier";

static int derive(const struct policy_work *work,
		  const struct stage_note *before, const char *state,
		  struct err *err)
{
	const bool is_other = strcmp(before->state, state) != 0;

	if (is_other &&
	    run(work, "DELETE FROM path_tiers WHERE policy_id = ?1", err) < 0)
		return -1;
	if ((is_other || work->work->is_recount) &&
	    run(work, "DELETE FROM commit_tiers WHERE policy_id = ?1", err) < 0)
		return -1;
	if (put_paths(work, err) < 0)
		return -1;
	return run(work, put_commits, err);
}

/* The name of the stage: each policy has a note of its own. */
static void name_stage(const struct policy_work *work, struct buf *out)
{
	buf_addf(out, "tiers %lld", (long long)work->policy_id);
}

static int derive_policy(const struct policy_work *work, struct err *err)
{
	struct stage_note before = { 0 }, after = { 0 };
	struct buf stage = BUF_INIT, state = BUF_INIT;
	int ret = -1;

	name_stage(work, &stage);
	buf_addf(&state, "%d %s", TIERS_VERSION, work->policy->hash);
	if (stage_read(work->work, stage.data, &before, err) < 0 ||
	    stage_last_commit(work->work, &after.upto_id, err) < 0)
		goto out;
	after.state = state.data;
	if (!work->work->is_new && strcmp(before.state, state.data) == 0)
		ret = 0;
	else if (db_begin(work->work->db, err) == 0 &&
		 derive(work, &before, state.data, err) == 0 &&
		 stage_write(work->work, stage.data, &after, err) == 0)
		ret = db_commit(work->work->db, err);
out:
	stage_note_release(&before);
	buf_release(&state);
	buf_release(&stage);
	return ret;
}

int tiers_derive(const struct stage_work *work, struct err *err)
{
	return policy_rows_each(work, derive_policy, err);
}
