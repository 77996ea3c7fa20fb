/* SPDX-License-Identifier: MIT */
/*
 * Who: addresses and logins that belong to a tool alone.  Domains of makers
 * are not here, their people write by hand from there; nor are numbers of
 * logins without the login: 41898282 is github-actions[bot], and claude[bot]
 * too.
 *
 * suggestion: the tool reviewed, and a person took its proposal over.
 */
#include <stddef.h>

#include "audit/evidence/signals.h"

#define EMAIL(tool, matcher, since, source) \
	{ \
		tool, SIGNAL_EMAIL, CLASS_IDENTITY, matcher, since, source \
	}
#define SLUG(tool, matcher, since, source) \
	{ \
		tool, SIGNAL_SLUG, CLASS_IDENTITY, matcher, since, source \
	}
#define REVIEW(tool, matcher, source) \
	{ \
		tool, SIGNAL_SLUG, CLASS_SUGGESTION, matcher, NULL, source \
	}
#define NAME(tool, matcher, source) \
	{ \
		tool, SIGNAL_NAME, CLASS_IDENTITY, matcher, NULL, source \
	}

const struct signal signals_identities[] = {
	EMAIL("Claude", "noreply@anthropic.com", "2025-02-24", "vendor"),
	EMAIL("Claude", "no-reply@anthropic.com", NULL, "insta"),
	EMAIL("Claude", "claude@anthropic.com", NULL, "seen"),
	EMAIL("Claude", "claude@anthropic.ai", NULL, "vendor"),
	EMAIL("Claude", "assistant@anthropic.com", NULL, "vendor"),
	SLUG("Claude", "claude[bot]", "2025-05-22",
	     "claude-agent-sdk-python 22795fe604a0"),
	SLUG("Claude", "anthropic-claude[bot]", NULL, "vendor"),
	SLUG("Claude", "claude-code-action[bot]", NULL, "vendor"),

	SLUG("GitHub Copilot", "Copilot", "2025-05-19", "aspire 6a8d3a502169"),
	SLUG("GitHub Copilot", "copilot[bot]", NULL, "vendor"),
	SLUG("GitHub Copilot", "copilot-swe-agent[bot]", "2025-05-19",
	     "vendor"),
	EMAIL("GitHub Copilot", "copilot@github.com", NULL, "vendor"),
	NAME("GitHub Copilot", "copilot-swe-agent[bot]", "vendor"),
	REVIEW("GitHub Copilot", "175728472+Copilot", "podman 30f067354f70"),
	{ "GitHub Copilot", SIGNAL_PREFIX, CLASS_SUGGESTION,
	  "Copilot Autofix powered by AI", "2024-03-20", "vendor" },

	{ "aider", SIGNAL_SUFFIX, CLASS_IDENTITY, " (aider)", "2023-05-09",
	  "aider" },
	EMAIL("aider", "aider@aider.chat", NULL, "aider"),
	EMAIL("aider", "noreply@aider.chat", NULL, "aider"),
	EMAIL("aider", "noreply@aider.dev", NULL, "aider"),
	EMAIL("aider", "aider@aider.dev", NULL, "aider"),

	EMAIL("OpenHands", "openhands@all-hands.dev", "2024-03-12",
	      "OpenHands b2fdb963b61a"),
	EMAIL("OpenHands", "opendevin@all-hands.dev", "2024-03-12", "vendor"),
	EMAIL("OpenHands", "opendevin@opendevin.ai", "2024-03-12", "vendor"),
	EMAIL("OpenHands", "bot@opendevin.com", "2024-03-12", "vendor"),

	EMAIL("Amp", "amp@ampcode.com", "2025-05-15", "ghostty"),

	EMAIL("Roo Code", "roomote@roocode.com", NULL, "Roo-Code"),
	SLUG("Roo Code", "roomote[bot]", NULL, "Roo-Code"),
	SLUG("Roo Code", "roomote-v0[bot]", NULL, "Roo-Code"),
	SLUG("Roo Code", "roomote-agent", NULL, "Roo-Code"),
	NAME("Roo Code", "roomote", "Roo-Code"),
	NAME("Roo Code", "Roomote Bot", "Roo-Code"),
	NAME("Roo Code", "Roomote Agent", "Roo-Code"),

	REVIEW("Gemini", "gemini-code-assist[bot]", "podman"),
	SLUG("Gemini", "gemini-cli[bot]", "2025-06-25", "gemini-cli"),
	EMAIL("Gemini", "gemini-cli@google.com", "2025-06-25", "seen"),
	EMAIL("Gemini", "gemini-cli-agent@google.com", NULL, "vendor"),
	EMAIL("Gemini", "gemini-agent@google.com", NULL, "seen"),

	SLUG("Jules", "google-labs-jules[bot]", "2025-05-20", "seen"),
	SLUG("Jules", "google-labs-jules", NULL, "seen"),

	EMAIL("Cursor", "cursoragent@cursor.com", "2025-05-15", "vendor"),
	EMAIL("Cursor", "agent@cursor.com", NULL, "vendor"),
	EMAIL("Cursor", "noreply@cursor.com", NULL, "seen"),
	EMAIL("Cursor", "cursor@cursor.com", NULL, "kata-containers"),
	SLUG("Cursor", "cursor[bot]", NULL, "seen"),
	SLUG("Cursor", "cursoragent", NULL, "seen"),

	EMAIL("Codex", "noreply@openai.com", "2025-05-16", "seen"),
	EMAIL("Codex", "codex@openai.com", NULL, "seen"),
	EMAIL("Codex", "support@openai.com", NULL, "kata-containers"),
	SLUG("Codex", "chatgpt-codex-connector[bot]", "2025-05-16", "ghostty"),
	SLUG("Codex", "openai-codex[bot]", NULL, "seen"),
	SLUG("Codex", "267193182+codex", NULL, "vendor"),

	SLUG("Devin", "devin-ai-integration[bot]", "2024-03-12", "feast"),
	SLUG("Devin", "165725058+devin-cognition", NULL, "seen"),

	EMAIL("Continue", "noreply@continue.dev", NULL, "continue"),
	EMAIL("Continue", "agent@continue.dev", NULL, "continue"),
	SLUG("Continue", "continue[bot]", NULL, "vendor"),
	SLUG("Continue", "continue-agent", NULL, "vendor"),
	NAME("Continue", "Continue Agent", "continue"),

	EMAIL("Crush", "crush@charm.land", "2025-07-29", "crush cfa3244a77c8"),
	EMAIL("Crush", "noreply@crush.charm.land", NULL, "seen"),

	EMAIL("Cline", "noreply@cline.bot", NULL, "cline"),
	EMAIL("Cline", "bot@cline.bot", NULL, "cline"),
	SLUG("Cline", "cline-cloud[bot]", NULL, "cline"),
	SLUG("Cline", "cline-agent", NULL, "cline"),
	SLUG("Cline", "cline[bot]", NULL, "vendor"),

	EMAIL("OpenCode", "noreply@opencode.ai", NULL, "seen"),
	SLUG("OpenCode", "opencode-agent[bot]", NULL, "vendor"),
	SLUG("Factory Droid", "factory-droid[bot]", NULL, "seen"),
	EMAIL("Factory Droid", "droid@factory.ai", NULL, "vendor"),
	SLUG("Kiro", "kiro-agent", NULL, "vendor"),
	SLUG("Kiro", "kiro-agent[bot]", NULL, "vendor"),
	EMAIL("Kiro", "noreply@kiro.dev", NULL, "vendor"),
	EMAIL("Kimi", "noreply@kimi.com", NULL, "seen"),
	EMAIL("Pi", "noreply@pi.dev", NULL, "seen"),
	EMAIL("Antigravity", "antigravityagent@google.com", NULL, "seen"),
	SLUG("Amazon Q", "amazon-q-developer[bot]", NULL, "vendor"),
	SLUG("JetBrains Junie", "jetbrains-junie[bot]", NULL, "vendor"),
	SLUG("Cody", "sourcegraph-cody[bot]", NULL, "vendor"),
	EMAIL("Qwen", "qwen-coder@alibabacloud.com", NULL, "vendor"),
	EMAIL("Mistral Vibe", "vibe@mistral.ai", NULL, "vendor"),
	EMAIL("Letta", "noreply@letta.com", NULL, "vendor"),
	EMAIL("Warp", "noreply@warp.dev", NULL, "vendor"),
	EMAIL("Warp", "agent@warp.dev", NULL, "vendor"),
	EMAIL("Ona", "no-reply@ona.com", NULL, "vendor"),
	EMAIL("Windsurf", "cascade@windsurf.ai", NULL, "vendor"),
	EMAIL("Replit Agent", "agent@replit.com", NULL, "vendor"),
	EMAIL("Sketch", "hello@sketch.dev", NULL, "vendor"),
	EMAIL("SageOx", "ox@sageox.ai", NULL, "seen"),

	REVIEW("Ellipsis", "ellipsis-dev[bot]", "continue"),
	REVIEW("cubic", "cubic-dev-ai[bot]", "continue acad86f263cf"),
	REVIEW("CodeRabbit", "coderabbitai[bot]", "seen"),
	REVIEW("CodeRabbit", "coderabbitai", "seen"),
	REVIEW("Codeflash", "codeflash-ai[bot]", "seen"),
	REVIEW("Sourcery", "sourcery-ai[bot]", "seen"),
	REVIEW("Greptile", "greptile-apps[bot]", "vendor"),
	REVIEW("Qodo", "qodo-merge-pro[bot]", "vendor"),
	REVIEW("Korbit", "korbit-ai[bot]", "vendor"),
	{ NULL, SIGNAL_EMAIL, CLASS_IDENTITY, NULL, NULL, NULL },
};
