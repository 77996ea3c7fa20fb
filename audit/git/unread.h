/* SPDX-License-Identifier: MIT */
#ifndef GIT_UNREAD_H
#define GIT_UNREAD_H
/*
 * unread - objects that could not be read: not here, damaged, or on a disk
 * that failed just then.  What hangs on them is unknown until they can be.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/base/bytemap.h"
#include "audit/git/oid.h"

/* One of them. */
struct unread_item {
	struct oid oid;
	char *why; /* in words; owned */
};

/* Each once, in the order that it was met; all zero is none. */
struct unread {
	struct unread_item *items; /* owned */
	size_t n, n_alloc;
	size_t n_said;         /* of them, are in the database */
	struct bytemap places; /* in items, by the bytes of the id */
};

/* The first reason stays. */
void unread_add(struct unread *unread, const struct oid *oid, const char *why);
/* Add all of other. */
void unread_add_all(struct unread *unread, const struct unread *other);
/* The place of the object whose id is OID_BYTES at oid, or -1. */
int64_t unread_place(const struct unread *unread, const void *oid);
void unread_release(struct unread *unread);

#endif
