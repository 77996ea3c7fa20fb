/* SPDX-License-Identifier: MIT */
#include "report/pdf_words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

enum { MAX_LINES_ENTRY = 1 };

/* How a kind of words looks; lengths in points. */
struct look {
	struct pdf_style style;
	const char *tag;  /* of the structure */
	double gap;       /* above it */
	double leading;   /* below each line */
	double indent;    /* of the text */
	const char *mark; /* at the left of the first line; NULL: none */
	double bar;       /* how black a bar at the left is; 0: none */
	double need;      /* so much of a page must be left */
	bool holds;       /* with the next block */
	enum page_at {
		PAGE_NOWHERE,
		PAGE_RIGHT,
		PAGE_AFTER
	} page; /* that
				    it leads to: where its number stands */
};

/* Small type for what is there to be looked up. */
#define SMALL 7.5
#define TEXT 9.5

/* Greys of text. */
#define INK .1
#define SOFT .25

static const struct look looks[PDF_N_WORDS] = {
	[PDF_TITLE] = { .style = { .size = 22, .bold = true, .grey = INK },
			.tag = "H1",
			.leading = 6,
			.holds = true },
	[PDF_SUBTITLE] = { .style = { .size = TEXT, .grey = SOFT },
			   .tag = "P",
			   .leading = 3,
			   .holds = true },
	[PDF_CONTENTS] = { .style = { .size = 13, .bold = true, .grey = INK },
			   .tag = "P",
			   .gap = 22,
			   .leading = 4,
			   .holds = true },
	[PDF_HEADING_1] = { .style = { .size = 17, .bold = true, .grey = INK },
			    .tag = "H1",
			    .gap = 30,
			    .leading = 5,
			    .need = 200,
			    .holds = true },
	[PDF_HEADING_2] = { .style = { .size = 13, .bold = true, .grey = INK },
			    .tag = "H2",
			    .gap = 24,
			    .leading = 3,
			    .need = 100,
			    .holds = true },
	[PDF_HEADING_3] = { .style = { .size = 11, .bold = true, .grey = INK },
			    .tag = "H3",
			    .gap = 18,
			    .leading = 3,
			    .need = 80,
			    .holds = true },
	[PDF_PLAIN] = { .style = { .size = TEXT, .grey = INK },
			.tag = "P",
			.gap = 6,
			.leading = 2.2 },
	[PDF_LEAD] = { .style = { .size = TEXT, .grey = INK },
		       .tag = "P",
		       .gap = 4,
		       .leading = 2.2,
		       .holds = true },
	[PDF_LIMIT] = { .style = { .size = TEXT, .grey = INK },
			.tag = "P",
			.gap = 7,
			.leading = 2.2,
			.indent = 10,
			.bar = .8 },
	[PDF_FLOOR] = { .style = { .size = TEXT, .grey = INK },
			.tag = "P",
			.gap = 7,
			.leading = 2.2,
			.indent = 10,
			.bar = .25 },
	[PDF_ITEM] = { .style = { .size = TEXT, .grey = INK },
		       .tag = "LI",
		       .gap = 4,
		       .leading = 2.2,
		       .indent = 12,
		       .mark = "\u2022" },
	[PDF_CAPTION] = { .style = { .size = 8, .grey = SOFT },
			  .tag = "Caption",
			  .gap = 8,
			  .leading = 1.6,
			  .holds = true },
	[PDF_LEGEND] = { .style = { .size = SMALL, .grey = SOFT },
			 .tag = "Caption",
			 .gap = 4,
			 .leading = 1.4 },
	[PDF_CAVEAT] = { .style = { .size = SMALL, .grey = SOFT },
			 .tag = "LI",
			 .gap = 2.5,
			 .leading = 1.4,
			 .indent = 10,
			 .mark = "\u2022",
			 .holds = true },
	[PDF_QUESTION] = { .style = { .size = SMALL, .grey = INK },
			   .tag = "P",
			   .gap = 2,
			   .leading = 1.4,
			   .indent = 3,
			   .holds = true },
	[PDF_COMMAND] = { .style = { .size = 7, .mono = true, .grey = INK },
			  .tag = "P",
			  .gap = 4,
			  .leading = 1.4,
			  .holds = true },
	[PDF_ENTRY_1] = { .style = { .size = 9, .bold = true, .grey = INK },
			  .tag = "TOCI",
			  .gap = 6,
			  .leading = 1.5,
			  .holds = true,
			  .page = PAGE_RIGHT },
	[PDF_ENTRY_2] = { .style = { .size = 9, .grey = INK },
			  .tag = "TOCI",
			  .gap = 1,
			  .leading = 1.5,
			  .indent = 12,
			  .page = PAGE_RIGHT },
	[PDF_ENTRY_3] = { .style = { .size = 9, .grey = INK },
			  .tag = "TOCI",
			  .gap = 1,
			  .leading = 1.5,
			  .indent = 24,
			  .page = PAGE_RIGHT },
	[PDF_SEE] = { .style = { .size = SMALL, .grey = SOFT },
		      .tag = "P",
		      .gap = 3,
		      .leading = 1.4,
		      .page = PAGE_AFTER },
};

