/* SPDX-License-Identifier: MIT */
#ifndef POLICY_AREAS_SPEC_H
#define POLICY_AREAS_SPEC_H
/*
 * areas_spec - what --areas asks for, taken apart.
 */
#include "audit/base/err.h"

/* Where areas come from. */
enum areas_from {
	AREAS_AUTO, /* what the tip has; a question, not an answer */
	AREAS_MAINTAINERS,
	AREAS_CODEOWNERS,
	AREAS_FOLDER,
	AREAS_FILE,
};

/* An embedded value; owns nothing. */
struct areas_spec {
	enum areas_from from;
	int depth;        /* of AREAS_FOLDER: 1 to 99; else 0 */
	const char *path; /* of AREAS_FILE: points into the spec; else NULL */
};

/* Read a SPEC as areas_spec_check describes it, with the same failures. */
int areas_spec_read(const char *spec, struct areas_spec *out, struct err *err);

#endif
