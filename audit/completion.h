/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_COMPLETION_H
#define AUDIT_COMPLETION_H
/*
 * completion - scripts by which a shell completes commands, options and the
 * names of queries and charts, from the tables that the program runs by.
 */
#include <stdio.h>

#include "audit/base/err.h"
#include "audit/cmd.h"

/*
 * Write the script for a shell, "bash" or "zsh".  FAIL_USAGE for another
 * one.  commands are ended by NULL; usage is that of the program itself.
 */
int completion_write(FILE *out, const struct cmd *const *commands,
		     const struct opt_usage *usage, const char *shell,
		     struct err *err);

#endif
