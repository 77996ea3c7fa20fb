/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_IDENTITY_H
#define EVIDENCE_IDENTITY_H
/*
 * identity - which tool or bot a name with an address is.
 *
 * The address decides where the catalogue has it.  Else a name proves a tool
 * only as a whole, and a name that people bear as well only with an address
 * that is made up.
 */
#include "audit/evidence/catalogue.h"

/* What an address is worth. */
enum identity_address {
	ADDRESS_NONE,    /* no "@" */
	ADDRESS_MADE_UP, /* example.*, localhost, *.invalid, *.test */
	ADDRESS_LOCAL, /* *.local, no dot: a machine's own, often a person's */
	ADDRESS_REAL,
};

enum identity_address identity_address(struct span email);

/*
 * The row of an identity, which may be of class automation; NULL: a person,
 * as far as is known.  With NULL *maybe_out is the row of a tool that the
 * name speaks of without proof, else NULL.
 */
const struct signal *identity_find(const struct catalogue *catalogue,
				   struct span name, struct span email,
				   const struct signal **maybe_out);

#endif
