/* SPDX-License-Identifier: MIT */
#ifndef REPORT_SECTIONS_H
#define REPORT_SECTIONS_H
/*
 * sections - the table of contents of a report.
 *
 * A new question costs a .sql file and a row in a sections_*.c: the page,
 * the file per table, the manifest and the line that remakes it follow from
 * it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/buf.h"
#include "audit/db/db.h"
#include "audit/db/question.h"
#include "audit/db/scope.h"

struct earlier;

/* The parts of a report, in their order. */
enum section_part {
	PART_FINDINGS,
	PART_SCOPE,
	PART_CHANGES,
	PART_PART,
	PART_ADOPTION,
	PART_REVIEW,
	PART_DISCLOSURE,
	PART_POLICY,
	PART_REVERTS,
	PART_EASE,
	PART_WHAT_IF,
	PART_AREAS,
	PART_TO_REVIEW,
	PART_APPENDIX,
	N_PARTS
};

/* Reports that a section is in. */
enum section_when {
	SECTION_ALWAYS,
	SECTION_OF_PART,  /* those of an area, paths, an author or a tier */
	SECTION_COMPARED, /* those that are compared to an earlier one */
};

/* One section.  A table ends with a row whose id is NULL. */
struct section {
	const char *id;      /* of the place in the page and of the file */
	const char *heading; /* a few words */
	const char *query;   /* name of the .sql file without ".sql" */
	const char *params;  /* blank separated NAME=VALUE, or ""; the period
				is the report's unless one stands here */
	const char *chart;   /* name of the chart that shows it, or NULL */
	bool counts_changes; /* its base is the changes counted */
	bool is_series;      /* rows are periods: the page shows the latest */
	int max_rows;        /* in the page; the rest is in the files */
	const char *telling; /* the columns that tell most, the first most of
				all, blank separated; NULL: as they stand */
	bool of_objects;     /* oids are of objects of any kind */
	bool of_probes;      /* paths that probes leave out count */
	bool in_sentences;   /* the column sentence of its rows is a list */
	enum section_when when;
	const char *lead;  /* what the reader sees, in a sentence or two */
	const char *empty; /* the sentence that stands for no rows */
};

/* The sections of each part, in their order. */
extern const struct section sections_findings[], sections_scope[],
	sections_changes[], sections_part[], sections_adoption[],
	sections_review[], sections_disclosure[], sections_policy[],
	sections_reverts[], sections_ease[], sections_what_if[],
	sections_areas[], sections_to_review[], sections_appendix[];

/* A group of sections; one without any is left out. */
struct part {
	const char *id;      /* of the place in the page */
	const char *heading; /* a few words */
	const char *lead;    /* what it answers, in a sentence or two */
	const struct section *sections; /* NULL: none */
};

extern const struct part parts[N_PARTS];

/* What all sections of a report are asked with; texts are the caller's. */
struct section_choice {
	struct scope scope;
	const char *period; /* month, quarter or year */
	bool anonymous;     /* the database was opened so: see anonymous.h */
	const struct earlier *earlier; /* to compare to; NULL: nothing */
};

/* True if the section is in a report of this choice. */
bool section_applies(const struct section *section,
		     const struct section_choice *choice);

/* The first section from this one on that is; NULL: none, or there are none. */
const struct section *section_next(const struct section *section,
				   const struct section_choice *choice);

/* A section, asked; release with section_close. */
struct section_run {
	struct question question;
	struct scope scope;      /* what of the scope the query understands */
	struct opt_texts params; /* with the period, where it has one */
	bool anonymous;          /* as the choice says */
	struct db_stmt *stmt;
	struct buf texts; /* what params point into */
};

/*
 * Ask a section's query.  SCOPE options that the query does not understand
 * are left out, and section_missed says which.
 */
int section_open(const struct section *section,
		 const struct section_choice *choice, struct db *db,
		 struct section_run *run_out, struct err *err);
void section_close(struct section_run *run);

/* Append the command that asks the same again, quoted for a shell. */
void section_command(const struct section_run *run, struct buf *out);

/*
 * Append the options of choice that the query has no use for, such as
 * "--area, --path"; nothing if there is none.
 */
void section_missed(const struct section_run *run,
		    const struct section_choice *choice, struct buf *out);

#endif
