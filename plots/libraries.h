/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_LIBRARIES_H
#define PLOTS_LIBRARIES_H
/* libraries - which cairo and which Pango run. */
#include "audit/base/buf.h"

/* Append a line for each: "cairo 1.16.0, built with 1.16.0". */
void libraries_plots(struct buf *out);

#endif
