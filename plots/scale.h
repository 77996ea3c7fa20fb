/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_SCALE_H
#define PLOTS_SCALE_H
/*
 * scale - map a data range onto a range of points (1/72 inch), with ticks
 * at round values, and write the numbers beside them.  Pure functions.
 */
#include <stdint.h>

#include "audit/base/share.h"

/* Room for any text that scale_format_* writes, with its NUL. */
enum { SCALE_TEXT_MAX = SHARE_TEXT_MAX };

/* A linear map.  Set by scale_from_zero or by hand. */
struct scale {
	double data_lo, data_hi; /* data units; data_lo < data_hi */
	double at_lo, at_hi;     /* points; at_hi < at_lo turns the axis */
	double step;             /* data units between ticks; > 0 */
};

/*
 * The step, one of 1, 2 or 5 times a power of ten, that puts at most
 * max_ticks ticks on the range lo..hi.  Needs lo < hi and max_ticks >= 2.
 */
double scale_step(double lo, double hi, int max_ticks);

/*
 * A scale for counts or shares: from 0 to the first tick at or above hi.
 * hi <= 0 counts as 1.  min_step is the smallest step that makes sense:
 * 1 for counts of whole things, 0 for anything.
 */
void scale_from_zero(struct scale *scale, double hi, int max_ticks,
		     double min_step);

/*
 * A scale from 0 to exactly hi, whose ticks are the round values up to it:
 * at least one above 0, at most max_ticks with the 0.  Needs max_ticks >= 3;
 * hi and min_step as above.
 */
void scale_to(struct scale *scale, double hi, int max_ticks, double min_step);

/* The position of a value, in points. */
double scale_at(const struct scale *scale, double value);

/* How many ticks there are, and the value of tick i, from 0. */
int scale_n_ticks(const struct scale *scale);
double scale_tick(const struct scale *scale, int i);

/*
 * Months between two ticks of a time axis: the shortest of 1 month, 1
 * quarter, 1, 2, 5, 10, 20, 50, 100 ... years that gives at most max_ticks
 * ticks on n_months.  Needs n_months >= 1 and max_ticks >= 1.
 */
int64_t scale_months(int64_t n_months, int max_ticks);

/* "1,234,567"; a value is rounded to a whole number first. */
void scale_format_count(double value, char out[SCALE_TEXT_MAX]);

/*
 * A share from 0 to 1 as a percentage that does not say more than it should:
 * "0 %", "<0.1 %", "0.4 %", "9.6 %", "42 %"; never "100 %" for less than 1.
 */
void scale_format_share(double share, char out[SCALE_TEXT_MAX]);

/*
 * A tick of a percent axis: as many decimals as step (a share too) needs,
 * "20 %" or "0.5 %".
 */
void scale_format_percent_tick(double share, double step,
			       char out[SCALE_TEXT_MAX]);

#endif
