/* SPDX-License-Identifier: MIT */
#include "plots/draw.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/date.h"
#include "audit/base/xalloc.h"
#include "plots/svg.h"

struct draw {
	struct draw_page page;
	struct buf bytes; /* what the surface wrote so far */
	struct text *text;
	cairo_surface_t *surface; /* NULL: cr is on one of the caller's */
	cairo_t *cr;
};

static const char *const format_names[] = {
	[DRAW_SVG] = "svg",
	[DRAW_PNG] = "png",
	[DRAW_PDF] = "pdf",
};

const char *draw_format_name(enum draw_format format)
{
	return format_names[format];
}

int draw_read_format(const char *name, enum draw_format *format_out)
{
	for (int i = DRAW_SVG; i <= DRAW_PDF; i++) {
		if (strcmp(format_names[i], name) != 0)
			continue;
		*format_out = (enum draw_format)i;
		return 0;
	}
	return -1;
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data,
				  unsigned int length)
{
	buf_add(closure, data, length);
	return CAIRO_STATUS_SUCCESS;
}

/* A date of ours keeps cairo from writing today's. */
static cairo_surface_t *pdf_surface(struct draw *draw)
{
	const struct draw_page *page = &draw->page;
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		write_bytes, &draw->bytes, page->width, page->height);
	char date[DATE_TEXT_MAX];

	date_format_second(page->at, date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
				       page->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
				       "git-provenance " VERSION);
	return surface;
}

static cairo_surface_t *png_surface(const struct draw_page *page)
{
	double scale = page->dpi / 72;
	cairo_surface_t *surface = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)lround(page->width * scale),
		(int)lround(page->height * scale));

	cairo_surface_set_device_scale(surface, scale, scale);
	return surface;
}

static cairo_surface_t *new_surface(struct draw *draw)
{
	const struct draw_page *page = &draw->page;

	switch (page->format) {
	case DRAW_SVG:
		return cairo_svg_surface_create_for_stream(
			write_bytes, &draw->bytes, page->width, page->height);
	case DRAW_PDF:
		return pdf_surface(draw);
	case DRAW_PNG:
		return png_surface(page);
	}
	assert(!"kind of page");
	return NULL;
}

static void set_colour(struct draw *draw, struct colour colour)
{
	const struct theme_rgb rgb = theme_rgb(draw->page.theme, colour);

	cairo_set_source_rgba(draw->cr, rgb.red, rgb.green, rgb.blue,
			      colour.alpha);
}

static struct draw *make(const struct draw_page *page)
{
	struct draw *draw = xcalloc(1, sizeof(*draw));

	draw->page = *page;
	draw->bytes = (struct buf)BUF_INIT;
	draw->text = text_new();
	return draw;
}

static void begin(struct draw *draw)
{
	struct box all = { 0, 0, draw->page.width, draw->page.height };

	cairo_set_line_join(draw->cr, CAIRO_LINE_JOIN_ROUND);
	/* the last pixels of a picture may be only half on the page */
	if (draw->surface && draw->page.format == DRAW_PNG) {
		all.width += 72 / draw->page.dpi;
		all.height += 72 / draw->page.dpi;
	}
	draw_fill(draw, &all, theme_paper);
}

struct draw *draw_new(const struct draw_page *page)
{
	struct draw *draw = make(page);

	draw->surface = new_surface(draw);
	draw->cr = cairo_create(draw->surface);
	begin(draw);
	return draw;
}

struct draw *draw_new_on(const struct draw_page *page, cairo_t *cr)
{
	struct draw *draw = make(page);

	draw->cr = cairo_reference(cr);
	cairo_save(cr);
	begin(draw);
	return draw;
}

