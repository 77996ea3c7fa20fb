/* SPDX-License-Identifier: MIT */
#include "audit/policy/judge.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/policy/change_feed.h"
#include "audit/policy/judge_state.h"
#include "audit/policy/judging.h"
#include "audit/policy/policy_rows.h"
#include "audit/policy/suppose.h"

/* A policy being applied. */
struct run {
	const struct policy_work *work;
	struct judging judging;
	struct verdict verdict;
	struct db_stmt *insert;
};

/*
 * What a rule for AI-assisted changes does not say of the others is not
 * stored: it would be most of the rows.
 */
static bool is_worth_a_row(const struct run *run)
{
	return run->verdict.outcome != OUTCOME_NOT_APPLICABLE ||
	       run->judging.change->is_ai || run->judging.change->n_kinds;
}

static int put_verdict(struct run *run, size_t rule, size_t era,
		       struct err *err)
{
	struct db_stmt *insert = run->insert;

	if (!is_worth_a_row(run))
		return 0;
	db_bind_int(insert, 1, run->work->policy_id);
	db_bind_int(insert, 2, run->judging.change->commit_id);
	db_bind_int(insert, 3, (int64_t)rule);
	db_bind_int(insert, 4, (int64_t)era);
	db_bind_text(insert, 5, outcome_words[run->verdict.outcome]);
	db_bind_text_n(insert, 6, run->verdict.why.data, run->verdict.why.len);
	return db_exec(insert, err);
}

static int judge_change(struct run *run, struct err *err)
{
	const struct policy *policy = run->work->policy;
	const struct policy_era *era =
		policy_era_at(policy, run->judging.change->at);

	for (size_t i = 0; era && i < era->names.n_items; i++) {
		const size_t rule = era->rules[i];

		if (judging_rule(&run->judging, &policy->rules[rule],
				 &run->verdict, err) < 0 ||
		    put_verdict(run, rule, (size_t)(era - policy->eras), err) <
			    0)
			return -1;
	}
	return 0;
}

static int judge_all(struct run *run, struct change_feed *feed, struct err *err)
{
	int more;

	while ((more = change_feed_next(feed, &run->judging.change, err)) > 0)
		if (judge_change(run, err) < 0)
			return -1;
	return more;
}

/* Judge the changes after a commit. */
static int judge_from(const struct policy_work *work, int64_t after_id,
		      struct err *err)
{
	struct run run = {
		.work = work,
		.judging = { .policy = work->policy },
		.verdict = { .why = BUF_INIT },
	};
	struct change_feed *feed = NULL;
	const int64_t *ai;
	size_t n_ai;
	int ret = -1;

	run.judging.facts = facts_new(
		work->work->db, work->work->repo_id, work->policy_id,
		work->work->is_range ? work->work->known_since : INT64_MIN);
	if (db_prepare(work->work->db,
		       "INSERT INTO verdicts"
		       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		       &run.insert, err) < 0 ||
	    change_feed_open(work, after_id, &feed, err) < 0)
		goto out;
	ai = change_feed_ai(feed, &n_ai);
	facts_set_ai(run.judging.facts, ai, n_ai);
	ret = judge_all(&run, feed, err);
out:
	change_feed_close(feed);
	db_stmt_free(run.insert);
	facts_free(run.judging.facts);
	buf_release(&run.verdict.why);
	return ret;
}

/* Quicker by far if no other policy has verdicts. */
static int forget(const struct policy_work *work, struct err *err)
{
	struct db *db = work->work->db;
	struct db_stmt *stmt = NULL;
	int64_t n_policies;
	int ret;

	if (db_get_int(db, "SELECT count(*) FROM policies", 0, &n_policies,
		       err) < 0)
		return -1;
	if (n_policies == 1)
		return db_script(db, "DELETE FROM verdicts", err);
	if (db_prepare(db, "DELETE FROM verdicts WHERE policy_id = ?1", &stmt,
		       err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->policy_id);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

/* In one transaction: a run that is cut off leaves what was there. */
static int bring_up(const struct policy_work *work, const char *stage,
		    const struct stage_note *before, struct err *err)
{
	struct stage_note after = { 0 };
	struct buf state = BUF_INIT;
	bool goes_on;
	int ret = -1;

	if (judge_state_goes_on(work, before, &goes_on, err) < 0 ||
	    stage_last_commit(work->work, &after.upto_id, err) < 0 ||
	    (!goes_on && forget(work, err) < 0) ||
	    judge_from(work, goes_on ? before->upto_id : 0, err) < 0 ||
	    (!work->work->is_range && suppose_derive(work, err) < 0) ||
	    judge_state_write(work, after.upto_id, &state, err) < 0)
		goto out;
	after.state = state.data;
	ret = stage_write(work->work, stage, &after, err);
out:
	buf_release(&state);
	return ret;
}

static int judge_policy(const struct policy_work *work, struct err *err)
{
	struct stage_note before = { 0 };
	struct buf stage = BUF_INIT;
	bool is_done = false;
	int ret;

	buf_addf(&stage, "verdicts %" PRId64, work->policy_id);
	ret = stage_read(work->work, stage.data, &before, err);
	if (ret == 0)
		ret = judge_state_is_done(work, &before, &is_done, err);
	if (ret == 0 && !is_done) {
		ret = -1;
		if (db_begin(work->work->db, err) == 0 &&
		    bring_up(work, stage.data, &before, err) == 0)
			ret = db_commit(work->work->db, err);
	}
	stage_note_release(&before);
	buf_release(&stage);
	return ret;
}

int judge_derive(const struct stage_work *work, struct err *err)
{
	return policy_rows_each(work, judge_policy, err);
}
