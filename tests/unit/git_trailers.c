/* SPDX-License-Identifier: MIT */
/*
 * Where each trailer of a message is seen.  That what is in the block equals
 * git's reading is tested against git, in tests/t/trailers.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/trailers.h"

/* want: "line place key: value\n" for each trailer */
static const struct {
	const char *message, *want;
} rows[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "Key: value", "" },
	{ "Key: value\n", "" },
	{ "title\n\nbody\n", "" },
	/* git's block */
	{ "t\n\nSigned-off-by: A <a@x>\n", "3 block Signed-off-by: A <a@x>\n" },
	{ "t\n\na: 1", "3 block a: 1\n" },
	{ "\n\nt\n\na: 1\n", "5 block a: 1\n" },
	{ "t\n\na : 1\nb:2\nc:\n",
	  "3 block a: 1\n4 block b: 2\n5 block c: \n" },
	{ "t\n\na: 1\n  2\n\t3 \nb: 4\n\n\n",
	  "3 block a: 1 2 3\n6 block b: 4\n" },
	{ "t\r\n\r\na: 1\r\nb: 2\r\n", "3 block a: 1\n4 block b: 2\n" },
	{ "t\r\n\r\na: 1\r\n 2\r\n", "3 block a: 1\r 2\n" },
	{ "t\n\nprose\nprose\nSigned-off-by: A\n",
	  "5 block Signed-off-by: A\n" },
	{ "t\n\na: 1\n# comment\n", "3 block a: 1\n" },
	{ "t\n\na: 1\n\nConflicts:\n\tx: y\n", "3 block a: 1\n" },
	{ "t\n\nx: 1\n(cherry picked from commit 1)\n", "3 block x: 1\n" },
	{ "t\n\na: caf\xe9\n", "3 block a: caf\xe9\n" },
	/* own paragraphs above the block */
	{ "t\n\nbody\n\nAssisted-by: X\n\nSigned-off-by: A\n",
	  "5 paragraph Assisted-by: X\n7 block Signed-off-by: A\n" },
	{ "t\n\na: 1\n\nb: 2\n  3\n\nc: 4\n",
	  "3 paragraph a: 1\n5 paragraph b: 2 3\n8 block c: 4\n" },
	{ "t\n\na:\n\nb: 2\n", "3 paragraph a: \n5 block b: 2\n" },
	{ "t\n\nA: 1\n\nprose\n\nB: 2\n", "3 body A: 1\n7 block B: 2\n" },
	{ "t\n\n  indented\nA: 1\n\nB: 2\n", "4 body A: 1\n6 block B: 2\n" },
	/* and with footers */
	{ "t\n\nA: 1\n\nhttps://x.org/\n\nB: 2\n",
	  "3 paragraph A: 1\n7 block B: 2\n" },
	{ "t\n\nA: 1\n\nhttps://x.org/ y\n\nB: 2\n",
	  "3 body A: 1\n7 block B: 2\n" },
	{ "t\n\nA: 1\n\n\xf0\x9f\xa4\x96 Generated with X\n\nB: 2\n",
	  "3 paragraph A: 1\n7 block B: 2\n" },
	{ "t\n\n\xf0\x9f\x92\x98 Generated with X\nB: 2\n",
	  "4 paragraph B: 2\n" },
	{ "t\n\nA: 1\n\n<img src=\"x\">\n", "3 paragraph A: 1\n" },
	{ "t\n\nA: 1\n\n_x on behalf of y_\n", "3 paragraph A: 1\n" },
	{ "t\n\nA: 1\n\n[![badge](x)](y)\n", "3 paragraph A: 1\n" },
	{ "t\n\nReported-by: A\nFixes #1\nCloses #2\n",
	  "3 paragraph Reported-by: A\n" },
	{ "t\n\nReported-by: A\nFixes # 1\n", "3 body Reported-by: A\n" },
	{ "t\n\nA: 1\n\nFixes https://x.org/1\nCloses #xxx, #2\n",
	  "3 paragraph A: 1\n" },
	{ "t\n\nA: 1\n\nSee also https://x.org/1\n", "3 body A: 1\n" },
	{ "t\n\nA: 1\n[x\n", "3 body A: 1\n" },
	/* to git a URL is a trailer */
	{ "t\n\nA: 1\n\nhttps://x.org/\n",
	  "3 paragraph A: 1\n5 block https: //x.org/\n" },
	/* in the body */
	{ "t\nCo-authored-by: A\n", "2 body Co-authored-by: A\n" },
	{ "t\n\nco-authored-by: A\nprose\n", "3 body co-authored-by: A\n" },
	{ "t\n\nNote: this\n  goes on\nprose\n", "3 body Note: this\n" },
	{ "t\n\nprose\nA: 1\r\nprose\n", "4 body A: 1\n" },
	{ "t\n\ndiff: x\nhttps://x\nA:b\nA::b\nTwo words: x\nA :b\n 1: 2\n1: "
	  "2\n"
	  "-A: b\nA_b: c\nA: \nB:\n\xc3\x84: x\nprose\n",
	  "" },
	/* at most 64 bytes of key */
	{ "t\n\n"
	  "A123456789012345678901234567890123456789012345678901234567890123: "
	  "x\n"
	  "B1234567890123456789012345678901234567890123456789012345678901234: "
	  "x\n"
	  "prose\n",
	  "3 body A12345678901234567890123456789012345678901234567890123456789"
	  "0123: x\n" },
	/* below the scissors */
	{ "t\n\na: 1\n# ------------------------ >8 ------------------------\n"
	  "Index: x\n",
	  "3 block a: 1\n5 body Index: x\n" },
	/* squash merges */
	{ "t (#1)\n\n* one\n\nA: 1\n\nprose\n\nB: 2\n",
	  "5 squash A: 1\n9 block B: 2\n" },
	{ "t\n\n* one\n\nA: 1\n\n* two\n\nB: 2\n",
	  "5 squash A: 1\n9 block B: 2\n" },
	{ "t\n\n* one\n\nA: 1\n\nprose\n", "5 body A: 1\n" },
	{ "t\n(#1)\n\nB: 0\nprose\n\n* one\n\nA: 1\n\nprose\n",
	  "4 body B: 0\n9 squash A: 1\n" },
	{ "t (#1)\n\n* one\n* two\n\nA: 1\n\nprose\n", "6 body A: 1\n" },
	{ "t (#1)\n\n* one\n\nA: 1\n\nB: 2\n",
	  "5 squash A: 1\n7 block B: 2\n" },
	{ "t\n\nbody\n\n---------\n\nA: 1\n\nB: 2\n",
	  "7 squash A: 1\n9 block B: 2\n" },
	{ "t\n\nheading\n---------\n\nA: 1\n\nprose\n", "6 body A: 1\n" },
	{ "t\n\n--------\n\nA: 1\n\nprose\n", "5 body A: 1\n" },
};

