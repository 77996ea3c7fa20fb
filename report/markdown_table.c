/* SPDX-License-Identifier: MIT */
#include "report/markdown_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/forge.h"
#include "report/markdown.h"
#include "report/markdown_grid.h"
#include "report/visible.h"

static const struct markdown_lead no_lead = { "", "" };
static const struct markdown_lead item_lead = { "- ", "  " };

struct markdown_table {
	struct table_sink base;
	FILE *out;
	struct document_table words;
	struct markdown_grid grid;
	struct buf *links; /* definitions of links, a line each */
};

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	held_begin(&((struct markdown_table *)sink)->grid.held, stmt);
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	held_row(&((struct markdown_table *)sink)->grid.held, stmt);
}

/* Where the link of a commit leads, unless it was said before. */
static void define_link(struct markdown_table *table, const char *oid)
{
	struct buf label = BUF_INIT;

	buf_addf(&label, "[%.*s]: ", HELD_SHORT_OID, oid);
	if (!strstr(table->links->data, label.data)) {
		buf_add_str(table->links, label.data);
		forge_add_url(table->words.commit_url, oid, table->links);
		buf_add_char(table->links, '\n');
	}
	buf_release(&label);
}

static void define_links(struct markdown_table *table,
			 const struct markdown_shown *shown)
{
	for (size_t r = 0; r < table->grid.n_rows; r++) {
		const char *cell =
			markdown_grid_cell(&table->grid, r, shown->at);

		if (held_is_oid(cell + 1))
			define_link(table, cell + 1);
	}
}

static void write_padding(FILE *out, size_t n, char c)
{
	for (; n; n--)
		putc(c, out);
}

static void write_cell(const struct markdown_table *table,
		       const struct markdown_shown *shown,
		       const struct buf *text)
{
	size_t width = visible_width(text->data, text->len);
	size_t pad = width < shown->width ? shown->width - width : 0;
	bool is_right = table->grid.held.columns[shown->at].number;

	fputs("| ", table->out);
	if (is_right)
		write_padding(table->out, pad, ' ');
	fwrite(text->data, 1, text->len, table->out);
	if (!is_right)
		write_padding(table->out, pad, ' ');
	putc(' ', table->out);
}

static void write_head(const struct markdown_table *table)
{
	for (size_t i = 0; i < table->grid.held.n_columns; i++) {
		struct buf text = BUF_INIT;

		if (markdown_grid_is_shown(&table->grid.shown[i])) {
			markdown_grid_add_head(&table->grid,
					       &table->grid.shown[i], &text);
			write_cell(table, &table->grid.shown[i], &text);
		}
		buf_release(&text);
	}
	fputs("|\n", table->out);
	for (size_t i = 0; i < table->grid.held.n_columns; i++) {
		bool is_right = table->grid.held.columns[i].number;

		if (!markdown_grid_is_shown(&table->grid.shown[i]))
			continue;
		putc('|', table->out);
		write_padding(table->out,
			      table->grid.shown[i].width + 2 - is_right, '-');
		if (is_right)
			putc(':', table->out);
	}
	fputs("|\n", table->out);
}

static void write_row(const struct markdown_table *table, size_t r)
{
	for (size_t i = 0; i < table->grid.held.n_columns; i++) {
		const struct markdown_shown *shown = &table->grid.shown[i];
		struct buf text = BUF_INIT;

		if (!markdown_grid_is_shown(shown))
			continue;
		markdown_grid_add_cell(&table->grid, r, shown, shown->width,
				       &text);
		write_cell(table, shown, &text);
		buf_release(&text);
	}
	fputs("|\n", table->out);
}

static void write_rows(const struct markdown_table *table)
{
	for (size_t r = 0; r < table->grid.n_rows; r++)
		write_row(table, r);
}

/* Append a name to a list with commas. */
static void add_listed(struct buf *list, const char *name)
{
	if (list->len)
		buf_add_str(list, ", ");
	buf_add_str(list, name);
}

static void write_sentence(const struct markdown_table *table,
			   const char *before, const struct buf *list,
			   const char *after)
{
	struct buf text = BUF_INIT;

	if (!list->len)
		return;
	buf_addf(&text, "%s%s%s", before, list->data, after);
	putc('\n', table->out);
	markdown_wrap(table->out, &no_lead, text.data);
	buf_release(&text);
}

/* A single row that does not fit: each of its columns on a line. */
static void write_record(const struct markdown_table *table)
{
	const struct markdown_grid *grid = &table->grid;

	for (size_t i = 0; i < grid->held.n_columns; i++) {
		struct buf line = BUF_INIT, value = BUF_INIT;

		if (*markdown_grid_cell(grid, 0, i) != HELD_NULL) {
			markdown_grid_add_plain(grid, 0, i, &value);
			buf_addf(&line, "%s: %s", grid->held.columns[i].head,
				 value.data);
			markdown_wrap(table->out, &item_lead, line.data);
		}
		buf_release(&value);
		buf_release(&line);
	}
}

/* Is there a column that is neither shown nor folded into one that is? */
static bool is_left_out(const struct markdown_table *table, size_t column)
{
	const struct markdown_shown *shown = &table->grid.shown[column];

	if (markdown_grid_is_shown(shown))
		return false;
	for (size_t i = 1; i <= 2 && i <= column; i++)
		if (shown[-(int)i].folded &&
		    markdown_grid_is_shown(&shown[-(int)i]))
			return false;
	return true;
}

