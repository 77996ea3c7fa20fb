/* SPDX-License-Identifier: MIT */
#include "report/json.h"

/* Bytes of the character at s; 0: no UTF-8, as --sql can make it. */
static size_t good_length(const unsigned char *s)
{
	size_t n = *s < 0x80                  ? 1
		   : *s >= 0xc2 && *s <= 0xdf ? 2
		   : (*s & 0xf0) == 0xe0      ? 3
		   : *s >= 0xf0 && *s <= 0xf4 ? 4
					      : 0;

	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
	    (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
		return 0;
	return n;
}

/* Append one character and return how many bytes of s it took. */
static size_t add_char(struct buf *out, const unsigned char *s)
{
	size_t n = good_length(s);

	if (n == 0)
		buf_add_str(out, "\\ufffd");
	else if (*s == '"' || *s == '\\')
		buf_addf(out, "\\%c", *s);
	else if (*s == '\n')
		buf_add_str(out, "\\n");
	else if (*s < 0x20 || *s == 0x7f)
		buf_addf(out, "\\u%04x", *s);
	else if (*s == 0xc2 && s[1] < 0xa0)
		buf_addf(out, "\\u%04x", s[1]);
	else
		buf_add(out, s, n);
	return n ? n : 1;
}

void json_add_string(struct buf *out, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	buf_add_char(out, '"');
	while (*at)
		at += add_char(out, at);
	buf_add_char(out, '"');
}
