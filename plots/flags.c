/* SPDX-License-Identifier: MIT */
/*
 *	               tiered |
 *	 ban |                |
 *	     |                |
 */
#include "plots/flags.h"

#include <math.h>

#include "plots/marks.h"

enum {
	LANE_HEIGHT = 12,
	FLAG_GAP = 3,         /* points between a mark's name and its line */
	FLAG_WIDTH_MAX = 120, /* of a name; longer ones are cut */
};

/* A mark with its place. */
struct flag {
	const struct mark *mark;
	double x;
};

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

double flags_width(struct frame *frame)
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

void flags_draw(struct frame *frame, struct box *box_out)
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