static bool is_record(const struct markdown_table *table)
{
	bool any = false;

	for (size_t i = 0; i < table->grid.held.n_columns; i++)
		any |= is_left_out(table, i);
	return any && table->grid.n_rows == 1;
}

/* What all rows say alike, and what is not in the table. */
static void write_rest(const struct markdown_table *table)
{
	struct buf alike = BUF_INIT, missing = BUF_INIT, value = BUF_INIT;

	for (size_t i = 0; i < table->grid.held.n_columns; i++) {
		const char *head = table->grid.held.columns[i].head;

		if (!is_left_out(table, i))
			continue;
		buf_clear(&value);
		if (markdown_grid_is_constant(&table->grid, i) &&
		    *markdown_grid_cell(&table->grid, 0, i) == HELD_NULL)
			continue;
		if (markdown_grid_is_constant(&table->grid, i)) {
			markdown_grid_add_plain(&table->grid, 0, i, &value);
			add_listed(&alike, head);
			buf_addf(&alike, " %s", value.data);
		} else {
			add_listed(&missing, head);
		}
	}
	write_sentence(table, "In each row: ", &alike, ".");
	write_sentence(table, "Not shown: ", &missing, ".");
	buf_release(&value);
	buf_release(&missing);
	buf_release(&alike);
}

/* Where there are all rows and all columns. */
static void write_file(const struct markdown_table *table)
{
	if (table->words.file)
		fprintf(table->out, "\nAll of it: [%s](%s)\n",
			table->words.file, table->words.file);
}

/* Few columns, one of them with texts that would be cut? */
static bool is_list(const struct markdown_table *table)
{
	bool is_cut = false;
	size_t n = 0;

	for (size_t i = 0; i < table->grid.held.n_columns; i++) {
		const struct markdown_shown *shown = &table->grid.shown[i];

		n += markdown_grid_is_shown(shown);
		is_cut |= markdown_grid_is_shown(shown) &&
			  shown->width < shown->full;
	}
	return is_cut && n <= 3;
}

/* Several numbers in a line want their names. */
static bool has_numbers(const struct markdown_table *table)
{
	size_t n = 0;

	for (size_t i = 0; i < table->grid.held.n_columns; i++)
		n += markdown_grid_is_shown(&table->grid.shown[i]) &&
		     table->grid.held.columns[i].number;
	return n > 1;
}

/* "- fact: value; note", "- name: share 10 %; changes 7" */
static void add_item(const struct markdown_table *table, size_t r, bool named,
		     struct buf *line)
{
	static const char *const before[] = { "", ": ", "; " };
	size_t n = 0; /* that are in the line, at most 2 */

	for (size_t i = 0; i < table->grid.held.n_columns; i++) {
		const struct markdown_shown *shown = &table->grid.shown[i];

		if (!markdown_grid_is_shown(shown) ||
		    !markdown_grid_cell(&table->grid, r, i)[1])
			continue;
		buf_add_str(line, before[n]);
		if (named && n) {
			markdown_grid_add_head(&table->grid, shown, line);
			buf_add_char(line, ' ');
		}
		markdown_grid_add_cell(&table->grid, r, shown, (size_t)-1,
				       line);
		n += n < 2;
	}
	if (named && n == 1)
		buf_add_str(line, ": \u2013");
}

static void write_list(const struct markdown_table *table)
{
	const bool named = has_numbers(table);

	for (size_t r = 0; r < table->grid.n_rows; r++) {
		struct buf line = BUF_INIT;

		add_item(table, r, named, &line);
		markdown_wrap_raw(table->out, &item_lead, line.data);
		buf_release(&line);
	}
}

static void write_lines(const struct markdown_table *table)
{
	if (is_list(table)) {
		write_list(table);
		return;
	}
	write_head(table);
	write_rows(table);
}

static void write_table(struct markdown_table *table)
{
	struct buf caption = BUF_INIT;

	markdown_grid_fit(&table->grid, &table->words);
	buf_add_str(&caption, table->words.caption);
	held_say_rows(&table->grid.held, &caption);
	markdown_wrap(table->out, &no_lead, caption.data);
	putc('\n', table->out);
	if (is_record(table)) {
		write_record(table);
	} else {
		write_lines(table);
		write_rest(table);
	}
	write_file(table);
	for (size_t i = 0;
	     table->words.commit_url && i < table->grid.held.n_columns; i++)
		if (markdown_grid_is_shown(&table->grid.shown[i]))
			define_links(table, &table->grid.shown[i]);
	buf_release(&caption);
}

static void end(struct table_sink *sink)
{
	struct markdown_table *table = (struct markdown_table *)sink;

	if (table->grid.held.n_rows && table->words.told)
		write_file(table);
	else if (table->grid.held.n_rows)
		write_table(table);
	else
		markdown_wrap(table->out, &no_lead, table->words.empty);
	putc('\n', table->out);
}

static void release(struct table_sink *sink)
{
	struct markdown_table *table = (struct markdown_table *)sink;

	markdown_grid_release(&table->grid);
	free(table);
}

struct table_sink *markdown_table_new(FILE *out,
				      const struct document_table *words,
				      struct buf *links)
{
	struct markdown_table *table = xcalloc(1, sizeof(*table));

	table->base = (struct table_sink){ begin, row, end, release };
	table->out = out;
	table->words = *words;
	table->links = links;
	held_init(&table->grid.held, words);
	return &table->base;
}
