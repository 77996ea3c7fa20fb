/* SPDX-License-Identifier: MIT */
/*
 * What a message shows: a row for each signal that is known from real
 * histories, and one for each text that looks like one and is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/reading.h"

#define CLAUDE "noreply@anthropic.com"
#define GITHUB "users.noreply.github.com"

/*
 * want: "class tool [model] role place line" for each find, "=says key" for
 * each declaration; what is not stated is left out or "-".
 */
struct row {
	const char *message, *want;
};

static const struct row keys[] = {
	/* co-authors by address */
	{ "t\n\nCo-Authored-By: Claude <" CLAUDE ">\n",
	  "identity Claude co-author block 3\n" },
	{ "t\n\nCo-authored-by: x <NoReply@Anthropic.COM>\n",
	  "identity Claude co-author block 3\n" },
	{ "t\n\nCo-Authored-By: Claude Opus 4.6 (1M context) <" CLAUDE ">\n",
	  "identity Claude [Claude Opus 4.6] co-author block 3\n" },
	{ "t\n\nCo-authored-by: ProofOfConcept <" CLAUDE ">\n",
	  "identity Claude co-author block 3\n" },
	{ "t\n\nCo-authored-by: Claude Code using DeepSeek-V4-Pro <" CLAUDE
	  ">\n",
	  "identity Claude [DeepSeek-V4-Pro] co-author block 3\n" },
	{ "t\n\nCo-authored-by: claude[bot] <209825114+claude[bot]@" GITHUB
	  ">\n",
	  "identity Claude co-author block 3\n" },
	{ "t\n\nCo-authored-by: claude[bot] <41898282+claude[bot]@" GITHUB
	  ">\n",
	  "identity Claude co-author block 3\n" },
	{ "t\n\nCo-authored-by: Copilot <198982749+Copilot@" GITHUB ">\n",
	  "identity GitHub Copilot co-author block 3\n" },
	{ "t\n\nCo-authored-by: Copilot <copilot@github.com>\n",
	  "identity GitHub Copilot co-author block 3\n" },
	{ "t\n\nCo-authored-by: x <copilot-swe-agent[bot]@" GITHUB ">\n",
	  "identity GitHub Copilot co-author block 3\n" },
	{ "t\n\nCo-authored-by: aider (gpt-4o) <noreply@aider.chat>\n",
	  "identity aider [gpt-4o] co-author block 3\n" },
	{ "t\n\nCo-authored-by: Jane Doe (aider) <jane@doe.org>\n",
	  "identity aider co-author block 3\n" },
	{ "t\n\nCo-authored-by: openhands <openhands@all-hands.dev>\r\n",
	  "identity OpenHands co-author block 3\n" },
	{ "t\n\nCo-authored-by: Amp <amp@ampcode.com>\n",
	  "identity Amp co-author block 3\n" },
	{ "t\n\nCo-authored-by: Roo <roomote@roocode.com>\n",
	  "identity Roo Code co-author block 3\n" },
	{ "t\n\nCo-authored-by: Jules <google-labs-jules[bot]@" GITHUB ">\n",
	  "identity Jules co-author block 3\n" },
	{ "t\n\nCo-authored-by: Cursor <cursoragent@cursor.com>\n",
	  "identity Cursor co-author block 3\n" },
	{ "t\n\nCo-authored-by: c "
	  "<199175422+chatgpt-codex-connector[bot]@" GITHUB ">\n",
	  "identity Codex co-author block 3\n" },
	{ "t\n\nCo-authored-by: d <devin-ai-integration[bot]@" GITHUB ">\n",
	  "identity Devin co-author block 3\n" },
	{ "t\n\nCo-authored-by: Continue <noreply@continue.dev>\n",
	  "identity Continue co-author block 3\n" },
	{ "t\n\nCo-authored-by: Cline <noreply@cline.bot>\n",
	  "identity Cline co-author block 3\n" },
	{ "t\n\nCo-developed-by: Claude <" CLAUDE ">\n",
	  "identity Claude co-author block 3\n" },
	/* shapes that are broken */
	{ "t\n\nCo-Authored-By: \xf0\x9f\x92\x98 Crush <crush@charm.land>\n",
	  "identity Crush co-author block 3\n" },
	{ "t\n\nCo-Authored-By: Crush <crush@charm.land\n",
	  "identity Crush co-author block 3\n" },
	{ "t\n\nCo-authored-by: Claude Opus 4.7 " CLAUDE "\n",
	  "identity Claude [Claude Opus 4.7] co-author block 3\n" },
	{ "t\n\nCo-authored-by: Gemini\n",
	  "identity Gemini co-author block 3\n" },
	{ "t\n\nCo-authored-by: Codex <codex@localhost>\n",
	  "identity Codex co-author block 3\n" },
	{ "t\n\nCo-authored-by: Jules Agent <jules@agent.com>\n",
	  "identity Jules co-author block 3\n" },
	{ "t\n\nCo-authored-by: ChatGPT, gemini-code-assist[bot] "
	  "<176961590+gemini-code-assist[bot]@" GITHUB ">\n",
	  "identity ChatGPT co-author block 3\n"
	  "suggestion Gemini co-author block 3\n" },
	/* proposals that a person took over */
	{ "t\n\nCo-authored-by: Copilot <175728472+Copilot@" GITHUB ">\n",
	  "suggestion GitHub Copilot co-author block 3\n" },
	{ "t\n\nCo-authored-by: Copilot Autofix powered by AI "
	  "<62310815+github-advanced-security[bot]@" GITHUB ">\n",
	  "suggestion GitHub Copilot co-author block 3\n" },
	{ "t\n\nCo-authored-by: e <65095814+ellipsis-dev[bot]@" GITHUB ">\n",
	  "suggestion Ellipsis co-author block 3\n" },
	{ "t\n\nCo-authored-by: c <191113872+cubic-dev-ai[bot]@" GITHUB ">\n",
	  "suggestion cubic co-author block 3\n" },
	{ "t\n\nCo-authored-by: c <136622811+coderabbitai[bot]@" GITHUB ">\n",
	  "suggestion CodeRabbit co-author block 3\n" },
	/* other roles */
	{ "t\n\nSigned-off-by: Claude <" CLAUDE ">\n",
	  "identity Claude signer block 3\n" },
	{ "t\n\nSigned-off-by: Devin <devin-ai-integration[bot]@" GITHUB ">\n",
	  "identity Devin signer block 3\n" },
	{ "t\n\nReviewed-by: Claude Code <" CLAUDE ">\n",
	  "found-by Claude reviewer block 3\n" },
	{ "t\n\nTested-by: Claude Opus 4.5\n",
	  "found-by Claude [Claude Opus 4.5] tester block 3\n" },
	{ "t\n\nReported-by: Grok 4.6 Build Beta\n",
	  "found-by Grok [Grok 4.6 Build Beta] reporter block 3\n" },
	{ "t\n\nSuggested-by: GitHub Copilot\n",
	  "found-by GitHub Copilot reporter block 3\n" },
	{ "t\n\nReported-by: sashiko\n",
	  "found-by sashiko reporter block 3\n" },
	/* sessions */
	{ "t\n\nClaude-Session: https://claude.ai/code/session_01\n",
	  "session Claude - block 3\n" },
	{ "t\n\nCopilot-Session: 0f1e\n",
	  "session GitHub Copilot - block 3\n" },
	{ "t\n\nAgent-Logs-Url: https://github.com/o/r/sessions/1\n",
	  "session GitHub Copilot - block 3\n" },
	{ "t\n\nAmp-Thread-ID: https://ampcode.com/threads/T-1\n",
	  "session Amp - block 3\n" },
	{ "t\n\nEntire-Checkpoint: 0123456789ab\n", "session  - block 3\n" },
	/* other keys */
	{ "t\n\nMade-with: Cursor\n",
	  "declared Cursor assistant block 3\n=yes Made-with\n" },
	{ "t\n\nGenerated-with: Cursor AI\n",
	  "declared Cursor assistant block 3\n=yes Generated-with\n" },
	{ "t\n\nAI-assisted: yes\n",
	  "declared  - block 3\n=yes AI-assisted\n" },
	{ "t\n\nAI-Agent: Codex\n",
	  "declared Codex assistant block 3\n=yes AI-Agent\n" },
	{ "t\n\nAI-Tools: GitLab Duo, OpenCode\n",
	  "declared OpenCode assistant block 3\n=yes AI-Tools\n" },
	{ "t\n\nCo-authored-by-AI: Claude Code (claude-sonnet-4-6)\n",
	  "declared Claude [claude-sonnet-4-6] assistant block 3\n"
	  "=yes Co-authored-by-AI\n" },
	{ "t\n\nClaude-Generated-By: Claude Code (cli/claude-opus=1%)\n",
	  "declared Claude assistant block 3\n=yes Claude-Generated-By\n" },
	{ "t\n\nClaude-Steers: 5\n", "declared Claude - block 3\n" },
	{ "t\n\nReplit-Commit-Author: Agent\n",
	  "declared Replit Agent - block 3\n" },
	{ "t\n\nReplit-Commit-Author: Deployment\n", "" },
	{ "t\n\nAssited-by: Claude Code\n",
	  "declared Claude assistant block 3\n=yes Assited-by\n" },
	{ "t\n\nAsissted-by: Copilot:GPT-5.5\n",
	  "declared GitHub Copilot [GPT-5.5] assistant block 3\n"
	  "=yes Asissted-by\n" },
	{ NULL, NULL },
};

