/* SPDX-License-Identifier: MIT */
#ifndef GIT_HANDLE_H
#define GIT_HANDLE_H
/*
 * handle - what a struct repository holds; for repository, its
 * configuration, refs, range and staged alone.
 */
#include <git2.h>

#include "audit/git/oid_cache.h"
#include "audit/git/repository.h"

struct repository {
	git_repository *handle;
	git_odb *odb;
	int64_t max_blob;       /* bytes; what is larger is not read */
	bool shares_odb;        /* holds objects in memory: copies share them */
	int number, n_copies;   /* of a copy, from 1; those made of this one */
	struct oid_cache trees; /* git_odb_objects */
	struct unread *unread;  /* the caller's; NULL: nobody wants to know */
};

/* What libgit2 said last on this thread; until its next call. */
const char *handle_last_error(void);

#endif
