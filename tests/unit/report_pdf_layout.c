/* SPDX-License-Identifier: MIT */
/* Where pages end, how wide columns are, and what goes from a wide table. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/pdf_columns.h"
#include "report/pdf_matrix.h"
#include "report/pdf_page.h"

#define MAX_BRICKS 8
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Bricks, and where they come to lie on pages of 100. */
static const struct {
	const char *what;
	struct pdf_brick bricks[MAX_BRICKS];
	struct {
		int page;
		double y;
	} places[MAX_BRICKS];
} breaks[] = {
	{ "bricks follow each other, gaps between",
	  { { .height = 10, .gap = 5 }, { .height = 20, .gap = 5 } },
	  { { 0, 0 }, { 0, 15 } } },
	{ "no gap at the top of a page",
	  { { .height = 90 }, { .height = 20, .gap = 5 } },
	  { { 0, 0 }, { 1, 0 } } },
	{ "a page can be full",
	  { { .height = 60 }, { .height = 35, .gap = 5 } },
	  { { 0, 0 }, { 0, 65 } } },
	{ "a heading goes with what it holds",
	  { { .height = 70 },
	    { .height = 10, .gap = 5, .holds = true },
	    { .height = 20, .gap = 5 } },
	  { { 0, 0 }, { 1, 0 }, { 1, 15 } } },
	{ "a chain of more than a page is cut where it is full",
	  { { .height = 30 },
	    { .height = 60, .holds = true },
	    { .height = 60, .holds = true },
	    { .height = 30 } },
	  { { 0, 0 }, { 0, 30 }, { 1, 0 }, { 1, 60 } } },
	{ "a brick may open a page, though another holds it",
	  { { .height = 10, .holds = true }, { .height = 10, .opens = true } },
	  { { 0, 0 }, { 1, 0 } } },
	{ "but not a second one",
	  { { .height = 10, .opens = true } },
	  { { 0, 0 } } },
	{ "a brick may want more room than it takes",
	  { { .height = 60 }, { .height = 10, .need = 50 } },
	  { { 0, 0 }, { 1, 0 } } },
	{ "a head stands again above a row that begins a page",
	  { { .height = 90 },
	    { .height = 20, .head = 15 },
	    { .height = 20, .head = 15 } },
	  { { 0, 0 }, { 1, 15 }, { 1, 35 } } },
	{ "what is higher than a page has one of its own",
	  { { .height = 10 }, { .height = 150 }, { .height = 10 } },
	  { { 0, 0 }, { 1, 0 }, { 2, 0 } } },
};

static void test_breaks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(breaks); i++) {
		struct pdf_place places[MAX_BRICKS];
		size_t n = 0;

		while (n < MAX_BRICKS && breaks[i].bricks[n].height > 0)
			n++;
		assert_int_equal(
			pdf_page_break(breaks[i].bricks, n, 100, places),
			breaks[i].places[n - 1].page + 1);
		for (size_t j = 0; j < n; j++) {
			if (places[j].page != breaks[i].places[j].page ||
			    fabs(places[j].y - breaks[i].places[j].y) > 1e-9)
				fail_msg("%s: brick %zu on page %d at %g",
					 breaks[i].what, j, places[j].page,
					 places[j].y);
			assert_int_equal(places[j].has_head,
					 j > 0 && places[j].y == 15 &&
						 breaks[i].bricks[j].head > 0);
		}
	}
	assert_int_equal(pdf_page_break(NULL, 0, 100, NULL), 0);
}

