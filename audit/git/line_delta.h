/* SPDX-License-Identifier: MIT */
#ifndef GIT_LINE_DELTA_H
#define GIT_LINE_DELTA_H
/*
 * line_delta - which lines a change takes out of a file and puts into it, as
 * sorted hashes: what one change puts in and another takes out can then be
 * told, wherever in the file it stands.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/git/linecount.h"

/* Lines as hashes, in ascending order; one that is there twice is twice. */
struct line_hashes {
	uint64_t *items; /* owned */
	size_t n, n_alloc;
};

/* What a change does to one file; all zero: nothing. */
struct line_delta {
	struct line_hashes added, deleted;
	uint64_t sequence; /* hash of all of it in the order of the file, with
			      every blank: tells moves and indents apart */
};

void line_delta_release(struct line_delta *delta);

/*
 * Compare two versions of a text.  White space within lines and at their ends
 * makes no difference to a hash, as with git patch-id.  Only lines that hold a
 * letter, a digit or a byte beyond ASCII are told, unless no other line
 * differs: a brace or an empty line says nothing of where it came from.
 */
void line_delta_run(const struct linecount_text *old,
		    const struct linecount_text *new,
		    struct line_delta *delta_out);

/* How many hashes two lists have in common. */
size_t line_hashes_common(const struct line_hashes *a,
			  const struct line_hashes *b);

/* Append all of b to a, which is in order again then. */
void line_hashes_add(struct line_hashes *a, const struct line_hashes *b);

#endif
