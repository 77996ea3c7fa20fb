/* SPDX-License-Identifier: MIT */
/* Values that a person or a tool may stand in, in all shapes seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/identity.h"
#include "audit/evidence/value.h"

/* want: "tool[|model]" or "?tool" (maybe) or "-" for each part */
struct row {
	const char *value, *want;
};

static const struct row assistants[] = {
	/* Agent:Model */
	{ "Claude:claude-opus-4-7", "Claude|claude-opus-4-7" },
	{ "Claude:Opus 4.8", "Claude|Opus 4.8" },
	{ "Claude:Opus-4.8 (1M context)", "Claude|Opus-4.8" },
	{ "Claude:claude-3-opus coccinelle sparse", "Claude|claude-3-opus" },
	{ "Claude:claude-opus-4-8 [Claude Code]", "Claude|claude-opus-4-8" },
	{ "openai-codex:gpt-5.5 [read,bash,edit,write]", "Codex|gpt-5.5" },
	{ "Claude Code:claude-fable-5", "Claude|claude-fable-5" },
	{ "Pi:Opus-5", "Pi|Opus-5" },
	{ "Foo:bar-1", "Foo|bar-1" },
	{ "sparse:0.6.4", "-" },
	/* Tool (model) */
	{ "Claude Code (Sonnet 4.5)", "Claude|Sonnet 4.5" },
	{ "OpenCode (Claude Opus 4)", "OpenCode|Claude Opus 4" },
	{ "OpenCode(Opus 4.6)", "OpenCode|Opus 4.6" },
	{ "Claude Code (opus + sonnet)", "Claude|opus + sonnet" },
	{ "Claude (Anthropic)", "Claude" },
	{ "Cursor (Auto)", "Cursor" },
	{ "Bob (dictionary ordering)", "IBM Bob" },
	/* Model via Tool, Tool with Model, agent/model */
	{ "GLM-4.7 via Crush <crush@charm.land>", "Crush|GLM-4.7" },
	{ "Kimi K2.5 via Crush <crush@charm.land>", "Crush|Kimi K2.5" },
	{ "Cursor with Claude Opus 4.8", "Cursor|Claude Opus 4.8" },
	{ "opencode/gpt-5.5", "OpenCode|gpt-5.5" },
	{ "Gemini CLI+gemini-2.5-pro", "Gemini" },
	/* Name <address> */
	{ "Cursor <cursoragent@cursor.com>", "Cursor" },
	{ "OpenAI <support@openai.com>", "Codex" },
	{ "Composer <cursor@cursor.com>", "Cursor" },
	{ "Claude Opus 4.7 noreply@anthropic.com", "Claude|Claude Opus 4.7" },
	{ "Claude <claude@moreau.org>", "Claude" },
	{ "Claude Opus 4.7 <x@y.org>", "Claude|Claude Opus 4.7" },
	{ "Claude Moreau <claude@moreau.org>", "-" },
	{ "Jane Doe <jane@doe.org>", "-" },
	/* Name <no address> */
	{ "Claude <claude-opus-4-8>", "Claude|claude-opus-4-8" },
	{ "OpenCode.ai <Opus 4.6>", "OpenCode|Opus 4.6" },
	{ "\"Claude Code\" <https://claude.com/claude-code>", "Claude" },
	/* bare */
	{ "Claude Opus 4.6", "Claude|Claude Opus 4.6" },
	{ "Opus 4.7", "Claude|Opus 4.7" },
	{ "Claude", "Claude" },
	{ "IBM Bob", "IBM Bob" },
	{ "ChatGPTv5", "ChatGPT|ChatGPTv5" },
	{ "deepseek-r1", "DeepSeek|deepseek-r1" },
	{ "google-gemini-flash-2.5", "Gemini" },
	{ "OpenAI ChatGPT", "ChatGPT" },
	{ "OpenAI Codex", "Codex" },
	{ "generic LLM chatbot", "" },
	{ "LLM coccinelle sparse", "" },
	{ "AI", "" },
	{ "https://github.com/cgwalters/cgwalters#llms", "" },
	{ "Jay Satiro", "-" },
	{ "Jean-Claude Dupont", "?Claude" },
	{ "Claude Moreau", "?Claude" },
	{ "coccinelle", "-" },
	{ "", NULL },
	/* several */
	{ "Claude Code, Codex", "Claude,Codex" },
	{ "Codex and Gemini", "Codex,Gemini" },
	{ "Claude Opus 4.6 and Jane Doe <jane@doe.org>",
	  "Claude|Claude Opus 4.6,-" },
	{ NULL, NULL },
};

