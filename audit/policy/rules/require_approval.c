/* SPDX-License-Identifier: MIT */
/* require-approval - somebody with a say has agreed to the change. */
#include "audit/policy/rules/kinds.h"

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	static const char *const who[] = {
		[RULE_AI] = "an AI-assisted change",
		[RULE_HUMAN] = "a change without AI",
		[RULE_ALL] = "a change",
	};

	buf_add_str(out, who[rule->applies_to]);
	judging_name_scope(policy, rule, " that touches ",
			   " that touches more than ", out);
	buf_add_str(out, " needs the approval ");
	judging_quote(&rule->approval_names, out);
}

/* "core tier: accel/tcg/a.c (+8 -2)" */
static int name_touched(struct judging *judging, uint64_t touched,
			struct buf *out, struct err *err)
{
	judging_name_tiers(judging->policy, touched, out);
	buf_add_str(out, ": ");
	return facts_name_paths(judging->facts, judging->change, touched, out,
				err);
}

static int say_failure(struct judging *judging, uint64_t touched,
		       const struct buf *approval, struct verdict *verdict,
		       struct err *err)
{
	verdict->outcome = OUTCOME_FAIL;
	if (!(judging_claimed(judging) & touched)) {
		verdict->outcome = OUTCOME_UNDECIDABLE;
		buf_add_str(&verdict->why, "AI was used for ");
		judging_name_kinds(judging, &verdict->why);
		buf_add_str(&verdict->why, ", it says; ");
	}
	if (name_touched(judging, touched, &verdict->why, err) < 0)
		return -1;
	buf_addf(&verdict->why, "; %s", approval->data);
	return 0;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const uint64_t touched = judging->change->tiers & judging_scope(rule);
	enum approval_answer answer;
	struct buf why = BUF_INIT;
	int ret;

	if (!touched)
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it touches none of the tiers");
	ret = judging_approval(judging, rule->approvals, touched, &answer, &why,
			       err);
	if (ret == 0 && answer == APPROVAL_NONE)
		ret = say_failure(judging, touched, &why, verdict, err);
	else if (ret == 0)
		judging_say(verdict,
			    answer == APPROVAL_GIVEN ? OUTCOME_PASS
						     : OUTCOME_UNDECIDABLE,
			    "%s", why.data);
	buf_release(&why);
	return ret;
}

const struct rule_kind kind_require_approval = {
	"require-approval",
	"agreement of somebody with a say, where some tiers are touched",
	"tier except-tier approval",
	"approval",
	RULE_AI,
	NULL,
	say,
	judge,
};
