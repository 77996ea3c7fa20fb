/* SPDX-License-Identifier: MIT */
#ifndef BASE_BYTEMAP_H
#define BASE_BYTEMAP_H
/*
 * bytemap - a hash table from byte strings to integers.
 *
 * Keys are copied; entries are never removed.  The order of entries is not
 * observable, so no output can depend on it.
 */
#include <stdint.h>

#include "audit/base/arena.h"

struct bytemap_slot;

/* An embedded value; all zero is an empty map. */
struct bytemap {
	struct bytemap_slot *slots; /* n_slots of them, a power of two */
	size_t n_slots, n_used;
	struct arena keys;
};

/* The value of a key, or fallback. */
int64_t bytemap_get(const struct bytemap *map, const void *key, size_t len,
		    int64_t fallback);

/* Set the value of a key, new or not. */
void bytemap_set(struct bytemap *map, const void *key, size_t len,
		 int64_t value);

/* Free all; the map is empty and usable again. */
void bytemap_release(struct bytemap *map);

/* FNV-1a over n bytes with a final mix: the hash that the map uses. */
uint64_t bytemap_hash(const void *data, size_t n);

#endif
