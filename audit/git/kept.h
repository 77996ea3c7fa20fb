/* SPDX-License-Identifier: MIT */
#ifndef GIT_KEPT_H
#define GIT_KEPT_H
/*
 * kept - the bytes of commits that the walk has read, so that nobody needs to
 * read them a second time: up to KEPT_BYTES of the first ones.
 *
 * Whoever fills it must be done before others look, in any threads.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/arena.h"

/* As much as 100,000 commits have, most often. */
enum { KEPT_BYTES = 64 << 20 };

struct kept_commit {
	const char *data; /* in the arena; NULL: not kept */
	size_t len;
};

/* All zero is empty; release with kept_release. */
struct kept {
	struct arena arena;
	struct kept_commit *items; /* by node of the graph */
	size_t n_items, n_alloc;
	size_t n_bytes;
};

/* Keep a copy of the commit of a node, if there is room. */
void kept_put(struct kept *kept, uint32_t node, const void *data, size_t len);

/* False if the commit is not kept; data lives as long as kept. */
bool kept_get(const struct kept *kept, uint32_t node,
	      struct kept_commit *commit_out);

void kept_release(struct kept *kept);

#endif
