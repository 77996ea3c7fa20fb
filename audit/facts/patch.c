/* SPDX-License-Identifier: MIT */
/* One number for all that a commit changes: equal patches have equal ones. */
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/facts/unit.h"

static int compare_digests(const void *a, const void *b)
{
	return memcmp(a, b, OID_BYTES);
}

/* In the order of the digests: that of the paths is not the same everywhere. */
bool unit_patch(const struct unit *unit, struct oid *patch_out)
{
	struct buf all = BUF_INIT;
	bool is_known = unit->diff == UNIT_DIFF_DONE && unit->n_changes > 0 &&
			!unit->is_merge;

	for (size_t i = 0; is_known && i < unit->n_changes; i++) {
		const struct unit_change *change = &unit->changes[i];

		is_known = change->content == CONTENT_TEXT ||
			   change->content == CONTENT_BINARY;
		buf_add(&all, change->digest.bytes, OID_BYTES);
	}
	if (is_known) {
		qsort(all.data, unit->n_changes, OID_BYTES, compare_digests);
		repository_hash(all.data, all.len, patch_out);
	}
	buf_release(&all);
	return is_known;
}
