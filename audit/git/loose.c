/* SPDX-License-Identifier: MIT */
/*
 * A file is named by its id, "ab/cdef...", and is compressed: the type, a
 * blank, the size in digits, a NUL, so many bytes, and then nothing.
 */
#include "audit/git/loose.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/git/oid.h"

/* "commit " and 18 digits: sizes fit an int64_t. */
enum { HEADER_MAX = 26, SIZE_DIGITS_MAX = 18 };

struct loose {
	git_odb_backend parent; /* first: libgit2 hands it around */
	char *objects;
};

/* A file that is read and expanded. */
struct inflated {
	int file;
	z_stream stream;
	bool is_open, is_at_end;
	unsigned char in[16384];
};

static int damaged(const char *why)
{
	git_error_set_str(GIT_ERROR_ODB, why);
	return GIT_ERROR;
}

static void add_path(struct buf *path, const git_odb_backend *backend,
		     const git_oid *id)
{
	struct oid oid;
	char hex[OID_HEX + 1];

	memcpy(oid.bytes, id->id, OID_BYTES);
	oid_to_hex(&oid, hex);
	buf_addf(path, "%s/%.2s/%s", ((const struct loose *)backend)->objects,
		 hex, hex + 2);
}

static int open_object(const git_odb_backend *backend, const git_oid *id,
		       struct inflated *in)
{
	struct buf path = BUF_INIT;