static const struct row places[] = {
	{ "t\n\nbody\n\nAssisted-by: Claude:Opus-4.8\n\n"
	  "Signed-off-by: A <a@b.org>\n",
	  "declared Claude [Opus-4.8] assistant paragraph 5\n"
	  "=yes Assisted-by\n" },
	{ "t (#1)\n\n* one\n\nCo-authored-by: C <" CLAUDE ">\n\n* two\n\n"
	  "Co-authored-by: C <" CLAUDE ">\n\n---------\n\n"
	  "Co-authored-by: C <" CLAUDE ">\n",
	  "identity Claude co-author squash 5\n" },
	{ "t\n\nbody\nCo-authored-by: C <" CLAUDE ">\nmore body\n",
	  "identity Claude co-author body 4\n" },
	{ "t\nCo-authored-by: C <" CLAUDE ">\n",
	  "identity Claude co-author body 2\n" },
	{ "t\n\nbody\n\n    Co-authored-by: C <" CLAUDE ">\n\nbody\n",
	  "identity Claude co-author indented 5\n" },
	{ "t\n\nfirst.\\n\\nCo-authored-by: C <" CLAUDE ">\n",
	  "identity Claude co-author inline 3\n" },
	{ "t\\n\\nmore.\\n\\nCo-authored-by: C <" CLAUDE ">",
	  "identity Claude co-author inline 1\n" },
	{ "t\n\n- explain\\n\\nAI-Agent: ChatGPT\n",
	  "declared ChatGPT assistant inline 3\n=yes AI-Agent\n" },
	{ "t body \xf0\x9f\xa4\x96 Generated with [Claude Code]"
	  "(https://claude.ai/code) Co-Authored-By: Claude <" CLAUDE ">",
	  "footer Claude - inline 1\nidentity Claude co-author inline 1\n" },
	{ "t\n\nUnit tests: Assisted-by: Claude Code\n",
	  "declared Claude assistant inline 3\n=yes Assisted-by\n" },
	{ "t\n\nWith the help of AI-Agents: Codex\n",
	  "declared Codex assistant body 3\n"
	  "=yes With the help of AI-Agents\n" },
	{ "t\n\nbody\nWith help from AI Agent: ChatGPT\n",
	  "declared ChatGPT assistant body 4\n"
	  "=yes With help from AI Agent\n" },
	{ "t\n\nbody\nWith the help of Claude AI\n",
	  "declared Claude assistant body 4\n=yes With the help of\n" },
	{ "t\n\nCo Authored By Claude Opus 4.6\n",
	  "identity Claude [Claude Opus 4.6] co-author body 3\n" },
	{ "t\n\nAssisted-by IBM Bob\n",
	  "declared IBM Bob assistant body 3\n=yes Assisted-by\n" },
	{ "t\n\nAssited by: Claude Code\n",
	  "declared Claude assistant body 3\n=yes Assited by\n" },
	{ "t\n\nAssisted by Claude.\n",
	  "declared Claude assistant body 3\n=yes Assisted by\n" },
	{ "t\n\nSupported by AI.\n",
	  "declared  assistant body 3\n=yes Supported by\n" },
	{ "t\n\nsupported by AI claude\n",
	  "declared Claude assistant body 3\n=yes supported by\n" },
	{ "t\n\nWith support from AI Agents: Gemini\n",
	  "declared Gemini assistant body 3\n"
	  "=yes With support from AI Agents\n" },
	{ "t\n\nWith AI support: Codex, Gemini\n",
	  "declared Codex assistant body 3\n"
	  "declared Gemini assistant body 3\n=yes With AI support\n" },
	{ "t\n\nAssisted-by: Assisted-by: Codex:GPT-5\n",
	  "declared Codex [GPT-5] assistant block 3\n=yes Assisted-by\n" },
	{ NULL, NULL },
};

