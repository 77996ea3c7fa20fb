/* SPDX-License-Identifier: MIT */
/* The calendar agrees with one that counts day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/date.h"

static int days_in_month(int64_t year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 ? 28 + leap : days[month - 1];
}

static void test_every_day(void **state)
{
	int64_t days = -719528, year, got_year; /* 0000-01-01 */
	int got_month, got_day;

	(void)state;
	for (year = 0; year < 2800; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= days_in_month(year, month);
			     day++, days++) {
				assert_int_equal(date_days(year, month, day),
						 days);
				date_from_days(days, &got_year, &got_month,
					       &got_day);
				assert_int_equal(got_year, year);
				assert_int_equal(got_month, month);
				assert_int_equal(got_day, day);
			}
	assert_int_equal(date_days(1970, 1, 1), 0);
}

static void test_before_year_0(void **state)
{
	int64_t year;
	int month, day;

	(void)state;
	date_from_days(-719529, &year, &month, &day);
	assert_int_equal(year, -1);
	assert_int_equal(month, 12);
	assert_int_equal(day, 31);
	assert_int_equal(date_days(-1, 12, 31), -719529);
}

static void test_read_day(void **state)
{
	static const struct {
		const char *text;
		int64_t at; /* -1: no day */
	} rows[] = {
		{ "1970-01-01", 0 },
		{ "2025-06-24", 1750723200 },
		{ "2000-02-29", 951782400 },
		{ "9999-12-31", 253402214400 },
		{ "1900-02-29", -1 },
		{ "2025-02-29", -1 },
		{ "2025-04-31", -1 },
		{ "2025-13-01", -1 },
		{ "2025-00-01", -1 },
		{ "2025-01-00", -1 },
		{ "2025-01-32", -1 },
		{ "", -1 },
		{ "2025", -1 },
		{ "2025-", -1 },
		{ "2025-01", -1 },
		{ "2025-01-", -1 },
		{ "2025-01-0", -1 },
		{ "2025-1-01", -1 },
		{ "2025-01-011", -1 },
		{ "2025-01-01 ", -1 },
		{ " 2025-01-01", -1 },
		{ "2025/01/01", -1 },
		{ "+025-01-01", -1 },
		{ "2025-01-01T00:00:00Z", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t at = 12345;
		int ret = date_read_day(rows[i].text, &at);
		int64_t want = rows[i].at == -1 ? 12345 : rows[i].at;

		if (ret != (rows[i].at == -1 ? -1 : 0) || at != want)
			fail_msg("'%s' gives %d, %lld", rows[i].text, ret,
				 (long long)at);
	}
}

static void test_format(void **state)
{
	static const struct {
		int64_t at;
		const char *day, *second;
	} rows[] = {
		{ 0, "1970-01-01", "1970-01-01T00:00:00Z" },
		{ -1, "1969-12-31", "1969-12-31T23:59:59Z" },
		{ 1750772700, "2025-06-24", "2025-06-24T13:45:00Z" },
		{ 951868799, "2000-02-29", "2000-02-29T23:59:59Z" },
		{ -62135596801, "0000-12-31", "0000-12-31T23:59:59Z" },
		{ 253402300800, "10000-01-01", "10000-01-01T00:00:00Z" },
		{ INT64_MAX, "292277026596-12-04",
		  "292277026596-12-04T15:30:07Z" },
		{ INT64_MIN, "-292277022657-01-27",
		  "-292277022657-01-27T08:29:52Z" },
	};
	char text[DATE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		date_format_day(rows[i].at, text);
		assert_string_equal(text, rows[i].day);
		date_format_second(rows[i].at, text);
		assert_string_equal(text, rows[i].second);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_before_year_0),
		cmocka_unit_test(test_read_day),
		cmocka_unit_test(test_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
