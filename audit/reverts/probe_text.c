/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_text.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/linecount.h"

enum { N_BUCKETS = 8192, STORE_BYTES = 20 << 20 };

struct entry {
	struct probe_text text;
	struct oid blob;
	struct entry *next;          /* in its bucket */
	struct entry *newer, *older; /* by when it was asked for */
	uint64_t lines[];
};

struct probe_texts {
	struct repository *repo;
	struct entry *newest, *oldest;
	size_t n_bytes;
	struct probe_hashes hashes; /* of the file at hand */
	struct entry *buckets[N_BUCKETS];
};

/* --- hashing --- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0xff51afd7ed558ccd;
	return hash ^ hash >> 32;
}

static uint64_t hash_line(const char *at, size_t n)
{
	uint64_t hash = 0x9e3779b97f4a7c15 + n, word;

	for (; n >= sizeof(word); n -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	memcpy(&word, at, n);
	hash = mix(mix(hash, word), n + 1);
	return hash ? hash : 1;
}

size_t probe_text_hash(const char *data, size_t n, struct probe_hashes *out)
{
	const char *end = data + n;
	size_t n_lines = 0;

	while (data < end) {
		const char *stop = memchr(data, '\n', (size_t)(end - data));

		stop = stop ? stop + 1 : end;
		out->at = xgrow(out->at, n_lines, &out->n_alloc,
				sizeof(*out->at));
		out->at[n_lines++] = hash_line(data, (size_t)(stop - data));
		data = stop;
	}
	return n_lines;
}

/* --- the store --- */

struct probe_texts *probe_texts_new(struct repository *repo)
{
	struct probe_texts *texts = xcalloc(1, sizeof(*texts));

	texts->repo = repo;
	return texts;
}

static struct entry **bucket_of(struct probe_texts *texts,
				const struct oid *blob)
{
	uint32_t hash;

	memcpy(&hash, blob->bytes, sizeof(hash));
	return &texts->buckets[hash % N_BUCKETS];
}

static void unlink_entry(struct probe_texts *texts, struct entry *entry)
{
	*(entry->newer ? &entry->newer->older : &texts->newest) = entry->older;
	*(entry->older ? &entry->older->newer : &texts->oldest) = entry->newer;
}

static void link_newest(struct probe_texts *texts, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = texts->newest;
	*(texts->newest ? &texts->newest->newer : &texts->oldest) = entry;
	texts->newest = entry;
}

static size_t size_of(const struct entry *entry)
{
	return sizeof(*entry) + entry->text.n_lines * sizeof(uint64_t);
}

/* Out of the list and its bucket; the caller frees it. */
static struct entry *take_oldest(struct probe_texts *texts)
{
	struct entry *entry = texts->oldest;
	struct entry **at;

	if (!entry)
		return NULL;
	at = bucket_of(texts, &entry->blob);
	while (*at != entry)
		at = &(*at)->next;
	*at = entry->next;
	unlink_entry(texts, entry);
	texts->n_bytes -= size_of(entry);
	return entry;
}

void probe_texts_free(struct probe_texts *texts)
{
	struct entry *older;

	if (!texts)
		return;
	for (struct entry *entry = texts->newest; entry; entry = older) {
		older = entry->older;
		free(entry);
	}
	free(texts->hashes.at);
	free(texts);
}

void probe_texts_trim(struct probe_texts *texts)
{
	while (texts->n_bytes > STORE_BYTES)
		free(take_oldest(texts));
}

static struct entry *read_entry(struct probe_texts *texts,
				const struct oid *blob)
{
	struct object object = { 0 };
	bool is_here = repository_read(texts->repo, blob, &object, NULL) == 0;
	bool is_binary = false;
	struct entry *entry;
	size_t n_lines = 0;

	if (is_here && object.kind != OBJECT_BLOB)
		is_here = false;
	if (is_here)
		is_binary = linecount_is_binary(object.data, object.len);
	if (is_here && !is_binary)
		n_lines = probe_text_hash((const char *)object.data, object.len,
					  &texts->hashes);
	entry = xmalloc(sizeof(*entry) + n_lines * sizeof(uint64_t));
	memset(entry, 0, sizeof(*entry));
	entry->blob = *blob;
	entry->text.lines = entry->lines;
	entry->text.n_lines = (uint32_t)n_lines;
	entry->text.is_here = is_here;
	entry->text.is_binary = is_binary;
	if (n_lines)
		memcpy(entry->lines, texts->hashes.at,
		       n_lines * sizeof(uint64_t));
	if (object.handle)
		object_release(&object);
	return entry;
}

const struct probe_text *probe_texts_get(struct probe_texts *texts,
					 const struct oid *blob)
{
	struct entry **bucket = bucket_of(texts, blob);
	struct entry *entry = *bucket;

	while (entry && oid_compare(&entry->blob, blob) != 0)
		entry = entry->next;
	if (entry) {
		unlink_entry(texts, entry);
	} else {
		entry = read_entry(texts, blob);
		entry->next = *bucket;
		*bucket = entry;
		texts->n_bytes += size_of(entry);
	}
	link_newest(texts, entry);
	return &entry->text;
}
