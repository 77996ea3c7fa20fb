/* SPDX-License-Identifier: MIT */
#ifndef BASE_ALIAS_H
#define BASE_ALIAS_H
/*
 * alias - texts in which people are not named: what stands for each known
 * name and address is put in its place, and whatever else has the form of an
 * address is taken out.
 *
 * A name is found as a whole, its ends at the ends of words, and the longest
 * first; A-Z counts as a-z and a line break as a blank.  A name of one word
 * is often a word of the language as well, so that it counts with its capital
 * letters alone, and where it is not the whole text has three bytes or more.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"

struct alias;

struct alias *alias_new(void);
/* NULL is fine. */
void alias_free(struct alias *alias);

/* Let what stand for a name or an address; what is there already stays. */
void alias_add(struct alias *alias, const char *name, const char *what);

/* How much of a text may be taken out. */
enum alias_depth {
	/* names of several words, and addresses: for names of other things */
	ALIAS_NAMES,
	/* also names of one word, logins, and links: they lead to people */
	ALIAS_ALL,
};

/* Append the text without people.  Done twice, it is as done once. */
void alias_apply(const struct alias *alias, enum alias_depth depth,
		 const char *text, struct buf *out);

#endif
