/* SPDX-License-Identifier: MIT */
/* A table of options fills a struct, or says what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/opt.h"

struct config {
	bool quiet, deep;
	const char *out;
	struct opt_texts revs;
	int jobs;
	int64_t bytes;
	struct opt_date since;
};

#define AT(field) offsetof(struct config, field)
static const struct opt opts[] = {
	{ "quiet", 'q', OPT_FLAG, AT(quiet), NULL, "say nothing" },
	{ "deep", 0, OPT_FLAG, AT(deep), NULL, "look closer" },
	{ "out", 'o', OPT_TEXT, AT(out), "DIR", "where to" },
	{ "rev", 'r', OPT_TEXTS, AT(revs), "REV", "what; may be repeated" },
	{ "jobs", 'j', OPT_COUNT, AT(jobs), "N", "how many at once" },
	{ "bytes", 0, OPT_BYTES, AT(bytes), "BYTES", "how much" },
	{ "since", 0, OPT_DATE, AT(since), "DATE", "leave out what is older" },
	{ 0 }
};
static const struct opt_usage usage = { opts, "try [OPTION]... FILE",
					"Tries." };

/* opt_parse on words, which end with NULL; they may be reordered. */
static int parse(const char **words, struct config *config, int *n_args_out,
		 struct err *err)
{
	int argc = 0;

	while (words[argc])
		argc++;
	memset(config, 0, sizeof(*config));
	return opt_parse(&usage, config, argc, (char **)(uintptr_t)words,
			 n_args_out, err);
}

