/* SPDX-License-Identifier: MIT */
/* Subjects as git's %s has them, and the pull request in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/message.h"

static void test_len(void **state)
{
	(void)state;
	assert_int_equal(message_len("", 0), 0);
	assert_int_equal(message_len("abc", 3), 3);
	assert_int_equal(message_len("a\0c", 3), 1);
	assert_int_equal(message_len("\0", 1), 0);
}

static void test_start(void **state)
{
	(void)state;
	assert_int_equal(message_start("", 0), 0);
	assert_int_equal(message_start("a", 1), 0);
	assert_int_equal(message_start(" a", 2), 0);
	assert_int_equal(message_start("\n \t\r\n a\n", 8), 5);
	assert_int_equal(message_start("\n\n", 2), 2);
	assert_int_equal(message_start("\n\0a", 3), 1);
	assert_int_equal(message_start("\n\v\n", 3), 1);
}

static void test_subject(void **state)
{
	static const struct {
		const char *message, *subject;
	} rows[] = {
		{ "", "" },
		{ "\n \n", "" },
		{ "one", "one" },
		{ "one\n", "one" },
		{ "one\ntwo\n\nbody\n", "one two" },
		{ "\n\r\none \t\r\ntwo\r\n\r\nbody", "one two" },
		{ "  one\n\ttwo  \n", "  one \ttwo" },
		{ "one\n \nbody", "one" },
		{ "one\n\v\nbody", "one \v body" },
		{ "caf\xe9\n", "caf\xe9" },
	};
	struct buf subject = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *message = rows[i].message;

		buf_clear(&subject);
		message_subject(message, strlen(message), &subject);
		if (strcmp(subject.data, rows[i].subject) != 0)
			fail_msg("row %zu gives '%s'", i, subject.data);
	}
	buf_clear(&subject);
	message_subject("one\0two", 7, &subject);
	assert_string_equal(subject.data, "one");
	buf_release(&subject);
}

static void test_pull_request(void **state)
{
	static const struct {
		const char *subject;
		int64_t number;
	} rows[] = {
		{ "", 0 },
		{ "fix it", 0 },
		{ "fix it (#12)", 12 },
		{ "fix it (#1) (#23)", 23 },
		{ "f (#1)", 1 },
		{ "fix it (#12) ", 0 },
		{ "fix it(#12)", 0 },
		{ "fix it (12)", 0 },
		{ "fix it (#)", 0 },
		{ "fix it (#12", 0 },
		{ "fix it (#12x)", 0 },
		{ "fix it (#0)", 0 },
		{ "fix it (#012)", 0 },
		{ "fix it (!12)", 0 },
		{ " (#12)", 0 },
		{ "(#12)", 0 },
		{ "12)", 0 },
		{ ")", 0 },
		{ "x (#999999999999999999)", 999999999999999999 },
		{ "x (#1000000000000000000)", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *subject = rows[i].subject;
		int64_t number = message_pull_request(subject, strlen(subject));

		if (number != rows[i].number)
			fail_msg("'%s' gives %lld", subject, (long long)number);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_len),
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_subject),
		cmocka_unit_test(test_pull_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
