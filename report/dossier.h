/* SPDX-License-Identifier: MIT */
#ifndef REPORT_DOSSIER_H
#define REPORT_DOSSIER_H
/*
 * dossier - all that the database knows of one commit, with the reason for
 * each claim: as a note for a reader, or as JSON.
 *
 * It is a list of parts (dossier_part.h).  A part is one statement: JSON has
 * its rows as they are, the note says them in words.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/db/db.h"

/* How a note is written. */
struct dossier_options {
	FILE *out;    /* stays open; the caller checks it for errors */
	int terminal; /* its columns, as terminal_width() has them */
	bool is_bold; /* headings in bold */
	bool is_full; /* cut no list and no line */
};

/* Write the note on the commit of that commit_id, which must exist. */
int dossier_text(struct db *db, int64_t commit_id,
		 const struct dossier_options *options, struct err *err);

/*
 * Write a JSON object with a key a part; its value is one object, or an array
 * of one object a row.  No newline follows it.
 */
int dossier_json(struct db *db, int64_t commit_id, FILE *out, struct err *err);

/*
 * Print the parts, for people who read the JSON: key, what it holds, and the
 * fields of its objects.
 */
int dossier_list(FILE *out, struct err *err);

#endif
