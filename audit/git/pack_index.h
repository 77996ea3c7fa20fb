/* SPDX-License-Identifier: MIT */
#ifndef GIT_PACK_INDEX_H
#define GIT_PACK_INDEX_H
/*
 * pack_index - whether the indexes of packs are whole.
 *
 * libgit2 1.5 trusts what stands in them: one wrong bit in a table of
 * offsets makes it read behind the end of the file.
 */
#include <stdbool.h>

#include "audit/base/err.h"

/*
 * Look at the indexes of all packs below an objects folder and its
 * alternates.  Without all_bytes only at what libgit2 would trust, a
 * millisecond for 100,000 objects; with it, at the hash at the end of each
 * index too, also of a multi-pack-index.  FAIL_WORLD names the first that is
 * damaged, and what mends it.
 */
int pack_index_check(const char *objects, bool all_bytes, struct err *err);

/* How many packs of an objects folder have an index; not of its alternates. */
int pack_index_count(const char *objects);

#endif
