/* SPDX-License-Identifier: MIT */
#include "audit/git/similarity.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/git/linecount.h"

enum { PIECE_BYTES = 64 };

struct piece {
	uint64_t hash;
	uint64_t n_bytes; /* of all pieces like it */
};

struct similarity {
	struct repository *repo;
	struct oid blob;
	uint64_t n_bytes; /* of the file */
	bool is_missing;  /* its content is not to be had */
	size_t n_slots;   /* a power of two, more than twice the pieces */
	struct piece
		*slots; /* each piece once; n_bytes 0: free.  NULL: unread */
};

static struct piece *slot_of(const struct similarity *file, uint64_t hash)
{
	size_t at = (size_t)hash & (file->n_slots - 1);

	while (file->slots[at].n_bytes && file->slots[at].hash != hash)
		at = (at + 1) & (file->n_slots - 1);
	return &file->slots[at];
}

/*
 * The next piece of a text: up to 64 bytes or the end of a line, where a
 * carriage return before that does not count.
 */
static const unsigned char *next_piece(const unsigned char *at,
				       const unsigned char *end, bool is_text,
				       struct piece *piece)
{
	unsigned char bytes[PIECE_BYTES];
	size_t n = 0;

	while (at < end && n < PIECE_BYTES) {
		unsigned char c = *at++;

		if (is_text && c == '\r' && at < end && *at == '\n')
			continue;
		bytes[n++] = c;
		if (c == '\n')
			break;
	}
	piece->hash = bytemap_hash(bytes, n);
	piece->n_bytes = n;
	return at;
}

static void cut(struct similarity *file, const struct object *object)
{
	const unsigned char *at = object->data, *end = at + object->len;
	bool is_text = !linecount_is_binary(object->data, object->len);
	struct piece *pieces = NULL;
	size_t n = 0, n_alloc = 0;

	while (at < end) {
		pieces = xgrow(pieces, n, &n_alloc, sizeof(*pieces));
		at = next_piece(at, end, is_text, &pieces[n++]);
	}
	file->n_slots = 16;
	while (file->n_slots <= 2 * n)
		file->n_slots *= 2;
	file->slots = xcalloc(file->n_slots, sizeof(*file->slots));
	for (size_t i = 0; i < n; i++) {
		struct piece *slot = slot_of(file, pieces[i].hash);

		slot->hash = pieces[i].hash;
		slot->n_bytes += pieces[i].n_bytes;
	}
	free(pieces);
}

struct similarity *similarity_read(struct repository *repo,
				   const struct oid *blob)
{
	struct similarity *file;
	size_t n_bytes;

	if (repository_size(repo, blob, &n_bytes) < 0)
		return NULL;
	file = xcalloc(1, sizeof(*file));
	file->repo = repo;
	file->blob = *blob;
	file->n_bytes = n_bytes;
	return file;
}

/* Cut it into pieces, unless that was done; false where it is missing. */
static bool load(struct similarity *file)
{
	struct object object;

	if (file->slots || file->is_missing)
		return !file->is_missing;
	file->is_missing =
		repository_read(file->repo, &file->blob, &object, NULL) < 0;
	if (file->is_missing)
		return false;
	cut(file, &object);
	object_release(&object);
	return true;
}

void similarity_free(struct similarity *file)
{
	if (!file)
		return;
	free(file->slots);
	free(file);
}

/* As git does, without a look at files whose sizes alone rule it out. */
int similarity_score(struct similarity *a, struct similarity *b)
{
	uint64_t larger = a->n_bytes > b->n_bytes ? a->n_bytes : b->n_bytes;
	uint64_t smaller = a->n_bytes + b->n_bytes - larger;
	uint64_t n_common = 0;

	if (!larger || smaller * SIMILARITY_MAX / larger < SIMILARITY_RENAME ||
	    !load(a) || !load(b))
		return 0;
	for (size_t i = 0; i < a->n_slots; i++) {
		const struct piece *x = &a->slots[i];
		uint64_t n = x->n_bytes ? slot_of(b, x->hash)->n_bytes : 0;

		n_common += n < x->n_bytes ? n : x->n_bytes;
	}
	return (int)(n_common * SIMILARITY_MAX / larger);
}
