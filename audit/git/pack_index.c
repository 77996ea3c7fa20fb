/* SPDX-License-Identifier: MIT */
/*
 * An index of version 2, all numbers with the highest byte first:
 *
 *   magic, version │ 256 counts │ ids │ CRCs │ offsets │ large │ 2 hashes
 *         8        │    1024    │ 20n │  4n  │   4n    │ 8k    │   40
 *
 * An offset with its highest bit set is a place in the table of large ones.
 * Version 1 has neither magic nor large offsets.  The last hash is that of
 * all before it, as at the end of a multi-pack-index.
 */
#include "audit/git/pack_index.h"

#include <dirent.h>
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/git/object_dirs.h"
#include "audit/git/oid.h"

enum {
	HEAD_BYTES = 8,
	COUNTS = 256,
	COUNT_BYTES = 4 * COUNTS,
	END_BYTES = 2 * OID_BYTES,
	LARGE_BYTES = 8
};

/* A file in memory; empty is { NULL, 0 }. */
struct file {
	const unsigned char *data;
	size_t len;
};

static uint32_t number_at(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

/* How many objects the counts tell of; false where one is less than another. */
static bool read_counts(const unsigned char *counts, size_t *n_out)
{
	uint32_t n = 0;

	for (int i = 0; i < COUNTS; i++) {
		const uint32_t next = number_at(counts + 4 * i);

		if (next < n)
			return false;
		n = next;
	}
	*n_out = n;
	return true;
}

static bool is_sound_v1(const struct file *file)
{
	size_t n;

	return file->len >= COUNT_BYTES + END_BYTES &&
	       read_counts(file->data, &n) &&
	       file->len == COUNT_BYTES + n * (4 + OID_BYTES) + END_BYTES;
}

static bool is_sound_v2(const struct file *file)
{
	const unsigned char *offsets;
	size_t n, n_large, len = HEAD_BYTES + COUNT_BYTES + END_BYTES;

	if (file->len < len || number_at(file->data + 4) != 2 ||
	    !read_counts(file->data + HEAD_BYTES, &n))
		return false;
	len += n * (OID_BYTES + 4 + 4);
	if (file->len < len || (file->len - len) % LARGE_BYTES)
		return false;
	n_large = (file->len - len) / LARGE_BYTES;
	offsets = file->data + HEAD_BYTES + COUNT_BYTES + n * (OID_BYTES + 4);
	for (size_t i = 0; i < n; i++) {
		const uint32_t offset = number_at(offsets + 4 * i);

		if (offset >> 31 && (offset & INT32_MAX) >= n_large)
			return false;
	}
	return n_large <= n;
}

static bool is_sound(const struct file *file)
{
	static const unsigned char magic[] = { 0xff, 't', 'O', 'c' };

	if (file->len >= HEAD_BYTES &&
	    memcmp(file->data, magic, sizeof(magic)) == 0)
		return is_sound_v2(file);
	return is_sound_v1(file);
}

static bool has_right_hash(const struct file *file)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA1);
	unsigned char hash[OID_BYTES];
	gsize len = sizeof(hash);
	bool is_right = false;

	if (file->len > sizeof(hash)) {
		const size_t end = file->len - sizeof(hash);

		g_checksum_update(sum, file->data, (gssize)end);
		g_checksum_get_digest(sum, hash, &len);
		is_right = memcmp(file->data + end, hash, sizeof(hash)) == 0;
	}
	g_checksum_free(sum);
	return is_right;
}

/* False where it cannot be read, which libgit2 will say. */
static bool map(const char *path, struct file *file_out)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat info;
	void *data;

	if (fd < 0)
		return false;
	data = fstat(fd, &info) < 0 || info.st_size <= 0
		       ? MAP_FAILED
		       : mmap(NULL, (size_t)info.st_size, PROT_READ,
			      MAP_PRIVATE, fd, 0);
	close(fd);
	if (data == MAP_FAILED)
		return false;
	*file_out = (struct file){ data, (size_t)info.st_size };
	return true;
}

static void unmap(struct file *file)
{
	munmap((void *)(uintptr_t)file->data, file->len);
}

static int check_index(const char *path, bool all_bytes, struct err *err)
{
	const int len = (int)(strlen(path) - strlen(".idx"));
	struct file file;
	bool is_whole;

	if (!map(path, &file))
		return 0;
	is_whole = is_sound(&file) && (!all_bytes || has_right_hash(&file));
	unmap(&file);
	if (is_whole)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "pack index '%s' is damaged; remove it and make it "
		       "anew: git index-pack '%.*s.pack'",
		       path, len, path);
}

static int check_multi(const char *path, struct err *err)
{
	struct file file;
	bool is_whole;

	if (!map(path, &file))
		return 0;
	is_whole = has_right_hash(&file);
	unmap(&file);
	if (is_whole)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "'%s' is damaged; remove it and make it anew: git "
		       "multi-pack-index write",
		       path);
}

static bool ends_in_idx(const char *name)
{
	const size_t len = strlen(name);

	return len > 4 && strcmp(name + len - 4, ".idx") == 0;
}

static int check_folder(void *context, const char *objects, struct err *err)
{
	const bool all_bytes = *(const bool *)context;
	struct buf path = BUF_INIT;
	const struct dirent *entry;
	DIR *dir;
	int ret = 0;

	buf_addf(&path, "%s/pack", objects);
	dir = opendir(path.data);
	while (ret == 0 && dir && (entry = readdir(dir))) {
		buf_clear(&path);
		buf_addf(&path, "%s/pack/%s", objects, entry->d_name);
		if (ends_in_idx(entry->d_name))
			ret = check_index(path.data, all_bytes, err);
		else if (all_bytes &&
			 strcmp(entry->d_name, "multi-pack-index") == 0)
			ret = check_multi(path.data, err);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
	return ret;
}

int pack_index_check(const char *objects, bool all_bytes, struct err *err)
{
	return object_dirs_visit(objects, check_folder, &all_bytes, err);
}

int pack_index_count(const char *objects)
{
	struct buf path = BUF_INIT;
	const struct dirent *entry;
	int n = 0;
	DIR *dir;

	buf_addf(&path, "%s/pack", objects);
	dir = opendir(path.data);
	while (dir && (entry = readdir(dir)))
		n += ends_in_idx(entry->d_name);
	if (dir)
		closedir(dir);
	buf_release(&path);
	return n;
}
