/* SPDX-License-Identifier: MIT */
/*
 * Two steps: find positions that part the message into zones, each with one
 * pass over it; then go through its lines once, the zone of a line saying by
 * which rule to read it.
 *
 *     title             first line never, else BODY
 *     body              BODY
 *     * item   <------  squash: SQUASH from here on
 *     Key: value <----  paragraphs: PARAGRAPH from here on
 *
 *     Key: value <----  block.start: BLOCK
 *     # ...      <----  block.end: BODY
 */
#include "audit/git/trailers.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/xalloc.h"
#include "audit/git/message.h"
#include "audit/git/trailer_block.h"

enum { MAX_BODY_KEY = 64, MIN_DASHES = 9 };

/* Bytes of the message: a line, a value. */
struct part {
	const char *data;
	size_t len;
};

/* A message from its first line on that is not blank, and its zones. */
struct source {
	const char *text; /* no NUL in it */
	size_t len;
	struct trailer_block block;
	size_t paragraphs; /* where the zone starts; block.end: there is none */
	size_t squash;     /* the same; len: there is none */
};

/* The line from at to the next one, without the spaces at its end. */
static struct part line_at(const struct source *source, size_t at, size_t next)
{
	const char *line = source->text + at;

	return (struct part){ line, ascii_trimmed_len(line, next - at) };
}

static struct part trimmed(const char *data, size_t len)
{
	while (len && ascii_is_space(*data)) {
		data++;
		len--;
	}
	return (struct part){ data, ascii_trimmed_len(data, len) };
}

/* The length of the key of a lenient trailer, or 0. */
static size_t lenient_key(struct part line)
{
	size_t n = 0;

	if (!line.len || !ascii_is_alpha(*line.data))
		return 0;
	while (n < line.len &&
	       (ascii_is_alnum(line.data[n]) || line.data[n] == '-'))
		n++;
	if (n == line.len || line.data[n] != ':')
		return 0;
	if (n + 1 < line.len && !ascii_is_space(line.data[n + 1]))
		return 0;
	return n;
}

/* The same by the narrower rule of TRAILER_BODY. */
static size_t body_key(struct part line)
{
	size_t n = lenient_key(line);

	if (n > MAX_BODY_KEY || n + 1 == line.len)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (ascii_is_upper(line.data[i]) || line.data[i] == '-')
			return n;
	return 0;
}

