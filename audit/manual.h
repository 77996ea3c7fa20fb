/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_MANUAL_H
#define AUDIT_MANUAL_H
/*
 * manual - the manual pages, written from the tables that the program runs
 * by: commands, options, sections and keys of a policy, rules, the schema.
 */
#include <stdio.h>

#include "audit/base/err.h"
#include "audit/cmd.h"

/* A command line that a newcomer wants first, and what it does. */
struct manual_step {
	const char *line, *about;
};

/* Ended by a row whose line is NULL. */
extern const struct manual_step manual_steps[];

/* What the program is told before it is told a command. */
struct manual_program {
	const struct cmd *const *commands; /* ended by NULL */
	const struct opt_usage *usage;     /* of the program itself */
};

/*
 * Write the page of that name, "git-provenance-audit.1", or, for "list", the
 * names of all pages, one a line.  FAIL_USAGE for any other name.
 */
int manual_write(FILE *out, const struct manual_program *program,
		 const char *page, struct err *err);

/* The pages git-provenance-policy.5 and git-provenance-schema.5. */
void manual_policy(FILE *out);
void manual_schema(FILE *out);

#endif
