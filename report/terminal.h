/* SPDX-License-Identifier: MIT */
#ifndef REPORT_TERMINAL_H
#define REPORT_TERMINAL_H
/*
 * terminal - is a stream one, how wide is it, and may it be decorated?
 *
 * A pipe to a pager counts as the terminal that the pager writes to: as for
 * git's own commands, GIT_PAGER_IN_USE and COLUMNS say so.
 */
#include <stdbool.h>
#include <stdio.h>

#include "audit/base/err.h"
#include "audit/base/opt.h"

/* The row of an option table for the const char * field at this offset. */
#define TERMINAL_COLOR_OPT(at) \
	{ \
		"color", 0, OPT_TEXT, at, "WHEN", \
			"auto (default), always or never" \
	}

/* Columns of the terminal that out writes to, or 0 where it is none. */
int terminal_width(FILE *out);

/*
 * Whether headings may be set in bold: when is the value of --color, "auto"
 * or NULL for a terminal that knows how, whose user has not set NO_COLOR.
 * FAIL_USAGE for another word.
 */
int terminal_bold(FILE *out, const char *when, bool *bold_out, struct err *err);

#endif
