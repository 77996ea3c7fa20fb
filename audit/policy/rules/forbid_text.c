/* SPDX-License-Identifier: MIT */
/* forbid-text - words that a message must not hold, case ignored. */
#include "audit/policy/rules/kinds.h"

#include <string.h>

#include "audit/base/ascii.h"
#include "audit/policy/perl_regex.h"

static const char *prepare(struct policy_rule *rule)
{
	if (!rule->in)
		rule->in = RULE_IN_MESSAGE;
	if (!rule->texts.n_items && !rule->pattern.text)
		return "say what is looked for: text, pattern";
	return NULL;
}

static void say(const struct policy *policy, const struct policy_rule *rule,
		struct buf *out)
{
	static const char *const where[] = {
		[RULE_IN_MESSAGE] = "message",
		[RULE_IN_SUBJECT] = "subject",
		[RULE_IN_BODY] = "message below its subject",
	};

	(void)policy;
	buf_addf(out, "no %s may hold ", where[rule->in]);
	for (size_t i = 0; i < rule->texts.n_items; i++)
		buf_addf(out, "%s'%s'", i ? " or " : "",
			 rule->texts.items[i].text);
	if (rule->pattern.text)
		buf_addf(out, "%swhat matches '%s'",
			 rule->texts.n_items ? " or " : "", rule->pattern.text);
}

/* Where the rule looks; NULL: nowhere. */
static const char *where_to_look(const struct change *change, int in)
{
	const char *body;

	if (in == RULE_IN_SUBJECT)
		return change->subject;
	if (in == RULE_IN_MESSAGE || !change->message)
		return change->message;
	body = strstr(change->message, "\n\n");
	return body ? body + 2 : NULL;
}

static int judge(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict, struct err *err)
{
	const char *text = where_to_look(judging->change, rule->in);

	(void)err;
	if (!text)
		return 0;
	for (size_t i = 0; i < rule->texts.n_items; i++)
		if (ascii_casestr(text, rule->texts.items[i].text))
			return judging_say(verdict, OUTCOME_FAIL,
					   "it holds '%s'",
					   rule->texts.items[i].text);
	if (rule->pattern.text &&
	    perl_regex_match(rule->pattern.regex, slice_of(text)))
		judging_say(verdict, OUTCOME_FAIL, "it holds what matches '%s'",
			    rule->pattern.text);
	return 0;
}

const struct rule_kind kind_forbid_text = {
	"forbid-text",
	"words that a message must not hold",
	"text pattern in",
	"",
	RULE_ALL,
	prepare,
	say,
	judge,
};
