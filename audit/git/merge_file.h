/* SPDX-License-Identifier: MIT */
#ifndef GIT_MERGE_FILE_H
#define GIT_MERGE_FILE_H
/* merge_file - a three-way merge of texts, as git merges files. */
#include "audit/git/repository.h"

enum merge_outcome {
	MERGE_CLEAN,    /* works, and the result differs from ours */
	MERGE_SAME,     /* works, and comes to ours */
	MERGE_CONFLICT, /* does not work, or one of them is not text */
	MERGE_MISSING   /* a blob is missing or damaged */
};

/* Three versions of a file. */
struct merge_blobs {
	struct oid base, ours, theirs;
};

/* Merge without any attribute of paths, and tell what came out. */
enum merge_outcome merge_file(struct repository *repo,
			      const struct merge_blobs *blobs);

#endif
