/* SPDX-License-Identifier: MIT */
/* What the words of a dossier are made with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "report/dossier_part.h"

static void test_date(void **state)
{
	static const struct {
		int64_t at;
		const char *zone, *want;
	} rows[] = {
		{ 0, NULL, "1970-01-01 00:00:00 UTC" },
		{ 1700000000, "+0000", "2023-11-14 22:13:20 +0000" },
		{ 1700000000, "+0200", "2023-11-15 00:13:20 +0200" },
		{ 1700000000, "-0530", "2023-11-14 16:43:20 -0530" },
		{ 1700000000, "-0000", "2023-11-14 22:13:20 -0000" },
		{ 1700000000, "", "2023-11-14 22:13:20 UTC (in a zone '')" },
		{ 1700000000, "+2",
		  "2023-11-14 22:13:20 UTC (in a zone '+2')" },
		{ 1700000000, "+02:0",
		  "2023-11-14 22:13:20 UTC (in a zone '+02:0')" },
		{ 1700000000, "x0200",
		  "2023-11-14 22:13:20 UTC (in a zone 'x0200')" },
		{ -1, "-0100", "1969-12-31 22:59:59 -0100" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf got = BUF_INIT;

		dossier_date(&got, rows[i].at, rows[i].zone);
		assert_string_equal(got.data, rows[i].want);
		buf_release(&got);
	}
}

/* No date is too far away to be added to. */
static void test_far_dates(void **state)
{
	static const int64_t ats[] = { INT64_MAX, INT64_MIN, INT64_MAX / 2 };

	(void)state;
	for (size_t i = 0; i < sizeof(ats) / sizeof(*ats); i++) {
		struct buf got = BUF_INIT;

		dossier_date(&got, ats[i], "-9999");
		assert_non_null(strstr(got.data, "UTC (in a zone '-9999')"));
		buf_release(&got);
	}
}

static void test_message_line(void **state)
{
	char message[] = "one\n\nthree\r\nfour";
	const struct dossier dossier = { .message = message };
	static const char *const want[] = { NULL,    "one",  "",
					    "three", "four", NULL };

	(void)state;
	for (int64_t n = 0; n < 6; n++) {
		size_t len = 99;
		const char *at = dossier_message_line(&dossier, n, &len);

		if (!want[n]) {
			assert_null(at);
			continue;
		}
		assert_non_null(at);
		assert_int_equal(len, strlen(want[n]));
		assert_memory_equal(at, want[n], len);
	}
}

static void test_no_message(void **state)
{
	const struct dossier dossier = { .message = NULL };
	size_t len;

	(void)state;
	assert_null(dossier_message_line(&dossier, 1, &len));
}

static void test_names(void **state)
{
	struct buf got = BUF_INIT;

	(void)state;
	dossier_name(&(struct dossier){ 0 }, &got, "0123456789abcdef",
		     "a subject");
	dossier_name(&(struct dossier){ 0 }, &got, "0123", "");
	dossier_count(&got, 1, " path");
	dossier_count(&got, 2, " path");
	assert_string_equal(got.data, "0123456789ab \"a subject\"01231  path"
				      "2  paths");
	buf_release(&got);
	assert_string_equal(dossier_place("squash"),
			    "in the list of a squash merge");
	assert_string_equal(dossier_place("elsewhere"), "elsewhere");
}

/* A quote that is cut is cut between characters, and says so. */
static void test_quote(void **state)
{
	struct dossier dossier = { .is_full = false };
	struct buf text = BUF_INIT, want = BUF_INIT;
	char *got = NULL;
	size_t len;
	FILE *out = open_memstream(&got, &len);

	(void)state;
	for (int i = 0; i < 399; i++)
		buf_add_char(&text, 'x');
	buf_addf(&want, "1 | %s\n... and 8 bytes more; --full shows them\n",
		 text.data);
	buf_add_str(&text, "\u65e5tail!");
	prose_init(&dossier.prose, out, 0, false);
	dossier_quote(&dossier, 0, "1", text.data, text.len);
	buf_addf(&want, "1 | %s\n", text.data);
	dossier.is_full = true;
	dossier_quote(&dossier, 0, "1", text.data, text.len);
	prose_release(&dossier.prose);
	fclose(out);
	assert_string_equal(got, want.data);
	free(got);
	buf_release(&text);
	buf_release(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_date),
		cmocka_unit_test(test_far_dates),
		cmocka_unit_test(test_message_line),
		cmocka_unit_test(test_no_message),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_quote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
