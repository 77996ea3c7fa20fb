/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_LATE_H
#define EVIDENCE_LATE_H
/* late - what notes and merges, which may come later, say of commits. */
#include "audit/evidence/evidence_rows.h"

/* Add evidence from the notes, in the order of their refs. */
int late_notes(const struct stage_work *work, const struct catalogue *catalogue,
	       struct evidence_rows *rows, struct err *err);

/* Add evidence from the branches that merges name. */
int late_branches(const struct stage_work *work,
		  const struct catalogue *catalogue, struct evidence_rows *rows,
		  struct err *err);

#endif
