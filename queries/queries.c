/* SPDX-License-Identifier: MIT */
#include "queries/queries.h"

#include <stddef.h>
#include <string.h>

const struct query_file *query_file_find(const char *name)
{
	for (const struct query_file *file = query_files; file->name; file++)
		if (strcmp(file->name, name) == 0)
			return file;
	return NULL;
}

int query_file_is_schema(const struct query_file *file)
{
	return strcmp(file->name, "schema") == 0 ||
	       strcmp(file->name, "indexes") == 0 ||
	       strcmp(file->name, "views") == 0;
}
