/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_READING_H
#define EVIDENCE_READING_H
/*
 * reading - all that the message of a commit shows.
 *
 *   message ─ one scan for all words ─▶ hits ─ none: done
 *                                        │
 *              trailers (git/trailers) ──┤ keys
 *              lines that are none ──────┴ keys, sessions, footers, phrases
 *
 * A reading is used for one message after the other, and keeps its memory.
 * Time is linear in the message, but for the order of what was found.
 */
#include "audit/evidence/catalogue.h"
#include "audit/evidence/finding.h"

struct reading;

/* The catalogue is sealed, and stays while the reading is used. */
struct reading *reading_new(const struct catalogue *catalogue);
void reading_free(struct reading *reading);

/*
 * Add to findings what a message shows, not in order; any bytes, and it ends
 * before its first NUL.
 */
void reading_message(struct reading *reading, const char *message, size_t len,
		     struct findings *findings);

#endif
