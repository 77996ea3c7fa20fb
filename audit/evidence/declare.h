/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_DECLARE_H
#define EVIDENCE_DECLARE_H
/*
 * declare - what a statement on the use of AI says.
 *
 * The grammar of AI-used-for, as QEMU proposes it:
 *
 *     KIND[ (text)](, KIND[ (text)])*    KIND is code, tests, docs, research
 */
#include "audit/evidence/span.h"

/* In the order of the words that the database has for them. */
enum declare_says { DECLARE_YES, DECLARE_NO, DECLARE_RESEARCH };

/* "yes", "no", "research". */
const char *declare_says_name(enum declare_says says);

/* What a value of AI-used-for says. */
struct declare_reading {
	enum declare_says says;
	bool is_well_formed; /* by the grammar */
};

/* Read a value; any bytes. */
struct declare_reading declare_read(struct span value);

/* One of the kinds; spans are pieces of the value. */
struct declare_kind {
	struct span kind;        /* one of the four, or as written */
	struct span explanation; /* in the brackets after it; at NULL: none */
};

/* Cut the next kind off *rest; false at the end, and for a "no". */
bool declare_next(struct span *rest, struct declare_kind *kind_out);

#endif
