/* SPDX-License-Identifier: MIT */
#include "plots/axis.h"

#include <math.h>

#include "audit/base/buf.h"
#include "plots/frame.h"
#include "plots/scale.h"
#include "plots/words.h"

/* Digits are lower than a line of text: turned, they may stand closer. */
enum { TURNED_ROOM = THEME_TINY_PT };

enum {
	LABEL_GAP = 6,
	LABEL_GAP_MIN = 3,
	TICK = 4,
	STRIP_PAD = 4,
	MONTHS_PER_YEAR = 12
};

/* A run of periods with one label or one number. */
struct span {
	size_t begin, end; /* periods begin .. end - 1 */
};

/* The index of the period at position i, in months since year 0. */
static int64_t month_of(const struct series_set *set, size_t i)
{
	return (set->first + (int64_t)i) *
	       (MONTHS_PER_YEAR / period_per_year(set->unit));
}

/* The run from position i to the next multiple of months. */
static struct span span_at(const struct series_set *set, size_t i,
			   int64_t months)
{
	struct span span = { i, i + 1 };

	while (span.end < set->n_periods &&
	       month_of(set, span.end) / months == month_of(set, i) / months)
		span.end++;
	return span;
}

static double span_middle(const struct frame *frame, struct span span)
{
	return (frame_x(frame, span.begin) + frame_x(frame, span.end)) / 2;
}

/* The sum of a series; of the totals if series is NULL. */
static int64_t span_sum(const struct series_set *set,
			const struct series *series, struct span span)
{
	int64_t sum = 0;

	for (size_t i = span.begin; i < span.end; i++)
		sum += series ? series->cells[i].value : set->totals[i];
	return sum;
}

/* Months that a number of the strip stands for. */
static int64_t strip_months(const struct frame *frame)
{
	int per_year = period_per_year(frame->set->unit);

	return (int64_t)frame->strip.n_merged * (MONTHS_PER_YEAR / per_year);
}

/* The widest number and the narrowest run of the strip. */
static void measure_strip(struct frame *frame, double pitch, double *width_out,
			  double *run_out)
{
	const struct series_set *set = frame->set;
	int64_t months = strip_months(frame), max = 0;
	double run = INFINITY;
	char text[SCALE_TEXT_MAX];

	for (size_t i = 0; i < set->n_periods;) {
		struct span span = span_at(set, i, months);
		int64_t total = span_sum(set, NULL, span);

		max = total > max ? total : max;
		run = fmin(run, (double)(span.end - i) * pitch);
		i = span.end;
	}
	scale_format_count((double)max, text);
	*width_out = frame_text_width(frame, text, THEME_TINY_PT, false);
	*run_out = run;
}

void axis_plan_strip(struct frame *frame, double plot_width)
{
	const struct series_set *set = frame->set;
	size_t per_year = (size_t)period_per_year(set->unit);
	double pitch = plot_width / (double)set->n_periods;
	double width, run;

	frame->strip = (struct frame_strip){ .mode = LAYOUT_STRIP_NONE,
					     .n_merged = 1 };
	if (!set->n_periods)
		return;
	measure_strip(frame, pitch, &width, &run);
	frame->strip.mode = layout_strip(run, width + 4, TURNED_ROOM);
	if (frame->strip.mode == LAYOUT_STRIP_NONE) {
		frame->strip.n_merged = per_year;
		measure_strip(frame, pitch, &width, &run);
		/* a year at the edge may be short, and go without */
		run = fmin((double)per_year, (double)set->n_periods) * pitch;
		frame->strip.mode = layout_strip(run, width + 4, TURNED_ROOM);
	}
	if (frame->strip.mode == LAYOUT_STRIP_FLAT)
		frame->strip.row_height = THEME_TINY_PT + 2 * STRIP_PAD;
	else if (frame->strip.mode == LAYOUT_STRIP_TURNED)
		frame->strip.row_height = width + 2 * STRIP_PAD;
	frame->strip.height =
		frame->strip.row_height * (frame->counted ? 2 : 1);
}

static void draw_number(struct frame *frame, struct span span,
			const struct series *series, double y)
{
	struct draw_text how = { { THEME_TINY_PT, false, 0, 0, TEXT_LEFT },
				 theme_soft,
				 frame->strip.mode == LAYOUT_STRIP_TURNED };
	double run = (double)(span.end - span.begin) * frame->pitch;
	char text[SCALE_TEXT_MAX];
	struct text_size size;
	double width, need;

	scale_format_count((double)span_sum(frame->set, series, span), text);
	size = draw_measure(frame->draw, text, &how.style);
	width = how.turned ? size.height_pt : size.width_pt;
	need = how.turned ? TURNED_ROOM : width;
	if (need > run + 0.01)
		return;
	draw_text(frame->draw, text, &how, span_middle(frame, span) - width / 2,
		  y + STRIP_PAD);
}

