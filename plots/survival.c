/* SPDX-License-Identifier: MIT */
/*
 *	100 % |\_
 *	      |  \__.___   --- block   43 %
 *	   0 %|_____'_____ -.- tcg     21 %
 *	      0   1 year 2
 *	 block 120   60   12    numbers at risk
 *	   tcg  80   31    4
 */
#include "plots/survival.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "plots/scale.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	LEADER_WIDTH = 16,
	SAMPLE_WIDTH = 26,
	LEFT_NAME_MAX = 110,
	NAME_WIDTH_MAX = 170,
	LABEL_HEIGHT = 14,
	TABLE_ROW = 11,
	NUMBER_HALF = 20, /* of a number below the first tick */
	TABLE_PAD = 6,
	TICK_ROOM = 60, /* points between labels of the axis of days */
	N_SHADED = 4,   /* more bands on each other cannot be read */
	YEAR = 365,
};

/* The plot, with its two scales. */
struct area {
	struct box box;
	struct scale days, shares;
	int64_t tick; /* days between two labels */
};

int64_t survival_tick_days(int64_t n_days, int max_ticks)
{
	static const int64_t table[] = { 1,   7,    30,       90,
					 180, YEAR, 2 * YEAR, 5 * YEAR };
	int64_t factor = 1;

	for (;; factor *= 10)
		for (size_t i = factor == 1 ? 0 : 5;
		     i < sizeof(table) / sizeof(*table); i++)
			if (n_days <= table[i] * factor * max_ticks)
				return table[i] * factor;
}

/* Series look alike only after eight; the rest is grey. */
static const struct theme_series *look_of(const struct frame *frame, size_t i)
{
	enum { GREY = 7 };

	return theme_series(frame->points->series[i].name ? 1 + i % (GREY - 1)
							  : GREY);
}

static struct draw_stroke stroke_of(const struct theme_series *look)
{
	return (struct draw_stroke){ look->colour, look->width,
				     look->n_dashes ? look->dashes : NULL,
				     look->n_dashes };
}

static int64_t last_day(const struct points_set *set)
{
	int64_t last = 1;

	for (size_t i = 0; i < set->n_series; i++) {
		const struct point *point =
			points_at(&set->series[i], INT64_MAX);

		last = point->x > last ? point->x : last;
	}
	return last;
}

static void area_init(struct area *area, const struct frame *frame)
{
	int64_t last = last_day(frame->points);
	struct box box = frame->page.plot;

	area->box = box;
	scale_from_zero(&area->shares, 1, 6, 0);
	area->shares.at_lo = box.y + box.height;
	area->shares.at_hi = box.y;
	area->tick =
		survival_tick_days(last, (int)fmax(1, box.width / TICK_ROOM));
	area->days = (struct scale){ 0, (double)last, box.x, box.x + box.width,
				     (double)area->tick };
}

static void draw_shares(struct frame *frame, const struct area *area)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 1,
					0.5 };

	for (int i = 0; i < scale_n_ticks(&area->shares); i++) {
		const struct draw_stroke stroke = { i ? theme_grid : theme_axis,
						    0.8, NULL, 0 };
		double value = scale_tick(&area->shares, i);
		double y = scale_at(&area->shares, value);
		const struct draw_point points[] = {
			{ area->box.x, y }, { area->box.x + area->box.width, y }
		};
		char text[SCALE_TEXT_MAX];

		scale_format_percent_tick(value, area->shares.step, text);
		draw_line(frame->draw, points, 2, &stroke);
		frame_put(frame, text, &how, area->box.x - TEXT_GAP, y);
	}
}

/* "0", "90 days", "1 year", "2 years" */
static void format_day(int64_t day, int64_t tick, char out[SCALE_TEXT_MAX])
{
	int64_t n = tick < YEAR ? day : day / YEAR;
	const char *unit = tick < YEAR ? "day" : "year";

	if (!n)
		snprintf(out, SCALE_TEXT_MAX, "0");
	else
		snprintf(out, SCALE_TEXT_MAX, "%" PRId64 " %s%s", n, unit,
			 n == 1 ? "" : "s");
}

/* A label at the edge is pushed inside the page. */
static double label_x(struct frame *frame, const char *text, double size_pt,
		      double x)
{
	double width = frame_text_width(frame, text, size_pt, false);

	return layout_inside(x, width, LAYOUT_MARGIN,
			     frame->width - LAYOUT_MARGIN);
}

