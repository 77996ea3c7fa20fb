/* SPDX-License-Identifier: MIT */
#include "report/pdf_text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/font_names.h"
#include "audit/base/xalloc.h"
#include "report/visible.h"

struct pdf_text {
	PangoFontMap *fonts;
	PangoContext *context;
	PangoLayout *layout; /* what is set */
	PangoFontDescription *sans, *mono;
	double grey;                 /* of what is set */
	bool knows_sans, knows_mono; /* their names are noted */
	struct buf shown;            /* scratch */
	char **fonts_used;           /* names, in order; owned */
	size_t n_fonts_used, n_fonts_alloc;
	struct buf font_list; /* the same as a text */
};

/*
 * The language "und" (undetermined) keeps Pango from asking the environment
 * which fonts to take for Han and others; hinting is off so that a length
 * does not depend on any resolution.
 */
static PangoContext *make_context(PangoFontMap *fonts)
{
	PangoContext *context = pango_font_map_create_context(fonts);
	cairo_font_options_t *options = cairo_font_options_create();

	pango_context_set_language(context, pango_language_from_string("und"));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	pango_context_set_round_glyph_positions(context, FALSE);
	cairo_font_options_destroy(options);
	return context;
}

/* A hyphen at the end of a line would be one that the text does not have. */
static void forbid_hyphens(PangoLayout *layout)
{
	PangoAttrList *attributes = pango_attr_list_new();

	pango_attr_list_insert(attributes,
			       pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
}

struct pdf_text *pdf_text_new(void)
{
	struct pdf_text *text = xcalloc(1, sizeof(*text));

	text->fonts = pango_cairo_font_map_new();
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(text->fonts),
					    72);
	text->context = make_context(text->fonts);
	text->layout = pango_layout_new(text->context);
	pango_layout_set_auto_dir(text->layout, FALSE);
	forbid_hyphens(text->layout);
	text->sans = pango_font_description_new();
	pango_font_description_set_family(text->sans, FONTS_SANS);
	text->mono = pango_font_description_new();
	pango_font_description_set_family(text->mono, FONTS_MONO);
	text->shown = (struct buf)BUF_INIT;
	text->font_list = (struct buf)BUF_INIT;
	return text;
}

void pdf_text_free(struct pdf_text *text)
{
	if (!text)
		return;
	pango_font_description_free(text->sans);
	pango_font_description_free(text->mono);
	g_object_unref(text->layout);
	g_object_unref(text->context);
	g_object_unref(text->fonts);
	buf_release(&text->shown);
	for (size_t i = 0; i < text->n_fonts_used; i++)
		free(text->fonts_used[i]);
	free((void *)text->fonts_used);
	buf_release(&text->font_list);
	free(text);
}

static double points(int units)
{
	return (double)units / PANGO_SCALE;
}

static void set_font(struct pdf_text *text, const struct pdf_style *style)
{
	PangoFontDescription *font = style->mono ? text->mono : text->sans;

	pango_font_description_set_absolute_size(
		font, round(style->size * PANGO_SCALE));
	pango_font_description_set_weight(
		font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(text->layout, font);
	pango_layout_set_alignment(text->layout, style->align == PDF_RIGHT
							 ? PANGO_ALIGN_RIGHT
							 : PANGO_ALIGN_LEFT);
	text->grey = style->grey;
}

/* Put a name where it belongs by its bytes, unless it is there. */
static void add_font(struct pdf_text *text, const char *name)
{
	size_t i = 0;

	while (i < text->n_fonts_used && strcmp(text->fonts_used[i], name) < 0)
		i++;
	if (i < text->n_fonts_used && strcmp(text->fonts_used[i], name) == 0)
		return;
	text->fonts_used =
		xgrow((void *)text->fonts_used, text->n_fonts_used,
		      &text->n_fonts_alloc, sizeof(*text->fonts_used));
	memmove((void *)(text->fonts_used + i + 1),
		(void *)(text->fonts_used + i),
		(text->n_fonts_used - i) * sizeof(*text->fonts_used));
	text->fonts_used[i] = xstrdup(name);
	text->n_fonts_used++;
}

static void note_fonts(struct pdf_text *text)
{
	PangoLayoutIter *iter = pango_layout_get_iter(text->layout);

	do {
		const PangoLayoutRun *run =
			pango_layout_iter_get_run_readonly(iter);
		PangoFontDescription *font;

		if (!run || !run->item->analysis.font)
			continue;
		font = pango_font_describe(run->item->analysis.font);
		add_font(text, pango_font_description_get_family(font));
		pango_font_description_free(font);
	} while (pango_layout_iter_next_run(iter));
	pango_layout_iter_free(iter);
}

static bool is_ascii(const char *s)
{
	while (*s > 0)
		s++;
	return *s == '\0';
}

/* Plain text needs the same font each time: the first one tells it. */
static void set_shown(struct pdf_text *text, const char *s,
		      const struct pdf_style *style)
{
	bool *is_known = style->mono ? &text->knows_mono : &text->knows_sans;

	buf_clear(&text->shown);
	visible_add(&text->shown, s, strlen(s));
	pango_layout_set_text(text->layout, text->shown.data,
			      (int)text->shown.len);
	if (!*is_known || !is_ascii(text->shown.data))
		note_fonts(text);
	*is_known = true;
}

const char *pdf_text_fonts(struct pdf_text *text)
{
	buf_clear(&text->font_list);
	for (size_t i = 0; i < text->n_fonts_used; i++)
		buf_addf(&text->font_list, "%s%s", i ? ", " : "",
			 text->fonts_used[i]);
	return text->font_list.data;
}

void pdf_text_set(struct pdf_text *text, const char *s,
		  const struct pdf_style *style, double width, int max_lines)
{
	PangoLayout *layout = text->layout;

	set_font(text, style);
	pango_layout_set_width(layout,
			       width > 0 ? (int)ceil(width * PANGO_SCALE) : -1);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_ellipsize(layout, max_lines > 0
						   ? PANGO_ELLIPSIZE_END
						   : PANGO_ELLIPSIZE_NONE);
	pango_layout_set_height(layout, max_lines > 0 ? -max_lines : -1);
	set_shown(text, s, style);
}

void pdf_text_set_words(struct pdf_text *text, const char *s,
			const struct pdf_style *style)
{
	pdf_text_set(text, s, style, 0, 0);
	pango_layout_set_width(text->layout, 0);
	pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD);
}

