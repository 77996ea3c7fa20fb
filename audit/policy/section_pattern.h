/* SPDX-License-Identifier: MIT */
#ifndef POLICY_SECTION_PATTERN_H
#define POLICY_SECTION_PATTERN_H
/*
 * section_pattern - an F:, X: or N: line of MAINTAINERS, compiled once and
 * tried on full paths, with the answers of scripts/get_maintainer.pl in
 * QEMU and the Linux kernel:
 *
 *   F: a/b/    all in and below a/b       F: a/b    a/b, and a/bc; if a/b is
 *   F: *       the files at the top                 a folder: all below it
 *   F: * /     all below the top (no blank between the two)
 *   N: name    a Perl regular expression, tried anywhere in the path
 *
 * In F and X, * is any bytes, ? one byte, [] a class, and the rest of a
 * Perl regular expression keeps its meaning there.  The path must start
 * with the pattern, and have as many slashes as it, unless the pattern ends
 * with one.  So * crosses a slash only before a slash at the end.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/policy/names.h"

struct section_pattern;

/*
 * Compile the value of a line whose letter is kind: F, X or N.  NULL for
 * what is not understood; such a line takes no path.
 */
struct section_pattern *section_pattern_new(char kind, struct slice text);
void section_pattern_free(struct section_pattern *pattern);

/* True if the pattern takes path, which has n_slashes slashes. */
bool section_pattern_match(const struct section_pattern *pattern,
			   struct slice path, size_t n_slashes);

/*
 * True if the pattern may be the name of a folder with no slash at its end.
 * One with a dot is not, as get_maintainer.pl looks for it with its dots
 * escaped.
 */
bool section_pattern_may_be_folder(const struct section_pattern *pattern);

/* The tree has a folder of that name: take all below it, and only that. */
void section_pattern_set_folder(struct section_pattern *pattern);

/*
 * The folder that every path starts with that the pattern takes: "" or with
 * a slash at its end.  Lives as long as the pattern.
 */
struct slice section_pattern_folder(const struct section_pattern *pattern);

#endif
