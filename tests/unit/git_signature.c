/* SPDX-License-Identifier: MIT */
/* Signatures read as git log reads them, broken ones too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/signature.h"

struct row {
	const char *line, *name, *email;
	int64_t at;
	const char *zone; /* "": no time */
};

#define P "A <a@x> " /* a person, before a time */

static const struct row rows[] = {
	{ "A U Thor <a@x> 1234567890 +0200", "A U Thor", "a@x", 1234567890,
	  "+0200" },
	{ "A  \t<a@x>1-1", "A", "a@x", 1, "-0001" },
	{ "  A <a@x> 1 +0000", "  A", "a@x", 1, "+0000" },
	{ "<a@x> 1 +0000", "", "a@x", 1, "+0000" },
	{ " <> 1 +0000", "", "", 1, "+0000" },
	{ "A < a@x > 1 +0000", "A", " a@x ", 1, "+0000" },
	/* too many brackets, too few */
	{ "A <<a@x>> 1 +0000", "A", "<a@x", 1, "+0000" },
	{ "A <a> b@x> 1 +0000", "A", "a", 1, "+0000" },
	{ "A > <a@x> 1 +0000", "A >", "a@x", 1, "+0000" },
	{ "A <a@x> 1 +0000 >", "A", "a@x", 0, "" },
	{ "A a@x> 1 +0000", "", "", 0, "" },
	{ "A <a@x 1 +0000", "", "", 0, "" },
	{ "A > <a@x 1 +0000", "", "", 0, "" },
	{ "", "", "", 0, "" },
	{ "A U Thor", "", "", 0, "" },
	/* no time */
	{ "A <a@x>", "A", "a@x", 0, "" },
	{ P, "A", "a@x", 0, "" },
	{ P "1", "A", "a@x", 0, "" },
	{ P "1 ", "A", "a@x", 0, "" },
	{ P "1 0200", "A", "a@x", 0, "" },
	{ P "1 +", "A", "a@x", 0, "" },
	{ P "1 +x", "A", "a@x", 0, "" },
	{ P "1.5 +0200", "A", "a@x", 0, "" },
	{ P "-1 +0200", "A", "a@x", 0, "" },
	{ P "x +0200", "A", "a@x", 0, "" },
	/* odd numbers */
	{ P "007\t+1 x", "A", "a@x", 7, "+0001" },
	{ P "1 -12345", "A", "a@x", 1, "-12345" },
	{ P "1 -0000", "A", "a@x", 1, "+0000" },
	{ P "1 +02:30", "A", "a@x", 1, "+0002" },
	{ P "9223372036854775807 +0100", "A", "a@x", INT64_MAX, "+0100" },
	{ P "9223372036854775808 +0100", "A", "a@x", 0, "+0000" },
	{ P "99999999999999999999999 +0100", "A", "a@x", 0, "+0000" },
	{ P "1 +2147483646", "A", "a@x", 1, "+2147483646" },
	{ P "1 +2147483647", "A", "a@x", 1, "+0000" },
	{ P "1 -2147483647", "A", "a@x", 1, "-2147483647" },
	{ P "1 -2147483648", "A", "a@x", 1, "+0000" },
	{ P "1 +99999999999999999999999", "A", "a@x", 1, "+0000" },
};

static void check(const struct row *row, const struct signature *signature)
{
	if (signature->name_len != strlen(row->name) ||
	    memcmp(signature->name, row->name, signature->name_len) != 0)
		fail_msg("'%s': name '%.*s'", row->line,
			 (int)signature->name_len, signature->name);
	if (signature->email_len != strlen(row->email) ||
	    memcmp(signature->email, row->email, signature->email_len) != 0)
		fail_msg("'%s': mail '%.*s'", row->line,
			 (int)signature->email_len, signature->email);
	if (signature->at != row->at ||
	    strcmp(signature->zone, row->zone) != 0 ||
	    signature->has_time != (*row->zone != '\0'))
		fail_msg("'%s': time %lld '%s'", row->line,
			 (long long)signature->at, signature->zone);
}

static void test_rows(void **state)
{
	struct signature signature;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		signature_read(rows[i].line, strlen(rows[i].line), &signature);
		check(&rows[i], &signature);
	}
}

static void test_is_person(void **state)
{
	struct signature signature;

	(void)state;
	assert_true(signature_read("<>", 2, &signature));
	assert_false(signature_read("<", 1, &signature));
	assert_false(signature_read("><", 2, &signature));
}

/* Nothing behind the line, or behind a NUL in it, is read. */
static void test_end(void **state)
{
	static const char line[] = P "12345 +02003";
	struct signature signature;

	(void)state;
	signature_read(line, sizeof(line) - 2, &signature);
	assert_string_equal(signature.zone, "+0200");
	signature_read(line, 10, &signature);
	assert_false(signature.has_time);
	signature_read("A <a\0> 1 +0000", 14, &signature);
	assert_int_equal(signature.email_len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_is_person),
		cmocka_unit_test(test_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
