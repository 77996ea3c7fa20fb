/* SPDX-License-Identifier: MIT */
/*
 *	100 % |--.__.--o--\
 *	      |     __,-o--  96 %  --o-- Signed-off-by
 *	   0 %|___________   12 %  --x-- Acked-by
 *	  the main series alone
 *	   2 %|       .-'
 *	   0 %|______/____
 *	      2024   2025
 */
#include "plots/lines.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "plots/scale.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	TICK_ROOM = 24,
	ZOOM_GAP = 24,
	LEADER_WIDTH = 16,
	SAMPLE_WIDTH = 26,
	NAME_WIDTH_MAX = 170,
	MARKER_SIZE = 5,
	MARKER_ROOM = 22, /* points from one marker to the next, at least */
	LABEL_HEIGHT = 14,
	NARROW = 5,   /* points: periods below that look crowded */
	N_SHADED = 3, /* more bands on each other cannot be read */
};

/* A box with a scale of shares. */
struct area {
	struct box box;
	struct scale scale;
};

/* The points of one series in an area; a run has no gap. */
struct curve {
	const struct series *series;
	const struct theme_series *look;
	double weight; /* of strokes and shades; less where periods are narrow */
	struct draw_point *mid, *low, *high; /* n_periods each, owned */
};

static bool has_data(const struct frame *frame, size_t i)
{
	return frame->set->totals[i] > 0;
}

static void curve_init(struct curve *curve, const struct frame *frame,
		       const struct area *area, size_t at)
{
	const struct series_set *set = frame->set;
	size_t n = set->n_periods;

	curve->series = &set->series[at];
	curve->look = theme_series(at);
	curve->weight = fmax(0.5, fmin(1, frame->pitch / NARROW));
	curve->mid = xcalloc(n, sizeof(*curve->mid));
	curve->low = xcalloc(n, sizeof(*curve->low));
	curve->high = xcalloc(n, sizeof(*curve->high));
	for (size_t i = 0; i < n; i++) {
		const struct series_cell *cell = &curve->series->cells[i];
		double x = (frame_x(frame, i) + frame_x(frame, i + 1)) / 2;
		double share = series_share(set, curve->series, i);
		double top = area->scale.data_hi;

		curve->mid[i].x = curve->low[i].x = curve->high[i].x = x;
		curve->mid[i].y = scale_at(&area->scale, fmin(share, top));
		curve->low[i].y = scale_at(&area->scale, fmin(cell->low, top));
		curve->high[i].y =
			scale_at(&area->scale, fmin(cell->high, top));
	}
}

static void curve_release(struct curve *curve)
{
	free(curve->mid);
	free(curve->low);
	free(curve->high);
}

static struct draw_stroke stroke_of(const struct theme_series *look)
{
	return (struct draw_stroke){ look->colour, look->width,
				     look->n_dashes ? look->dashes : NULL,
				     look->n_dashes };
}

/* The end of the run of whole periods that begins at i. */
static size_t run_end(const struct frame *frame, size_t i)
{
	while (i < frame->set->n_periods && has_data(frame, i) &&
	       !frame_is_cut(frame, i))
		i++;
	return i;
}

static void draw_run_band(struct frame *frame, const struct curve *curve,
			  size_t begin, size_t end)
{
	struct colour pale =
		theme_faded(curve->look->colour, 0.16 * curve->weight);
	const struct draw_point bar[] = { curve->low[begin],
					  curve->high[begin] };
	const struct draw_stroke stroke = { pale, 4, NULL, 0 };

	if (end - begin == 1)
		draw_line(frame->draw, bar, 2, &stroke);
	draw_band(frame->draw, curve->high + begin, curve->low + begin,
		  end - begin, pale);
}

static void draw_bands(struct frame *frame, const struct curve *curve)
{
	for (size_t i = 0; i < frame->set->n_periods; i++) {
		size_t end = run_end(frame, i);

		if (end == i)
			continue;
		draw_run_band(frame, curve, i, end);
		i = end;
	}
}

/* The pale way from a whole period to a neighbour that is not whole. */
static void draw_cut(struct frame *frame, const struct curve *curve, size_t i)
{
	struct draw_stroke stroke = stroke_of(curve->look);
	struct colour pale = theme_faded(curve->look->colour, 0.35);

	if (!frame_is_cut(frame, i) || !has_data(frame, i))
		return;
	stroke.colour = pale;
	stroke.width = 0.8;
	if (i > 0 && has_data(frame, i - 1))
		draw_line(frame->draw, &curve->mid[i - 1], 2, &stroke);
	else if (i + 1 < frame->set->n_periods && has_data(frame, i + 1))
		draw_line(frame->draw, &curve->mid[i], 2, &stroke);
	draw_marker(frame->draw, curve->mid[i], curve->look->marker,
		    MARKER_SIZE, pale);
}