	memset(in, 0, sizeof(*in));
	add_path(&path, backend, id);
	in->file = open(path.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	buf_release(&path);
	if (in->file < 0)
		return errno == ENOENT || errno == ENOTDIR
			       ? GIT_ENOTFOUND
			       : damaged(strerror(errno));
	in->is_open = inflateInit(&in->stream) == Z_OK;
	return in->is_open ? 0 : damaged("no memory to expand an object");
}

static void close_object(struct inflated *in)
{
	if (in->is_open)
		inflateEnd(&in->stream);
	if (in->file >= 0)
		close(in->file);
}

/* More of the file; false at its end, or where it cannot be read. */
static bool fill(struct inflated *in)
{
	ssize_t n;

	do
		n = read(in->file, in->in, sizeof(in->in));
	while (n < 0 && errno == EINTR);
	in->stream.next_in = in->in;
	in->stream.avail_in = n > 0 ? (uInt)n : 0;
	return n > 0;
}

/* Expand size bytes; false where there are fewer, or other than compressed. */
static bool expand(struct inflated *in, void *out, size_t size)
{
	unsigned char *at = out, *end = at + size;

	while (at < end && !in->is_at_end) {
		size_t left = (size_t)(end - at);
		int code;

		if (!in->stream.avail_in && !fill(in))
			return false;
		in->stream.next_out = at;
		in->stream.avail_out = left > 1 << 30 ? 1 << 30 : (uInt)left;
		code = inflate(&in->stream, Z_NO_FLUSH);
		at = in->stream.next_out;
		in->is_at_end = code == Z_STREAM_END;
		if (code != Z_OK && code != Z_STREAM_END)
			return false;
	}
	return at == end;
}

/* Is all expanded, with the checksum right, and nothing left in the file? */
static bool ends_here(struct inflated *in)
{
	unsigned char more;

	if (!in->is_at_end && expand(in, &more, 1))
		return false;
	return in->is_at_end && !in->stream.avail_in && !fill(in);
}

/* Read digits and no more; false for any other text. */
static bool read_size(const char *text, size_t *size_out)
{
	size_t len = strspn(text, "0123456789");

	if (!len || len > SIZE_DIGITS_MAX || text[len] ||
	    (len > 1 && *text == '0'))
		return false;
	*size_out = (size_t)strtoull(text, NULL, 10);
	return true;
}

static int read_head(struct inflated *in, size_t *size_out,
		     git_object_t *type_out)
{
	char head[HEADER_MAX + 1] = "";
	size_t len = 0;
	char *blank;

	while (len < HEADER_MAX && expand(in, &head[len], 1) && head[len])
		len++;
	blank = strchr(head, ' ');
	if (len == HEADER_MAX || !blank || !read_size(blank + 1, size_out))
		return damaged("failed to parse loose object: invalid header");
	*blank = '\0';
	*type_out = git_object_string2type(head);
	if (!git_object_typeisloose(*type_out))
		return damaged("failed to parse loose object: invalid header");
	return 0;
}

static int read_header(size_t *size_out, git_object_t *type_out,
		       git_odb_backend *backend, const git_oid *id)
{
	struct inflated in;
	int code = open_object(backend, id, &in);

	if (code == 0)
		code = read_head(&in, size_out, type_out);
	close_object(&in);
	return code;
}

static int read_body(struct inflated *in, git_odb_backend *backend, size_t size,
		     void **data_out)
{
	/* libgit2 puts a NUL behind what it reads itself */
	char *data = git_odb_backend_data_alloc(backend, size + 1);

	if (!data)
		return damaged("no memory for an object");
	data[size] = '\0';
	if (!expand(in, data, size) || !ends_here(in)) {
		git_odb_backend_data_free(backend, data);
		return damaged("a loose object is not as long as it says, or "
			       "damaged");
	}
	*data_out = data;
	return 0;
}

static int read_object(void **data_out, size_t *size_out,
		       git_object_t *type_out, git_odb_backend *backend,
		       const git_oid *id)
{
	struct inflated in;
	int code = open_object(backend, id, &in);

	if (code == 0)
		code = read_head(&in, size_out, type_out);
	if (code == 0)
		code = read_body(&in, backend, *size_out, data_out);
	close_object(&in);
	return code;
}

static int exists(git_odb_backend *backend, const git_oid *id)
{
	struct buf path = BUF_INIT;
	int is_there;

	add_path(&path, backend, id);
	is_there = access(path.data, F_OK) == 0;
	buf_release(&path);
	return is_there;
}

/* --- ids that are given by their first digits --- */

/* Look through a folder for the one file that starts so. */
static int find_in(DIR *folder, const char *hex, size_t len, char *found)
{
	const struct dirent *entry;
	int n = 0;

	while ((entry = readdir(folder))) {
		if (strlen(entry->d_name) != OID_HEX - 2 ||
		    strncmp(entry->d_name, hex + 2, len - 2) != 0)
			continue;
		memcpy(found + 2, entry->d_name, OID_HEX - 2);
		n++;
	}
	return n == 1 ? 0 : n ? GIT_EAMBIGUOUS : GIT_ENOTFOUND;
}

static int exists_prefix(git_oid *id_out, git_odb_backend *backend,
			 const git_oid *id, size_t len)
{
	struct buf path = BUF_INIT;
	char hex[OID_HEX + 1] = "", found[OID_HEX + 1] = "";
	int code = GIT_ENOTFOUND;
	DIR *folder;

	git_oid_tostr(hex, sizeof(hex), id);
	memcpy(found, hex, OID_HEX);
	buf_addf(&path, "%s/%.2s", ((struct loose *)backend)->objects, hex);
	folder = len < 2 ? NULL : opendir(path.data);
	if (folder) {
		code = find_in(folder, hex, len, found);
		closedir(folder);
	}
	buf_release(&path);
	if (code == 0 && git_oid_fromstr(id_out, found) < 0)
		code = GIT_ENOTFOUND;
	return code;
}

/* NOLINTNEXTLINE(readability-function-size): so libgit2 wants it */
static int read_prefix(git_oid *id_out, void **data_out, size_t *size_out,
		       git_object_t *type_out, git_odb_backend *backend,
		       const git_oid *id, size_t len)
{
	int code = exists_prefix(id_out, backend, id, len);

	return code < 0 ? code
			: read_object(data_out, size_out, type_out, backend,
				      id_out);
}

static void free_loose(git_odb_backend *backend)
{
	struct loose *loose = (struct loose *)backend;

	free(loose->objects);
	free(loose);
}

git_odb_backend *loose_new(const char *objects)
{
	struct loose *loose = xcalloc(1, sizeof(*loose));

	git_odb_init_backend(&loose->parent, GIT_ODB_BACKEND_VERSION);
	loose->parent.read = read_object;
	loose->parent.read_prefix = read_prefix;
	loose->parent.read_header = read_header;
	loose->parent.exists = exists;
	loose->parent.exists_prefix = exists_prefix;
	loose->parent.free = free_loose;
	loose->objects = xstrdup(objects);
	return &loose->parent;
}
