/* SPDX-License-Identifier: MIT */
#include "plots/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <string.h>

const struct fonts_family fonts_families[] = {
	{ "DejaVu Sans", "Latin, Greek, Cyrillic, Arabic, Hebrew", "a" },
	{ "DejaVu Sans Mono", "the same, in code", "a" },
	{ "WenQuanYi Micro Hei", "Chinese, Japanese, Korean", "\xed\x95\x9c" },
	{ "Symbola", "emoji and symbols", "\xf0\x9f\x9a\x80\xef\xb8\x8e" },
	{ 0 }
};

/* The font of the first glyph; NULL where none has it.  The layout's. */
static PangoFont *first_font(PangoLayout *layout)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
	const PangoLayoutRun *run =
		line && line->runs ? line->runs->data : NULL;

	if (!run || run->glyphs->num_glyphs < 1 ||
	    run->glyphs->glyphs[0].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
		return NULL;
	return run->item->analysis.font;
}

/* A version is a number of 16 bits and 16 of its fraction. */
static void add_version(struct buf *out, int fixed)
{
	buf_addf(out, "%d.%03d", fixed >> 16,
		 ((fixed & 0xffff) * 1000 + 0x8000) >> 16);
}

static void describe(FcPattern *pattern, struct fonts_found *found)
{
	FcChar8 *text;
	int version;

	if (FcPatternGetString(pattern, FC_FAMILY, 0, &text) == FcResultMatch)
		buf_add_str(&found->family, (const char *)text);
	if (FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &version) ==
	    FcResultMatch)
		add_version(&found->version, version);
	if (FcPatternGetString(pattern, FC_FILE, 0, &text) == FcResultMatch) {
		const char *slash = strrchr((const char *)text, '/');

		buf_add_str(&found->file,
			    slash ? slash + 1 : (const char *)text);
	}
}

static PangoLayout *sample_layout(PangoContext *context,
				  const struct fonts_family *family)
{
	PangoLayout *layout = pango_layout_new(context);
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, family->name);
	pango_font_description_set_size(font, 10 * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_text(layout, family->sample, -1);
	pango_font_description_free(font);
	return layout;
}

bool fonts_find(const struct fonts_family *family,
		struct fonts_found *found_out)
{
	PangoFontMap *map = pango_cairo_font_map_new();
	PangoContext *context = pango_font_map_create_context(map);
	PangoLayout *layout;
	PangoFont *font;

	pango_context_set_language(context, pango_language_from_string("und"));
	layout = sample_layout(context, family);
	font = first_font(layout);
	if (font && PANGO_IS_FC_FONT(font)) {
		*found_out =
			(struct fonts_found){ BUF_INIT, BUF_INIT, BUF_INIT };
		describe(pango_fc_font_get_pattern(PANGO_FC_FONT(font)),
			 found_out);
	} else {
		font = NULL;
	}
	g_object_unref(layout);
	g_object_unref(context);
	g_object_unref(map);
	return font != NULL;
}

void fonts_found_release(struct fonts_found *found)
{
	buf_release(&found->family);
	buf_release(&found->version);
	buf_release(&found->file);
}

/* Where Unicode has pictures: from the watch to the circle, and its planes. */
static bool is_picture(gunichar c)
{
	return (c >= 0x231a && c <= 0x2b55) || (c >= 0x1f000 && c < 0x20000);
}

void fonts_add_plain(struct buf *out, const char *s)
{
	static const gunichar as_text = 0xfe0e, as_picture = 0xfe0f;

	while (*s) {
		const char *next = g_utf8_next_char(s);
		gunichar c = g_utf8_get_char(s);
		gunichar then = g_utf8_get_char(next);

		if (c == as_picture)
			buf_add_str(out, "\xef\xb8\x8e");
		else
			buf_add(out, s, (size_t)(next - s));
		if (is_picture(c) && then != as_text && then != as_picture)
			buf_add_str(out, "\xef\xb8\x8e");
		s = next;
	}
}
