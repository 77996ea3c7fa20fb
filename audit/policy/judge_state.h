/* SPDX-License-Identifier: MIT */
#ifndef POLICY_JUDGE_STATE_H
#define POLICY_JUDGE_STATE_H
/*
 * judge_state - what verdicts were computed from, as a text for the note of
 * their stage:
 *
 *     VERSION POLICY SIGNALS WIDE DEEP
 *
 * SIGNALS stands for the catalogue and for people's corrections, WIDE for
 * what any verdict may hang on (people, owners), DEEP for what the verdicts
 * so far do (commits and evidence up to a commit).  Hashes are of the rows.
 */
#include "audit/policy/policy_rows.h"

/* True if nothing can have changed; quick. */
int judge_state_is_done(const struct policy_work *work,
			const struct stage_note *note, bool *is_done_out,
			struct err *err);

/* True if the verdicts that the note speaks of still hold. */
int judge_state_goes_on(const struct policy_work *work,
			const struct stage_note *note, bool *goes_on_out,
			struct err *err);

/* Append the state of verdicts up to a commit. */
int judge_state_write(const struct policy_work *work, int64_t upto_id,
		      struct buf *out, struct err *err);

#endif
