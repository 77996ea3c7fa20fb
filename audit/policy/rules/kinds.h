/* SPDX-License-Identifier: MIT */
#ifndef RULES_KINDS_H
#define RULES_KINDS_H
/*
 * kinds - the kinds of rules.  Each is a file of this folder with one
 * struct rule_kind at its end, and a row of the table in kinds.c.
 */
#include "audit/base/buf.h"
#include "audit/policy/judging.h"
#include "audit/policy/policy.h"

/* What a kind is, in words and in code. */
struct rule_kind {
	const char *name;             /* as a policy file has it */
	const char *about;            /* one sentence, without a full stop */
	const char *takes;            /* its keys, blank separated; may be "" */
	const char *needs;            /* those that must be given */
	enum rule_applies applies_to; /* where the rule does not say */
	/*
	 * Fill defaults in, after what is needed is there.  NULL, or what
	 * is wrong with the keys that were given.  May be NULL.
	 */
	const char *(*prepare)(struct policy_rule *rule);
	/* Append the rule as a sentence: no capital first, no full stop. */
	void (*say)(const struct policy *policy, const struct policy_rule *rule,
		    struct buf *out);
	/*
	 * Judge a change that the rule applies to: set outcome_out, and
	 * append to why.  -1 only where the database fails.
	 */
	int (*judge)(struct judging *judging, const struct policy_rule *rule,
		     struct verdict *verdict, struct err *err);
};

/* All kinds, in the order of README; ended by NULL. */
extern const struct rule_kind *const rule_kinds[];

/* The kind of that name, or NULL. */
const struct rule_kind *rule_kind_find(const char *name);

#endif
