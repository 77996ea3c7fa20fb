/* SPDX-License-Identifier: MIT */
#ifndef GIT_SIMILARITY_H
#define GIT_SIMILARITY_H
/*
 * similarity - how much of a file is in another one, as git counts it to tell
 * renames: bytes in lines (or pieces of 64 bytes) that both have, of those of
 * the larger one.
 */
#include "audit/git/repository.h"

/* Scores: all of it; enough for a rename; enough where names agree. */
enum {
	SIMILARITY_MAX = 60000,
	SIMILARITY_RENAME = 30000,
	SIMILARITY_BASENAME = 45000
};

struct similarity;

/*
 * A file to be compared; NULL where it is missing.  Its content is read with
 * repo once a score needs it.
 */
struct similarity *similarity_read(struct repository *repo,
				   const struct oid *blob);
void similarity_free(struct similarity *file);

/*
 * The score of two files, 0 to SIMILARITY_MAX; 0 where one is empty or damaged,
 * or the sizes alone make it less than SIMILARITY_RENAME.
 */
int similarity_score(struct similarity *a, struct similarity *b);

#endif
