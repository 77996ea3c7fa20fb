/* SPDX-License-Identifier: MIT */
#ifndef GIT_MEMORY_H
#define GIT_MEMORY_H
/*
 * memory - libgit2's allocations, made by xalloc: where there is no memory
 * the program ends with a message, for libgit2 1.5.1 crashes in some places.
 */

#include <stddef.h>

/*
 * One piece may have this many bytes; more than REPOSITORY_MAX_OBJECT, which
 * an object with its ends needs.  libgit2 takes a failure for that it has no
 * memory, and says so.
 */
#define MEMORY_MAX ((size_t)1000000000)

/* To be called after git_libgit2_init, before other threads. */
void memory_use(void);

#endif