static void draw_curve(struct frame *frame, const struct curve *curve)
{
	struct draw_stroke stroke = stroke_of(curve->look);
	size_t every = (size_t)fmax(1, ceil(MARKER_ROOM / frame->pitch));
	size_t n = frame->set->n_periods;

	stroke.width *= curve->weight;
	for (size_t i = 0; i < n; i++) {
		size_t end = run_end(frame, i);

		draw_line(frame->draw, curve->mid + i, end - i, &stroke);
		for (size_t j = i; j < end; j++)
			if ((n - 1 - j) % every == 0 || end - i == 1)
				draw_marker(frame->draw, curve->mid[j],
					    curve->look->marker, MARKER_SIZE,
					    curve->look->colour);
		if (end < n)
			draw_cut(frame, curve, end);
		i = end;
	}
}

static void draw_ticks(struct frame *frame, const struct area *area)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 1,
					0.5 };
	const struct box *box = &area->box;

	for (int i = 0; i < scale_n_ticks(&area->scale); i++) {
		const struct draw_stroke stroke = { i ? theme_grid : theme_axis,
						    0.8, NULL, 0 };
		double value = scale_tick(&area->scale, i);
		double y = scale_at(&area->scale, value);
		const struct draw_point points[] = {
			{ box->x, y }, { box->x + box->width, y }
		};
		char text[SCALE_TEXT_MAX];

		scale_format_percent_tick(value, area->scale.step, text);
		draw_line(frame->draw, points, 2, &stroke);
		frame_put(frame, text, &how, box->x - TEXT_GAP, y);
	}
}

/* The period whose values stand beside the lines. */
static size_t named_period(const struct series_set *set)
{
	size_t i = series_last_whole(set);

	if (i < set->n_periods)
		return i;
	while (i > 1 && !set->totals[i - 1])
		i--;
	return i - 1;
}

static void draw_sample(struct frame *frame, const struct theme_series *look,
			double x, double y)
{
	const struct draw_stroke stroke = stroke_of(look);
	const struct draw_point points[] = { { x, y },
					     { x + SAMPLE_WIDTH, y } };
	const struct draw_point middle = { x + SAMPLE_WIDTH / 2.0, y };

	draw_line(frame->draw, points, 2, &stroke);
	draw_marker(frame->draw, middle, look->marker, MARKER_SIZE,
		    look->colour);
}

static void draw_label(struct frame *frame, size_t at, double value_width,
		       const struct layout_label *label)
{
	const struct series_set *set = frame->set;
	const struct series *series = &set->series[at];
	bool bold = series->role == SERIES_MAIN;
	const struct box *right = &frame->page.right;
	double x = right->x + LEADER_WIDTH;
	const struct draw_point leader[] = {
		{ right->x + 1, label->wanted },
		{ x - 4, label->middle },
	};
	const struct draw_stroke thin = { theme_axis, 0.5, NULL, 0 };
	const struct frame_text value = { THEME_SMALL_PT, bold, theme_ink, 1,
					  0.5 };
	const struct draw_text name = {
		{ THEME_SMALL_PT, bold, NAME_WIDTH_MAX, 1, TEXT_LEFT },
		theme_ink,
		false,
	};
	char share[SCALE_TEXT_MAX];
	struct buf text = BUF_INIT;
	struct text_size size;

	draw_line(frame->draw, leader, 2, &thin);
	scale_format_share(series_share(set, series, named_period(set)), share);
	x += value_width;
	frame_put(frame, share, &value, x, label->middle);
	x += TEXT_GAP;
	draw_sample(frame, theme_series(at), x, label->middle);
	words_series(frame->chart, series, &text);
	size = draw_measure(frame->draw, text.data, &name.style);
	draw_text(frame->draw, text.data, &name, x + SAMPLE_WIDTH + TEXT_GAP,
		  label->middle - size.height_pt / 2);
	buf_release(&text);
}

/* The labels stand beside the values that they name. */
static void draw_labels(struct frame *frame, const struct area *area,
			double value_width)
{
	const struct series_set *set = frame->set;
	struct layout_label *labels = xcalloc(set->n_series, sizeof(*labels));

	for (size_t i = 0; i < set->n_series; i++) {
		double share =
			series_share(set, &set->series[i], named_period(set));

		labels[i].wanted = scale_at(&area->scale, share);
		labels[i].size = LABEL_HEIGHT;
	}
	layout_spread(labels, set->n_series, area->box.y - LABEL_HEIGHT / 2.0,
		      area->box.y + area->box.height + LABEL_HEIGHT);
	for (size_t i = 0; i < set->n_series; i++)
		if (labels[i].shown)
			draw_label(frame, i, value_width, &labels[i]);
	free(labels);
}

/* The series that the chart is about, or -1. */
static int main_series(const struct series_set *set)
{
	for (size_t i = 0; i < set->n_series; i++)
		if (set->series[i].role == SERIES_MAIN)
			return (int)i;
	return -1;
}

