/* SPDX-License-Identifier: MIT */
#include "audit/policy/judging.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/utf8.h"
#include "audit/policy/pattern.h"
#include "audit/policy/rules/kinds.h"

/* Bytes of one text of judging_say, and of a value that one quotes. */
enum { SAID_MAX = 1000, QUOTED_MAX = 200 };

const char *const outcome_words[] = { "pass", "fail", "not-applicable",
				      "undecidable" };

int judging_say(struct verdict *verdict, enum outcome outcome, const char *fmt,
		...)
{
	char text[SAID_MAX + 5]; /* one character more than is kept */
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	verdict->outcome = outcome;
	utf8_add_cut(&verdict->why, text, SAID_MAX);
	return 0;
}

/* False, with the reason, where the rule is about other changes. */
static bool applies(const struct judging *judging,
		    const struct policy_rule *rule, struct verdict *verdict)
{
	const struct change *change = judging->change;
	const struct section_words *except = &rule->except_people;

	if (rule->applies_to == RULE_AI && !change->is_ai)
		judging_say(verdict, OUTCOME_NOT_APPLICABLE,
			    "it is not AI-assisted");
	else if (rule->applies_to == RULE_HUMAN && change->is_ai)
		judging_say(verdict, OUTCOME_NOT_APPLICABLE,
			    "it is AI-assisted");
	else if (rule->applies_to == RULE_HUMAN && change->is_automation)
		judging_say(verdict, OUTCOME_NOT_APPLICABLE,
			    "it is by automation");
	else if (section_has_word(except, change->author.email))
		judging_say(verdict, OUTCOME_NOT_APPLICABLE,
			    "the rule excepts changes by %s",
			    change->author.name);
	else
		return true;
	return false;
}

int judging_rule(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict_out, struct err *err)
{
	verdict_out->outcome = OUTCOME_PASS;
	buf_clear(&verdict_out->why);
	if (!applies(judging, rule, verdict_out))
		return 0;
	return rule->kind->judge(judging, rule, verdict_out, err);
}

uint64_t judging_scope(const struct policy_rule *rule)
{
	return (rule->tiers ? rule->tiers : UINT64_MAX) & ~rule->except_tiers;
}

bool judging_is_outside(const struct policy_rule *rule, uint64_t tiers)
{
	return (rule->tiers || rule->except_tiers) &&
	       !(tiers & judging_scope(rule));
}

void judging_name_scope(const struct policy *policy,
			const struct policy_rule *rule, const char *in,
			const char *outside, struct buf *out)
{
	if (!rule->tiers && !rule->except_tiers)
		return;
	buf_add_str(out, rule->tiers ? in : outside);
	judging_name_tiers(
		policy, rule->tiers ? judging_scope(rule) : rule->except_tiers,
		out);
}

void judging_name_tiers(const struct policy *policy, uint64_t tiers,
			struct buf *out)
{
	size_t n = 0, n_all = 0;

	for (size_t i = 0; i < policy->n_tiers; i++)
		n_all += tiers >> i & 1;
	buf_add_str(out, n_all == 1 ? "tier " : "tiers ");
	for (size_t i = 0; i < policy->n_tiers; i++) {
		if (!(tiers >> i & 1))
			continue;
		if (n)
			buf_add_str(out, n + 1 == n_all ? " and " : ", ");
		buf_add_str(out, policy->tiers[i].head.name);
		n++;
	}
}

uint64_t judging_tiers_of_kind(const struct policy *policy, const char *kind)
{
	uint64_t tiers = 0;

	for (size_t i = 0; i < policy->n_tiers; i++)
		if (section_has_word(&policy->tiers[i].kinds, kind))
			tiers |= UINT64_C(1) << i;
	return tiers;
}

uint64_t judging_claimed(const struct judging *judging)
{
	const struct change *change = judging->change;
	uint64_t claimed = 0;

	for (size_t i = 0; i < change->n_kinds; i++)
		claimed |= judging_tiers_of_kind(judging->policy,
						 change->kinds[i].kind);
	return claimed ? claimed & change->tiers : change->tiers;
}

void judging_name_kinds(const struct judging *judging, struct buf *out)
{
	const struct change *change = judging->change;

	for (size_t i = 0; i < change->n_kinds; i++)
		buf_addf(out, "%s%s", i ? ", " : "", change->kinds[i].kind);
}

