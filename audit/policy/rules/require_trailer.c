/* SPDX-License-Identifier: MIT */
/* require-trailer - a change says something, in a form, so many times. */
#include "audit/policy/rules/grammar.h"
#include "audit/policy/rules/kinds.h"

#include <string.h>

static const char *prepare(struct policy_rule *rule)
{
	static const int applies[] = {
		[RULE_WHEN_AI] = RULE_AI,
		[RULE_WHEN_HUMAN] = RULE_HUMAN,
		[RULE_WHEN_ALWAYS] = RULE_ALL,
		[RULE_WHEN_PRESENT] = RULE_ALL,
	};

	if (rule->grammar == RULE_GRAMMAR_LIST && !rule->words.n_items)
		return "'grammar = list' needs the key 'word'";
	if (rule->grammar == RULE_GRAMMAR_PATTERN && !rule->pattern.text)
		return "'grammar = pattern' needs the key 'pattern'";
	if (rule->place & ~(unsigned)RULE_PLACE_BLOCK)
		return "'place' can only be block here; see trailer-place";
	if (rule->at_most && rule->at_most < rule->at_least)
		return "'at-most' is less than 'at-least'";
	if (!rule->when)
		rule->when = RULE_WHEN_AI;
	if (rule->when == RULE_WHEN_PRESENT || rule->applies_to == RULE_AI)
		rule->applies_to = applies[rule->when];
	return NULL;
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	static const char *const who[] = {
		[RULE_WHEN_AI] = "an AI-assisted change must carry ",
		[RULE_WHEN_HUMAN] = "a change without AI must carry ",
		[RULE_WHEN_ALWAYS] = "every change must carry ",
		[RULE_WHEN_PRESENT] = "where a change carries ",
	};

	(void)policy;
	buf_add_str(out, who[rule->when]);
	judging_list(&rule->keys, "or", out);
	if (rule->place)
		buf_add_str(out, " in git's trailer block");
	if (rule->value == RULE_VALUE_AI)
		buf_add_str(out, " that names an AI");
	if (rule->at_least > 1)
		buf_addf(out, ", at least %d times", (int)rule->at_least);
	if (rule->at_most)
		buf_addf(out, ", %sat most %d time%s",
			 rule->when == RULE_WHEN_PRESENT ? "that is " : "",
			 (int)rule->at_most, rule->at_most == 1 ? "" : "s");
	if (rule->grammar) {
		buf_add_str(out, rule->when == RULE_WHEN_PRESENT
					 ? ", its value must be "
					 : ", and its value is ");
		grammar_say(rule, out);
	}
}

static bool is_meant(const struct policy_rule *rule,
		     const struct change_trailer *trailer)
{
	return judging_is_key(&rule->keys, rule->value, trailer) &&
	       (!rule->place || strcmp(trailer->place, "block") == 0);
}

/* The first value of the wrong form, or NULL; how many there are of all. */
static const struct change_trailer *find_wrong(const struct change *change,
					       const struct policy_rule *rule,
					       int64_t *n_out)
{
	const struct change_trailer *wrong = NULL;

	*n_out = 0;
	for (size_t i = 0; i < change->n_trailers; i++) {
		const struct change_trailer *trailer = &change->trailers[i];

		if (!is_meant(rule, trailer))
			continue;
		if (!wrong && !grammar_takes(rule, trailer->value))
			wrong = trailer;
		*n_out += 1;
	}
	return wrong;
}

static int say_missing(struct judging *judging, const struct policy_rule *rule,
		       struct verdict *verdict)
{
	if (rule->when == RULE_WHEN_PRESENT)
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it carries none");
	judging_say(verdict, OUTCOME_FAIL, "no ");
	judging_list(&rule->keys, "or", &verdict->why);
	if (rule->value == RULE_VALUE_AI)
		buf_add_str(&verdict->why, " that names an AI");
	if (judging->change->is_ai) {
		buf_add_str(&verdict->why, ", but AI evidence: ");
		judging_name_evidence(judging, &verdict->why);
	}
	return 0;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	int64_t n;
	const struct change_trailer *wrong =
		find_wrong(judging->change, rule, &n);

	(void)err;
	if (!n)
		return say_missing(judging, rule, verdict);
	if (n < rule->at_least || (rule->at_most && n > rule->at_most)) {
		judging_say(verdict, OUTCOME_FAIL, "%d times ", (int)n);
		judging_list(&rule->keys, "or", &verdict->why);
		return 0;
	}
	if (!wrong)
		return 0;
	judging_say(verdict, OUTCOME_FAIL, "%s on line %d is ", wrong->key,
		    (int)wrong->line);
	judging_quote_value(wrong->value, &verdict->why);
	buf_add_str(&verdict->why, ", not ");
	grammar_say(rule, &verdict->why);
	return 0;
}

const struct rule_kind kind_require_trailer = {
	"require-trailer",
	"a trailer, its form and how often",
	"key when value grammar word pattern at-least at-most place",
	"key",
	RULE_AI,
	prepare,
	say,
	judge,
};
