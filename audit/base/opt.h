/* SPDX-License-Identifier: MIT */
#ifndef BASE_OPT_H
#define BASE_OPT_H
/*
 * opt - option tables over getopt_long.
 *
 * A command describes its options once, as a table that points into its own
 * configuration struct; parsing, --help and the README test read that table.
 * Options may follow arguments; `--` ends them.
 */
#include <stddef.h>
#include <stdio.h>

#include "audit/base/err.h"

/* How the value of an option is read and what field takes it. */
enum opt_kind {
	OPT_FLAG,  /* no value; bool field becomes true */
	OPT_TEXT,  /* const char * field points into argv */
	OPT_TEXTS, /* struct opt_texts field; the option may be repeated */
	OPT_COUNT, /* int field; a whole number of 1 or more */
	OPT_BYTES, /* int64_t field; 1 or more, with k, m or g for 1024, ... */
	OPT_DATE,  /* struct opt_date field: YYYY-MM-DD or Unix seconds */
};

/* One option.  A table ends with a row whose name is NULL. */
struct opt {
	const char *name; /* long name, without dashes */
	char letter;      /* short name, or 0 */
	enum opt_kind kind;
	size_t offset;     /* of the field in the configuration struct */
	const char *value; /* what --help calls the value; NULL for a flag */
	const char *help;  /* one line, lower case, no full stop */
};

/* Values of a repeated option; items points at memory owned by the struct. */
struct opt_texts {
	const char **items;
	size_t n_items, n_alloc;
};

/* A point in time from the command line. */
struct opt_date {
	long long at; /* Unix seconds, UTC; a date means its first second */
	int is_set;
};

/* What a command takes, and what --help says around it. */
struct opt_usage {
	const struct opt *opts; /* the option table */
	const char *synopsis;   /* after "usage: git provenance " */
	const char *about;      /* one or more lines of prose */
};

/*
 * Read argv[1..argc-1] into config.  On return argv[1..] holds the remaining
 * arguments and *n_args_out their number.  --help prints to stdout and makes
 * the result 1.  Returns 0 to go on, 1 when help was printed, -1 with
 * FAIL_USAGE and a suggestion for a misspelt option.
 */
int opt_parse(const struct opt_usage *usage, void *config, int argc,
	      char **argv, int *n_args_out, struct err *err);

/* Append a value; what opt_parse does for OPT_TEXTS. */
void opt_texts_add(struct opt_texts *texts, const char *value);

/* Free the array (not the texts). */
void opt_texts_release(struct opt_texts *texts);

/* The usage and the option table as --help prints them. */
void opt_print_help(FILE *out, const struct opt_usage *usage);

/*
 * Read YYYY-MM-DD or a number of Unix seconds; 0 and *at_out, or -1 when
 * text is neither.
 */
int opt_read_date(const char *text, long long *at_out);

#endif
