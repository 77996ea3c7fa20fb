/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_ROFF_H
#define AUDIT_ROFF_H
/*
 * roff - text for man(7), escaped: nothing of it is taken for a request.
 *
 * All functions write to a FILE whose errors its owner looks at.
 */
#include <stddef.h>
#include <stdio.h>

/* The head of a page: "git-provenance-audit", '1'. */
void roff_title(FILE *out, const char *name, char section);

/* ".SH" or ".SS" with a heading. */
void roff_heading(FILE *out, const char *text);
void roff_subheading(FILE *out, const char *text);

/*
 * Prose: lines are filled, an empty line begins a paragraph, and lines that
 * begin with a blank stand as they are.
 */
void roff_prose(FILE *out, const char *text);

/* One line of filled text of len bytes, with an end. */
void roff_line(FILE *out, const char *text, size_t len);

/* An item of a list: a term, after which roff_prose says what it means. */
void roff_item(FILE *out, const char *term);

/* Text in the middle of a line, in the font of roff: 'R', 'B' or 'I'. */
void roff_font(FILE *out, char font, const char *text, size_t len);

#endif
