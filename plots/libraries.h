/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_LIBRARIES_H
#define PLOTS_LIBRARIES_H
/*
 * libraries - those that draw: which run, and what is said where GLib, which
 * Pango is made of, finds no memory and gives up.
 */
#include "audit/base/buf.h"

/* Append a line for each: "cairo 1.16.0, built with 1.16.0". */
void libraries_plots(struct buf *out);

/*
 * From now on GLib says in one line, as the program does, what it cannot go
 * on from.  Then it raises SIGTRAP, or SIGABRT.
 */
void libraries_begin(void);

#endif
