/* SPDX-License-Identifier: MIT */
/* report.pdf: text stays in its column, and the file is the same each time. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "report/pdf.h"
#include "report/pdf_grid.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What may want to leave its place. */
static const char *const hostile[] = {
	"aVeryLongWordWithoutAnyPlaceToBreakItAtAllInThisNameOfSomeone",
	"\u0627\u0644\u0648\u062b\u0627\u0626\u0642 \u0648\u0627\u0644",
	"\u6587\u6863\u4e0e\u672c\u5730\u5316\u6587\u6863\u4e0e\u672c",
	"\u202e\u2066overridden\x1b[31m and more",
	"Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a"
	"\u030b\u030c\u030d\u030e\u030f\u0310\u0311\u0312\u0313\u0314\u0315"
	"a\u0316\u0317\u0318\u0319\u031c\u031d\u031e\u031f\u0320\u0323\u0324",
	"\U0001f916 Generated with https://example.org/a/very/long/path/of/it",
	"<b>not bold</b> & \\ ( ) 'quoted' dest='x'",
	"\xff\xfe bad bytes",
	"",
};

static void test_text_keeps_its_width(void **state)
{
	const struct pdf_style style = { .size = 8 };
	struct pdf_text *text = pdf_text_new();

	(void)state;
	for (size_t i = 0; i < COUNT(hostile); i++) {
		pdf_text_set(text, hostile[i], &style, 60, 0);
		assert_true(pdf_text_width(text) <= 60.01);
		pdf_text_set(text, hostile[i], &style, 60, 2);
		assert_true(pdf_text_width(text) <= 60.01);
		assert_true(pdf_text_n_lines(text) <= 2);
	}
	pdf_text_free(text);
	pdf_text_free(NULL);
}

/* What cannot be seen takes room as \u{202e} does. */
static void test_text_is_visible(void **state)
{
	const struct pdf_style style = { .size = 8 };
	struct pdf_text *text = pdf_text_new();
	double shown;

	(void)state;
	pdf_text_set(text, "\\u{202e}x", &style, 0, 0);
	shown = pdf_text_width(text);
	pdf_text_set(text, "\u202ex", &style, 0, 0);
	assert_true(pdf_text_width(text) == shown);
	pdf_text_free(text);
}

static void test_fonts_are_noted(void **state)
{
	const struct pdf_style sans = { .size = 8 };
	const struct pdf_style mono = { .size = 8, .mono = true };
	struct pdf_text *text = pdf_text_new();

	(void)state;
	assert_string_equal(pdf_text_fonts(text), "");
	pdf_text_set(text, "x", &mono, 0, 0);
	pdf_text_set(text, "x", &sans, 0, 0);
	pdf_text_set(text, "J\u00fcrgen", &sans, 0, 0);
	assert_string_equal(pdf_text_fonts(text),
			    "DejaVu Sans, DejaVu Sans Mono");
	pdf_text_free(text);
}

/* A table of hostile cells; the second column is of numbers. */
static void fill(struct pdf_matrix *matrix)
{
	pdf_matrix_init(matrix, 3);
	pdf_matrix_set(matrix, 0, 0, "who did it and for what");
	pdf_matrix_set(matrix, 0, 1, "changes");
	pdf_matrix_set(matrix, 0, 2, hostile[0]);
	matrix->numbers[1] = true;
	for (size_t i = 0; i < COUNT(hostile); i++) {
		pdf_matrix_add_row(matrix);
		pdf_matrix_set(matrix, i + 1, 0, hostile[i]);
		pdf_matrix_set(matrix, i + 1, 1, i % 2 ? "1234567" : NULL);
		pdf_matrix_set(matrix, i + 1, 2,
			       hostile[COUNT(hostile) - 1 - i]);
	}
}

/* The ink of all pages of a flow stays in the room that it was given. */
static void assert_ink_inside(struct pdf_flow *flow, struct pdf_text *text,
			      double width, double height)
{
	int n_pages = pdf_flow_break(flow, height);

	assert_true(n_pages > 1);
	for (int page = 0; page < n_pages; page++) {
		cairo_surface_t *surface = cairo_recording_surface_create(
			CAIRO_CONTENT_COLOR_ALPHA, NULL);
		struct pdf_canvas canvas = {
			.cr = cairo_create(surface),
			.text = text,
			.flow = flow,
			.left = 50,
			.top = 70,
			.width = width,
		};
		double x, y, w, h;

		pdf_flow_draw(flow, &canvas, page);
		cairo_recording_surface_ink_extents(surface, &x, &y, &w, &h);
		assert_true(x >= 49 && x + w <= 50 + width + 1);
		assert_true(y >= 68 && y + h <= 70 + height + 2);
		cairo_destroy(canvas.cr);
		cairo_surface_destroy(surface);
	}
}