static const struct row texts[] = {
	{ "t\n\n\xf0\x9f\xa4\x96 Generated with [Claude Code]"
	  "(https://claude.com/claude-code)\n",
	  "footer Claude - body 3\n" },
	{ "t\n\n> Generated with [Claude Code](https://claude.ai/code) (99% "
	  "x\n",
	  "footer Claude - body 3\n" },
	{ "\xf0\x9f\xa4\x96 Generated with [Claude Code]"
	  "(https://claude.ai/code)\n",
	  "footer Claude - subject 1\n" },
	{ "t\n\nGenerated with Claude Code\n", "footer Claude - body 3\n" },
	{ "t\n\n\xf0\x9f\x92\x98 Generated with Crush\n"
	  "Co-Authored-By: Crush <crush@charm.land>\n",
	  "footer Crush - body 3\nidentity Crush co-author paragraph 4\n" },
	{ "t\n\n\xf0\x9f\x92\x96 Generated with Crush\n",
	  "footer Crush - body 3\n" },
	{ "t\n\nGenerated with [Continue](https://continue.dev)\n",
	  "footer Continue - body 3\n" },
	{ "t\n\n\xf0\x9f\xa4\x96 Generated with [OpenCode]"
	  "(https://opencode.ai)\n",
	  "footer OpenCode - body 3\n" },
	{ "t\n\n_codex-gpt-5.5-medium on behalf of Jane_\n",
	  "footer Codex - body 3\n" },
	{ "t\n\n> _This was written by Claude Code on behalf of @jane_\n",
	  "footer Claude - body 3\n" },
	{ "t\n\n# Aider chat conversation:\n\nUSER: x\n",
	  "footer aider - body 3\n" },
	{ "t\n\n# Context:\nUSER: x\nASSISTANT: y\n",
	  "footer aider - body 3\n" },
	{ "t\n\nAutomated security fix generated by Orbis Security AI\n",
	  "footer Orbis - body 3\n" },
	{ "t\n\nClaude Code transcript: https://x.org/1\n",
	  "session Claude - body 3\n" },
	{ "t\n\nhttps://claude.ai/code/session_011\n",
	  "session Claude - body 3\n" },
	{ "t\n\nhttps://ampcode.com/threads/T-12\n", "session Amp - body 3\n" },
	{ "t\n\nhttps://claude.ai/share/1f and then by hand\n",
	  "session Claude - body 3\n" },
	{ "t\n\nas said in\nhttps://claude.ai/share/1f and elsewhere\n",
	  "mention Claude - body 4\n" },
	{ "t\n\nLink to Devin run: https://app.devin.ai/sessions/1f\n",
	  "session Devin - body 3\n" },
	{ "t\n\nhttps://chatgpt.com/share/67f\n",
	  "session ChatGPT - body 3\n" },
	{ "t\n\nhttps://chatgpt.com/codex/tasks/task_e1\n",
	  "session Codex - body 3\n" },
	{ "t\n\nhttps://gemini.google.com/share/4f\n",
	  "session Gemini - body 3\n" },
	/* who found it */
	{ "t\n\nFound by Codex Security\n", "found-by Codex - body 3\n" },
	{ "t\n\nSpotted by Copilot\n", "found-by GitHub Copilot - body 3\n" },
	{ "t\n\nPointed out by ChatGPT.\n", "found-by ChatGPT - body 3\n" },
	{ "t\n\nseen by X, an AI-driven static analysis tool.\n",
	  "found-by  - body 3\n" },
	{ "t\n\nreported by SpecHunter, an AI-driven\ntool\n",
	  "found-by SpecHunter - body 3\n" },
	{ "t\n\nSuggested by Gemini\n\nReviewed-by: Jane Doe <j@doe.org>\n",
	  "found-by Gemini - body 3\n" },
	{ "t\n\nFound with Codex. It is old.\n", "found-by Codex - body 3\n" },
	{ "t\n\nFound using GPT 5.6.\n", "found-by OpenAI GPT - body 3\n" },
	{ "t\n\nClaude pointed this out\n", "found-by Claude - body 3\n" },
	/* prose */
	{ "t\n\nFull AI use (x)\n", "mention  - body 3\n" },
	{ "t\n\nTests generated by ClaudeCode (Opus)\n",
	  "mention Claude - body 3\n" },
	{ "t\n\nmost of it is done with Opus 4.5\n",
	  "mention Claude - body 3\n" },
	{ "t\n\n**AI disclaimer**: AI was of use\n", "mention  - body 3\n" },
	{ "aider: split the reader\n", "mention aider - subject 1\n" },
	{ "t\n\nI discussed https://ampcode.com/threads/T-1 before\n",
	  "mention Amp - body 3\n" },
	{ "t\n\nExample: https://ampcode.com/threads/T-1\n",
	  "mention Amp - body 3\n" },
	{ "t\n\ndrop the Generated with [Claude Code](https://claude.ai) "
	  "line\n",
	  "mention Claude - body 3\n" },
	{ "t\n\nClaude wrote most of the tests.\n",
	  "mention Claude - body 3\n" },
	{ "t\n\n## AI Disclosure\n\nAmp wrote the tests.\n",
	  "mention  - body 3\n" },
	{ NULL, NULL },
};

