/* SPDX-License-Identifier: MIT */
#include "audit/base/ascii.h"

int ascii_casecmp(const char *a, const char *b)
{
	while (*a && ascii_lower(*a) == ascii_lower(*b)) {
		a++;
		b++;
	}
	return (unsigned char)ascii_lower(*a) - (unsigned char)ascii_lower(*b);
}

size_t ascii_trimmed_len(const char *data, size_t len)
{
	while (len && ascii_is_space(data[len - 1]))
		len--;
	return len;
}
