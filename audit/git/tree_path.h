/* SPDX-License-Identifier: MIT */
#ifndef GIT_TREE_PATH_H
#define GIT_TREE_PATH_H
/* tree_path - is a path in the tree of a commit? */
#include "audit/git/repository.h"

/* True if it is there, as whatever; false where the commit is not here. */
bool tree_path_exists(struct repository *repo, const struct oid *commit,
		      const char *path);

#endif
