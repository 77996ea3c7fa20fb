/* SPDX-License-Identifier: MIT */
/*
 *	              Claude |
 *	     aider |         |
 *	 4 % |     |      .--|-o       2.5 %
 *	     |     |  .--' __|--       1.9 to 3.3 %
 *	 0 % |_____|-=____/__|___
 *	      2024     2025
 *	        0   2    9    49
 *	      812 903  871  1,946
 */
#include "plots/share.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "plots/axis.h"
#include "plots/curve.h"
#include "plots/flags.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	VALUE_LINE = 13, /* points from line to line beside the curve */
	VALUE_LINES = 4,
};

/*
 * Where the scale must end, to show the intervals of whole periods unless
 * they are very wide.  A share of nothing lies low in the plot.
 */
static double top_of(const struct frame *frame)
{
	const struct series *series = &frame->set->series[0];
	double max = 0, high = 0;

	for (size_t i = 0; i < frame->set->n_periods; i++) {
		max = fmax(max, series_share(frame->set, series, i));
		if (curve_has_data(series, i) && !frame_is_cut(frame, i))
			high = fmax(high, series->cells[i].high);
	}
	return max > 0 ? fmax(max, fmin(high, 4 * max)) : fmin(1, 4 * high);
}

static void put_header(struct frame *frame)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s; shaded: 95 %% Wilson interval",
		 frame->chart->axis);
	frame_put(frame, text.data, &how, frame->page.plot.x,
		  frame->page.plot.y - TEXT_GAP);
	buf_release(&text);
}

/* "in 2026-Q2", "2.5 %", "1.9 % to 3.3 %", "49 of 1,946" */
static void make_value(const struct frame *frame, struct buf *lines)
{
	const struct series_set *set = frame->set;
	const struct series *series = &set->series[0];
	size_t named = series_named(set);
	const struct series_cell *cell = &series->cells[named];
	char text[PERIOD_TEXT_MAX];
	char low[SCALE_TEXT_MAX], high[SCALE_TEXT_MAX];

	period_format(set->unit, set->first + (int64_t)named, text);
	buf_addf(&lines[0], "in %s%s", text,
		 frame_is_cut(frame, named) ? " (not whole)" : "");
	scale_format_share(series_share(set, series, named), low);
	buf_add_str(&lines[1], low);
	scale_format_share(cell->low, low);
	scale_format_share(cell->high, high);
	buf_addf(&lines[2], "%s to %s", low, high);
	scale_format_count((double)cell->value, low);
	scale_format_count((double)set->totals[named], high);
	buf_addf(&lines[3], "%s of %s", low, high);
}

static double value_width(struct frame *frame, const struct buf *lines)
{
	double width = 0;

	for (int i = 0; i < VALUE_LINES; i++)
		width = fmax(width, frame_text_width(frame, lines[i].data,
						     THEME_SMALL_PT, i == 1));
	return width;
}

static void put_value(struct frame *frame, const struct curve_area *area,
		      const struct buf *lines)
{
	const struct series_set *set = frame->set;
	double share = series_share(set, &set->series[0], series_named(set));
	double middle = layout_inside(
		scale_at(&area->scale, share), VALUE_LINES * VALUE_LINE,
		frame->page.plot.y, area->box.y + area->box.height);

	for (int i = 0; i < VALUE_LINES; i++) {
		const struct frame_text how = { THEME_SMALL_PT, i == 1,
						i == 1 ? theme_ink : theme_soft,
						0, 0.5 };

		frame_put(frame, lines[i].data, &how,
			  frame->page.right.x + LAYOUT_GAP,
			  middle + (i - (VALUE_LINES - 1) / 2.0) * VALUE_LINE);
	}
}

static void draw_share(struct frame *frame, const struct curve_area *area)
{
	struct curve curve;

	curve_init(&curve, frame, area, 0);
	curve_draw_bands(frame, &curve);
	curve_draw(frame, &curve);
	curve_release(&curve);
}

void share_draw(struct frame *frame)
{
	struct buf lines[VALUE_LINES] = { BUF_INIT, BUF_INIT, BUF_INIT,
					  BUF_INIT };
	double ticks = axis_strip_width(frame);
	struct curve_area area;
	struct box box;

	make_value(frame, lines);
	frame->counted = &frame->set->series[0];
	frame_begin(frame, fmax(ticks + LAYOUT_GAP, flags_width(frame)),
		    value_width(frame, lines) + LAYOUT_GAP);
	put_header(frame);
	flags_draw(frame, &box);
	curve_area_init(&area, box, top_of(frame));
	curve_area_ticks(frame, &area);
	draw_share(frame, &area);
	put_value(frame, &area, lines);
	frame_axis(frame);
	for (int i = 0; i < VALUE_LINES; i++)
		buf_release(&lines[i]);
}