void judging_name_evidence(const struct judging *judging, struct buf *out)
{
	const struct change *change = judging->change;
	const struct change_evidence *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < change->n_evidence; i++) {
		if (!(change->evidence[i].class & RULE_COUNTED_CLASSES))
			continue;
		if (!first)
			first = &change->evidence[i];
		n++;
	}
	if (!first) {
		buf_add_str(out, "a person's correction says so");
		return;
	}
	buf_addf(out, "'%.*s'", (int)strcspn(first->text, "\r\n"), first->text);
	if (first->line)
		buf_addf(out, " on line %d", (int)first->line);
	else
		buf_addf(out, " (%s)", first->place);
	if (n > 1)
		buf_addf(out, " and %zu more", n - 1);
}

bool judging_is_key(const struct section_words *keys, int value,
		    const struct change_trailer *trailer)
{
	if (value == RULE_VALUE_AI && !trailer->is_ai)
		return false;
	return section_has_word(keys, trailer->key);
}

bool judging_is_bot(const struct policy *policy, const char *email)
{
	for (size_t i = 0; i < policy->n_bots; i++)
		if (section_has_word(&policy->bots[i].emails, email))
			return true;
	return false;
}

void judging_quote_value(const char *value, struct buf *out)
{
	buf_add_char(out, '\'');
	utf8_add_cut(out, value, QUOTED_MAX);
	buf_add_char(out, '\'');
}

void judging_list(const struct section_words *words, const char *last,
		  struct buf *out)
{
	for (size_t i = 0; i < words->n_items; i++) {
		if (i && i + 1 == words->n_items)
			buf_addf(out, " %s ", last);
		else if (i)
			buf_add_str(out, ", ");
		buf_add_str(out, words->items[i].text);
	}
}

void judging_quote(const struct section_words *words, struct buf *out)
{
	for (size_t i = 0; i < words->n_items; i++)
		buf_addf(out, "%s'%s'", i ? " or " : "", words->items[i].text);
}

/* The paths of a change, against those of an exception. */
struct path_check {
	const struct policy_exception *exception;
	bool is_outside;
};

static void check_path(void *context, struct slice path)
{
	struct path_check *check = context;
	bool found = false;

	for (size_t i = 0; !found && i < check->exception->paths.n_items; i++)
		found = pattern_match(check->exception->patterns[i], path);
	check->is_outside = check->is_outside || !found;
}

/* Every tool of evidence that counts is among those of the exception. */
static bool has_only_tools(const struct change *change,
			   const struct section_words *tools)
{
	for (size_t i = 0; i < change->n_evidence; i++)
		if (change->evidence[i].class & RULE_COUNTED_CLASSES &&
		    !section_has_word(tools, change->evidence[i].tool))
			return false;
	return true;
}

static bool has_commit(const struct section_words *commits, const char *oid)
{
	for (size_t i = 0; i < commits->n_items; i++) {
		const char *text = commits->items[i].text;

		if (strncmp(text, oid, strlen(text)) == 0)
			return true;
	}
	return false;
}

/* All but the paths. */
static bool may_fit(const struct change *change,
		    const struct policy_exception *exception)
{
	if (exception->since.is_given &&
	    change->landed_at < exception->since.at)
		return false;
	if (exception->until.is_given &&
	    change->landed_at >= exception->until.at)
		return false;
	if (exception->people.n_items &&
	    !section_has_word(&exception->people, change->author.email))
		return false;
	if (exception->commits.n_items &&
	    !has_commit(&exception->commits, change->oid))
		return false;
	return !exception->tools.n_items ||
	       has_only_tools(change, &exception->tools);
}

int judging_exception(struct judging *judging,
		      const struct policy_exception **exception_out,
		      struct err *err)
{
	*exception_out = NULL;
	for (size_t i = 0; i < judging->policy->n_exceptions; i++) {
		struct path_check check = { &judging->policy->exceptions[i],
					    false };

		if (!may_fit(judging->change, check.exception))
			continue;
		if (check.exception->paths.n_items &&
		    facts_each_path(judging->facts, judging->change, UINT64_MAX,
				    check_path, &check, err) < 0)
			return -1;
		if (check.is_outside)
			continue;
		*exception_out = check.exception;
		break;
	}
	return 0;
}
