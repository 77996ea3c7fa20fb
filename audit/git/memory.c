/* SPDX-License-Identifier: MIT */
#include "audit/git/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>
#include <git2/sys/alloc.h>

#include "audit/base/xalloc.h"

/* No more than this for anything of libgit2's, n pieces of size bytes. */
static bool is_too_much(size_t n, size_t size)
{
	return size && n > MEMORY_MAX / size;
}

static void *take(size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_too_much(n, 1) ? NULL : xmalloc(n);
}

static void *resize(void *data, size_t n, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_too_much(n, 1) ? NULL : xreallocarray(data, n, 1);
}

/* Later versions make these of the ones above. */
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
static void *take_zeroed(size_t n, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_too_much(n, size) ? NULL : xcalloc(n, size);
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
	return is_too_much(n, size) ? NULL : xreallocarray(data, n, size);
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
