/* SPDX-License-Identifier: MIT */
#ifndef POLICY_PATTERN_H
#define POLICY_PATTERN_H
/*
 * pattern - a path pattern of .gitignore or CODEOWNERS, compiled once and
 * tried on full paths of files, each by itself.
 *
 *   /docs/    docs at the top, and all below    docs/   docs anywhere
 *   docs/a    anchored, for its inner slash     a.c     at any level
 *   *   ?     any characters, one character: never a slash
 *   **        as a whole component: any number of folders; at the end of a
 *             pattern: all below
 *   \c        c itself
 *
 * A pattern that names a folder takes all below it, with or without a slash
 * at its end.  Bytes are compared, not characters.  The time is at most
 * proportional to the lengths of pattern and path multiplied.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/policy/names.h"

/* Where the two syntaxes differ; combine with |. */
enum pattern_flags {
	PATTERN_CLASSES = 1, /* [a-z], [!a], [[:digit:]] */
	PATTERN_DIRECT = 2,  /* a last component "*" takes files only */

	PATTERN_GITIGNORE = PATTERN_CLASSES,
	PATTERN_CODEOWNERS = PATTERN_DIRECT,
};

/* A longer pattern is longer than any path, and never matches. */
enum { PATTERN_MAX = 4096 };

struct pattern;

/*
 * Compile.  A "!" is an ordinary character here, and blanks count.  NULL
 * for a pattern that can match nothing: empty, only slashes, a backslash at
 * its end, a class without an end, longer than PATTERN_MAX.
 */
struct pattern *pattern_new(struct slice text, int flags);
void pattern_free(struct pattern *pattern);

/* True if the pattern takes the file at path (no leading slash). */
bool pattern_match(const struct pattern *pattern, struct slice path);

/*
 * The folder that every path starts with that the pattern takes: "" or with
 * a slash at its end.  Lives as long as the pattern.
 */
struct slice pattern_folder(const struct pattern *pattern);

#endif
