/* SPDX-License-Identifier: MIT */
#include "audit/git/apart.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>

enum {
	SPELLINGS = 16, /* more threads share; paths stay short */
	FILES_MAX = 512 /* open at one time, of the 1,024 that are usual */
};

static bool ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);

	return len >= n && strcmp(name + len - n, end) == 0;
}

static int count_packs(const char *objects)
{
	const struct dirent *entry;
	struct buf path = BUF_INIT;
	int n = 0;
	DIR *dir;

	buf_addf(&path, "%s/pack", objects);
	dir = opendir(path.data);
	while (dir && (entry = readdir(dir)))
		n += ends_with(entry->d_name, ".pack");
	if (dir)
		closedir(dir);
	buf_release(&path);
	return n;
}

void apart_spell(const char *objects, int number, struct buf *out)
{
	buf_add_str(out, objects);
	number %= SPELLINGS;
	if (count_packs(objects) * SPELLINGS > FILES_MAX)
		return;
	while (number--)
		buf_add_str(out, "/.");
}
