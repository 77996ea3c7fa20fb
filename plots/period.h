/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_PERIOD_H
#define PLOTS_PERIOD_H
/*
 * period - months, quarters and years as whole numbers, so that an axis can
 * count them: the index of a month is year * 12 + month - 1, of a quarter
 * year * 4 + quarter - 1, of a year the year.  Pure functions, UTC.
 */
#include <stdint.h>

enum period_unit { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };

/* Room for any text that period_format writes, with its NUL. */
enum { PERIOD_TEXT_MAX = 40 };

/* "month", "quarter", "year"; NULL is a quarter.  -1 for anything else. */
int period_read_unit(const char *name, enum period_unit *unit_out);

/* The word for one period of that unit. */
const char *period_unit_name(enum period_unit unit);

/* How many periods of that unit a year has: 12, 4 or 1. */
int period_per_year(enum period_unit unit);

/*
 * The index of "2025-06", "2025-Q2" or "2025", as the queries write them.
 * Returns -1, with *index_out untouched, for a text of another shape.
 */
int period_read(enum period_unit unit, const char *text, int64_t *index_out);

/* The inverse of period_read, for years 0 to 9999. */
void period_format(enum period_unit unit, int64_t index,
		   char out[PERIOD_TEXT_MAX]);

/* The index of the period that holds a second. */
int64_t period_at(enum period_unit unit, int64_t at);

/* Its first second; the period ends before the start of index + 1. */
int64_t period_start(enum period_unit unit, int64_t index);

#endif
