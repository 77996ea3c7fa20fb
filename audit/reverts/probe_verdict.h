/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_VERDICT_H
#define REVERTS_PROBE_VERDICT_H
/*
 * probe_verdict - the three-way merge of one path: base is what the change
 * left, theirs what there was before it, ours what the mainline has.
 */
#include "audit/reverts/probe_track.h"

/*
 * What git revert would make of the path of a track, where the mainline has
 * ours at a position.  PROBE_UNASKED: the touch that the path was renamed to
 * has the answer.
 */
enum probe_outcome probe_verdict(struct probe_means *means,
				 struct probe_track *track,
				 const struct probe_entry *ours,
				 uint32_t position);

#endif
