/* SPDX-License-Identifier: MIT */
#include "audit/reverts/save.h"

/* Few rows each: to ask for the repository of each is quicker. */
#define OF_COMMITS \
	" AS x WHERE (SELECT repo_id FROM commits" \
	" WHERE commit_id = x.commit_id) = ?1"

static void bind_commit(struct db_stmt *stmt, int n, const struct past *history,
			uint32_t commit)
{
	if (commit == PAST_NONE)
		db_bind_null(stmt, n);
	else
		db_bind_int(stmt, n, history->commits[commit].id);
}

/* What both tables begin with: commit, position, line, text and name. */
static void bind_claim(struct db_stmt *stmt, const struct past *history,
		       const struct revert_row *row, int64_t position)
{
	bind_commit(stmt, 1, history, row->commit);
	db_bind_int(stmt, 2, position);
	if (row->line)
		db_bind_int(stmt, 3, row->line);
	else
		db_bind_null(stmt, 3);
	db_bind_text(stmt, 4, row->text);
	db_bind_text(stmt, 5, row->name);
	bind_commit(stmt, 6, history, row->target);
	db_bind_text(stmt, 7, revert_resolution_name(row->resolution));
}

static void bind_check(struct db_stmt *stmt, const struct revert_row *row)
{
	const struct content_check *check = &row->check;
	bool is_known = row->resolution == RESOLVED &&
			check->verified != VERIFIED_UNKNOWN;

	db_bind_null(stmt, 10);
	db_bind_null(stmt, 11);
	db_bind_null(stmt, 12);
	if (row->resolution == RESOLVED)
		db_bind_text(stmt, 10, verified_name(check->verified));
	if (is_known) {
		db_bind_int(stmt, 11, check->n_undone);
		db_bind_int(stmt, 12, check->n_of);
	}
}

/* Places of a commit's rows count from 0. */
static int64_t next_position(const struct revert_rows *rows, size_t i,
			     int64_t last)
{
	return i && rows->items[i - 1].commit == rows->items[i].commit
		       ? last + 1
		       : 0;
}

int save_reverts(const struct stage_work *work, const struct past *history,
		 const struct revert_rows *rows, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int64_t position = 0;
	int ret;

	if (stage_run(work, "DELETE FROM reverts" OF_COMMITS, err) < 0)
		return -1;
	ret = db_prepare(work->db,
			 "INSERT INTO reverts (commit_id, position, line, text,"
			 " name, target_id, resolution, shape, says, verified,"
			 " lines_undone, lines_of, is_silent, is_repeat,"
			 " is_counted) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
			 " ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
			 &stmt, err);
	for (size_t i = 0; ret == 0 && i < rows->n; i++) {
		const struct revert_row *row = &rows->items[i];

		position = next_position(rows, i, position);
		bind_claim(stmt, history, row, position);
		db_bind_text(stmt, 8, revert_shape_name(row->shape));
		db_bind_text(stmt, 9, revert_says_name(row->says));
		bind_check(stmt, row);
		db_bind_int(stmt, 13, row->is_silent);
		db_bind_int(stmt, 14, row->is_repeat);
		db_bind_int(stmt, 15, revert_row_counts(row));
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	return ret;
}

int save_fixes(const struct stage_work *work, const struct past *history,
	       const struct revert_rows *rows, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int64_t position = 0;
	int ret;

	if (stage_run(work, "DELETE FROM fixes" OF_COMMITS, err) < 0)
		return -1;
	ret = db_prepare(work->db,
			 "INSERT INTO fixes (commit_id, position, line, text,"
			 " name, target_id, resolution)"
			 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			 &stmt, err);
	for (size_t i = 0; ret == 0 && i < rows->n; i++) {
		position = next_position(rows, i, position);
		bind_claim(stmt, history, &rows->items[i], position);
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	return ret;
}

static int save_state(struct db_stmt *stmt, const struct past *history,
		      const struct state_row *state, struct err *err)
{
	bind_commit(stmt, 1, history, state->commit);
	db_bind_text(stmt, 2, revert_state_name(state->state));
	db_bind_int(stmt, 3, state->n_turns);
	bind_commit(stmt, 4, history, state->first);
	db_bind_int(stmt, 5, history->commits[state->first].landed_at);
	bind_commit(stmt, 6, history, state->last);
	db_bind_int(stmt, 7, history->commits[state->last].landed_at);
	bind_commit(stmt, 8, history, state->merge);
	return db_exec(stmt, err);
}

int save_states(const struct stage_work *work, const struct past *history,
		const struct state_rows *states, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (stage_run(work, "DELETE FROM revert_states" OF_COMMITS, err) < 0)
		return -1;
	ret = db_prepare(work->db,
			 "INSERT INTO revert_states (commit_id, state, n_turns,"
			 " first_id, first_at, last_id, last_at, merge_id)"
			 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
			 &stmt, err);
	for (size_t i = 0; ret == 0 && i < states->n; i++)
		ret = save_state(stmt, history, &states->items[i], err);
	db_stmt_free(stmt);
	return ret;
}
