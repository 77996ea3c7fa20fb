/* SPDX-License-Identifier: MIT */
#include "plots/theme.h"

#include <math.h>
#include <string.h>

const struct colour theme_paper = { THEME_PAPER, 1, 0 };
const struct colour theme_ink = { THEME_INK, 1, 0 };
const struct colour theme_soft = { THEME_SOFT, 1, 0 };
const struct colour theme_axis = { THEME_AXIS, 1, 0 };
const struct colour theme_grid = { THEME_GRID, 1, 0 };
const struct colour theme_bar = { THEME_BAR, 1, 0 };
const struct colour theme_total = { THEME_TOTAL, 1, 0 };

static const char *const names[] = {
	[THEME_LIGHT] = "light",
	[THEME_DARK] = "dark",
	[THEME_PRINT] = "print",
};

/* tests/unit/plots_theme.c measures contrast and distance of these. */
static const struct theme_rgb colours[THEME_N_THEMES][THEME_N_COLOURS] = {
	[THEME_LIGHT] = {
		[THEME_PAPER] = { 1, 1, 1 },
		[THEME_INK] = { 0.10, 0.10, 0.12 },
		[THEME_SOFT] = { 0.33, 0.33, 0.36 },
		[THEME_AXIS] = { 0.45, 0.45, 0.48 },
		[THEME_GRID] = { 0.88, 0.88, 0.89 },
		[THEME_BAR] = { 0, 0.447, 0.698 },
		[THEME_TOTAL] = { 0.36, 0.40, 0.45 },
		[THEME_SERIES] = { 0.80, 0.33, 0 },
		{ 0.10, 0.10, 0.12 },
		{ 0, 0.447, 0.698 },
		{ 0, 0.52, 0.38 },
		{ 0.70, 0.37, 0.56 },
		{ 0.16, 0.55, 0.80 },
		{ 0.72, 0.52, 0 },
		{ 0.45, 0.45, 0.48 },
		[THEME_HEAT] = { 0.93, 0.95, 0.97 },
		{ 0.30, 0.62, 0.80 },
		{ 0.02, 0.19, 0.40 },
	},
	[THEME_DARK] = {
		[THEME_PAPER] = { 0.078, 0.09, 0.106 },
		[THEME_INK] = { 0.91, 0.918, 0.929 },
		[THEME_SOFT] = { 0.706, 0.725, 0.753 },
		[THEME_AXIS] = { 0.561, 0.58, 0.612 },
		[THEME_GRID] = { 0.2, 0.22, 0.247 },
		[THEME_BAR] = { 0.29, 0.659, 0.91 },
		[THEME_TOTAL] = { 0.49, 0.522, 0.561 },
		[THEME_SERIES] = { 1, 0.604, 0.235 },
		{ 0.949, 0.949, 0.949 },
		{ 0.29, 0.659, 0.91 },
		{ 0.173, 0.812, 0.627 },
		{ 0.847, 0.467, 0.682 },
		{ 0.659, 0.831, 0.961 },
		{ 0.941, 0.894, 0.259 },
		{ 0.604, 0.604, 0.635 },
		[THEME_HEAT] = { 0.13, 0.16, 0.20 },
		{ 0.16, 0.45, 0.66 },
		{ 0.72, 0.90, 1 },
	},
	[THEME_PRINT] = {
		[THEME_PAPER] = { 1, 1, 1 },
		[THEME_INK] = { 0, 0, 0 },
		[THEME_SOFT] = { 0.2, 0.2, 0.2 },
		[THEME_AXIS] = { 0.329, 0.329, 0.329 },
		[THEME_GRID] = { 0.82, 0.82, 0.82 },
		[THEME_BAR] = { 0, 0.298, 0.502 },
		[THEME_TOTAL] = { 0.502, 0.502, 0.502 },
		[THEME_SERIES] = { 0.753, 0.282, 0 },
		{ 0, 0, 0 },
		{ 0.235, 0.549, 0.784 },
		{ 0, 0.314, 0.235 },
		{ 0.753, 0.424, 0.627 },
		{ 0.063, 0.251, 0.424 },
		{ 0.69, 0.502, 0 },
		{ 0.251, 0.251, 0.251 },
		[THEME_HEAT] = { 0.95, 0.95, 0.95 },
		{ 0.42, 0.60, 0.72 },
		{ 0.02, 0.12, 0.25 },
	},
};

