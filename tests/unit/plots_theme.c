/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "plots/theme.h"

/*
 * WCAG 2.1, success criteria 1.4.3 (text) and 1.4.11 (what one must see to
 * understand a picture).
 */
#define TEXT_CONTRAST 4.5
#define PICTURE_CONTRAST 3.0

/*
 * Distances in CIE L*a*b* of 1976, where about 2.3 is just seen side by side:
 * thin lines apart from each other need much more.
 */
#define APART 15
#define GREY_APART 15

/* Light of the screen, linear; red, green, blue. */
struct light {
	double part[3];
};

/*
 * Colour vision without red, and without green cones: Machado, Oliveira and
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE Transactions on Visualization and Computer Graphics 15
 * (2009), 1291-1298; severity 1.0.  They work on linear light.
 */
static const struct {
	const char *name;
	double rows[3][3];
} visions[] = {
	{ "usual", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
	{ "protanopia",
	  { { 0.152286, 1.052583, -0.204868 },
	    { 0.114503, 0.786281, 0.099216 },
	    { -0.003882, -0.048116, 1.051998 } } },
	{ "deuteranopia",
	  { { 0.367322, 0.860646, -0.227968 },
	    { 0.280085, 0.672501, 0.047413 },
	    { -0.011820, 0.042940, 0.968881 } } },
};

#define N_VISIONS (sizeof(visions) / sizeof(*visions))

/* The curve of sRGB, IEC 61966-2-1. */
static double linear(double part)
{
	return part <= 0.04045 ? part / 12.92
			       : pow((part + 0.055) / 1.055, 2.4);
}

static struct light seen_as(enum theme theme, struct colour colour)
{
	const struct theme_rgb rgb = theme_rgb(theme, colour);

	return (struct light){ { linear(rgb.red), linear(rgb.green),
				 linear(rgb.blue) } };
}

static struct light light_of(enum theme theme, int role)
{
	return seen_as(theme, (struct colour){ (enum theme_role)role, 1, 0 });
}

static double luminance(const struct light *light)
{
	return 0.2126 * light->part[0] + 0.7152 * light->part[1] +
	       0.0722 * light->part[2];
}

static struct light seen(const struct light *light, size_t vision)
{
	struct light out = { { 0 } };

	for (int i = 0; i < 3; i++) {
		for (int k = 0; k < 3; k++)
			out.part[i] +=
				visions[vision].rows[i][k] * light->part[k];
		out.part[i] = fmin(1, fmax(0, out.part[i]));
	}
	return out;
}

static double contrast(const struct light *a, const struct light *b)
{
	const double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static double lab_part(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static double lightness(const struct light *light)
{
	return 116 * lab_part(luminance(light)) - 16;
}

/* Of white D65. */
static double distance(const struct light *a, const struct light *b)
{
	const struct light *const both[] = { a, b };
	double lab[2][3];

	for (int i = 0; i < 2; i++) {
		const double *part = both[i]->part;
		double x = lab_part((0.4124 * part[0] + 0.3576 * part[1] +
				     0.1805 * part[2]) /
				    0.9505);
		double y = lab_part(luminance(both[i]));
		double z = lab_part((0.0193 * part[0] + 0.1192 * part[1] +
				     0.9505 * part[2]) /
				    1.089);

		lab[i][0] = 116 * y - 16;
		lab[i][1] = 500 * (x - y);
		lab[i][2] = 200 * (y - z);
	}
	return sqrt(pow(lab[0][0] - lab[1][0], 2) +
		    pow(lab[0][1] - lab[1][1], 2) +
		    pow(lab[0][2] - lab[1][2], 2));
}

/* The measures themselves, by values that are known. */
static void test_measures(void **state)
{
	const struct light white = { { 1, 1, 1 } }, black = { { 0, 0, 0 } };
	const struct light red = { { 1, 0, 0 } };
	/* #767676 is the lightest grey with 4.5 to 1 on white */
	const double grey = linear(0x76 / 255.0);
	const struct light middle = { { grey, grey, grey } };

	(void)state;
	assert_true(fabs(contrast(&white, &black) - 21) < 1e-9);
	assert_true(fabs(contrast(&middle, &white) - 4.54) < 0.01);
	assert_true(fabs(distance(&white, &black) - 100) < 0.1);
	/* sRGB red is 53.2, 80.1, 67.2 */
	assert_true(fabs(lightness(&red) - 53.2) < 0.1);
	assert_true(fabs(distance(&red, &black) - 117.3) < 0.3);
	for (size_t i = 0; i < N_VISIONS; i++) {
		const struct light same = seen(&white, i);

		assert_true(distance(&same, &white) < 0.1);
	}
}

static void assert_contrast(enum theme theme, int role, double least)
{
	const struct light paper = light_of(theme, THEME_PAPER);
	const struct light light = light_of(theme, role);

	if (contrast(&light, &paper) < least)
		fail_msg("%s: role %d has %.2f", theme_name(theme), role,
			 contrast(&light, &paper));
}

static void test_contrast(void **state)
{
	(void)state;
	for (int i = 0; i < THEME_N_THEMES; i++) {
		const enum theme theme = (enum theme)i;

		assert_contrast(theme, THEME_INK, TEXT_CONTRAST);
		assert_contrast(theme, THEME_SOFT, TEXT_CONTRAST);
		assert_contrast(theme, THEME_AXIS, PICTURE_CONTRAST);
		assert_contrast(theme, THEME_BAR, PICTURE_CONTRAST);
		assert_contrast(theme, THEME_TOTAL, PICTURE_CONTRAST);
		for (int k = 0; k < THEME_N_SERIES; k++)
			assert_contrast(theme, THEME_SERIES + k,
					PICTURE_CONTRAST);
	}
}

/* The grid is behind the data: seen, but less than all else. */
static void test_grid(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_N_THEMES; theme++) {
		const struct light paper =
			light_of((enum theme)theme, THEME_PAPER);
		const struct light grid =
			light_of((enum theme)theme, THEME_GRID);

		assert_true(contrast(&grid, &paper) > 1.2);
		assert_true(contrast(&grid, &paper) < 2);
	}
}

static void assert_apart(enum theme theme, int i, size_t vision)
{
	struct light a = light_of(theme, THEME_SERIES + i);
	struct light b = light_of(theme, THEME_SERIES + i + 1);

	a = seen(&a, vision);
	b = seen(&b, vision);
	if (distance(&a, &b) < APART)
		fail_msg("%s, %s: series %d and its next are %.1f apart",
			 theme_name(theme), visions[vision].name, i,
			 distance(&a, &b));
}

static void test_neighbours(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_N_THEMES; theme++)
		for (int i = 0; i + 1 < THEME_N_SERIES; i++)
			for (size_t k = 0; k < N_VISIONS; k++)
				assert_apart((enum theme)theme, i, k);
}

static void test_print_is_read_in_grey(void **state)
{
	static const int pairs[][2] = {
		{ THEME_SERIES, THEME_SERIES + 1 },
		{ THEME_SERIES + 1, THEME_SERIES + 2 },
		{ THEME_SERIES + 2, THEME_SERIES + 3 },
		{ THEME_SERIES + 3, THEME_SERIES + 4 },
		{ THEME_SERIES + 4, THEME_SERIES + 5 },
		{ THEME_SERIES + 5, THEME_SERIES + 6 },
		{ THEME_SERIES + 6, THEME_SERIES + 7 },
		{ THEME_BAR, THEME_TOTAL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const struct light a = light_of(THEME_PRINT, pairs[i][0]);
		const struct light b = light_of(THEME_PRINT, pairs[i][1]);

		if (fabs(lightness(&a) - lightness(&b)) < GREY_APART)
			fail_msg("roles %d and %d are as bright", pairs[i][0],
				 pairs[i][1]);
	}
}

static bool same_dashes(const struct theme_series *a,
			const struct theme_series *b)
{
	bool same = a->n_dashes == b->n_dashes;

	for (int i = 0; same && i < a->n_dashes; i++)
		same = fabs(a->dashes[i] - b->dashes[i]) < 1;
	return same;
}

/*
 * Colours of series further from each other may look alike: there, and in a
 * grey print of any theme, dashes tell lines apart.  The first two are both
 * solid; they differ in width and marker, and one of them is nearly as dark,
 * or pale, as can be.
 */
static void test_a_second_mark(void **state)
{
	(void)state;
	for (size_t i = 0; i < THEME_N_SERIES; i++)
		for (size_t k = i + 1; k < THEME_N_SERIES; k++) {
			const struct theme_series *a = theme_series(i);
			const struct theme_series *b = theme_series(k);

			assert_true(!same_dashes(a, b) ||
				    (a->marker != b->marker &&
				     fabs(a->width - b->width) >= 1));
			assert_true(k != i + 1 || a->marker != b->marker);
			assert_int_not_equal(a->colour.role, b->colour.role);
		}
}

/* Each shade is further from the paper, and the numbers on it are read. */
static void assert_heat(enum theme theme)
{
	const struct light paper = light_of(theme, THEME_PAPER);
	double before = 1;

	for (int i = 0; i <= 100; i++) {
		const struct light cell = seen_as(theme, theme_heat(i / 100.0));
		const struct light text =
			seen_as(theme, theme_on_heat(i / 100.0));

		assert_true(contrast(&cell, &paper) > before);
		assert_true(contrast(&cell, &text) >= TEXT_CONTRAST);
		before = contrast(&cell, &paper);
	}
	assert_true(before >= PICTURE_CONTRAST);
}

static void test_heat(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_N_THEMES; theme++)
		assert_heat((enum theme)theme);
	assert_true(theme_heat(-1).heat <= 0);
	assert_true(theme_heat(2).heat <= 1);
}

static void test_names(void **state)
{
	enum theme theme = THEME_PRINT;

	(void)state;
	for (int i = 0; i < THEME_N_THEMES; i++) {
		assert_int_equal(theme_read(theme_name((enum theme)i), &theme),
				 0);
		assert_int_equal(theme, i);
	}
	assert_int_equal(theme_read("Dark", &theme), -1);
	assert_int_equal(theme_read("", &theme), -1);
	assert_int_equal(theme, THEME_PRINT);
}

static void test_faded(void **state)
{
	const struct colour pale = theme_faded(theme_bar, 0.25);

	(void)state;
	assert_int_equal(pale.role, THEME_BAR);
	assert_true(pale.alpha > 0.24 && pale.alpha < 0.26);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_measures),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_neighbours),
		cmocka_unit_test(test_print_is_read_in_grey),
		cmocka_unit_test(test_a_second_mark),
		cmocka_unit_test(test_heat),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_faded),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
