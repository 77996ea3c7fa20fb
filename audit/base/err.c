/* SPDX-License-Identifier: MIT */
#include "audit/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf may have cut a character of several bytes: drop its rest. */
static void trim_partial_char(char *text, size_t size)
{
	size_t len = strlen(text);
	size_t back = 0;

	if (len + 1 < size)
		return;
	while (back < 4 && back < len &&
	       ((unsigned char)text[len - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back < len && (unsigned char)text[len - 1 - back] >= 0xc0)
		text[len - 1 - back] = '\0';
}

int err_set(struct err *err, enum fail kind, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(err->msg, sizeof(err->msg), fmt, args);
	va_end(args);
	trim_partial_char(err->msg, sizeof(err->msg));
	err->kind = kind;
	return -1;
}

int err_wrap(struct err *err, const char *fmt, ...)
{
	char before[sizeof(err->msg)];
	char was[sizeof(err->msg)];
	va_list args;

	va_start(args, fmt);
	vsnprintf(before, sizeof(before), fmt, args);
	va_end(args);
	memcpy(was, err->msg, sizeof(was));
	if (snprintf(err->msg, sizeof(err->msg), "%s: %s", before, was) >=
	    (int)sizeof(err->msg))
		trim_partial_char(err->msg, sizeof(err->msg));
	return -1;
}
