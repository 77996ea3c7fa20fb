/* SPDX-License-Identifier: MIT */
#ifndef GIT_COMMIT_OBJECT_H
#define GIT_COMMIT_OBJECT_H
/* commit_object - the raw bytes of a commit, taken apart. */
#include <stdbool.h>
#include <stddef.h>

#include "audit/git/oid.h"

/* Part of the raw bytes, not NUL-terminated; NULL: not there. */
struct span {
	const char *data;
	size_t len;
};

/* All spans point into the bytes that were read. */
struct commit_object {
	struct oid tree;
	const char *parents; /* n_parents lines of "parent <40 hex>\n" */
	size_t n_parents;
	struct span author, committer; /* after the key: "Name <mail> 1 +0" */
	struct span encoding;
	struct span message; /* all after the empty line; may hold NULs */
};

/*
 * Take a commit apart; false if it has no tree line or a bad parent line.
 * Missing author or committer lines give empty spans; of several the last
 * one counts, of several encodings the first, as git log reads them.
 */
bool commit_object_read(const void *data, size_t len,
			struct commit_object *commit_out);

/* Parent number i < n_parents. */
struct oid commit_object_parent(const struct commit_object *commit, size_t i);

#endif
