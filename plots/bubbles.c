/* SPDX-License-Identifier: MIT */
/*
 *	 100 % |   o name
 *	       |        |
 *	  50 % |     --(_)-- other name
 *	   0 % |_____________
 *	       0 %   20 %   40 %
 */
#include "plots/bubbles.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "plots/axis.h"
#include "plots/scale.h"
#include "plots/words.h"

enum {
	TEXT_GAP = 6,
	RADIUS_MIN = 3,
	RADIUS_MAX = 22,
	NAME_WIDTH_MAX = 170,
	TICK_ROOM = 40,
	N_PLACES = 6, /* where a name may stand beside its circle */
	WIDE = 2,     /* times the largest share: longer intervals are cut */
};

/* A circle on the page. */
struct bubble {
	const struct point_series *series;
	struct draw_point middle;
	double radius;
	char *name;      /* owned */
	struct box text; /* of the name; width 0: it has no room */
};

struct bubbles {
	struct bubble *items; /* the largest first */
	size_t n, n_named;
	struct scale across, up;
};

/* Of the first point of all series: the largest share, and of an interval. */
static double top_of(const struct points_set *points, bool is_across)
{
	double max = 0, high = 0;

	for (size_t i = 0; i < points->n_series; i++) {
		const struct point *point = &points->series[i].points[0];

		max = fmax(max, is_across ? point->across : point->share);
		high = fmax(high, is_across ? point->across_high : point->high);
	}
	if (max > 0)
		high = fmax(max, fmin(high, WIDE * max));
	return fmin(1, high);
}

static void make_scales(const struct frame *frame, struct bubbles *bubbles)
{
	const struct box *plot = &frame->page.plot;
	const int n_across = (int)fmax(3, fmin(9, plot->width / TICK_ROOM));
	const int n_up = (int)fmax(3, fmin(6, plot->height / TICK_ROOM));

	scale_from_zero(&bubbles->across, top_of(frame->points, true), n_across,
			0);
	bubbles->across.at_lo = plot->x;
	bubbles->across.at_hi = plot->x + plot->width;
	scale_from_zero(&bubbles->up, top_of(frame->points, false), n_up, 0);
	bubbles->up.at_lo = plot->y + plot->height;
	bubbles->up.at_hi = plot->y;
}

static int compare_sizes(const void *a, const void *b)
{
	const struct bubble *left = a, *right = b;
	const int64_t n = left->series->points[0].n;
	const int64_t other = right->series->points[0].n;

	if (n != other)
		return n > other ? -1 : 1;
	return (left->series > right->series) - (left->series < right->series);
}

static void make_bubbles(struct frame *frame, struct bubbles *bubbles)
{
	const struct points_set *points = frame->points;
	double max = 1;

	bubbles->items = xcalloc(points->n_series, sizeof(*bubbles->items));
	for (size_t i = 0; i < points->n_series; i++)
		max = fmax(max, (double)points->series[i].points[0].n);
	for (size_t i = 0; i < points->n_series; i++) {
		struct bubble *bubble = &bubbles->items[bubbles->n++];
		const struct point *point = &points->series[i].points[0];
		struct buf name = BUF_INIT;

		bubble->series = &points->series[i];
		bubble->middle.x = scale_at(&bubbles->across, point->across);
		bubble->middle.y = scale_at(&bubbles->up, point->share);
		bubble->radius = fmax(
			RADIUS_MIN, RADIUS_MAX * sqrt((double)point->n / max));
		words_points(frame->chart, bubble->series, &name);
		bubble->name = buf_detach(&name, NULL);
	}
	qsort(bubbles->items, bubbles->n, sizeof(*bubbles->items),
	      compare_sizes);
}

/* --- names --- */

