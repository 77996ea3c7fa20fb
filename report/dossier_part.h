/* SPDX-License-Identifier: MIT */
#ifndef REPORT_DOSSIER_PART_H
#define REPORT_DOSSIER_PART_H
/*
 * dossier_part - what a part of a dossier is, and what its words are made
 * with.  A new part is one struct dossier_part and one line in dossier.c.
 */
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/db/db.h"
#include "report/prose.h"

/* The note that is being written. */
struct dossier {
	struct db *db;
	int64_t commit_id;
	struct prose prose;
	bool is_full;  /* cut nothing */
	char *message; /* of the commit; owned */
};

/* A part; the texts live for ever. */
struct dossier_part {
	const char *key;   /* of the JSON object */
	const char *about; /* what it holds, for dossier_list */
	bool is_one;       /* always one row: an object, and no array */
	/*
	 * One statement; ?1 is the commit_id.  Its columns are the fields of
	 * the JSON objects: stable names, no internal ids.
	 */
	const char *sql;
	const char *heading; /* of the note, before the first row; or NULL */
	const char *rows;    /* what more rows are called: "paths" */
	/* Write a row in words; NULL: it is said elsewhere. */
	int (*say)(struct dossier *dossier, const struct db_stmt *row,
		   struct err *err);
};

/* The parts; dossier.c has their order. */
extern const struct dossier_part dossier_commit, dossier_parents,
	dossier_copies, dossier_paths, dossier_areas, dossier_area_people,
	dossier_trailers, dossier_reverts, dossier_fixes, dossier_reverted,
	dossier_fixed_by, dossier_life, dossier_probes, dossier_ai,
	dossier_evidence, dossier_declarations, dossier_declared_kinds,
	dossier_annotations, dossier_policies, dossier_verdicts, dossier_notes,
	dossier_note_lines, dossier_unknown;

/* Columns where the words of the note stand: under a heading, under that. */
enum { DOSSIER_INDENT = 2, DOSSIER_DEEPER = 6 };

/*
 * The column of that name, which must be there, of the current row: as text
 * ("" for NULL), as number, whether it is NULL.
 */
const char *dossier_get(const struct db_stmt *row, const char *name);
int64_t dossier_int(const struct db_stmt *row, const char *name);
bool dossier_null(const struct db_stmt *row, const char *name);

/*
 * The statement with the commit as ?1 and, unless it is NULL, text as ?2; the
 * caller steps and frees it.  text must live as long.
 */
int dossier_ask(struct dossier *dossier, const char *sql, const char *text,
		struct db_stmt **stmt_out, struct err *err);

/* Append a subject; a long one is cut unless the dossier is full. */
void dossier_subject(const struct dossier *dossier, struct buf *out,
		     const char *subject);

/*
 * Append "1f3c9d2e4a5b "subject"": how the note names another commit; without
 * the subject where it is empty.
 */
void dossier_name(const struct dossier *dossier, struct buf *out,
		  const char *oid, const char *subject);

/* Append "+120 -4", or nothing where added or deleted is NULL in the row. */
void dossier_lines(struct buf *out, const struct db_stmt *row);

/* Append "3 paths", "1 path". */
void dossier_count(struct buf *out, int64_t n, const char *singular);

/* Append a time in words: UTC, or with a zone (+0200) as it was there. */
void dossier_date(struct buf *out, int64_t at, const char *zone);

/* The place of a trailer or of evidence, in words; place itself if new. */
const char *dossier_place(const char *place);

/*
 * Quote a line of somebody else under mark, at column indent; a long one is
 * cut unless the dossier is full.
 */
void dossier_quote(struct dossier *dossier, size_t indent, const char *mark,
		   const char *text, size_t len);

/*
 * Line number n (from 1) of the commit's message, without its end; its length
 * goes to *len_out.  NULL where there is none.
 */
const char *dossier_message_line(const struct dossier *dossier, int64_t n,
				 size_t *len_out);

#endif
