/* SPDX-License-Identifier: MIT */
#ifndef GIT_REF_NAMES_H
#define GIT_REF_NAMES_H
/*
 * ref_names - the names of refs that have a file of their own, whether that
 * can be read or not: libgit2 1.5.1 leaves out those that cannot.
 */
#include "audit/base/err.h"

/* Called for each name, in no order; name lives until it returns. */
typedef void ref_names_fn(void *context, const char *name);

/*
 * Visit the files below prefix ("refs/notes/") of a repository's folder,
 * which ends in a slash.  What lies there may be no ref at all.  FAIL_WORLD
 * where a folder cannot be read; none is no failure.
 */
int ref_names_visit(const char *folder, const char *prefix, ref_names_fn *visit,
		    void *context, struct err *err);

#endif
