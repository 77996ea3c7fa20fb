/* SPDX-License-Identifier: MIT */
#include "audit/git/config_scan.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

/*
 *   [rule "a\"b"] kind = "x ; y" \     a header and a key, both on line 1
 *       more ; comment                 goes on with the key's value
 */
struct scan {
	const char *text;
	size_t len, at;
	int line;
	struct buf header; /* name of the section that at is in */
	bool has_header;
	struct config_marks *marks;
};

/* The next character; NUL at the end. */
static char peek(const struct scan *scan)
{
	return scan->at < scan->len ? scan->text[scan->at] : '\0';
}

/* White space as libgit2 has it, the line's end left out. */
static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

static bool is_name(char c)
{
	return ascii_is_alnum(c) || c == '-';
}

static void skip_blanks(struct scan *scan)
{
	while (is_blank(peek(scan)))
		scan->at++;
}

/* Where the line that at is in ends: its line feed, or the text's end. */
static size_t line_end(const struct scan *scan)
{
	const char *from = scan->text + scan->at;
	const char *end = memchr(from, '\n', scan->len - scan->at);

	return end ? (size_t)(end - scan->text) : scan->len;
}

/* Behind the line feed, if there is one. */
static void next_line(struct scan *scan)
{
	scan->at = line_end(scan);
	if (scan->at < scan->len)
		scan->at++;
	scan->line++;
}

static void add_mark(struct scan *scan, const char *name, int is_header)
{
	struct config_marks *marks = scan->marks;

	marks->items = xgrow(marks->items, marks->n_items, &marks->n_alloc,
			     sizeof(*marks->items));
	marks->items[marks->n_items++] =
		(struct config_mark){ xstrdup(name), scan->line, is_header };
}

/* The quoted part of a header, behind its first quotation mark. */
static bool read_subsection(struct scan *scan)
{
	while (peek(scan) != '"') {
		if (peek(scan) == '\\')
			scan->at++;
		if (peek(scan) == '\n' || scan->at >= scan->len)
			return false;
		buf_add_char(&scan->header, peek(scan));
		scan->at++;
	}
	scan->at++;
	return true;
}

/* A header; at is behind its bracket. */
static bool read_header(struct scan *scan)
{
	buf_clear(&scan->header);
	while (is_name(peek(scan)) || peek(scan) == '.')
		buf_add_char(&scan->header,
			     ascii_lower(scan->text[scan->at++]));
	if (is_blank(peek(scan))) {
		skip_blanks(scan);
		if (peek(scan) != '"')
			return false;
		scan->at++;
		buf_add_char(&scan->header, '.');
		if (!read_subsection(scan))
			return false;
	}
	if (peek(scan) != ']')
		return false;
	scan->at++;
	scan->has_header = true;
	add_mark(scan, scan->header.data, 1);
	return true;
}

/*
 * Where a line of a value ends without its comment and the blanks before
 * it.  A quotation mark behind a backslash does not count as one, even if
 * that backslash is itself behind another: so does libgit2.
 */
static size_t value_end(const struct scan *scan, int *quotes)
{
	const size_t end = line_end(scan);
	size_t at = scan->at;
	int backslashes = 0;

	for (; at < end; at++) {
		const char c = scan->text[at];

		if (c == '"' && (at == scan->at || scan->text[at - 1] != '\\'))
			*quotes += 1;
		if ((c == ';' || c == '#') && *quotes % 2 == 0 &&
		    backslashes % 2 == 0)
			break;
		backslashes = c == '\\' ? backslashes + 1 : 0;
	}
	while (at > scan->at && is_blank(scan->text[at - 1]))
		at--;
	return at;
}

/* True if the text up to end has a backslash as its last character. */
static bool is_continued(struct scan *scan, size_t end)
{
	for (size_t at = scan->at; at < end; at++) {
		if (scan->text[at] != '\\')
			continue;
		if (++at == end)
			return true;
		if (!strchr("ntb\"\\", scan->text[at]) &&
		    !scan->marks->bad_escape)
			scan->marks->bad_escape = scan->line;
	}
	return false;
}

/* The lines of a value; at is somewhere in the first, before its text. */
static void skip_value(struct scan *scan)
{
	int quotes = 0;
	bool more = is_continued(scan, value_end(scan, &quotes));

	next_line(scan);
	while (more && scan->at < scan->len) {
		const size_t end = value_end(scan, &quotes);

		/* a line without text is passed over, and the next one goes on */
		more = end == scan->at || is_continued(scan, end);
		next_line(scan);
	}
}

static bool read_key(struct scan *scan)
{
	struct buf name = BUF_INIT;
	const size_t from = scan->at;

	if (scan->has_header) {
		buf_add(&name, scan->header.data, scan->header.len);
		buf_add_char(&name, '.');
	}
	while (is_name(peek(scan)))
		buf_add_char(&name, ascii_lower(scan->text[scan->at++]));
	if (scan->at > from) {
		add_mark(scan, name.data, 0);
		skip_blanks(scan);
		if (peek(scan) == '=')
			skip_value(scan);
		else
			next_line(scan);
	}
	buf_release(&name);
	return scan->at > from;
}

void config_scan(const char *text, size_t len, struct config_marks *marks)
{
	static const char bom[] = "\xef\xbb\xbf";
	struct scan scan = { text, len, 0, 1, BUF_INIT, false, marks };
	bool more = true;

	if (len >= strlen(bom) && memcmp(text, bom, strlen(bom)) == 0)
		scan.at = strlen(bom);
	while (more) {
		skip_blanks(&scan);
		if (scan.at >= len)
			break;
		switch (peek(&scan)) {
		case '\n':
		case ';':
		case '#':
			next_line(&scan);
			break;
		case '[':
			scan.at++;
			more = read_header(&scan);
			break;
		default:
			more = read_key(&scan);
		}
	}
	buf_release(&scan.header);
}

void config_marks_release(struct config_marks *marks)
{
	for (size_t i = 0; i < marks->n_items; i++)
		free(marks->items[i].name);
	free(marks->items);
	memset(marks, 0, sizeof(*marks));
}
