/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_TRACE_TEXT_H
#define EVIDENCE_TRACE_TEXT_H
/*
 * trace_text - records of agent-trace 0.1.0, read: in notes and in files.
 *
 *     { version, id, timestamp, tool { name },
 *       files [ { path, conversations [ {
 *         contributor { type, model_id },
 *         ranges [ { start_line, end_line, contributor } ] } ] } ] }
 *
 * The contributor of a range overrules that of its conversation.  What vcs
 * says is not read: tools put in the commit before or the one after.  Pure;
 * time is linear in the text, but for trace_text_new_lines.
 */
#include <stdint.h>

#include "audit/evidence/span.h"

/* What a record says AI had a part in; spans are pieces of the record. */
struct trace_claim {
	struct span path;        /* as written, escapes and all */
	struct span tool, model; /* empty: not stated */
	int64_t n_lines;         /* of the path; 0: not stated */
};

/* What is told of a claim; it lasts for the call only. */
typedef void trace_visit(void *context, const struct trace_claim *claim);

/*
 * Call visit for each conversation, and each range with a contributor of its
 * own, that is of type ai or mixed; a path may come several times.
 */
void trace_text_read(struct span record, trace_visit *visit, void *context);

/*
 * Call visit for each line of a file of records that the file before did not
 * have, wherever it stood, in their order and without the spaces around it.
 * Lines too short for a record are left out, so that memory is at most a
 * quarter of the old file's size; time is that of sorting its lines.
 */
void trace_text_new_lines(struct span old, struct span new,
			  void (*visit)(void *context, struct span line),
			  void *context);

/* Call visit for the record that a text is, or for each of an array. */
void trace_text_records(struct span text,
			void (*visit)(void *context, struct span record),
			void *context);

#endif
