/* SPDX-License-Identifier: MIT */
#ifndef POLICY_NAMES_H
#define POLICY_NAMES_H
/*
 * names - byte strings, each numbered once: 0, 1, 2 ... in the order of
 * their first appearance.  A set, and with an array beside it, a map.
 */
#include <stdbool.h>
#include <stddef.h>

/* Bytes that belong to somebody else; may hold NULs. */
struct slice {
	const char *at; /* never NULL */
	size_t len;
};

/* The slice of a C string. */
struct slice slice_of(const char *text);

/* True if both hold the same bytes. */
bool slice_equal(struct slice a, struct slice b);

/* What names_find answers for a string that is not there. */
#define NAMES_NONE ((size_t)-1)

struct names;

/* An empty one; names_free takes NULL too. */
struct names *names_new(void);
void names_free(struct names *names);

/* The number of a string, which is copied if it is new. */
size_t names_add(struct names *names, struct slice text);

/* The number of a string, or NAMES_NONE. */
size_t names_find(const struct names *names, struct slice text);

/* How many there are; also the number that the next new one gets. */
size_t names_count(const struct names *names);

/* The string of a number; valid until the next names_add. */
struct slice names_get(const struct names *names, size_t number);

#endif
