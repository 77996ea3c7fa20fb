/* SPDX-License-Identifier: MIT */
/*
 *	 name       40 % |   .-'     12 %
 *	             0 % |__/____    7 to 19 %
 *	 next name  40 % |           3.1 %
 *	             0 % |__.-=__    1.1 to 8 %
 *	                2024 2025
 */
#include "plots/multiples.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/stats.h"
#include "audit/base/xalloc.h"
#include "plots/axis.h"
#include "plots/curve.h"
#include "plots/words.h"

enum {
	NAME_WIDTH_MAX = 170,
	PANEL_GAP = 15,
	TEXT_GAP = 6,
	VALUE_LINE = 11, /* points from line to line beside a panel */
};

/* A panel, and what stands beside it: "12 %", "of 45 in 2026-Q2". */
struct panel {
	const struct series *series;
	size_t number; /* of the series */
	struct buf share, of;
};

struct multiples {
	struct panel *panels;
	size_t n;
	double names, numbers; /* widths, points */
};

/* The last whole period in which the series has a share, or n_periods. */
static size_t named_period(const struct frame *frame,
			   const struct series *series)
{
	size_t i = frame->set->n_periods;

	while (i > 0 &&
	       (!curve_has_data(series, i - 1) || frame_is_cut(frame, i - 1)))
		i--;
	return i ? i - 1 : frame->set->n_periods;
}

static void make_value(const struct frame *frame, struct panel *panel)
{
	const struct series *series = panel->series;
	const size_t at = named_period(frame, series);
	char period[PERIOD_TEXT_MAX];
	char share[SCALE_TEXT_MAX], n[SCALE_TEXT_MAX];

	if (at == frame->set->n_periods) {
		buf_add_str(&panel->share, "none");
		return;
	}
	scale_format_share(series_share(frame->set, series, at), share);
	scale_format_count((double)series->cells[at].base, n);
	period_format(frame->set->unit, frame->set->first + (int64_t)at,
		      period);
	buf_add_str(&panel->share, share);
	buf_addf(&panel->of, "of %s in %s", n, period);
}

static void measure(struct frame *frame, struct multiples *multiples)
{
	for (size_t i = 0; i < multiples->n; i++) {
		struct panel *panel = &multiples->panels[i];
		struct buf name = BUF_INIT;

		words_series(frame->chart, panel->series, &name);
		make_value(frame, panel);
		multiples->names = fmax(multiples->names,
					frame_text_width(frame, name.data,
							 THEME_TEXT_PT, false) +
						1);
		multiples->numbers =
			fmax(multiples->numbers,
			     frame_text_width(frame, panel->of.data,
					      THEME_SMALL_PT, false));
		buf_release(&name);
	}
	multiples->names = fmin(multiples->names, NAME_WIDTH_MAX);
	multiples->numbers =
		fmax(multiples->numbers,
		     frame_text_width(frame, ">99.9 %", THEME_TEXT_PT, true));
}

/*
 * Widen the scale for a series: for its shares, and for the intervals of those
 * that enough changes stand behind.
 */
static void widen(const struct frame *frame, const struct series *series,
		  double *max, double *high)
{
	for (size_t i = 0; i < frame->set->n_periods; i++) {
		const struct series_cell *cell = &series->cells[i];

		if (!curve_has_data(series, i) || frame_is_cut(frame, i))
			continue;
		*max = fmax(*max, series_share(frame->set, series, i));
		if (cell->base >= STATS_ENOUGH)
			*high = fmax(*high, cell->high);
	}
}

/* Where the scale of all panels must end; wide intervals are cut off. */
static double top_of(const struct frame *frame,
		     const struct multiples *multiples)
{
	double max = 0, high = 0;

	for (size_t i = 0; i < multiples->n; i++)
		widen(frame, multiples->panels[i].series, &max, &high);
	if (max > 0)
		return fmin(1, fmax(max, fmin(high, 2 * max)));
	return high > 0 ? high : 1;
}

