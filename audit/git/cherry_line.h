/* SPDX-License-Identifier: MIT */
#ifndef GIT_CHERRY_LINE_H
#define GIT_CHERRY_LINE_H
/*
 * cherry_line - the line "(cherry picked from commit <id>)" that git
 * cherry-pick -x writes.  Pure.
 */
#include <stddef.h>

/*
 * Find the next such line, at column 0, from *at on; *at moves behind it.
 * Gives the hex digits (7 to 40 of them) and their number, or NULL when
 * there is none left.  message ends with a NUL.
 */
const char *cherry_line_next(const char **at, size_t *len_out);

#endif
