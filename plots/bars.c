/* SPDX-License-Identifier: MIT */
/*
 *	 name      100 |  .  :  |          1,234
 *	             0 |__|__|__|          12 % of all
 *	 next name  50 |
 *	             0 |______._|          ...
 *	               2024   2025
 */
#include "plots/bars.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "plots/axis.h"
#include "plots/scale.h"
#include "plots/words.h"

enum {
	NAME_WIDTH_MAX = 170,
	PANEL_GAP = 12,
	TEXT_GAP = 6,
	TICK_ROOM = 13, /* points a tick label needs */
	BAR_WIDTH_MAX = 48,
};

/* One panel; series NULL is the total. */
struct panel {
	const struct series *series;
	char *name; /* owned */
	struct colour colour;
	struct box box;
	struct scale scale;
};

struct panels {
	struct panel *items;
	size_t n;
	double name_width, tick_width, total_width;
};

/* A single series that holds every change says the same as the total. */
static bool is_total(const struct series_set *set)
{
	return set->n_series == 1 && set->series[0].sum == set->total;
}

static void add_panel(const struct frame *frame, struct panels *panels,
		      const struct series *series)
{
	struct panel *panel = &panels->items[panels->n++];
	struct buf name = BUF_INIT;

	panel->series = series;
	if (series)
		words_series(frame->chart, series, &name);
	else if (is_total(frame->set) && frame->set->series[0].name)
		words_series(frame->chart, &frame->set->series[0], &name);
	else
		buf_addf(&name, "All %ss", words_what(frame->chart));
	panel->name = buf_detach(&name, NULL);
	panel->colour =
		series && series->members == 1 ? theme_bar : theme_total;
}

/* Changes that are in no series at all: worth a panel only if they are many. */
static bool is_worth_a_panel(const struct series_set *set,
			     const struct series *series)
{
	return series->members > 0 || series->sum * 100 >= set->total;
}

static void make_panels(const struct frame *frame, struct panels *panels)
{
	const struct series_set *set = frame->set;

	panels->items = xcalloc(set->n_series + 1, sizeof(*panels->items));
	add_panel(frame, panels, NULL);
	for (size_t i = 0; !is_total(set) && i < set->n_series; i++)
		if (is_worth_a_panel(set, &set->series[i]))
			add_panel(frame, panels, &set->series[i]);
}

static void measure(struct frame *frame, struct panels *panels)
{
	char text[SCALE_TEXT_MAX];

	for (size_t i = 0; i < panels->n; i++)
		panels->name_width =
			fmax(panels->name_width,
			     frame_text_width(frame, panels->items[i].name,
					      THEME_TEXT_PT, i == 0) +
				     1);
	panels->name_width = fmin(panels->name_width, NAME_WIDTH_MAX);
	scale_format_count((double)series_max(frame->set, NULL), text);
	panels->tick_width =
		frame_text_width(frame, text, THEME_SMALL_PT, false);
	scale_format_count((double)frame->set->total, text);
	panels->total_width =
		fmax(frame_text_width(frame, text, THEME_TEXT_PT, true),
		     frame_text_width(frame, ">99.9 % of all", THEME_SMALL_PT,
				      false));
}

static void place(struct frame *frame, struct panels *panels)
{
	double *weights = xcalloc(panels->n, sizeof(*weights));
	struct box *boxes = xcalloc(panels->n, sizeof(*boxes));

	for (size_t i = 0; i < panels->n; i++)
		weights[i] = panels->items[i].series ? 1 : 1.5;
	layout_stack(&frame->page.plot, weights, panels->n, PANEL_GAP, boxes);
	for (size_t i = 0; i < panels->n; i++) {
		struct panel *panel = &panels->items[i];
		int n_ticks = (int)(boxes[i].height / TICK_ROOM) + 1;

		n_ticks = n_ticks < 3 ? 3 : n_ticks > 5 ? 5 : n_ticks;
		panel->box = boxes[i];
		scale_to(&panel->scale,
			 (double)series_max(frame->set, panel->series), n_ticks,
			 1);
		panel->scale.at_lo = boxes[i].y + boxes[i].height;
		panel->scale.at_hi = boxes[i].y;
	}
	free(weights);
	free(boxes);
}

static void draw_ticks(struct frame *frame, const struct panel *panel)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 1,
					0.5 };
	const struct box *box = &panel->box;

	for (int i = 0; i < scale_n_ticks(&panel->scale); i++) {
		const struct draw_stroke stroke = { i ? theme_grid : theme_axis,
						    0.8, NULL, 0 };
		double value = scale_tick(&panel->scale, i);
		double y = scale_at(&panel->scale, value);
		const struct draw_point points[] = {
			{ box->x, y }, { box->x + box->width, y }
		};
		char text[SCALE_TEXT_MAX];

		scale_format_count(value, text);
		draw_line(frame->draw, points, 2, &stroke);
		frame_put(frame, text, &how, box->x - TEXT_GAP, y);
	}
}

