/* SPDX-License-Identifier: MIT */
/* limit-files - how many paths a change, or a landing, may touch. */
#include "audit/policy/rules/limit.h"

static int64_t count(const struct policy_rule *rule,
		     const struct change_lines *lines, uint64_t tiers)
{
	int64_t n = 0;

	(void)rule;
	for (size_t i = 0; i < POLICY_SET_MAX; i++)
		if (tiers >> i & 1)
			n += lines[i].n_paths;
	return n;
}

static const struct limit limit = { count, "paths" };

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	limit_say(policy, rule, &limit, out);
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	return limit_judge(judging, rule, &limit, verdict, err);
}

const struct rule_kind kind_limit_files = {
	"limit-files",
	"how many paths a change or a landing may touch",
	"max per tier except-tier unless approval exempt-word",
	"max",
	RULE_AI,
	limit_prepare,
	say,
	judge,
};
