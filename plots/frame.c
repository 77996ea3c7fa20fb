/* SPDX-License-Identifier: MIT */
#include "plots/frame.h"

#include <math.h>
#include <string.h>

#include "audit/base/buf.h"
#include "plots/axis.h"

enum { SUBTITLE_GAP = 3, HEADER_HEIGHT = 18 };

static const struct text_style title_style = { THEME_TITLE_PT, true, 0, 2,
					       TEXT_LEFT };
static const struct text_style subtitle_style = { THEME_TEXT_PT, false, 0, 2,
						  TEXT_LEFT };
static const struct text_style caption_style = { THEME_SMALL_PT, false, 0, 0,
						 TEXT_LEFT };

/* The same style, wrapped at the width of the page. */
static struct text_style wrapped(const struct frame *frame,
				 struct text_style style)
{
	style.max_width_pt = fmax(1, frame->width - 2 * LAYOUT_MARGIN);
	return style;
}

static double wrapped_height(struct frame *frame, const char *s,
			     struct text_style style)
{
	if (!*s)
		return 0;
	style = wrapped(frame, style);
	return draw_measure(frame->draw, s, &style).height_pt;
}

static void put_wrapped(struct frame *frame, const char *s,
			struct text_style style, struct colour colour, double y)
{
	const struct draw_text how = { wrapped(frame, style), colour, false };

	draw_text(frame->draw, s, &how, LAYOUT_MARGIN, y);
}

static void put_words(struct frame *frame, double title_height)
{
	const struct chart_words *words = frame->words;
	double y = frame->page.title.y;

	put_wrapped(frame, words->title, title_style, theme_ink, y);
	put_wrapped(frame, words->subtitle, subtitle_style, theme_soft,
		    y + title_height + SUBTITLE_GAP);
	put_wrapped(frame, words->caption, caption_style, theme_soft,
		    frame->page.caption.y);
}

void frame_begin(struct frame *frame, double left_width, double right_width)
{
	const struct chart_words *words = frame->words;
	double title = wrapped_height(frame, words->title, title_style);
	double subtitle =
		wrapped_height(frame, words->subtitle, subtitle_style);
	struct layout_sizes sizes = {
		.width = frame->width,
		.height = frame->height,
		.title_height = title + SUBTITLE_GAP + subtitle + HEADER_HEIGHT,
		.caption_height =
			wrapped_height(frame, words->caption, caption_style),
		.left_width = left_width,
		.right_width = right_width,
		.axis_height = AXIS_HEIGHT,
	};
	double plot_width =
		frame->width - 2 * LAYOUT_MARGIN - left_width - right_width;

	if (frame->set->n_periods)
		axis_plan_strip(frame, plot_width);
	sizes.strip_height = frame->strip.height;
	layout_page(&sizes, &frame->page);
	if (frame->set->n_periods)
		frame->pitch =
			frame->page.plot.width / (double)frame->set->n_periods;
	put_words(frame, title);
}

void frame_axis(struct frame *frame)
{
	axis_draw_periods(frame);
	axis_draw_strip(frame);
}

void frame_message(struct frame *frame, const char *message)
{
	const struct box *plot = &frame->page.plot;
	const struct draw_point base[] = {
		{ plot->x, plot->y + plot->height },
		{ plot->x + plot->width, plot->y + plot->height },
	};
	const struct draw_stroke stroke = { theme_axis, 1, NULL, 0 };
	const struct frame_text how = { THEME_TITLE_PT, false, theme_soft, 0.5,
					0.5 };

	draw_line(frame->draw, base, 2, &stroke);
	frame_put(frame, message, &how, plot->x + plot->width / 2,
		  plot->y + plot->height / 2);
}

double frame_x(const struct frame *frame, size_t i)
{
	return frame->page.plot.x + (double)i * frame->pitch;
}

double frame_text_width(struct frame *frame, const char *s, double size_pt,
			bool bold)
{
	const struct text_style style = { size_pt, bold, 0, 0, TEXT_LEFT };

	return draw_measure(frame->draw, s, &style).width_pt;
}

void frame_put(struct frame *frame, const char *s, const struct frame_text *how,
	       double x, double y)
{
	const struct draw_text text = {
		{ how->size_pt, how->bold, 0, 0, TEXT_LEFT },
		how->colour,
		false,
	};
	struct text_size size = draw_measure(frame->draw, s, &text.style);

	draw_text(frame->draw, s, &text, x - how->anchor_x * size.width_pt,
		  y - how->anchor_y * size.height_pt);
}

bool frame_is_cut(const struct frame *frame, size_t i)
{
	return (i == 0 && frame->set->cut_first) ||
	       (i + 1 == frame->set->n_periods && frame->set->cut_last);
}
