/* SPDX-License-Identifier: MIT */
#include "audit/git/cherry_line.h"

#include <string.h>

#include "audit/git/oid.h"

static const char prefix[] = "(cherry picked from commit ";

const char *cherry_line_next(const char **at, size_t *len_out)
{
	const char *line = *at;

	while (*line) {
		const char *id = line + sizeof(prefix) - 1;
		const char *next = line + strcspn(line, "\n");

		next += *next == '\n';
		if (strncmp(line, prefix, sizeof(prefix) - 1) == 0) {
			size_t len = strspn(id, "0123456789abcdef");

			if (len >= 7 && len <= OID_HEX && id[len] == ')') {
				*at = next;
				*len_out = len;
				return id;
			}
		}
		line = next;
	}
	*at = line;
	return NULL;
}
