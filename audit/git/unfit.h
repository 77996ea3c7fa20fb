/* SPDX-License-Identifier: MIT */
#ifndef GIT_UNFIT_H
#define GIT_UNFIT_H
/*
 * unfit - why an object that is here, and whole, cannot be used.  Unlike one
 * that is missing it will never be better, so nothing is to be read anew.
 */
#include <stdbool.h>

#include "audit/git/repository.h"

enum unfit {
	UNFIT_NO_COMMIT,
	UNFIT_NO_TREE,
	UNFIT_NO_BLOB,
	UNFIT_COMMIT, /* its text */
	UNFIT_TREE,   /* its entries */
	UNFIT_DEEP,   /* trees in trees without end */
	UNFIT_MANY,   /* more paths than can be read */
	N_UNFIT
};

/* The reason in words. */
const char *unfit_name(enum unfit reason);

/*
 * The same, but another one where the bytes are not those of the id,
 * which may be mended.
 */
const char *unfit_say(struct repository *repo, const struct oid *oid,
		      enum unfit reason);

/* Are those words of one of the reasons above? */
bool unfit_is(const char *why);

#endif
