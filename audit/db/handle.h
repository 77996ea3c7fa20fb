/* SPDX-License-Identifier: MIT */
#ifndef DB_HANDLE_H
#define DB_HANDLE_H
/* handle - what db.c and stmt.c share; for no other file but tests. */
#include <sqlite3.h>

#include "audit/db/added.h"
#include "audit/db/db.h"
#include "audit/db/migrate.h"

struct answers;
struct kept;

/* A column of the current row that is appended, or of rows in memory. */
struct db_cell {
	struct added_value value; /* of a blob, text is where it begins, */
	size_t len;               /* and this its length */
	char text[32]; /* of a number, as SQLite would write it; "": not yet */
};

struct alias;

/* A text column of the current row, in other words. */
struct db_words {
	bool is_changed; /* the column is one to change */
	int depth;       /* how, an enum alias_depth */
	bool is_set;     /* text holds in this row */
	struct buf text;
};

/* The connection. */
struct db {
	sqlite3 *handle;
	char *path;
	struct alias *alias;              /* owned; NULL: people are named */
	const struct migrate_step *steps; /* that may bring it up to date */
	struct answers *answers; /* of questions; not owned; NULL: not kept */
};

/* A statement of it. */
struct db_stmt {
	sqlite3_stmt *handle; /* NULL: rows in memory */
	struct db *db;        /* NULL for those */
	int n_columns;        /* of its own; what added appends comes behind */
	const struct kept *kept; /* rows in memory; NULL: SQLite's */
	size_t next;             /* of them */
	struct db_cell *row;     /* of them, owned: n_columns of them */
	struct added *added;     /* owned; NULL: nothing */
	struct db_cell *cells;   /* owned; one for each column of added */
	struct db_words *words;  /* owned; one for each of SQLite's columns;
				    NULL: all texts are as they are */
};

/* db_open, with other steps than those of this release. */
int handle_open(const char *path, enum db_mode mode,
		const struct migrate_step *steps, struct db **db_out,
		struct err *err);

/* Turn the failure that SQLite reported last into an err; always -1. */
int handle_fail(struct db *db, struct err *err);

#endif
