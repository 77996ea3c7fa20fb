/* SPDX-License-Identifier: MIT */
/* forbid-self-approval - no author approves an AI-assisted change. */
#include "audit/policy/rules/kinds.h"

#include "audit/base/ascii.h"

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	(void)policy;
	buf_add_str(out, rule->applies_to == RULE_AI
				 ? "nobody may give their own AI-assisted "
				   "change the approval "
				 : "nobody may give their own change the "
				   "approval ");
	judging_quote(&rule->approval_names, out);
}

/* A sign-off is the author's duty, even where a maintainer's is agreement. */
static bool is_key(const struct policy *policy, const struct policy_rule *rule,
		   const char *key)
{
	if (ascii_casecmp(key, "Signed-off-by") == 0)
		return false;
	for (size_t i = 0; i < policy->n_approvals; i++)
		if (rule->approvals >> i & 1 &&
		    section_has_word(&policy->approvals[i].keys, key))
			return true;
	return false;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	struct people *people;
	bool found = false;

	if (facts_people(judging->facts, &people, err) < 0)
		return -1;
	for (size_t i = 0; i < change->n_trailers; i++) {
		const struct change_trailer *trailer = &change->trailers[i];
		struct person person;

		if (!is_key(judging->policy, rule, trailer->key))
			continue;
		person = people_find(people, trailer->value);
		found = found || !person_is_nobody(&person);
		if (person_is(&person, &change->author))
			return judging_say(verdict, OUTCOME_FAIL,
					   "%s on line %d is by the author, %s",
					   trailer->key, (int)trailer->line,
					   change->author.name);
	}
	if (!found)
		judging_say(verdict, OUTCOME_NOT_APPLICABLE,
			    "nobody approved it");
	return 0;
}

const struct rule_kind kind_forbid_self_approval = {
	"forbid-self-approval",
	"no approval by the author",
	"approval",
	"approval",
	RULE_AI,
	NULL,
	say,
	judge,
};
