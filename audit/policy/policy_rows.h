/* SPDX-License-Identifier: MIT */
#ifndef POLICY_POLICY_ROWS_H
#define POLICY_POLICY_ROWS_H
/*
 * policy_rows - policies in the database: policies, eras, rules, era_rules
 * and tiers.  A repository's policies stay side by side, each text once.
 */
#include "audit/facts/stage.h"
#include "audit/policy/policy.h"

/*
 * Put a policy into the tables, unless a policy of the same text is there;
 * in the caller's transaction.
 */
int policy_rows_put(struct db *db, int64_t repo_id, const struct policy *policy,
		    struct err *err);

/* A policy of a repository, as its stages work on it. */
struct policy_work {
	const struct stage_work *work;
	int64_t policy_id;
	const struct policy *policy;
};

/*
 * Read the policies of a repository from their texts, one after the other
 * in the order that they came, and visit each.
 */
int policy_rows_each(const struct stage_work *work,
		     int (*visit)(const struct policy_work *policy,
				  struct err *err),
		     struct err *err);

#endif
