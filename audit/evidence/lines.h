/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_LINES_H
#define EVIDENCE_LINES_H
/* lines - where the lines of a message are. */
#include "audit/evidence/span.h"

/* An embedded value; all zero is empty.  Used again it keeps its memory. */
struct lines {
	struct span text;
	size_t *starts; /* of each line; owned */
	size_t n_lines, n_alloc;
	size_t title; /* index of the first line that is not blank */
};

/* Read a text, which must stay while lines is used. */
void lines_read(struct lines *lines, struct span text);
void lines_release(struct lines *lines);

/* Index of the line with the byte at position at; there is one. */
size_t lines_find(const struct lines *lines, size_t at);

/* A line without its end; empty after the last one. */
struct span lines_get(const struct lines *lines, size_t index);

/* True if nothing but blank lines stands beside the title. */
bool lines_is_one(const struct lines *lines);

#endif
