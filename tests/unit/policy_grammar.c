/* SPDX-License-Identifier: MIT */
/* Forms of trailer values: those that real projects ask for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "audit/policy/perl_regex.h"
#include "audit/policy/rules/grammar.h"

static const struct {
	int grammar;
	const char *value;
	bool is_right;
} rows[] = {
	/* code, tests, docs, research */
	{ RULE_GRAMMAR_LIST, "code", true },
	{ RULE_GRAMMAR_LIST, "tests, docs", true },
	{ RULE_GRAMMAR_LIST, "tests,docs", true },
	{ RULE_GRAMMAR_LIST, " tests , docs ", true },
	{ RULE_GRAMMAR_LIST, "code (refactoring)", true },
	{ RULE_GRAMMAR_LIST, "code(prototype), tests (a (b) c)", true },
	{ RULE_GRAMMAR_LIST, "code (a, b), docs", true },
	{ RULE_GRAMMAR_LIST, "", false },
	{ RULE_GRAMMAR_LIST, "code,", false },
	{ RULE_GRAMMAR_LIST, ", code", false },
	{ RULE_GRAMMAR_LIST, "code; tests", false },
	{ RULE_GRAMMAR_LIST, "code tests", false },
	{ RULE_GRAMMAR_LIST, "code (open", false },
	{ RULE_GRAMMAR_LIST, "code (a) b", false },
	{ RULE_GRAMMAR_LIST, "(code)", false },
	{ RULE_GRAMMAR_LIST, "codes", false },
	{ RULE_GRAMMAR_LIST, "Code", false },
	{ RULE_GRAMMAR_LIST, "collecting comments and updating patch", false },
	/* AGENT:MODEL [TOOL]... */
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude:Opus-4.8", true },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude:claude-opus-4-8 [Claude Code]",
	  true },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude:claude-3-opus coccinelle sparse",
	  true },
	{ RULE_GRAMMAR_AGENT_MODEL, "Codex:GPT-5", true },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude Code (Opus 4.8)", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude Code:Opus-4.8", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "GLM 5.2", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude <claude-opus-4-8>", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude (Anthropic)", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "Claude:", false },
	{ RULE_GRAMMAR_AGENT_MODEL, ":opus", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "a:b:c", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "a:b(c)", false },
	{ RULE_GRAMMAR_AGENT_MODEL, "", false },
	/* any text */
	{ RULE_GRAMMAR_TEXT, "generic LLM chatbot", true },
	{ RULE_GRAMMAR_TEXT, "  ", false },
	{ RULE_GRAMMAR_TEXT, "", false },
	/* ^LLM( [a-z]+)*$ */
	{ RULE_GRAMMAR_PATTERN, "LLM", true },
	{ RULE_GRAMMAR_PATTERN, "LLM coccinelle sparse", true },
	{ RULE_GRAMMAR_PATTERN, "LLM:x", false },
	{ RULE_GRAMMAR_PATTERN, "", false },
	/* none is asked for */
	{ 0, "", true },
};

static struct section_word words[] = {
	{ "code", 1 }, { "tests", 1 }, { "docs", 1 }, { "research", 1 }
};

static void values_have_a_form(void **state)
{
	static const char pattern[] = "^LLM( [a-z]+)*$";
	struct policy_rule rule = { .words = { words, 4, 0 } };

	(void)state;
	rule.pattern.text = pattern;
	rule.pattern.regex = perl_regex_new(slice_of(pattern), 0);
	assert_non_null(rule.pattern.regex);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		rule.grammar = rows[i].grammar;
		if (grammar_takes(&rule, rows[i].value) != rows[i].is_right)
			fail_msg("'%s' by grammar %d", rows[i].value,
				 rows[i].grammar);
	}
	perl_regex_free(rule.pattern.regex);
}

/* A hostile value costs no more than its length. */
static void long_values_take_a_moment(void **state)
{
	static char value[1 << 20];
	struct policy_rule rule = { .words = { words, 4, 0 },
				    .grammar = RULE_GRAMMAR_LIST };

	(void)state;
	memset(value, '(', sizeof(value) - 1);
	memcpy(value, "code", 4);
	assert_false(grammar_takes(&rule, value));
	for (size_t i = 0; i + 6 < sizeof(value); i += 6)
		memcpy(value + i, "code, ", 6);
	assert_false(grammar_takes(&rule, value));
	rule.grammar = RULE_GRAMMAR_AGENT_MODEL;
	memset(value, 'a', sizeof(value) - 1);
	assert_false(grammar_takes(&rule, value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_have_a_form),
		cmocka_unit_test(long_values_take_a_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
