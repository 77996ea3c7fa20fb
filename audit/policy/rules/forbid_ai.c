/* SPDX-License-Identifier: MIT */
/* forbid-ai - a change may carry no AI-assisted content. */
#include "audit/policy/rules/kinds.h"

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->classes)
		rule->classes = RULE_COUNTED_CLASSES;
	return NULL;
}

static void say_unless(const struct policy *policy,
		       const struct policy_rule *rule, struct buf *out)
{
	if (rule->unless & RULE_UNLESS_EXCEPTION) {
		buf_add_str(out, ", except under a listed exception");
		if (policy->n_exceptions)
			buf_addf(out, " (%zu listed)", policy->n_exceptions);
		else
			buf_add_str(out, " (none is listed)");
	}
	if (rule->unless & RULE_UNLESS_APPROVAL) {
		buf_add_str(out, rule->unless & RULE_UNLESS_EXCEPTION
					 ? " or with the approval "
					 : ", except with the approval ");
		judging_quote(&rule->approval_names, out);
	}
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	buf_add_str(out, "no change may carry AI-assisted content");
	judging_name_scope(policy, rule, " in ", " outside of ", out);
	if (rule->classes != RULE_COUNTED_CLASSES) {
		buf_add_str(out, ", evidence of these classes alone:");
		for (size_t i = 0; rule_classes[i]; i++)
			if (rule->classes >> i & 1)
				buf_addf(out, " %s", rule_classes[i]);
	}
	say_unless(policy, rule, out);
}

/* Whether evidence of the rule's classes is there. */
static bool is_ai(const struct change *change, const struct policy_rule *rule)
{
	if ((rule->classes & RULE_COUNTED_CLASSES) == RULE_COUNTED_CLASSES &&
	    change->is_ai)
		return true;
	for (size_t i = 0; i < change->n_evidence; i++) {
		const unsigned class = change->evidence[i].class;

		if (class & rule->classes &&
		    (change->is_ai || !(class & RULE_COUNTED_CLASSES)))
			return true;
	}
	return false;
}

/* 1 if something lifts the ban from this change; then it is said. */
static int is_lifted(struct judging *judging, const struct policy_rule *rule,
		     uint64_t touched, struct verdict *verdict, struct err *err)
{
	const struct policy_exception *exception = NULL;
	enum approval_answer answer = APPROVAL_NONE;
	struct buf why = BUF_INIT;
	int ret = 0;

	if (rule->unless & RULE_UNLESS_EXCEPTION)
		ret = judging_exception(judging, &exception, err);
	if (ret == 0 && !exception && rule->unless & RULE_UNLESS_APPROVAL)
		ret = judging_approval(judging, rule->approvals, touched,
				       &answer, &why, err);
	if (ret == 0 && exception)
		judging_say(verdict, OUTCOME_PASS, "exception '%s'",
			    exception->head.name);
	else if (ret == 0 && answer == APPROVAL_GIVEN)
		judging_say(verdict, OUTCOME_PASS, "%s", why.data);
	else if (ret == 0 && answer == APPROVAL_UNKNOWN)
		judging_say(verdict, OUTCOME_UNDECIDABLE, "%s", why.data);
	else if (ret == 0 && why.len)
		buf_addf(&verdict->why, "%s; ", why.data);
	if (ret == 0)
		ret = exception || answer != APPROVAL_NONE;
	buf_release(&why);
	return ret;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	const uint64_t touched = change->tiers & judging_scope(rule);
	const bool is_partial = rule->tiers || rule->except_tiers;
	int lifted;

	if (!is_ai(change, rule))
		return 0;
	if (is_partial && !touched)
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it touches none of the tiers");
	lifted = is_lifted(judging, rule, touched, verdict, err);
	if (lifted)
		return lifted < 0 ? -1 : 0;
	if (is_partial && !(judging_claimed(judging) & touched)) {
		verdict->outcome = OUTCOME_UNDECIDABLE;
		buf_add_str(&verdict->why, "AI was used for ");
		judging_name_kinds(judging, &verdict->why);
		buf_add_str(&verdict->why,
			    ", it says, and that leaves open who wrote ");
		judging_name_tiers(judging->policy, touched, &verdict->why);
		return 0;
	}
	judging_say(verdict, OUTCOME_FAIL, "AI evidence: ");
	judging_name_evidence(judging, &verdict->why);
	return 0;
}

const struct rule_kind kind_forbid_ai = {
	"forbid-ai",
	"no AI-assisted content, everywhere or in some tiers",
	"tier except-tier class unless approval",
	"",
	RULE_ALL,
	prepare,
	say,
	judge,
};
