/* SPDX-License-Identifier: MIT */
#ifndef DB_HANDLE_H
#define DB_HANDLE_H
/* handle - what db.c and stmt.c share; for no other file. */
#include <sqlite3.h>

#include "audit/db/db.h"

/* The connection. */
struct db {
	sqlite3 *handle;
	char *path;
};

/* A statement of it. */
struct db_stmt {
	sqlite3_stmt *handle;
	struct db *db;
};

/* Turn the failure that SQLite reported last into an err; always -1. */
int handle_fail(struct db *db, struct err *err);

#endif
