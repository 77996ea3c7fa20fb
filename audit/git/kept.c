/* SPDX-License-Identifier: MIT */
#include "audit/git/kept.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void kept_put(struct kept *kept, uint32_t node, const void *data, size_t len)
{
	if (len > KEPT_BYTES - kept->n_bytes)
		return;
	while (kept->n_items <= node) {
		kept->items = xgrow(kept->items, kept->n_items, &kept->n_alloc,
				    sizeof(*kept->items));
		kept->items[kept->n_items++] = (struct kept_commit){ NULL, 0 };
	}
	kept->items[node].data = arena_copy(&kept->arena, data, len);
	kept->items[node].len = len;
	kept->n_bytes += len;
}

bool kept_get(const struct kept *kept, uint32_t node,
	      struct kept_commit *commit_out)
{
	if (node >= kept->n_items || !kept->items[node].data)
		return false;
	*commit_out = kept->items[node];
	return true;
}

void kept_release(struct kept *kept)
{
	arena_release(&kept->arena);
	free(kept->items);
	memset(kept, 0, sizeof(*kept));
}