/* The box of a name of that size at one of its places. */
static struct box place_of(const struct bubble *bubble, struct text_size size,
			   int place)
{
	/* from the middle, in radii and in sizes of the text */
	static const struct {
		double radii_x, radii_y, widths, heights;
	} places[N_PLACES] = {
		{ 1, 0, 0, -0.5 }, { -1, 0, -1, -0.5 },  { 0, -1, -0.5, -1 },
		{ 0, 1, -0.5, 0 }, { 0.7, -0.7, 0, -1 }, { 0.7, 0.7, 0, 0 },
	};
	const double gap = 3;

	return (struct box){
		bubble->middle.x +
			places[place].radii_x * (bubble->radius + gap) +
			places[place].widths * size.width_pt,
		bubble->middle.y +
			places[place].radii_y * (bubble->radius + gap) +
			places[place].heights * size.height_pt,
		size.width_pt,
		size.height_pt,
	};
}

static bool is_inside(const struct box *box, const struct box *plot)
{
	return box->x >= plot->x && box->y >= plot->y &&
	       box->x + box->width <= plot->x + plot->width &&
	       box->y + box->height <= plot->y + plot->height;
}

/* The square around a circle. */
static struct box box_of(const struct bubble *bubble)
{
	return (struct box){ bubble->middle.x - bubble->radius,
			     bubble->middle.y - bubble->radius,
			     2 * bubble->radius, 2 * bubble->radius };
}

static bool is_free(const struct bubbles *bubbles, const struct bubble *of,
		    const struct box *box)
{
	for (size_t i = 0; i < bubbles->n; i++) {
		const struct bubble *other = &bubbles->items[i];
		const struct box circle = box_of(other);

		if (other != of && layout_overlap(box, &circle))
			return false;
		if (other->text.width > 0 && layout_overlap(box, &other->text))
			return false;
	}
	return true;
}

static struct draw_text name_style(void)
{
	return (struct draw_text){
		{ THEME_SMALL_PT, false, NAME_WIDTH_MAX, 1, TEXT_LEFT },
		theme_ink,
		false,
	};
}

static void place_names(struct frame *frame, struct bubbles *bubbles)
{
	const struct draw_text how = name_style();

	for (size_t i = 0; i < bubbles->n; i++) {
		struct bubble *bubble = &bubbles->items[i];
		const struct text_size size =
			draw_measure(frame->draw, bubble->name, &how.style);

		for (int k = 0; k < N_PLACES && bubble->text.width <= 0; k++) {
			const struct box box = place_of(bubble, size, k);

			if (is_inside(&box, &frame->page.plot) &&
			    is_free(bubbles, bubble, &box))
				bubble->text = box;
		}
		bubbles->n_named += bubble->text.width > 0;
	}
}

/* --- drawing --- */

static void draw_across(struct frame *frame, const struct bubbles *bubbles)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 0.5,
					0 };
	const struct box *plot = &frame->page.plot;

	for (int i = 0; i < scale_n_ticks(&bubbles->across); i++) {
		const struct draw_stroke stroke = { i ? theme_grid : theme_axis,
						    0.8, NULL, 0 };
		const double value = scale_tick(&bubbles->across, i);
		const double x = scale_at(&bubbles->across, value);
		const struct draw_point line[] = {
			{ x, plot->y }, { x, plot->y + plot->height }
		};
		char text[SCALE_TEXT_MAX];

		scale_format_percent_tick(value, bubbles->across.step, text);
		draw_line(frame->draw, line, 2, &stroke);
		frame_put(frame, text, &how, x, plot->y + plot->height + 4);
	}
}

static void draw_up(struct frame *frame, const struct bubbles *bubbles)
{
	const struct frame_text how = { THEME_SMALL_PT, false, theme_soft, 1,
					0.5 };
	const struct box *plot = &frame->page.plot;

	for (int i = 0; i < scale_n_ticks(&bubbles->up); i++) {
		const struct draw_stroke stroke = { i ? theme_grid : theme_axis,
						    0.8, NULL, 0 };
		const double value = scale_tick(&bubbles->up, i);
		const double y = scale_at(&bubbles->up, value);
		const struct draw_point line[] = {
			{ plot->x, y }, { plot->x + plot->width, y }
		};
		char text[SCALE_TEXT_MAX];

		scale_format_percent_tick(value, bubbles->up.step, text);
		draw_line(frame->draw, line, 2, &stroke);
		frame_put(frame, text, &how, plot->x - TEXT_GAP, y);
	}
}

