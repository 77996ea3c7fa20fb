/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_EVIDENCE_H
#define EVIDENCE_EVIDENCE_H
/*
 * evidence - the stage that fills signals, evidence, declarations,
 * declared_kinds, note_lines and automation.
 *
 *   identities ─┐
 *   messages ───┼─ commit by commit, once ─▶ evidence, declarations
 *   trace files ┤
 *   notes ──────┤
 *   merges ─────┴─ all of them, each time ─▶ evidence after it
 *
 * A note or a merge may come later than the commit it speaks of, so what they
 * give is derived anew whenever facts came in, and stands behind the rest.
 */
#include "audit/facts/stage.h"

/*
 * Bring the tables up to date by the catalogue that is compiled in, changed as
 * evidence_signals was told and as policies say.  With another one than the
 * last time all is derived anew, from the facts in the database.
 */
int evidence_derive(const struct stage_work *work, struct err *err);

/*
 * Keep a file of signals (signals_file.h) for the repository, from now on and
 * in place of the one before; an empty one takes all changes back.
 */
int evidence_signals(const struct stage_work *work, const char *path,
		     struct err *err);

#endif
