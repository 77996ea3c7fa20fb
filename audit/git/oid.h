/* SPDX-License-Identifier: MIT */
#ifndef GIT_OID_H
#define GIT_OID_H
/* oid - the id of a git object: 20 bytes of SHA-1. */
#include <stdbool.h>
#include <stddef.h>

enum { OID_BYTES = 20, OID_HEX = 40 };

/* Compared with memcmp, as git orders ids. */
struct oid {
	unsigned char bytes[OID_BYTES];
};

/* Read 40 hex digits (what follows is not looked at); false if not hex. */
bool oid_from_hex(const char *hex, struct oid *oid_out);

/* Write 40 lower-case hex digits and a NUL. */
void oid_to_hex(const struct oid *oid, char hex_out[OID_HEX + 1]);

/* Order of the bytes, as memcmp. */
int oid_compare(const struct oid *a, const struct oid *b);

/* The id of an empty file, which git never takes for renamed. */
bool oid_is_empty_blob(const struct oid *oid);

/* All bytes are zero: "no object". */
bool oid_is_zero(const struct oid *oid);

#endif
