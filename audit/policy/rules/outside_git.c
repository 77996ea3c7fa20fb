/* SPDX-License-Identifier: MIT */
/* outside-git - what the rule speaks of is not in the repository. */
#include "audit/policy/rules/kinds.h"

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	(void)policy;
	buf_add_str(out, "what git cannot show: ");
	judging_list(&rule->texts, "and", out);
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	(void)judging;
	(void)err;
	judging_say(verdict, OUTCOME_UNDECIDABLE, "git does not hold it: ");
	judging_list(&rule->texts, "and", &verdict->why);
	return 0;
}

const struct rule_kind kind_outside_git = {
	"outside-git",
	"a rule on what git does not hold, in its words: always undecidable",
	"text",
	"text",
	RULE_AI,
	NULL,
	say,
	judge,
};