/* Texts that are no evidence; those that people tripped over first. */
static const struct row traps[] = {
	{ "t\n\nAssisted-by: Jane Doe\n", "" },
	{ "t\n\nAssisted-by: Jane Doe <jane@doe.org>\n", "" },
	{ "t\n\nAssisted-by: Jean-Claude Dupont <jc@dupont.fr>\n", "" },
	{ "t\n\nAssisted-by: Jules Moreau <jm@x.org>\n", "" },
	{ "t\n\nCo-authored-by: Claude Moreau <claude@moreau.org>\n", "" },
	{ "t\n\nCo-authored-by: Claude <claude@moreau.org>\n",
	  "mention Claude co-author block 3\n" },
	{ "t\n\nSigned-off-by: Jane Cody <cody@codesourcery.com>\n", "" },
	{ "t\n\nSigned-off-by: bolt\n", "" },
	{ "t\n\nSigned-off-by: cody <cody@x.org>\n", "" },
	{ "t\n\nCo-authored-by: Paul G <paul@aider.chat>\n", "" },
	{ "t\n\nCo-authored-by: Ann <ann@anthropic.com>\n", "" },
	{ "t\n\nCo-authored-by: Ann <ann@cline.bot>\n", "" },
	{ "t\n\nCo-authored-by: Ann <aider@ann.org>\n", "" },
	{ "t\n\nCo-authored-by: Gemini CLI Robot "
	  "<gemini-cli-robot@google.com>\n",
	  "" },
	{ "t\n\nCo-authored-by: g <41898282+github-actions[bot]@" GITHUB ">\n",
	  "" },
	{ "t\n\nCo-authored-by: Cline Evaluation <cline@example.com>\n", "" },
	{ "t\n\nCo-authored-by: opencode <opencode@sst.dev>\n", "" },
	{ "t\n\nCo-authored-by: Jane + Claude <jane@doe.org>\n",
	  "mention Claude co-author block 3\n" },
	{ "t\n\nCo-authored-by: jane (Devin) <jane@doe.org>\n", "" },
	{ "t\n\nCo-authored-by: Proof of Concept <poc@x.org>\n", "" },
	{ "t\n\nAssisted-by: My AI Tool\n", "mention  assistant block 3\n" },
	{ "t\n\nAssisted-by: coccinelle sparse\n", "" },
	{ "t\n\nAssisted-by: sparse:0.6.4\n", "" },
	{ "t\n\nGenerated-by: Dick.Hardt\n", "" },
	{ "t\n\nChange-Id: I0123456789abcdef\n", "" },
	/* subjects */
	{ "cursor: draw the arrow\n", "" },
	{ "agent: start later\n", "" },
	{ "ai: rename\n", "" },
	{ "Assisted-by: Claude\n", "mention Claude - subject 1\n" },
	{ "AI tools: add a folder\n", "" },
	/* other words */
	{ "t\n\nmove with cursor keys, Gemini Lake, CODEx, opencode table\n",
	  "" },
	{ "t\n\nthe LLM bit of the coprocessor, AI auto-increment\n", "" },
	{ "t\n\ncalled with AI_V4MAPPED\n", "" },
	{ "t\n\nReported by Claude Dupont\n", "" },
	{ "t\n\nmakes a disk with GPT labels\n", "" },
	{ "t\n\nit is not\nsupported by AI chips\n", "mention  - body 4\n" },
	{ "t\n\nSupported by all browsers.\n", "" },
	{ "t\n\n# Context:\nthe user is asked\n", "" },
	{ "t\n\nreported by Bob\n", "" },
	{ "t\n\nReported by: Bob Relyea\n", "" },
	{ "t\n\nThis is\ngenerated by Claude Code\n",
	  "mention Claude - body 4\n" },
	{ "t\n\n\xf0\x9f\xa4\x96 Generated by GitHub Actions\n", "" },
	{ "\xf0\x9f\xa4\x96 disable experimental features\n", "" },
	{ "t\n\n[![x](https://app.devin.ai/review/o/r/1)](y)\n", "" },
	/* the format, quoted */
	{ "t\n\nUse:\n\n    Assisted-by: AGENT_NAME:MODEL_VERSION\n\nplease\n",
	  "" },
	{ "t\n\nAssisted-by: AGENT_NAME:MODEL_VERSION [TOOL1] [TOOL2]\n", "" },
	{ "t\n\nlike this:\n\n    Assisted-by: Crush:kimi-k2.6\n\nSee:\n",
	  "mention Crush - body 5\n" },
	{ "t\n\nthe\nGenerated with Crush line, with its default\n",
	  "mention Crush - body 4\n" },
	{ "t\n\nadd `Co-authored-by: Claude <" CLAUDE ">` to the list\n",
	  "mention Claude - body 3\n" },
	{ NULL, NULL },
};