/* Lines of words in the flow. */
struct lines {
	struct pdf_block base;
	const struct look *look;
	char *text, *place, *link; /* owned; place and link may be NULL */
	double width;              /* of the text */
	int max_lines;             /* 0: no limit */
	double *heights;           /* of the lines; owned */
};

/* Room for " 1234" at the right of a line that names a page. */
static const double page_room = 34;

static void begin_tag(cairo_t *cr, const char *tag, const char *attribute,
		      const char *name)
{
	struct buf attributes = BUF_INIT;

	buf_addf(&attributes, "%s='%s'", attribute, name);
	cairo_tag_begin(cr, tag, attributes.data);
	buf_release(&attributes);
}

/* cairo fails on a link that leads nowhere. */
static bool has_link(const struct lines *lines, const struct pdf_canvas *canvas)
{
	return lines->link && pdf_flow_page(canvas->flow, lines->link) > 0;
}

static void begin_tags(const struct lines *lines,
		       const struct pdf_canvas *canvas, bool is_start)
{
	cairo_tag_begin(canvas->cr, lines->look->tag, NULL);
	if (lines->place && is_start)
		begin_tag(canvas->cr, CAIRO_TAG_DEST, "name", lines->place);
	if (has_link(lines, canvas))
		begin_tag(canvas->cr, CAIRO_TAG_LINK, "dest", lines->link);
}

static void end_tags(const struct lines *lines, const struct pdf_canvas *canvas,
		     bool is_start)
{
	if (has_link(lines, canvas))
		cairo_tag_end(canvas->cr, CAIRO_TAG_LINK);
	if (lines->place && is_start)
		cairo_tag_end(canvas->cr, CAIRO_TAG_DEST);
	cairo_tag_end(canvas->cr, lines->look->tag);
}

/* Dots lead the eye from the words to a page at the right. */
static void draw_dots(cairo_t *cr, double from, double to, double y)
{
	if (to - from < 6)
		return;
	cairo_save(cr);
	cairo_set_source_rgb(cr, .6, .6, .6);
	cairo_set_line_width(cr, .5);
	cairo_set_dash(cr, (const double[]){ .5, 3 }, 2, 0);
	cairo_move_to(cr, to, y);
	cairo_line_to(cr, from, y);
	cairo_stroke(cr);
	cairo_restore(cr);
}

/* The number of the page that the words lead to. */
static void draw_page(const struct lines *lines,
		      const struct pdf_canvas *canvas, double y)
{
	const struct look *look = lines->look;
	int page = pdf_flow_page(canvas->flow, lines->link);
	double right = canvas->left + canvas->width;
	double x = canvas->left + look->indent + pdf_text_width(canvas->text) +
		   look->style.size / 3;
	struct buf number = BUF_INIT;

	if (!page)
		return;
	buf_addf(&number, "%d", page);
	pdf_text_set(canvas->text, number.data, &look->style, 0, 0);
	if (look->page == PAGE_RIGHT) {
		draw_dots(canvas->cr, x, right - page_room + 10,
			  y + look->style.size);
		x = right - pdf_text_width(canvas->text);
	}
	pdf_text_show(canvas->text, canvas->cr, x, y);
	buf_release(&number);
}

