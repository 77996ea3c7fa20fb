/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_SPAN_H
#define EVIDENCE_SPAN_H
/*
 * span - a piece of a text that someone else owns.
 *
 * Names, keys and phrases are compared folded: A-Z is a-z, and blanks, tabs,
 * line ends, '_' and '-' are all the same, so that "Claude Code",
 * "claude-code" and "Co Authored By" need no rows of their own.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/ascii.h"

/* len bytes at at, no NUL needed; all zero is an empty one. */
struct span {
	const char *at;
	size_t len;
};

/* c as it is compared. */
static inline char span_fold(char c)
{
	return ascii_is_space(c) || c == '_' ? '-' : ascii_lower(c);
}

/* A whole C string. */
struct span span_of(const char *text);

/* Bytes from..to-1 of a span; from <= to <= len. */
struct span span_cut(struct span span, size_t from, size_t to);

/* Without the spaces at both ends. */
struct span span_trim(struct span span);

/* Without bytes of set at both ends; set is a C string. */
struct span span_strip(struct span span, const char *set);

/* Equal, folded. */
bool span_is(struct span span, const char *text);

/* True if the span starts so, folded. */
bool span_starts(struct span span, const char *text);

/* True if the span ends so, folded. */
bool span_ends(struct span span, const char *text);

/* Where c is first, or len. */
size_t span_find(struct span span, char c);

/* Where a fixed text is first, byte for byte, or len. */
size_t span_find_text(struct span span, const char *text);

/* True if there is a letter or digit in it; bytes above ASCII are none. */
bool span_has_alnum(struct span span);

/* The first max bytes at most, cut where a UTF-8 character ends. */
struct span span_clip(struct span span, size_t max);

#endif
