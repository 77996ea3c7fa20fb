/* SPDX-License-Identifier: MIT */
#ifndef POLICY_COMPARE_H
#define POLICY_COMPARE_H
/*
 * compare - what one era of a policy says of changes, whatever their day:
 * the same rules and the same code as judge, without a row in the database.
 */
#include "audit/policy/judging.h"
#include "audit/policy/policy_rows.h"

/* One side of a comparison. */
struct compare_side {
	struct policy *policy; /* owned */
	const struct policy_era *era;
	int64_t policy_id; /* of the repository that is looked at */
};

/* Which changes. */
struct compare_choice {
	int64_t since, until; /* landed on or after; before; Unix seconds */
	int64_t after_id;     /* only commits of later ids; 0: all */
	/*
	 * Every change, as if it had been AI-assisted and rightly disclosed
	 * for the tiers it touches; only forbid-ai, limits, approvals and
	 * reviews decide then.  Else the AI-assisted ones, by all rules.
	 */
	bool all_commits;
};

/* What a side says of a change: the worst of its rules of severity error. */
struct compare_outcome {
	int64_t commit_id;
	enum outcome outcome; /* never not-applicable, which is a pass */
};

struct compare_outcomes {
	struct compare_outcome *items; /* by commit_id; owned */
	size_t n_items, n_alloc;
};

/*
 * Read "FILE" (its last era) or "FILE@ERA".  FAIL_USAGE for a file or era
 * that is not there.
 */
int compare_side_read(const char *spec, struct compare_side *side_out,
		      struct err *err);
void compare_side_release(struct compare_side *side);

/*
 * Find the policy among those of a repository: FAIL_USAGE, with what to do,
 * if the database was not audited with it.
 */
int compare_side_find(struct compare_side *side, struct db *db, int64_t repo_id,
		      struct err *err);

/* Judge by an era of work->policy; outcomes is empty before.  Rules of kind outside-git are left out. */
int compare_judge(const struct policy_work *work, const struct policy_era *era,
		  const struct compare_choice *choice,
		  struct compare_outcomes *outcomes, struct err *err);
void compare_outcomes_release(struct compare_outcomes *outcomes);

#endif
