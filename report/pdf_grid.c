/* SPDX-License-Identifier: MIT */
#include "report/pdf_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/forge.h"
#include "report/held.h"

/* Free at the sides of a cell, above and below it. */
static const double side = 3, above = 2;

/* A word that is wider, in letters' heights, may be broken. */
static const double max_word = 18;

/* Heads are set in more lines than that only by the hand of a stranger. */
enum { MAX_HEAD_LINES = 6 };

struct grid {
	struct pdf_block base;
	struct pdf_matrix matrix; /* the columns shown; owned */
	struct pdf_grid_look look;
	char *commit_url; /* of look; owned */
	double *widths;   /* of the columns; owned */
	double *heights;  /* of all rows, the heads 0; owned */
};

static struct pdf_style style_of(const struct pdf_matrix *matrix,
				 const struct pdf_grid_look *look, size_t row,
				 size_t column)
{
	return (struct pdf_style){
		.size = look->size,
		.bold = row == 0 || (matrix->is_headless && column == 0 &&
				     !look->mono_keys),
		.mono = row > 0 && column == 0 && look->mono_keys,
		.grey = 0.1,
		.align = matrix->numbers[column] ? PDF_RIGHT : PDF_LEFT,
	};
}

/* A cell as it is shown. */
struct shown {
	const char *text; /* oid, or the cell's own */
	char oid[HELD_SHORT_OID + 1];
};

/* Set the cell's text; a dash for what is unknown. */
static void show(const struct pdf_matrix *matrix, size_t row, size_t column,
		 struct shown *shown)
{
	const char *cell = pdf_matrix_cell(matrix, row, column);

	shown->text = cell ? cell : row ? "\u2013" : "";
	if (!cell || !row || !held_is_oid(cell))
		return;
	memcpy(shown->oid, cell, HELD_SHORT_OID);
	shown->oid[HELD_SHORT_OID] = '\0';
	shown->text = shown->oid;
}

/* Numbers are never broken, nor is a short word at a hyphen: "2026-Q1". */
static bool is_whole(const char *text, bool is_number, double full, double size)
{
	return is_number || (full < 9 * size && !strchr(text, ' '));
}

static struct pdf_column measure(const struct pdf_matrix *matrix,
				 struct pdf_text *text,
				 const struct pdf_grid_look *look, size_t row,
				 size_t column)
{
	struct pdf_style style = style_of(matrix, look, row, column);
	struct pdf_column size;
	struct shown shown;

	show(matrix, row, column, &shown);
	pdf_text_set(text, shown.text, &style, 0, 0);
	size.full = size.least = pdf_text_width(text);
	if (is_whole(shown.text, row > 0 && matrix->numbers[column], size.full,
		     look->size))
		return size;
	pdf_text_set_words(text, shown.text, &style);
	size.least = fmin(pdf_text_width(text), max_word * look->size);
	return size;
}

void pdf_grid_measure(const struct pdf_matrix *matrix, struct pdf_text *text,
		      const struct pdf_grid_look *look,
		      struct pdf_column *columns_out)
{
	/* a hair more, lest a sum of lengths breaks a line */
	const double more = 2 * side + 0.1;

	for (size_t i = 0; i < matrix->n_columns; i++) {
		struct pdf_column *column = &columns_out[i];

		*column = (struct pdf_column){ 0, 0 };
		for (size_t row = matrix->is_headless; row <= matrix->n_rows;
		     row++) {
			struct pdf_column cell =
				measure(matrix, text, look, row, i);

			column->full = fmax(column->full, cell.full);
			column->least = fmax(column->least, cell.least);
		}
		column->full += more;
		column->least += more;
	}
}

static void set_cell(const struct grid *grid, struct pdf_text *text, size_t row,
		     size_t column)
{
	struct pdf_style style =
		style_of(&grid->matrix, &grid->look, row, column);
	struct shown shown;

	show(&grid->matrix, row, column, &shown);
	pdf_text_set(text, shown.text, &style, grid->widths[column] - 2 * side,
		     row ? grid->look.max_lines : MAX_HEAD_LINES);
}

static double row_height(const struct grid *grid, struct pdf_text *text,
			 size_t row)
{
	double height = 0;

	for (size_t i = 0; i < grid->matrix.n_columns; i++) {
		set_cell(grid, text, row, i);
		height = fmax(height, pdf_text_height(text));
	}
	return height + 2 * above;
}

static void draw_line(const struct pdf_canvas *canvas, double y, double width,
		      bool is_head)
{
	double grey = is_head ? .3 : .8;

	cairo_set_source_rgb(canvas->cr, grey, grey, grey);
	cairo_set_line_width(canvas->cr, is_head ? .8 : .4);
	cairo_move_to(canvas->cr, canvas->left, y);
	cairo_line_to(canvas->cr, canvas->left + width, y);
	cairo_stroke(canvas->cr);
}

static double width_of(const struct grid *grid)
{
	double width = 0;

	for (size_t i = 0; i < grid->matrix.n_columns; i++)
		width += grid->widths[i];
	return width;
}

/* Heads stand at the bottom of their row. */
static double cell_y(struct pdf_text *text, double top, double height,
		     size_t row)
{
	if (row)
		return top + above;
	return top + height - above - pdf_text_height(text);
}

