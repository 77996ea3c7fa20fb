/* SPDX-License-Identifier: MIT */
#ifndef POLICY_TIERS_H
#define POLICY_TIERS_H
/*
 * tiers - the one tier of each path, and what a change does in each: the
 * stage that fills path_tiers and commit_tiers for every policy.
 */
#include "audit/facts/stage.h"
#include "audit/policy/names.h"
#include "audit/policy/policy.h"

/*
 * The number of the tier of a path: the last whose patterns take it, else
 * the default.  Each pattern is tried on the full path by itself.
 */
size_t tiers_of_path(const struct policy *policy, struct slice path);

/* Bring the tables up to date for all policies of a repository. */
int tiers_derive(const struct stage_work *work, struct err *err);

#endif