static const struct row negations[] = {
	{ "t\n\nAI-usage: none\n", "=no AI-usage\n" },
	{ "t\n\nAssisted-by: none\n", "=no Assisted-by\n" },
	{ "t\n\nAssisted-by: N/A\n", "=no Assisted-by\n" },
	{ "t\n\nAI-assisted: no\n", "=no AI-assisted\n" },
	{ "t\n\nAI-used-for: none\n", "=no AI-used-for\n" },
	{ "t\n\nAI-used-for: research\n", "=research AI-used-for\n" },
	{ "t\n\nAI-used-for: code\n",
	  "declared  - block 3\n=yes AI-used-for\n" },
	{ "t\n\n## AI Disclosure\n\nNo AI was used.\n",
	  "=no AI Disclosure\n=no No AI was used\n" },
	{ "t\n\n**AI usage:** none\n", "=no AI usage\n" },
	{ "t\n\nNo AI was used.\n", "=no No AI was used\n" },
	{ "t\n\nAI: no AI, just a simple replace.\n", "=no AI\n" },
	{ "t\n\nI wrote this, not an LLM\n", "=no I wrote this, not an LLM\n" },
	{ "t\n\nhad no AI been used we would know\n", "" },
	{ "t\n\nNo AI was used except to check the spelling.\n",
	  "mention  - body 3\n" },
	{ "t\n\nAI usage: none except for research\n", "mention  - body 3\n" },
	{ NULL, NULL },
};

