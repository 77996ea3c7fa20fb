/* SPDX-License-Identifier: MIT */
/* Commits come out in UTF-8 as git log prints them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/encoding.h"

static void test_header(void **state)
{
	static const struct {
		const char *commit, *name; /* NULL: none */
	} rows[] = {
		{ "", NULL },
		{ "\n", NULL },
		{ "tree 1\n\nencoding latin1\n", NULL },
		{ "tree 1\nencoding latin1\n\nx", "latin1" },
		{ "tree 1\nencoding latin1", "latin1" },
		{ "tree 1\nencoding \n\n", "" },
		{ "tree 1\nencoding  a b \n\n", " a b " },
		{ "tree 1\nencoding a\nencoding b\n\n", "a" },
		{ "tree 1\ngpgsig x\n encoding a\n\n", NULL },
		{ "tree 1\nencodings a\nencoding", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *commit = rows[i].commit;
		size_t len = 0;
		const char *name =
			encoding_header(commit, strlen(commit), &len);

		if (!name != !rows[i].name)
			fail_msg("row %zu", i);
		if (name && rows[i].name &&
		    (len != strlen(rows[i].name) ||
		     memcmp(name, rows[i].name, len) != 0))
			fail_msg("row %zu gives '%.*s'", i, (int)len, name);
	}
}

static const struct {
	const char *name, *in, *out; /* NULL: taken as it is */
} conversions[] = {
	{ "ISO-8859-1", "caf\xe9", "caf\xc3\xa9" },
	{ "iso8859-1", "caf\xe9", "caf\xc3\xa9" },
	{ "Latin-1", "caf\xe9", "caf\xc3\xa9" },
	{ "ISO-8859-2", "\xb1", "\xc4\x85" },
	{ "latin1", "", "" },
	{ "EUC-JP", "\xa4\xa2", "\xe3\x81\x82" },
	{ "EUC-JP", "\xa4\xa2 \xa4", NULL },   /* incomplete */
	{ "EUC-JP", "\xa4\xa2 \xff a", NULL }, /* invalid */
	{ "EUC-JP", "again \xa4\xa2", "again \xe3\x81\x82" },
	{ "ISO-2022-JP", "\x1b$B$\"", "\xe3\x81\x82" },
	{ "ISO-2022-JP", "a", "a" }, /* not in the state of the row above */
	{ "ISO-8859-8", "\xbf", NULL },
	{ "ASCII", "\x80", NULL },
	{ "UTF-8", "caf\xe9", NULL },
	{ "utf8", "caf\xc3\xa9", NULL },
	{ "'utf8'", "a\xff", NULL },
	{ "no such thing", "a", NULL },
	{ "", "a", NULL },
	{ " ", "a", NULL },
	{ "//", "a", NULL },
	{ "//IGNORE", "\x80", NULL },
};

static void test_convert(void **state)
{
	struct encoding *encoding = encoding_new();
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(conversions) / sizeof(*conversions);
	     i++) {
		const char *in = conversions[i].in, *want = conversions[i].out;
		bool done;

		buf_clear(&out);
		buf_add_str(&out, "before ");
		done = encoding_convert(encoding, conversions[i].name, in,
					strlen(in), &out);
		if (done != (want != NULL))
			fail_msg("row %zu", i);
		if (strcmp(out.data + 7, want ? want : "") != 0)
			fail_msg("row %zu gives '%s'", i, out.data);
	}
	encoding_free(encoding);
	encoding_free(NULL);
	buf_release(&out);
}

/* Output that is several times as long as the input, in many pieces. */
static void test_growth(void **state)
{
	enum { N = 100000 };
	struct encoding *encoding = encoding_new();
	char *in = xmalloc(N);
	struct buf out = BUF_INIT;

	(void)state;
	memset(in, '\x80', N); /* the euro sign, three bytes */
	assert_true(encoding_convert(encoding, "CP1252", in, N, &out));
	assert_int_equal(out.len, 3 * N);
	assert_memory_equal(out.data + 3 * N - 3, "\xe2\x82\xac", 4);
	free(in);
	buf_release(&out);
	encoding_free(encoding);
}

static void test_commit(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "tree 1\nauthor \xe9\n\n\xe8",
		  "tree 1\nauthor \xef\xbf\xbd\n\n"
		  "\xef\xbf\xbd" },
		{ "tree 1\nauthor \xe9\nencoding latin1\n\n\xe8",
		  "tree 1\nauthor \xc3\xa9\nencoding latin1\n\n\xc3\xa8" },
		/* one byte that cannot be converted: all stays */
		{ "tree 1\nauthor \xc3\xa9\nencoding ASCII\n\nx",
		  "tree 1\nauthor \xc3\xa9\nencoding ASCII\n\nx" },
		/* never in the encoding that they claim */
		{ "tree 1\nencoding UTF-16LE\n\ntitle\n",
		  "tree 1\nencoding UTF-16LE\n\ntitle\n" },
		{ "tree 1\nencoding IBM037\n\ntitle\n",
		  "tree 1\nencoding IBM037\n\ntitle\n" },
		/* a NUL that the conversion makes ends it */
		{ "tree 1\nencoding UTF-7\n\na+AAA-b",
		  "tree 1\nencoding UTF-7\n\na" },
		{ "", "" },
	};
	struct encoding *encoding = encoding_new();
	struct buf out = BUF_INIT, raw = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		buf_clear(&out);
		buf_clear(&raw);
		encoding_decode_commit(encoding, rows[i].in, strlen(rows[i].in),
				       &raw);
		utf8_add(&out, raw.data, raw.len);
		if (strcmp(out.data, rows[i].out) != 0)
			fail_msg("row %zu gives '%s'", i, out.data);
	}
	buf_clear(&out);
	encoding_decode_commit(encoding, "tree 1\n\na\0b", 11, &out);
	assert_string_equal(out.data, "tree 1\n\na");
	assert_int_equal(out.len, 9);
	encoding_free(encoding);
	buf_release(&raw);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_convert),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_commit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
