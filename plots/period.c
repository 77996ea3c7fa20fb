/* SPDX-License-Identifier: MIT */
#include "plots/period.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/date.h"

enum { SECONDS_PER_DAY = 86400, MONTHS_PER_YEAR = 12 };

static const struct {
	const char *name;
	int per_year;
} units[] = {
	[PERIOD_MONTH] = { "month", 12 },
	[PERIOD_QUARTER] = { "quarter", 4 },
	[PERIOD_YEAR] = { "year", 1 },
};

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int period_read_unit(const char *name, enum period_unit *unit_out)
{
	if (!name) {
		*unit_out = PERIOD_QUARTER;
		return 0;
	}
	for (int i = PERIOD_MONTH; i <= PERIOD_YEAR; i++) {
		if (strcmp(name, units[i].name) != 0)
			continue;
		*unit_out = (enum period_unit)i;
		return 0;
	}
	return -1;
}

const char *period_unit_name(enum period_unit unit)
{
	return units[unit].name;
}

int period_per_year(enum period_unit unit)
{
	return units[unit].per_year;
}

/* n digits, or -1. */
static int read_digits(const char *text, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

int period_read(enum period_unit unit, const char *text, int64_t *index_out)
{
	static const char *const infix[] = { "-", "-Q", "" };
	static const size_t digits[] = { 2, 1, 0 };
	size_t n_infix = strlen(infix[unit]);
	int year, part = 1;

	if (strlen(text) != 4 + n_infix + digits[unit])
		return -1;
	year = read_digits(text, 4);
	if (year < 0 || strncmp(text + 4, infix[unit], n_infix) != 0)
		return -1;
	if (digits[unit])
		part = read_digits(text + 4 + n_infix, digits[unit]);
	if (part < 1 || part > units[unit].per_year)
		return -1;
	*index_out = (int64_t)year * units[unit].per_year + part - 1;
	return 0;
}

void period_format(enum period_unit unit, int64_t index,
		   char out[PERIOD_TEXT_MAX])
{
	int64_t year = floor_div(index, units[unit].per_year);
	int64_t part = index - year * units[unit].per_year + 1;

	if (unit == PERIOD_MONTH)
		snprintf(out, PERIOD_TEXT_MAX, "%04" PRId64 "-%02" PRId64, year,
			 part);
	else if (unit == PERIOD_QUARTER)
		snprintf(out, PERIOD_TEXT_MAX, "%04" PRId64 "-Q%" PRId64, year,
			 part);
	else
		snprintf(out, PERIOD_TEXT_MAX, "%04" PRId64, year);
}

int64_t period_at(enum period_unit unit, int64_t at)
{
	int months = MONTHS_PER_YEAR / units[unit].per_year;
	int64_t year;
	int month, day;

	date_from_days(floor_div(at, SECONDS_PER_DAY), &year, &month, &day);
	return year * units[unit].per_year + (month - 1) / months;
}

int64_t period_start(enum period_unit unit, int64_t index)
{
	int64_t year = floor_div(index, units[unit].per_year);
	int64_t part = index - year * units[unit].per_year;
	int months = MONTHS_PER_YEAR / units[unit].per_year;

	return date_days(year, (int)part * months + 1, 1) * SECONDS_PER_DAY;
}
