/* SPDX-License-Identifier: MIT */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H
/*
 * html - a page written tag by tag.
 *
 *	html_open(html, "a");
 *	html_url(html, "href", "csv/people.csv");
 *	html_text(html, name);
 *	html_close(html, "a");
 *
 * Invariant: what is no markup of ours reaches the page only through
 * html_text, html_attr, html_url and html_https, which escape it and make what cannot be
 * seen visible (see visible.h).  Names of tags and attributes are literals
 * of the program.  Write errors stay in the FILE: check it once, at the end.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "audit/base/buf.h"

enum { HTML_MAX_DEPTH = 32 };

/* An embedded value; initialise with html_init, free with html_release. */
struct html {
	FILE *out;                        /* the caller's */
	const char *open[HTML_MAX_DEPTH]; /* tags that html_close must close */
	int depth;
	bool in_tag;     /* "<tag ..." waits for attributes or its ">" */
	struct buf text; /* scratch */
};

/* Begin with the document type. */
void html_init(struct html *html, FILE *out);

/* Free the scratch memory; tags may be open where the page is given up. */
void html_release(struct html *html);

/* Begin an element; attributes may follow until anything else is written. */
void html_open(struct html *html, const char *tag);

/* End the innermost element, which must be tag. */
void html_close(struct html *html, const char *tag);

/* An element without content: meta, img, br. */
void html_void(struct html *html, const char *tag);

/* An attribute of the tag that was begun last. */
void html_attr(struct html *html, const char *name, const char *value);

/*
 * An attribute that holds the address of a file of the report or of a place
 * in the page: anything with a scheme or a host is written as "#".
 */
void html_url(struct html *html, const char *name, const char *url);

/*
 * An attribute that holds an address on the network, which nothing but a
 * click follows: one that does not begin with https:// is written as "#".
 */
void html_https(struct html *html, const char *name, const char *url);

/* An attribute that holds an SVG picture of len bytes, as a data: URL. */
void html_svg(struct html *html, const char *name, const char *svg, size_t len);

/* Text between tags. */
void html_text(struct html *html, const char *text);

/* Text from a format. */
void html_textf(struct html *html, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* An element with nothing but text. */
void html_element(struct html *html, const char *tag, const char *text);

/* The style sheet, a literal of the program: the one text not escaped. */
void html_style(struct html *html, const char *css);

/* A new line between elements, so that the page can be read and compared. */
void html_newline(struct html *html);

#endif