static const struct row people[] = {
	{ "Claude <noreply@anthropic.com>", "Claude" },
	{ "aider (deepseek/deepseek-chat) <aider@aider.chat>",
	  "aider|deepseek/deepseek-chat" },
	{ "Jane Doe (aider) <jane@doe.org>", "aider" },
	{ "Claude <claude@moreau.org>", "?Claude" },
	{ "Devin <devin@x.org>", "?Devin" },
	{ "Jules", "Jules" },
	{ "Gemini Lake <gl@intel.com>", "-" },
	{ "Amp <amp@example.com>", "Amp" },
	{ "Claude <claude@moreaus-mac.local>", "?Claude" },
	{ "Claude Code <claude@moreaus-mac.local>", "Claude" },
	{ "Foo:bar-1", "-" },
	{ "Claude:Opus", "Claude|Claude:Opus" },
	{ "GPT-5 <x@y.org>", "OpenAI GPT|GPT-5" },
	{ "Bob <bob@x.org>", "?IBM Bob" },
	{ "IBM Bob <bob@x.org>", "IBM Bob" },
	{ "Jane Doe <jane@doe.org", "-" },
	{ "Doe, Jane <jane@doe.org>", "-,-" },
	{ NULL, NULL },
};

static void print(const struct catalogue *catalogue, const char *value,
		  bool is_person, struct buf *out)
{
	struct span rest = span_of(value);
	struct value_claim claim;

	buf_clear(out);
	while (value_next(catalogue, &rest, is_person, &claim)) {
		if (out->len)
			buf_add_char(out, ',');
		if (claim.says == VALUE_OTHER)
			buf_add_char(out, '-');
		if (claim.says == VALUE_MAYBE)
			buf_add_char(out, '?');
		buf_add(out, claim.tool.at, claim.tool.len);
		if (claim.says == VALUE_TOOL && claim.model.len)
			buf_addf(out, "|%.*s", (int)claim.model.len,
				 claim.model.at);
	}
}

static void check(const struct row *rows, bool is_person)
{
	struct catalogue *catalogue = catalogue_new();
	struct buf got = BUF_INIT;
	int n_wrong = 0;

	catalogue_seal(catalogue);
	for (; rows->value; rows++) {
		const char *want = rows->want ? rows->want : "";

		print(catalogue, rows->value, is_person, &got);
		if (strcmp(got.data, want) == 0)
			continue;
		print_error("'%s' gives '%s', not '%s'\n", rows->value,
			    got.data, want);
		n_wrong++;
	}
	buf_release(&got);
	catalogue_free(catalogue);
	assert_int_equal(n_wrong, 0);
}

static void test_assistants(void **state)
{
	(void)state;
	check(assistants, false);
}

static void test_people(void **state)
{
	(void)state;
	check(people, true);
}

static const struct {
	const char *value;
	bool is_no, is_template;
} words[] = {
	{ "none", true, false },
	{ "None.", true, false },
	{ "no", true, false },
	{ "no AI was used", true, false },
	{ "No LLM", true, false },
	{ "n/a", true, false },
	{ "not used", true, false },
	{ "none (typing only)", true, false },
	{ "No Ma <no@ma.org>", false, false },
	{ "Nora", false, false },
	{ "", false, false },
	{ "AGENT_NAME:MODEL_VERSION", false, true },
	{ "AGENT_NAME:MODEL_VERSION [TOOL1] [TOOL2]", false, true },
	{ "<tool>", false, true },
	{ "Claude:Opus-4.8", false, false },
};

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct span value = span_of(words[i].value);

		if (value_is_no(value) != words[i].is_no ||
		    value_is_template(value) != words[i].is_template)
			fail_msg("'%s'", words[i].value);
	}
}

