/* SPDX-License-Identifier: MIT */
/*
 * fault - preloaded, lets one call fail.
 *
 *   FAULT=malloc FAULT_AT=N LD_PRELOAD=fault.so program
 *
 * What can fail: malloc (calloc, realloc too), write (pwrite too), short
 * (the same, half is written), sync, open, rename.  FAULT_ERRNO is what errno
 * becomes.  The Nth call fails, counted over all threads, and all after it if
 * FAULT_ON is set.  Where none has failed, FAULT_MARK, a file, is removed.
 * With FAULT_FILE only reads of files whose path ends so are counted, with
 * FAULT_IN only calls for memory out of the library whose name holds that.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *data, size_t size);

static atomic_long n_calls;
static const char *what, *file_end, *library;
static long at;
static int reason;
static bool go_on;

__attribute__((constructor)) static void begin(void)
{
	const char *number = getenv("FAULT_AT"), *code = getenv("FAULT_ERRNO");

	at = number ? strtol(number, NULL, 10) : 0;
	reason = code ? (int)strtol(code, NULL, 10) : EIO;
	go_on = getenv("FAULT_ON") != NULL;
	file_end = getenv("FAULT_FILE");
	library = getenv("FAULT_IN");
	what = getenv("FAULT");
}

__attribute__((destructor)) static void end(void)
{
	const char *mark = getenv("FAULT_MARK");

	if (mark && n_calls < at)
		unlink(mark);
}

static bool fails(const char *name)
{
	long n;

	if (!what || strcmp(what, name) != 0)
		return false;
	n = ++n_calls;
	if (n != at && !(go_on && n > at))
		return false;
	errno = reason;
	return true;
}

/* Does a call from there, a place in code, find no memory? */
static bool is_empty(const void *there)
{
	Dl_info info;

	if (what && library &&
	    (!dladdr(there, &info) || !strstr(info.dli_fname, library)))
		return false;
	return fails("malloc");
}

#define NO_MEMORY is_empty(__builtin_return_address(0))

void *malloc(size_t size)
{
	return NO_MEMORY ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return NO_MEMORY ? NULL : __libc_calloc(n, size);
}

void *realloc(void *data, size_t size)
{
	return NO_MEMORY ? NULL : __libc_realloc(data, size);
}

/* The function that this one stands before. */
#define NEXT(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset)
{
	if (fails("write"))
		return -1;
	if (size > 1 && fails("short"))
		size /= 2;
	return NEXT(pwrite64)(file, data, size, offset);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t offset)
{
	return pwrite64(file, data, size, offset);
}

ssize_t write(int file, const void *data, size_t size)
{
	if (file > 2 && fails("write"))
		return -1;
	if (file > 2 && size > 1 && fails("short"))
		size /= 2;
	return NEXT(write)(file, data, size);
}

int fsync(int file)
{
	return fails("sync") ? -1 : NEXT(fsync)(file);
}

int fdatasync(int file)
{
	return fails("sync") ? -1 : NEXT(fdatasync)(file);
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? -1 : NEXT(rename)(from, to);
}

/* Is it a read of the file that is to be unreadable? */
static bool is_meant(int file)
{
	char link[64], path[4096];
	const size_t len = file_end ? strlen(file_end) : 0;
	ssize_t n;

	if (!file_end)
		return true;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
	n = readlink(link, path, sizeof(path));
	return n >= (ssize_t)len && memcmp(path + n - len, file_end, len) == 0;
}

ssize_t pread64(int file, void *data, size_t size, off64_t offset)
{
	return is_meant(file) && fails("read")
		       ? -1
		       : NEXT(pread64)(file, data, size, offset);
}

ssize_t read(int file, void *data, size_t size)
{
	return is_meant(file) && fails("read") ? -1
					       : NEXT(read)(file, data, size);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails("open") ? -1 : NEXT(open64)(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open64(path, flags, mode);
}
