/* SPDX-License-Identifier: MIT */
/*
 * cairo writes text as outlines, so the file holds no text of ours: all that
 * looks like an attribute is one, and plain search and replace is safe.
 */
#include "plots/svg.h"

#include <stdbool.h>
#include <string.h>

static void add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			buf_add_str(out, "&amp;");
		else if (*text == '<')
			buf_add_str(out, "&lt;");
		else if (*text == '>')
			buf_add_str(out, "&gt;");
		else if (*text == '"')
			buf_add_str(out, "&quot;");
		else
			buf_add_char(out, *text);
	}
}

static bool starts(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* A word that an id or a reference follows; its length, or 0. */
static size_t before_id(const char *text)
{
	static const char *const words[] = { " id=\"", "href=\"#", "url(#" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (starts(text, words[i]))
			return strlen(words[i]);
	return 0;
}

/* Where the page's own id begins, its number from a counter: skip it. */
static const char *add_page_id(const char *text, struct buf *out)
{
	static const char surface[] = "surface";

	if (!starts(text, surface))
		return text;
	buf_add_str(out, "page");
	text += strlen(surface);
	return text + strspn(text, "0123456789");
}

/* The attributes and the words of the svg element. */
static void add_words(const struct svg_words *words, struct buf *out)
{
	buf_add_str(out, " role=\"img\" aria-labelledby=\"");
	buf_addf(out, "%s-title %s-alt\">\n<title id=\"%s-title\">", words->id,
		 words->id, words->id);
	add_escaped(out, words->title);
	buf_addf(out, "</title>\n<desc id=\"%s-alt\">", words->id);
	add_escaped(out, words->alt);
	buf_add_str(out, "</desc>");
}

void svg_finish(const struct buf *source, const struct svg_words *words,
		struct buf *out)
{
	const char *text = source->data;
	const char *svg = strstr(text, "<svg ");
	const char *head_end = svg ? strchr(svg, '>') : NULL;

	buf_reserve(out, source->len + source->len / 8);
	while (*text) {
		size_t n = before_id(text);

		if (text == head_end) {
			add_words(words, out);
			text++;
		} else if (n) {
			buf_add(out, text, n);
			buf_addf(out, "%s-", words->id);
			text = add_page_id(text + n, out);
		} else {
			buf_add_char(out, *text++);
		}
	}
}