static void draw_days(struct frame *frame, const struct area *area)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0.5,
					0 };
	const struct draw_stroke stroke = { theme_axis, 0.8, NULL, 0 };
	double y = area->box.y + area->box.height;

	for (int64_t day = 0; day <= (int64_t)area->days.data_hi;
	     day += area->tick) {
		double x = scale_at(&area->days, (double)day);
		const struct draw_point tick[] = { { x, y }, { x, y + 3 } };
		char text[SCALE_TEXT_MAX];

		format_day(day, area->tick, text);
		draw_line(frame->draw, tick, 2, &stroke);
		frame_put(frame, text, &how,
			  label_x(frame, text, THEME_SMALL_PT, x), y + 4);
	}
}

/* The points of a series that are known, as places on the page. */
struct curve {
	struct draw_point *mid, *low, *high; /* owned */
	size_t n;
};

static void curve_init(struct curve *curve, const struct area *area,
		       const struct point_series *series)
{
	curve->mid = xcalloc(series->n_points, sizeof(*curve->mid));
	curve->low = xcalloc(series->n_points, sizeof(*curve->low));
	curve->high = xcalloc(series->n_points, sizeof(*curve->high));
	curve->n = 0;
	for (size_t i = 0; i < series->n_points; i++) {
		const struct point *point = &series->points[i];
		double x = scale_at(&area->days, (double)point->x);
		size_t n = curve->n;

		if (isnan(point->share))
			continue;
		curve->mid[n] =
			(struct draw_point){ x, scale_at(&area->shares,
							 point->share) };
		curve->low[n] = (struct draw_point){ x, scale_at(&area->shares,
								 point->low) };
		curve->high[n] =
			(struct draw_point){ x, scale_at(&area->shares,
							 point->high) };
		curve->n++;
	}
}

static void curve_release(struct curve *curve)
{
	free(curve->mid);
	free(curve->low);
	free(curve->high);
}

/* One point is no line: it gets a mark. */
static void draw_curve(struct frame *frame, const struct area *area, size_t at,
		       bool band)
{
	const struct theme_series *look = look_of(frame, at);
	const struct draw_stroke stroke = stroke_of(look);
	struct curve curve;

	curve_init(&curve, area, &frame->points->series[at]);
	if (band)
		draw_band(frame->draw, curve.high, curve.low, curve.n,
			  theme_faded(look->colour, 0.14));
	else if (curve.n == 1)
		draw_marker(frame->draw, curve.mid[0], look->marker, 5,
			    look->colour);
	else
		draw_line(frame->draw, curve.mid, curve.n, &stroke);
	curve_release(&curve);
}

static double end_of(const struct point_series *series)
{
	return points_at(series, INT64_MAX)->share;
}

static void draw_label(struct frame *frame, size_t at, double value_width,
		       const struct layout_label *label)
{
	const struct point_series *series = &frame->points->series[at];
	const struct theme_series *look = look_of(frame, at);
	const struct draw_stroke stroke = stroke_of(look);
	const struct draw_stroke thin = { theme_axis, 0.5, NULL, 0 };
	const struct frame_text value = { THEME_SMALL_PT, false, theme_ink, 1,
					  0.5 };
	const struct draw_text name = {
		{ THEME_SMALL_PT, false, NAME_WIDTH_MAX, 1, TEXT_LEFT },
		theme_ink,
		false,
	};
	double x = frame->page.right.x + LEADER_WIDTH;
	const struct draw_point leader[] = {
		{ frame->page.right.x + 1, label->wanted },
		{ x - 4, label->middle },
	};
	char share[SCALE_TEXT_MAX];
	struct buf text = BUF_INIT;
	struct text_size size;

	draw_line(frame->draw, leader, 2, &thin);
	scale_format_share(end_of(series), share);
	x += value_width;
	frame_put(frame, share, &value, x, label->middle);
	x += TEXT_GAP;
	draw_line(frame->draw,
		  (const struct draw_point[]){
			  { x, label->middle },
			  { x + SAMPLE_WIDTH, label->middle } },
		  2, &stroke);
	words_points(frame->chart, series, &text);
	size = draw_measure(frame->draw, text.data, &name.style);
	draw_text(frame->draw, text.data, &name, x + SAMPLE_WIDTH + TEXT_GAP,
		  label->middle - size.height_pt / 2);
	buf_release(&text);
}

