/* SPDX-License-Identifier: MIT */
#include "report/html.h"

#include <assert.h>
#include <glib.h>
#include <stdarg.h>
#include <string.h>

#include "report/visible.h"

static void end_tag(struct html *html)
{
	if (html->in_tag)
		putc('>', html->out);
	html->in_tag = false;
}

void html_init(struct html *html, FILE *out)
{
	memset(html, 0, sizeof(*html));
	html->out = out;
	html->text = (struct buf)BUF_INIT;
	fputs("<!DOCTYPE html>\n", out);
}

void html_release(struct html *html)
{
	buf_release(&html->text);
}

void html_void(struct html *html, const char *tag)
{
	end_tag(html);
	fprintf(html->out, "<%s", tag);
	html->in_tag = true;
}

void html_open(struct html *html, const char *tag)
{
	assert(html->depth < HTML_MAX_DEPTH);
	html_void(html, tag);
	html->open[html->depth++] = tag;
}

void html_close(struct html *html, const char *tag)
{
	assert(html->depth > 0);
	assert(strcmp(html->open[html->depth - 1], tag) == 0);
	end_tag(html);
	fprintf(html->out, "</%s>", tag);
	html->depth--;
}

static void write_escaped(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", out);
		else if (*text == '<')
			fputs("&lt;", out);
		else if (*text == '>')
			fputs("&gt;", out);
		else if (*text == '"')
			fputs("&quot;", out);
		else if (*text == '\'')
			fputs("&#39;", out);
		else
			putc(*text, out);
	}
}

static void write_visible(struct html *html, const char *text)
{
	buf_clear(&html->text);
	visible_add(&html->text, text, strlen(text));
	write_escaped(html->out, html->text.data);
}

void html_attr(struct html *html, const char *name, const char *value)
{
	assert(html->in_tag);
	fprintf(html->out, " %s=\"", name);
	write_visible(html, value);
	putc('"', html->out);
}

/* A path below this folder, or "#place". */
static bool is_local(const char *url)
{
	size_t len = strcspn(url, "/?#");

	return *url != '/' && !memchr(url, ':', len) && !strchr(url, '\\');
}

void html_url(struct html *html, const char *name, const char *url)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	struct buf quoted = BUF_INIT;

	if (!is_local(url))
		url = "#";
	for (const char *at = url; *at; at++) {
		if (strchr(plain, *at) || (at == url && *at == '#'))
			buf_add_char(&quoted, *at);
		else
			buf_addf(&quoted, "%%%02X", (unsigned char)*at);
	}
	html_attr(html, name, quoted.data);
	buf_release(&quoted);
}

void html_https(struct html *html, const char *name, const char *url)
{
	html_attr(html, name, strncmp(url, "https://", 8) == 0 ? url : "#");
}

/*
 * Percent signs take less room than base64: most of a picture is digits, and
 * single quotes do for double ones.
 */
void html_svg(struct html *html, const char *name, const char *svg, size_t len)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/,;:=()!*";
	bool is_between = false; /* two tags */

	assert(html->in_tag);
	fprintf(html->out, " %s=\"data:image/svg+xml,", name);
	for (size_t i = 0; i < len; i++) {
		is_between =
			svg[i] == '>' || (is_between && strchr(" \n", svg[i]));
		if (is_between && svg[i] != '>')
			continue;
		if (svg[i] == '"')
			putc('\'', html->out);
		else if (svg[i] && strchr(plain, svg[i]))
			putc(svg[i], html->out);
		else
			fprintf(html->out, "%%%02X", (unsigned char)svg[i]);
	}
	putc('"', html->out);
}

void html_text(struct html *html, const char *text)
{
	end_tag(html);
	write_visible(html, text);
}

void html_textf(struct html *html, const char *fmt, ...)
{
	char *text;
	va_list args;

	va_start(args, fmt);
	text = g_strdup_vprintf(fmt, args);
	va_end(args);
	html_text(html, text);
	g_free(text);
}

void html_element(struct html *html, const char *tag, const char *text)
{
	html_open(html, tag);
	html_text(html, text);
	html_close(html, tag);
}

void html_style(struct html *html, const char *css)
{
	html_open(html, "style");
	end_tag(html);
	fputs(css, html->out);
	html_close(html, "style");
}

void html_newline(struct html *html)
{
	end_tag(html);
	putc('\n', html->out);
}
