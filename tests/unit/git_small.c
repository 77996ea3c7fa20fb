/* SPDX-License-Identifier: MIT */
/* Object ids in hex, and the line that cherry-pick -x writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/cherry_line.h"
#include "audit/git/oid.h"

#define HEX "0123456789abcdef0123456789abcdef01234567"

static void test_hex(void **state)
{
	char hex[OID_HEX + 1];
	struct oid oid;

	(void)state;
	assert_true(oid_from_hex(HEX, &oid));
	oid_to_hex(&oid, hex);
	assert_string_equal(hex, HEX);
	assert_int_equal(oid.bytes[1], 0x23);
	assert_true(oid_from_hex("0123456789ABCDEF0123456789ABCDEF01234567zz",
				 &oid));
	oid_to_hex(&oid, hex);
	assert_string_equal(hex, HEX);
}

/* No byte but a digit is one, at any place; the id stays what it was. */
static void test_not_hex(void **state)
{
	struct oid oid = { { 7 } };

	(void)state;
	assert_false(oid_from_hex("", &oid));
	for (int c = 0; c < 256; c++) {
		bool is_digit = c && strchr("0123456789abcdefABCDEF", c);

		for (size_t at = 0; at < OID_HEX; at += 13) {
			char hex[] = HEX;
			struct oid other = oid;

			hex[at] = (char)c;
			if (oid_from_hex(hex, &other) != is_digit)
				fail_msg("byte %d at %zu", c, at);
			if (!is_digit)
				assert_int_equal(oid_compare(&oid, &other), 0);
		}
	}
}

static void test_order(void **state)
{
	struct oid zero = { { 0 } }, one = zero, high = zero;

	(void)state;
	one.bytes[OID_BYTES - 1] = 1;
	high.bytes[0] = 0x80;
	assert_true(oid_is_zero(&zero));
	assert_false(oid_is_zero(&one));
	assert_true(oid_compare(&zero, &one) < 0);
	assert_true(oid_compare(&one, &high) < 0);
	assert_int_equal(oid_compare(&one, &one), 0);
}

static void test_cherry_lines(void **state)
{
	static const struct {
		const char *message;
		const char *ids; /* each followed by a blank */
	} rows[] = {
		{ "", "" },
		{ "(cherry picked from commit 1234567)", "1234567 " },
		{ "s\n\n(cherry picked from commit " HEX ")\n", HEX " " },
		{ "s\n\n(cherry picked from commit 1234567)\n"
		  "(cherry picked from commit abcdef01)\nb\n",
		  "1234567 abcdef01 " },
		{ "(cherry picked from commit 1234567) in 2.0\n", "1234567 " },
		{ "(cherry picked from commit 1234567\n)\n", "" },
		{ "(cherry picked from commit 123456)\n", "" },
		{ "(cherry picked from commit " HEX "8)\n", "" },
		{ "(cherry picked from commit 123456G)\n", "" },
		{ "(cherry picked from commit ABCDEF01)\n", "" },
		{ " (cherry picked from commit 1234567)\n", "" },
		{ "x(cherry picked from commit 1234567)\n", "" },
		{ "(cherry picked from 1234567)\n", "" },
		{ "(cherry picked from commit ", "" },
		{ "(cherry picked from commit 1234567", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *at = rows[i].message, *id;
		char ids[128] = "";
		size_t len, n = 0;

		while ((id = cherry_line_next(&at, &len))) {
			memcpy(ids + n, id, len);
			n += len;
			ids[n++] = ' ';
		}
		if (strcmp(ids, rows[i].ids) != 0)
			fail_msg("row %zu: '%s'", i, ids);
		assert_int_equal(*at, '\0');
		assert_null(cherry_line_next(&at, &len));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hex),
		cmocka_unit_test(test_not_hex),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_cherry_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
