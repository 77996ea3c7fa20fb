/* SPDX-License-Identifier: MIT */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H
/* json - strings as RFC 8259 wants them, safe on a terminal too. */
#include "audit/base/buf.h"

/*
 * Append text with quotes around it.  Control characters, C1 included, are
 * escaped; a byte that is no UTF-8 becomes U+FFFD.
 */
void json_add_string(struct buf *out, const char *text);

#endif
