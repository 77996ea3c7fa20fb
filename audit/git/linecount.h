/* SPDX-License-Identifier: MIT */
#ifndef GIT_LINECOUNT_H
#define GIT_LINECOUNT_H
/*
 * linecount - lines added and deleted between two versions of a file, equal
 * to git log --numstat in every case, and faster.
 *
 * xdiff is asked only where it must be, and then does not get to see common
 * lines at both ends: what is left of them is just enough to make it decide
 * as it would have on the whole files (see linecount.c).
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/git/line_table.h"
#include "audit/git/repository.h"

/*
 * Like git: a NUL in the first 8,000 bytes, or more than 512 MiB (xdiff
 * refuses a gigabyte).
 */
bool linecount_is_binary(const void *data, size_t len);

/* The scratch memory of one thread; initialise with LINECOUNT_INIT. */
struct linecount {
	struct buf old_text, new_text; /* what xdiff gets to see */
	struct line_table table;       /* of the pair at hand */
};

#define LINECOUNT_INIT \
	{ \
		BUF_INIT, BUF_INIT, \
		{ \
			0 \
		} \
	}

void linecount_release(struct linecount *count);

/* One version of a file.  data is not NULL even if len is 0. */
struct linecount_text {
	const char *data;
	size_t len;
	const struct object *blob; /* that holds it; NULL: made up, or absent */
	bool is_there;             /* false: absent, which counts as empty */
};

/* What differs. */
struct linecount_result {
	int64_t n_added, n_deleted;
	/*
	 * Sum of the hashes of the lines added less those of the lines
	 * deleted, white space left out: the same for the same patch, in
	 * whatever surroundings and by whatever alignment.  0 where a version
	 * is absent: the other one's id says more.
	 */
	uint64_t digest[2];
};

/* Compare two versions. */
void linecount_run(struct linecount *count, const struct linecount_text *old,
		   const struct linecount_text *new,
		   struct linecount_result *result_out);

#endif
