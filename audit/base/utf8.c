/* SPDX-License-Identifier: MIT */
/*
 * A well-formed sequence is a first byte, which says how many bytes follow
 * and between which bounds the second lies, and following bytes 80..BF
 * (Unicode table 3-7).  The maximal subpart of an ill-formed sequence is
 * then simply as many bytes as fitted, at least one.
 */
#include "audit/base/utf8.h"

#include <stdint.h>
#include <string.h>

/* First bytes that ask for the same second byte and length. */
struct lead {
	unsigned char first_lo, first_hi, second_lo, second_hi;
	unsigned char size; /* bytes in the whole sequence */
};

static const struct lead leads[] = {
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
	{ 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 },
	{ 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

/* How many bytes at data are ASCII without NUL. */
static size_t ascii_run(const unsigned char *data, size_t len)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t n = 0;

	while (n + 8 <= len) {
		uint64_t word;

		memcpy(&word, data + n, 8);
		/* word - ones sets a high bit where a byte is NUL */
		if ((word | (word - ones)) & high)
			break;
		n += 8;
	}
	while (n < len && data[n] && data[n] < 0x80)
		n++;
	return n;
}

static const struct lead *lead_of(unsigned char first)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++)
		if (first >= leads[i].first_lo && first <= leads[i].first_hi)
			return &leads[i];
	return NULL;
}

/*
 * The size of the sequence at data, which is not ASCII (or a NUL), len >= 1:
 * *valid_out says whether it is well-formed or a maximal subpart.
 */
static size_t sequence(const unsigned char *data, size_t len, bool *valid_out)
{
	const struct lead *lead = lead_of(data[0]);
	size_t n = 1;

	*valid_out = false;
	if (!lead || len < 2 || data[1] < lead->second_lo ||
	    data[1] > lead->second_hi)
		return 1;
	for (n = 2; n < lead->size; n++)
		if (n == len || (data[n] & 0xc0) != 0x80)
			return n;
	*valid_out = true;
	return n;
}

/* How many bytes at data are valid text. */
static size_t valid_run(const unsigned char *data, size_t len)
{
	size_t n = ascii_run(data, len);
	bool valid = true;

	while (n < len && valid) {
		size_t size = sequence(data + n, len - n, &valid);

		if (valid)
			n += size + ascii_run(data + n + size, len - n - size);
	}
	return n;
}

void utf8_add(struct buf *buf, const void *data, size_t len)
{
	const unsigned char *bytes = data;
	bool valid;

	buf_reserve(buf, len);
	for (;;) {
		size_t n = valid_run(bytes, len);

		buf_add(buf, bytes, n);
		if (n == len)
			return;
		bytes += n;
		len -= n;
		n = sequence(bytes, len, &valid);
		buf_add(buf, replacement, 3);
		bytes += n;
		len -= n;
	}
}

void utf8_add_cut(struct buf *buf, const char *text, size_t max)
{
	size_t len = strlen(text);

	if (len <= max) {
		buf_add(buf, text, len);
		return;
	}
	len = max;
	while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	buf_add(buf, text, len);
	buf_add_str(buf, "\u2026");
}

bool utf8_is_valid(const void *data, size_t len)
{
	return valid_run(data, len) == len;
}
