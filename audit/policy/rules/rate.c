/* SPDX-License-Identifier: MIT */
/* rate - how much of what lands in some days may be AI-assisted. */
#include "audit/policy/rules/kinds.h"

#include <inttypes.h>

#include "audit/policy/section.h"

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->over)
		rule->over = RULE_OVER_PROJECT;
	if (!rule->min_changes)
		rule->min_changes = 1;
	if (!section_line(rule_keys, &rule->head, "max-share"))
		rule->max_share = 100;
	if (!section_line(rule_keys, &rule->head, "max-count"))
		rule->max_count = INT64_MAX;
	if (rule->max_share == 100 && rule->max_count == INT64_MAX)
		return "say how much is allowed: max-share, max-count";
	return NULL;
}

static const char *const over_what[] = {
	[RULE_OVER_PROJECT] = "the project",
	[RULE_OVER_AREA] = "an area",
	[RULE_OVER_PERSON] = "a person",
};

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	(void)policy;
	buf_addf(out, "within %d days, ", (int)rule->days);
	if (rule->max_count < INT64_MAX)
		buf_addf(out, "at most %" PRId64 " ", rule->max_count);
	if (rule->max_count < INT64_MAX && rule->max_share < 100)
		buf_add_str(out, "and ");
	if (rule->max_share < 100)
		buf_addf(out, "at most %" PRId64 " %% ", rule->max_share);
	buf_addf(out, "of the changes of %s may be AI-assisted",
		 over_what[rule->over]);
	if (rule->min_changes > 1)
		buf_addf(out, ", once there are %" PRId64 " changes",
			 rule->min_changes);
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	struct facts_rate rate;
	bool is_over;

	if (facts_rate(judging->facts, judging->change, rule->over, rule->days,
		       &rate, err) < 0)
		return -1;
	if (!rate.is_known)
		return judging_say(verdict, OUTCOME_UNDECIDABLE,
				   "what landed before is not known here");
	is_over = rate.n_ai > rule->max_count ||
		  (rate.n_all >= rule->min_changes &&
		   rate.n_ai * 100 > rule->max_share * rate.n_all);
	return judging_say(verdict, is_over ? OUTCOME_FAIL : OUTCOME_PASS,
			   "%" PRId64 " of %" PRId64
			   " changes of %s are AI-assisted in the %d days up "
			   "to it",
			   rate.n_ai, rate.n_all, over_what[rule->over],
			   (int)rule->days);
}

const struct rule_kind kind_rate = {
	"rate",
	"how much of what lands in some days may be AI-assisted",
	"days max-share max-count min-changes over",
	"days",
	RULE_AI,
	prepare,
	say,
	judge,
};
