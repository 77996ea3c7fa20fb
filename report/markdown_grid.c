/* SPDX-License-Identifier: MIT */
#include "report/markdown_grid.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/share.h"
#include "audit/base/xalloc.h"
#include "report/markdown.h"
#include "report/visible.h"

/* A text gives way to this width, in columns of the terminal. */
enum { LEAST_TEXT = 16 };

static size_t n_columns(const struct markdown_grid *grid)
{
	return grid->held.n_columns;
}

/* Find the cells in the text that holds them. */
static void list_cells(struct markdown_grid *grid)
{
	const struct held *held = &grid->held;
	const char *cell = held_first(held);
	size_t n = 0;

	for (; cell < held_end(held); cell = held_next(cell))
		n++;
	grid->n_rows = n / held->n_columns;
	grid->cells = xcalloc(n, sizeof(char *));
	n = 0;
	for (cell = held_first(held); cell < held_end(held);
	     cell = held_next(cell))
		grid->cells[n++] = cell;
}

const char *markdown_grid_cell(const struct markdown_grid *grid, size_t r,
			       size_t column)
{
	return grid->cells[r * n_columns(grid) + column];
}

/* "ai_low" and "ai_high" are the ends of "ai_share", as "low" of "share". */
static bool is_end_of(const char *end_name, const char *word, const char *name)
{
	const char *last = strrchr(name, '_');
	size_t before = last ? (size_t)(last + 1 - name) : 0;

	return (strncmp(end_name, name, before) == 0 &&
		strcmp(end_name + before, word) == 0) ||
	       (strncmp(end_name, name, strlen(name)) == 0 &&
		end_name[strlen(name)] == '_' &&
		strcmp(end_name + strlen(name) + 1, word) == 0);
}

static void fold_intervals(struct markdown_grid *grid)
{
	const struct held_column *columns = grid->held.columns;
	struct markdown_shown *shown = grid->shown;

	for (size_t i = 0; i < n_columns(grid); i++)
		shown[i].at = i;
	for (size_t i = 0; i + 2 < n_columns(grid); i++) {
		if (!is_end_of(columns[i + 1].name, "low", columns[i].name) ||
		    !is_end_of(columns[i + 2].name, "high", columns[i].name))
			continue;
		shown[i].folded = true;
		shown[i + 1].gone = shown[i + 2].gone = true;
	}
}

/* Append the text of a cell of held, before it is escaped. */
void markdown_grid_add_plain(const struct markdown_grid *grid, size_t r,
			     size_t column, struct buf *out)
{
	const char *name = grid->held.columns[column].name;
	const char *cell = markdown_grid_cell(grid, r, column);
	size_t len = strlen(name);

	if (*cell == HELD_NULL)
		buf_add_str(out, "\u2013");
	else if (held_is_oid(cell + 1))
		buf_add(out, cell + 1, HELD_SHORT_OID);
	else if (len > 3 && strcmp(name + len - 3, "_at") == 0)
		buf_addf(out, "%.10s", cell + 1); /* the day */
	else
		buf_add_str(out, cell + 1);
}

/* Cut "%" or " points" off the end. */
static void drop_unit(struct buf *out)
{
	static const char *const units[] = { "%", SHARE_POINTS };

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		size_t len = strlen(units[i]);

		if (out->len > len &&
		    strcmp(out->data + out->len - len, units[i]) == 0)
			buf_truncate(out, out->len - len);
	}
}

/* "19.2% (15.8 to 23.1)" */
static void add_folded(const struct markdown_grid *grid, size_t r,
		       size_t column, struct buf *out)
{
	markdown_grid_add_plain(grid, r, column, out);
	if (*markdown_grid_cell(grid, r, column + 1) == HELD_NULL)
		return;
	for (size_t i = 1; i <= 2; i++) {
		buf_add_str(out, i == 1 ? " (" : " to ");
		markdown_grid_add_plain(grid, r, column + i, out);
		drop_unit(out);
	}
	buf_add_char(out, ')');
}

/* Append the markup of a text, cut with an ellipsis where it is too wide. */
static void add_cut(struct buf *out, const char *text, size_t width)
{
	size_t len = strlen(text), start = out->len;

	markdown_add(out, text);
	while (len &&
	       visible_width(out->data + start, out->len - start) > width) {
		struct buf cut = BUF_INIT;

		len = visible_fit(text, len - 1, width - 1);
		while (len && text[len - 1] == ' ')
			len--;
		buf_add(&cut, text, len);
		buf_truncate(out, start);
		markdown_add(out, cut.data);
		buf_add_str(out, "\u2026");
		buf_release(&cut);
		width -= width > 1 && len == 0;
	}
}

/* Append the markup of a shown cell, at most so wide. */
void markdown_grid_add_cell(const struct markdown_grid *grid, size_t r,
			    const struct markdown_shown *shown, size_t width,
			    struct buf *out)
{
	const char *cell = markdown_grid_cell(grid, r, shown->at);
	struct buf text = BUF_INIT;

