/* SPDX-License-Identifier: MIT */
/* A buf holds what was added and is a C string at every step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"

static void test_empty(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	assert_string_equal(buf.data, "");
	buf_clear(&buf);
	buf_truncate(&buf, 0);
	buf_add(&buf, NULL, 0);
	buf_add_str(&buf, "");
	buf_release(&buf);
	buf_release(&buf);
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.len, 0);
}

static void test_add(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_add(&buf, "abcd", 3);
	buf_add_char(&buf, 'd');
	buf_add_str(&buf, "ef");
	buf_addf(&buf, "-%d%%-%s", 42, "");
	assert_string_equal(buf.data, "abcdef-42%-");
	assert_int_equal(buf.len, 11);
	buf_truncate(&buf, 4);
	assert_string_equal(buf.data, "abcd");
	buf_add(&buf, "\0x", 2);
	assert_int_equal(buf.len, 6);
	assert_memory_equal(buf.data, "abcd\0x", 7);
	buf_clear(&buf);
	assert_string_equal(buf.data, "");
	buf_release(&buf);
}

/* Over every size at which memory grows. */
static void test_growth(void **state)
{
	struct buf one_by_one = BUF_INIT, formatted = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		buf_add_char(&one_by_one, (char)('a' + i % 26));
		assert_int_equal(one_by_one.len, i + 1);
		assert_int_equal(one_by_one.data[i + 1], '\0');
		buf_clear(&formatted);
		buf_addf(&formatted, "%s", one_by_one.data);
		assert_int_equal(formatted.len, i + 1);
	}
	assert_string_equal(one_by_one.data, formatted.data);
	buf_release(&one_by_one);
	buf_release(&formatted);
}

static void test_reserve(void **state)
{
	struct buf buf = BUF_INIT;
	const char *data;

	(void)state;
	buf_add_str(&buf, "a");
	buf_reserve(&buf, 1000);
	data = buf.data;
	for (int i = 0; i < 1000; i++)
		buf_add_char(&buf, 'b');
	assert_ptr_equal(buf.data, data);
	assert_int_equal(buf.len, 1001);
	buf_release(&buf);
}

static void test_detach(void **state)
{
	struct buf buf = BUF_INIT;
	size_t len = 99;
	char *text;

	(void)state;
	text = buf_detach(&buf, &len);
	assert_string_equal(text, "");
	assert_int_equal(len, 0);
	free(text);
	buf_add_str(&buf, "text");
	text = buf_detach(&buf, NULL);
	assert_string_equal(text, "text");
	assert_string_equal(buf.data, "");
	assert_int_equal(buf.n_alloc, 0);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),  cmocka_unit_test(test_add),
		cmocka_unit_test(test_growth), cmocka_unit_test(test_reserve),
		cmocka_unit_test(test_detach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