static void test_cells_stay_on_the_page(void **state)
{
	static const double rooms[] = { 400, 150, 60 };
	const struct pdf_grid_look look = { .size = 8,
					    .has_lines = true,
					    .max_lines = 4 };
	const struct pdf_band all = { 0, 3 };
	struct pdf_text *text = pdf_text_new();
	struct pdf_matrix matrix;

	(void)state;
	fill(&matrix);
	for (size_t i = 0; i < COUNT(rooms); i++) {
		struct pdf_maker maker = { pdf_flow_new(), text, rooms[i] };
		struct pdf_column columns[3];
		double widths[3];

		pdf_grid_measure(&matrix, text, &look, columns);
		pdf_columns_fit(columns, 3, rooms[i], widths);
		assert_true(widths[0] + widths[1] + widths[2] <=
			    rooms[i] + 0.01);
		pdf_grid_add(&maker, &matrix, &look, widths, &all, 0);
		assert_ink_inside(maker.flow, text, rooms[i], 110);
		pdf_flow_free(maker.flow);
	}
	pdf_matrix_release(&matrix);
	pdf_text_free(text);
}

static void test_words_stay_on_the_page(void **state)
{
	struct pdf_text *text = pdf_text_new();
	struct pdf_maker maker = { pdf_flow_new(), text, 120 };

	(void)state;
	for (int kind = PDF_TITLE; kind < PDF_N_WORDS; kind++)
		for (size_t i = 0; i < COUNT(hostile); i++)
			pdf_words_say(&maker, (enum pdf_words_kind)kind,
				      hostile[i]);
	assert_ink_inside(maker.flow, text, 120, 200);
	pdf_flow_free(maker.flow);
	pdf_text_free(text);
}

static void test_places_have_pages(void **state)
{
	struct pdf_text *text = pdf_text_new();
	struct pdf_maker maker = { pdf_flow_new(), text, 120 };
	struct pdf_maker tail = { pdf_flow_new(), text, 120 };
	struct pdf_words words = { .kind = PDF_PLAIN, .text = "x" };

	(void)state;
	words.place = "first";
	pdf_words_add(&maker, &words);
	pdf_flow_open(maker.flow);
	words.place = "second";
	pdf_words_add(&maker, &words);
	words.place = "last";
	pdf_words_add(&tail, &words);
	pdf_flow_join(maker.flow, tail.flow);
	pdf_flow_free(tail.flow);
	assert_int_equal(pdf_flow_break(maker.flow, 200), 2);
	assert_int_equal(pdf_flow_page(maker.flow, "first"), 1);
	assert_int_equal(pdf_flow_page(maker.flow, "second"), 2);
	assert_int_equal(pdf_flow_page(maker.flow, "last"), 2);
	assert_int_equal(pdf_flow_page(maker.flow, "none"), 0);
	pdf_flow_free(maker.flow);
	pdf_text_free(text);
}

static int draw_nothing(void *data, void *cairo, struct err *err)
{
	(void)data;
	(void)cairo;
	(void)err;
	return 0;
}

static int fail_to_draw(void *data, void *cairo, struct err *err)
{
	(void)data;
	(void)cairo;
	return err_set(err, FAIL_WORLD, "no ink");
}

static void add_table(struct document *doc)
{
	struct document_table words = { .caption = "A table: all.",
					.empty = "None.",
					.file = "csv/x.csv",
					.max_rows = 30 };
	struct err err = ERR_INIT;
	struct table_sink *sink;
	struct db_stmt *stmt;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	if (db_prepare(db,
		       "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL"
		       " SELECT n + 1 FROM r WHERE n < 90)"
		       "SELECT n, 'name ' || n AS name,"
		       " NULL AS empty, 0.25 AS share FROM r",
		       &stmt, &err) < 0)
		fail_msg("%s", err.msg);
	sink = doc->table(doc, &words);
	assert_int_equal(table_run(stmt, &sink, 1, NULL, &err), 0);
	table_free(sink);
	db_stmt_free(stmt);
	db_close(db);
}

