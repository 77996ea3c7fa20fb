/* SPDX-License-Identifier: MIT */
#ifndef GIT_LANDING_H
#define GIT_LANDING_H
/*
 * landing - which commits are the mainline, and which of them brought each
 * commit in.
 *
 * The mainline is the first-parent chain of the tip.  A foxtrot merge, made
 * by merging the default branch into a topic and pushing the result, has its
 * parents swapped: there the chain goes on with the second parent.
 */
#include "audit/git/graph.h"

/*
 * True if a merge's subject says that the default branch was merged in:
 * "Merge branch 'main' of ...", "Merge remote-tracking branch
 * 'origin/main' ..." with main, master, trunk or develop.
 */
bool landing_names_default(const char *subject);

/*
 * Set is_mainline, followed and landing of every node for the given tip.
 * At a merge with names_default and two parents the second is followed if it
 * brings more commits than the first: |p2 \ p1| > |p1 \ p2|; at one with
 * is_known_foxtrot it is in any case.  Each mainline commit, from the oldest, lands what it reaches and nothing has landed yet.
 * Needs the ids of graph_number.
 */
void landing_assign(struct graph *graph, uint32_t tip);

#endif
