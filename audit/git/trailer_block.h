/* SPDX-License-Identifier: MIT */
#ifndef GIT_TRAILER_BLOCK_H
#define GIT_TRAILER_BLOCK_H
/*
 * trailer_block - where git sees the trailers of a message.
 *
 * The rule is that of git 2.39 without configuration, as for
 * `git log --format='%(trailers)'` and `git interpret-trailers --no-divider`.
 * Functions take a message without NULs that starts with a line that is not
 * blank; positions are bytes from its start.
 */
#include <stdbool.h>
#include <stddef.h>

/* Part of a message, the bytes start..end-1; empty: there is none. */
struct trailer_block {
	size_t start; /* of a line; end if there is no block */
	size_t end;   /* where the message ends for this purpose: what follows
		       * are comments, blank lines, a list of conflicts, or a
		       * scissors line and all below it */
};

/*
 * Find the last paragraph, if it is one of trailers: not the title, and
 * either nothing but trailers, or with a line that git writes itself
 * (sign-off, cherry-pick) and at least one quarter trailers.  Time is linear
 * in len.
 */
struct trailer_block trailer_block_find(const char *text, size_t len);

/*
 * The position of the ':' that ends the key of a line, spaces before it
 * allowed; 0 if line starts with no key and ':' (or with ':' itself).  A key
 * is alphanumerics and '-'.
 */
size_t trailer_separator(const char *line, size_t len);

/* The start of the line after the one at position at, or len. */
size_t trailer_next_line(const char *text, size_t at, size_t len);

/* The start of the last line of text; len >= 1. */
size_t trailer_last_line(const char *text, size_t len);

/* True if the line at position at holds nothing but spaces. */
bool trailer_is_blank(const char *text, size_t at, size_t len);

#endif
