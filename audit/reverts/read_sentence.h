/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_READ_SENTENCE_H
#define REVERTS_READ_SENTENCE_H
/* read_sentence - the claims of one line of a message.  Pure. */
#include "audit/reverts/read.h"
#include "audit/reverts/read_subject.h"

/* What is read of one message. */
struct reading {
	struct revert_claims *claims;
	struct read_subject subject;
	const char *squash; /* a list begins there; NULL: there is none */
	const char *line;   /* the current one */
	unsigned number;    /* of it, from 1 */
	size_t n_max;       /* no more claims than this */
};

/* Append a claim with the current line's text; the rest of it is 0. */
struct revert_claim *reading_add(struct reading *reading,
				 enum revert_shape shape, enum revert_by by,
				 const char *name, size_t len);

/* A copy of hex digits, in lower case, in the list's memory. */
const char *reading_copy_id(struct reading *reading, const char *digits,
			    size_t len);

/*
 * Append the claims that begin in the current line; returns how far it read,
 * which may be in a later line.
 */
const char *read_sentences(struct reading *reading);

#endif
