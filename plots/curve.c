/* SPDX-License-Identifier: MIT */
#include "plots/curve.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/xalloc.h"

enum {
	TEXT_GAP = 6,
	TICK_ROOM = 24,
	MARKER_ROOM = 22, /* points from one marker to the next, at least */
	NARROW = 5,       /* points: periods below that look crowded */
};

void curve_area_init(struct curve_area *area, struct box box, double top)
{
	int n_ticks = (int)(box.height / TICK_ROOM) + 1;

	n_ticks = n_ticks < 3 ? 3 : n_ticks > 6 ? 6 : n_ticks;
	area->box = box;
	scale_from_zero(&area->scale, top, n_ticks, 0);
	area->scale.at_lo = box.y + box.height;
	area->scale.at_hi = box.y;
}

bool curve_has_data(const struct series *series, size_t i)
{
	return series->cells[i].base > 0;
}

void curve_init(struct curve *curve, const struct frame *frame,
		const struct curve_area *area, size_t at)
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

void curve_release(struct curve *curve)
{
	free(curve->mid);
	free(curve->low);
	free(curve->high);
}

struct draw_stroke curve_stroke(const struct theme_series *look)
{
	return (struct draw_stroke){ look->colour, look->width,
				     look->n_dashes ? look->dashes : NULL,
				     look->n_dashes };
}

/* The end of the run of whole periods that begins at i. */
static size_t run_end(const struct frame *frame, const struct series *series,
		      size_t i)
{
	while (i < frame->set->n_periods && curve_has_data(series, i) &&
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

void curve_draw_bands(struct frame *frame, const struct curve *curve)
{
	for (size_t i = 0; i < frame->set->n_periods; i++) {
		size_t end = run_end(frame, curve->series, i);

		if (end == i)
			continue;
		draw_run_band(frame, curve, i, end);
		i = end;
	}
}

/* The pale way from a whole period to a neighbour that is not whole. */
static void draw_cut(struct frame *frame, const struct curve *curve, size_t i)
{
	struct draw_stroke stroke = curve_stroke(curve->look);
	struct colour pale = theme_faded(curve->look->colour, 0.35);

	if (!frame_is_cut(frame, i) || !curve_has_data(curve->series, i))
		return;
	stroke.colour = pale;
	stroke.width = 0.8;
	if (i > 0 && curve_has_data(curve->series, i - 1))
		draw_line(frame->draw, &curve->mid[i - 1], 2, &stroke);
	else if (i + 1 < frame->set->n_periods &&
		 curve_has_data(curve->series, i + 1))
		draw_line(frame->draw, &curve->mid[i], 2, &stroke);
	draw_marker(frame->draw, curve->mid[i], curve->look->marker,
		    CURVE_MARKER_SIZE, pale);
}

void curve_draw(struct frame *frame, const struct curve *curve)
{
	struct draw_stroke stroke = curve_stroke(curve->look);
	size_t every = (size_t)fmax(1, ceil(MARKER_ROOM / frame->pitch));
	size_t n = frame->set->n_periods;

	stroke.width *= curve->weight;
	for (size_t i = 0; i < n; i++) {
		size_t end = run_end(frame, curve->series, i);

		draw_line(frame->draw, curve->mid + i, end - i, &stroke);
		for (size_t j = i; j < end; j++)
			if ((n - 1 - j) % every == 0 || end - i == 1)
				draw_marker(frame->draw, curve->mid[j],
					    curve->look->marker,
					    CURVE_MARKER_SIZE,
					    curve->look->colour);
		if (end < n)
			draw_cut(frame, curve, end);
		i = end;
	}
}

void curve_area_ticks(struct frame *frame, const struct curve_area *area)
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
