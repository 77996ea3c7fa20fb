/* SPDX-License-Identifier: MIT */
/*
 *	 name       |  |##|##|//|    # 40 %
 *	 next name  |  |  |##|  |    # 20 %
 *	            2024   2025        0 %
 */
#include "plots/heat.h"

#include <math.h>

#include "audit/base/buf.h"
#include "plots/axis.h"
#include "plots/curve.h"
#include "plots/scale.h"
#include "plots/words.h"

/* Changes that a cell needs to have a colour. */
enum { HEAT_ENOUGH = 5 };

enum {
	NAME_WIDTH_MAX = 170,
	TEXT_GAP = 6,
	ROW_MIN = 11, /* points; what does not fit is left out */
	LEGEND_WIDTH = 10,
	LEGEND_HEIGHT_MAX = 160,
	LEGEND_STEPS = 40,
	CELL_GAP = 1,
};

/* What all cells share. */
struct heat {
	struct scale scale; /* of shares; its points are of the legend */
	size_t n_rows;
	double row_height;
	double names, ticks; /* widths */
};

static bool is_enough(const struct series *series, size_t period)
{
	return series->cells[period].base >= HEAT_ENOUGH;
}

static double max_share(const struct frame *frame, size_t n_rows)
{
	double max = 0;

	for (size_t i = 0; i < n_rows; i++)
		for (size_t k = 0; k < frame->set->n_periods; k++)
			if (is_enough(&frame->set->series[i], k))
				max = fmax(max,
					   series_share(frame->set,
							&frame->set->series[i],
							k));
	return max > 0 ? max : 0.01;
}

static void measure(struct frame *frame, struct heat *heat)
{
	for (size_t i = 0; i < frame->set->n_series; i++) {
		struct buf name = BUF_INIT;

		words_series(frame->chart, &frame->set->series[i], &name);
		heat->names = fmax(heat->names,
				   1 + frame_text_width(frame, name.data,
							THEME_SMALL_PT, false));
		buf_release(&name);
	}
	heat->names = fmin(heat->names, NAME_WIDTH_MAX);
	heat->ticks = frame_text_width(frame, "100 %", THEME_SMALL_PT, false);
}

static void draw_number(struct frame *frame, double share,
			const struct box *cell, struct colour colour)
{
	const struct frame_text how = { THEME_TINY_PT, false, colour, 0.5,
					0.5 };
	char text[SCALE_TEXT_MAX];

	scale_format_share(share, text);
	if (frame_text_width(frame, text, THEME_TINY_PT, false) <=
		    cell->width - 2 &&
	    cell->height >= THEME_TINY_PT + 3)
		frame_put(frame, text, &how, cell->x + cell->width / 2,
			  cell->y + cell->height / 2);
}

static void draw_cell(struct frame *frame, const struct heat *heat,
		      const struct series *series, size_t period, double y)
{
	const double gap = frame->pitch > 4 ? CELL_GAP : 0;
	const struct box cell = { frame_x(frame, period), y, frame->pitch - gap,
				  heat->row_height - 1 };
	const double share = series_share(frame->set, series, period);
	const double part = share / heat->scale.data_hi;

	if (!curve_has_data(series, period))
		return;
	if (!is_enough(series, period)) {
		draw_hatch(frame->draw, &cell, theme_grid);
		return;
	}
	draw_fill(frame->draw, &cell, theme_heat(part));
	draw_number(frame, share, &cell, theme_on_heat(part));
}

static void draw_row(struct frame *frame, const struct heat *heat, size_t at)
{
	const struct series *series = &frame->set->series[at];
	const double y = frame->page.plot.y + heat->row_height * (double)at;
	const struct draw_text how = {
		{ THEME_SMALL_PT, false, heat->names, 1, TEXT_RIGHT },
		theme_ink,
		false,
	};
	struct buf name = BUF_INIT;
	struct text_size size;

	for (size_t i = 0; i < frame->set->n_periods; i++)
		draw_cell(frame, heat, series, i, y);
	words_series(frame->chart, series, &name);
	size = draw_measure(frame->draw, name.data, &how.style);
	draw_text(frame->draw, name.data, &how, frame->page.left.x,
		  y + (heat->row_height - size.height_pt) / 2);
	buf_release(&name);
}

static void draw_legend(struct frame *frame, struct heat *heat)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					0.5 };
	const struct box *plot = &frame->page.plot;
	const double x = plot->x + plot->width + LAYOUT_GAP;
	const double height = fmin(plot->height, LEGEND_HEIGHT_MAX);
	const double step = height / LEGEND_STEPS;

	heat->scale.at_lo = plot->y + height;
	heat->scale.at_hi = plot->y;
	for (int i = 0; i < LEGEND_STEPS; i++) {
		const struct box box = { x, plot->y + height - step * (i + 1),
					 LEGEND_WIDTH, step + 0.5 };

		draw_fill(frame->draw, &box,
			  theme_heat((i + 0.5) / LEGEND_STEPS));
	}
	for (int i = 0; i < scale_n_ticks(&heat->scale); i++) {
		const double value = scale_tick(&heat->scale, i);
		char text[SCALE_TEXT_MAX];

		scale_format_percent_tick(value, heat->scale.step, text);
		frame_put(frame, text, &how, x + LEGEND_WIDTH + 4,
			  scale_at(&heat->scale, value));
	}
}

static void draw_header(struct frame *frame, const struct heat *heat)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };
	const size_t n_gone = frame->set->n_series - heat->n_rows;
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s; hatched: fewer than %d changes",
		 frame->chart->axis, HEAT_ENOUGH);
	if (n_gone)
		buf_addf(&text, "; %zu more %ss have no room", n_gone,
			 frame->chart->thing);
	frame_put(frame, text.data, &how, frame->page.plot.x,
		  frame->page.plot.y - TEXT_GAP);
	buf_release(&text);
}

void heat_draw(struct frame *frame)
{
	const size_t n_series = frame->set->n_series;
	struct heat heat = { 0 };
	double left;

	measure(frame, &heat);
	left = fmax(heat.names, axis_strip_width(frame)) + LAYOUT_GAP;
	frame_begin(frame, left, LEGEND_WIDTH + heat.ticks + 2 * LAYOUT_GAP);
	heat.n_rows = (size_t)fmax(1, frame->page.plot.height / ROW_MIN);
	heat.n_rows = heat.n_rows < n_series ? heat.n_rows : n_series;
	heat.row_height = frame->page.plot.height / (double)heat.n_rows;
	heat.names = left - LAYOUT_GAP;
	scale_from_zero(&heat.scale, max_share(frame, heat.n_rows), 6, 0);
	draw_header(frame, &heat);
	draw_legend(frame, &heat);
	for (size_t i = 0; i < heat.n_rows; i++)
		draw_row(frame, &heat, i);
	frame_axis(frame);
}