static void print(const struct findings *findings, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < findings->n_items; i++) {
		const struct finding *item = &findings->items[i];

		buf_addf(out, "%s %.*s", signal_class_name(item->class),
			 (int)item->tool.len, item->tool.at);
		if (item->model.len)
			buf_addf(out, " [%.*s]", (int)item->model.len,
				 item->model.at);
		buf_addf(out, " %s %s %zu\n", item->role ? item->role : "-",
			 item->spot.place, item->spot.line);
	}
	for (size_t i = 0; i < findings->n_declarations; i++) {
		const struct declaration *item = &findings->declarations[i];

		buf_addf(out, "=%s %.*s\n", declare_says_name(item->says),
			 (int)item->key.len, item->key.at);
	}
}

static void check(const struct row *rows)
{
	struct catalogue *catalogue = catalogue_new();
	struct findings findings = { 0 };
	struct buf got = BUF_INIT;
	struct reading *reading;
	int n_wrong = 0;

	catalogue_seal(catalogue);
	reading = reading_new(catalogue);
	for (; rows->message; rows++) {
		findings_clear(&findings);
		reading_message(reading, rows->message, strlen(rows->message),
				&findings);
		findings_sort(&findings);
		print(&findings, &got);
		if (strcmp(got.data, rows->want) == 0)
			continue;
		print_error("'%s' gives\n%snot\n%s", rows->message, got.data,
			    rows->want);
		n_wrong++;
	}
	reading_free(reading);
	findings_release(&findings);
	catalogue_free(catalogue);
	buf_release(&got);
	assert_int_equal(n_wrong, 0);
}

static void test_keys(void **state)
{
	(void)state;
	check(keys);
}

static void test_places(void **state)
{
	(void)state;
	check(places);
}

static void test_texts(void **state)
{
	(void)state;
	check(texts);
}

static void test_traps(void **state)
{
	(void)state;
	check(traps);
}

static void test_negations(void **state)
{
	(void)state;
	check(negations);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),      cmocka_unit_test(test_places),
		cmocka_unit_test(test_texts),     cmocka_unit_test(test_traps),
		cmocka_unit_test(test_negations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
