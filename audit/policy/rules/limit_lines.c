/* SPDX-License-Identifier: MIT */
/* limit-lines - how many lines a change, or a landing, may have. */
#include "audit/policy/rules/limit.h"

static int64_t measure(const struct policy_rule *rule,
		       const struct change_lines *sum)
{
	switch (rule->mode) {
	case RULE_DELETED:
		return sum->deleted;
	case RULE_SUM:
		return sum->added + sum->deleted;
	case RULE_MORE:
		return sum->added > sum->deleted ? sum->added : sum->deleted;
	default:
		return sum->added;
	}
}

static int64_t count(const struct policy_rule *rule,
		     const struct change_lines *lines, uint64_t tiers)
{
	struct change_lines sum = { 0 };

	for (size_t i = 0; i < POLICY_SET_MAX; i++) {
		if (!(tiers >> i & 1))
			continue;
		if (!lines[i].is_counted)
			return -1;
		sum.added += lines[i].added;
		sum.deleted += lines[i].deleted;
	}
	return measure(rule, &sum);
}

static const struct limit limits[] = {
	[RULE_ADDED] = { count, "added lines" },
	[RULE_DELETED] = { count, "deleted lines" },
	[RULE_SUM] = { count, "changed lines" },
	[RULE_MORE] = { count, "added or deleted lines" },
};

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	limit_say(policy, rule, &limits[rule->mode], out);
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	return limit_judge(judging, rule, &limits[rule->mode], verdict, err);
}

const struct rule_kind kind_limit_lines = {
	"limit-lines",
	"how many lines a change or a landing may have",
	"max mode per tier except-tier unless approval exempt-word",
	"max",
	RULE_AI,
	limit_prepare,
	say,
	judge,
};
