/* SPDX-License-Identifier: MIT */
/*
 * cairo writes text as outlines, so the file holds no text of ours: all that
 * looks like an attribute is one, and plain search and replace is safe.
 */
#include "plots/svg.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
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

/* An attribute of numbers that are points; its length, or 0. */
static size_t before_points(const char *text)
{
	static const char *const words[] = { " d=\"", " x=\"", " y=\"" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (starts(text, words[i]))
			return strlen(words[i]);
	return 0;
}

/* Read a number of points in hundredths, which no eye tells apart. */
static const char *read_rounded(const char *text, int64_t *hundredths_out)
{
	bool is_negative = *text == '-';
	int64_t n = 0;
	int place = 0;

	for (text += is_negative; *text >= '0' && *text <= '9'; text++)
		n = n * 10 + (*text - '0');
	n *= 100;
	if (*text == '.')
		text++;
	for (; *text >= '0' && *text <= '9'; text++, place++) {
		if (place < 2)
			n += (*text - '0') * (place ? 1 : 10);
		else if (place == 2)
			n += *text >= '5';
	}
	*hundredths_out = is_negative ? -n : n;
	return text;
}

/* "-0.05", "1.5", "7" */
static void add_hundredths(struct buf *out, int64_t hundredths)
{
	int64_t size = hundredths < 0 ? -hundredths : hundredths;

	buf_addf(out, "%s%" PRId64, hundredths < 0 ? "-" : "", size / 100);
	if (size % 100 == 0)
		return;
	buf_addf(out, ".%02" PRId64, size % 100);
	if (size % 10 == 0)
		buf_truncate(out, out->len - 1);
}

static bool is_number(char c)
{
	return c == '-' || c == '.' || (c >= '0' && c <= '9');
}

/*
 * Append the numbers and letters up to the end of an attribute, with a comma
 * only where two numbers would become one; returns where it ends.
 */
static const char *add_points(const char *text, struct buf *out)
{
	bool after_number = false;

	for (text += strspn(text, " "); *text && *text != '"';
	     text += strspn(text, " ")) {
		int64_t hundredths;

		if (!is_number(*text)) {
			buf_add_char(out, *text++);
			after_number = false;
			continue;
		}
		text = read_rounded(text, &hundredths);
		if (after_number && hundredths >= 0)
			buf_add_char(out, ',');
		add_hundredths(out, hundredths);
		after_number = true;
	}
	return text;
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
		size_t n = before_id(text), m = before_points(text);

		if (m) {
			buf_add(out, text, m);
			text = add_points(text + m, out);
		} else if (text == head_end) {
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
