/* SPDX-License-Identifier: MIT */
#include "audit/evidence/span.h"

#include <string.h>

struct span span_of(const char *text)
{
	return (struct span){ text, strlen(text) };
}

struct span span_cut(struct span span, size_t from, size_t to)
{
	return (struct span){ span.at + from, to - from };
}

struct span span_trim(struct span span)
{
	return span_strip(span, " \t\r\n");
}

static bool in_set(const char *set, char c)
{
	return c && strchr(set, c);
}

struct span span_strip(struct span span, const char *set)
{
	while (span.len && in_set(set, span.at[0])) {
		span.at++;
		span.len--;
	}
	while (span.len && in_set(set, span.at[span.len - 1]))
		span.len--;
	return span;
}

static bool equals(const char *at, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (span_fold(at[i]) != span_fold(text[i]))
			return false;
	return true;
}

bool span_is(struct span span, const char *text)
{
	return span.len == strlen(text) && equals(span.at, text, span.len);
}

bool span_starts(struct span span, const char *text)
{
	size_t n = strlen(text);

	return span.len >= n && equals(span.at, text, n);
}

bool span_ends(struct span span, const char *text)
{
	size_t n = strlen(text);

	return span.len >= n && equals(span.at + span.len - n, text, n);
}

size_t span_find(struct span span, char c)
{
	const char *found = span.len ? memchr(span.at, c, span.len) : NULL;

	return found ? (size_t)(found - span.at) : span.len;
}

size_t span_find_text(struct span span, const char *text)
{
	const char *found =
		span.len ? memmem(span.at, span.len, text, strlen(text)) : NULL;

	return found ? (size_t)(found - span.at) : span.len;
}

bool span_has_alnum(struct span span)
{
	for (size_t i = 0; i < span.len; i++)
		if (ascii_is_alnum(span.at[i]))
			return true;
	return false;
}

struct span span_clip(struct span span, size_t max)
{
	if (span.len <= max)
		return span;
	while (max && ((unsigned char)span.at[max] & 0xc0) == 0x80)
		max--;
	return (struct span){ span.at, max };
}
