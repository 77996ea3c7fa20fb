/* SPDX-License-Identifier: MIT */
#include "report/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/scrap.h"
#include "audit/base/xalloc.h"

struct folder {
	char *path; /* wanted, without slashes at the end */
	struct scrap *scrap;
	const char *making; /* "path.new-XXXXXX", its; NULL once kept */
	char **names;       /* files, as given to folder_create */
	size_t n_names, n_alloc;
	const char *open; /* the one of names that was opened last */
};

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static char *joined(const char *folder, const char *name)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", folder, name);
	return buf_detach(&path, NULL);
}

/* The text of the manifest in a folder; empty where there is none. */
static int read_manifest(const char *path, struct buf *out, struct err *err)
{
	char *name = joined(path, "manifest.json");
	FILE *file = fopen(name, "rb");
	char bytes[4096];
	size_t n;
	int ret = 0;

	while (file && (n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(out, bytes, n);
	if (file && ferror(file))
		ret = err_set(err, FAIL_WORLD,
			      "cannot read '%s'; see to it that it can be "
			      "read, or name another folder with --out",
			      name);
	if (file)
		fclose(file);
	free(name);
	return ret;
}

/* 0 if the manifest lists the file: then an earlier report wrote it. */
static int check_file(const char *path, const char *name,
		      const struct buf *manifest, struct err *err)
{
	struct buf quoted = BUF_INIT;
	bool listed;

	buf_addf(&quoted, "\"%s\"", name);
	listed = strcmp(name, "manifest.json") == 0 ||
		 strstr(manifest->data, quoted.data);
	buf_release(&quoted);
	if (listed)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "folder '%s' holds '%s', which is no part of a report; "
		       "name another folder with --out",
		       path, name);
}

/* A link to a folder is no folder; not every file system fills d_type. */
static bool is_folder(DIR *dir, const char *name)
{
	struct stat st;

	return fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

/* Check what the folder path/below holds; below is "" or ends in "/". */
static int check_files(const char *path, const char *below,
		       const struct buf *manifest, struct err *err)
{
	char *full = joined(path, below);
	DIR *dir = opendir(full);
	struct dirent *entry;
	int ret = 0;

	if (!dir)
		ret = err_set(err, FAIL_WORLD,
			      "cannot read folder '%s': %s; %s", full,
			      strerror(errno), hint_of(errno));
	while (dir && ret == 0 && (entry = readdir(dir))) {
		struct buf name = BUF_INIT;

		buf_addf(&name, "%s%s", below, entry->d_name);
		if (is_dots(entry->d_name))
			; /* the folder itself */
		else if (!*below && is_folder(dir, entry->d_name)) {
			buf_add_char(&name, '/');
			ret = check_files(path, name.data, manifest, err);
		} else
			ret = check_file(path, name.data, manifest, err);
		buf_release(&name);
	}
	if (dir)
		closedir(dir);
	free(full);
	return ret;
}

/* 0 if nothing but a report is lost when the path is replaced. */
static int check_old(const char *path, struct err *err)
{
	struct buf manifest = BUF_INIT;
	struct stat st;
	int ret;

	if (stat(path, &st) < 0 && errno == ENOENT)
		return 0;
	if (!S_ISDIR(st.st_mode))
		return err_set(err, FAIL_WORLD,
			       "cannot write the report to '%s': not a folder; "
			       "name one with --out",
			       path);
	ret = read_manifest(path, &manifest, err);
	if (ret == 0)
		ret = check_files(path, "", &manifest, err);
	buf_release(&manifest);
	return ret;
}

/* A folder with the rights that mkdir would give. */
static int make_sibling(struct folder *folder, struct err *err)
{
	struct buf name = BUF_INIT;
	mode_t mask = umask(0);

	umask(mask);
	buf_addf(&name, "%s.new-XXXXXX", folder->path);
	folder->scrap = scrap_new(name.data);
	buf_release(&name);
	if (!folder->scrap)
		return err_set(err, FAIL_WORLD,
			       "cannot make a folder beside '%s': %s; name "
			       "another place with --out",
			       folder->path, strerror(errno));
	folder->making = scrap_path(folder->scrap);
	if (chmod(folder->making, 0777 & ~mask) < 0)
		return err_set(err, FAIL_WORLD, "folder '%s': %s; %s",
			       folder->making, strerror(errno), hint_of(errno));
	return 0;
}

/* "." and symlinks have no sibling of their own: take what they mean. */
static char *plain_path(const char *path)
{
	char *real = realpath(path, NULL);
	size_t len;

	if (!real)
		real = xstrdup(path);
	len = strlen(real);
	while (len > 1 && real[len - 1] == '/')
		real[--len] = '\0';
	return real;
}

int folder_open(const char *path, struct folder **folder_out, struct err *err)
{
	struct folder *folder;

	if (!*path)
		return err_set(err, FAIL_USAGE, "--out wants a folder");
	folder = xcalloc(1, sizeof(*folder));
	folder->path = plain_path(path);
	if (check_old(folder->path, err) < 0 || make_sibling(folder, err) < 0) {
		folder_free(folder);
		return -1;
	}
	*folder_out = folder;
	return 0;
}

static int cannot_write(const struct folder *folder, const char *name,
			struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "cannot write '%s' of report '%s': %s; the report of "
		       "before is kept: %s",
		       name, folder->path, strerror(errno), hint_of(errno));
}

static void add_name(struct folder *folder, const char *name)
{
	folder->names = xgrow((void *)folder->names, folder->n_names,
			      &folder->n_alloc, sizeof(*folder->names));
	folder->names[folder->n_names++] = xstrdup(name);
	folder->open = folder->names[folder->n_names - 1];
}

int folder_create(struct folder *folder, const char *name, FILE **file_out,
		  struct err *err)
{
	char *path = joined(folder->making, name);
	char *slash = strchr(name, '/') ? strrchr(path, '/') : NULL;
	FILE *file = NULL;
	int ret = -1;

	if (slash) {
		*slash = '\0';
		if (mkdir(path, 0777) < 0 && errno != EEXIST) {
			cannot_write(folder, name, err);
			goto out;
		}
		*slash = '/';
	}
	file = fopen(path, "wbx");
	if (!file) {
		cannot_write(folder, name, err);
		goto out;
	}
	add_name(folder, name);
	*file_out = file;
	ret = 0;
out:
	free(path);
	return ret;
}

int folder_append(struct folder *folder, const char *name, FILE **file_out,
		  bool *is_there_out, struct err *err)
{
	size_t at = 0;
	char *path;

	while (at < folder->n_names && strcmp(folder->names[at], name) != 0)
		at++;
	*is_there_out = at < folder->n_names;
	if (!*is_there_out)
		return folder_create(folder, name, file_out, err);
	folder->open = folder->names[at];
	path = joined(folder->making, name);
	*file_out = fopen(path, "ab");
	free(path);
	return *file_out ? 0 : cannot_write(folder, name, err);
}

int folder_close(struct folder *folder, FILE *file, struct err *err)
{
	const char *name = folder->open;
	bool failed = fflush(file) != 0 || ferror(file);

	if (failed && err)
		cannot_write(folder, name, err);
	if (fclose(file) != 0 && !failed && err)
		return cannot_write(folder, name, err);
	return failed || !err ? -1 : 0;
}

int folder_write(struct folder *folder, const char *name, const void *data,
		 size_t len, struct err *err)
{
	FILE *file;

	if (folder_create(folder, name, &file, err) < 0)
		return -1;
	fwrite(data, 1, len, file);
	return folder_close(folder, file, err);
}

static int by_name(const void *a, const void *b)
{
	const char *const *left = (const char *const *)a;
	const char *const *right = (const char *const *)b;

	return strcmp(*left, *right);
}

const char *const *folder_names(struct folder *folder, size_t *n_names_out)
{
	qsort((void *)folder->names, folder->n_names, sizeof(*folder->names),
	      by_name);
	*n_names_out = folder->n_names;
	return (const char *const *)folder->names;
}

void folder_path(const struct folder *folder, const char *name, struct buf *out)
{
	buf_addf(out, "%s/%s", folder->making, name);
}

int folder_keep(struct folder *folder, struct err *err)
{
	struct buf old = BUF_INIT;
	int ret = -1;

	buf_addf(&old, "%s.old", folder->making);
	if (rename(folder->path, old.data) < 0 && errno != ENOENT) {
		err_set(err, FAIL_WORLD,
			"cannot replace '%s': %s; name another folder with "
			"--out",
			folder->path, strerror(errno));
		goto out;
	}
	if (rename(folder->making, folder->path) < 0) {
		err_set(err, FAIL_WORLD,
			"cannot make '%s': %s; name another folder with --out",
			folder->path, strerror(errno));
		rename(old.data, folder->path);
		goto out;
	}
	scrap_end(folder->scrap);
	folder->making = NULL;
	scrap_remove(old.data);
	ret = 0;
out:
	buf_release(&old);
	return ret;
}

void folder_free(struct folder *folder)
{
	if (!folder)
		return;
	if (folder->making)
		scrap_remove(folder->making);
	if (folder->scrap)
		scrap_end(folder->scrap);
	for (size_t i = 0; i < folder->n_names; i++)
		free(folder->names[i]);
	free((void *)folder->names);
	free(folder->path);
	free(folder);
}
