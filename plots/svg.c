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

/* --- styles --- */

/* What an element has where its style says nothing. */
static bool is_default(const char *declaration, size_t len)
{
	static const char *const defaults[] = {
		"fill-opacity:1",      "fill-rule:nonzero",
		"stroke:none",         "stroke-opacity:1",
		"stroke-linecap:butt", "stroke-linejoin:miter",
	};

	for (size_t i = 0; i < sizeof(defaults) / sizeof(*defaults); i++)
		if (strlen(defaults[i]) == len &&
		    strncmp(declaration, defaults[i], len) == 0)
			return true;
	return false;
}

/* "rgb(0%,44.7%,69.8%)" as "#0072b2". */
static const char *add_colour(const char *text, struct buf *out)
{
	buf_add_char(out, '#');
	for (text += strlen("rgb("); *text && *text != ')';
	     text += strspn(text, "%, ")) {
		int64_t hundredths;

		text = read_rounded(text, &hundredths);
		buf_addf(out, "%02x",
			 (unsigned)((hundredths * 255 + 5000) / 10000));
		if (*text && !strchr("%,)", *text))
			break;
	}
	return *text == ')' ? text + 1 : text;
}

static void add_declaration(const char *text, size_t len, struct buf *out)
{
	const char *end = text + len;

	while (text < end)
		if (starts(text, "rgb("))
			text = add_colour(text, out);
		else
			buf_add_char(out, *text++);
}

/* Append a style without its defaults, none if nothing is left. */
static const char *add_style(const char *text, struct buf *out)
{
	static const char head[] = " style=\"";
	const size_t before = out->len;
	bool is_first = true;

	buf_add_str(out, head);
	for (text += strlen(head); *text && *text != '"';
	     text += strspn(text, "; ")) {
		const size_t len = strcspn(text, ";\"");

		if (!is_default(text, len)) {
			buf_add_str(out, is_first ? "" : ";");
			add_declaration(text, len, out);
			is_first = false;
		}
		text += len;
	}
	if (!is_first)
		return text;
	buf_truncate(out, before);
	return *text ? text + 1 : text;
}

/* --- ids --- */

/*
 * Three letters for an id that stands hundreds of times in a file, so that
 * glyphs of two charts in one page do not mix; none of them is a digit.
 */
static void add_short(const char *id, struct buf *out)
{
	uint32_t hash = 2166136261U;

	for (; *id; id++)
		hash = (hash ^ (unsigned char)*id) * 16777619U;
	for (int i = 0; i < 3; i++, hash /= 26)
		buf_add_char(out, (char)('a' + hash % 26));
}

/* The page's own id has a number from a counter: it goes. */
static const char *add_id(const char *text, const char *id, struct buf *out)
{
	static const char surface[] = "surface", glyph[] = "glyph";

	if (starts(text, glyph)) {
		add_short(id, out);
		return text + strlen(glyph);
	}
	buf_addf(out, "%s-", id);
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
			text = add_id(text + n, words->id, out);
		} else if (starts(text, " style=\"")) {
			text = add_style(text, out);
		} else {
			buf_add_char(out, *text++);
		}
	}
}