static void print(const struct trailers *trailers, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < trailers->n_items; i++)
		buf_addf(out, "%zu %s %s: %s\n", trailers->items[i].line,
			 trailers_place_name(trailers->items[i].place),
			 trailers->items[i].key, trailers->items[i].value);
}

static void test_rows(void **state)
{
	struct trailers trailers = TRAILERS_INIT;
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *message = rows[i].message;

		trailers_read(&trailers, message, strlen(message));
		print(&trailers, &got);
		if (strcmp(got.data, rows[i].want) != 0)
			fail_msg("'%s' gives\n%s", message, got.data);
	}
	trailers_release(&trailers);
	buf_release(&got);
}

static void test_nul_ends_message(void **state)
{
	struct trailers trailers = TRAILERS_INIT;

	(void)state;
	trailers_read(&trailers, "t\n\na: 1\n\0b: 2\n", 14);
	assert_int_equal(trailers.n_items, 1);
	assert_string_equal(trailers.items[0].value, "1");
	trailers_release(&trailers);
	assert_int_equal(trailers.n_items, 0);
	trailers_release(&trailers);
}

enum { ANY = -1, ONE_A_UNIT = -2 };

/* A message that would take long if time were not linear. */
struct hostile {
	const char *head, *unit, *tail; /* unit is repeated up to 10 MB */
	int n_items;                    /* or ANY, or ONE_A_UNIT */
};

