/* SPDX-License-Identifier: MIT */
/*
 *	 name      |      |--o--|          46 % of 120
 *	 next name |   |-----o-----|       39 % of 33
 *	           0 %   20 %   40 %
 */
#include "plots/dots.h"

#include <math.h>

#include "audit/base/buf.h"
#include "plots/scale.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	NAME_WIDTH_MAX = 250,
	ROW_MIN = 11,
	ROW_MAX = 26,
	DOT_SIZE = 6,
	CAP = 3, /* half the height of an interval's end */
	TICK_ROOM = 40,
	WIDE = 4,     /* times the largest share */
	AROUND = 150, /* points for title, axis and caption */
};

double dots_height(size_t n_rows)
{
	return AROUND + ROW_MAX * (double)n_rows;
}

static double widest_name(struct frame *frame)
{
	double width = 0;

	for (size_t i = 0; i < frame->points->n_series; i++) {
		struct buf text = BUF_INIT;

		words_points(frame->chart, &frame->points->series[i], &text);
		width = fmax(width, frame_text_width(frame, text.data,
						     THEME_SMALL_PT, false));
		buf_release(&text);
	}
	return fmin(width + 1, NAME_WIDTH_MAX);
}

/* "46 % of 1,234" */
static void format_value(const struct point *point, struct buf *out)
{
	char share[SCALE_TEXT_MAX], n[SCALE_TEXT_MAX];

	scale_format_share(point->share, share);
	scale_format_count((double)point->n, n);
	buf_addf(out, "%s of %s", share, n);
}

static double widest_value(struct frame *frame)
{
	double width = 0;

	for (size_t i = 0; i < frame->points->n_series; i++) {
		struct buf text = BUF_INIT;

		format_value(&frame->points->series[i].points[0], &text);
		width = fmax(width, frame_text_width(frame, text.data,
						     THEME_SMALL_PT, false));
		buf_release(&text);
	}
	return width;
}

/*
 * The scale ends at the first round value above all shares, and above all
 * intervals but those that are very wide: these are cut off.
 */
static struct scale make_scale(const struct frame *frame)
{
	const struct box *plot = &frame->page.plot;
	double max = 0, high = 0;
	struct scale scale;

	for (size_t i = 0; i < frame->points->n_series; i++) {
		const struct point *point = &frame->points->series[i].points[0];

		max = fmax(max, point->share);
		high = fmax(high, point->high);
	}
	if (max > 0)
		high = fmax(max, fmin(high, WIDE * max));
	scale_from_zero(&scale, fmin(high, 1),
			(int)fmax(3, fmin(11, plot->width / TICK_ROOM)), 0);
	scale.at_lo = plot->x;
	scale.at_hi = plot->x + plot->width;
	return scale;
}

static void draw_ticks(struct frame *frame, const struct scale *scale,
		       double bottom)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0.5,
					0 };

	for (int i = 0; i < scale_n_ticks(scale); i++) {
		const struct draw_stroke stroke = { i ? theme_grid : theme_axis,
						    0.8, NULL, 0 };
		double value = scale_tick(scale, i);
		double x = scale_at(scale, value);
		const struct draw_point points[] = { { x, frame->page.plot.y },
						     { x, bottom } };
		char text[SCALE_TEXT_MAX];

		scale_format_percent_tick(value, scale->step, text);
		draw_line(frame->draw, points, 2, &stroke);
		frame_put(frame, text, &how, x, bottom + 4);
	}
}

static void draw_interval(struct frame *frame, const struct scale *scale,
			  const struct point *point, double y)
{
	const struct draw_stroke stroke = { theme_bar, 1.2, NULL, 0 };
	double low = scale_at(scale, point->low);
	const bool is_cut = point->high > scale->data_hi;
	double high = scale_at(scale, fmin(point->high, scale->data_hi));
	const struct draw_point line[] = { { low, y }, { high, y } };
	const struct draw_point left[] = { { low, y - CAP }, { low, y + CAP } };
	const struct draw_point right[] = { { high, y - CAP },
					    { high, y + CAP } };
	const struct draw_point dot = { scale_at(scale, point->share), y };

	draw_line(frame->draw, line, 2, &stroke);
	draw_line(frame->draw, left, 2, &stroke);
	if (!is_cut)
		draw_line(frame->draw, right, 2, &stroke);
	draw_marker(frame->draw, dot, THEME_CIRCLE, DOT_SIZE, theme_bar);
}

static void draw_row(struct frame *frame, const struct scale *scale, size_t at,
		     double y)
{
	const struct point_series *series = &frame->points->series[at];
	const struct frame_text value = { THEME_SMALL_PT, false, theme_ink, 0,
					  0.5 };
	double width = frame->page.left.width - TEXT_GAP;
	const struct draw_text name = {
		{ THEME_SMALL_PT, false, width, 1, TEXT_RIGHT },
		theme_ink,
		false,
	};
	struct buf text = BUF_INIT;
	struct text_size size;

	words_points(frame->chart, series, &text);
	size = draw_measure(frame->draw, text.data, &name.style);
	draw_text(frame->draw, text.data, &name, frame->page.left.x,
		  y - size.height_pt / 2);
	draw_interval(frame, scale, &series->points[0], y);
	buf_clear(&text);
	format_value(&series->points[0], &text);
	frame_put(frame, text.data, &value, frame->page.right.x + LAYOUT_GAP,
		  y);
	buf_release(&text);
}

static void draw_header(struct frame *frame, size_t n_gone)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };
	const struct box *plot = &frame->page.plot;
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s, with 95 %% interval", frame->chart->axis);
	if (n_gone)
		buf_addf(&text, "; the %zu %ss with most changes of %zu",
			 frame->points->n_series, frame->chart->thing,
			 frame->points->n_series + n_gone);
	frame_put(frame, text.data, &how, plot->x, plot->y - TEXT_GAP);
	buf_release(&text);
}

void dots_draw(struct frame *frame)
{
	size_t n_gone = 0, max;
	struct scale scale;
	double row;

	frame_begin(frame, widest_name(frame) + TEXT_GAP,
		    widest_value(frame) + LAYOUT_GAP);
	max = (size_t)fmax(1, frame->page.plot.height / ROW_MIN);
	if (!frame->chart->is_ordered)
		n_gone = points_keep_largest(frame->points, max);
	row = fmin(ROW_MAX,
		   frame->page.plot.height / (double)frame->points->n_series);
	scale = make_scale(frame);
	draw_header(frame, n_gone);
	draw_ticks(frame, &scale,
		   frame->page.plot.y + row * (double)frame->points->n_series);
	for (size_t i = 0; i < frame->points->n_series; i++)
		draw_row(frame, &scale, i,
			 frame->page.plot.y + row * ((double)i + 0.5));
}
