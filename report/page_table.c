/* SPDX-License-Identifier: MIT */
#include "report/page_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* What a waiting cell holds; the byte before its text. */
enum cell_kind { CELL_TEXT = 't', CELL_NUMBER = 'n', CELL_NULL = '0' };

/* A text of up to SHORT_CELL bytes stays on one line. */
enum { OID_LEN = 40, SHORT_OID_LEN = 12, SHORT_CELL = 26 };

struct page_table {
	struct table_sink base;
	struct html *html;
	struct document_table words;
	struct buf heads; /* names, each with its NUL */
	struct buf cells; /* kind and text, each with its NUL */
	int *columns;     /* of the statement, without repo */
	bool *numbers;    /* of columns: a cell shown is a number */
	int n_columns;
	int64_t n_rows;
};

/* "landed_at" reads "landed (UTC)", "lines_added" reads "lines added". */
static void add_head(struct buf *out, const char *name)
{
	size_t start = out->len;
	size_t len = strlen(name);
	bool is_date = len > 3 && strcmp(name + len - 3, "_at") == 0;

	buf_add(out, name, is_date ? len - 3 : len);
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '_')
			out->data[i] = ' ';
	if (is_date)
		buf_add_str(out, " (UTC)");
	buf_add_char(out, '\0');
}

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct page_table *table = (struct page_table *)sink;
	size_t n_all = (size_t)db_n_columns(stmt);

	table->columns = xcalloc(n_all, sizeof(*table->columns));
	table->numbers = xcalloc(n_all, sizeof(*table->numbers));
	for (int i = 0; i < db_n_columns(stmt); i++) {
		const char *name = db_column_name(stmt, i);

		if (strcmp(name, "repo") == 0)
			continue;
		table->columns[table->n_columns++] = i;
		add_head(&table->heads, name);
	}
}

static enum cell_kind kind_of(const struct db_stmt *stmt, int column)
{
	if (db_is_null(stmt, column))
		return CELL_NULL;
	return table_is_number(stmt, column) ? CELL_NUMBER : CELL_TEXT;
}

/* Forget the first row that waits. */
static void drop_row(struct page_table *table)
{
	size_t at = 0;

	for (int i = 0; i < table->n_columns; i++)
		at += strlen(table->cells.data + at) + 1;
	memmove(table->cells.data, table->cells.data + at,
		table->cells.len - at);
	buf_truncate(&table->cells, table->cells.len - at);
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct page_table *table = (struct page_table *)sink;

	if (++table->n_rows > table->words.max_rows) {
		if (!table->words.latest)
			return;
		drop_row(table);
	}
	for (int i = 0; i < table->n_columns; i++) {
		int column = table->columns[i];

		table->numbers[i] |= kind_of(stmt, column) == CELL_NUMBER;
		buf_add_char(&table->cells, (char)kind_of(stmt, column));
		table_cell(stmt, column, &table->cells);
		buf_add_char(&table->cells, '\0');
	}
}

static void write_caption(const struct page_table *table)
{
	struct html *html = table->html;

	html_open(html, "caption");
	html_open(html, "span");
	html_text(html, table->words.caption);
	if (table->n_rows > table->words.max_rows)
		html_textf(html, " The %s %d of %" PRId64 " rows.",
			   table->words.latest ? "last" : "first",
			   table->words.max_rows, table->n_rows);
	else
		html_textf(html, " %" PRId64 " row%s.", table->n_rows,
			   table->n_rows == 1 ? "" : "s");
	html_close(html, "span");
	html_close(html, "caption");
}

static void write_heads(const struct page_table *table)
{
	struct html *html = table->html;
	const char *head = table->heads.data;

	html_open(html, "thead");
	html_open(html, "tr");
	for (int i = 0; i < table->n_columns; i++) {
		html_open(html, "th");
		html_attr(html, "scope", "col");
		if (table->numbers[i])
			html_attr(html, "class", "n");
		html_text(html, head);
		html_close(html, "th");
		head += strlen(head) + 1;
	}
	html_close(html, "tr");
	html_close(html, "thead");
	html_newline(html);
}

/* An oid is cut, and whole where the mouse rests on it. */
static void write_oid(struct html *html, const char *oid)
{
	char text[SHORT_OID_LEN + 1];

	memcpy(text, oid, SHORT_OID_LEN);
	text[SHORT_OID_LEN] = '\0';
	html_open(html, "code");
	html_attr(html, "title", oid);
	html_text(html, text);
	html_close(html, "code");
}

static bool is_oid(const char *text)
{
	return strlen(text) == OID_LEN &&
	       strspn(text, "0123456789abcdef") == OID_LEN;
}

static void write_cell(struct html *html, const char *cell, bool in_numbers)
{
	html_open(html, "td");
	if (*cell == CELL_NUMBER || (*cell == CELL_NULL && in_numbers))
		html_attr(html, "class", "n");
	else if (strlen(cell) <= SHORT_CELL)
		html_attr(html, "class", "s");
	if (*cell == CELL_NULL)
		html_text(html, "\u2013");
	else if (is_oid(cell + 1))
		write_oid(html, cell + 1);
	else
		html_text(html, cell + 1);
	html_close(html, "td");
}

static void write_rows(const struct page_table *table)
{
	struct html *html = table->html;
	const char *cell = table->cells.data;
	const char *end = cell + table->cells.len;

	html_open(html, "tbody");
	html_newline(html);
	while (cell < end) {
		html_open(html, "tr");
		for (int i = 0; i < table->n_columns; i++) {
			write_cell(html, cell, table->numbers[i]);
			cell += strlen(cell) + 1;
		}
		html_close(html, "tr");
		html_newline(html);
	}
	html_close(html, "tbody");
}

static void write_rest(const struct page_table *table)
{
	struct html *html = table->html;
	int64_t rest = table->n_rows - table->words.max_rows;

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

/* A table wider than the page scrolls in a frame that keys can reach. */
static void write_table(const struct page_table *table)
{
	struct html *html = table->html;

	html_open(html, "div");
	html_attr(html, "class", "scroll");
	html_attr(html, "role", "region");
	html_attr(html, "tabindex", "0");
	html_attr(html, "aria-label", table->words.caption);
	html_open(html, "table");
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
	struct html *html = table->html;

	if (table->words.folded) {
		html_open(html, "details");
		html_element(html, "summary", "The numbers behind the chart");
	}
	if (table->n_rows)
		write_table(table);
	else
		html_element(html, "p", table->words.empty);
	if (!table->words.folded)
		return;
	html_close(html, "details");
	html_newline(html);
}

static void release(struct table_sink *sink)
{
	struct page_table *table = (struct page_table *)sink;

	buf_release(&table->heads);
	buf_release(&table->cells);
	free(table->columns);
	free(table->numbers);
	free(table);
}

struct table_sink *page_table_new(struct html *html,
				  const struct document_table *words)
{
	struct page_table *table = xcalloc(1, sizeof(*table));

	table->base = (struct table_sink){ begin, row, end, release };
	table->html = html;
	table->words = *words;
	table->heads = (struct buf)BUF_INIT;
	table->cells = (struct buf)BUF_INIT;
	return &table->base;
}
