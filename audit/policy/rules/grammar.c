/* SPDX-License-Identifier: MIT */
#include "audit/policy/rules/grammar.h"

#include <string.h>

#include "audit/base/ascii.h"
#include "audit/policy/judging.h"
#include "audit/policy/perl_regex.h"

static const char *skip_blanks(const char *at)
{
	while (ascii_is_space(*at))
		at++;
	return at;
}

/* Behind one of the words at the start of text, or NULL. */
static const char *take_word(const struct section_words *words,
			     const char *text)
{
	const size_t n = strcspn(text, " \t,()");

	for (size_t i = 0; i < words->n_items; i++) {
		const char *word = words->items[i].text;

		if (strlen(word) == n && memcmp(word, text, n) == 0)
			return text + n;
	}
	return NULL;
}

/* Behind a (text) at the start, which may hold others; or NULL. */
static const char *take_parenthesis(const char *at)
{
	int depth = 0;

	do {
		depth += (*at == '(') - (*at == ')');
		if (!*at)
			return NULL;
		at++;
	} while (depth);
	return at;
}

/* code, tests (unit only), docs */
static bool is_list(const struct section_words *words, const char *at)
{
	for (;;) {
		at = take_word(words, skip_blanks(at));
		if (!at)
			return false;
		at = skip_blanks(at);
		if (*at == '(')
			at = take_parenthesis(at);
		if (!at)
			return false;
		at = skip_blanks(at);
		if (*at != ',')
			return !*at;
		at++;
	}
}

/* Claude:claude-opus-4-8 [Claude Code] sparse; what follows is free. */
static bool is_agent_model(const char *at)
{
	static const char stops[] = " \t:()<>[]";
	size_t n = strcspn(at, stops);

	if (!n || at[n] != ':')
		return false;
	at += n + 1;
	n = strcspn(at, stops);
	return n && (!at[n] || ascii_is_space(at[n]));
}

bool grammar_takes(const struct policy_rule *rule, const char *value)
{
	switch (rule->grammar) {
	case RULE_GRAMMAR_LIST:
		return is_list(&rule->words, value);
	case RULE_GRAMMAR_AGENT_MODEL:
		return is_agent_model(value);
	case RULE_GRAMMAR_TEXT:
		return *skip_blanks(value) != '\0';
	case RULE_GRAMMAR_PATTERN:
		return perl_regex_match(rule->pattern.regex, slice_of(value));
	default:
		return true;
	}
}

void grammar_say(const struct policy_rule *rule, struct buf *out)
{
	switch (rule->grammar) {
	case RULE_GRAMMAR_LIST:
		buf_add_str(out, "a list of ");
		judging_list(&rule->words, "and", out);
		buf_add_str(out, ", each perhaps with (text)");
		break;
	case RULE_GRAMMAR_AGENT_MODEL:
		buf_add_str(out, "AGENT:MODEL, and tools after it");
		break;
	case RULE_GRAMMAR_PATTERN:
		buf_addf(out, "what matches '%s'", rule->pattern.text);
		break;
	default:
		buf_add_str(out, "any text");
	}
}
