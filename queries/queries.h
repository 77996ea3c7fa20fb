/* SPDX-License-Identifier: MIT */
#ifndef QUERIES_QUERIES_H
#define QUERIES_QUERIES_H
/*
 * queries - the .sql files of this folder, compiled in.
 *
 * schema, indexes and views make the database; every other file is one
 * question: one read-only statement under a header of comment lines
 *
 *   -- question: one sentence that ends in a question mark
 *   -- column: NAME | what it holds, with its unit
 *   -- rows: QUERY by COLUMN ...
 *   -- added: NAME = COMPUTATION | what it holds, with its unit
 *   -- param: NAME=DEFAULT | what it does; "=a/b/c" allows only a (the
 *      default), b and c
 *   -- scope: the SCOPE options it understands, blank separated; with tier
 *      comes :tier_policy, the --policy whose tier is meant, NULL: any
 *   -- caveat: what the numbers cannot say
 *
 * in this order; column, added, param and caveat may be repeated, and a line
 * that is indented by three blanks or more goes on with the one before it.
 * An unbound parameter is NULL, and every statement works with NULL for each
 * of them, so the files run in the sqlite3 shell as they are.
 *
 * An added column is appended by the program: what SQL cannot say.  Its
 * COMPUTATION is a word of audit/db/computed.h with arguments, each a number
 * or a column of the row: "share 365".  It looks at the rows of QUERY,
 * another file of this folder that is asked with the same scope and
 * parameters, in which the COLUMNs are as in the row: one row a life, with
 * the columns life (seconds), ended and cluster (audit/db/group.h).  In the
 * shell these columns are not there.
 */

/* One file; the table ends with a row whose name is NULL. */
struct query_file {
	const char *name; /* of the file, without folder and ".sql" */
	const char *sql;  /* its whole text */
};

extern const struct query_file query_files[];

/* The file of that name, or NULL. */
const struct query_file *query_file_find(const char *name);

/* True for schema, indexes and views: files that are no questions. */
int query_file_is_schema(const struct query_file *file);

#endif
