/* SPDX-License-Identifier: MIT */
/* require-review - people other than the author have looked at it. */
#include "audit/policy/rules/kinds.h"

#include "audit/base/ascii.h"

enum { REVIEWERS_MAX = 100 };

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->at_least)
		rule->at_least = 1;
	return NULL;
}

static void name_keys(const struct policy_rule *rule, struct buf *out)
{
	if (rule->keys.n_items)
		judging_list(&rule->keys, "or", out);
	else
		buf_add_str(out, "Reviewed-by or Acked-by");
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	static const char *const who[] = {
		[RULE_AI] = "an AI-assisted change",
		[RULE_HUMAN] = "a change without AI",
		[RULE_ALL] = "every change",
	};

	buf_add_str(out, who[rule->applies_to]);
	judging_name_scope(policy, rule, " that touches ",
			   " that touches more than ", out);
	buf_add_str(out, " needs ");
	name_keys(rule, out);
	buf_addf(out, " of %d %s other than the author", (int)rule->at_least,
		 rule->at_least == 1 ? "person" : "people");
}

static bool is_key(const struct policy_rule *rule,
		   const struct change_trailer *trailer)
{
	if (rule->keys.n_items)
		return section_has_word(&rule->keys, trailer->key);
	return ascii_casecmp(trailer->key, "Reviewed-by") == 0 ||
	       ascii_casecmp(trailer->key, "Acked-by") == 0;
}

/* Reviewers so far, each once. */
struct reviewers {
	struct person items[REVIEWERS_MAX];
	int64_t n, n_refused;
};

static void add(struct reviewers *reviewers, const struct person *person)
{
	for (int64_t i = 0; i < reviewers->n; i++)
		if (person_is(&reviewers->items[i], person))
			return;
	if (reviewers->n < REVIEWERS_MAX)
		reviewers->items[reviewers->n++] = *person;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	struct reviewers reviewers = { .n = 0 };
	struct people *people;

	if (judging_is_outside(rule, change->tiers))
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it touches none of the tiers");
	if (facts_people(judging->facts, &people, err) < 0)
		return -1;
	for (size_t i = 0; i < change->n_trailers; i++) {
		const struct change_trailer *trailer = &change->trailers[i];
		struct person person;

		if (!is_key(rule, trailer))
			continue;
		person = people_find(people, trailer->value);
		if (person_is_nobody(&person))
			continue;
		if (trailer->is_ai || person_is(&person, &change->author) ||
		    judging_is_bot(judging->policy, person.email))
			reviewers.n_refused++;
		else
			add(&reviewers, &person);
	}
	if (reviewers.n >= rule->at_least)
		return 0;
	judging_say(verdict, OUTCOME_FAIL, "%d of %d people; ",
		    (int)reviewers.n, (int)rule->at_least);
	name_keys(rule, &verdict->why);
	if (reviewers.n_refused)
		return judging_say(verdict, OUTCOME_FAIL,
				   " %d more by the author, a bot or an AI",
				   (int)reviewers.n_refused);
	return judging_say(verdict, OUTCOME_FAIL, " is not there");
}

const struct rule_kind kind_require_review = {
	"require-review",
	"review by people other than the author",
	"key at-least tier except-tier",
	"",
	RULE_AI,
	prepare,
	say,
	judge,
};