/*
 * Where a scale for the main series alone must end, to show its intervals
 * unless they are very wide; 0 if the series is zero throughout, or large
 * enough to be read beside the others.
 */
static double zoom_top(const struct frame *frame)
{
	const struct series_set *set = frame->set;
	int at = main_series(set);
	double max = 0, high = 0;

	for (size_t i = 0; at >= 0 && i < set->n_periods; i++) {
		max = fmax(max, series_share(set, &set->series[at], i));
		if (has_data(frame, i) && !frame_is_cut(frame, i))
			high = fmax(high, set->series[at].cells[i].high);
	}
	return max < 0.2 ? fmax(max, fmin(high, 4 * max)) : 0;
}

static void area_init(struct area *area, struct box box, double top)
{
	int n_ticks = (int)(box.height / TICK_ROOM) + 1;

	n_ticks = n_ticks < 3 ? 3 : n_ticks > 6 ? 6 : n_ticks;
	area->box = box;
	scale_from_zero(&area->scale, top, n_ticks, 0);
	area->scale.at_lo = box.y + box.height;
	area->scale.at_hi = box.y;
}

static void draw_area(struct frame *frame, const struct area *area, int only)
{
	const struct series_set *set = frame->set;
	struct curve *curves = xcalloc(set->n_series, sizeof(*curves));

	draw_ticks(frame, area);
	for (size_t i = 0; i < set->n_series; i++) {
		curve_init(&curves[i], frame, area, i);
		if (only < 0 ? i < N_SHADED : only == (int)i)
			draw_bands(frame, &curves[i]);
	}
	/* the main series comes first, and is drawn last, on top */
	for (size_t i = set->n_series; i > 0; i--) {
		if (only < 0 || only == (int)i - 1)
			draw_curve(frame, &curves[i - 1]);
		curve_release(&curves[i - 1]);
	}
	free(curves);
}

static void put_header(struct frame *frame, const char *text, double x,
		       double y)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };

	frame_put(frame, text, &how, x, y - TEXT_GAP);
}

static void draw_headers(struct frame *frame, const struct area *area)
{
	const struct series_set *set = frame->set;
	size_t named = named_period(set);
	struct buf text = BUF_INIT;
	char period[PERIOD_TEXT_MAX];

	buf_addf(&text, "%s; shaded: 95 %% Wilson interval of the main three",
		 frame->chart->axis);
	put_header(frame, text.data, area->box.x, area->box.y);
	buf_clear(&text);
	period_format(set->unit, set->first + (int64_t)named, period);
	buf_addf(&text, "in %s%s", period,
		 frame_is_cut(frame, named) ? " (not whole)" : "");
	put_header(frame, text.data, frame->page.right.x + LEADER_WIDTH,
		   area->box.y - LABEL_HEIGHT / 2.0);
	buf_release(&text);
}

static void draw_zoom(struct frame *frame, const struct box *box, double top)
{
	const struct series_set *set = frame->set;
	int only = main_series(set);
	struct buf text = BUF_INIT;
	struct area area;

	area_init(&area, *box, top);
	words_series(frame->chart, &set->series[only], &text);
	buf_add_str(&text, " alone, on a scale of its own");
	put_header(frame, text.data, area.box.x, area.box.y);
	buf_release(&text);
	draw_area(frame, &area, only);
}

static double widest_name(struct frame *frame)
{
	const struct series_set *set = frame->set;
	double width = 0;

	for (size_t i = 0; i < set->n_series; i++) {
		struct buf text = BUF_INIT;

		words_series(frame->chart, &set->series[i], &text);
		width = fmax(
			width,
			frame_text_width(frame, text.data, THEME_SMALL_PT,
					 set->series[i].role == SERIES_MAIN));
		buf_release(&text);
	}
	return fmin(width + 1, NAME_WIDTH_MAX);
}

void lines_draw(struct frame *frame)
{
	static const double weights[] = { 2.6, 1 };
	double zoom = zoom_top(frame);
	double values =
		frame_text_width(frame, ">99.9 %", THEME_SMALL_PT, true);
	double ticks = frame_text_width(frame, "changes per quarter",
					THEME_TINY_PT, false);
	struct box boxes[2];
	struct area area;

	frame_begin(frame, ticks + LAYOUT_GAP,
		    LEADER_WIDTH + values + SAMPLE_WIDTH + 2 * TEXT_GAP +
			    widest_name(frame));
	layout_stack(&frame->page.plot, weights, zoom > 0 ? 2 : 1, ZOOM_GAP,
		     boxes);
	area_init(&area, boxes[0], 1);
	draw_headers(frame, &area);
	draw_area(frame, &area, -1);
	draw_labels(frame, &area, values);
	if (zoom > 0)
		draw_zoom(frame, &boxes[1], zoom);
	frame_axis(frame);
}
