/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_NOTE_TEXT_H
#define EVIDENCE_NOTE_TEXT_H
/*
 * note_text - the notes that AI tools leave, read.
 *
 * git-ai (authorship/3.0.0):
 *
 *     path
 *       s_<session>::t_<trace> 1-8,12
 *       h_<human> 9-11
 *     ---
 *     { "sessions": { ... } }
 *
 * Records of agent-trace are JSON alone (trace_text.h).
 * In git-ai an agent is in "sessions", older ones in "prompts"; agentblame
 * says "category": "ai_generated".  Pure; time is linear, memory constant.
 */
#include <stdint.h>

#include "audit/evidence/span.h"

/* What is told of a note while it is read. */
struct note_reader {
	void *context;
	/* an agent; spans are empty where it does not say */
	void (*agent)(void *context, struct span tool, struct span model);
	/* lines of a path that AI wrote; a path may come several times */
	void (*lines)(void *context, struct span path, int64_t n_lines);
};

/* Read a note; one without AI data calls neither function. */
void note_text_read(struct span text, const struct note_reader *reader);

#endif
