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

/* The year before the last landing, and the commits that it may hold. */
static int choose(const struct policy_work *work,
		  struct compare_choice *choice_out, struct err *err)
{
	struct compare_choice choice = { .until = INT64_MAX,
					 .all_commits = true };
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(work->work->db,
		       "SELECT r.tip_at - ?2, coalesce(min(c.commit_id), 1) - 1"
		       "  FROM repos AS r"
		       "  LEFT JOIN commits AS c ON c.repo_id = r.repo_id"
		       "   AND c.landed_at >= r.tip_at - ?2"
		       " WHERE r.repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->work->repo_id);
	db_bind_int(stmt, 2, SUPPOSE_SECONDS);
	more = db_step(stmt, err);
	if (more > 0) {
		choice.since = db_int(stmt, 0);
		choice.after_id = db_int(stmt, 1);
		*choice_out = choice;
	}
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
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
