/* SPDX-License-Identifier: MIT */
#ifndef GIT_OBJECT_DIRS_H
#define GIT_OBJECT_DIRS_H
/* object_dirs - the folders that a repository's objects are in. */
#include "audit/base/err.h"

/* Called with each folder; -1 with err filled ends the visit. */
typedef int object_dirs_fn(void *context, const char *folder, struct err *err);

/*
 * Visit an objects folder and then, each once, those that its alternates
 * name and theirs in turn, as deep as git goes.  What is not there is passed
 * over.
 */
int object_dirs_visit(const char *objects, object_dirs_fn *visit, void *context,
		      struct err *err);

#endif
