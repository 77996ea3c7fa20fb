/* SPDX-License-Identifier: MIT */
#include "report/visible.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { ZERO_WIDTH_NON_JOINER = 0x200c, ZERO_WIDTH_JOINER = 0x200d };

/* Decode one character; bad bytes give their length 1 and false. */
static bool decode(const char *text, size_t len, gunichar *c_out,
		   size_t *n_bytes_out)
{
	gunichar c = g_utf8_get_char_validated(text, (gssize)len);

	*n_bytes_out = 1;
	/* GLib says "partial" (-2) for an embedded NUL as well */
	if (*text == '\0')
		c = 0;
	else if (c == (gunichar)-1 || c == (gunichar)-2)
		return false;
	else
		*n_bytes_out = (size_t)g_utf8_skip[(unsigned char)*text];
	*c_out = c;
	return true;
}

/* The joiners belong to the spelling of words and emoji: they stay. */
static bool is_hidden(gunichar c)
{
	switch (g_unichar_type(c)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return true;
	case G_UNICODE_FORMAT:
		return c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
	default:
		return false;
	}
}

static void add_escape(struct buf *out, gunichar c)
{
	if (c == '\n')
		buf_add_str(out, "\\n");
	else if (c == '\t')
		buf_add_str(out, "\\t");
	else if (c < 0x80)
		buf_addf(out, "\\x%02x", (unsigned)c);
	else
		buf_addf(out, "\\u{%x}", (unsigned)c);
}

/* Bytes that are what they look like: most text is no other. */
static size_t plain_run(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] >= ' ' && text[n] <= '~')
		n++;
	return n;
}

static size_t add_character(struct buf *out, const char *text, size_t len)
{
	gunichar c;
	size_t n;

	if (!decode(text, len, &c, &n))
		buf_addf(out, "\\x%02x", (unsigned char)*text);
	else if (is_hidden(c))
		add_escape(out, c);
	else
		buf_add(out, text, n);
	return n;
}

void visible_add(struct buf *out, const char *text, size_t len)
{
	while (len) {
		size_t n = plain_run(text, len);

		if (n)
			buf_add(out, text, n);
		else
			n = add_character(out, text, len);
		text += n;
		len -= n;
	}
}

void visible_add_lines(struct buf *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n\t");

		visible_add(out, text, len);
		text += len;
		if (*text)
			buf_add_char(out, *text++);
	}
}

static size_t columns(gunichar c)
{
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 2 : 1;
}

/* Bytes that fit into width columns, and the columns that they take. */
static size_t measure(const char *text, size_t len, size_t width,
		      size_t *used_out)
{
	size_t at = 0, used = 0, n;

	for (; at < len; at += n) {
		gunichar c;
		size_t more =
			decode(text + at, len - at, &c, &n) ? columns(c) : 1;

		if (used + more > width)
			break;
		used += more;
	}
	*used_out = used;
	return at;
}

size_t visible_width(const char *text, size_t len)
{
	size_t used;

	measure(text, len, (size_t)-1, &used);
	return used;
}

size_t visible_fit(const char *text, size_t len, size_t width)
{
	size_t used;

	return measure(text, len, width, &used);
}
