/* SPDX-License-Identifier: MIT */
#include "report/pdf_print.h"

#include <cairo-pdf.h>
#include <string.h>

#include "audit/base/buf.h"
#include "report/visible.h"

/* Margins, and where the running head and the foot stand, in points. */
static const double side = 48, above = 66, below = 60;
static const double head_y = 34, foot_y = 40;

static const struct pdf_room papers[] = {
	[PDF_A4] = { 595.276, 841.89 },
	[PDF_LETTER] = { 612, 792 },
};

struct pdf_room pdf_print_room(enum pdf_paper paper)
{
	return (struct pdf_room){ papers[paper].width - 2 * side,
				  papers[paper].height - above - below };
}

static cairo_status_t write_bytes(void *closure, const unsigned char *data,
				  unsigned int length)
{
	if (fwrite(data, 1, length, closure) < length)
		return CAIRO_STATUS_WRITE_ERROR;
	return CAIRO_STATUS_SUCCESS;
}

static void set_text(cairo_surface_t *surface, cairo_pdf_metadata_t kind,
		     const char *text)
{
	struct buf shown = BUF_INIT;

	visible_add(&shown, text, strlen(text));
	cairo_pdf_surface_set_metadata(surface, kind, shown.data);
	buf_release(&shown);
}

/* A date of ours keeps cairo from writing today's. */
static void set_metadata(const struct pdf_print *print,
			 cairo_surface_t *surface)
{
	struct buf text = BUF_INIT;

	set_text(surface, CAIRO_PDF_METADATA_TITLE, print->title);
	set_text(surface, CAIRO_PDF_METADATA_SUBJECT, print->scope);
	buf_addf(&text, "git-provenance %s", print->version);
	set_text(surface, CAIRO_PDF_METADATA_CREATOR, text.data);
	buf_clear(&text);
	buf_addf(&text, "%sT00:00:00Z",
		 print->date ? print->date : "1970-01-01");
	set_text(surface, CAIRO_PDF_METADATA_CREATE_DATE, text.data);
	buf_release(&text);
}

/* A text at the left and one at the right, on one line. */
static void draw_edge(const struct pdf_canvas *canvas, const char *left,
		      const char *right, double y)
{
	const struct pdf_style style = { .size = 7.5, .grey = .35 };
	double width;

	pdf_text_set(canvas->text, right, &style, canvas->width / 2, 1);
	width = pdf_text_width(canvas->text);
	pdf_text_show(canvas->text, canvas->cr,
		      canvas->left + canvas->width - width, y);
	pdf_text_set(canvas->text, left, &style, canvas->width - width - 12, 1);
	pdf_text_show(canvas->text, canvas->cr, canvas->left, y);
}

static void draw_edges(const struct pdf_print *print,
		       const struct pdf_canvas *canvas, int page, int n_pages)
{
	struct buf made = BUF_INIT, number = BUF_INIT;
	double foot = papers[print->paper].height - foot_y;

	if (print->date)
		buf_addf(&made, "History up to %s. ", print->date);
	buf_addf(&made, "Made by git-provenance %s.", print->version);
	buf_addf(&number, "%d / %d", page + 1, n_pages);
	draw_edge(canvas, made.data, number.data, foot);
	if (page)
		draw_edge(canvas, print->scope, print->title, head_y);
	buf_release(&made);
	buf_release(&number);
}

/* Parents are the last items of the levels above. */
static void add_outline(const struct pdf_print *print,
			const struct pdf_flow *flow, cairo_surface_t *surface)
{
	int parents[] = { CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT,
			  CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT };
	struct buf link = BUF_INIT, heading = BUF_INIT;

	for (size_t i = 0; i < print->n_outline; i++) {
		const struct pdf_outline *item = &print->outline[i];
		int level = item->level < 1   ? 1
			    : item->level > 3 ? 3
					      : item->level;

		if (!pdf_flow_page(flow, item->place))
			continue;
		buf_clear(&link);
		buf_clear(&heading);
		buf_addf(&link, "dest='%s'", item->place);
		visible_add(&heading, item->heading, strlen(item->heading));
		parents[level] = cairo_pdf_surface_add_outline(
			surface, parents[level - 1], heading.data, link.data,
			level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
	}
	buf_release(&link);
	buf_release(&heading);
}

static void draw_pages(const struct pdf_print *print, struct pdf_flow *flow,
		       const struct pdf_canvas *canvas)
{
	int n_pages = pdf_flow_break(flow, pdf_print_room(print->paper).height);

	cairo_tag_begin(canvas->cr, "Document", NULL);
	for (int page = 0; page < n_pages; page++) {
		draw_edges(print, canvas, page, n_pages);
		pdf_flow_draw(flow, canvas, page);
		if (page + 1 == n_pages)
			cairo_tag_end(canvas->cr, "Document");
		cairo_show_page(canvas->cr);
	}
}

/* What fwrite could not write is told by the owner of the file. */
static int check(cairo_status_t status, struct err *err)
{
	if (status == CAIRO_STATUS_SUCCESS ||
	    status == CAIRO_STATUS_WRITE_ERROR)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "cannot make the PDF: %s; see to it that there is "
		       "memory and room, and run it again",
		       cairo_status_to_string(status));
}

int pdf_print(const struct pdf_print *print, struct pdf_flow *flow,
	      struct pdf_text *text, FILE *out, struct err *err)
{
	const struct pdf_room *paper = &papers[print->paper];
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		write_bytes, out, paper->width, paper->height);
	struct pdf_canvas canvas = {
		.cr = cairo_create(surface),
		.text = text,
		.flow = flow,
		.left = side,
		.top = above,
		.width = paper->width - 2 * side,
	};
	cairo_status_t status;

	set_metadata(print, surface);
	draw_pages(print, flow, &canvas);
	add_outline(print, flow, surface);
	status = cairo_status(canvas.cr);
	cairo_destroy(canvas.cr);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return check(status, err);
}
