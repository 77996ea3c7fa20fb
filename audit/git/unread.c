/* SPDX-License-Identifier: MIT */
#include "audit/git/unread.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

int64_t unread_place(const struct unread *unread, const void *oid)
{
	return bytemap_get(&unread->places, oid, OID_BYTES, -1);
}

void unread_add(struct unread *unread, const struct oid *oid, const char *why)
{
	if (unread_place(unread, oid->bytes) >= 0)
		return;
	bytemap_set(&unread->places, oid->bytes, OID_BYTES, (int64_t)unread->n);
	unread->items = xgrow(unread->items, unread->n, &unread->n_alloc,
			      sizeof(*unread->items));
	unread->items[unread->n++] = (struct unread_item){ *oid, xstrdup(why) };
}

void unread_add_all(struct unread *unread, const struct unread *other)
{
	for (size_t i = 0; i < other->n; i++)
		unread_add(unread, &other->items[i].oid, other->items[i].why);
}

void unread_release(struct unread *unread)
{
	for (size_t i = 0; i < unread->n; i++)
		free(unread->items[i].why);
	free(unread->items);
	bytemap_release(&unread->places);
	memset(unread, 0, sizeof(*unread));
}
