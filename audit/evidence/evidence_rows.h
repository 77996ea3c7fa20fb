/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_EVIDENCE_ROWS_H
#define EVIDENCE_EVIDENCE_ROWS_H
/* evidence_rows - the tables of evidence, written and forgotten. */
#include "audit/evidence/catalogue.h"
#include "audit/evidence/finding.h"
#include "audit/facts/stage.h"

struct evidence_rows;

/* Prepare to write for a repository. */
int evidence_rows_open(const struct stage_work *work,
		       const struct catalogue *catalogue,
		       struct evidence_rows **rows_out, struct err *err);
void evidence_rows_free(struct evidence_rows *rows);

/* Forget all that was derived of the repository. */
int evidence_rows_forget(const struct stage_work *work, struct err *err);

/* Forget what notes and branches gave, which depends on more than a commit. */
int evidence_rows_forget_late(const struct stage_work *work, struct err *err);

/* Write the catalogue into signals. */
int evidence_rows_signals(struct evidence_rows *rows, struct err *err);

/*
 * Write what was found in a commit, sorted; the first row of evidence gets
 * the next position that is free.
 */
int evidence_rows_add(struct evidence_rows *rows, int64_t commit_id,
		      const struct findings *findings, struct err *err);

/*
 * Add to the lines that a note, or a trace file, attests to AI in a path; ref
 * is that of the note, or the path of the file, which is not below refs/.
 */
int evidence_rows_note_lines(struct evidence_rows *rows, int64_t commit_id,
			     const char *ref, struct span path, int64_t n_lines,
			     struct err *err);

/* Write a commit by a bot. */
int evidence_rows_bot(struct evidence_rows *rows, int64_t identity_id,
		      const struct signal *by, const char *text,
		      struct err *err);

/* List the commits of the bots in automation, but for AI-assisted ones. */
int evidence_rows_automation(struct evidence_rows *rows, struct err *err);

#endif