/* Let the surface write what is left; the first failure of all. */
static cairo_status_t end_surface(struct draw *draw)
{
	cairo_status_t status = cairo_status(draw->cr);

	if (!draw->surface) {
		cairo_restore(draw->cr);
		return status;
	}
	if (status == CAIRO_STATUS_SUCCESS && draw->page.format == DRAW_PNG)
		status = cairo_surface_write_to_png_stream(
			draw->surface, write_bytes, &draw->bytes);
	cairo_surface_finish(draw->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(draw->surface);
	return status;
}

static void take_bytes(const struct draw *draw, struct buf *out)
{
	const struct svg_words words = { draw->page.id, draw->page.title,
					 draw->page.alt };

	if (draw->page.format == DRAW_SVG)
		svg_finish(&draw->bytes, &words, out);
	else
		buf_add(out, draw->bytes.data, draw->bytes.len);
}

int draw_finish(struct draw *draw, struct buf *out, struct err *err)
{
	cairo_status_t status = end_surface(draw);
	int ret = 0;

	if (status == CAIRO_STATUS_SUCCESS && draw->surface)
		take_bytes(draw, out);
	if (status != CAIRO_STATUS_SUCCESS)
		ret = err_set(err, FAIL_WORLD,
			      "cannot draw '%s' as %s: %s; see to it that "
			      "there is memory and room, and run it again",
			      draw->page.id,
			      draw_format_name(draw->page.format),
			      cairo_status_to_string(status));
	cairo_destroy(draw->cr);
	cairo_surface_destroy(draw->surface);
	text_free(draw->text);
	buf_release(&draw->bytes);
	free(draw);
	return ret;
}

struct text_size draw_measure(struct draw *draw, const char *s,
			      const struct text_style *style)
{
	return text_measure(draw->text, s, style);
}

void draw_text(struct draw *draw, const char *s, const struct draw_text *how,
	       double x, double y)
{
	cairo_save(draw->cr);
	set_colour(draw, how->colour);
	if (how->turned) {
		struct text_size size = draw_measure(draw, s, &how->style);

		cairo_translate(draw->cr, x, y + size.width_pt);
		cairo_rotate(draw->cr, -acos(-1) / 2);
		cairo_move_to(draw->cr, 0, 0);
	} else {
		cairo_move_to(draw->cr, x, y);
	}
	text_show(draw->text, draw->cr, s, &how->style);
	cairo_restore(draw->cr);
}

void draw_fill(struct draw *draw, const struct box *box, struct colour colour)
{
	set_colour(draw, colour);
	cairo_rectangle(draw->cr, box->x, box->y, box->width, box->height);
	cairo_fill(draw->cr);
}

/*
 * Diagonals x + y = c, cut at the box by hand: a clip would make an SVG
 * much larger, and a pattern would put a surface into it.
 */
void draw_hatch(struct draw *draw, const struct box *box, struct colour colour)
{
	const double pitch = 4;
	double right = box->x + box->width, bottom = box->y + box->height;
	int n_lines = (int)((box->width + box->height) / pitch);

	set_colour(draw, colour);
	cairo_set_line_width(draw->cr, 0.8);
	for (int i = 1; i <= n_lines; i++) {
		double c = box->x + box->y + i * pitch;
		double x0 = fmax(box->x, c - bottom);
		double x1 = fmin(right, c - box->y);

		cairo_move_to(draw->cr, x0, c - x0);
		cairo_line_to(draw->cr, x1, c - x1);
	}
	cairo_rectangle(draw->cr, box->x, box->y, box->width, box->height);
	cairo_stroke(draw->cr);
}

void draw_line(struct draw *draw, const struct draw_point *points, size_t n,
	       const struct draw_stroke *stroke)
{
	if (n < 2)
		return;
	set_colour(draw, stroke->colour);
	cairo_set_line_width(draw->cr, stroke->width);
	cairo_set_dash(draw->cr, stroke->dashes, stroke->n_dashes, 0);
	cairo_move_to(draw->cr, points[0].x, points[0].y);
	for (size_t i = 1; i < n; i++)
		cairo_line_to(draw->cr, points[i].x, points[i].y);
	cairo_stroke(draw->cr);
	cairo_set_dash(draw->cr, NULL, 0, 0);
}

void draw_band(struct draw *draw, const struct draw_point *upper,
	       const struct draw_point *lower, size_t n, struct colour colour)
{
	if (n < 2)
		return;
	set_colour(draw, colour);
	cairo_move_to(draw->cr, upper[0].x, upper[0].y);
	for (size_t i = 1; i < n; i++)
		cairo_line_to(draw->cr, upper[i].x, upper[i].y);
	for (size_t i = n; i > 0; i--)
		cairo_line_to(draw->cr, lower[i - 1].x, lower[i - 1].y);
	cairo_close_path(draw->cr);
	cairo_fill(draw->cr);
}

/* The corners of a marker around 0, half a unit away; 0, 0 ends them. */
static const struct draw_point marker_corners[THEME_N_MARKERS][5] = {
	[THEME_SQUARE] = { { -.45, -.45 },
			   { .45, -.45 },
			   { .45, .45 },
			   { -.45, .45 } },
	[THEME_TRIANGLE] = { { 0, -.55 }, { .55, .45 }, { -.55, .45 } },
	[THEME_DIAMOND] = { { 0, -.6 }, { .6, 0 }, { 0, .6 }, { -.6, 0 } },
};

static void cross_path(cairo_t *cr, struct draw_point point, double half)
{
	cairo_move_to(cr, point.x - half, point.y - half);
	cairo_line_to(cr, point.x + half, point.y + half);
	cairo_move_to(cr, point.x - half, point.y + half);
	cairo_line_to(cr, point.x + half, point.y - half);
}

void draw_marker(struct draw *draw, struct draw_point point,
		 enum theme_marker marker, double size, struct colour colour)
{
	const struct draw_point *corner = marker_corners[marker];

	set_colour(draw, colour);
	if (marker == THEME_CROSS) {
		cross_path(draw->cr, point, size * 0.45);
		cairo_set_line_width(draw->cr, size / 4);
		cairo_stroke(draw->cr);
		return;
	}
	cairo_new_path(draw->cr);
	if (marker == THEME_CIRCLE)
		cairo_arc(draw->cr, point.x, point.y, size / 2, 0,
			  2 * acos(-1));
	for (; corner->x != 0 || corner->y != 0; corner++)
		cairo_line_to(draw->cr, point.x + corner->x * size,
			      point.y + corner->y * size);
	cairo_close_path(draw->cr);
	cairo_fill(draw->cr);
}
