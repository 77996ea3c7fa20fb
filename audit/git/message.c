/* SPDX-License-Identifier: MIT */
#include "audit/git/message.h"

#include <string.h>

#include "audit/base/ascii.h"

size_t message_len(const char *text, size_t size)
{
	const char *nul = size ? memchr(text, '\0', size) : NULL;

	return nul ? (size_t)(nul - text) : size;
}

/* The size of the line at text, with its newline. */
static size_t line_size(const char *text, size_t len)
{
	const char *newline = memchr(text, '\n', len);

	return newline ? (size_t)(newline - text) + 1 : len;
}

size_t message_start(const char *text, size_t size)
{
	size_t len = message_len(text, size);
	size_t at = 0;

	while (at < len) {
		size_t n = line_size(text + at, len - at);

		if (ascii_trimmed_len(text + at, n))
			break;
		at += n;
	}
	return at;
}

void message_subject(const char *text, size_t size, struct buf *subject)
{
	size_t len = message_len(text, size);
	const size_t start = message_start(text, size);

	for (size_t at = start; at < len;) {
		size_t n = line_size(text + at, len - at);
		size_t n_text = ascii_trimmed_len(text + at, n);

		if (!n_text)
			break;
		if (at > start)
			buf_add_char(subject, ' ');
		buf_add(subject, text + at, n_text);
		at += n;
	}
}

int64_t message_pull_request(const char *subject, size_t len)
{
	int64_t number = 0;
	size_t end, at;

	if (!len || subject[len - 1] != ')')
		return 0;
	end = at = len - 1;
	while (at && ascii_is_digit(subject[at - 1]))
		at--;
	if (at < 4 || memcmp(subject + at - 3, " (#", 3) != 0)
		return 0;
	if (end - at > 18 || subject[at] == '0')
		return 0;
	for (; at < end; at++)
		number = number * 10 + (subject[at] - '0');
	return number;
}
