/* SPDX-License-Identifier: MIT */
#ifndef GIT_REPOSITORY_H
#define GIT_REPOSITORY_H
/*
 * repository - a git repository, read and never written.
 *
 * Objects are read as they hash: replace refs and grafts are ignored, for
 * evidence about a commit id must be about the object of that id.  The
 * shallow file is honoured.  Every thread opens a repository of its own.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "audit/git/oid.h"

struct repository;

/*
 * The largest object that is read, in bytes.  A blob: what GitHub takes.
 * Any other: what SQLite would store, less what it needs besides.
 */
enum { REPOSITORY_MAX_BLOB = 100 << 20, REPOSITORY_MAX_OBJECT = 900000000 };

enum object_kind { OBJECT_COMMIT, OBJECT_TREE, OBJECT_BLOB, OBJECT_TAG };

/* An object's bytes as stored; release with object_release. */
struct object {
	enum object_kind kind;
	const unsigned char *data; /* owned through handle */
	size_t len;
	void *handle; /* NULL: released */
	bool is_blob; /* what handle is: a git_blob, else a git_odb_object */
};

/*
 * Open the repository at or above path, as git -C would find it.  FAIL_WORLD
 * with advice: not a repository, owned by somebody else, SHA-256, reftable,
 * an index of a pack that libgit2 would trip over.
 * verify: check the hash of every object that is read.
 */
int repository_open(const char *path, bool verify, struct repository **repo_out,
		    struct err *err);

/*
 * Fail if any byte of an index of a pack is not as it was written, before
 * much is read: what such an index gives may be another object.
 */
int repository_check_packs(struct repository *repo, struct err *err);

/*
 * Read no blob of more than max_blob bytes: it is as one that is not here.
 * 0: REPOSITORY_MAX_BLOB, as it is from the start.
 */
void repository_limit(struct repository *repo, int64_t max_blob);

/* The same repository once more, for another thread, with its limit. */
int repository_reopen(struct repository *repo, struct repository **repo_out,
		      struct err *err);
void repository_free(struct repository *repo);

/* Absolute path of the git directory (of the main work tree's, shared). */
const char *repository_path(const struct repository *repo);

/* Absolute path of the work tree, or of the git directory of a bare one. */
const char *repository_top(const struct repository *repo);

/*
 * The commit that a revision expression names.  FAIL_WORLD: unknown, not a
 * commit, or HEAD of a repository without commits.
 */
int repository_resolve(struct repository *repo, const char *rev,
		       struct oid *oid_out, struct err *err);

/* The blob that an expression such as "HEAD:.mailmap" names; -1: none. */
int repository_resolve_blob(struct repository *repo, const char *rev,
			    struct oid *oid_out);

/* One ref and what it points at, peeled to a commit where it can be. */
struct ref {
	char *name; /* refs/heads/main */
	struct oid oid;
	bool is_commit; /* oid is that of a commit */
	char *why;      /* it could not be read: oid is zero; NULL: it could */
};

/* Refs below prefix ("refs/notes/"), by name; free with refs_free. */
int repository_refs(struct repository *repo, const char *prefix,
		    struct ref **refs_out, size_t *n_refs_out, struct err *err);
void refs_free(struct ref *refs, size_t n_refs);

/*
 * From now on, add the objects that could not be read to a list, which must
 * last as long as repo; NULL: to none.
 */
struct unread;
void repository_watch(struct repository *repo, struct unread *unread);

/*
 * Read an object.  0, or -1 where it is missing, damaged or too large: why,
 * if not NULL, then gets the reason in words (replacing its content).
 */
int repository_read(struct repository *repo, const struct oid *oid,
		    struct object *object_out, struct buf *why);
/*
 * The same for what should be a commit or a tree: quicker, and a blob that is
 * there in its place may be larger than --max-blob.
 */
int repository_read_node(struct repository *repo, const struct oid *oid,
			 struct object *object_out, struct buf *why);
/*
 * The same for what must be a blob; its handle is libgit2's git_blob, for
 * linecount.
 */
int repository_read_blob(struct repository *repo, const struct oid *oid,
			 struct object *object_out, struct buf *why);
void object_release(struct object *object);

/* Its bytes, of its head alone; -1 where it is missing or too large. */
int repository_size(struct repository *repo, const struct oid *oid,
		    size_t *size_out);

/*
 * The tree of a commit; false if the commit is not here or damaged, and why
 * as repository_read says it.
 */
bool repository_tree(struct repository *repo, const struct oid *commit,
		     struct oid *tree_out, struct buf *why);

/*
 * True if repository_read takes the object and its bytes are those of its id.
 * Quick where it is not here, for that is asked of many.
 */
bool repository_has(struct repository *repo, const struct oid *oid);

/* The ids of the shallow file, sorted; none in a full clone; free(). */
int repository_shallow(struct repository *repo, struct oid **oids_out,
		       size_t *n_oids_out, struct err *err);

/* A configuration value as a new string, or NULL where it is not set. */
char *repository_config_path(struct repository *repo, const char *key);
char *repository_config(struct repository *repo, const char *key);

/* SHA-1 of n bytes, as an identifier of content (not of an object). */
void repository_hash(const void *data, size_t n, struct oid *oid_out);

#endif
