/* SPDX-License-Identifier: MIT */
#include "audit/base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum { BLOCK_BYTES = 256 * 1024, ALIGN = _Alignof(max_align_t) };

struct arena_block {
	struct arena_block *next;
	size_t size; /* of data */
	_Alignas(max_align_t) char data[];
};

static void add_block(struct arena *arena, size_t n)
{
	size_t size = n > BLOCK_BYTES ? n : BLOCK_BYTES;
	struct arena_block *block = xmalloc(sizeof(*block) + size);

	block->next = arena->blocks;
	block->size = size;
	arena->blocks = block;
	arena->n_used = 0;
}

void *arena_alloc(struct arena *arena, size_t n)
{
	size_t need = (n + ALIGN - 1) / ALIGN * ALIGN;
	void *piece;

	if (!arena->blocks || arena->blocks->size - arena->n_used < need)
		add_block(arena, need);
	piece = arena->blocks->data + arena->n_used;
	arena->n_used += need;
	return piece;
}

char *arena_copy(struct arena *arena, const void *data, size_t n)
{
	char *copy = arena_alloc(arena, n + 1);

	if (n)
		memcpy(copy, data, n);
	copy[n] = '\0';
	return copy;
}

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
	arena->n_used = 0;
}
