/* SPDX-License-Identifier: MIT */
#include "audit/base/ascii.h"

#include <string.h>

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

/* True if text starts with word, case ignored. */
static bool starts_with(const char *text, const char *word)
{
	while (*word && ascii_lower(*text) == ascii_lower(*word)) {
		text++;
		word++;
	}
	return !*word;
}

const char *ascii_casestr(const char *text, const char *word)
{
	const char low = ascii_lower(*word);
	const char both[] = {
		low, (char)(ascii_is_alpha(low) ? low - 'a' + 'A' : low), '\0'
	};

	if (!*word)
		return text;
	for (text += strcspn(text, both); *text;
	     text += 1 + strcspn(text + 1, both))
		if (starts_with(text, word))
			return text;
	return NULL;
}
