/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "plots/period.h"

static void test_units(void **state)
{
	enum period_unit unit = PERIOD_YEAR;

	(void)state;
	assert_int_equal(period_read_unit(NULL, &unit), 0);
	assert_int_equal(unit, PERIOD_QUARTER);
	assert_int_equal(period_read_unit("month", &unit), 0);
	assert_int_equal(unit, PERIOD_MONTH);
	assert_int_equal(period_read_unit("weekly", &unit), -1);
	assert_int_equal(unit, PERIOD_MONTH);
	assert_string_equal(period_unit_name(PERIOD_YEAR), "year");
}

static void test_read_and_format(void **state)
{
	static const struct {
		enum period_unit unit;
		const char *text;
		int64_t index;
	} rows[] = {
		{ PERIOD_MONTH, "2025-06", 2025 * 12 + 5 },
		{ PERIOD_MONTH, "1970-01", 1970 * 12 },
		{ PERIOD_MONTH, "0000-12", 11 },
		{ PERIOD_QUARTER, "2025-Q2", 2025 * 4 + 1 },
		{ PERIOD_QUARTER, "9999-Q4", 9999 * 4 + 3 },
		{ PERIOD_YEAR, "2025", 2025 },
	};
	char text[PERIOD_TEXT_MAX];
	int64_t index;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(
			period_read(rows[i].unit, rows[i].text, &index), 0);
		assert_int_equal(index, rows[i].index);
		period_format(rows[i].unit, index, text);
		assert_string_equal(text, rows[i].text);
	}
}

static void test_other_shapes(void **state)
{
	static const struct {
		enum period_unit unit;
		const char *text;
	} rows[] = {
		{ PERIOD_MONTH, "" },          { PERIOD_MONTH, "2025-13" },
		{ PERIOD_MONTH, "2025-00" },   { PERIOD_MONTH, "2025-Q2" },
		{ PERIOD_MONTH, "-471-01" },   { PERIOD_QUARTER, "2025-Q5" },
		{ PERIOD_QUARTER, "2025-Q0" }, { PERIOD_QUARTER, "2025-q1" },
		{ PERIOD_QUARTER, "2025-Qx" }, { PERIOD_YEAR, "25" },
		{ PERIOD_YEAR, "20255" },      { PERIOD_YEAR, "202x" },
	};
	int64_t index = 77;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(
			period_read(rows[i].unit, rows[i].text, &index), -1);
	assert_int_equal(index, 77);
}

static void test_seconds(void **state)
{
	(void)state;
	assert_int_equal(period_start(PERIOD_YEAR, 1970), 0);
	assert_int_equal(period_start(PERIOD_QUARTER, 2025 * 4 + 1),
			 1743465600);
	assert_int_equal(period_at(PERIOD_QUARTER, 1743465600), 2025 * 4 + 1);
	assert_int_equal(period_at(PERIOD_QUARTER, 1743465599), 2025 * 4);
	assert_int_equal(period_at(PERIOD_YEAR, -1), 1969);
	for (int64_t i = 1960 * 12; i < 2110 * 12; i++) {
		int64_t start = period_start(PERIOD_MONTH, i);

		assert_int_equal(period_at(PERIOD_MONTH, start), i);
		assert_int_equal(period_at(PERIOD_MONTH, start - 1), i - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_read_and_format),
		cmocka_unit_test(test_other_shapes),
		cmocka_unit_test(test_seconds),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