double pdf_text_width(struct pdf_text *text)
{
	PangoRectangle logical;

	pango_layout_get_extents(text->layout, NULL, &logical);
	return points(logical.width);
}

double pdf_text_height(struct pdf_text *text)
{
	PangoRectangle logical;

	pango_layout_get_extents(text->layout, NULL, &logical);
	return points(logical.height);
}

size_t pdf_text_n_lines(struct pdf_text *text)
{
	return (size_t)pango_layout_get_line_count(text->layout);
}

/* An iterator at a line; freed by the caller. */
static PangoLayoutIter *line_at(struct pdf_text *text, size_t line)
{
	PangoLayoutIter *iter = pango_layout_get_iter(text->layout);

	while (line-- && pango_layout_iter_next_line(iter))
		;
	return iter;
}

double pdf_text_line_height(struct pdf_text *text, size_t line)
{
	PangoLayoutIter *iter = line_at(text, line);
	PangoRectangle logical;

	pango_layout_iter_get_line_extents(iter, NULL, &logical);
	pango_layout_iter_free(iter);
	return points(logical.height);
}

/* Ink that leaves its lines would stand on those of others. */
static void clip(cairo_t *cr, const PangoRectangle *ink,
		 const PangoRectangle *logical)
{
	const int slack = PANGO_SCALE;

	if (ink->y >= logical->y - slack &&
	    ink->y + ink->height <= logical->y + logical->height + slack)
		return;
	cairo_rectangle(cr, points(ink->x) - 1, points(logical->y),
			points(ink->width) + 2, points(logical->height));
	cairo_clip(cr);
}

void pdf_text_show(struct pdf_text *text, cairo_t *cr, double x, double y)
{
	PangoRectangle ink, logical;

	pango_layout_get_extents(text->layout, &ink, &logical);
	cairo_save(cr);
	cairo_translate(cr, x, y);
	clip(cr, &ink, &logical);
	cairo_set_source_rgb(cr, text->grey, text->grey, text->grey);
	cairo_move_to(cr, 0, 0);
	pango_cairo_show_layout(cr, text->layout);
	cairo_restore(cr);
}

void pdf_text_show_line(struct pdf_text *text, cairo_t *cr, size_t line,
			double x, double y)
{
	PangoLayoutIter *iter = line_at(text, line);
	PangoRectangle ink, logical;

	pango_layout_iter_get_line_extents(iter, &ink, &logical);
	cairo_save(cr);
	cairo_translate(cr, x, y - points(logical.y));
	clip(cr, &ink, &logical);
	cairo_set_source_rgb(cr, text->grey, text->grey, text->grey);
	cairo_move_to(cr, points(logical.x),
		      points(pango_layout_iter_get_baseline(iter)));
	pango_cairo_show_layout_line(cr,
				     pango_layout_iter_get_line_readonly(iter));
	cairo_restore(cr);
	pango_layout_iter_free(iter);
}
