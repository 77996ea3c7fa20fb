/* SPDX-License-Identifier: MIT */
#ifndef POLICY_OWNERS_INDEX_H
#define POLICY_OWNERS_INDEX_H
/*
 * owners_index - the areas of many paths by one owners' file.
 *
 * Patterns are found by the folder that they start with, so that a path
 * tries only those of its own folders.  MAINTAINERS: every section with an
 * F or N that takes the path and no X that does.  CODEOWNERS: the last line
 * that takes it (of each of GitLab's sections).
 */
#include "audit/policy/owners.h"

struct owners_index;

/* owners must stay, unchanged, until owners_index_free. */
struct owners_index *owners_index_new(const struct owners *owners);
void owners_index_free(struct owners_index *index);

/*
 * Tell that the tree holds a file at path.  An F or X that names one of its
 * folders means all below it, so tell of all paths before the first match.
 */
void owners_index_learn(struct owners_index *index, struct slice path);

/*
 * The areas of a path, ascending, each once: their number, 0 if nobody's;
 * *areas_out is valid until the next call.
 */
size_t owners_index_match(struct owners_index *index, struct slice path,
			  const size_t **areas_out);

/* True if the pattern of a rule was understood; K: is never tried. */
bool owners_index_understands(const struct owners_index *index, size_t rule);

#endif