/* A short document, all kinds of calls. */
static int write_document(FILE *out, enum pdf_paper paper,
			  int (*draw)(void *, void *, struct err *),
			  struct err *err)
{
	static const struct document_entry entries[] = {
		{ .kind = DOCUMENT_PART,
		  .level = 1,
		  .id = "part",
		  .heading = "Part" },
		{ .kind = DOCUMENT_SECTION,
		  .level = 2,
		  .id = "section",
		  .heading = "Sec)tion \\ \u202e" },
	};
	static const struct document_head head = {
		.title = "Title \u6587 (x\\) \x1b",
		.scope = "whole history",
		.period = "quarter",
		.version = "9.9",
		.subject_date = "2026-08-21",
		.entries = entries,
		.n_entries = COUNT(entries),
	};
	static const struct document_fact fact = { "Changes", "12" };
	const struct document_picture picture = {
		.title = "t",
		.subtitle = "s",
		.caption = "c",
		.width = 700,
		.height = 480,
		.draw = draw,
	};
	struct document *doc = pdf_new(out, paper);
	int ret;

	doc->begin(doc, &head);
	doc->section_begin(doc, &entries[0]);
	doc->text(doc, DOCUMENT_LIMIT, "missing: 3.");
	doc->facts(doc, &fact, 1);
	doc->section_begin(doc, &entries[1]);
	doc->list(doc, hostile, COUNT(hostile));
	doc->picture(doc, &picture);
	add_table(doc);
	doc->section_end(doc, &entries[1]);
	doc->section_end(doc, &entries[0]);
	ret = doc->end(doc, err);
	document_free(doc);
	return ret;
}

static struct buf document_of(enum pdf_paper paper)
{
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	assert_int_equal(write_document(out, paper, draw_nothing, &err), 0);
	fclose(out);
	buf_add(&bytes, text, len);
	free(text);
	return bytes;
}

static bool has(const struct buf *bytes, const char *text)
{
	return memmem(bytes->data, bytes->len, text, strlen(text)) != NULL;
}

static void test_same_bytes(void **state)
{
	struct buf first = document_of(PDF_A4), second, letter;

	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("PANGO_LANGUAGE", "ja", 1);
	setlocale(LC_ALL, "C.UTF-8");
	second = document_of(PDF_A4);
	letter = document_of(PDF_LETTER);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.data, second.data, first.len);
	assert_true(has(&first, "/MediaBox [ 0 0 595.276"));
	assert_true(has(&letter, "/MediaBox [ 0 0 612 792 ]"));
	assert_true(has(&first, "20260821000000Z)"));
	/* "Sec)ti" of the outline, "Title " of the metadata */
	assert_true(has(&first, "<FEFF005300650063002900740069"));
	assert_true(has(&first, "<FEFF005400690074006C00650020"));
	assert_false(has(&first, "/ModDate"));
	buf_release(&first);
	buf_release(&second);
	buf_release(&letter);
}

static void test_failures(void **state)
{
	struct err err = ERR_INIT;
	FILE *out = fopen("/dev/full", "wb");

	(void)state;
	assert_non_null(out);
	/* the owner of the file tells what could not be written */
	assert_int_equal(write_document(out, PDF_A4, draw_nothing, &err), 0);
	assert_true(fflush(out) != 0 || ferror(out));
	fclose(out);
	out = fopen("/dev/null", "wb");
	assert_non_null(out);
	assert_int_equal(write_document(out, PDF_A4, fail_to_draw, &err), -1);
	assert_string_equal(err.msg, "no ink");
	fclose(out);
}

static void test_paper(void **state)
{
	enum pdf_paper paper;

	(void)state;
	assert_int_equal(pdf_read_paper("letter", &paper), 0);
	assert_int_equal(paper, PDF_LETTER);
	assert_int_equal(pdf_read_paper("a4", &paper), 0);
	assert_int_equal(paper, PDF_A4);
	assert_int_equal(pdf_read_paper("A3", &paper), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_keeps_its_width),
		cmocka_unit_test(test_text_is_visible),
		cmocka_unit_test(test_fonts_are_noted),
		cmocka_unit_test(test_cells_stay_on_the_page),
		cmocka_unit_test(test_words_stay_on_the_page),
		cmocka_unit_test(test_places_have_pages),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_paper),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
