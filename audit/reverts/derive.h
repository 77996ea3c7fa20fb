/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_DERIVE_H
#define REVERTS_DERIVE_H
/*
 * derive - the stage that finds reverts that happened:
 *
 *   messages ─ read ─▶ claims ─ resolve ─▶ commits ─ compare ─▶ reverts
 *   line counts ─ silent ─▶ pairs ─ compare ─▶ reverts        fixes
 *                                                  └─ chains ─▶ revert_states
 *
 * A later tip may resolve what an earlier one left open, so all of it is done
 * anew whenever facts came in; only the comparison of contents, which is what
 * takes long, is remembered (see check.h).
 */
#include "audit/facts/stage.h"

/* Bring reverts, fixes and revert_states up to date. */
int reverts_derive(const struct stage_work *work, struct err *err);

#endif
