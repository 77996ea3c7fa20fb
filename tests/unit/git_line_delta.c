/* SPDX-License-Identifier: MIT */
/* Lines taken out and put in, as sets that can be compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <git2.h>

#include "audit/git/line_delta.h"

static struct linecount_text text_of(const char *data)
{
	return (struct linecount_text){ .data = data ? data : "",
					.len = data ? strlen(data) : 0,
					.is_there = data != NULL };
}

static struct line_delta delta_of(const char *old, const char *new)
{
	struct linecount_text a = text_of(old), b = text_of(new);
	struct line_delta delta = { 0 };

	line_delta_run(&a, &b, &delta);
	return delta;
}

static bool is_same(const struct line_hashes *a, const struct line_hashes *b)
{
	return a->n == b->n && line_hashes_common(a, b) == a->n;
}

static void lines_are_counted(void **state)
{
	static const struct {
		const char *old, *new;
		size_t n_added, n_deleted;
	} rows[] = {
		{ "a\nb\n", "a\nb\n", 0, 0 },
		{ "a\n", "a\nb\n", 1, 0 },
		{ "a\nb\n", "b\n", 0, 1 },
		{ "a\nb\nc\n", "a\nx\nc\n", 1, 1 },
		{ NULL, "a\nb\n", 2, 0 },
		{ "a\nb\n", NULL, 0, 2 },
		{ "", "a", 1, 0 },
		{ "x\n{\na\n}\n", "x\n", 0, 1 }, /* braces tell nothing */
		{ "x\n", "x\n}\n", 1, 0 }, /* but if there is nothing else */
		{ "x\n", "x\n\n\n", 2, 0 },
		{ "x\n", "x\n\xc3\xa9\n", 1, 0 },
		{ "a\na\na\n", "a\n", 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct line_delta delta = delta_of(rows[i].old, rows[i].new);

		assert_int_equal(delta.added.n, rows[i].n_added);
		assert_int_equal(delta.deleted.n, rows[i].n_deleted);
		line_delta_release(&delta);
		assert_null(delta.added.items);
	}
}

/* Are the lines of the first pair taken back by the second? */
static bool mirrors(const char *old, const char *new, const char *later_old,
		    const char *later_new)
{
	struct line_delta a = delta_of(old, new);
	struct line_delta b = delta_of(later_old, later_new);
	bool is_mirror =
		is_same(&a.added, &b.deleted) && is_same(&a.deleted, &b.added);

	line_delta_release(&a);
	line_delta_release(&b);
	return is_mirror;
}

static void an_inverse_mirrors_wherever_it_stands(void **state)
{
	(void)state;
	assert_true(
		mirrors("a\nb\n", "a\nx\nb\n", "q\na\nr\nx\n", "q\na\nr\n"));
	assert_true(mirrors("a\nb\n", "a\nx\n", "1\nx\n2\n", "1\nb\n2\n"));
	assert_true(mirrors("a\n", "a\n  x y\n", "a\n\tx   y\r\n", "a\n"));
	assert_true(mirrors("a\n", "a\nx", "b\nx\n", "b\n"));
	assert_false(mirrors("a\n", "a\nx\n", "a\ny\n", "a\n"));
	assert_false(mirrors("a\n", "a\nx\nx\n", "a\nx\n", "a\n"));
	assert_false(mirrors("a\n", "a\nx\n", "a\n", "a\nx\n"));
}

static uint64_t sequence_of(const char *old, const char *new)
{
	struct line_delta delta = delta_of(old, new);
	uint64_t sequence = delta.sequence;

	line_delta_release(&delta);
	return sequence;
}

static void the_sequence_tells_moves_apart(void **state)
{
	const char *first = "m\n1\n2\n3\n4\n5\n6\n";
	const char *second = "1\n2\nm\n3\n4\n5\n6\n";
	const char *third = "1\n2\n3\n4\n5\nm\n6\n";

	(void)state;
	assert_true(mirrors(first, second, second, third));
	assert_true(mirrors(first, second, second, first));
	/* the inverse of a move, and the same move on */
	assert_true(sequence_of(second, first) == sequence_of(third, first));
	assert_true(sequence_of(second, first) != sequence_of(second, third));
	/* blanks count here */
	assert_true(sequence_of("a\n", " a\n") != sequence_of("a\n", "  a\n"));
	assert_true(sequence_of("a\n", "b\r\n") == sequence_of("a\n", "b\n"));
}

static void lists_are_added(void **state)
{
	struct line_delta a = delta_of(NULL, "x\ny\nz\nz\n");
	struct line_delta b = delta_of(NULL, "z\nx\nq\n");

	(void)state;
	assert_int_equal(line_hashes_common(&a.added, &b.added), 2);
	line_hashes_add(&a.added, &b.added);
	assert_int_equal(a.added.n, 7);
	for (size_t i = 1; i < a.added.n; i++)
		assert_true(a.added.items[i - 1] <= a.added.items[i]);
	assert_int_equal(line_hashes_common(&a.added, &b.added), 3);
	line_delta_release(&a);
	line_delta_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_counted),
		cmocka_unit_test(an_inverse_mirrors_wherever_it_stands),
		cmocka_unit_test(the_sequence_tells_moves_apart),
		cmocka_unit_test(lists_are_added),
	};
	int n_failed;

	git_libgit2_init();
	n_failed = cmocka_run_group_tests(tests, NULL, NULL);
	git_libgit2_shutdown();
	return n_failed;
}
