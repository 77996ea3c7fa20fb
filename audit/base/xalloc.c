/* SPDX-License-Identifier: MIT */
#include "audit/base/xalloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void *or_die(void *ptr)
{
	if (!ptr) {
		fputs("git-provenance: out of memory; close other programs, or "
		      "run it where there is more\n",
		      stderr);
		exit(EXIT_NO_MEMORY);
	}
	return ptr;
}

void *xmalloc(size_t n)
{
	return or_die(malloc(n ? n : 1));
}

void *xcalloc(size_t n, size_t size)
{
	return or_die(calloc(n ? n : 1, size ? size : 1));
}

void *xreallocarray(void *ptr, size_t n, size_t size)
{
	if (n == 0 || size == 0)
		n = size = 1;
	if (n > SIZE_MAX / size)
		return or_die(NULL);
	return or_die(realloc(ptr, n * size));
}

char *xstrdup(const char *s)
{
	return xmemdup0(s, strlen(s));
}

char *xmemdup0(const void *data, size_t n)
{
	char *copy = xmalloc(n + 1);

	if (n)
		memcpy(copy, data, n);
	copy[n] = '\0';
	return copy;
}

void *xgrow(void *items, size_t n_items, size_t *n_alloc, size_t size)
{
	if (n_items < *n_alloc)
		return or_die(items);
	*n_alloc = n_items < 16 ? 16 : n_items + n_items / 2;
	return xreallocarray(items, *n_alloc, size);
}

void xtrim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
