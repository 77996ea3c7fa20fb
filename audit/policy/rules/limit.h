/* SPDX-License-Identifier: MIT */
#ifndef RULES_LIMIT_H
#define RULES_LIMIT_H
/* limit - what limit-lines and limit-files have in common. */
#include "audit/policy/rules/kinds.h"

/* What is counted. */
struct limit {
	/* The sum over the tiers of a set; -1: not all of it is known. */
	int64_t (*count)(const struct policy_rule *rule,
			 const struct change_lines *lines, uint64_t tiers);
	const char *unit; /* "added lines" */
};

/* Fill defaults in; NULL or what is wrong, as for struct rule_kind. */
const char *limit_prepare(struct policy_rule *rule);

/* The rule as a sentence. */
void limit_say(const struct policy *policy, const struct policy_rule *rule,
	       const struct limit *limit, struct buf *out);

/* Judge a change by its count. */
int limit_judge(struct judging *judging, const struct policy_rule *rule,
		const struct limit *limit, struct verdict *verdict,
		struct err *err);

#endif
