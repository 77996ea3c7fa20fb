/* SPDX-License-Identifier: MIT */
#include "audit/policy/rules/limit.h"

#include <inttypes.h>

#include "audit/base/ascii.h"

const char *limit_prepare(struct policy_rule *rule)
{
	if (!rule->mode)
		rule->mode = RULE_ADDED;
	if (!rule->per)
		rule->per = RULE_PER_CHANGE;
	return NULL;
}

void limit_say(const struct policy *policy, const struct policy_rule *rule,
	       const struct limit *limit, struct buf *out)
{
	static const char *const who[] = {
		[RULE_AI] = "AI-assisted",
		[RULE_HUMAN] = "human",
		[RULE_ALL] = "single",
	};

	buf_addf(out, "no %s %s may have more than %" PRId64 " %s",
		 who[rule->applies_to],
		 rule->per == RULE_PER_LANDING ? "landing" : "change",
		 rule->max, limit->unit);
	judging_name_scope(policy, rule, " in ", " outside of ", out);
	if (rule->unless & RULE_UNLESS_APPROVAL) {
		buf_add_str(out, ", unless with the approval ");
		judging_quote(&rule->approval_names, out);
	}
	if (rule->unless & RULE_UNLESS_EXCEPTION)
		buf_add_str(out, ", unless under a listed exception");
	if (rule->exempt_words.n_items) {
		buf_add_str(out, "; what says that it is for ");
		judging_list(&rule->exempt_words, "or", out);
		buf_add_str(out, " is left to people");
	}
}

/* A change, or a landing, before a limit. */
struct counting {
	struct judging *judging;
	const struct policy_rule *rule;
	const struct limit *limit;
	uint64_t touched, claimed; /* of the tiers that count */
	const struct change_lines *lines;
	struct change_lines landing[POLICY_SET_MAX];
};

/* 0: it touches nothing that counts. */
static int count(struct counting *counting, struct err *err)
{
	struct judging *judging = counting->judging;
	const struct policy_rule *rule = counting->rule;

	counting->lines = judging->change->lines;
	counting->touched = judging->change->tiers;
	if (rule->per == RULE_PER_LANDING) {
		if (facts_landing(judging->facts, judging->change,
				  rule->applies_to == RULE_AI,
				  &counting->touched, counting->landing,
				  err) < 0)
			return -1;
		counting->lines = counting->landing;
	}
	counting->touched &= judging_scope(rule);
	counting->claimed = judging_claimed(judging) & counting->touched;
	return counting->touched != 0;
}

/* An explanation in the change's declaration holds an exempt word. */
static const char *find_exempt(const struct counting *counting)
{
	const struct change *change = counting->judging->change;
	const struct section_words *words = &counting->rule->exempt_words;

	for (size_t i = 0; i < change->n_kinds; i++)
		for (size_t k = 0; k < words->n_items; k++)
			if (change->kinds[i].explanation &&
			    ascii_casestr(change->kinds[i].explanation,
					  words->items[k].text))
				return change->kinds[i].explanation;
	return NULL;
}

/* 1 if something lifts the limit; then it is said. */
static int is_lifted(const struct counting *counting, struct verdict *verdict,
		     struct buf *why, struct err *err)
{
	const struct policy_rule *rule = counting->rule;
	const struct policy_exception *exception = NULL;
	enum approval_answer answer = APPROVAL_NONE;

	if (rule->unless & RULE_UNLESS_EXCEPTION &&
	    judging_exception(counting->judging, &exception, err) < 0)
		return -1;
	if (exception) {
		judging_say(verdict, OUTCOME_PASS, "exception '%s'",
			    exception->head.name);
		return 1;
	}
	if (rule->unless & RULE_UNLESS_APPROVAL &&
	    judging_approval(counting->judging, rule->approvals,
			     counting->touched, &answer, why, err) < 0)
		return -1;
	if (answer == APPROVAL_NONE)
		return 0;
	judging_say(verdict,
		    answer == APPROVAL_GIVEN ? OUTCOME_PASS
					     : OUTCOME_UNDECIDABLE,
		    "%s", why->data);
	return 1;
}

/* It is over the limit, and nothing lifts that. */
static int judge_over(const struct counting *counting, int64_t n,
		      struct verdict *verdict, const struct buf *why)
{
	const struct policy_rule *rule = counting->rule;
	const int64_t n_claimed = counting->limit->count(rule, counting->lines,
							 counting->claimed);
	const char *exempt = find_exempt(counting);

	judging_say(verdict, OUTCOME_FAIL,
		    "%" PRId64 " %s; the limit is %" PRId64, n,
		    counting->limit->unit, rule->max);
	if (exempt)
		return judging_say(verdict, OUTCOME_UNDECIDABLE,
				   ", but it says '%s', which may be exempt",
				   exempt);
	if (n_claimed >= 0 && n_claimed <= rule->max) {
		verdict->outcome = OUTCOME_UNDECIDABLE;
		buf_add_str(&verdict->why, ", but AI was used for ");
		judging_name_kinds(counting->judging, &verdict->why);
		buf_add_str(&verdict->why, ", it says");
		return 0;
	}
	if (why->len)
		buf_addf(&verdict->why, "; %s", why->data);
	return 0;
}

int limit_judge(struct judging *judging, const struct policy_rule *rule,
		const struct limit *limit, struct verdict *verdict,
		struct err *err)
{
	struct counting counting = { .judging = judging,
				     .rule = rule,
				     .limit = limit };
	struct buf why = BUF_INIT;
	int64_t n;
	int ret = count(&counting, err);

	if (ret < 0)
		return -1;
	if (ret == 0)
		return judging_say(verdict, OUTCOME_NOT_APPLICABLE,
				   "it touches no tier that is counted");
	n = limit->count(rule, counting.lines, counting.touched);
	if (n >= 0 && n <= rule->max)
		return judging_say(verdict, OUTCOME_PASS, "%" PRId64 " %s", n,
				   limit->unit);
	ret = is_lifted(&counting, verdict, &why, err);
	if (ret == 0 && n < 0)
		judging_say(verdict, OUTCOME_UNDECIDABLE,
			    "its lines were not counted");
	else if (ret == 0)
		judge_over(&counting, n, verdict, &why);
	buf_release(&why);
	return ret < 0 ? -1 : 0;
}
