/* SPDX-License-Identifier: MIT */
#include "audit/policy/lines.h"

#include <string.h>

bool lines_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static void skip(struct slice *text, size_t n)
{
	text->at += n;
	text->len -= n;
}

struct slice lines_trim(struct slice text)
{
	while (text.len && lines_is_blank(*text.at))
		skip(&text, 1);
	while (text.len && lines_is_blank(text.at[text.len - 1]))
		text.len--;
	return text;
}

bool lines_next(struct slice *text, struct slice *line_out)
{
	const char *end = memchr(text->at, '\n', text->len);
	size_t len = end ? (size_t)(end - text->at) : text->len;

	if (text->len == 0)
		return false;
	*line_out = (struct slice){ text->at, len };
	skip(text, end ? len + 1 : len);
	if (len && line_out->at[len - 1] == '\r')
		line_out->len--;
	return true;
}

bool lines_word(struct slice *line, struct slice *word_out)
{
	size_t len = 0;

	while (line->len && lines_is_blank(*line->at))
		skip(line, 1);
	if (line->len == 0)
		return false;
	while (len < line->len && !lines_is_blank(line->at[len]))
		len += line->at[len] == '\\' && len + 1 < line->len ? 2 : 1;
	*word_out = (struct slice){ line->at, len };
	skip(line, len);
	return true;
}
