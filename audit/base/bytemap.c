/* SPDX-License-Identifier: MIT */
/* Open addressing, linear probing, at most two thirds full. */
#include "audit/base/bytemap.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

struct bytemap_slot {
	const char *key; /* NULL: free */
	size_t len;
	uint64_t hash;
	int64_t value;
};

uint64_t bytemap_hash(const void *data, size_t n)
{
	const unsigned char *bytes = data;
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3;
	hash ^= hash >> 32;
	return hash * 0x9e3779b97f4a7c15;
}

static struct bytemap_slot *find(const struct bytemap *map, const void *key,
				 size_t len, uint64_t hash)
{
	size_t i = (size_t)(hash >> 16) & (map->n_slots - 1);

	for (;; i = (i + 1) & (map->n_slots - 1)) {
		struct bytemap_slot *slot = &map->slots[i];

		if (!slot->key || (slot->hash == hash && slot->len == len &&
				   memcmp(slot->key, key, len) == 0))
			return slot;
	}
}

static void grow(struct bytemap *map)
{
	struct bytemap_slot *old = map->slots;
	size_t n_old = map->n_slots;

	map->n_slots = n_old ? 2 * n_old : 64;
	map->slots = xcalloc(map->n_slots, sizeof(*map->slots));
	for (size_t i = 0; i < n_old; i++)
		if (old[i].key)
			*find(map, old[i].key, old[i].len, old[i].hash) =
				old[i];
	free(old);
}

int64_t bytemap_get(const struct bytemap *map, const void *key, size_t len,
		    int64_t fallback)
{
	const struct bytemap_slot *slot;

	if (!map->n_slots)
		return fallback;
	slot = find(map, key, len, bytemap_hash(key, len));
	return slot->key ? slot->value : fallback;
}

void bytemap_set(struct bytemap *map, const void *key, size_t len,
		 int64_t value)
{
	uint64_t hash = bytemap_hash(key, len);
	struct bytemap_slot *slot;

	if (3 * (map->n_used + 1) > 2 * map->n_slots)
		grow(map);
	slot = find(map, key, len, hash);
	if (!slot->key) {
		slot->key = arena_copy(&map->keys, key, len);
		slot->len = len;
		slot->hash = hash;
		map->n_used++;
	}
	slot->value = value;
}

void bytemap_release(struct bytemap *map)
{
	free(map->slots);
	arena_release(&map->keys);
	memset(map, 0, sizeof(*map));
}