static bool is_url(struct part line)
{
	static const char *const schemes[] = { "https://", "http://" };

	if (memchr(line.data, ' ', line.len))
		return false;
	for (size_t i = 0; i < 2; i++)
		if (line.len > strlen(schemes[i]) &&
		    memcmp(line.data, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* A word, a blank, then "#12" or a URL. */
static bool is_reference(struct part line)
{
	size_t n = 0;

	while (n < line.len && ascii_is_alpha(line.data[n]))
		n++;
	if (!n || line.len - n < 3 || line.data[n] != ' ')
		return false;
	line = (struct part){ line.data + n + 1, line.len - n - 1 };
	return is_url(line) ||
	       (*line.data == '#' && ascii_is_alnum(line.data[1]));
}

/* line is not empty. */
static bool is_footer(struct part line)
{
	char first = line.data[0], last = line.data[line.len - 1];

	if (first == '(' || first == '[')
		return last == ')' || last == ']';
	if (first == '<')
		return last == '>';
	if (first == '_')
		return line.len > 2 && last == '_';
	if (line.len >= 4 && memcmp(line.data, "\xf0\x9f", 2) == 0)
		return true;
	return is_url(line) || is_reference(line);
}

/*
 * Where the paragraphs of nothing but trailers and footers start that end at
 * position end.
 */
static size_t find_paragraphs(const struct source *source, size_t end)
{
	size_t start = end;
	bool folded = false;

	for (size_t at, next = end; next; next = at) {
		struct part line;

		at = trailer_last_line(source->text, next);
		line = line_at(source, at, next);
		if (!at)
			return start;
		if (!line.len) {
			if (folded)
				return start;
			start = next;
		} else if (ascii_is_space(*line.data)) {
			folded = true;
		} else if (lenient_key(line)) {
			folded = false;
		} else if (folded || !is_footer(line)) {
			return start;
		}
	}
	return start;
}

static bool is_item(struct part line)
{
	return line.len > 2 && line.data[0] == '*' && line.data[1] == ' ';
}

static bool is_dashes(struct part line)
{
	size_t n = 0;

	while (n < line.len && line.data[n] == '-')
		n++;
	return n >= MIN_DASHES && n == line.len;
}

/* True if the subject ends in the number of a pull request. */
static bool is_pull_request(const struct source *source)
{
	struct buf subject = BUF_INIT;
	int64_t number;

	message_subject(source->text, source->len, &subject);
	number = message_pull_request(subject.data, subject.len);
	buf_release(&subject);
	return number > 0;
}

/* Where the list of a squash merge, or the footer below it, starts. */
static size_t find_squash(const struct source *source)
{
	size_t first_item = source->len, first_dashes = source->len;
	size_t n_items = 0, next;
	bool after_blank = false;

	for (size_t at = 0; at < source->len; at = next) {
		struct part line;

		next = trailer_next_line(source->text, at, source->len);
		line = line_at(source, at, next);
		if (after_blank &&
		    trailer_is_blank(source->text, next, source->len)) {
			if (is_item(line) && n_items++ == 0)
				first_item = at;
			if (is_dashes(line) && first_dashes == source->len)
				first_dashes = at;
		}
		after_blank = !line.len;
	}
	if (n_items == 0 || (n_items == 1 && !is_pull_request(source)))
		return first_dashes;
	return first_item < first_dashes ? first_item : first_dashes;
}

static enum trailer_place place_of(const struct source *source, size_t at)
{
	if (at >= source->block.start && at < source->block.end)
		return TRAILER_BLOCK;
	if (at >= source->squash)
		return TRAILER_SQUASH;
	if (at >= source->paragraphs && at < source->block.end)
		return TRAILER_PARAGRAPH;
	return TRAILER_BODY;
}

/* Append to what trailers points into, without moving it, and unfold. */
static const char *keep(struct trailers *trailers, struct part text)
{
	struct buf *buf = &trailers->text;
	const char *kept = buf->data + buf->len;
	const char *newline;

	assert(text.len + 1 < buf->n_alloc - buf->len);
	while ((newline = memchr(text.data, '\n', text.len))) {
		size_t n = (size_t)(newline - text.data);

		buf_add(buf, text.data, n);
		buf_add_char(buf, ' ');
		text = trimmed(newline, text.len - n);
	}
	buf_add(buf, text.data, text.len);
	buf_add_char(buf, '\0');
	return kept;
}

/* Where the lines that continue the one before position at end. */
static size_t skip_folded(const struct source *source, size_t at,
			  enum trailer_place place)
{
	size_t end = source->block.end;

	if (place == TRAILER_BLOCK)
		while (at < end && ascii_is_space(source->text[at]))
			at = trailer_next_line(source->text, at, end);
	if (place == TRAILER_PARAGRAPH)
		while (at < end && ascii_is_space(source->text[at]) &&
		       !trailer_is_blank(source->text, at, end))
			at = trailer_next_line(source->text, at, end);
	return at;
}

/* Read the line at position at; returns where the next one starts. */
static size_t read_line(struct trailers *trailers, const struct source *source,
			size_t at, size_t number)
{
	enum trailer_place place = place_of(source, at);
	size_t next = trailer_next_line(source->text, at, source->len);
	struct part line = line_at(source, at, next);
	const char *data = line.data;
	size_t n_key;

	if (place == TRAILER_BLOCK)
		n_key = trailer_separator(data, next - at);
	else if (place == TRAILER_PARAGRAPH)
		n_key = lenient_key(line);
	else
		n_key = at ? body_key(line) : 0;
	if (!n_key)
		return next;
	next = skip_folded(source, next, place);
	trailers->items = xgrow(trailers->items, trailers->n_items,
				&trailers->n_alloc, sizeof(*trailers->items));
	trailers->items[trailers->n_items++] = (struct trailer){
		keep(trailers, trimmed(data, n_key)),
		keep(trailers,
		     trimmed(data + n_key + 1, next - at - n_key - 1)),
		number, place
	};
	return next;
}

static size_t count_lines(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t at = 0; at < len; at = trailer_next_line(text, at, len))
		n++;
	return n;
}

void trailers_read(struct trailers *trailers, const char *message, size_t len)
{
	struct source source = { 0 };
	size_t number, next, start;

	len = message_len(message, len);
	start = message_start(message, len);
	source.text = message + start;
	source.len = len - start;
	trailers->n_items = 0;
	buf_clear(&trailers->text);
	if (!source.len)
		return;
	source.block = trailer_block_find(source.text, source.len);
	source.squash = find_squash(&source);
	source.paragraphs = find_paragraphs(&source, source.block.start);
	/* A line with a key and value loses ':' and '\n' and gets two NULs. */
	buf_reserve(&trailers->text, source.len + 2);
	number = count_lines(message, start) + 1;
	for (size_t at = 0; at < source.len; at = next) {
		next = read_line(trailers, &source, at, number);
		number += count_lines(source.text + at, next - at);
	}
}

void trailers_release(struct trailers *trailers)
{
	free(trailers->items);
	buf_release(&trailers->text);
	*trailers = (struct trailers)TRAILERS_INIT;
}

const char *trailers_place_name(enum trailer_place place)
{
	static const char *const names[] = { "block", "paragraph", "body",
					     "squash" };

	return names[place];
}
