/* SPDX-License-Identifier: MIT */
#include "audit/policy/names.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

struct entry {
	size_t from, len; /* in bytes */
	uint64_t hash;
};

/* Open addressing, at most half full; a slot is a number + 1, or 0. */
struct names {
	struct buf bytes;
	struct entry *entries;
	size_t n_entries, n_alloc;
	size_t *slots;
	size_t n_slots; /* a power of two */
};

enum { FIRST_SLOTS = 64 };

struct slice slice_of(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Eight bytes at a time; it never leaves this file, so their order is free. */
static uint64_t hash_of(struct slice text)
{
	uint64_t hash = text.len, word;

	for (; text.len >= sizeof(word); text.len -= sizeof(word)) {
		memcpy(&word, text.at, sizeof(word));
		hash = mix(hash, word);
		text.at += sizeof(word);
	}
	word = 0;
	memcpy(&word, text.at, text.len);
	return mix(hash, word);
}

struct names *names_new(void)
{
	struct names *names = xcalloc(1, sizeof(*names));

	names->bytes = (struct buf)BUF_INIT;
	names->n_slots = FIRST_SLOTS;
	names->slots = xcalloc(names->n_slots, sizeof(*names->slots));
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	buf_release(&names->bytes);
	free(names->entries);
	free(names->slots);
	free(names);
}

size_t names_count(const struct names *names)
{
	return names->n_entries;
}

struct slice names_get(const struct names *names, size_t number)
{
	const struct entry *entry;

	assert(number < names->n_entries);
	entry = &names->entries[number];
	return (struct slice){ names->bytes.data + entry->from, entry->len };
}

/* The slot that holds text, or the free one where it would go. */
static size_t slot_of(const struct names *names, struct slice text,
		      uint64_t hash)
{
	size_t slot = (size_t)hash & (names->n_slots - 1);

	for (; names->slots[slot]; slot = (slot + 1) & (names->n_slots - 1)) {
		size_t number = names->slots[slot] - 1;

		if (names->entries[number].hash == hash &&
		    slice_equal(names_get(names, number), text))
			break;
	}
	return slot;
}

static void grow(struct names *names)
{
	free(names->slots);
	names->n_slots *= 2;
	names->slots = xcalloc(names->n_slots, sizeof(*names->slots));
	for (size_t i = 0; i < names->n_entries; i++) {
		size_t slot = (size_t)names->entries[i].hash;

		for (slot &= names->n_slots - 1; names->slots[slot];)
			slot = (slot + 1) & (names->n_slots - 1);
		names->slots[slot] = i + 1;
	}
}

size_t names_find(const struct names *names, struct slice text)
{
	size_t number = names->slots[slot_of(names, text, hash_of(text))];

	return number ? number - 1 : NAMES_NONE;
}

size_t names_add(struct names *names, struct slice text)
{
	const uint64_t hash = hash_of(text);
	size_t slot = slot_of(names, text, hash);

	if (names->slots[slot])
		return names->slots[slot] - 1;
	names->entries = xgrow(names->entries, names->n_entries,
			       &names->n_alloc, sizeof(*names->entries));
	names->entries[names->n_entries] =
		(struct entry){ names->bytes.len, text.len, hash };
	buf_add(&names->bytes, text.at, text.len);
	names->slots[slot] = ++names->n_entries;
	if (names->n_entries * 2 > names->n_slots)
		grow(names);
	return names->n_entries - 1;
}
