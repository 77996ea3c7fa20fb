/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_TEXT_H
#define REPORT_PDF_TEXT_H
/*
 * pdf_text - a text at a time, measured and shown with Pango: DejaVu Sans
 * and DejaVu Sans Mono, other fonts only for scripts that they lack, language
 * and direction fixed, so that neither the environment nor the text decides
 * how a page reads.
 *
 * Text is never markup, and is made visible (see visible.h).  Set a text,
 * then ask how large it is, or show it, until the next one is set.
 */
#include <stdbool.h>
#include <stddef.h>

#include <cairo.h>

enum pdf_align { PDF_LEFT, PDF_RIGHT };

/* How a text is set. */
struct pdf_style {
	double size;          /* of the font, points */
	bool bold, mono;      /* heavier strokes; letters of one width */
	double grey;          /* 0 black to 1 white */
	enum pdf_align align; /* in the width that it is set to */
};

/* Owns the fonts; one for a document. */
struct pdf_text;

struct pdf_text *pdf_text_new(void);
void pdf_text_free(struct pdf_text *text);

/*
 * Set s in lines of that width (points; 0: one line of any width), a word
 * that is wider is broken.  What does not fit into max_lines ends in an
 * ellipsis; 0: no limit.
 */
void pdf_text_set(struct pdf_text *text, const char *s,
		  const struct pdf_style *style, double width, int max_lines);

/* The same in lines as narrow as its words allow. */
void pdf_text_set_words(struct pdf_text *text, const char *s,
			const struct pdf_style *style);

/*
 * Names of the fonts that were needed so far, by name, with commas between;
 * valid until the next text is set.
 */
const char *pdf_text_fonts(struct pdf_text *text);

/* Of what is set: the widest line and all lines, in points. */
double pdf_text_width(struct pdf_text *text);
double pdf_text_height(struct pdf_text *text);

/* Of what is set: how many lines, and the height of one. */
size_t pdf_text_n_lines(struct pdf_text *text);
double pdf_text_line_height(struct pdf_text *text, size_t line);

/*
 * Show what is set, or one line of it, with its top left corner at x, y.
 * Marks that stack up above or below a line are cut off there.
 */
void pdf_text_show(struct pdf_text *text, cairo_t *cr, double x, double y);
void pdf_text_show_line(struct pdf_text *text, cairo_t *cr, size_t line,
			double x, double y);

#endif