static const struct {
	const char *email;
	enum identity_address address;
} addresses[] = {
	{ "", ADDRESS_NONE },
	{ "jane", ADDRESS_NONE },
	{ "jane@", ADDRESS_MADE_UP },
	{ "x@example.com", ADDRESS_MADE_UP },
	{ "x@example.org", ADDRESS_MADE_UP },
	{ "x@localhost", ADDRESS_MADE_UP },
	{ "x@agent.invalid", ADDRESS_MADE_UP },
	{ "x@y.test", ADDRESS_MADE_UP },
	{ "x@mac.local", ADDRESS_LOCAL },
	{ "x@host", ADDRESS_LOCAL },
	{ "x@examples.com", ADDRESS_REAL },
	{ "x@y.org", ADDRESS_REAL },
};

static void test_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++)
		if (identity_address(span_of(addresses[i].email)) !=
		    addresses[i].address)
			fail_msg("'%s'", addresses[i].email);
}

/* want: tool, "?tool" for a maybe, "=bot" for automation, "-" for a person */
static const struct {
	const char *name, *email, *want;
} identities[] = {
	{ "Jane Doe (aider)", "jane@doe.org", "aider" },
	{ "Copilot", "198982749+Copilot@users.noreply.github.com",
	  "GitHub Copilot" },
	{ "x", "Copilot@users.noreply.github.com", "GitHub Copilot" },
	{ "copilot-swe-agent[bot]", "a@b.org", "GitHub Copilot" },
	{ "x", "1+copilots@users.noreply.github.com", "-" },
	{ "x", "267193182+codex@users.noreply.github.com", "Codex" },
	{ "x", "1234+codex@users.noreply.github.com", "-" },
	{ "Roomote Agent", "chris@roocode.com", "Roo Code" },
	{ "Continue Agent", "nate@continue.dev", "Continue" },
	{ "Nate", "nate@continue.dev", "-" },
	{ "Codex Agent", "x@example.com", "Codex" },
	{ "Devin", "devin@x.org", "?Devin" },
	{ "jules", "jules", "?Jules" },
	{ "claude2", "claude2@free.fr", "-" },
	{ "Devin Cline", "dc@x.org", "?Devin" },
	{ "Jane Doe (claude-sonnet-4)", "jane@doe.org", "?Claude" },
	{ "Your Name", "ai@ai-verse.com", "-" },
	{ "Robot", "gemini-cli-robot@google.com", "=gemini-cli release bot" },
	{ "dependabot[bot]", "support@github.com", "=Dependabot" },
	{ "x", "49699333+dependabot[bot]@users.noreply.github.com",
	  "=Dependabot" },
	{ "x", "41898282+github-actions[bot]@users.noreply.github.com",
	  "=GitHub Actions" },
	{ "some-app[bot]", "1+some-app[bot]@users.noreply.github.com",
	  "=GitHub App" },
	{ "Copilot Autofix powered by AI",
	  "62310815+github-advanced-security[bot]@users.noreply.github.com",
	  "GitHub Copilot" },
	{ "github-advanced-security[bot]",
	  "62310815+github-advanced-security[bot]@users.noreply.github.com",
	  "=GitHub Advanced Security" },
};

static void test_identities(void **state)
{
	struct catalogue *catalogue = catalogue_new();
	struct buf got = BUF_INIT;

	(void)state;
	catalogue_seal(catalogue);
	for (size_t i = 0; i < sizeof(identities) / sizeof(*identities); i++) {
		const struct signal *maybe;
		const struct signal *row =
			identity_find(catalogue, span_of(identities[i].name),
				      span_of(identities[i].email), &maybe);

		buf_clear(&got);
		if (row && row->class == CLASS_AUTOMATION)
			buf_addf(&got, "=%s", row->tool);
		else if (row)
			buf_add_str(&got, row->tool);
		else if (maybe)
			buf_addf(&got, "?%s", maybe->tool);
		else
			buf_add_char(&got, '-');
		if (strcmp(got.data, identities[i].want) != 0)
			fail_msg("'%s <%s>' gives '%s'", identities[i].name,
				 identities[i].email, got.data);
	}
	buf_release(&got);
	catalogue_free(catalogue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_assistants),
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_identities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
