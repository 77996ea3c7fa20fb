/* SPDX-License-Identifier: MIT */
#include "audit/policy/compare.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/policy/change_feed.h"
#include "audit/policy/rules/kinds.h"

/* The era of that name, or NULL with the nearest ones. */
static const struct policy_era *find_era(const struct policy *policy,
					 const char *name, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	for (size_t i = 0; i < policy->n_eras; i++)
		if (strcmp(policy->eras[i].head.name, name) == 0)
			return &policy->eras[i];
	suggest_init(&near, name);
	for (size_t i = 0; i < policy->n_eras; i++)
		suggest_offer(&near, policy->eras[i].head.name);
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "%s: no era is called '%s'%s", policy->path,
		name, hint.data);
	err_hint(err, "its sections [era] have the names");
	buf_release(&hint);
	suggest_release(&near);
	return NULL;
}

int compare_side_read(const char *spec, struct compare_side *side_out,
		      struct err *err)
{
	const char *at = strrchr(spec, '@');
	struct compare_side side = { 0 };
	char *path;
	int ret;

	if (access(spec, F_OK) == 0)
		at = NULL;
	path = xmemdup0(spec, at ? (size_t)(at - spec) : strlen(spec));
	ret = policy_read(path, &side.policy, err);
	free(path);
	if (ret < 0)
		return -1;
	side.era = &side.policy->eras[side.policy->n_eras - 1];
	if (at)
		side.era = find_era(side.policy, at + 1, err);
	if (!side.era) {
		compare_side_release(&side);
		return -1;
	}
	*side_out = side;
	return 0;
}

void compare_side_release(struct compare_side *side)
{
	policy_free(side->policy);
	memset(side, 0, sizeof(*side));
}

int compare_side_find(struct compare_side *side, struct db *db, int64_t repo_id,
		      struct err *err)
{
	struct db_stmt *rows = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT p.policy_id"
		       "  FROM policies AS p"
		       "  JOIN stages AS s ON s.repo_id = p.repo_id"
		       "   AND s.stage = 'tiers ' || p.policy_id"
		       " WHERE p.repo_id = ?1 AND p.hash = ?2",
		       &rows, err) < 0)
		return -1;
	db_bind_int(rows, 1, repo_id);
	db_bind_text(rows, 2, side->policy->hash);
	more = db_step(rows, err);
	if (more > 0)
		side->policy_id = db_int(rows, 0);
	db_stmt_free(rows);
	if (more == 0)
		return err_set(err, FAIL_USAGE,
			       "the database does not know the tiers of '%s'; "
			       "tell it: git provenance audit --policy %s",
			       side->policy->about.name, side->policy->path);
	return more < 0 ? -1 : 0;
}

/* Kinds that have a say on what is only supposed to be AI-assisted. */
static bool decides_all(const struct rule_kind *kind)
{
	static const char *const names[] = { "forbid-ai", "limit-lines",
					     "limit-files", "require-approval",
					     "require-review" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(kind->name, names[i]) == 0)
			return true;
	return false;
}

static bool is_asked(const struct policy_rule *rule, bool all_commits)
{
	if (rule->severity != RULE_ERROR ||
	    strcmp(rule->kind->name, "outside-git") == 0)
		return false;
	return !all_commits || decides_all(rule->kind);
}

/* Changes on their way through the rules of an era. */
struct run {
	const struct policy *policy;
	const struct policy_era *era;
	const struct compare_choice *choice;
	struct facts *facts;
	struct compare_outcomes *outcomes; /* the caller's */
};

/* The worst of the rules: fail before undecidable before pass. */
static int judge_change(const struct run *run, const struct change *change,
			enum outcome *outcome_out, struct err *err)
{
	struct judging judging = { run->policy, change, run->facts };
	struct verdict verdict = { .why = BUF_INIT };
	int ret = 0;

	*outcome_out = OUTCOME_PASS;
	for (size_t i = 0; ret == 0 && i < run->era->names.n_items; i++) {
		const struct policy_rule *rule =
			&run->policy->rules[run->era->rules[i]];

		if (!is_asked(rule, run->choice->all_commits))
			continue;
		ret = judging_rule(&judging, rule, &verdict, err);
		if (verdict.outcome == OUTCOME_FAIL ||
		    (verdict.outcome == OUTCOME_UNDECIDABLE &&
		     *outcome_out == OUTCOME_PASS))
			*outcome_out = verdict.outcome;
	}
	buf_release(&verdict.why);
	return ret;
}

static void put(struct compare_outcomes *outcomes, int64_t commit_id,
		enum outcome outcome)
{
	outcomes->items = xgrow(outcomes->items, outcomes->n_items,
				&outcomes->n_alloc, sizeof(*outcomes->items));
	outcomes->items[outcomes->n_items++] =
		(struct compare_outcome){ commit_id, outcome };
}

static int judge_all(const struct run *run, struct change_feed *feed,
		     struct err *err)
{
	const struct compare_choice *choice = run->choice;
	const struct change *change;
	int more;

	while ((more = change_feed_next(feed, &change, err)) > 0) {
		struct change supposed = *change;
		enum outcome outcome;

		if (change->landed_at < choice->since ||
		    change->landed_at >= choice->until ||
		    !(choice->all_commits || change->is_ai))
			continue;
		if (choice->all_commits) {
			supposed.is_ai = true;
			supposed.n_kinds = 0;
		}
		if (judge_change(run, &supposed, &outcome, err) < 0)
			return -1;
		put(run->outcomes, change->commit_id, outcome);
	}
	return more;
}

int compare_judge(const struct policy_work *work, const struct policy_era *era,
		  const struct compare_choice *choice,
		  struct compare_outcomes *outcomes, struct err *err)
{
	struct run run = { .policy = work->policy,
			   .era = era,
			   .choice = choice,
			   .outcomes = outcomes };
	struct change_feed *feed = NULL;
	const int64_t *ai;
	size_t n_ai;
	int ret = change_feed_open(work, choice->after_id, &feed, err);

	if (ret == 0) {
		run.facts = facts_new(work->work->db, work->work->repo_id,
				      work->policy_id, false);
		ai = change_feed_ai(feed, &n_ai);
		facts_set_ai(run.facts, ai, n_ai);
		ret = judge_all(&run, feed, err);
	}
	facts_free(run.facts);
	change_feed_close(feed);
	return ret;
}

void compare_outcomes_release(struct compare_outcomes *outcomes)
{
	free(outcomes->items);
	memset(outcomes, 0, sizeof(*outcomes));
}