	if (grid->words->commit_url && held_is_oid(cell + 1)) {
		buf_addf(out, "[%.*s]", HELD_SHORT_OID, cell + 1);
		return;
	}
	if (shown->folded)
		add_folded(grid, r, shown->at, &text);
	else
		markdown_grid_add_plain(grid, r, shown->at, &text);
	add_cut(out, text.data, width);
	buf_release(&text);
}

void markdown_grid_add_head(const struct markdown_grid *grid,
			    const struct markdown_shown *shown, struct buf *out)
{
	const char *head = grid->held.columns[shown->at].head;

	markdown_add(out, head);
	if (shown->folded)
		buf_add_str(out, " (95 %)");
}

/* Texts may be narrower than the widest of them, but not than the head. */
static void measure(struct markdown_grid *grid, struct markdown_shown *shown)
{
	bool gives_way =
		!shown->folded && !grid->held.columns[shown->at].number;
	struct buf text = BUF_INIT;
	size_t head, width;

	markdown_grid_add_head(grid, shown, &text);
	head = visible_width(text.data, text.len);
	shown->full = head;
	for (size_t r = 0; r < grid->n_rows; r++) {
		buf_clear(&text);
		markdown_grid_add_cell(grid, r, shown, (size_t)-1, &text);
		width = visible_width(text.data, text.len);
		if (width > shown->full)
			shown->full = width;
	}
	shown->least = head > LEAST_TEXT ? head : LEAST_TEXT;
	if (!gives_way || shown->least > shown->full)
		shown->least = shown->full;
	buf_release(&text);
}

/* True if the column has one value in all of several rows. */
bool markdown_grid_is_constant(const struct markdown_grid *grid, size_t column)
{
	if (grid->n_rows < 2)
		return false;
	for (size_t r = 1; r < grid->n_rows; r++)
		if (strcmp(markdown_grid_cell(grid, r, column),
			   markdown_grid_cell(grid, 0, column)) != 0)
			return false;
	return true;
}

/* Where a blank separated list holds the name; (size_t)-1: nowhere. */
static size_t place_in(const char *list, const char *name)
{
	size_t len = strlen(name), place = 0;

	for (; *list; place++) {
		size_t n = strcspn(list, " ");

		if (n == len && strncmp(list, name, n) == 0)
			return place;
		list += n + (list[n] == ' ');
	}
	return (size_t)-1;
}

/* The column that tells most of those that are not yet taken; NULL: none. */
static struct markdown_shown *next_telling(struct markdown_grid *grid,
					   const bool *taken)
{
	const char *telling = grid->words->telling;
	struct markdown_shown *best = NULL;
	size_t best_place = (size_t)-1;

	for (size_t i = 0; i < n_columns(grid); i++) {
		struct markdown_shown *shown = &grid->shown[i];
		size_t place =
			telling ? place_in(telling, grid->held.columns[i].name)
				: i;

		if (taken[i] || shown->gone || place >= best_place)
			continue;
		best = shown;
		best_place = place;
	}
	return best;
}

/* Take columns while there is room; the others are gone. */
static size_t take_columns(struct markdown_grid *grid)
{
	bool *taken = xcalloc(n_columns(grid), sizeof(bool));
	size_t left = MARKDOWN_WIDTH - 1;
	struct markdown_shown *shown;

	while ((shown = next_telling(grid, taken))) {
		taken[shown->at] = true;
		measure(grid, shown);
		if (shown->least + 3 > left && left < MARKDOWN_WIDTH - 1) {
			shown->gone = true;
			continue;
		}
		shown->width = shown->least;
		left -= shown->least + 3 < left ? shown->least + 3 : left;
	}
	free(taken);
	return left;
}

/* Give what is left to the texts, from the left. */
static void widen(struct markdown_grid *grid, size_t left)
{
	for (size_t i = 0; i < n_columns(grid); i++) {
		struct markdown_shown *shown = &grid->shown[i];
		size_t more;

		if (shown->gone || !shown->width)
			continue;
		more = shown->full - shown->width;
		if (more > left)
			more = left;
		shown->width += more;
		left -= more;
	}
}

/* What all rows say alike needs no column, but for the first one. */
static void drop_constants(struct markdown_grid *grid)
{
	for (size_t i = 1; i < n_columns(grid); i++)
		if (!grid->shown[i].folded &&
		    markdown_grid_is_constant(grid, i))
			grid->shown[i].gone = true;
}

bool markdown_grid_is_shown(const struct markdown_shown *shown)
{
	return !shown->gone && shown->width;
}

void markdown_grid_fit(struct markdown_grid *grid,
		       const struct document_table *words)
{
	grid->words = words;
	list_cells(grid);
	grid->shown = xcalloc(n_columns(grid), sizeof(*grid->shown));
	fold_intervals(grid);
	drop_constants(grid);
	widen(grid, take_columns(grid));
}

void markdown_grid_release(struct markdown_grid *grid)
{
	held_release(&grid->held);
	free((void *)grid->cells);
	free(grid->shown);
}
