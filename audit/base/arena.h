/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/*
 * arena - many small pieces of memory that are freed together.
 *
 * Pieces are aligned for any type and stay where they are until
 * arena_release.  Not shared between threads.
 */
#include <stddef.h>

struct arena_block;

/* An embedded value; all zero is an empty arena. */
struct arena {
	struct arena_block *blocks; /* newest first; owned */
	size_t n_used;              /* bytes handed out from the newest block */
};

/* n bytes, not initialised. */
void *arena_alloc(struct arena *arena, size_t n)
	__attribute__((returns_nonnull));

/* A copy of n bytes; a NUL follows it. */
char *arena_copy(struct arena *arena, const void *data, size_t n)
	__attribute__((returns_nonnull));

/* Free all pieces; the arena is empty and usable again. */
void arena_release(struct arena *arena);

#endif
