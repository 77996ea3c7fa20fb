/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_CMD_H
#define AUDIT_CMD_H
/* cmd - what a command is.  Each cmd_*.c defines one; main.c lists them. */
#include "audit/base/err.h"
#include "audit/base/opt.h"

struct cmd {
	const char *name;  /* the word on the command line */
	const char *about; /* one line for the list of commands */
	/*
	 * argv[0] is the command's name.  Returns the exit status (0, or 1
	 * for "violations found"), or -1 with err filled.
	 */
	int (*run)(int argc, char **argv, struct err *err);
	const struct opt_usage *usage; /* what it takes, as --help says it */
};

/* The commands, one a file. */
extern const struct cmd cmd_annotate;
extern const struct cmd cmd_audit;
extern const struct cmd cmd_check;
extern const struct cmd cmd_compare;
extern const struct cmd cmd_plot;
extern const struct cmd cmd_policy;
extern const struct cmd cmd_query;
extern const struct cmd cmd_report;
extern const struct cmd cmd_show;
extern const struct cmd cmd_verify;

#endif
