/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_PHRASES_H
#define EVIDENCE_PHRASES_H
/* phrases - prose about AI: who found an error, disclosures, and "no AI". */
#include "audit/evidence/catalogue.h"
#include "audit/evidence/finding.h"
#include "audit/evidence/lines.h"

/* Where a row of kind phrase was found: bytes start..end-1 of the message. */
struct phrase_hit {
	const struct signal *row;
	size_t start, end;
};

/* Add to findings what the phrase shows there, if anything. */
void phrases_read(const struct catalogue *catalogue, const struct lines *lines,
		  const struct phrase_hit *hit, struct findings *findings);

#endif
