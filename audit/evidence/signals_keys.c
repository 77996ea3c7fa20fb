/* SPDX-License-Identifier: MIT */
/*
 * Trailer keys.  One that a person can stand in too says with <assistant> or
 * <person> that the value decides.
 *
 * An AI that tested, reviewed or reported wrote nothing of the change, so
 * that is found-by and makes no commit AI-assisted; as a signer it claims the
 * work, which is identity.
 */
#include <stddef.h>

#include "audit/evidence/signals.h"

#define KEY(class, matcher, source) \
	{ \
		"", SIGNAL_KEY, class, matcher, NULL, source \
	}
#define DECLARED(matcher, source) KEY(CLASS_DECLARED, matcher, source)
#define SESSION(tool, matcher, source) \
	{ \
		tool, SIGNAL_KEY, CLASS_SESSION, matcher, NULL, source \
	}
#define OF(tool, matcher, source) \
	{ \
		tool, SIGNAL_KEY, CLASS_DECLARED, matcher, NULL, source \
	}

const struct signal signals_keys[] = {
	DECLARED("Assisted-by: <assistant>", "Linux: coding-assistants.rst"),
	DECLARED("Assited-by: <assistant>", "bootc 4fc87419c245"),
	DECLARED("Asissted-by: <assistant>", "cloud-hypervisor d834c8569752"),
	DECLARED("Assisted-with: <assistant>", "seen"),
	DECLARED("Generated-by: <assistant>", "Apache, OpenInfra"),
	DECLARED("Generated-with: <assistant>", "podman 96ab027a3c9e"),
	DECLARED("Made-with: <assistant>", "kata-containers"),
	DECLARED("Synthesized-by: <assistant>", "OpenInfra, proposed"),
	DECLARED("Supported by: <assistant>", "vim 8d13b8244a41"),
	DECLARED("Coding-Agent: <says>", "seen"),
	DECLARED("AI-used-for: <kinds>", "QEMU: code-provenance.rst, v2"),
	DECLARED("Co-authored-by-AI: <says>", "Open Liberty"),
	DECLARED("AI-assisted-by: <says>", "rsyslog"),
	DECLARED("AI-generated-by: <says>", "seen"),
	DECLARED("AI-assisted: <says>", "bootc"),
	DECLARED("AI-assistance: <says>", "seen"),
	DECLARED("AI-generated: <says>", "seen"),
	DECLARED("AI-usage: <says>", "whisper.cpp 4fb3ccabd38c"),
	DECLARED("AI-used: <says>", "seen"),
	DECLARED("AI-tools: <says>", "seen"),
	DECLARED("AI-tool: <says>", "seen"),
	DECLARED("AI-agent: <says>", "rsyslog"),
	DECLARED("AI-agents: <says>", "rsyslog"),
	DECLARED("AI-model: <says>", "seen"),
	DECLARED("AI-session: <says>", "seen"),
	DECLARED("Agent-Signature: <says>", "seen"),
	DECLARED("With the help of AI-Agents: <says>", "rsyslog 7b4c3ee42937"),
	DECLARED("With the help of AI-Agent: <says>", "rsyslog"),
	DECLARED("With the help of AI: <says>", "rsyslog"),
	DECLARED("With the help from AI-Agents: <says>", "rsyslog"),
	DECLARED("With the help from AI-Agent: <says>", "rsyslog"),
	DECLARED("With help of AI-Agents: <says>", "rsyslog"),
	DECLARED("With help of AI-Agent: <says>", "rsyslog"),
	DECLARED("With help from AI-Agents: <says>", "rsyslog"),
	DECLARED("With help from AI-Agent: <says>", "rsyslog"),
	DECLARED("With the support of AI-Agents: <says>", "rsyslog"),
	DECLARED("With the support of AI-Agent: <says>", "rsyslog"),
	DECLARED("With help from AI: <says>", "rsyslog"),
	DECLARED("With help form AI-Agent: <says>", "rsyslog 2b626e7cf6"),
	DECLARED("Wtiht the help of AI-Agent: <says>", "rsyslog e556148612"),
	DECLARED("With AI Agent help: <says>", "rsyslog edeadef0f5"),
	DECLARED("With help from AI coding Agents: <says>",
		 "rsyslog 43cb156744"),
	DECLARED("With AI support: <says>", "rsyslog a5c4d2694009"),
	DECLARED("With support from AI Agents: <says>", "rsyslog 6c027f9a8f6c"),
	DECLARED("With AI-Agent: <says>", "rsyslog 5d787b359c63"),
	DECLARED("With the help of: <assistant>", "rsyslog 257edec742"),
	DECLARED("With the help from: <assistant>", "rsyslog"),
	DECLARED("With help of: <assistant>", "rsyslog"),
	DECLARED("With help from: <assistant>", "rsyslog"),

	KEY(CLASS_IDENTITY, "Co-authored-by: <person>", "GitHub"),
	KEY(CLASS_IDENTITY, "Co-author: <person>", "seen"),
	KEY(CLASS_IDENTITY, "Co-authored-with: <person>", "seen"),
	KEY(CLASS_IDENTITY, "Co-developed-by: <person>", "Linux"),
	KEY(CLASS_IDENTITY, "Helped-by: <person>", "git"),
	KEY(CLASS_IDENTITY, "Signed-off-by: <person>", "FreeRDP 7304d725c07b"),
	KEY(CLASS_FOUND_BY, "Reviewed-by: <person>", "seen"),
	KEY(CLASS_FOUND_BY, "Acked-by: <person>", "seen"),
	KEY(CLASS_FOUND_BY, "Tested-by: <person>", "seen"),
	KEY(CLASS_FOUND_BY, "Reported-by: <person>", "zfs df3ff37fc8d4"),
	KEY(CLASS_FOUND_BY, "Suggested-by: <person>", "libbpf dfc8559e3897"),
	KEY(CLASS_FOUND_BY, "Found-by: <person>", "seen"),

	SESSION("Claude", "Claude-Session: *", "crewAI"),
	SESSION("GitHub Copilot", "Copilot-Session: *", "aspire"),
	SESSION("GitHub Copilot", "Agent-Logs-Url: https://github.com/",
		"aspire"),
	SESSION("Claude", "Claude Code transcript: https://",
		"simonw/tools 763e22bf8457"),
	SESSION("Amp", "Amp-Thread-ID: *", "ghostty"),
	SESSION("Amp", "Amp-Thread: *", "seen"),
	SESSION("", "Entire-Checkpoint: *", "entire/cli"),
	SESSION("", "Entire-Session: *", "entire/cli"),
	SESSION("", "Entire-Metadata: *", "entire/cli"),
	SESSION("", "Entire-Strategy: *", "entire/cli"),
	SESSION("", "Entire-Agent: *", "entire/cli"),
	SESSION("Replit Agent", "Replit-Commit-Session-Id: *", "vendor"),

	OF("Claude", "Claude-Generated-By: <says>", "claude-code-action"),
	OF("Claude", "Claude-Steers: *", "claude-code-action"),
	OF("Claude", "Claude-Plan: *", "claude-code-action"),
	OF("Claude", "Claude-Escapes: *", "claude-code-action"),
	OF("Claude", "Claude-Permission-Prompts: *", "claude-code-action"),
	OF("Replit Agent", "Replit-Commit-Author: Agent", "vendor"),
	OF("Replit Agent", "Replit-Commit-Author: Assistant", "vendor"),
	{ NULL, SIGNAL_KEY, CLASS_DECLARED, NULL, NULL, NULL },
};
