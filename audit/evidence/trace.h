/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_TRACE_H
#define EVIDENCE_TRACE_H
/*
 * trace - what files of records (trace_text.h) in the tree say of changes.
 *
 *     .agent-trace/traces.jsonl    a record a line; grows
 *     .agent-trace/NAME.json       one record, or an array; written once
 *
 * A record speaks of the change that brings it in: a line of a .jsonl file
 * that the file did not have before, or a .json file that was not there; a
 * file that was only moved brings nothing.  It counts for what that change
 * touches, so a record that comes with another change than the code says
 * nothing.  Two versions of one file are in memory at a time, as when lines
 * are counted, and a quarter of the old one's size; only new lines are
 * parsed.  A blob that is not here is in missing_objects, and no evidence.
 */
#include "audit/evidence/evidence_rows.h"

/* Add evidence and lines from changes above upto_id, in their order. */
int trace_files(const struct stage_work *work,
		const struct catalogue *catalogue, struct evidence_rows *rows,
		int64_t upto_id, struct err *err);

#endif