static void draw_name(struct frame *frame, const struct multiples *multiples,
		      const struct panel *panel, const struct box *box)
{
	const int n_lines =
		(int)((box->height + PANEL_GAP) / (THEME_TEXT_PT * 1.25));
	const struct draw_text how = {
		{ THEME_TEXT_PT, false, multiples->names,
		  n_lines > 0 ? n_lines : 1, TEXT_LEFT },
		theme_ink,
		false,
	};
	struct buf name = BUF_INIT;
	struct text_size size;

	words_series(frame->chart, panel->series, &name);
	size = draw_measure(frame->draw, name.data, &how.style);
	draw_text(frame->draw, name.data, &how, frame->page.left.x,
		  box->y + fmax(0, box->height - size.height_pt) / 2);
	buf_release(&name);
}

static void draw_value(struct frame *frame, const struct panel *panel,
		       const struct box *box)
{
	const struct frame_text big = { THEME_TEXT_PT, true, theme_ink, 0,
					0.5 };
	const struct frame_text small = { THEME_SMALL_PT, false, theme_soft, 0,
					  0.5 };
	const double x = box->x + box->width + LAYOUT_GAP;
	const double y = box->y + box->height / 2;

	frame_put(frame, panel->share.data, &big, x, y - VALUE_LINE / 2.0);
	frame_put(frame, panel->of.data, &small, x, y + VALUE_LINE / 2.0);
}

static void draw_panel(struct frame *frame, const struct multiples *multiples,
		       const struct panel *panel, const struct box *box,
		       double top)
{
	struct curve_area area;
	struct curve curve;

	curve_area_init(&area, *box, top);
	curve_area_ticks(frame, &area);
	curve_init(&curve, frame, &area, panel->number);
	curve.look = theme_series(0);
	curve_draw_bands(frame, &curve);
	curve_draw(frame, &curve);
	curve_release(&curve);
	draw_name(frame, multiples, panel, box);
	draw_value(frame, panel, box);
}

static void draw_header(struct frame *frame)
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

static void draw_panels(struct frame *frame, const struct multiples *multiples)
{
	double *weights = xcalloc(multiples->n, sizeof(*weights));
	struct box *boxes = xcalloc(multiples->n, sizeof(*boxes));
	const double top = top_of(frame, multiples);

	for (size_t i = 0; i < multiples->n; i++)
		weights[i] = 1;
	layout_stack(&frame->page.plot, weights, multiples->n, PANEL_GAP,
		     boxes);
	for (size_t i = 0; i < multiples->n; i++)
		draw_panel(frame, multiples, &multiples->panels[i], &boxes[i],
			   top);
	free(weights);
	free(boxes);
}

/* Changes that are in no series at all have a panel only if they are many. */
static bool is_worth_a_panel(const struct series_set *set,
			     const struct series *series)
{
	return series->members > 0 || series->base * 100 >= set->total;
}

static void make_panels(const struct series_set *set,
			struct multiples *multiples)
{
	multiples->panels = xcalloc(set->n_series, sizeof(struct panel));
	for (size_t i = 0; i < set->n_series; i++)
		if (is_worth_a_panel(set, &set->series[i]))
			multiples->panels[multiples->n++] =
				(struct panel){ &set->series[i], i, BUF_INIT,
						BUF_INIT };
}

void multiples_draw(struct frame *frame)
{
	struct multiples multiples = { 0 };
	double ticks, left;

	make_panels(frame->set, &multiples);
	measure(frame, &multiples);
	ticks = frame_text_width(frame, "100 %", THEME_SMALL_PT, false);
	left = multiples.names + ticks + 2 * LAYOUT_GAP;
	frame_begin(frame, fmax(left, axis_strip_width(frame) + LAYOUT_GAP),
		    multiples.numbers + LAYOUT_GAP);
	draw_header(frame);
	draw_panels(frame, &multiples);
	frame_axis(frame);
	for (size_t i = 0; i < multiples.n; i++) {
		buf_release(&multiples.panels[i].share);
		buf_release(&multiples.panels[i].of);
	}
	free(multiples.panels);
}