static void draw_labels(struct frame *frame, const struct area *area,
			double value_width)
{
	const struct points_set *set = frame->points;
	struct layout_label *labels = xcalloc(set->n_series, sizeof(*labels));

	for (size_t i = 0; i < set->n_series; i++) {
		labels[i].wanted =
			scale_at(&area->shares, end_of(&set->series[i]));
		labels[i].size = LABEL_HEIGHT;
	}
	layout_spread(labels, set->n_series, area->box.y,
		      area->box.y + area->box.height + LABEL_HEIGHT / 2.0);
	for (size_t i = 0; i < set->n_series; i++)
		if (labels[i].shown)
			draw_label(frame, i, value_width, &labels[i]);
	free(labels);
}

/* The number that was followed to a day, or 0 behind the last row. */
static int64_t at_risk(const struct point_series *series, int64_t day)
{
	for (size_t i = 0; i < series->n_points; i++)
		if (series->points[i].x >= day)
			return series->points[i].n;
	return 0;
}

static void draw_left_name(struct frame *frame, const char *name, double y)
{
	const struct draw_text how = {
		{ THEME_TINY_PT, false, LEFT_NAME_MAX, 1, TEXT_RIGHT },
		theme_soft,
		false,
	};

	draw_text(frame->draw, name, &how,
		  frame->page.plot.x - NUMBER_HALF - LEFT_NAME_MAX, y);
}

static void draw_table_row(struct frame *frame, const struct area *area,
			   size_t at, double y)
{
	const struct frame_text how = { THEME_TINY_PT, false, theme_soft, 0.5,
					0 };
	const struct point_series *series = &frame->points->series[at];
	struct buf name = BUF_INIT;

	words_points(frame->chart, series, &name);
	draw_left_name(frame, name.data, y);
	buf_release(&name);
	for (int64_t day = 0; day <= (int64_t)area->days.data_hi;
	     day += area->tick) {
		char text[SCALE_TEXT_MAX];

		scale_format_count((double)at_risk(series, day), text);
		frame_put(frame, text, &how,
			  label_x(frame, text, THEME_TINY_PT,
				  scale_at(&area->days, (double)day)),
			  y);
	}
}

static void draw_table(struct frame *frame, const struct area *area)
{
	const struct frame_text how = { THEME_TINY_PT, true, theme_soft, 1, 0 };
	double y = frame->page.strip.y + TABLE_PAD;

	frame_put(frame, "followed so long", &how,
		  frame->page.plot.x - NUMBER_HALF, y);
	for (size_t i = 0; i < frame->points->n_series; i++)
		draw_table_row(frame, area, i, y + (double)(i + 1) * TABLE_ROW);
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

static void draw_header(struct frame *frame)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };
	const struct box *plot = &frame->page.plot;
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s; shaded: 95 %% interval%s", frame->chart->axis,
		 frame->points->n_series > N_SHADED ? " of the first four"
						    : "");
	frame_put(frame, text.data, &how, plot->x, plot->y - TEXT_GAP);
	frame_put(frame, "at the end", &how, frame->page.right.x + LEADER_WIDTH,
		  plot->y - TEXT_GAP);
	buf_release(&text);
}

void survival_draw(struct frame *frame)
{
	size_t n = frame->points->n_series;
	double values =
		frame_text_width(frame, ">99.9 %", THEME_SMALL_PT, false);
	struct area area;

	frame->strip.height = (double)(n + 1) * TABLE_ROW + 2 * TABLE_PAD;
	frame_begin(frame, LEFT_NAME_MAX + NUMBER_HALF,
		    LEADER_WIDTH + values + SAMPLE_WIDTH + 2 * TEXT_GAP +
			    widest_name(frame));
	area_init(&area, frame);
	draw_header(frame);
	draw_shares(frame, &area);
	draw_days(frame, &area);
	for (size_t i = 0; i < n && i < N_SHADED; i++)
		draw_curve(frame, &area, i, true);
	for (size_t i = n; i > 0; i--)
		draw_curve(frame, &area, i - 1, false);
	draw_labels(frame, &area, values);
	draw_table(frame, &area);
}
