/* SPDX-License-Identifier: MIT */
/* What a repository holds: its objects, one by one. */
#include "audit/git/repository.h"

#include <string.h>

#include "audit/git/commit_object.h"
#include "audit/git/handle.h"
#include "audit/git/unfit.h"
#include "audit/git/unread.h"

/* Larger trees are not kept in the cache. */
enum { TREE_BYTES_MAX = 1 << 20 };

/* Note that an object could not be read, and say why; always -1. */
static int unreadable(struct repository *repo, const struct oid *oid, int code,
		      struct buf *why)
{
	const char *reason =
		code == GIT_ENOTFOUND ? "not here" : handle_last_error();

	if (repo->unread)
		unread_add(repo->unread, oid, reason);
	if (why) {
		buf_clear(why);
		buf_add_str(why, reason);
	}
	return -1;
}

/*
 * Is the object of a size that can be read?  Else libgit2's error code.  It
 * takes the size that an object claims at its word: of 90 GB, libgit2 1.5.1
 * crashes.
 */
static int check_size(struct repository *repo, const git_oid *id,
		      git_object_t *type_out, size_t *size_out)
{
	git_object_t type;
	size_t size;
	int64_t max;
	int code = git_odb_read_header(&size, &type, repo->odb, id);

	if (code < 0)
		return code;
	*type_out = type;
	*size_out = size;
	max = type == GIT_OBJECT_BLOB ? repo->max_blob : REPOSITORY_MAX_OBJECT;
	if (size <= (size_t)max)
		return 0;
	git_error_set_str(GIT_ERROR_ODB, type == GIT_OBJECT_BLOB
						 ? "larger than --max-blob"
						 : "too large");
	return GIT_ERROR;
}

int repository_size(struct repository *repo, const struct oid *oid,
		    size_t *size_out)
{
	git_object_t type;
	git_oid id;
	int code;

	memcpy(id.id, oid->bytes, OID_BYTES);
	code = check_size(repo, &id, &type, size_out);
	return code < 0 ? unreadable(repo, oid, code, NULL) : 0;
}

/*
 * Read an object, a tree perhaps from the cache; libgit2's error code.  A
 * node's size is not looked at before, which would cost a tenth of a walk:
 * what claims to be too large gets no memory (see memory.h).
 */
static int read_object(struct repository *repo, const struct oid *oid,
		       bool is_node, git_odb_object **object_out)
{
	git_odb_object *object = oid_cache_get(&repo->trees, oid), *copy;
	git_object_t type;
	size_t size;
	git_oid id;
	int code = 0;

	if (object)
		return git_odb_object_dup(object_out, object);
	memcpy(id.id, oid->bytes, OID_BYTES);
	if (!is_node)
		code = check_size(repo, &id, &type, &size);
	if (code == 0)
		code = git_odb_read(&object, repo->odb, &id);
	if (code < 0)
		return code;
	*object_out = object;
	if (git_odb_object_type(object) != GIT_OBJECT_TREE ||
	    git_odb_object_size(object) > TREE_BYTES_MAX)
		return 0;
	if (git_odb_object_dup(&copy, object) == 0)
		oid_cache_put(&repo->trees, oid, copy,
			      git_odb_object_size(object) + sizeof(*oid));
	return 0;
}

static int read_kind(struct repository *repo, const struct oid *oid,
		     bool is_node, struct object *object_out, struct buf *why)
{
	static const enum object_kind kinds[] = {
		[GIT_OBJECT_COMMIT] = OBJECT_COMMIT,
		[GIT_OBJECT_TREE] = OBJECT_TREE,
		[GIT_OBJECT_BLOB] = OBJECT_BLOB,
		[GIT_OBJECT_TAG] = OBJECT_TAG,
	};
	git_odb_object *handle = NULL;
	int code = read_object(repo, oid, is_node, &handle);

	if (code < 0)
		return unreadable(repo, oid, code, why);
	object_out->kind = kinds[git_odb_object_type(handle)];
	object_out->data = git_odb_object_data(handle);
	object_out->len = git_odb_object_size(handle);
	object_out->handle = handle;
	object_out->is_blob = false;
	return 0;
}

int repository_read(struct repository *repo, const struct oid *oid,
		    struct object *object_out, struct buf *why)
{
	return read_kind(repo, oid, false, object_out, why);
}

int repository_read_node(struct repository *repo, const struct oid *oid,
			 struct object *object_out, struct buf *why)
{
	return read_kind(repo, oid, true, object_out, why);
}

int repository_read_blob(struct repository *repo, const struct oid *oid,
			 struct object *object_out, struct buf *why)
{
	git_blob *handle = NULL;
	git_object_t type;
	size_t size;
	git_oid id;
	int code;

	memcpy(id.id, oid->bytes, OID_BYTES);
	code = check_size(repo, &id, &type, &size);
	if (code == 0 && type != GIT_OBJECT_BLOB) {
		git_error_set_str(GIT_ERROR_ODB, unfit_name(UNFIT_NO_BLOB));
		code = GIT_ERROR;
	}
	if (code == 0)
		code = git_blob_lookup(&handle, repo->handle, &id);
	if (code < 0)
		return unreadable(repo, oid, code, why);
	object_out->kind = OBJECT_BLOB;
	object_out->data = git_blob_rawcontent(handle);
	object_out->len = (size_t)git_blob_rawsize(handle);
	object_out->handle = handle;
	object_out->is_blob = true;
	return 0;
}

void object_release(struct object *object)
{
	if (object->is_blob)
		git_blob_free(object->handle);
	else
		git_odb_object_free(object->handle);
	memset(object, 0, sizeof(*object));
}

bool repository_tree(struct repository *repo, const struct oid *commit,
		     struct oid *tree_out, struct buf *why)
{
	struct commit_object parts;
	struct object object;
	enum unfit reason = UNFIT_NO_COMMIT;
	bool is_commit;

	if (repository_read_node(repo, commit, &object, why) < 0)
		return false;
	is_commit = object.kind == OBJECT_COMMIT;
	if (is_commit) {
		is_commit = commit_object_read(object.data, object.len, &parts);
		reason = UNFIT_COMMIT;
	}
	if (is_commit)
		*tree_out = parts.tree;
	object_release(&object);
	if (is_commit || !why)
		return is_commit;
	buf_clear(why);
	buf_add_str(why, unfit_say(repo, commit, reason));
	return false;
}

bool repository_has(struct repository *repo, const struct oid *oid)
{
	git_odb_object *object = NULL;
	git_object_t type;
	size_t size;
	git_oid id, found = { { 0 } };

	memcpy(id.id, oid->bytes, OID_BYTES);
	if (!git_odb_exists_ext(repo->odb, &id, GIT_ODB_LOOKUP_NO_REFRESH) ||
	    check_size(repo, &id, &type, &size) < 0 ||
	    git_odb_read(&object, repo->odb, &id) < 0)
		return false;
	if (git_odb_hash(&found, git_odb_object_data(object),
			 git_odb_object_size(object),
			 git_odb_object_type(object)) < 0)
		git_error_clear();
	git_odb_object_free(object);
	return git_oid_equal(&found, &id);
}
