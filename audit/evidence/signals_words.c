/* SPDX-License-Identifier: MIT */
/*
 * Words for tools and models in the value of a key, and branches that tools
 * name.  DECLARED: proves a tool wherever it stands in such a value.  SHARED:
 * a name of people or things too, which proves a tool only where nothing but
 * such words, versions and connecting words stands beside it.
 */
#include <stddef.h>

#include "audit/evidence/signals.h"

#define TOOL(tool, word) \
	{ \
		tool, SIGNAL_WORD, CLASS_DECLARED, word, NULL, "seen" \
	}
#define SHARED(tool, word) \
	{ \
		tool, SIGNAL_WORD, CLASS_MENTION, word, NULL, "seen" \
	}
#define MODEL(tool, word) \
	{ \
		tool, SIGNAL_MODEL, CLASS_DECLARED, word, NULL, "seen" \
	}
#define SHARED_MODEL(tool, word) \
	{ \
		tool, SIGNAL_MODEL, CLASS_MENTION, word, NULL, "seen" \
	}
#define NO_AI(word) \
	{ \
		word, SIGNAL_WORD, CLASS_AUTOMATION, word, NULL, \
			"Linux: coding-assistants.rst" \
	}
#define BRANCH(tool, folder) \
	{ \
		tool, SIGNAL_BRANCH, CLASS_BRANCH, folder, NULL, "rsyslog" \
	}

const struct signal signals_words[] = {
	TOOL("ChatGPT", "chatgpt"),
	TOOL("GitHub Copilot", "copilot"),
	TOOL("Claude", "claudecode"),
	TOOL("OpenCode", "opencode"),
	TOOL("OpenHands", "openhands"),
	TOOL("OpenHands", "opendevin"),
	TOOL("CodeRabbit", "coderabbit"),
	TOOL("CodeRabbit", "coderabbitai"),
	TOOL("Kilo Code", "kilocode"),
	TOOL("Roo Code", "roomote"),
	TOOL("Roo Code", "roocode"),
	TOOL("SageOx", "sageox"),
	TOOL("Tabnine", "tabnine"),
	TOOL("Amazon Q", "codewhisperer"),
	TOOL("OpenClaw", "openclaw"),
	TOOL("", "llm"),
	TOOL("", "llms"),
	TOOL("", "genai"),

	SHARED("Claude", "claude"),
	SHARED("Codex", "codex"),
	SHARED("Gemini", "gemini"),
	SHARED("Cursor", "cursor"),
	SHARED("Cursor", "cursoragent"),
	SHARED("Devin", "devin"),
	SHARED("Jules", "jules"),
	SHARED("aider", "aider"),
	SHARED("Amp", "amp"),
	SHARED("Amp", "ampcode"),
	SHARED("Cline", "cline"),
	SHARED("cubic", "cubic"),
	SHARED("Crush", "crush"),
	SHARED("Goose", "goose"),
	SHARED("IBM Bob", "bob"),
	SHARED("Kiro", "kiro"),
	SHARED("Pi", "pi"),
	SHARED("Windsurf", "windsurf"),
	SHARED("Antigravity", "antigravity"),
	SHARED("Zed", "zed"),
	SHARED("Warp", "warp"),
	SHARED("Junie", "junie"),
	SHARED("Factory Droid", "droid"),
	SHARED("Hermes", "hermes"),
	SHARED("SpecHunter", "spechunter"),
	SHARED("ZeroPath", "zeropath"),
	SHARED("sashiko", "sashiko"),
	SHARED("Replit Agent", "replit"),
	SHARED("", "anthropic"),
	SHARED("", "openai"),
	SHARED("", "ai"),
	SHARED("", "chatbot"),

	MODEL("Claude", "opus"),
	MODEL("Claude", "sonnet"),
	MODEL("Claude", "haiku"),
	MODEL("OpenAI GPT", "gpt"),
	MODEL("DeepSeek", "deepseek"),
	MODEL("Qwen", "qwen"),
	MODEL("GLM", "glm"),
	MODEL("Kimi", "kimi"),
	MODEL("Grok", "grok"),
	MODEL("Llama", "llama"),
	MODEL("MiniMax", "minimax"),
	MODEL("Mistral", "codestral"),
	MODEL("Mistral", "devstral"),
	MODEL("Gemma", "gemma"),
	SHARED_MODEL("Claude", "fable"),
	SHARED_MODEL("Claude", "mythos"),
	SHARED_MODEL("Mistral", "mistral"),
	SHARED_MODEL("OpenAI GPT", "o1"),
	SHARED_MODEL("OpenAI GPT", "o3"),
	SHARED_MODEL("OpenAI GPT", "o4"),

	NO_AI("coccinelle"),
	NO_AI("spatch"),
	NO_AI("sparse"),
	NO_AI("smatch"),
	NO_AI("checkpatch"),
	NO_AI("coverity"),
	NO_AI("codespell"),
	NO_AI("sed"),
	NO_AI("awk"),
	NO_AI("cppcheck"),
	NO_AI("syzbot"),
	NO_AI("syzkaller"),

	BRANCH("Codex", "codex"),
	BRANCH("GitHub Copilot", "copilot"),
	BRANCH("Claude", "claude"),
	BRANCH("Cursor", "cursor"),
	BRANCH("Devin", "devin"),
	BRANCH("Jules", "jules"),
	{ NULL, SIGNAL_WORD, CLASS_DECLARED, NULL, NULL, NULL },
};
