/* SPDX-License-Identifier: MIT */
#include "audit/policy/suppose.h"

#include "audit/policy/compare.h"

static int forget(const struct policy_work *work, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(work->work->db,
		       "DELETE FROM supposed_outcomes WHERE policy_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->policy_id);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

int64_t suppose_since(int64_t tip_at)
{
	const int64_t day = 24 * 60 * 60;

	return (tip_at / day - 364) * day;
}

/* One number of the repository, ?1; the statement may ask for one more, ?2. */
static int ask(const struct policy_work *work, const char *sql, int64_t more,
	       int64_t *out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(work->work->db, sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->work->repo_id);
	if (db_n_params(stmt) > 1)
		db_bind_int(stmt, 2, more);
	ret = db_step(stmt, err);
	if (ret > 0)
		*out = db_int(stmt, 0);
	db_stmt_free(stmt);
	return ret < 0 ? -1 : 0;
}

/* The year before the last landing, and the commits that it may hold. */
static int choose(const struct policy_work *work, struct compare_choice *choice,
		  struct err *err)
{
	int64_t tip_at = 0;

	if (ask(work, "SELECT tip_at FROM repos WHERE repo_id = ?1", 0, &tip_at,
		err) < 0)
		return -1;
	choice->since = suppose_since(tip_at);
	choice->until = INT64_MAX;
	choice->all_commits = true;
	return ask(work,
		   "SELECT coalesce(min(commit_id), 1) - 1"
		   "  FROM commits"
		   " WHERE repo_id = ?1 AND landed_at >= ?2",
		   choice->since, &choice->after_id, err);
}

static int put(const struct policy_work *work,
	       const struct compare_outcomes *outcomes, struct err *err)
{
	struct db_stmt *insert = NULL;
	int ret = 0;

	if (db_prepare(work->work->db,
		       "INSERT INTO supposed_outcomes VALUES (?1, ?2, ?3)",
		       &insert, err) < 0)
		return -1;
	for (size_t i = 0; ret == 0 && i < outcomes->n_items; i++) {
		const struct compare_outcome *item = &outcomes->items[i];

		db_bind_int(insert, 1, work->policy_id);
		db_bind_int(insert, 2, item->commit_id);
		db_bind_text(insert, 3, outcome_words[item->outcome]);
		ret = db_exec(insert, err);
	}
	db_stmt_free(insert);
	return ret;
}

int suppose_derive(const struct policy_work *work, struct err *err)
{
	const struct policy_era *last =
		&work->policy->eras[work->policy->n_eras - 1];
	struct compare_outcomes outcomes = { 0 };
	struct compare_choice choice = { 0 };
	int ret = -1;

	if (forget(work, err) == 0 && choose(work, &choice, err) == 0 &&
	    compare_judge(work, last, &choice, &outcomes, err) == 0)
		ret = put(work, &outcomes, err);
	compare_outcomes_release(&outcomes);
	return ret;
}
