/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PROSE_H
#define REPORT_PROSE_H
/*
 * prose - headings, paragraphs and quoted lines for a reader at a terminal.
 *
 *   Heading
 *     label       words that go on here, and where they are too long
 *                 on the next line
 *     line 12 | a line of somebody else, as it is
 *
 * All text goes through visible here, so callers pass what they have.  Text
 * of strangers never starts in the first column: only headings do.  Write
 * errors stay in the FILE for its owner.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "audit/base/buf.h"

/* An embedded value; initialise with prose_init, free with prose_release. */
struct prose {
	FILE *out;        /* stays open */
	size_t width;     /* paragraphs are wrapped at this column */
	bool is_terminal; /* quoted lines are folded at width, too */
	bool is_bold;     /* headings are bold */
	struct buf shown; /* scratch: the text as it is shown */
};

/*
 * terminal_width as terminal_width() has it: 0 is no terminal, where only
 * paragraphs are wrapped, at 79 columns.
 */
void prose_init(struct prose *prose, FILE *out, int terminal_width,
		bool is_bold);
void prose_release(struct prose *prose);

/* An empty line. */
void prose_gap(struct prose *prose);

/* One line from the first column on; never wrapped. */
void prose_heading(struct prose *prose, const char *text);

/*
 * A paragraph at column indent, with a label before it where label is not
 * NULL ("" leaves the room for one).  Its further lines stand under the
 * first letter of text.
 */
void prose_item(struct prose *prose, size_t indent, const char *label,
		const char *text);

/*
 * "MARK | text" at column indent, len bytes of text, not wrapped; on a
 * terminal what is too long goes on under itself.
 */
void prose_quote(struct prose *prose, size_t indent, const char *mark,
		 const char *text, size_t len);

#endif
