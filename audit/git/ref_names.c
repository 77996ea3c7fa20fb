/* SPDX-License-Identifier: MIT */
#include "audit/git/ref_names.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/base/buf.h"

struct search {
	size_t name_at; /* where, in a path, the name of a ref begins */
	ref_names_fn *visit;
	void *context;
	struct buf path;
};

static int search_folder(struct search *search, struct err *err);

static int cannot_read(const struct search *search, struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "cannot read refs in '%s': %s; see to it that they can "
		       "be read, and audit again",
		       search->path.data, strerror(errno));
}

/* A link is not followed as a folder: it may lead back. */
static int see_entry(struct search *search, const char *entry, struct err *err)
{
	const size_t len = search->path.len;
	struct stat info;
	int ret = 0;

	if (strcmp(entry, ".") == 0 || strcmp(entry, "..") == 0)
		return 0;
	buf_add_str(&search->path, entry);
	if (lstat(search->path.data, &info) < 0) {
		ret = errno == ENOENT ? 0 : cannot_read(search, err);
	} else if (S_ISDIR(info.st_mode)) {
		buf_add_char(&search->path, '/');
		ret = search_folder(search, err);
	} else {
		search->visit(search->context,
			      search->path.data + search->name_at);
	}
	buf_truncate(&search->path, len);
	return ret;
}

static int search_folder(struct search *search, struct err *err)
{
	DIR *folder = opendir(search->path.data);
	const struct dirent *entry;
	int ret = 0;

	if (!folder)
		return errno == ENOENT || errno == ENOTDIR
			       ? 0
			       : cannot_read(search, err);
	errno = 0;
	while (ret == 0 && (entry = readdir(folder))) {
		ret = see_entry(search, entry->d_name, err);
		errno = 0;
	}
	if (ret == 0 && errno)
		ret = cannot_read(search, err);
	closedir(folder);
	return ret;
}

int ref_names_visit(const char *folder, const char *prefix, ref_names_fn *visit,
		    void *context, struct err *err)
{
	struct search search = { .name_at = strlen(folder),
				 .visit = visit,
				 .context = context,
				 .path = BUF_INIT };
	int ret;

	buf_addf(&search.path, "%s%s", folder, prefix);
	ret = search_folder(&search, err);
	buf_release(&search.path);
	return ret;
}
