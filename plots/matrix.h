/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_MATRIX_H
#define PLOTS_MATRIX_H
/*
 * matrix - a kind of chart: a share of one whole in each cell of a table, as
 * its number, its interval, and a shade.
 */
#include "plots/frame.h"

/* What so many rows want of a page; a chart_height_fn. */
double matrix_height(size_t n_rows);

/*
 * Draw the frame's points: a series is a row, its points are columns with
 * labels; a chart_draw_fn.
 */
void matrix_draw(struct frame *frame);

#endif
