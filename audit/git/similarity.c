/* SPDX-License-Identifier: MIT */
#include "audit/git/similarity.h"

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
	uint64_t n_bytes; /* of the file */
	size_t n_pieces;
	struct piece *pieces; /* by hash, each once */
};

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *left = a, *right = b;

	return (left->hash > right->hash) - (left->hash < right->hash);
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
	size_t n = 0, n_alloc = 0;

	while (at < end) {
		file->pieces =
			xgrow(file->pieces, n, &n_alloc, sizeof(*file->pieces));
		at = next_piece(at, end, is_text, &file->pieces[n++]);
	}
	if (n)
		qsort(file->pieces, n, sizeof(*file->pieces), compare_pieces);
	for (size_t i = 0; i < n; i++) {
		struct piece *last = &file->pieces[file->n_pieces];

		if (file->n_pieces && last[-1].hash == file->pieces[i].hash)
			last[-1].n_bytes += file->pieces[i].n_bytes;
		else
			file->pieces[file->n_pieces++] = file->pieces[i];
	}
}

struct similarity *similarity_read(struct repository *repo,
				   const struct oid *blob)
{
	struct similarity *file;
	struct object object;

	if (repository_read(repo, blob, &object, NULL) < 0)
		return NULL;
	file = xcalloc(1, sizeof(*file));
	file->n_bytes = object.len;
	cut(file, &object);
	object_release(&object);
	return file;
}

void similarity_free(struct similarity *file)
{
	if (!file)
		return;
	free(file->pieces);
	free(file);
}

int similarity_score(const struct similarity *a, const struct similarity *b)
{
	uint64_t larger = a->n_bytes > b->n_bytes ? a->n_bytes : b->n_bytes;
	uint64_t n_common = 0;

	for (size_t i = 0, k = 0; i < a->n_pieces && k < b->n_pieces;) {
		const struct piece *x = &a->pieces[i], *y = &b->pieces[k];

		if (x->hash == y->hash)
			n_common += x->n_bytes < y->n_bytes ? x->n_bytes
							    : y->n_bytes;
		i += x->hash <= y->hash;
		k += y->hash <= x->hash;
	}
	return larger ? (int)(n_common * SIMILARITY_MAX / larger) : 0;
}
