/* SPDX-License-Identifier: MIT */
/* require-sign-off - Signed-off-by, by the author, the committer's last. */
#include "audit/policy/rules/kinds.h"

#include "audit/base/ascii.h"

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	(void)policy;
	buf_add_str(out, "every change must be signed off");
	if (rule->match & RULE_MATCH_AUTHOR)
		buf_add_str(out, " by its author");
	if (rule->match & RULE_MATCH_COMMITTER_LAST)
		buf_add_str(out, rule->match & RULE_MATCH_AUTHOR
					 ? " and, last, by its committer"
					 : " by its committer, last");
}

/* The sign-offs of a change: how many, whose is last, and the author's. */
struct sign_offs {
	size_t n;
	struct person last;
	bool has_author;
};

static int find_sign_offs(struct judging *judging, struct sign_offs *found,
			  struct err *err)
{
	const struct change *change = judging->change;
	struct people *people;

	if (facts_people(judging->facts, &people, err) < 0)
		return -1;
	for (size_t i = 0; i < change->n_trailers; i++) {
		const struct change_trailer *trailer = &change->trailers[i];

		if (ascii_casecmp(trailer->key, "Signed-off-by") != 0)
			continue;
		found->n++;
		found->last = people_find(people, trailer->value);
		if (person_is(&found->last, &change->author))
			found->has_author = true;
	}
	return 0;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	struct sign_offs found = { 0 };

	if (find_sign_offs(judging, &found, err) < 0)
		return -1;
	if (!found.n)
		return judging_say(verdict, OUTCOME_FAIL, "no Signed-off-by");
	if (rule->match & RULE_MATCH_AUTHOR && !found.has_author)
		return judging_say(verdict, OUTCOME_FAIL,
				   "no Signed-off-by of the author, %s <%s>",
				   change->author.name, change->author.email);
	if (rule->match & RULE_MATCH_COMMITTER_LAST &&
	    !person_is(&found.last, &change->committer))
		return judging_say(
			verdict, OUTCOME_FAIL,
			"the last Signed-off-by is by %s, not by the "
			"committer, %s",
			*found.last.name ? found.last.name : found.last.email,
			change->committer.name);
	return 0;
}

const struct rule_kind kind_require_sign_off = {
	"require-sign-off",
	"Signed-off-by, perhaps of the author and, last, of the committer",
	"match",
	"",
	RULE_ALL,
	NULL,
	say,
	judge,
};
