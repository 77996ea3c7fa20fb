/* SPDX-License-Identifier: MIT */
#ifndef BASE_DATE_H
#define BASE_DATE_H
/*
 * date - days and Unix seconds in UTC, in the proleptic Gregorian calendar,
 * without the C library's time zone.  Pure functions.
 */
#include <stdint.h>

/* Room for any text that date_format_* writes, with its NUL. */
enum { DATE_TEXT_MAX = 40 };

/* Days from 1970-01-01 to year-month-day (month 1..12, day 1..31). */
int64_t date_days(int64_t year, int month, int day);

/* The calendar day of a number of days since 1970-01-01. */
void date_from_days(int64_t days, int64_t *year_out, int *month_out,
		    int *day_out);

/*
 * Read exactly YYYY-MM-DD, a day that exists: its first second goes to
 * *at_out.  Returns -1, with *at_out untouched, for anything else.
 */
int date_read_day(const char *text, int64_t *at_out);

/* Write "2025-06-24" or "2025-06-24T13:45:00Z" into out. */
void date_format_day(int64_t at, char out[DATE_TEXT_MAX]);
void date_format_second(int64_t at, char out[DATE_TEXT_MAX]);

#endif
