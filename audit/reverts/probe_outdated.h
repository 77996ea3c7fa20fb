/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_OUTDATED_H
#define REVERTS_PROBE_OUTDATED_H
/*
 * probe_outdated - which units a new tip can have changed the rows of: those
 * that touch a path that it touched, or one that is gone and may be found
 * again in what it touched; and those for which a horizon came due.
 */
#include "audit/reverts/probe_track.h"

/*
 * Delete the rows of the units that commits after old_tip, a position, can
 * have changed; in the caller's transaction.  Touches of these that nothing
 * changed for are marked as kept, and have their results from then; of the
 * others those are resumed that can go on from the old tip.
 */
int probe_outdated_forget(const struct stage_work *work,
			  struct probe_facts *facts, uint32_t old_tip,
			  struct probe_result *results, struct err *err);

#endif