/* A row of numbers, of a series or, if it is NULL, of the totals. */
static void draw_row(struct frame *frame, const struct series *series,
		     const char *name, double y)
{
	const struct frame_text how = { THEME_TINY_PT, false, theme_soft, 1,
					0 };

	for (size_t i = 0; i < frame->set->n_periods;) {
		struct span span = span_at(frame->set, i, strip_months(frame));

		draw_number(frame, span, series, y);
		i = span.end;
	}
	frame_put(frame, name, &how, frame->page.strip.x - LABEL_GAP,
		  y + STRIP_PAD);
}

/* "changes per quarter" */
static void add_totals_name(const struct frame *frame, const char *period,
			    struct buf *out)
{
	buf_addf(out, "%ss per %s", words_what(frame->chart), period);
}

double axis_strip_width(struct frame *frame)
{
	struct buf name = BUF_INIT;
	double width;

	add_totals_name(frame, "quarter", &name);
	width = frame_text_width(frame, name.data, THEME_TINY_PT, false);
	buf_release(&name);
	return width;
}

void axis_draw_strip(struct frame *frame)
{
	bool yearly = frame->strip.n_merged > 1;
	double y = frame->page.strip.y;
	struct buf name = BUF_INIT;

	if (frame->strip.mode == LAYOUT_STRIP_NONE)
		return;
	if (frame->counted) {
		words_series(frame->chart, frame->counted, &name);
		draw_row(frame, frame->counted, name.data, y);
		y += frame->strip.row_height;
	}
	buf_clear(&name);
	add_totals_name(frame,
			yearly ? "year" : period_unit_name(frame->set->unit),
			&name);
	draw_row(frame, NULL, name.data, y);
	buf_release(&name);
}

/* "2025", or the period's own name where years are not enough. */
static void label_of(const struct series_set *set, size_t i, int64_t months,
		     char out[PERIOD_TEXT_MAX])
{
	int64_t month = month_of(set, i);

	if (months >= MONTHS_PER_YEAR)
		period_format(PERIOD_YEAR, month / MONTHS_PER_YEAR, out);
	else if (months == 3)
		period_format(PERIOD_QUARTER, month / 3, out);
	else
		period_format(PERIOD_MONTH, month, out);
}

/* Months between two labels: as few as their widths allow. */
static int64_t label_months(struct frame *frame)
{
	const struct series_set *set = frame->set;
	int64_t per_period = MONTHS_PER_YEAR / period_per_year(set->unit);
	double months = (double)per_period * (double)set->n_periods;
	double month_width = frame->page.plot.width / months;

	for (int n = 100; n > 1; n--) {
		int64_t step = scale_months((int64_t)months, n);
		char text[PERIOD_TEXT_MAX];

		step = step < per_period ? per_period : step;
		label_of(set, 0, step, text);
		if (frame_text_width(frame, text, THEME_SMALL_PT, false) +
			    LABEL_GAP <=
		    (double)step * month_width)
			return step;
	}
	return scale_months((int64_t)months, 1);
}

static void draw_tick(struct frame *frame, double x)
{
	const struct box *axis = &frame->page.axis;
	const struct draw_point points[] = { { x, axis->y },
					     { x, axis->y + TICK } };
	const struct draw_stroke stroke = { theme_axis, 0.8, NULL, 0 };

	draw_line(frame->draw, points, 2, &stroke);
}

/*
 * Draw the label of a run if it stays left of limit; the new limit.  Years
 * stand below the year that they name, also where they are labelled by fives.
 */
static double draw_label(struct frame *frame, struct span span, int64_t months,
			 double limit)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0.5,
					0 };
	const struct box *axis = &frame->page.axis;
	struct span named = span;
	char text[PERIOD_TEXT_MAX];
	double width, middle;

	if (months > MONTHS_PER_YEAR)
		named = span_at(frame->set, span.begin, MONTHS_PER_YEAR);
	label_of(frame->set, span.begin, months, text);
	width = frame_text_width(frame, text, THEME_SMALL_PT, false);
	middle = layout_inside(span_middle(frame, named), width,
			       axis->x - LAYOUT_GAP,
			       axis->x + axis->width + LAYOUT_GAP);
	if (middle + width / 2 + LABEL_GAP_MIN > limit)
		return limit;
	frame_put(frame, text, &how, middle, axis->y + TICK + 1);
	return middle - width / 2;
}

/* Does a run begin where a label belongs? */
static bool is_labelled(const struct series_set *set, size_t i, int64_t months)
{
	return month_of(set, i) % months == 0 || months <= MONTHS_PER_YEAR;
}

void axis_draw_periods(struct frame *frame)
{
	const struct series_set *set = frame->set;
	int64_t months = label_months(frame);
	double limit = INFINITY;
	size_t end = set->n_periods;

	/* from the right: where labels would touch, the latest stays */
	while (end > 0) {
		size_t begin = end - 1;

		while (begin > 0 && month_of(set, begin - 1) / months ==
					    month_of(set, begin) / months)
			begin--;
		draw_tick(frame, frame_x(frame, begin));
		if (is_labelled(set, begin, months))
			limit = draw_label(frame, (struct span){ begin, end },
					   months, limit);
		end = begin;
	}
	draw_tick(frame, frame_x(frame, set->n_periods));
}