/* The template has nothing in it that an attribute would have to escape. */
static bool begin_link(const struct grid *grid, cairo_t *cr, size_t row,
		       size_t column)
{
	const char *cell = pdf_matrix_cell(&grid->matrix, row, column);
	struct buf attributes = BUF_INIT;

	if (!grid->commit_url || !row || !cell || !held_is_oid(cell))
		return false;
	buf_add_str(&attributes, "uri='");
	forge_add_url(grid->commit_url, cell, &attributes);
	buf_add_char(&attributes, '\'');
	cairo_tag_begin(cr, CAIRO_TAG_LINK, attributes.data);
	buf_release(&attributes);
	return true;
}

static void draw_cell(const struct grid *grid, const struct pdf_canvas *canvas,
		      size_t row, size_t column, double x, double y)
{
	const char *tag = row ? "TD" : "TH";
	bool has_link;

	set_cell(grid, canvas->text, row, column);
	cairo_tag_begin(canvas->cr, tag, NULL);
	has_link = begin_link(grid, canvas->cr, row, column);
	pdf_text_show(canvas->text, canvas->cr, x,
		      cell_y(canvas->text, y, grid->heights[row], row));
	if (has_link)
		cairo_tag_end(canvas->cr, CAIRO_TAG_LINK);
	cairo_tag_end(canvas->cr, tag);
}

static void draw_row(const struct grid *grid, const struct pdf_canvas *canvas,
		     size_t row, double y)
{
	double x = canvas->left;

	cairo_tag_begin(canvas->cr, "TR", NULL);
	for (size_t i = 0; i < grid->matrix.n_columns; i++) {
		draw_cell(grid, canvas, row, i, x + side, y);
		x += grid->widths[i];
	}
	cairo_tag_end(canvas->cr, "TR");
	if (row == 0 || grid->look.has_lines)
		draw_line(canvas, y + grid->heights[row], width_of(grid),
			  row == 0);
}

static void draw(const struct pdf_block *block, const struct pdf_canvas *canvas,
		 const struct pdf_place *places, size_t first, size_t end)
{
	const struct grid *grid = (const struct grid *)block;
	size_t skip = grid->matrix.is_headless ? 1 : 0;

	cairo_tag_begin(canvas->cr, "Table", NULL);
	if (places[first].has_head)
		draw_row(grid, canvas, 0,
			 canvas->top + places[first].y - grid->heights[0]);
	for (size_t i = first; i < end; i++)
		draw_row(grid, canvas, i + skip, canvas->top + places[i].y);
	cairo_tag_end(canvas->cr, "Table");
}

static void release(struct pdf_block *block)
{
	struct grid *grid = (struct grid *)block;

	pdf_matrix_release(&grid->matrix);
	free(grid->commit_url);
	free(grid->widths);
	free(grid->heights);
	free(grid);
}

/* A column of from becomes the next of the grid. */
static void take_column(struct grid *grid, const struct pdf_matrix *from,
			size_t column, size_t to, double width)
{
	for (size_t row = 0; row <= from->n_rows; row++)
		pdf_matrix_set(&grid->matrix, row, to,
			       pdf_matrix_cell(from, row, column));
	grid->matrix.numbers[to] = from->numbers[column];
	grid->widths[to] = width;
}

static struct grid *make_grid(const struct pdf_matrix *matrix,
			      const struct pdf_grid_look *look,
			      const double *widths, const struct pdf_band *band,
			      size_t n_keys)
{
	struct grid *grid = xcalloc(1, sizeof(*grid));
	size_t n = n_keys + band->end - band->first, to = 0;

	grid->base = (struct pdf_block){ draw, release };
	grid->look = *look;
	if (look->commit_url)
		grid->commit_url = xstrdup(look->commit_url);
	pdf_matrix_init(&grid->matrix, n);
	grid->matrix.is_headless = matrix->is_headless;
	while (grid->matrix.n_rows < matrix->n_rows)
		pdf_matrix_add_row(&grid->matrix);
	grid->widths = xcalloc(n, sizeof(*grid->widths));
	grid->heights = xcalloc(matrix->n_rows + 1, sizeof(*grid->heights));
	for (size_t i = 0; i < n_keys; i++)
		take_column(grid, matrix, i, to++, widths[i]);
	for (size_t i = band->first; i < band->end; i++)
		take_column(grid, matrix, i, to++, widths[i]);
	return grid;
}

/* The heads hold the first row, and the last but one the last. */
void pdf_grid_add(const struct pdf_maker *maker,
		  const struct pdf_matrix *matrix,
		  const struct pdf_grid_look *look, const double *widths,
		  const struct pdf_band *band, size_t n_keys)
{
	struct grid *grid = make_grid(matrix, look, widths, band, n_keys);
	size_t skip = matrix->is_headless ? 1 : 0,
	       n = matrix->n_rows + 1 - skip;
	struct pdf_brick *bricks = xcalloc(n, sizeof(*bricks));

	for (size_t row = 0; row <= matrix->n_rows; row++)
		grid->heights[row] =
			row < skip ? 0 : row_height(grid, maker->text, row);
	for (size_t i = 0; i < n; i++) {
		bricks[i].height = grid->heights[i + skip];
		bricks[i].head = i ? grid->heights[0] : 0;
		bricks[i].holds = (i == 0 && !skip && n > 1) || i + 2 == n;
	}
	bricks[0].gap = 4;
	pdf_flow_add(maker->flow, &grid->base, bricks, n);
	free(bricks);
}
