/* SPDX-License-Identifier: MIT */
#ifndef GIT_LINECOUNT_H
#define GIT_LINECOUNT_H
/*
 * linecount - lines added and deleted between two versions of a file, equal
 * to git log --numstat in every case, and faster.
 *
 * xdiff does the work.  Common lines at both ends are not given to it whole:
 * what is left of them is just enough to make xdiff decide as it would have
 * on the whole files (see linecount.c), so the counts stay exact.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/buf.h"

/* Like git, look for a NUL in the first 8,000 bytes. */
bool linecount_is_binary(const void *data, size_t len);

/* The scratch memory of one thread; all zero but for the bufs. */
struct linecount {
	struct buf old_text, new_text; /* what xdiff gets to see */
	struct line_slot *slots; /* hash table over the lines that differ */
	size_t n_slots, n_slots_alloc;
};

#define LINECOUNT_INIT \
	{ \
		BUF_INIT, BUF_INIT, NULL, 0, 0 \
	}

void linecount_release(struct linecount *count);

/*
 * Count between two texts (an absent one is empty).  Unless patch is NULL,
 * the changed lines are appended to it, each with '-' or '+' before it and
 * without white space, in the order of the diff.
 */
void linecount_text(struct linecount *count, const char *old_data,
		    size_t old_len, const char *new_data, size_t new_len,
		    struct buf *patch, int64_t *added_out,
		    int64_t *deleted_out);

#endif
