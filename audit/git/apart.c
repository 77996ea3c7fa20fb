/* SPDX-License-Identifier: MIT */
#include "audit/git/apart.h"

#include "audit/git/pack_index.h"

enum {
	SPELLINGS = 16, /* more threads share; paths stay short */
	FILES_MAX = 512 /* open at one time, of the 1,024 that are usual */
};

void apart_spell(const char *objects, int number, struct buf *out)
{
	buf_add_str(out, objects);
	number %= SPELLINGS;
	if (number && pack_index_count(objects) * SPELLINGS > FILES_MAX)
		return;
	while (number--)
		buf_add_str(out, "/.");
}