/* Whatever the bricks are, they keep their order and never overlap. */
static void test_no_overlap(void **state)
{
	enum { N = 400 };
	const double room = 100;
	struct pdf_brick bricks[N];
	struct pdf_place places[N];
	unsigned seed = 1;

	(void)state;
	for (size_t i = 0; i < N; i++) {
		seed = seed * 1103515245U + 12345U;
		bricks[i] = (struct pdf_brick){
			.height = 1 + (seed >> 16) % 40,
			.gap = (seed >> 8) % 9,
			.head = seed % 3 ? 0 : 12,
			.holds = (seed >> 20) % 4 == 0,
			.opens = (seed >> 12) % 50 == 0,
		};
	}
	pdf_page_break(bricks, N, room, places);
	for (size_t i = 0; i < N; i++) {
		assert_true(places[i].y >= 0);
		assert_true(places[i].y + bricks[i].height <= room + 1e-6);
		if (!i || places[i].page != places[i - 1].page)
			continue;
		assert_true(places[i].y >= places[i - 1].y +
						   bricks[i - 1].height +
						   bricks[i].gap - 1e-6);
	}
}

static void test_widths(void **state)
{
	static const struct {
		const char *what;
		double room;
		struct pdf_column columns[3];
		double widths[3];
	} rows[] = {
		{ "all get what they ask for",
		  100,
		  { { 30, 10 }, { 20, 20 }, { 40, 5 } },
		  { 30, 20, 40 } },
		{ "the widest gives way",
		  100,
		  { { 30, 10 }, { 20, 20 }, { 400, 5 } },
		  { 30, 20, 50 } },
		{ "two wide ones share",
		  100,
		  { { 200, 10 }, { 20, 20 }, { 400, 5 } },
		  { 40, 20, 40 } },
		{ "but a word stays whole",
		  100,
		  { { 200, 60 }, { 20, 20 }, { 400, 5 } },
		  { 60, 20, 20 } },
		{ "where nothing helps, all shrink",
		  100,
		  { { 100, 100 }, { 50, 50 }, { 50, 50 } },
		  { 50, 25, 25 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		double widths[3];

		pdf_columns_fit(rows[i].columns, 3, rows[i].room, widths);
		for (size_t j = 0; j < 3; j++)
			if (fabs(widths[j] - rows[i].widths[j]) > 1e-6)
				fail_msg("%s: column %zu is %g wide",
					 rows[i].what, j, widths[j]);
	}
}

static void test_bands(void **state)
{
	struct pdf_column columns[10];
	struct pdf_band bands[10];

	(void)state;
	for (size_t i = 0; i < 10; i++)
		columns[i] = (struct pdf_column){ 20, 20 };
	assert_int_equal(pdf_columns_bands(columns, 10, 1, 200, bands), 1);
	assert_int_equal(bands[0].first, 1);
	assert_int_equal(bands[0].end, 10);
	/* seven fit, but two bands are of about as many */
	assert_int_equal(pdf_columns_bands(columns, 10, 1, 165, bands), 2);
	assert_int_equal(bands[0].end, 6);
	assert_int_equal(bands[1].first, 6);
	assert_int_equal(bands[1].end, 10);
	/* what is too wide for any band stands alone */
	columns[5].least = columns[5].full = 500;
	assert_int_equal(pdf_columns_bands(columns, 10, 2, 165, bands), 3);
	assert_int_equal(bands[1].first, 5);
	assert_int_equal(bands[1].end, 6);
	/* keys alone */
	assert_int_equal(pdf_columns_bands(columns, 2, 2, 165, bands), 1);
	assert_int_equal(bands[0].end - bands[0].first, 0);
}

/* Heads, then rows; NULL for unknown. */
static struct pdf_matrix matrix_of(const char *const *cells, size_t n_columns,
				   size_t n_rows)
{
	struct pdf_matrix matrix;

	pdf_matrix_init(&matrix, n_columns);
	for (size_t row = 0; row <= n_rows; row++) {
		if (row)
			pdf_matrix_add_row(&matrix);
		for (size_t i = 0; i < n_columns; i++)
			pdf_matrix_set(&matrix, row, i,
				       cells[row * n_columns + i]);
	}
	return matrix;
}

static void assert_cells(const struct pdf_matrix *matrix,
			 const char *const *cells)
{
	size_t n = (matrix->n_rows + 1) * matrix->n_columns;

	for (size_t i = 0; i < n; i++) {
		const char *cell = pdf_matrix_cell(
			matrix, i / matrix->n_columns, i % matrix->n_columns);

		if (cells[i])
			assert_string_equal(cell, cells[i]);
		else
			assert_null(cell);
	}
}

static void test_columns_that_say_nothing(void **state)
{
	static const char *const cells[] = {
		"policy", "period", "n",  "share", /* heads */
		NULL,     "all",    "12", NULL,    /* rows */
		NULL,     "all",    "13", "1%",
	};
	static const char *const no_policy[] = {
		"period", "n", "share", "all", "12", NULL, "all", "13", "1%",
	};
	static const char *const no_period[] = {
		"n", "share", "12", NULL, "13", "1%",
	};
	struct pdf_matrix matrix = matrix_of(cells, 4, 2);
	struct buf dropped = BUF_INIT;

	(void)state;
	matrix.numbers[2] = true;
	pdf_matrix_drop_empty(&matrix, &dropped);
	assert_string_equal(dropped.data, "policy");
	assert_int_equal(matrix.n_columns, 3);
	assert_cells(&matrix, no_policy);
	buf_clear(&dropped);
	pdf_matrix_drop_same(&matrix, &dropped);
	assert_string_equal(dropped.data, "period all");
	assert_cells(&matrix, no_period);
	assert_true(matrix.numbers[0]);
	pdf_matrix_release(&matrix);
	buf_release(&dropped);
}

static void test_a_column_stays(void **state)
{
	static const char *const cells[] = {
		"a", "b", NULL, NULL, NULL, NULL,
	};
	static const char *const same[] = { "a", "b", "1", "2" };
	struct pdf_matrix matrix = matrix_of(cells, 2, 2);
	struct buf dropped = BUF_INIT;

	(void)state;
	pdf_matrix_drop_empty(&matrix, &dropped);
	assert_int_equal(matrix.n_columns, 1);
	assert_string_equal(dropped.data, "a");
	pdf_matrix_release(&matrix);
	/* one row is no reason to say that all rows are the same */
	matrix = matrix_of(same, 2, 1);
	pdf_matrix_drop_same(&matrix, &dropped);
	assert_int_equal(matrix.n_columns, 2);
	pdf_matrix_release(&matrix);
	buf_release(&dropped);
}

static void test_turn(void **state)
{
	static const char *const cells[] = {
		"era", "changes", "share", "ban", "12",
		"1%",  "open",    "13",    NULL,
	};
	static const char *const turned[] = {
		"era", "ban",   "open", "changes", "12",
		"13",  "share", "1%",   NULL,
	};
	static const char *const one_row[] = { "era", "n", "ban", "12" };
	static const char *const no_heads[] = { NULL,  NULL, "era",
						"ban", "n",  "12" };
	struct pdf_matrix matrix = matrix_of(cells, 3, 2);

	(void)state;
	matrix.numbers[1] = matrix.numbers[2] = true;
	pdf_matrix_turn(&matrix);
	assert_int_equal(matrix.n_columns, 3);
	assert_int_equal(matrix.n_rows, 2);
	assert_false(matrix.is_headless);
	assert_cells(&matrix, turned);
	assert_true(matrix.numbers[1]);
	pdf_matrix_release(&matrix);

	matrix = matrix_of(one_row, 2, 1);
	pdf_matrix_turn(&matrix);
	assert_true(matrix.is_headless);
	assert_int_equal(matrix.n_rows, 2);
	assert_cells(&matrix, no_heads);
	pdf_matrix_release(&matrix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_no_overlap),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_bands),
		cmocka_unit_test(test_columns_that_say_nothing),
		cmocka_unit_test(test_a_column_stays),
		cmocka_unit_test(test_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
