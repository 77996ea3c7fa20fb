/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "plots/draw.h"

/* What cairo has not read yet. */
struct source {
	const struct buf *bytes;
	size_t at;
};

static cairo_status_t read_bytes(void *closure, unsigned char *data,
				 unsigned int length)
{
	struct source *source = closure;

	if (length > source->bytes->len - source->at)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(data, source->bytes->data + source->at, length);
	source->at += length;
	return CAIRO_STATUS_SUCCESS;
}

/* An empty page as a picture. */
static cairo_surface_t *draw_empty(const struct draw_page *page)
{
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;
	struct source source = { &bytes, 0 };
	cairo_surface_t *image;

	assert_int_equal(draw_finish(draw_new(page), &bytes, &err), 0);
	image = cairo_image_surface_create_from_png_stream(read_bytes, &source);
	assert_int_equal(cairo_surface_status(image), CAIRO_STATUS_SUCCESS);
	buf_release(&bytes);
	return image;
}

static uint32_t pixel(cairo_surface_t *image, int x, int y)
{
	const unsigned char *row =
		cairo_image_surface_get_data(image) +
		(ptrdiff_t)y * cairo_image_surface_get_stride(image);
	uint32_t value;

	memcpy(&value, row + (ptrdiff_t)x * 4, sizeof(value));
	return value & 0xffffff;
}

/* Libraries round colours in their own ways. */
static void assert_is_paper(uint32_t colour, enum theme theme)
{
	const struct theme_rgb rgb = theme_rgb(theme, theme_paper);

	assert_true(fabs((colour >> 16) - rgb.red * 255) <= 1);
	assert_true(fabs((colour >> 8 & 0xff) - rgb.green * 255) <= 1);
	assert_true(fabs((colour & 0xff) - rgb.blue * 255) <= 1);
}

/*
 * A page of so many points is no whole number of pixels in most resolutions:
 * the last ones are paper all the same, and not half black.
 */
static void test_paper_to_the_edge(void **state)
{
	static const struct {
		double dpi;
		int width, height;
	} rows[] = {
		{ 24, 30, 21 },    { 72, 91, 62 },    { 96, 121, 83 },
		{ 144, 182, 124 }, { 600, 758, 517 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (int theme = 0; theme < THEME_N_THEMES; theme++) {
			const int right = rows[i].width - 1;
			const int bottom = rows[i].height - 1;
			struct draw_page page = {
				.format = DRAW_PNG,
				.theme = (enum theme)theme,
				.width = 91,
				.height = 62,
				.dpi = rows[i].dpi,
				.id = "page",
			};
			cairo_surface_t *image = draw_empty(&page);
			uint32_t paper;

			assert_int_equal(cairo_image_surface_get_width(image),
					 rows[i].width);
			assert_int_equal(cairo_image_surface_get_height(image),
					 rows[i].height);
			paper = pixel(image, 0, 0);
			assert_is_paper(paper, (enum theme)theme);
			assert_int_equal(pixel(image, right, 0), paper);
			assert_int_equal(pixel(image, 0, bottom), paper);
			assert_int_equal(pixel(image, right, bottom), paper);
			cairo_surface_destroy(image);
		}
}

/* An empty page in white is the same for the eye and for the printer. */
static void test_theme_of_an_svg(void **state)
{
	struct buf bytes[THEME_N_THEMES] = { BUF_INIT, BUF_INIT, BUF_INIT };

	(void)state;
	for (int theme = 0; theme < THEME_N_THEMES; theme++) {
		const struct draw_page page = {
			.format = DRAW_SVG,
			.theme = (enum theme)theme,
			.width = 100,
			.height = 100,
			.id = "page",
			.title = "",
			.alt = "",
		};
		struct err err = ERR_INIT;

		assert_int_equal(
			draw_finish(draw_new(&page), &bytes[theme], &err), 0);
	}
	assert_string_equal(bytes[THEME_PRINT].data, bytes[THEME_LIGHT].data);
	assert_string_not_equal(bytes[THEME_DARK].data,
				bytes[THEME_LIGHT].data);
	for (int theme = 0; theme < THEME_N_THEMES; theme++)
		buf_release(&bytes[theme]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paper_to_the_edge),
		cmocka_unit_test(test_theme_of_an_svg),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
