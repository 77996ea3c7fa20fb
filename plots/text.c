/* SPDX-License-Identifier: MIT */
#include "plots/text.h"

#include <glib.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "audit/base/font_names.h"
#include "audit/base/xalloc.h"
#include "plots/fonts.h"

struct text {
	PangoFontMap *fonts;
	PangoContext *context;
};

/*
 * The language "und" (undetermined) keeps Pango from asking the environment
 * (LANGUAGE, PANGO_LANGUAGE) which fonts to take for Han and others; hinting
 * is off so that lengths do not depend on the resolution.
 */
struct text *text_new(void)
{
	struct text *text = xcalloc(1, sizeof(*text));
	cairo_font_options_t *options = cairo_font_options_create();

	text->fonts = pango_cairo_font_map_new();
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(text->fonts),
					    72);
	text->context = pango_font_map_create_context(text->fonts);
	pango_context_set_language(text->context,
				   pango_language_from_string("und"));
	pango_context_set_base_dir(text->context, PANGO_DIRECTION_LTR);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(text->context, options);
	pango_context_set_round_glyph_positions(text->context, FALSE);
	cairo_font_options_destroy(options);
	return text;
}

void text_free(struct text *text)
{
	if (!text)
		return;
	g_object_unref(text->context);
	g_object_unref(text->fonts);
	free(text);
}

/* Marks, embeddings, overrides and isolates that steer the direction. */
static bool is_direction_control(gunichar c)
{
	return c == 0x061c || c == 0x200e || c == 0x200f ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
}

/*
 * Line ends of Unicode, tags, controls, and what is no character (and may
 * not stand in an SVG): never to be seen.
 */
static bool is_control(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
	       c == 0x2029 || c == 0xfeff || c == 0xfffc ||
	       (c & 0xfffe) == 0xfffe || (c >= 0xe0000 && c <= 0xe007f);
}

void text_clean(const char *s, struct buf *out)
{
	for (size_t n; *s; s += n) {
		gunichar c = g_utf8_get_char_validated(s, -1);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			buf_add_str(out, "\xef\xbf\xbd");
			n = 1;
			continue;
		}
		n = (size_t)g_utf8_skip[(unsigned char)*s];
		if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028)
			buf_add_char(out, ' ');
		else if (!is_control(c) && !is_direction_control(c))
			buf_add(out, s, n);
	}
}

static void set_width(PangoLayout *layout, const struct text_style *style)
{
	if (style->max_width_pt <= 0)
		return;
	pango_layout_set_width(layout,
			       (int)(style->max_width_pt * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	if (style->max_lines <= 0)
		return;
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	pango_layout_set_height(layout, -style->max_lines);
}

static PangoLayout *make_layout(struct text *text, const char *s,
				const struct text_style *style)
{
	static const PangoAlignment alignments[] = {
		[TEXT_LEFT] = PANGO_ALIGN_LEFT,
		[TEXT_CENTRE] = PANGO_ALIGN_CENTER,
		[TEXT_RIGHT] = PANGO_ALIGN_RIGHT,
	};
	PangoLayout *layout = pango_layout_new(text->context);
	PangoFontDescription *font = pango_font_description_new();
	struct buf clean = BUF_INIT, plain = BUF_INIT;

	pango_font_description_set_family(font, FONTS_SANS);
	pango_font_description_set_absolute_size(
		font, round(style->size_pt * PANGO_SCALE));
	if (style->bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_alignment(layout, alignments[style->align]);
	set_width(layout, style);
	text_clean(s, &clean);
	fonts_add_plain(&plain, clean.data);
	pango_layout_set_text(layout, plain.data, (int)plain.len);
	buf_release(&plain);
	buf_release(&clean);
	pango_font_description_free(font);
	return layout;
}

struct text_size text_measure(struct text *text, const char *s,
			      const struct text_style *style)
{
	PangoLayout *layout = make_layout(text, s, style);
	PangoRectangle logical;
	struct text_size size;

	pango_layout_get_extents(layout, NULL, &logical);
	size.width_pt = (double)logical.width / PANGO_SCALE;
	size.height_pt = (double)logical.height / PANGO_SCALE;
	g_object_unref(layout);
	return size;
}

void text_show(struct text *text, cairo_t *cr, const char *s,
	       const struct text_style *style)
{
	PangoLayout *layout = make_layout(text, s, style);

	pango_cairo_show_layout(cr, layout);
	g_object_unref(layout);
}
