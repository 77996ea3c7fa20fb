/* SPDX-License-Identifier: MIT */
#ifndef REPORT_DIGEST_H
#define REPORT_DIGEST_H
/* digest - the SHA-256 of a file, by which a report is known. */
#include <stdint.h>

#include "audit/base/err.h"

enum { DIGEST_HEX = 64 };

/*
 * Write the digest of the file in lower-case hex digits with a NUL, and its
 * size in bytes.  FAIL_WORLD where it cannot be read, or is a link or
 * anything else that is no plain file.
 */
int digest_file(const char *path, char hex_out[DIGEST_HEX + 1],
		int64_t *n_bytes_out, struct err *err);

#endif
