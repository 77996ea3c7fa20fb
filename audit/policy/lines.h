/* SPDX-License-Identifier: MIT */
#ifndef POLICY_LINES_H
#define POLICY_LINES_H
/*
 * lines - cutting text into lines and words, without copies.
 */
#include <stdbool.h>

#include "audit/policy/names.h"

/* True for the blanks inside of a line. */
bool lines_is_blank(char c);

/* text without the blanks at its start and end. */
struct slice lines_trim(struct slice text);

/*
 * Take the first line off text, without its LF or CRLF.  False at the end,
 * with nothing written.
 */
bool lines_next(struct slice *text, struct slice *line_out);

/*
 * Take the first word off line, up to a blank that has no backslash before
 * it.  False if only blanks are left, with nothing written.
 */
bool lines_word(struct slice *line, struct slice *word_out);

#endif
