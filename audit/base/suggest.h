/* SPDX-License-Identifier: MIT */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H
/*
 * suggest - the names nearest to a misspelt one, for "did you mean".
 *
 * Offer every name there is; the few nearest stay, nearest first, names of
 * one distance in the order of the offers.
 */
#include <stddef.h>

#include "audit/base/buf.h"

enum { SUGGEST_MAX = 3 };

/* One name that is near the word. */
struct suggest_name {
	char *name;      /* a copy, owned by the struct suggest */
	size_t distance; /* edits away; 0 differs in case only */
};

/* Initialise with suggest_init, free with suggest_release. */
struct suggest {
	const char *word; /* the misspelt one; the caller's */
	struct suggest_name names[SUGGEST_MAX]; /* the n_names nearest */
	size_t n_names;
};

/* Begin with no names; word must outlive the struct. */
void suggest_init(struct suggest *suggest, const char *word);
void suggest_release(struct suggest *suggest);

/*
 * Take a name in if it is near: it holds the word, or at most a third of
 * the word (but two letters always) must be edited; ASCII case is ignored.
 */
void suggest_offer(struct suggest *suggest, const char *name);

/* Append "; did you mean 'A', 'B' or 'C'?", or nothing without a name. */
void suggest_say(const struct suggest *suggest, struct buf *out);

/*
 * Number of single-character edits from a to b, ASCII case ignored; b of
 * 64 bytes or more counts as 64 away.
 */
size_t suggest_distance(const char *a, const char *b);

#endif
