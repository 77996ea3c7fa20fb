/* SPDX-License-Identifier: MIT */
/*
 * table_markdown - a pipe table of GitHub's flavour.  Everything that markup
 * or HTML would take as its own is escaped.  The line under the head says
 * which columns are numbers, so it waits for the first row.
 */
#include <stdlib.h>

#include "audit/base/xalloc.h"
#include "report/markdown.h"
#include "report/table.h"

struct markdown_sink {
	struct table_sink base;
	FILE *out;
	struct buf cell; /* scratch */
	int n_columns;
	bool ruled; /* the line under the head is written */
};

static void write_escaped(struct markdown_sink *markdown, const char *text)
{
	struct buf escaped = BUF_INIT;

	markdown_add(&escaped, text);
	fwrite(escaped.data, 1, escaped.len, markdown->out);
	buf_release(&escaped);
}

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct markdown_sink *markdown = (struct markdown_sink *)sink;

	markdown->n_columns = db_n_columns(stmt);
	for (int i = 0; i < markdown->n_columns; i++) {
		fputs("| ", markdown->out);
		write_escaped(markdown, db_column_name(stmt, i));
		putc(' ', markdown->out);
	}
	fputs("|\n", markdown->out);
}

/* stmt is NULL where no row came. */
static void write_rule(struct markdown_sink *markdown,
		       const struct db_stmt *stmt)
{
	for (int i = 0; i < markdown->n_columns; i++)
		fputs(stmt && table_is_number(stmt, i) ? "|---:" : "|---",
		      markdown->out);
	fputs("|\n", markdown->out);
	markdown->ruled = true;
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct markdown_sink *markdown = (struct markdown_sink *)sink;

	if (!markdown->ruled)
		write_rule(markdown, stmt);
	for (int i = 0; i < markdown->n_columns; i++) {
		buf_clear(&markdown->cell);
		table_cell(stmt, i, &markdown->cell);
		fputs("| ", markdown->out);
		write_escaped(markdown, markdown->cell.data);
		putc(' ', markdown->out);
	}
	fputs("|\n", markdown->out);
}

static void end(struct table_sink *sink)
{
	struct markdown_sink *markdown = (struct markdown_sink *)sink;

	if (!markdown->ruled)
		write_rule(markdown, NULL);
}

static void release(struct table_sink *sink)
{
	struct markdown_sink *markdown = (struct markdown_sink *)sink;

	buf_release(&markdown->cell);
	free(markdown);
}

struct table_sink *table_markdown_new(const struct table_options *options)
{
	struct markdown_sink *markdown = xcalloc(1, sizeof(*markdown));

	markdown->base = (struct table_sink){ begin, row, end, release };
	markdown->out = options->out;
	markdown->cell = (struct buf)BUF_INIT;
	return &markdown->base;
}
