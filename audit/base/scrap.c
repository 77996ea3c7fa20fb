/* SPDX-License-Identifier: MIT */
#include "audit/base/scrap.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

/* Folders of a report, in that of verify, and one to spare. */
enum { DEPTH_MAX = 4 };

/* Other threads may still be at it: how often a folder is gone through. */
enum { TRIES_MAX = 100 };

struct scrap {
	char *path;
	atomic_bool is_wanted; /* to be removed */
};

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void remove_in(int parent, const char *name, int depth);

/* One pass; opendir would ask for memory. */
static void remove_entries(int folder, int depth)
{
	union {
		struct dirent64 first; /* for its alignment */
		char bytes[4096];
	} some;
	long n;

	while ((n = syscall(SYS_getdents64, folder, &some, sizeof(some))) > 0) {
		long at = 0;

		while (at < n) {
			const struct dirent64 *entry =
				(const void *)(some.bytes + at);

			at += entry->d_reclen;
			if (!is_dots(entry->d_name) &&
			    unlinkat(folder, entry->d_name, 0) < 0)
				remove_in(folder, entry->d_name, depth - 1);
		}
	}
}

static void remove_in(int parent, const char *name, int depth)
{
	int folder, tries = 0;

	if (depth == 0)
		return;
	folder = openat(parent, name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return;
	do {
		lseek(folder, 0, SEEK_SET);
		remove_entries(folder, depth);
	} while (unlinkat(parent, name, AT_REMOVEDIR) < 0 &&
		 ++tries < TRIES_MAX);
	close(folder);
}

void scrap_remove(const char *path)
{
	remove_in(AT_FDCWD, path, DEPTH_MAX);
}

#ifdef __GLIBC__
static void at_exit(int status, void *data)
{
	struct scrap *scrap = data;

	if (status == EXIT_NO_MEMORY && scrap->is_wanted)
		scrap_remove(scrap->path);
	free(scrap->path);
	free(scrap);
}
#endif

struct scrap *scrap_new(const char *template)
{
	struct scrap *scrap = xcalloc(1, sizeof(*scrap));

	scrap->path = xstrdup(template);
#ifdef __GLIBC__
	on_exit(at_exit, scrap); /* without room for it there is none left */
#endif
	if (!mkdtemp(scrap->path))
		return NULL;
	scrap->is_wanted = true;
	return scrap;
}

const char *scrap_place(void)
{
	const char *folder = getenv("TMPDIR");

	return folder && *folder ? folder : "/tmp";
}

struct scrap *scrap_temporary(void)
{
	struct buf template = BUF_INIT;
	struct scrap *scrap;

	buf_addf(&template, "%s/git-provenance-XXXXXX", scrap_place());
	scrap = scrap_new(template.data);
	buf_release(&template);
	return scrap;
}

const char *scrap_path(const struct scrap *scrap)
{
	return scrap->path;
}

void scrap_end(struct scrap *scrap)
{
	scrap->is_wanted = false;
}
