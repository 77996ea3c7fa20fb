/* SPDX-License-Identifier: MIT */
#include "report/json.h"

#include <string.h>

#include "audit/base/utf8.h"

/* Append what valid text at s begins with; returns how many bytes it took. */
static size_t add_char(struct buf *out, const unsigned char *s)
{
	if (*s == 0xc2 && s[1] < 0xa0) { /* C1: a terminal may obey it */
		buf_addf(out, "\\u%04x", s[1]);
		return 2;
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
