/* SPDX-License-Identifier: MIT */
#include "audit/roff.h"

#include <stdbool.h>
#include <string.h>

static void put_text(FILE *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\')
			fputs("\\e", out);
		else if (text[i] == '-')
			fputs("\\-", out);
		else if (text[i] == '|') /* a line may end after it */
			fputs("|\\:", out);
		else
			putc(text[i], out);
	}
}

void roff_font(FILE *out, char font, const char *text, size_t len)
{
	if (font != 'R')
		fprintf(out, "\\f%c", font);
	put_text(out, text, len);
	if (font != 'R')
		fputs("\\fR", out);
}

void roff_title(FILE *out, const char *name, char section)
{
	fprintf(out, ".TH \"");
	for (; *name; name++)
		putc(*name >= 'a' && *name <= 'z' ? *name - 'a' + 'A' : *name,
		     out);
	fprintf(out,
		"\" \"%c\" \"\" \"git\\-provenance %s\" \"git\\-provenance\"\n"
		".nh\n.ad l\n",
		section, VERSION);
}

static void put_heading(FILE *out, const char *request, const char *text)
{
	fprintf(out, "%s \"", request);
	put_text(out, text, strlen(text));
	fputs("\"\n", out);
}

void roff_heading(FILE *out, const char *text)
{
	put_heading(out, ".SH", text);
}

void roff_subheading(FILE *out, const char *text)
{
	put_heading(out, ".SS", text);
}

void roff_line(FILE *out, const char *text, size_t len)
{
	fputs("\\&", out);
	put_text(out, text, len);
	putc('\n', out);
}

static void bold_line(FILE *out, const char *text)
{
	roff_font(out, 'B', text, strlen(text));
	putc('\n', out);
}

void roff_item(FILE *out, const char *term)
{
	fputs(".TP\n", out);
	bold_line(out, term);
}

void roff_prose(FILE *out, const char *text)
{
	bool as_it_is = false;

	while (*text) {
		size_t len = strcspn(text, "\n");

		if ((*text == ' ') != as_it_is) {
			as_it_is = !as_it_is;
			fputs(as_it_is ? ".PP\n.nf\n" : ".fi\n", out);
		}
		if (len)
			roff_line(out, text, len);
		else
			fputs(".PP\n", out);
		text += len + (text[len] == '\n');
	}
	if (as_it_is)
		fputs(".fi\n", out);
}