static void draw_bar(const struct pdf_canvas *canvas, double grey, double y,
		     double height)
{
	cairo_set_source_rgb(canvas->cr, grey, grey, grey);
	cairo_rectangle(canvas->cr, canvas->left, y, 3, height);
	cairo_fill(canvas->cr);
}

static void draw_mark(const struct lines *lines,
		      const struct pdf_canvas *canvas, double y)
{
	pdf_text_set(canvas->text, lines->look->mark, &lines->look->style, 0,
		     0);
	pdf_text_show(canvas->text, canvas->cr, canvas->left, y);
}

static void draw(const struct pdf_block *block, const struct pdf_canvas *canvas,
		 const struct pdf_place *places, size_t first, size_t end)
{
	const struct lines *lines = (const struct lines *)block;
	const struct look *look = lines->look;
	double top = canvas->top + places[first].y;
	double bottom =
		canvas->top + places[end - 1].y + lines->heights[end - 1];

	if (look->bar > 0)
		draw_bar(canvas, 1 - look->bar, top, bottom - top);
	begin_tags(lines, canvas, first == 0);
	if (look->mark && first == 0)
		draw_mark(lines, canvas, top);
	pdf_text_set(canvas->text, lines->text, &look->style, lines->width,
		     lines->max_lines);
	for (size_t i = first; i < end; i++)
		pdf_text_show_line(canvas->text, canvas->cr, i,
				   canvas->left + look->indent,
				   canvas->top + places[i].y);
	if (look->page && lines->link)
		draw_page(lines, canvas, top);
	end_tags(lines, canvas, first == 0);
}

static void release(struct pdf_block *block)
{
	struct lines *lines = (struct lines *)block;

	free(lines->text);
	free(lines->place);
	free(lines->link);
	free(lines->heights);
	free(lines);
}

static char *copy(const char *s)
{
	return s ? xstrdup(s) : NULL;
}

static struct lines *make_lines(const struct pdf_maker *maker,
				const struct pdf_words *words)
{
	struct lines *lines = xcalloc(1, sizeof(*lines));
	const struct look *look = &looks[words->kind];

	lines->base = (struct pdf_block){ draw, release };
	lines->look = look;
	lines->text = xstrdup(words->text);
	lines->place = copy(words->place);
	lines->link = copy(words->link);
	lines->width =
		maker->width - look->indent - (look->page ? page_room : 0);
	lines->max_lines = look->page ? MAX_LINES_ENTRY : 0;
	return lines;
}

/* No first line alone at the foot of a page, no last one at the head. */
static bool holds(const struct look *look, size_t line, size_t n)
{
	if (line + 1 == n)
		return look->holds;
	return look->holds || line == 0 || line + 2 == n;
}

void pdf_words_add(const struct pdf_maker *maker, const struct pdf_words *words)
{
	struct lines *lines = make_lines(maker, words);
	const struct look *look = lines->look;
	struct pdf_brick *bricks;
	size_t n;

	pdf_text_set(maker->text, lines->text, &look->style, lines->width,
		     lines->max_lines);
	n = pdf_text_n_lines(maker->text);
	assert(n > 0);
	bricks = xcalloc(n, sizeof(*bricks));
	lines->heights = xcalloc(n, sizeof(*lines->heights));
	for (size_t i = 0; i < n; i++) {
		lines->heights[i] =
			pdf_text_line_height(maker->text, i) + look->leading;
		bricks[i].height = lines->heights[i];
		bricks[i].holds = holds(look, i, n);
	}
	bricks[0].gap = look->gap;
	bricks[0].need = look->need;
	if (words->place)
		pdf_flow_mark(maker->flow, words->place);
	pdf_flow_add(maker->flow, &lines->base, bricks, n);
	free(bricks);
}

void pdf_words_say(const struct pdf_maker *maker, enum pdf_words_kind kind,
		   const char *text)
{
	const struct pdf_words words = { .kind = kind, .text = text };

	pdf_words_add(maker, &words);
}
