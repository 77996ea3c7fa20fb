/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_SIGNALS_H
#define EVIDENCE_SIGNALS_H
/*
 * signals - the rows of the catalogue as they are compiled in.
 *
 * Each table ends with a row whose matcher is NULL.  Sources that are a
 * repository and a commit were seen there; "vendor" is what the makers
 * publish.
 */
#include "audit/evidence/signal.h"

extern const struct signal signals_identities[]; /* who */
extern const struct signal signals_words[];      /* tools and models */
extern const struct signal signals_keys[];       /* trailers */
extern const struct signal signals_texts[];      /* sessions, footers, ... */
extern const struct signal signals_bots[];       /* automation, not AI */

#endif
