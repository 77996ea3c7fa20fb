/* SPDX-License-Identifier: MIT */
/*
 *	         ban |   tiered |
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
#include "plots/axis.h"
#include "plots/curve.h"
#include "plots/flags.h"
#include "plots/scale.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	ZOOM_GAP = 24,
	LEADER_WIDTH = 16,
	SAMPLE_WIDTH = 26,
	NAME_WIDTH_MAX = 170,
	LABEL_HEIGHT = 14,
	N_SHADED = 3, /* more bands on each other cannot be read */
};

static void draw_sample(struct frame *frame, const struct theme_series *look,
			double x, double y)
{
	const struct draw_stroke stroke = curve_stroke(look);
	const struct draw_point points[] = { { x, y },
					     { x + SAMPLE_WIDTH, y } };
	const struct draw_point middle = { x + SAMPLE_WIDTH / 2.0, y };

	draw_line(frame->draw, points, 2, &stroke);
	draw_marker(frame->draw, middle, look->marker, CURVE_MARKER_SIZE,
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
	scale_format_share(series_share(set, series, series_named(set)), share);
	x += value_width;
	frame_put(frame,
		  curve_has_data(series, series_named(set)) ? share : "none",
		  &value, x, label->middle);
	x += TEXT_GAP;
	draw_sample(frame, theme_series(at), x, label->middle);
	words_series(frame->chart, series, &text);
	size = draw_measure(frame->draw, text.data, &name.style);
	draw_text(frame->draw, text.data, &name, x + SAMPLE_WIDTH + TEXT_GAP,
		  label->middle - size.height_pt / 2);
	buf_release(&text);
}

/* The labels stand beside the values that they name. */
static void draw_labels(struct frame *frame, const struct curve_area *area,
			double value_width)
{
	const struct series_set *set = frame->set;
	struct layout_label *labels = xcalloc(set->n_series, sizeof(*labels));

	for (size_t i = 0; i < set->n_series; i++) {
		double share =
			series_share(set, &set->series[i], series_named(set));

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
 * Where a scale for one series must end, to show its intervals unless they are
 * very wide; *max_out is its largest share.
 */
static double top_of(const struct frame *frame, size_t at, double *max_out)
{
	const struct series *series = &frame->set->series[at];
	double max = 0, high = 0;

	for (size_t i = 0; i < frame->set->n_periods; i++) {
		max = fmax(max, series_share(frame->set, series, i));
		if (curve_has_data(series, i) && !frame_is_cut(frame, i))
			high = fmax(high, series->cells[i].high);
	}
	*max_out = max;
	return fmax(max, fmin(high, 4 * max));
}

/*
 * Where a scale for the main series alone must end, to show its intervals
 * unless they are very wide; 0 if the series is zero throughout, or large
 * enough to be read beside the others.
 */
static double zoom_top(const struct frame *frame)
{
	int at = main_series(frame->set);
	double max = 0, top = at < 0 ? 0 : top_of(frame, (size_t)at, &max);

	return max < 0.2 ? top : 0;
}

/*
 * Where the scale ends: shares of one total fill it; those of totals of their
 * own have nothing to do with the whole, and get a scale that shows them.
 */
static double whole_top(const struct frame *frame)
{
	double max, top = 0;

	if (!frame->chart->columns.base)
		return 1;
	for (size_t i = 0; i < frame->set->n_series; i++)
		top = fmax(top, top_of(frame, i, &max));
	return top > 0 ? top : 1;
}

static void draw_area(struct frame *frame, const struct curve_area *area,
		      int only)
{
	const struct series_set *set = frame->set;
	struct curve *curves = xcalloc(set->n_series, sizeof(*curves));

	curve_area_ticks(frame, area);
	for (size_t i = 0; i < set->n_series; i++) {
		curve_init(&curves[i], frame, area, i);
		if (only < 0 ? i < N_SHADED : only == (int)i)
			curve_draw_bands(frame, &curves[i]);
	}
	/* the main series comes first, and is drawn last, on top */
	for (size_t i = set->n_series; i > 0; i--) {
		if (only < 0 || only == (int)i - 1)
			curve_draw(frame, &curves[i - 1]);
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

static void draw_headers(struct frame *frame, const struct curve_area *area)
{
	const struct series_set *set = frame->set;
	size_t named = series_named(set);
	struct buf text = BUF_INIT;
	char period[PERIOD_TEXT_MAX];

	buf_addf(&text, "%s; shaded: 95 %% Wilson interval of the main three",
		 frame->chart->axis);
	put_header(frame, text.data, area->box.x, frame->page.plot.y);
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
	struct curve_area area;

	curve_area_init(&area, *box, top);
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
	double zoom = frame->chart->columns.base ? 0 : zoom_top(frame);
	double values =
		frame_text_width(frame, ">99.9 %", THEME_SMALL_PT, true);
	double ticks = axis_strip_width(frame);
	struct box rest, boxes[2];
	struct curve_area area;

	if (frame->chart->counts_main && main_series(frame->set) >= 0)
		frame->counted = &frame->set->series[main_series(frame->set)];
	frame_begin(frame, fmax(ticks + LAYOUT_GAP, flags_width(frame)),
		    LEADER_WIDTH + values + SAMPLE_WIDTH + 2 * TEXT_GAP +
			    widest_name(frame));
	flags_draw(frame, &rest);
	layout_stack(&rest, weights, zoom > 0 ? 2 : 1, ZOOM_GAP, boxes);
	curve_area_init(&area, boxes[0], whole_top(frame));
	draw_headers(frame, &area);
	draw_area(frame, &area, -1);
	draw_labels(frame, &area, values);
	if (zoom > 0)
		draw_zoom(frame, &boxes[1], zoom);
	frame_axis(frame);
}
