/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_REPORT_FONTS_H
#define AUDIT_REPORT_FONTS_H
/* report_fonts - what the manifest of a report says of fonts. */
#include "audit/base/buf.h"

/*
 * Append a JSON array: each family that text asks for by name, and the font
 * that stands for it on this machine.
 */
void report_fonts_add(struct buf *out);

#endif