static const struct theme_series series[THEME_N_SERIES] = {
	{ { THEME_SERIES, 1, 0 }, { 0 }, 0, THEME_CIRCLE, 2.4 },
	{ { THEME_SERIES + 1, 1, 0 }, { 0 }, 0, THEME_SQUARE, 1.3 },
	{ { THEME_SERIES + 2, 1, 0 }, { 6, 2 }, 2, THEME_TRIANGLE, 1.3 },
	{ { THEME_SERIES + 3, 1, 0 }, { 2, 2 }, 2, THEME_DIAMOND, 1.3 },
	{ { THEME_SERIES + 4, 1, 0 }, { 8, 2, 2, 2 }, 4, THEME_CROSS, 1.3 },
	{ { THEME_SERIES + 5, 1, 0 }, { 4, 4 }, 2, THEME_CIRCLE, 1.3 },
	{ { THEME_SERIES + 6, 1, 0 }, { 1, 2 }, 2, THEME_SQUARE, 1.3 },
	{ { THEME_SERIES + 7, 1, 0 }, { 10, 3 }, 2, THEME_TRIANGLE, 1.3 },
};

const char *theme_name(enum theme theme)
{
	return names[theme];
}

int theme_read(const char *name, enum theme *theme_out)
{
	for (int i = THEME_LIGHT; i < THEME_N_THEMES; i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		*theme_out = (enum theme)i;
		return 0;
	}
	return -1;
}

static struct theme_rgb blend(const struct theme_rgb *a,
			      const struct theme_rgb *b, double part)
{
	return (struct theme_rgb){ a->red + part * (b->red - a->red),
				   a->green + part * (b->green - a->green),
				   a->blue + part * (b->blue - a->blue) };
}

static struct theme_rgb heat_rgb(enum theme theme, double heat)
{
	const struct theme_rgb *ramp = &colours[theme][THEME_HEAT];

	if (heat < 0.5)
		return blend(&ramp[0], &ramp[1], 2 * heat);
	return blend(&ramp[1], &ramp[2], 2 * heat - 1);
}

/* The curve of sRGB, nearly: enough to choose by. */
static double linear(double part)
{
	return pow(part, 2.2);
}

/* Black or white, what has more contrast: 4.5 to 1 on any colour. */
static struct theme_rgb rgb_on(const struct theme_rgb *ground)
{
	const double luminance = 0.2126 * linear(ground->red) +
				 0.7152 * linear(ground->green) +
				 0.0722 * linear(ground->blue);

	if (luminance > 0.179)
		return (struct theme_rgb){ 0, 0, 0 };
	return (struct theme_rgb){ 1, 1, 1 };
}

struct theme_rgb theme_rgb(enum theme theme, struct colour colour)
{
	const struct theme_rgb heat = heat_rgb(theme, colour.heat);

	if (colour.role == THEME_HEAT)
		return heat;
	if (colour.role == THEME_ON_HEAT)
		return rgb_on(&heat);
	return colours[theme][colour.role];
}

const struct theme_series *theme_series(size_t i)
{
	return &series[i % THEME_N_SERIES];
}

struct colour theme_faded(struct colour colour, double alpha)
{
	colour.alpha = alpha;
	return colour;
}

static struct colour of_heat(enum theme_role role, double part)
{
	return (struct colour){ role, 1, fmax(0, fmin(1, part)) };
}

struct colour theme_heat(double part)
{
	return of_heat(THEME_HEAT, part);
}

struct colour theme_on_heat(double part)
{
	return of_heat(THEME_ON_HEAT, part);
}
