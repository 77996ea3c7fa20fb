/* SPDX-License-Identifier: MIT */
#ifndef REPORT_HELD_H
#define REPORT_HELD_H
/*
 * held - the rows of a table that a writer shows, as texts, kept until all
 * rows are counted: a caption, which says how many there are, comes first.
 *
 * The column repo is left out: a report says it in a heading.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/db/db.h"
#include "report/document.h"

/* What a cell holds: the byte before its text. */
enum held_kind { HELD_TEXT = 't', HELD_NUMBER = 'n', HELD_NULL = '0' };

/* A column; owned by the table. */
struct held_column {
	int column;  /* of the statement */
	char *name;  /* as the query has it */
	char *head;  /* as people read it: "lines added", "landed (UTC)" */
	bool number; /* a cell held is a number: align right */
	bool any;    /* a cell held was more than NULL */
};

/* An embedded value, set to 0; free with held_release. */
struct held {
	int max_rows;
	bool latest; /* hold the last rows, not the first */
	struct held_column *columns;
	size_t n_columns;
	struct buf cells; /* kind and text, each with its NUL */
	int64_t n_rows;   /* all, held or not */
};

/* Hold so many rows as the table wants to be shown. */
void held_init(struct held *held, const struct document_table *words);
void held_release(struct held *held);

/* Take the names of the columns, then each row. */
void held_begin(struct held *held, const struct db_stmt *stmt);
void held_row(struct held *held, const struct db_stmt *stmt);

/* The first cell (its kind, then its text), and the one after another. */
const char *held_first(const struct held *held);
const char *held_next(const char *cell);

/* Where the cells end. */
const char *held_end(const struct held *held);

/* Append " The first 25 of 45 rows." or " 3 rows.". */
void held_say_rows(const struct held *held, struct buf *out);

/* Digits of an oid, and of one that is shown short. */
enum { HELD_OID = 40, HELD_SHORT_OID = 12 };

/* True if the text is the whole oid of an object. */
bool held_is_oid(const char *text);

#endif
