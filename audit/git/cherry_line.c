/* SPDX-License-Identifier: MIT */
#include "audit/git/cherry_line.h"

#include <string.h>

#include "audit/git/oid.h"

static const char prefix[] = "(cherry picked from commit ";

/* The hex digits of such a line and their number, or NULL. */
static const char *read_line(const char *line, size_t *len_out)
{
	const char *id = line + sizeof(prefix) - 1;
	size_t len;

	if (strncmp(line, prefix, sizeof(prefix) - 1) != 0)
		return NULL;
	len = strspn(id, "0123456789abcdef");
	if (len < 7 || len > OID_HEX || id[len] != ')')
		return NULL;
	*len_out = len;
	return id;
}

const char *cherry_line_next(const char **at, size_t *len_out)
{
	const char *id = NULL;

	while (!id && **at) {
		id = read_line(*at, len_out);
		*at += strcspn(*at, "\n");
		*at += **at == '\n';
	}
	return id;
}