static const struct hostile hostiles[] = {
	{ "", "x", "", ANY },
	{ "t\n\n", "x", "", ANY },
	{ "t\n\n", "a", ": b\n", 1 },
	{ "t\n\na", " ", ": b\n", 1 },
	{ "t\n\na", " ", "x: b\n", ANY },
	{ "t\n\n", "a:\n", "", ONE_A_UNIT },
	{ "t\n\n", "A: b\n", "\nprose\n", ONE_A_UNIT },
	{ "t\n\n", "A: b\n\n", "", ONE_A_UNIT },
	{ "t\n\n", " a:\n", "", ANY },
	{ "t\n\na: b\n", " x\n", "", 1 },
	{ "t\n\na: b\n", " \n", "", 1 },
	{ "t\n\na: b\n", "\n", "c: d\n", 2 },
	{ "t\n\na: b\n", " x\n", "prose\n", ANY },
	{ "", "\n", "", ANY },
	{ "t", "\n", "", ANY },
	{ "", " \t\r\n", "", ANY },
	{ "t\n\n", "#\n", "", ANY },
	{ "", "#\n", "a: b\n", ANY },
	{ "t\n\na: b\n", "Conflicts:\n", "", 1 },
	{ "t\n\na: b\n\nConflicts:\n", "\tx\n", "", 1 },
	{ "t\n\na: b\n",
	  "\n# ------------------------ >8 -----------------------", "", ANY },
	{ "t\n\n", "* x\n\n", "A: b\n", 1 },
	{ "t\n\n", "---------\n\n", "A: b\n", 1 },
	{ "t\n\n", "-", "\n", ANY },
	{ "t\n\n", "(cherry picked from commit \n", "", ANY },
	{ "t\n\n", "Signed-off-by: \n\n", "", ANY },
	{ "t\n\n", "https://x\n\n", "", ANY },
	{ "t\n\n", "aa", " #1\n", ANY },
	{ "t ", "(#1) ", "(#2)\n\n* x\n\nA: b\n\nprose\n", 1 },
	{ "", "t\n", "(#2)\n\n* x\n\nA: b\n\nprose\n", 1 },
	{ "t\n\n", "\xf0\x9f\xa4\x96\n", "", ANY },
};

/* Checked memory is several times slower, and linear shows at less. */
#ifdef __SANITIZE_ADDRESS__
enum { SIZE = 1024 * 1024 };
#else
enum { SIZE = 10 * 1024 * 1024 };
#endif
enum { UNITS_AT_ONCE = 4096 };

/*
 * Make the message; returns how many units are in it.  They are added in
 * large pieces, as there are millions.
 */
static size_t build(const struct hostile *hostile, struct buf *text)
{
	size_t n_unit = strlen(hostile->unit);
	const size_t n_units =
		(SIZE - strlen(hostile->head) + n_unit - 1) / n_unit;
	size_t n = n_units;
	struct buf piece = BUF_INIT;

	for (size_t i = 0; i < UNITS_AT_ONCE; i++)
		buf_add_str(&piece, hostile->unit);
	buf_clear(text);
	buf_add_str(text, hostile->head);
	for (; n >= UNITS_AT_ONCE; n -= UNITS_AT_ONCE)
		buf_add(text, piece.data, piece.len);
	buf_add(text, piece.data, n * n_unit);
	buf_add_str(text, hostile->tail);
	buf_release(&piece);
	return n_units;
}

static void test_hostile(void **state)
{
	struct trailers trailers = TRAILERS_INIT;
	struct buf text = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(*hostiles); i++) {
		const struct hostile *hostile = &hostiles[i];
		size_t n_units = build(hostile, &text);
		size_t want = hostile->n_items == ONE_A_UNIT
				      ? n_units
				      : (size_t)hostile->n_items;

		trailers_read(&trailers, text.data, text.len);
		if (hostile->n_items != ANY && trailers.n_items != want)
			fail_msg("row %zu: %zu items", i, trailers.n_items);
	}
	trailers_release(&trailers);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_nul_ends_message),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
