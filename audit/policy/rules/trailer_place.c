/* SPDX-License-Identifier: MIT */
/* trailer-place - where in the message a trailer stands. */
#include "audit/policy/rules/kinds.h"

#include <string.h>

#include "audit/base/ascii.h"

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->anchor)
		rule->anchor = "Signed-off-by";
	if ((rule->place & RULE_PLACE_BEFORE) &&
	    (rule->place & RULE_PLACE_AFTER))
		return "'place' cannot be both before and after";
	return NULL;
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	const char *and = "";

	(void)policy;
	judging_list(&rule->keys, "or", out);
	if (rule->value == RULE_VALUE_AI)
		buf_add_str(out, " that names an AI");
	buf_add_str(out, " must stand");
	if (rule->place & RULE_PLACE_BLOCK) {
		buf_add_str(out, " in git's trailer block");
		and = " and";
	}
	if (rule->place & (RULE_PLACE_BEFORE | RULE_PLACE_AFTER)) {
		buf_addf(out, "%s %s %s", and,
			 rule->place & RULE_PLACE_BEFORE ? "before" : "after",
			 rule->anchor);
		and = " and";
	}
	if (rule->place & RULE_PLACE_LAST)
		buf_addf(out, "%s on the last line of the message", and);
}

/* Line of the first trailer with the anchor's key; 0: none. */
static int64_t anchor_line(const struct change *change, const char *anchor)
{
	for (size_t i = 0; i < change->n_trailers; i++)
		if (ascii_casecmp(change->trailers[i].key, anchor) == 0)
			return change->trailers[i].line;
	return 0;
}

/* Number of the last line that is not blank. */
static int64_t last_line(const char *message)
{
	const size_t len = ascii_trimmed_len(message, strlen(message));
	int64_t line = 1;

	for (size_t i = 0; i < len; i++)
		line += message[i] == '\n';
	return line;
}

static bool is_wrong(const struct change *change,
		     const struct policy_rule *rule,
		     const struct change_trailer *trailer,
		     struct verdict *verdict)
{
	const int64_t anchor = anchor_line(change, rule->anchor);
	const int line = (int)trailer->line;

	if (rule->place & RULE_PLACE_BLOCK &&
	    strcmp(trailer->place, "block") != 0)
		judging_say(verdict, OUTCOME_FAIL,
			    "%s on line %d is outside of git's trailer block",
			    trailer->key, line);
	else if (rule->place & RULE_PLACE_BEFORE && anchor &&
		 trailer->line > anchor)
		judging_say(verdict, OUTCOME_FAIL,
			    "%s on line %d comes after %s on line %d",
			    trailer->key, line, rule->anchor, (int)anchor);
	else if (rule->place & RULE_PLACE_AFTER && trailer->line < anchor)
		judging_say(verdict, OUTCOME_FAIL,
			    "%s on line %d comes before %s on line %d",
			    trailer->key, line, rule->anchor, (int)anchor);
	else if (rule->place & RULE_PLACE_LAST && change->message &&
		 trailer->line != last_line(change->message))
		judging_say(verdict, OUTCOME_FAIL,
			    "%s on line %d is not the last line", trailer->key,
			    line);
	else
		return false;
	return true;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const struct change *change = judging->change;
	bool found = false;

	(void)err;
	for (size_t i = 0; i < change->n_trailers; i++) {
		const struct change_trailer *trailer = &change->trailers[i];

		if (!judging_is_key(&rule->keys, rule->value, trailer))
			continue;
		found = true;
		if (is_wrong(change, rule, trailer, verdict))
			return 0;
	}
	if (!found)
		judging_say(verdict, OUTCOME_NOT_APPLICABLE, "it carries none");
	return 0;
}

const struct rule_kind kind_trailer_place = {
	"trailer-place",
	"where in the message a trailer stands",
	"key value place anchor",
	"key place",
	RULE_ALL,
	prepare,
	say,
	judge,
};
