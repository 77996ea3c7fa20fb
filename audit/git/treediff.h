/* SPDX-License-Identifier: MIT */
#ifndef GIT_TREEDIFF_H
#define GIT_TREEDIFF_H
/*
 * treediff - the paths in which two trees differ, as git diff-tree -r
 * --no-renames finds them, from the raw bytes of the trees: equal subtrees
 * are skipped, equal entries cost one memcmp.
 */
#include <stdint.h>

#include "audit/git/repository.h"

/* One differing path.  Modes are those of the tree (0100644 in octal). */
struct tree_change {
	const char *path; /* exact bytes; lives until the callback returns */
	size_t path_len;
	uint32_t old_mode, new_mode; /* 0: not there on that side */
	struct oid old_oid, new_oid; /* zero: not there */
};

/* Called in the order of git's trees; must not touch the treediff. */
typedef void treediff_fn(void *context, const struct tree_change *change);

/* A tree that could not be read. */
struct treediff_missing {
	struct oid oid;
	struct buf why;
};

/* Mode bits as git writes them into trees. */
enum {
	MODE_TYPE = 0170000,
	MODE_FILE = 0100000,
	MODE_TREE = 0040000,
	MODE_LINK = 0120000,
	MODE_SUBMODULE = 0160000
};

/*
 * Compare two trees; NULL is the empty tree.  Returns -1 with *missing_out
 * filled (its buf released by the caller) where a tree is not here or
 * damaged; changes reported until then are then not the whole.
 */
int treediff(struct repository *repo, const struct oid *old_tree,
	     const struct oid *new_tree, treediff_fn *fn, void *context,
	     struct treediff_missing *missing_out);

/*
 * The entries of one tree, not of its subtrees, as if each were new.  Fails
 * as treediff does.
 */
int treediff_top(struct repository *repo, const struct oid *tree,
		 treediff_fn *fn, void *context,
		 struct treediff_missing *missing_out);

#endif
