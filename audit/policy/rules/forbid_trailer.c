/* SPDX-License-Identifier: MIT */
/* forbid-trailer - keys that are not to be used, for AI or for anything. */
#include "audit/policy/rules/kinds.h"

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	(void)policy;
	buf_add_str(out, "no change may carry ");
	judging_list(&rule->keys, "or", out);
	if (rule->value == RULE_VALUE_AI)
		buf_add_str(out, " that names an AI");
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;

	(void)err;
	for (size_t i = 0; i < change->n_trailers; i++) {
		const struct change_trailer *trailer = &change->trailers[i];

		if (judging_is_key(&rule->keys, rule->value, trailer))
			return judging_say(verdict, OUTCOME_FAIL,
					   "'%s: %s' on line %d", trailer->key,
					   trailer->value, (int)trailer->line);
	}
	return 0;
}

const struct rule_kind kind_forbid_trailer = {
	"forbid-trailer",
	"keys that are not to be used, for AI or at all",
	"key value",
	"key",
	RULE_ALL,
	NULL,
	say,
	judge,
};
