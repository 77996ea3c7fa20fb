/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_KEYS_H
#define EVIDENCE_KEYS_H
/* keys - what a "Key: value" line shows, wherever it stands. */
#include "audit/evidence/catalogue.h"
#include "audit/evidence/finding.h"

/* A line that was taken apart; pieces of a message or its trailers. */
struct key_line {
	struct span key, value;
	bool has_no_colon; /* between them */
	struct spot spot;
};

/* Add to findings what the line shows; nothing for a key of no signal. */
void keys_read(const struct catalogue *catalogue, const struct key_line *line,
	       struct findings *findings);

/*
 * True if a value shows a tool beyond doubt, so that a line may be taken for
 * a trailer which does not look like one.
 */
bool keys_is_certain(const struct catalogue *catalogue, struct span key,
		     struct span value);

#endif
