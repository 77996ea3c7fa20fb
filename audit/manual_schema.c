/* SPDX-License-Identifier: MIT */
/*
 * The schema explains itself in comments; this takes them out, by the way in
 * which schema.sql and views.sql are laid out:
 *
 *     -- a paragraph
 *     CREATE TABLE name (       -- what it holds
 *       column TYPE ...,        -- what it says
 *     CREATE VIEW name AS       -- what it holds
 */
#include <stdbool.h>
#include <string.h>

#include "audit/db/db.h"
#include "audit/manual.h"
#include "audit/roff.h"
#include "queries/queries.h"

static bool starts(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* The comment of a line of len bytes, or NULL. */
static const char *comment_of(const char *line, size_t len, size_t *len_out)
{
	for (size_t i = 0; i + 3 < len; i++)
		if (strncmp(line + i, "-- ", 3) == 0) {
			*len_out = len - i - 3;
			return line + i + 3;
		}
	return NULL;
}

static void write_comment(FILE *out, const char *line, size_t len)
{
	size_t comment_len;
	const char *comment = comment_of(line, len, &comment_len);

	if (comment)
		roff_line(out, comment, comment_len);
}

/* "CREATE TABLE name (" or "CREATE VIEW name AS". */
static void write_head(FILE *out, const char *line, size_t len)
{
	const char *name = strchr(line + strlen("CREATE "), ' ') + 1;
	char text[64];

	snprintf(text, sizeof(text), "%.*s", (int)strcspn(name, " ("), name);
	roff_subheading(out, text);
	write_comment(out, line, len);
}

/* "  name TYPE NOT NULL, -- comment": a column, if its name is lower case. */
static void write_column(FILE *out, const char *line, size_t len)
{
	const char *name = line + strspn(line, " ");
	size_t name_len = strcspn(name, " ,\n");
	const char *type = name + name_len + strspn(name + name_len, " ");

	if (*name < 'a' || *name > 'z')
		return;
	fputs(".TP\n", out);
	roff_font(out, 'B', name, name_len);
	putc(' ', out);
	roff_font(out, 'R', type, strcspn(type, " ,\n"));
	putc('\n', out);
	write_comment(out, line, len);
}

static void write_sql(FILE *out, const char *sql)
{
	bool in_table = false;

	while (*sql) {
		size_t len = strcspn(sql, "\n");

		if (starts(sql, "CREATE TABLE ") ||
		    starts(sql, "CREATE VIEW ")) {
			in_table = starts(sql, "CREATE TABLE ");
			write_head(out, sql, len);
		} else if (*sql == ')' || *sql == '\n') {
			in_table = false;
			fputs(*sql == '\n' ? ".PP\n" : "", out);
		} else if (starts(sql, "-- ")) {
			roff_line(out, sql + 3, len - 3);
		} else if (in_table) {
			write_column(out, sql, len);
		}
		sql += len + (sql[len] == '\n');
	}
}

void manual_schema(FILE *out)
{
	roff_title(out, "git-provenance-schema", '5');
	roff_heading(out, "NAME");
	fputs("git\\-provenance\\-schema \\- the tables of a database that "
	      "git provenance audit makes\n",
	      out);
	roff_heading(out, "DESCRIPTION");
	fprintf(out,
		"An SQLite database, application_id 0x%x, user_version %d.\n"
		".PP\n",
		(unsigned)DB_APPLICATION_ID, (int)DB_SCHEMA_VERSION);
	roff_heading(out, "TABLES");
	write_sql(out, query_file_find("schema")->sql);
	roff_heading(out, "VIEWS");
	write_sql(out, query_file_find("views")->sql);
	roff_heading(out, "SEE ALSO");
	fputs(".BR git\\-provenance (1),\n"
	      ".BR git\\-provenance\\-query (1)\n",
	      out);
}
