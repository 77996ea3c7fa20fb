/* SPDX-License-Identifier: MIT */
#include "report/page_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/forge.h"
#include "report/held.h"

/* Bytes of a text that stays on one line; columns that paper has room for. */
enum { SHORT_CELL = 26, WIDE = 14 };

struct page_table {
	struct table_sink base;
	struct html *html;
	struct document_table words;
	struct held held;
};

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	held_begin(&((struct page_table *)sink)->held, stmt);
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	held_row(&((struct page_table *)sink)->held, stmt);
}

/* Append the columns without a value, which the page leaves out. */
static void say_empty(const struct held *held, struct buf *out)
{
	const char *before = " Empty, and left out: ";

	for (size_t i = 0; i < held->n_columns; i++) {
		if (held->columns[i].any)
			continue;
		buf_addf(out, "%s%s", before, held->columns[i].head);
		before = ", ";
	}
	if (*before == ',')
		buf_add_char(out, '.');
}

static void write_caption(const struct page_table *table)
{
	struct html *html = table->html;
	struct buf text = BUF_INIT;

	html_open(html, "caption");
	html_open(html, "span");
	buf_add_str(&text, table->words.caption);
	held_say_rows(&table->held, &text);
	say_empty(&table->held, &text);
	html_text(html, text.data);
	html_close(html, "span");
	html_close(html, "caption");
	buf_release(&text);
}

static void write_heads(const struct page_table *table)
{
	const struct held_column *columns = table->held.columns;
	struct html *html = table->html;

	html_open(html, "thead");
	html_open(html, "tr");
	for (size_t i = 0; i < table->held.n_columns; i++) {
		if (!columns[i].any)
			continue;
		html_open(html, "th");
		html_attr(html, "scope", "col");
		if (columns[i].number)
			html_attr(html, "class", "n");
		html_text(html, columns[i].head);
		html_close(html, "th");
	}
	html_close(html, "tr");
	html_close(html, "thead");
	html_newline(html);
}

/* An oid is cut, and whole where the mouse rests on it. */
static void write_oid(const struct page_table *table, const char *oid)
{
	const char *template = table->words.commit_url;
	struct html *html = table->html;
	char text[HELD_SHORT_OID + 1];
	struct buf url = BUF_INIT;

	memcpy(text, oid, HELD_SHORT_OID);
	text[HELD_SHORT_OID] = '\0';
	if (template) {
		forge_add_url(template, oid, &url);
		html_open(html, "a");
		html_https(html, "href", url.data);
	}
	html_open(html, "code");
	html_attr(html, "title", oid);
	html_text(html, text);
	html_close(html, "code");
	if (template)
		html_close(html, "a");
	buf_release(&url);
}

static void write_text(const struct page_table *table, const char *cell)
{
	if (*cell == HELD_NULL)
		html_text(table->html, "\u2013");
	else if (held_is_oid(cell + 1))
		write_oid(table, cell + 1);
	else
		html_text(table->html, cell + 1);
}

/* The first cell names the row. */
static void write_cell(const struct page_table *table, const char *cell,
		       const struct held_column *column, bool is_first)
{
	const char *tag = is_first ? "th" : "td";
	struct html *html = table->html;

	html_open(html, tag);
	if (is_first)
		html_attr(html, "scope", "row");
	if (*cell == HELD_NUMBER || (*cell == HELD_NULL && column->number))
		html_attr(html, "class", "n");
	else if (strlen(cell) <= SHORT_CELL)
		html_attr(html, "class", "s");
	write_text(table, cell);
	html_close(html, tag);
}

/* Returns the first cell of the next row. */
static const char *write_row(const struct page_table *table, const char *cell)
{
	struct html *html = table->html;
	bool is_first = true;

	html_open(html, "tr");
	for (size_t i = 0; i < table->held.n_columns; i++) {
		const struct held_column *column = &table->held.columns[i];

		if (column->any) {
			write_cell(table, cell, column, is_first);
			is_first = false;
		}
		cell = held_next(cell);
	}
	html_close(html, "tr");
	html_newline(html);
	return cell;
}

static void write_rows(const struct page_table *table)
{
	struct html *html = table->html;
	const char *cell = held_first(&table->held);
	const char *last = held_end(&table->held);

	html_open(html, "tbody");
	html_newline(html);
	while (cell < last)
		cell = write_row(table, cell);
	html_close(html, "tbody");
}

static void write_rest(const struct page_table *table)
{
	struct html *html = table->html;
	int64_t rest = table->held.n_rows - table->words.max_rows;

	if (!table->words.file)
		return;
	html_open(html, "p");
	html_attr(html, "class", "more");
	if (rest > 0)
		html_textf(html, "%" PRId64 " %s row%s in ", rest,
			   table->words.latest ? "earlier" : "more",
			   rest == 1 ? "" : "s");
	else
		html_text(html, "The same as a file: ");
	html_open(html, "a");
	html_url(html, "href", table->words.file);
	html_text(html, table->words.file);
	html_close(html, "a");
	html_close(html, "p");
	html_newline(html);
}

static int n_shown(const struct held *held)
{
	int n = 0;

	for (size_t i = 0; i < held->n_columns; i++)
		n += held->columns[i].any;
	return n;
}

/* A table wider than the page scrolls in a frame that keys can reach. */
static void write_table(const struct page_table *table)
{
	struct html *html = table->html;

	html_open(html, "div");
	html_attr(html, "class", "scroll");
	html_attr(html, "role", "group");
	html_attr(html, "tabindex", "0");
	html_attr(html, "aria-label", table->words.caption);
	html_open(html, "table");
	if (n_shown(&table->held) > WIDE)
		html_attr(html, "class", "wide");
	write_caption(table);
	write_heads(table);
	write_rows(table);
	html_close(html, "table");
	html_close(html, "div");
	html_newline(html);
	write_rest(table);
}

static void end(struct table_sink *sink)
{
	struct page_table *table = (struct page_table *)sink;
	const bool is_folded = table->words.folded ||
			       (table->words.told && table->held.n_rows);
	struct html *html = table->html;

	if (is_folded) {
		html_open(html, "details");
		html_element(html, "summary",
			     table->words.told
				     ? "The numbers behind the sentences"
				     : "The numbers behind the chart");
	}
	if (table->held.n_rows)
		write_table(table);
	else
		html_element(html, "p", table->words.empty);
	if (!is_folded)
		return;
	html_close(html, "details");
	html_newline(html);
}

static void release(struct table_sink *sink)
{
	struct page_table *table = (struct page_table *)sink;

	held_release(&table->held);
	free(table);
}

struct table_sink *page_table_new(struct html *html,
				  const struct document_table *words)
{
	struct page_table *table = xcalloc(1, sizeof(*table));

	table->base = (struct table_sink){ begin, row, end, release };
	table->html = html;
	table->words = *words;
	held_init(&table->held, words);
	return &table->base;
}