static void draw_bar(struct frame *frame, const struct panel *panel, size_t i)
{
	const struct series *series = panel->series;
	int64_t value = series ? series->cells[i].value : frame->set->totals[i];
	double width = fmin(fmax(frame->pitch * 0.84, frame->pitch - 3),
			    BAR_WIDTH_MAX);
	double top = scale_at(&panel->scale, (double)value);
	const struct box bar = { frame_x(frame, i) + (frame->pitch - width) / 2,
				 top, width, panel->scale.at_lo - top };

	if (value <= 0)
		return;
	if (!frame_is_cut(frame, i)) {
		draw_fill(frame->draw, &bar, panel->colour);
		return;
	}
	draw_fill(frame->draw, &bar, theme_faded(panel->colour, 0.2));
	draw_hatch(frame->draw, &bar, panel->colour);
}

/* The name beside the panel, on as many lines as it is high. */
static void draw_name(struct frame *frame, const struct panels *panels,
		      const struct panel *panel)
{
	int n_lines =
		(int)((panel->box.height + PANEL_GAP) / (THEME_TEXT_PT * 1.25));
	const struct draw_text how = {
		{ THEME_TEXT_PT, !panel->series, panels->name_width,
		  n_lines > 0 ? n_lines : 1, TEXT_LEFT },
		theme_ink,
		false,
	};
	struct text_size size =
		draw_measure(frame->draw, panel->name, &how.style);
	double slack = fmax(0, panel->box.height - size.height_pt);

	draw_text(frame->draw, panel->name, &how, frame->page.left.x,
		  panel->box.y + fmin(slack / 2, THEME_TEXT_PT));
}

static void draw_total(struct frame *frame, const struct panel *panel)
{
	const struct frame_text big = { THEME_TEXT_PT, true, theme_ink, 0, 0 };
	const struct frame_text small = { THEME_SMALL_PT, false, theme_soft, 0,
					  0 };
	const struct box *box = &panel->box;
	double x = box->x + box->width + LAYOUT_GAP;
	double y =
		box->y + fmin(THEME_TEXT_PT, fmax(0, (box->height - 26) / 2));
	int64_t sum = panel->series ? panel->series->sum : frame->set->total;
	char text[SCALE_TEXT_MAX];

	scale_format_count((double)sum, text);
	frame_put(frame, text, &big, x, y);
	if (!panel->series) {
		frame_put(frame, "in all periods", &small, x,
			  y + THEME_TEXT_PT + 3);
		return;
	}
	scale_format_share((double)sum / (double)frame->set->total, text);
	x += frame_text_width(frame, text, THEME_SMALL_PT, false);
	frame_put(frame, " of all", &small, x, y + THEME_TEXT_PT + 3);
	x -= frame_text_width(frame, text, THEME_SMALL_PT, false);
	frame_put(frame, text, &small, x, y + THEME_TEXT_PT + 3);
}

static void draw_header(struct frame *frame, const struct panels *panels)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0,
					1 };
	const struct box *plot = &frame->page.plot;
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s per %s", frame->chart->axis,
		 period_unit_name(frame->set->unit));
	if (panels->n > 1)
		buf_add_str(&text, "; each panel has a scale of its own");
	frame_put(frame, text.data, &how, plot->x, plot->y - TEXT_GAP);
	buf_release(&text);
}

static void draw_panel(struct frame *frame, const struct panels *panels,
		       const struct panel *panel)
{
	draw_ticks(frame, panel);
	for (size_t i = 0; i < frame->set->n_periods; i++)
		draw_bar(frame, panel, i);
	draw_name(frame, panels, panel);
	draw_total(frame, panel);
}

void bars_draw(struct frame *frame)
{
	struct panels panels = { 0 };
	double left;

	make_panels(frame, &panels);
	measure(frame, &panels);
	left = panels.name_width + panels.tick_width + 2 * LAYOUT_GAP;
	frame_begin(frame, fmax(left, axis_strip_width(frame) + LAYOUT_GAP),
		    panels.total_width + LAYOUT_GAP);
	place(frame, &panels);
	draw_header(frame, &panels);
	for (size_t i = 0; i < panels.n; i++)
		draw_panel(frame, &panels, &panels.items[i]);
	frame_axis(frame);
	for (size_t i = 0; i < panels.n; i++)
		free(panels.items[i].name);
	free(panels.items);
}
