/* SPDX-License-Identifier: MIT */
/*
 * The calendar counts in eras of 400 years that begin on a 1 March, so that
 * the leap day is the last of its year: the usual days-from-civil reckoning.
 */
#include "audit/base/date.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

enum { DAYS_PER_ERA = 146097, DAYS_TO_EPOCH = 719468 };

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

int64_t date_days(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_div(y, 400);
	int64_t year_of_era = y - era * 400;
	int month_from_march = (month + 9) % 12;
	int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 -
			     year_of_era / 100 + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

void date_from_days(int64_t days, int64_t *year_out, int *month_out,
		    int *day_out)
{
	int64_t z = days + DAYS_TO_EPOCH;
	int64_t era = floor_div(z, DAYS_PER_ERA);
	int64_t day_of_era = z - era * DAYS_PER_ERA;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 +
			       day_of_era / 36524 - day_of_era / 146096) /
			      365;
	int64_t day_of_year =
		day_of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (int)((5 * day_of_year + 2) / 153);

	*day_out = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
	*month_out = month_from_march < 10 ? month_from_march + 3
					   : month_from_march - 9;
	*year_out = year_of_era + era * 400 + (*month_out <= 2);
}

static bool read_digits(const char *text, int n, int *value_out)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (text[i] - '0');
	}
	*value_out = value;
	return true;
}

int date_read_day(const char *text, int64_t *at_out)
{
	int year, month, day, back_month, back_day;
	int64_t days, back_year;

	if (!read_digits(text, 4, &year) || text[4] != '-' ||
	    !read_digits(text + 5, 2, &month) || text[7] != '-' ||
	    !read_digits(text + 8, 2, &day) || text[10] != '\0')
		return -1;
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return -1;
	days = date_days(year, month, day);
	date_from_days(days, &back_year, &back_month, &back_day);
	if (back_month != month || back_day != day)
		return -1;
	*at_out = days * 86400;
	return 0;
}

void date_format_day(int64_t at, char out[DATE_TEXT_MAX])
{
	int64_t year;
	int month, day;

	date_from_days(floor_div(at, 86400), &year, &month, &day);
	snprintf(out, DATE_TEXT_MAX, "%04" PRId64 "-%02d-%02d", year, month,
		 day);
}

void date_format_second(int64_t at, char out[DATE_TEXT_MAX])
{
	int64_t days = floor_div(at, 86400);
	/* not at - days * 86400, which overflows for the first day of all */
	int second = (int)((at % 86400 + 86400) % 86400);
	int64_t year;
	int month, day;

	date_from_days(days, &year, &month, &day);
	snprintf(out, DATE_TEXT_MAX, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02dZ",
		 year, month, day, second / 3600, second / 60 % 60,
		 second % 60);
}