static void test_bytes(void **state)
{
	static const struct {
		const char *text;
		int64_t want; /* 0: an error */
	} rows[] = {
		{ "1", 1 },
		{ "5000000", 5000000 },
		{ "3k", 3072 },
		{ "100M", 104857600 },
		{ "2g", (int64_t)2 << 30 },
		{ "1024g", (int64_t)1 << 40 },
		{ "1025g", 0 },
		{ "99999999999999999999", 0 },
		{ "0", 0 },
		{ "-1", 0 },
		{ "k", 0 },
		{ "1kk", 0 },
		{ "1.5m", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *words[] = { "try", "--bytes", rows[i].text, NULL };
		struct config config;
		struct err err = ERR_INIT;
		int n_args;

		assert_int_equal(parse(words, &config, &n_args, &err),
				 rows[i].want ? 0 : -1);
		assert_int_equal(config.bytes, rows[i].want);
	}
}

static void test_values(void **state)
{
	const char *words[] = { "try",
				"one",
				"-qo",
				"d1",
				"--rev=a",
				"-r",
				"b",
				"two",
				"--jobs",
				"3",
				"--since=2025-06-24",
				"--out",
				"d2",
				"--",
				"-q",
				NULL };
	struct config config;
	struct err err = ERR_INIT;
	int n_args = -1;

	(void)state;
	assert_int_equal(parse(words, &config, &n_args, &err), 0);
	assert_true(config.quiet);
	assert_false(config.deep);
	assert_string_equal(config.out, "d2");
	assert_int_equal(config.revs.n_items, 2);
	assert_string_equal(config.revs.items[0], "a");
	assert_string_equal(config.revs.items[1], "b");
	assert_int_equal(config.jobs, 3);
	assert_int_equal(config.since.is_set, 1);
	assert_int_equal(config.since.at, 1750723200);
	assert_int_equal(n_args, 3);
	assert_string_equal(words[1], "one");
	assert_string_equal(words[2], "two");
	assert_string_equal(words[3], "-q");
	assert_string_equal(err.msg, "");
	opt_texts_release(&config.revs);
	assert_int_equal(config.revs.n_items, 0);
}

static void test_nothing(void **state)
{
	const char *words[] = { "try", NULL };
	struct config config;
	struct err err = ERR_INIT;
	int n_args = -1;

	(void)state;
	assert_int_equal(parse(words, &config, &n_args, &err), 0);
	assert_int_equal(n_args, 0);
	assert_int_equal(config.since.is_set, 0);
	assert_null(config.out);
}

static void test_errors(void **state)
{
	static const struct {
		const char *words[4];
		const char *msg;
	} rows[] = {
		{ { "try", "--quite" },
		  "unknown option '--quite'; did you mean --quiet?" },
		{ { "try", "file", "--job5" },
		  "unknown option '--job5'; did you mean --jobs?" },
		{ { "try", "--nothing-like-it" },
		  "unknown option '--nothing-like-it' (try --help)" },
		{ { "try", "-x" }, "unknown option '-x' (try --help)" },
		{ { "try", "-qx" }, "unknown option '-x' (try --help)" },
		{ { "try", "-xq" }, "unknown option '-x' (try --help)" },
		{ { "try", "file", "-xq" },
		  "unknown option '-x' (try --help)" },
		{ { "try", "--quiet=1" },
		  "--quiet takes no value; leave out the '=' and what follows "
		  "it" },
		{ { "try", "--help=1" },
		  "unknown option '--help=1' (try --help)" },
		{ { "try", "--out" }, "--out wants a value (try --help)" },
		{ { "try", "-q", "-o" }, "-o wants a value (try --help)" },
		{ { "try", "-qo" }, "-o wants a value (try --help)" },
		{ { "try", "-j0" },
		  "--jobs wants a number from 1 to 1000000, not '0'" },
		{ { "try", "-j-1" },
		  "--jobs wants a number from 1 to 1000000, not '-1'" },
		{ { "try", "-j", "2x" },
		  "--jobs wants a number from 1 to 1000000, not '2x'" },
		{ { "try", "-j", "" },
		  "--jobs wants a number from 1 to 1000000, not ''" },
		{ { "try", "--jobs=99999999999999999999" },
		  "--jobs wants a number from 1 to 1000000, "
		  "not '99999999999999999999'" },
		{ { "try", "--since", "yesterday" },
		  "--since wants a date as YYYY-MM-DD, not 'yesterday'" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *words[4];
		struct config config;
		struct err err = ERR_INIT;
		int n_args = 99;

		memcpy(words, rows[i].words, sizeof(words));
		assert_int_equal(parse(words, &config, &n_args, &err), -1);
		assert_int_equal(err.kind, FAIL_USAGE);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(n_args, 99);
		opt_texts_release(&config.revs);
	}
}

static void test_read_date(void **state)
{
	static const struct {
		const char *text;
		int ret;
		long long at;
	} rows[] = {
		{ "2025-06-24", 0, 1750723200 },
		{ "1969-12-31", 0, -86400 },
		{ "0", 0, 0 },
		{ "1750723200", 0, 1750723200 },
		{ "-5", 0, -5 },
		{ "9223372036854775807", 0, INT64_MAX },
		{ "9223372036854775808", -1, 0 },
		{ "", -1, 0 },
		{ "x", -1, 0 },
		{ "12x", -1, 0 },
		{ "12 ", -1, 0 },
		{ "2025-6-24", -1, 0 },
		{ "2025-02-30", -1, 0 },
		{ "2025-06-24T00:00:00Z", -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		long long at = 12345;
		int ret = opt_read_date(rows[i].text, &at);

		if (ret != rows[i].ret || at != (ret ? 12345 : rows[i].at))
			fail_msg("'%s' gives %d, %lld", rows[i].text, ret, at);
	}
}

static void test_help(void **state)
{
	static const char want[] =
		"usage: git provenance try [OPTION]... FILE\n"
		"\n"
		"Tries.\n"
		"\n"
		"Options:\n"
		"  -q, --quiet               say nothing\n"
		"      --deep                look closer\n"
		"  -o, --out DIR             where to\n"
		"  -r, --rev REV             what; may be repeated\n"
		"  -j, --jobs N              how many at once\n"
		"      --bytes BYTES         how much\n"
		"      --since DATE          leave out what is older\n";
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	(void)state;
	opt_print_help(out, &usage);
	fclose(out);
	assert_string_equal(text, want);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),     cmocka_unit_test(test_values),
		cmocka_unit_test(test_nothing),   cmocka_unit_test(test_errors),
		cmocka_unit_test(test_read_date), cmocka_unit_test(test_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
