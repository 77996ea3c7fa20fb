/* SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
/*
 * utf8 - any bytes as text that every reader of the database can take.
 *
 * Valid text is well-formed UTF-8 (Unicode chapter 3, table 3-7: no
 * surrogates, no overlong forms, nothing above U+10FFFF) without U+0000:
 * SQLite's TEXT may hold a NUL, but its functions, its shell and C strings
 * end there.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"

/*
 * Append data to buf as valid text.  Every maximal subpart of an ill-formed
 * sequence, and every NUL, becomes one U+FFFD; all else is kept byte for
 * byte.  Bytes of ASCII other than NUL are never changed, so a structure
 * read from them (lines, trailers) is the same before and after.  Adding a
 * text in pieces gives another result where a character is cut in two.
 */
void utf8_add(struct buf *buf, const void *data, size_t len);

/*
 * Append at most the first max bytes of valid text, cut between characters,
 * and U+2026 where something is left out.
 */
void utf8_add_cut(struct buf *buf, const char *text, size_t max);

/* True if utf8_add would append data unchanged. */
bool utf8_is_valid(const void *data, size_t len);

#endif
