/* SPDX-License-Identifier: MIT */
#include "audit/git/oid.h"

#include <string.h>

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool oid_from_hex(const char *hex, struct oid *oid_out)
{
	struct oid oid;

	for (size_t i = 0; i < OID_BYTES; i++) {
		int high = digit(hex[2 * i]);
		int low = high < 0 ? -1 : digit(hex[2 * i + 1]);

		if (low < 0)
			return false;
		oid.bytes[i] = (unsigned char)(high << 4 | low);
	}
	*oid_out = oid;
	return true;
}

void oid_to_hex(const struct oid *oid, char hex_out[OID_HEX + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < OID_BYTES; i++) {
		hex_out[2 * i] = digits[oid->bytes[i] >> 4];
		hex_out[2 * i + 1] = digits[oid->bytes[i] & 15];
	}
	hex_out[OID_HEX] = '\0';
}

int oid_compare(const struct oid *a, const struct oid *b)
{
	return memcmp(a->bytes, b->bytes, OID_BYTES);
}

bool oid_is_zero(const struct oid *oid)
{
	static const struct oid zero;

	return oid_compare(oid, &zero) == 0;
}

bool oid_is_empty_blob(const struct oid *oid)
{
	static const struct oid empty = {
		{ 0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b,
		  0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91 }
	};

	return oid_compare(oid, &empty) == 0;
}
