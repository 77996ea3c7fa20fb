/* SPDX-License-Identifier: MIT */
#ifndef REPORT_TERMINAL_H
#define REPORT_TERMINAL_H
/* terminal - is a stream one, how wide is it, and may it be decorated? */
#include <stdbool.h>
#include <stdio.h>

/* Columns of the terminal that out writes to, or 0 where it is none. */
int terminal_width(FILE *out);

/*
 * True if headings may be set in bold: a terminal that knows how, whose user
 * has not set NO_COLOR.
 */
bool terminal_is_bold(FILE *out);

#endif
