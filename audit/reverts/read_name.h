/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_READ_NAME_H
#define REVERTS_READ_NAME_H
/*
 * read_name - the name of a commit at a place of a text: an id, the number
 * or the address of a pull request, a quoted subject; or what only looks
 * like one.  Pure.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/reverts/read.h"

/* A name; texts lie in what was read. */
struct read_name {
	enum revert_by by;
	enum revert_shape shape; /* SHAPE_URL, SHAPE_SVN, SHAPE_CHANGE_ID,
				    SHAPE_PULL_REQUEST, SHAPE_SUBJECT; else
				    N_SHAPES: an id, which says no more */
	const char *text;
	size_t len;
	const char *end; /* behind it, and what brackets it */
	bool is_foreign; /* owner/repository#N: perhaps of another one */
};

/* Read the name that starts at at; false if none does. */
bool read_name(const char *at, struct read_name *name_out);

/*
 * Skip blanks and at most one newline, as a text flows from line to line;
 * stands still before an empty line and before a line that is a citation.
 */
const char *read_gap(const char *at);

/* The end of the word at at: what blanks and newlines leave together. */
const char *read_word_end(const char *at);

/* Is the text at at this word, whatever its case, and not only its head? */
bool read_is_word(const char *at, const char *word);

/* Does the text at at begin with head, which is in lower case, in any case? */
bool read_has_head(const char *at, const char *head);

/* The end of the line that at stands in: its newline, or the text's end. */
const char *read_line_end(const char *at);

#endif
