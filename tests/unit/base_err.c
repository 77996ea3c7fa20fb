/* SPDX-License-Identifier: MIT */
/* A failure keeps its kind and its message, cut at a character. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/err.h"
#include "audit/base/utf8.h"

enum { SIZE = sizeof(((struct err *)0)->msg) };

static void test_set_and_wrap(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(err.kind, FAIL_NONE);
	assert_int_equal(err_set(&err, FAIL_WORLD, "no %s", "disk"), -1);
	assert_int_equal(err.kind, FAIL_WORLD);
	assert_string_equal(err.msg, "no disk");
	assert_int_equal(err_wrap(&err, "open '%s'", "x%s"), -1);
	assert_string_equal(err.msg, "open 'x%s': no disk");
	assert_int_equal(err.kind, FAIL_WORLD);
	err_set(&err, FAIL_USAGE, "%s", "again");
	assert_int_equal(err.kind, FAIL_USAGE);
	assert_string_equal(err.msg, "again");
}

static void check_cut(const struct err *err)
{
	size_t len = strlen(err->msg);

	assert_in_range(len, SIZE - 5, SIZE - 1);
	assert_true(utf8_is_valid(err->msg, len));
}

/* Characters of each size, at each offset to the end of the buffer. */
static void test_cut(void **state)
{
	static const char *const chars[] = { "a", "\xc3\xa9", "\xe2\x82\xac",
					     "\xf0\x9f\xa4\x96" };
	char text[2 * SIZE];

	(void)state;
	for (size_t i = 0; i < 16; i++) {
		const char *c = chars[i % 4];
		size_t offset = i / 4, n = strlen(c);
		struct err err = ERR_INIT;

		memset(text, 'x', offset);
		text[offset] = '\0';
		for (size_t at = offset; at + n < sizeof(text); at += n)
			memcpy(text + at, c, n + 1);
		err_set(&err, FAIL_WORLD, "%s", text);
		check_cut(&err);
		err_set(&err, FAIL_WORLD, "%.500s", "short");
		err_wrap(&err, "%s", text);
		check_cut(&err);
		err_wrap(&err, "before");
		check_cut(&err);
		assert_memory_equal(err.msg, "before: ", 8);
	}
}

static void test_hint(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	err_set(&err, FAIL_USAGE, "no name");
	assert_int_equal(err_hint(&err, "give one"), -1);
	assert_string_equal(err.msg, "no name; give one");
	err_hint(&err, "give another");
	assert_string_equal(err.msg, "no name; give one");
	assert_int_equal(err.kind, FAIL_USAGE);
	err_set(&err, FAIL_WORLD, "%01020d", 0);
	err_hint(&err, "this has no room");
	assert_int_equal(strlen(err.msg), 1020);
}

static void test_hint_of(void **state)
{
	(void)state;
	assert_string_equal(hint_of(EISDIR), "name a file");
	assert_string_equal(hint_of(ENOSPC),
			    "make room there, and run it again");
	assert_string_equal(hint_of(0), "mend that, and run it again");
	for (int reason = 1; reason < 200; reason++)
		assert_true(*hint_of(reason) != '\0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hint),
		cmocka_unit_test(test_hint_of),
		cmocka_unit_test(test_set_and_wrap),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
