/* SPDX-License-Identifier: MIT */
#ifndef REPORT_VISIBLE_H
#define REPORT_VISIBLE_H
/*
 * visible - text of strangers made safe to look at.
 *
 * A name or a subject may hold terminal escapes, bidirectional overrides or
 * characters that cannot be seen; shown as they are they would change what
 * the reader sees around them.  They come out as \x1b, \n or \u{202e}; other
 * text comes out as it is.  Nothing here depends on the locale.
 */
#include <stddef.h>

#include "audit/base/buf.h"

/*
 * Append text (len bytes, UTF-8; bytes that are not are shown as \xNN) in
 * visible form.
 */
void visible_add(struct buf *out, const char *text, size_t len);

/* The same for a C string whose newlines and tabs stay as they are. */
void visible_add_lines(struct buf *out, const char *text);

/*
 * The width of visible text in the columns of a terminal: East Asian wide
 * characters take two, combining ones none.
 */
size_t visible_width(const char *text, size_t len);

/*
 * How many bytes of visible text fit into width columns; whole characters
 * with what combines with them.
 */
size_t visible_fit(const char *text, size_t len, size_t width);

#endif
