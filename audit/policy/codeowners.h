/* SPDX-License-Identifier: MIT */
#ifndef POLICY_CODEOWNERS_H
#define POLICY_CODEOWNERS_H
/*
 * codeowners - reads CODEOWNERS as GitHub documents it:
 *
 *     *            @org/everyone
 *     /docs/       @login jane@example.org   # and a comment
 *     /docs/old/
 *
 * A pattern and its owners a line; the last line that takes a path decides,
 * and one without owners leaves the path to nobody.  An area is named by
 * its pattern; of equal patterns the last one says who owns.  Skipped, as
 * GitHub does: a pattern that starts with "!" or "\#", and a line whose
 * words are no owners.
 *
 * "[Section][2] @owners" lines are GitLab's: each section decides by itself,
 * with these owners for its lines that have none.
 */
#include "audit/policy/owners.h"

/* Read text into owners, which is empty. */
void codeowners_read(struct slice text, struct owners *owners);

#endif
