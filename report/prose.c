/* SPDX-License-Identifier: MIT */
#include "report/prose.h"

#include <string.h>

#include "report/visible.h"

enum { PLAIN_WIDTH = 79, MAX_WIDTH = 100, MIN_ROOM = 20, LABEL_WIDTH = 13 };

void prose_init(struct prose *prose, FILE *out, int terminal_width,
		bool is_bold)
{
	memset(prose, 0, sizeof(*prose));
	prose->out = out;
	prose->is_terminal = terminal_width > 0;
	prose->is_bold = is_bold;
	prose->width = PLAIN_WIDTH;
	if (terminal_width > 0)
		prose->width = terminal_width < MAX_WIDTH
				       ? (size_t)terminal_width
				       : MAX_WIDTH;
	prose->shown = (struct buf)BUF_INIT;
}

void prose_release(struct prose *prose)
{
	buf_release(&prose->shown);
}

void prose_gap(struct prose *prose)
{
	putc('\n', prose->out);
}

static void show(struct prose *prose, const char *text, size_t len)
{
	buf_clear(&prose->shown);
	visible_add(&prose->shown, text, len);
}

static void write_spaces(struct prose *prose, size_t n)
{
	fprintf(prose->out, "%*s", (int)n, "");
}

/* What is left of the line after column at; in narrow terminals too. */
static size_t room_after(const struct prose *prose, size_t at)
{
	return prose->width > at + MIN_ROOM ? prose->width - at : MIN_ROOM;
}

void prose_heading(struct prose *prose, const char *text)
{
	show(prose, text, strlen(text));
	fprintf(prose->out, "%s%s%s\n", prose->is_bold ? "\x1b[1m" : "",
		prose->shown.data, prose->is_bold ? "\x1b[0m" : "");
}

/* How many of len bytes make one line: whole words, if one fits. */
static size_t line_of_words(const struct prose *prose, const char *text,
			    size_t len, size_t room)
{
	size_t fit = visible_fit(text, len, room);
	size_t at = fit;

	if (fit == len)
		return len;
	while (at && text[at] != ' ')
		at--;
	if (at)
		return at;
	return prose->is_terminal ? fit : strcspn(text, " ");
}

static void write_line(struct prose *prose, const char *text, size_t len)
{
	while (len && text[len - 1] == ' ')
		len--;
	fwrite(text, 1, len, prose->out);
	putc('\n', prose->out);
}

/* The shown text in lines under column at, where the cursor stands. */
static void write_wrapped(struct prose *prose, size_t at)
{
	const char *text = prose->shown.data;
	size_t left = prose->shown.len;

	for (;;) {
		size_t n =
			line_of_words(prose, text, left, room_after(prose, at));

		write_line(prose, text, n);
		while (n < left && text[n] == ' ')
			n++;
		text += n;
		left -= n;
		if (!left)
			return;
		write_spaces(prose, at);
	}
}

void prose_item(struct prose *prose, size_t indent, const char *label,
		const char *text)
{
	size_t at = indent;

	write_spaces(prose, indent);
	if (label) {
		fprintf(prose->out, "%-*s", LABEL_WIDTH, label);
		at += LABEL_WIDTH;
	}
	show(prose, text, strlen(text));
	write_wrapped(prose, at);
}

void prose_quote(struct prose *prose, size_t indent, const char *mark,
		 const char *text, size_t len)
{
	size_t at = indent + strlen(mark) + 3; /* of the text */
	size_t done = 0;

	show(prose, text, len);
	fprintf(prose->out, "%*s%s |%s", (int)indent, "", mark, len ? " " : "");
	while (prose->is_terminal) {
		size_t n = visible_fit(prose->shown.data + done,
				       prose->shown.len - done,
				       room_after(prose, at));

		if (done + n == prose->shown.len)
			break;
		fwrite(prose->shown.data + done, 1, n, prose->out);
		fprintf(prose->out, "\n%*s| ", (int)(at - 2), "");
		done += n;
	}
	fputs(prose->shown.data + done, prose->out);
	putc('\n', prose->out);
}
