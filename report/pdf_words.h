/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_WORDS_H
#define REPORT_PDF_WORDS_H
/*
 * pdf_words - blocks of lines: headings, paragraphs, items of lists, lines of
 * the contents, commands.  How each looks is a row of one table.
 */
#include "report/pdf_flow.h"

/* What words are. */
enum pdf_words_kind {
	PDF_TITLE,
	PDF_SUBTITLE,  /* below the title */
	PDF_CONTENTS,  /* heading of the contents */
	PDF_HEADING_1, /* _2, _3: the levels */
	PDF_HEADING_2,
	PDF_HEADING_3,
	PDF_PLAIN,
	PDF_LEAD,     /* what a section shows; holds what comes next */
	PDF_LIMIT,    /* unknown or wrong: stands out */
	PDF_FLOOR,    /* the main number */
	PDF_ITEM,     /* of a list */
	PDF_CAPTION,  /* above a table; holds its heads */
	PDF_LEGEND,   /* below a picture */
	PDF_CAVEAT,   /* item of a list in small type */
	PDF_QUESTION, /* what a query asks, above its columns */
	PDF_COMMAND,  /* for a shell */
	PDF_ENTRY_1,  /* lines of the contents, by level */
	PDF_ENTRY_2,
	PDF_ENTRY_3,
	PDF_SEE, /* the page of another place */
	PDF_N_WORDS,
};

/* Words to add; texts are copied. */
struct pdf_words {
	enum pdf_words_kind kind;
	const char *text;
	const char *place; /* name of the place here, [a-z0-9-]; NULL: none */
	const char *link;  /* name of the place it leads to; NULL: none */
};

/* What makes blocks: where they go, and for which width (points). */
struct pdf_maker {
	struct pdf_flow *flow;
	struct pdf_text *text;
	double width;
};

/* Add a block of words. */
void pdf_words_add(const struct pdf_maker *maker,
		   const struct pdf_words *words);

/* The same for words of which nothing but the text is set. */
void pdf_words_say(const struct pdf_maker *maker, enum pdf_words_kind kind,
		   const char *text);

#endif
