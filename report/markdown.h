/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H
/*
 * markdown - text that GitHub's Markdown shows as it is, and lines that fit a
 * mail.
 *
 * Invariant: text of strangers makes no markup, no HTML, no link, no table
 * and no block, wherever a line happens to break.
 */
#include <stddef.h>
#include <stdio.h>

#include "audit/base/buf.h"

/* Columns of a line. */
enum { MARKDOWN_WIDTH = 72 };

/* Append text made visible (see visible.h) and escaped for use in a line. */
void markdown_add(struct buf *out, const char *text);

/* What stands before the lines of a paragraph. */
struct markdown_lead {
	const char *first, *rest; /* "- " and "  "; as wide as each other */
};

/*
 * Write a paragraph, wrapped at MARKDOWN_WIDTH columns between words; a word
 * that is longer has a line of its own.  No empty line follows.
 */
void markdown_wrap(FILE *out, const struct markdown_lead *lead,
		   const char *text);

/* The same for text that is markup already. */
void markdown_wrap_raw(FILE *out, const struct markdown_lead *lead,
		       const char *markup);

/*
 * A line for a shell in a block of code; what is too long goes on behind a
 * backslash, between words only.
 */
void markdown_command(FILE *out, const char *command);

#endif
