/* SPDX-License-Identifier: MIT */
#include "audit/base/err.h"

#include <errno.h>
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

int err_hint(struct err *err, const char *hint)
{
	const size_t len = strlen(err->msg);

	if (!strstr(err->msg, "; ") &&
	    len + strlen("; ") + strlen(hint) < sizeof(err->msg))
		snprintf(err->msg + len, sizeof(err->msg) - len, "; %s", hint);
	return -1;
}

const char *hint_of(int reason)
{
	static const struct {
		int reason;
		const char *hint;
	} hints[] = {
		{ ENOENT, "see to it that it is there, or name another" },
		{ ENOTDIR, "name one whose path leads through folders" },
		{ EISDIR, "name a file" },
		{ ELOOP, "a link leads back to itself: name another" },
		{ ENAMETOOLONG, "name one that is shorter" },
		{ EACCES, "get the right to it, or name another" },
		{ EPERM, "get the right to it, or name another" },
		{ EROFS, "name a place that can be written" },
		{ ENOSPC, "make room there, and run it again" },
		{ EDQUOT, "make room there, and run it again" },
		{ EFBIG, "raise 'ulimit -f', and run it again" },
		{ EMFILE, "raise 'ulimit -n', and run it again" },
		{ ENFILE, "close other programs, and run it again" },
		{ ENOMEM, "close other programs, and run it again" },
		{ EIO, "the disk may fail: see the system's log" },
	};

	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (hints[i].reason == reason)
			return hints[i].hint;
	return "mend that, and run it again";
}
