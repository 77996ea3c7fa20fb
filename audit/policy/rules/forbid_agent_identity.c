/* SPDX-License-Identifier: MIT */
/* forbid-agent-identity - AI as author, committer, co-author or signer. */
#include "audit/policy/rules/kinds.h"

#include <string.h>

enum { DEFAULT_ROLES = 1 | 2 | 4 | 16 }; /* author ... co-author, signer */

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->roles)
		rule->roles = DEFAULT_ROLES;
	return NULL;
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	size_t n = 0;

	buf_add_str(out, "an AI may not be");
	for (size_t i = 0; rule_roles[i]; i++)
		if (rule->roles >> i & 1)
			buf_addf(out, "%s %s", n++ ? "," : "", rule_roles[i]);
	if (policy->n_bots)
		buf_addf(out, " (%zu bot%s may)", policy->n_bots,
			 policy->n_bots == 1 ? "" : "s");
}

/* True if the text of evidence has the e-mail of a bot of the policy. */
static bool is_bot(const struct policy *policy, const char *text)
{
	const char *open = strchr(text, '<');
	struct buf email = BUF_INIT;
	bool found;

	if (open)
		buf_add(&email, open + 1, strcspn(open + 1, ">"));
	found = judging_is_bot(policy, email.data);
	buf_release(&email);
	return found;
}

/* The word of a role. */
static const char *word_of(unsigned role)
{
	size_t i = 0;

	while (!(role >> i & 1))
		i++;
	return rule_roles[i];
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;

	(void)err;
	for (size_t i = 0; i < change->n_evidence; i++) {
		const struct change_evidence *evidence = &change->evidence[i];

		if (evidence->role & rule->roles &&
		    !is_bot(judging->policy, evidence->text))
			return judging_say(verdict, OUTCOME_FAIL, "%s: '%.*s'",
					   word_of(evidence->role),
					   (int)strcspn(evidence->text, "\r\n"),
					   evidence->text);
	}
	return 0;
}

const struct rule_kind kind_forbid_agent_identity = {
	"forbid-agent-identity",
	"no AI as author, committer, co-author or signer",
	"role",
	"",
	RULE_ALL,
	prepare,
	say,
	judge,
};
