/* SPDX-License-Identifier: MIT */
/*
 *	           column 1   column 2
 *	 row 1    | 46 %    | 12 %    |
 *	          | 40 to 52| 9 to 15 |
 *	 row 2    | ...
 */
#include "plots/matrix.h"

#include <math.h>

#include "audit/base/buf.h"
#include "plots/scale.h"
#include "plots/text.h"
#include "plots/words.h"

enum {
	NAME_WIDTH = 130,
	NAME_LINES = 3,
	HEAD_HEIGHT = 44,
	ROW_MAX = 84,
	AROUND = 130, /* points for title and caption */
	CELL_GAP = 2,
	LINE = 13, /* points from line to line in a cell */
};

struct matrix {
	struct box box;       /* of the cells */
	double width, height; /* of one */
	size_t n_rows, n_columns;
};

double matrix_height(size_t n_rows)
{
	return AROUND + HEAD_HEIGHT + ROW_MAX * (double)n_rows;
}

static size_t n_columns_of(const struct points_set *points)
{
	size_t n = 0;

	for (size_t i = 0; i < points->n_series; i++)
		n = points->series[i].n_points > n ? points->series[i].n_points
						   : n;
	return n;
}

/* "46 %", "40 % to 52 %", "120 changes" */
static void make_lines(const struct frame *frame, const struct point *point,
		       struct buf lines[3])
{
	char a[SCALE_TEXT_MAX], b[SCALE_TEXT_MAX];

	scale_format_share(point->share, a);
	buf_add_str(&lines[0], a);
	scale_format_share(point->low, a);
	scale_format_share(point->high, b);
	buf_addf(&lines[1], "%s to %s", a, b);
	scale_format_count((double)point->n, a);
	buf_addf(&lines[2], "%s %s%s", a, words_what(frame->chart),
		 point->n == 1 ? "" : "s");
}

static void draw_cell(struct frame *frame, const struct point *point,
		      const struct box *cell)
{
	struct buf lines[3] = { BUF_INIT, BUF_INIT, BUF_INIT };

	draw_fill(frame->draw, cell, theme_heat(point->share));
	make_lines(frame, point, lines);
	for (int i = 0; i < 3; i++) {
		const struct frame_text how = {
			i ? THEME_SMALL_PT : THEME_TITLE_PT,
			i == 0,
			theme_on_heat(point->share),
			0.5,
			0.5,
		};

		frame_put(frame, lines[i].data, &how, cell->x + cell->width / 2,
			  cell->y + cell->height / 2 + (i - 0.9) * LINE);
		buf_release(&lines[i]);
	}
}

static void draw_name(struct frame *frame, const char *text,
		      const struct box *box, enum text_align align)
{
	const struct draw_text how = {
		{ THEME_SMALL_PT, false, box->width, NAME_LINES, align },
		theme_ink,
		false,
	};
	struct text_size size = draw_measure(frame->draw, text, &how.style);

	draw_text(frame->draw, text, &how, box->x,
		  box->y + fmax(0, box->height - size.height_pt) / 2);
}

static void draw_row(struct frame *frame, const struct matrix *matrix,
		     size_t at)
{
	const struct point_series *series = &frame->points->series[at];
	const double y = matrix->box.y + (double)at * matrix->height;
	const struct box name = { frame->page.left.x, y,
				  frame->page.left.width - LAYOUT_GAP,
				  matrix->height };
	struct buf text = BUF_INIT;

	words_points(frame->chart, series, &text);
	draw_name(frame, text.data, &name, TEXT_RIGHT);
	buf_release(&text);
	for (size_t i = 0; i < series->n_points; i++) {
		const struct box cell = { matrix->box.x +
						  (double)i * matrix->width,
					  y, matrix->width - CELL_GAP,
					  matrix->height - CELL_GAP };

		if (!isnan(series->points[i].share))
			draw_cell(frame, &series->points[i], &cell);
	}
}

static void draw_heads(struct frame *frame, const struct matrix *matrix)
{
	const struct point_series *first = &frame->points->series[0];

	for (size_t i = 0; i < first->n_points; i++) {
		const struct box head = { matrix->box.x +
						  (double)i * matrix->width,
					  frame->page.plot.y,
					  matrix->width - CELL_GAP,
					  HEAD_HEIGHT };
		struct buf text = BUF_INIT;

		text_clean(first->points[i].label, &text);
		draw_name(frame, text.data, &head, TEXT_CENTRE);
		buf_release(&text);
	}
}

void matrix_draw(struct frame *frame)
{
	struct matrix matrix = {
		.n_rows = frame->points->n_series,
		.n_columns = n_columns_of(frame->points),
	};
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };

	frame_begin(frame, NAME_WIDTH, 0);
	matrix.box = frame->page.plot;
	matrix.box.y += HEAD_HEIGHT;
	matrix.box.height = fmax(1, matrix.box.height - HEAD_HEIGHT);
	matrix.width = matrix.box.width / (double)matrix.n_columns;
	matrix.height =
		fmin(ROW_MAX, matrix.box.height / (double)matrix.n_rows);
	frame_put(frame, frame->chart->axis, &how, frame->page.plot.x,
		  frame->page.plot.y - 6);
	draw_heads(frame, &matrix);
	for (size_t i = 0; i < matrix.n_rows; i++)
		draw_row(frame, &matrix, i);
}
