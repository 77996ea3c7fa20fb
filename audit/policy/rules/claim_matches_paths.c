/* SPDX-License-Identifier: MIT */
/* claim-matches-paths - what AI was used for is what the change touches. */
#include "audit/policy/rules/kinds.h"

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	(void)policy;
	(void)rule;
	buf_add_str(out, "a change must touch paths of each kind that it says "
			 "AI was used for");
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	const struct policy *policy = judging->policy;
	uint64_t claimed = 0;

	(void)rule;
	(void)err;
	for (size_t i = 0; i < change->n_kinds; i++) {
		const char *kind = change->kinds[i].kind;
		const uint64_t tiers = judging_tiers_of_kind(policy, kind);

		if (tiers && !(tiers & change->tiers)) {
			judging_say(verdict, OUTCOME_FAIL,
				    "AI was used for %s, it says, but it "
				    "touches only ",
				    kind);
			judging_name_tiers(policy, change->tiers,
					   &verdict->why);
			return 0;
		}
		claimed |= tiers;
	}
	if (!claimed)
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it does not say what AI was used for");
	if (!(change->tiers & ~claimed))
		return 0;
	judging_say(verdict, OUTCOME_UNDECIDABLE, "AI was used for ");
	judging_name_kinds(judging, &verdict->why);
	buf_add_str(&verdict->why, ", it says; who wrote ");
	judging_name_tiers(policy, change->tiers & ~claimed, &verdict->why);
	buf_add_str(&verdict->why, " it leaves open");
	return 0;
}

const struct rule_kind kind_claim_matches_paths = {
	"claim-matches-paths",
	"declared kinds are those of the paths that are touched",
	"",
	"",
	RULE_ALL,
	NULL,
	say,
	judge,
};
