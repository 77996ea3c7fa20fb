/* SPDX-License-Identifier: MIT */
#include "audit/git/signature.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/ascii.h"

/* A place in the line, and the rest of it. */
struct cursor {
	const char *at, *end;
};

static void skip_spaces(struct cursor *cursor)
{
	while (cursor->at < cursor->end && ascii_is_space(*cursor->at))
		cursor->at++;
}

/*
 * Read digits up to the largest value; *too_large_out says if it was passed.
 * False if there is no digit.
 */
static bool read_number(struct cursor *cursor, int64_t largest,
			int64_t *number_out, bool *too_large_out)
{
	const char *start = cursor->at;
	int64_t number = 0;
	bool too_large = false;

	for (; cursor->at < cursor->end && ascii_is_digit(*cursor->at);
	     cursor->at++) {
		int digit = *cursor->at - '0';

		too_large = too_large || number > (largest - digit) / 10;
		if (!too_large)
			number = number * 10 + digit;
	}
	*number_out = number;
	*too_large_out = too_large;
	return cursor->at > start;
}

/* What follows the last > of the line. */
static void read_time(struct cursor cursor, struct signature *signature)
{
	int64_t at, zone;
	bool at_too_large, zone_too_large, west;

	skip_spaces(&cursor);
	if (!read_number(&cursor, INT64_MAX, &at, &at_too_large))
		return;
	skip_spaces(&cursor);
	if (cursor.at == cursor.end || (*cursor.at != '+' && *cursor.at != '-'))
		return;
	west = *cursor.at++ == '-';
	if (!read_number(&cursor, west ? INT_MAX : INT_MAX - 1, &zone,
			 &zone_too_large))
		return;
	if (at_too_large || zone_too_large)
		zone = 0;
	signature->has_time = true;
	signature->at = at_too_large ? 0 : at;
	snprintf(signature->zone, sizeof(signature->zone), "%+05d",
		 (int)(west ? -zone : zone));
}

bool signature_read(const char *line, size_t len, struct signature *signature)
{
	const char *left, *right, *last, *nul;

	memset(signature, 0, sizeof(*signature));
	signature->name = signature->email = "";
	nul = len ? memchr(line, '\0', len) : NULL;
	if (nul)
		len = (size_t)(nul - line);
	left = len ? memchr(line, '<', len) : NULL;
	if (!left)
		return false;
	right = memchr(left, '>', len - (size_t)(left - line));
	if (!right)
		return false;
	last = memrchr(line, '>', len);
	signature->name = line;
	signature->name_len = ascii_trimmed_len(line, (size_t)(left - line));
	signature->email = left + 1;
	signature->email_len = (size_t)(right - left) - 1;
	read_time((struct cursor){ last + 1, line + len }, signature);
	return true;
}