static void draw_whiskers(struct frame *frame, const struct bubbles *bubbles,
			  const struct bubble *bubble)
{
	const struct draw_stroke stroke = { theme_faded(theme_bar, 0.28), 1,
					    NULL, 0 };
	const struct point *point = &bubble->series->points[0];
	const double right = fmin(point->across_high, bubbles->across.data_hi);
	const double top = fmin(point->high, bubbles->up.data_hi);
	const struct draw_point across[] = {
		{ scale_at(&bubbles->across, point->across_low),
		  bubble->middle.y },
		{ scale_at(&bubbles->across, right), bubble->middle.y },
	};
	const struct draw_point up[] = {
		{ bubble->middle.x, scale_at(&bubbles->up, point->low) },
		{ bubble->middle.x, scale_at(&bubbles->up, top) },
	};

	draw_line(frame->draw, across, 2, &stroke);
	draw_line(frame->draw, up, 2, &stroke);
}

static void draw_header(struct frame *frame, const struct bubbles *bubbles)
{
	const struct frame_text up = { THEME_SMALL_PT, false, theme_soft, 0,
				       1 };
	const struct frame_text across = { THEME_SMALL_PT, false, theme_soft, 1,
					   0 };
	const struct box *plot = &frame->page.plot;
	const size_t n_unnamed = bubbles->n - bubbles->n_named;
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s; whiskers: 95 %% intervals; area: changes",
		 frame->chart->axis);
	if (n_unnamed)
		buf_addf(&text, "; no room for %zu name%s", n_unnamed,
			 n_unnamed == 1 ? "" : "s");
	frame_put(frame, text.data, &up, plot->x, plot->y - TEXT_GAP);
	frame_put(frame, frame->chart->across, &across, plot->x + plot->width,
		  plot->y + plot->height + 16);
	buf_release(&text);
}

static void draw_bubble(struct frame *frame, const struct bubble *bubble)
{
	const struct draw_text how = name_style();

	draw_marker(frame->draw, bubble->middle, THEME_CIRCLE,
		    2 * bubble->radius, theme_faded(theme_bar, 0.45));
	draw_marker(frame->draw, bubble->middle, THEME_CIRCLE, 3, theme_ink);
	if (bubble->text.width <= 0)
		return;
	/* whiskers of others may run below the name */
	draw_fill(frame->draw, &bubble->text, theme_faded(theme_paper, 0.75));
	draw_text(frame->draw, bubble->name, &how, bubble->text.x,
		  bubble->text.y);
}

void bubbles_draw(struct frame *frame)
{
	const double ticks =
		frame_text_width(frame, "100 %", THEME_SMALL_PT, false);
	struct bubbles bubbles = { 0 };

	frame_begin(frame, ticks + 2 * LAYOUT_GAP, RADIUS_MAX);
	frame->page.plot.height -= 2 * AXIS_HEIGHT;
	make_scales(frame, &bubbles);
	make_bubbles(frame, &bubbles);
	place_names(frame, &bubbles);
	draw_across(frame, &bubbles);
	draw_up(frame, &bubbles);
	draw_header(frame, &bubbles);
	for (size_t i = 0; i < bubbles.n; i++)
		draw_whiskers(frame, &bubbles, &bubbles.items[i]);
	for (size_t i = 0; i < bubbles.n; i++)
		draw_bubble(frame, &bubbles.items[i]);
	for (size_t i = 0; i < bubbles.n; i++)
		free(bubbles.items[i].name);
	free(bubbles.items);
}
