/* SPDX-License-Identifier: MIT */
#include "audit/git/memory.h"

#include <stdlib.h>
#include <string.h>

#include <git2.h>
#include <git2/sys/alloc.h>

#include "audit/base/xalloc.h"

static void *take(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return xmalloc(n);
}

static void *resize(void *data, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return xreallocarray(data, n, 1);
}

/* Later versions make these of the ones above. */
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
static void *take_zeroed(size_t n, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return xcalloc(n, size);
}

static char *copy(const char *text, const char *file, int line)
{
	(void)file;
	(void)line;
	return xstrdup(text);
}

static char *copy_upto(const char *text, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return xmemdup0(text, strnlen(text, n));
}

static char *copy_n(const char *text, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return xmemdup0(text, n);
}

static void *resize_array(void *data, size_t n, size_t size, const char *file,
			  int line)
{
	(void)file;
	(void)line;
	return xreallocarray(data, n, size);
}

static void *take_array(size_t n, size_t size, const char *file, int line)
{
	return resize_array(NULL, n, size, file, line);
}
#endif

void memory_use(void)
{
	git_allocator allocator = {
		.gmalloc = take,
		.grealloc = resize,
		.gfree = free,
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
		.gcalloc = take_zeroed,
		.gstrdup = copy,
		.gstrndup = copy_upto,
		.gsubstrdup = copy_n,
		.greallocarray = resize_array,
		.gmallocarray = take_array,
#endif
	};

	git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}
