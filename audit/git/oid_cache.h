/* SPDX-License-Identifier: MIT */
#ifndef GIT_OID_CACHE_H
#define GIT_OID_CACHE_H
/*
 * oid_cache - what was read lately, by object id, within a bound of bytes.
 *
 * There are two generations.  What is asked for comes to the young one; when
 * that is half as large as the bound, the old one is dropped and the young
 * one is the old.  So each call costs the same however many came before.
 */
#include <stddef.h>

#include "audit/git/oid.h"

struct oid_cache_slot;

/* One generation: open addressing, at most half full. */
struct oid_cache_half {
	struct oid_cache_slot *slots; /* n_slots of them, a power of two */
	size_t n_slots, n_used;
	size_t n_bytes; /* of what is in it */
};

/* An embedded value; at first only n_bytes_max and free_value are set. */
struct oid_cache {
	size_t n_bytes_max;
	void (*free_value)(void *value); /* what is dropped; not NULL */
	struct oid_cache_half young, old;
};

void oid_cache_release(struct oid_cache *cache);

/* The value of an id, valid until the next put; NULL: it is not in there. */
void *oid_cache_get(struct oid_cache *cache, const struct oid *oid);

/*
 * Hand over a value, not NULL, of an id that oid_cache_get did not find;
 * n_bytes is what it takes.
 */
void oid_cache_put(struct oid_cache *cache, const struct oid *oid, void *value,
		   size_t n_bytes);

#endif
