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
#include "plots/curve.h"
#include "plots/marks.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	LANE_HEIGHT = 12,
	FLAG_GAP = 3,         /* points between a mark's name and its line */
	FLAG_WIDTH_MAX = 120, /* of a name; longer ones are cut */
	VALUE_LINE = 13,      /* points from line to line beside the curve */
	VALUE_LINES = 4,
};

/* A mark with its place. */
struct flag {
	const struct mark *mark;
	double x;
};

/* The period whose values stand beside the curve. */
static size_t named_period(const struct series_set *set)
{
	size_t i = series_last_whole(set);

	if (i < set->n_periods)
		return i;
	while (i > 1 && !set->totals[i - 1])
		i--;
	return i - 1;
}

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

static struct draw_text flag_text(void)
{
	return (struct draw_text){
		{ THEME_SMALL_PT, false, FLAG_WIDTH_MAX, 1, TEXT_RIGHT },
		theme_ink,
		false,
	};
}

static double flag_width(struct frame *frame, const struct mark *mark)
{
	double width =
		frame_text_width(frame, mark->name, THEME_SMALL_PT, false);

	return fmin(width + 1, FLAG_WIDTH_MAX);
}

static double widest_flag(struct frame *frame)
{
	double width = 0;

	for (size_t i = 0; i < frame->marks->n; i++)
		width = fmax(width, flag_width(frame, &frame->marks->items[i]));
	return width + FLAG_GAP;
}

/* Where a moment stands on the axis; outside of the plot if not on it. */
static double x_of(const struct frame *frame, int64_t at)
{
	const struct series_set *set = frame->set;
	int64_t index = period_at(set->unit, at);
	double start = (double)period_start(set->unit, index);
	double end = (double)period_start(set->unit, index + 1);
	double i = (double)(index - set->first);

	return frame->page.plot.x +
	       frame->pitch * (i + ((double)at - start) / (end - start));
}

static void draw_flag(struct frame *frame, const struct flag *flag, double y,
		      double bottom)
{
	const struct draw_text how = flag_text();
	static const double dashes[] = { 2, 2 };
	const struct draw_stroke thin = { theme_axis, 0.6, dashes, 2 };
	const struct draw_point line[] = { { flag->x, y + 1 },
					   { flag->x, bottom } };

	draw_line(frame->draw, line, 2, &thin);
	draw_text(frame->draw, flag->mark->name, &how,
		  flag->x - FLAG_GAP - FLAG_WIDTH_MAX, y);
}

/* The marks that stand on the axis; as many of them as flags has room for. */
static size_t make_flags(struct frame *frame, struct flag *flags,
			 struct layout_flag *places)
{
	const struct box *plot = &frame->page.plot;
	size_t n = 0;

	for (size_t i = 0; i < frame->marks->n; i++) {
		const struct mark *mark = &frame->marks->items[i];
		double x = x_of(frame, mark->at);

		if (x < plot->x || x > plot->x + plot->width)
			continue;
		flags[n] = (struct flag){ mark, x };
		places[n++] = (struct layout_flag){
			x, flag_width(frame, mark) + 2 * FLAG_GAP, 0
		};
	}
	return n;
}

/* Draw the marks at the top of the plot; what remains of it goes to box. */
static void draw_flags(struct frame *frame, struct box *box_out)
{
	struct flag flags[MARKS_MAX];
	struct layout_flag places[MARKS_MAX];
	size_t n = make_flags(frame, flags, places);
	size_t n_lanes = layout_flags(places, n);
	struct box box = frame->page.plot;
	double height = fmin(box.height / 2, (double)n_lanes * LANE_HEIGHT);

	for (size_t i = 0; i < n; i++)
		draw_flag(frame, &flags[i],
			  box.y + height -
				  (double)(places[i].lane + 1) * LANE_HEIGHT,
			  box.y + box.height);
	box.y += height;
	box.height -= height;
	*box_out = box;
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
	size_t named = named_period(set);
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
	double share = series_share(set, &set->series[0], named_period(set));
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
	double ticks = frame_text_width(frame, "changes per quarter",
					THEME_TINY_PT, false);
	struct curve_area area;
	struct box box;

	make_value(frame, lines);
	frame->counted = &frame->set->series[0];
	frame_begin(frame, fmax(ticks + LAYOUT_GAP, widest_flag(frame)),
		    value_width(frame, lines) + LAYOUT_GAP);
	put_header(frame);
	draw_flags(frame, &box);
	curve_area_init(&area, box, top_of(frame));
	curve_area_ticks(frame, &area);
	draw_share(frame, &area);
	put_value(frame, &area, lines);
	frame_axis(frame);
	for (int i = 0; i < VALUE_LINES; i++)
		buf_release(&lines[i]);
}
