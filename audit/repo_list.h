/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_REPO_LIST_H
#define AUDIT_REPO_LIST_H
/*
 * repo_list - the file of audit --repos: a repository a line.
 *
 *     # comments, and empty lines, are left out
 *     /srv/git/tool.git
 *     /srv/git/old/tool.git<TAB>old-tool
 *
 * What follows a tab is the name in the database; without it that of the
 * folder is.
 */
#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"

/* One line. */
struct repo_list_item {
	char *path; /* as written */
	char *name; /* within path's memory; NULL: not given */
};

/* All lines; release with repo_list_release. */
struct repo_list {
	struct repo_list_item *items; /* owned, and their paths */
	size_t n_items, n_alloc;
};

/* FAIL_USAGE for a file that cannot be read or names no repository. */
int repo_list_read(const char *path, struct repo_list *list_out,
		   struct err *err);
void repo_list_release(struct repo_list *list);

#endif
