/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_SAVE_H
#define REVERTS_SAVE_H
/*
 * save - writes the rows of reverts, fixes and revert_states, in place of
 * those that the repository had.  In the caller's transaction.
 */
#include "audit/facts/stage.h"
#include "audit/reverts/rows.h"
#include "audit/reverts/states.h"

/* Rows are sorted by commit. */
int save_reverts(const struct stage_work *work, const struct past *history,
		 const struct revert_rows *rows, struct err *err);
int save_fixes(const struct stage_work *work, const struct past *history,
	       const struct revert_rows *rows, struct err *err);
int save_states(const struct stage_work *work, const struct past *history,
		const struct state_rows *states, struct err *err);

#endif
