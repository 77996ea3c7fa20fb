/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_H
#define REVERTS_PROBE_H
/*
 * probe - the stage that asks of every change and every mainline merge
 * whether git revert would take it back: revert_probes and revert_lives.
 *
 *   facts ─ units, touches, versions ─▶ one sweep a path ─▶ rows of a unit
 *
 * Paths are swept in the order of their names, many at a time; the rows of a
 * unit are written once all of its paths are done, some thousand units a
 * transaction.  A unit without a row in revert_lives is still to be done: so
 * a run that was cut off goes on, and a new tip only takes out the rows of
 * what it can have changed.
 */
#include "audit/facts/stage.h"

/* Bring both tables up to date. */
int probe_run(const struct stage_work *work, struct err *err);

#endif
