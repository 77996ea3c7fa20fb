/* SPDX-License-Identifier: MIT */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H
/*
 * ascii - character classes that do not depend on the locale and know ASCII
 * only, as git's own: a byte of 0x80 and above is in none of them.
 */
#include <stdbool.h>
#include <stddef.h>

/* Blank, tab, line feed or carriage return; not vertical tab, form feed. */
static inline bool ascii_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* 0-9. */
static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A-Z. */
static inline bool ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A-Z and a-z. */
static inline bool ascii_is_alpha(char c)
{
	return ascii_is_upper(c) || (c >= 'a' && c <= 'z');
}

/* A-Z, a-z and 0-9. */
static inline bool ascii_is_alnum(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* c with A-Z made a-z. */
static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/*
 * Less than, equal to or greater than 0 as a is before, equal to or after b
 * when A-Z counts as a-z and bytes are compared without sign.
 */
int ascii_casecmp(const char *a, const char *b);

/* Where word first stands in text when A-Z counts as a-z; NULL: nowhere. */
const char *ascii_casestr(const char *text, const char *word);

/* The length of data without the spaces (ascii_is_space) at its end. */
size_t ascii_trimmed_len(const char *data, size_t len);

#endif
