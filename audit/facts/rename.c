/* SPDX-License-Identifier: MIT */
/*
 * Exact renames by git's rule: each added path, in order, takes the first
 * deleted path of the same blob that is not taken, one with the same file
 * name before others.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/facts/unit.h"
#include "audit/git/treediff.h"

/* git looks no further among paths of one blob. */
enum { MAX_ALTERNATIVES = 100, REGULAR = 0100000 };

struct source {
	const struct oid *blob;
	uint32_t index;
};

static int compare_sources(const void *a, const void *b)
{
	const struct source *left = a, *right = b;
	int order = oid_compare(left->blob, right->blob);

	if (order)
		return order;
	return left->index < right->index ? -1 : left->index > right->index;
}

static const char *file_name(const struct unit_change *change, size_t *len_out)
{
	const char *slash = memrchr(change->path, '/', change->path_len);
	const char *name = slash ? slash + 1 : change->path;

	*len_out = (size_t)(change->path + change->path_len - name);
	return name;
}

static bool same_name(const struct unit_change *a, const struct unit_change *b)
{
	size_t a_len, b_len;
	const char *a_name = file_name(a, &a_len);
	const char *b_name = file_name(b, &b_len);

	return a_len == b_len && memcmp(a_name, b_name, a_len) == 0;
}

/* Regular files whatever their permissions; other kinds only as they are. */
static bool modes_fit(uint32_t a, uint32_t b)
{
	return a == b ||
	       ((a & MODE_TYPE) == REGULAR && (b & MODE_TYPE) == REGULAR);
}

/* The first source of a blob, or n_sources. */
static size_t first_of(const struct source *sources, size_t n_sources,
		       const struct oid *blob)
{
	size_t low = 0, high = n_sources;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (oid_compare(sources[middle].blob, blob) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void pair_one(struct unit_change *changes, uint32_t to,
		     const struct source *sources, size_t n_sources)
{
	struct unit_change *added = &changes[to];
	size_t at = first_of(sources, n_sources, &added->new_blob);
	uint32_t best = 0;
	bool best_has_name = false;

	for (size_t i = 0; at < n_sources && i <= MAX_ALTERNATIVES &&
			   oid_compare(sources[at].blob, &added->new_blob) == 0;
	     at++, i++) {
		struct unit_change *deleted = &changes[sources[at].index];
		bool has_name = same_name(deleted, added);

		if (deleted->pair ||
		    !modes_fit(deleted->old_mode, added->new_mode))
			continue;
		if (!best || (has_name && !best_has_name)) {
			best = sources[at].index + 1;
			best_has_name = has_name;
		}
		if (best_has_name)
			break;
	}
	if (!best)
		return;
	added->pair = best;
	changes[best - 1].pair = to + 1;
}

void unit_pair_renames(struct unit_change *changes, size_t n_changes)
{
	struct source *sources;
	size_t n_sources = 0, n_added = 0;

	for (size_t i = 0; i < n_changes; i++) {
		n_sources += changes[i].status == 'D';
		n_added += changes[i].status == 'A';
	}
	if (!n_sources || !n_added)
		return;
	sources = xcalloc(n_sources, sizeof(*sources));
	n_sources = 0;
	for (uint32_t i = 0; i < n_changes; i++)
		if (changes[i].status == 'D')
			sources[n_sources++] =
				(struct source){ &changes[i].old_blob, i };
	qsort(sources, n_sources, sizeof(*sources), compare_sources);
	for (uint32_t i = 0; i < n_changes; i++)
		if (changes[i].status == 'A')
			pair_one(changes, i, sources, n_sources);
	free(sources);
}
