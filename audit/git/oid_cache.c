/* SPDX-License-Identifier: MIT */
#include "audit/git/oid_cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

struct oid_cache_slot {
	struct oid oid;
	void *value;    /* NULL: free, or moved to the young generation */
	size_t n_bytes; /* of the value; 0 only in a free slot */
};

enum { FIRST_SLOTS = 1024 };

/* The slot of an id, or the free one where it would be; ids are hashes. */
static struct oid_cache_slot *find(const struct oid_cache_half *half,
				   const struct oid *oid)
{
	uint64_t hash;
	size_t i;

	memcpy(&hash, oid->bytes, sizeof(hash));
	for (i = (size_t)hash & (half->n_slots - 1);
	     half->slots[i].n_bytes &&
	     oid_compare(&half->slots[i].oid, oid) != 0;
	     i = (i + 1) & (half->n_slots - 1))
		;
	return &half->slots[i];
}

static void grow(struct oid_cache_half *half)
{
	struct oid_cache_half next = *half;

	next.n_slots = half->n_slots ? 2 * half->n_slots : FIRST_SLOTS;
	next.slots = xcalloc(next.n_slots, sizeof(*next.slots));
	for (size_t i = 0; i < half->n_slots; i++)
		if (half->slots[i].n_bytes)
			*find(&next, &half->slots[i].oid) = half->slots[i];
	free(half->slots);
	*half = next;
}

static void insert(struct oid_cache_half *half,
		   const struct oid_cache_slot *slot)
{
	if (2 * (half->n_used + 1) > half->n_slots)
		grow(half);
	*find(half, &slot->oid) = *slot;
	half->n_used++;
	half->n_bytes += slot->n_bytes;
}

static void release(struct oid_cache *cache, struct oid_cache_half *half)
{
	for (size_t i = 0; i < half->n_slots; i++)
		if (half->slots[i].value)
			cache->free_value(half->slots[i].value);
	free(half->slots);
	memset(half, 0, sizeof(*half));
}

void oid_cache_release(struct oid_cache *cache)
{
	release(cache, &cache->young);
	release(cache, &cache->old);
}

void *oid_cache_get(struct oid_cache *cache, const struct oid *oid)
{
	struct oid_cache_slot *slot;

	if (cache->young.n_slots) {
		slot = find(&cache->young, oid);
		if (slot->value)
			return slot->value;
	}
	if (!cache->old.n_slots)
		return NULL;
	slot = find(&cache->old, oid);
	if (!slot->value)
		return NULL;
	insert(&cache->young, slot);
	slot->value = NULL;
	return find(&cache->young, oid)->value;
}

void oid_cache_put(struct oid_cache *cache, const struct oid *oid, void *value,
		   size_t n_bytes)
{
	const struct oid_cache_slot slot = { *oid, value, n_bytes + 1 };

	if (cache->young.n_bytes > cache->n_bytes_max / 2) {
		release(cache, &cache->old);
		cache->old = cache->young;
		memset(&cache->young, 0, sizeof(cache->young));
	}
	insert(&cache->young, &slot);
}
