/* SPDX-License-Identifier: MIT */
#include "report/markdown.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "report/visible.h"

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/*
 * Would the character at text + at be markup?  Within a word _ is none, and #
 * is one at its beginning only; an address would become a link.
 */
static bool is_markup(const char *text, size_t at)
{
	const char *here = text + at;
	bool in_word = at > 0 && is_word(here[-1]);

	if (*here == '_')
		return !(in_word && is_word(here[1]));
	if (*here == '#')
		return at == 0 || here[-1] == ' ';
	if (*here == ':')
		return strncmp(here, "://", 3) == 0;
	if (*here == '.')
		return at >= 3 && strncasecmp(here - 3, "www", 3) == 0;
	return strchr("|\\`*[]~$", *here) != NULL;
}

void markdown_add(struct buf *out, const char *text)
{
	struct buf shown = BUF_INIT;

	visible_add(&shown, text, strlen(text));
	for (size_t i = 0; i < shown.len; i++) {
		const char *c = shown.data + i;

		if (*c == '<')
			buf_add_str(out, "&lt;");
		else if (*c == '&')
			buf_add_str(out, "&amp;");
		else if (is_markup(shown.data, i))
			buf_addf(out, "\\%c", *c);
		else
			buf_add_char(out, *c);
	}
	buf_release(&shown);
}

/* "1." and "12)" would begin a list. */
static bool is_number_mark(const char *word, size_t len)
{
	return len > 1 && strspn(word, "0123456789") == len - 1 &&
	       (word[len - 1] == '.' || word[len - 1] == ')');
}

/* Write a word; the first of a line must not begin a block. */
static void write_word(FILE *out, const char *word, size_t len, bool is_first)
{
	if (is_first && is_number_mark(word, len)) {
		fprintf(out, "%.*s\\%c", (int)len - 1, word, word[len - 1]);
		return;
	}
	if (is_first && (strspn(word, "-") >= len || strspn(word, "=") >= len ||
			 strspn(word, "+") >= len || *word == '>'))
		putc('\\', out);
	fwrite(word, 1, len, out);
}

void markdown_wrap_raw(FILE *out, const struct markdown_lead *lead,
		       const char *markup)
{
	size_t used = strlen(lead->first);
	bool is_first = true;

	fputs(lead->first, out);
	for (const char *word = markup; *word;) {
		size_t len = strcspn(word, " ");
		size_t width = visible_width(word, len);

		if (!is_first && used + 1 + width > MARKDOWN_WIDTH) {
			fprintf(out, "\n%s", lead->rest);
			used = strlen(lead->rest);
			is_first = true;
		}
		if (len && !is_first) {
			putc(' ', out);
			used++;
		}
		if (len) {
			write_word(out, word, len, is_first);
			is_first = false;
		}
		used += width;
		word += len + strspn(word + len, " ");
	}
	putc('\n', out);
}

void markdown_wrap(FILE *out, const struct markdown_lead *lead,
		   const char *text)
{
	struct buf markup = BUF_INIT;

	markdown_add(&markup, text);
	markdown_wrap_raw(out, lead, markup.data);
	buf_release(&markup);
}

/* Bytes up to the next blank that is outside of quotes. */
static size_t shell_word(const char *text)
{
	bool is_quoted = false;
	size_t len;

	for (len = 0; text[len] && (is_quoted || text[len] != ' '); len++)
		if (text[len] == '\'')
			is_quoted = !is_quoted;
	return len;
}

/* An option and what belongs to it stay together. */
static size_t shell_option(const char *text)
{
	size_t len = shell_word(text);

	if (*text == '-' && text[len] == ' ' && text[len + 1] != '-')
		len += 1 + shell_word(text + len + 1);
	return len;
}

void markdown_command(FILE *out, const char *command)
{
	struct buf shown = BUF_INIT;
	size_t used = 0;

	visible_add(&shown, command, strlen(command));
	fputs("```sh\n", out);
	for (const char *at = shown.data; *at;) {
		size_t len = shell_option(at);
		size_t width = visible_width(at, len);

		/* two columns stay for the backslash */
		if (used && used + 1 + width + 2 > MARKDOWN_WIDTH) {
			fputs(" \\\n   ", out);
			used = 3;
		}
		if (used) {
			putc(' ', out);
			used++;
		}
		fwrite(at, 1, len, out);
		used += width;
		at += len + (at[len] == ' ');
	}
	fputs("\n```\n", out);
	buf_release(&shown);
}
