/* SPDX-License-Identifier: MIT */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H
/*
 * xalloc - memory or the end.  Each function either returns memory that the
 * caller frees with free(), or prints one line and exits with status 70.
 */
#include <stddef.h>

/* The exit status for "no memory" and for bugs: sysexits' EX_SOFTWARE. */
enum { EXIT_NO_MEMORY = 70, EXIT_BUG = 70 };

/* n bytes, not initialised; n = 0 gives a valid pointer. */
void *xmalloc(size_t n) __attribute__((malloc, returns_nonnull));

/* n items of size bytes, zeroed; an overflow of the product ends it too. */
void *xcalloc(size_t n, size_t size) __attribute__((malloc, returns_nonnull));

/* ptr (NULL allowed) resized to n items of size bytes. */
void *xreallocarray(void *ptr, size_t n, size_t size)
	__attribute__((returns_nonnull));

/* A copy of a NUL-terminated string. */
char *xstrdup(const char *s) __attribute__((malloc, returns_nonnull));

/* A NUL-terminated copy of n bytes (which may hold NULs themselves). */
char *xmemdup0(const void *data, size_t n)
	__attribute__((malloc, returns_nonnull));

/*
 * Make room for one more item in a growing array: returns items, moved if
 * need be, and sets *n_alloc.  The new room is not initialised.
 */
void *xgrow(void *items, size_t n_items, size_t *n_alloc, size_t size)
	__attribute__((returns_nonnull));

/*
 * Give what is free back to the system, where the C library can: between two
 * stages that each need much, or the peak is the sum of them.
 */
void xtrim(void);

#endif
