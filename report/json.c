/* SPDX-License-Identifier: MIT */
#include "report/json.h"

#include <string.h>

#include "audit/base/utf8.h"

/*
 * U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069: marks and overrides of
 * direction, and line ends of JavaScript.  0 for any other character.
 */
static unsigned unseen(const unsigned char *s)
{
	unsigned last;

	if (s[0] != 0xe2 || (s[1] != 0x80 && s[1] != 0x81))
		return 0;
	last = s[2] & 0x3fu;
	if (s[1] == 0x81)
		return last >= 0x26 && last <= 0x29 ? 0x2040 + last : 0;
	return last == 0x0e || last == 0x0f || (last >= 0x28 && last <= 0x2e)
		       ? 0x2000 + last
		       : 0;
}

/* Append what valid text at s begins with; returns how many bytes it took. */
static size_t add_char(struct buf *out, const unsigned char *s)
{
	if (*s == 0xc2 && s[1] < 0xa0) { /* C1: a terminal may obey it */
		buf_addf(out, "\\u%04x", s[1]);
		return 2;
	}
	if (unseen(s)) {
		buf_addf(out, "\\u%04x", unseen(s));
		return 3;
	}
	if (*s == '"' || *s == '\\')
		buf_addf(out, "\\%c", *s);
	else if (*s == '\n')
		buf_add_str(out, "\\n");
	else if (*s < 0x20 || *s == 0x7f)
		buf_addf(out, "\\u%04x", *s);
	else
		buf_add_char(out, (char)*s);
	return 1;
}

void json_add_string(struct buf *out, const char *text)
{
	struct buf valid = BUF_INIT;
	const unsigned char *at;

	utf8_add(&valid, text, strlen(text));
	buf_add_char(out, '"');
	for (at = (const unsigned char *)valid.data; *at;)
		at += add_char(out, at);
	buf_add_char(out, '"');
	buf_release(&valid);
}
