/* SPDX-License-Identifier: MIT */
#include "plots/theme.h"

const struct colour theme_paper = { 1, 1, 1, 1 };
const struct colour theme_ink = { 0.10, 0.10, 0.12, 1 };
const struct colour theme_soft = { 0.33, 0.33, 0.36, 1 };
const struct colour theme_axis = { 0.45, 0.45, 0.48, 1 };
const struct colour theme_grid = { 0.88, 0.88, 0.89, 1 };
const struct colour theme_bar = { 0, 0.447, 0.698, 1 };
const struct colour theme_total = { 0.36, 0.40, 0.45, 1 };

const struct colour theme_heat[3] = {
	{ 0.93, 0.95, 0.97, 1 },
	{ 0.30, 0.62, 0.80, 1 },
	{ 0.02, 0.19, 0.40, 1 },
};

static const struct theme_series series[] = {
	{ { 0.80, 0.33, 0, 1 }, { 0 }, 0, THEME_CIRCLE, 2.4 },
	{ { 0.10, 0.10, 0.12, 1 }, { 0 }, 0, THEME_SQUARE, 1.3 },
	{ { 0, 0.447, 0.698, 1 }, { 6, 2 }, 2, THEME_TRIANGLE, 1.3 },
	{ { 0, 0.52, 0.38, 1 }, { 2, 2 }, 2, THEME_DIAMOND, 1.3 },
	{ { 0.70, 0.37, 0.56, 1 }, { 8, 2, 2, 2 }, 4, THEME_CROSS, 1.3 },
	{ { 0.16, 0.55, 0.80, 1 }, { 4, 4 }, 2, THEME_CIRCLE, 1.3 },
	{ { 0.72, 0.52, 0, 1 }, { 1, 2 }, 2, THEME_SQUARE, 1.3 },
	{ { 0.45, 0.45, 0.48, 1 }, { 10, 3 }, 2, THEME_TRIANGLE, 1.3 },
};

const struct theme_series *theme_series(size_t i)
{
	return &series[i % (sizeof(series) / sizeof(series[0]))];
}

struct colour theme_faded(struct colour colour, double alpha)
{
	colour.alpha = alpha;
	return colour;
}
