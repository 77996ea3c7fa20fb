/* SPDX-License-Identifier: MIT */
#ifndef GIT_MEMORY_H
#define GIT_MEMORY_H
/*
 * memory - libgit2's allocations, made by xalloc: where there is no memory
 * the program ends with a message.  libgit2 1.5.1 crashes in some places.
 */

/* To be called after git_libgit2_init, before other threads. */
void memory_use(void);

#endif
