/* SPDX-License-Identifier: MIT */
/* require-companion - what comes with a change: tests, a Fixes line. */
#include "audit/policy/rules/kinds.h"

#include "audit/policy/perl_regex.h"

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->with_tiers && !rule->with_keys.n_items)
		return "say what must come along: with-tier, with-key";
	if (!rule->per)
		rule->per = RULE_PER_CHANGE;
	return NULL;
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	buf_add_str(out, rule->applies_to == RULE_AI ? "an AI-assisted change"
						     : "a change");
	judging_name_scope(policy, rule, " that touches ",
			   " that touches more than ", out);
	if (rule->subject.text)
		buf_addf(out, " whose subject matches '%s'",
			 rule->subject.text);
	buf_add_str(out, " needs");
	if (rule->with_tiers) {
		buf_add_str(out, " paths of ");
		judging_name_tiers(policy, rule->with_tiers, out);
		buf_add_str(out, rule->per == RULE_PER_LANDING
					 ? " in the same landing"
					 : " beside");
	}
	if (rule->with_keys.n_items) {
		buf_add_str(out, rule->with_tiers ? ", or " : " ");
		judging_list(&rule->with_keys, "or", out);
	}
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	struct change_lines lines[POLICY_SET_MAX];
	uint64_t tiers = change->tiers;

	if (judging_is_outside(rule, tiers))
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it touches none of the tiers");
	if (rule->subject.text &&
	    !perl_regex_match(rule->subject.regex, slice_of(change->subject)))
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "its subject is another");
	for (size_t i = 0; i < change->n_trailers; i++)
		if (section_has_word(&rule->with_keys, change->trailers[i].key))
			return 0;
	if (rule->with_tiers && rule->per == RULE_PER_LANDING &&
	    facts_landing(judging->facts, change, false, &tiers, lines, err) <
		    0)
		return -1;
	if (tiers & rule->with_tiers)
		return 0;
	judging_say(verdict, OUTCOME_FAIL, "no ");
	if (rule->with_tiers)
		judging_name_tiers(judging->policy, rule->with_tiers,
				   &verdict->why);
	if (rule->with_tiers && rule->with_keys.n_items)
		buf_add_str(&verdict->why, " and no ");
	judging_list(&rule->with_keys, "or", &verdict->why);
	return 0;
}

const struct rule_kind kind_require_companion = {
	"require-companion",
	"what must come along: tests with code, Fixes with a fix",
	"tier except-tier subject with-tier with-key per",
	"",
	RULE_AI,
	prepare,
	say,
	judge,
};
