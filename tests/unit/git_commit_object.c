/* SPDX-License-Identifier: MIT */
/* Raw commits are taken apart as git takes them apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/commit_object.h"

#define TREE "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
#define HEX_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HEX_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

struct row {
	const char *text;
	size_t n_parents;
	const char *author, *committer, *encoding, *message; /* NULL: none */
};

static const struct row rows[] = {
	{ TREE "author A\ncommitter C\n\nsubject\n", 0, "A", "C", NULL,
	  "subject\n" },
	{ TREE "parent " HEX_A "\nparent " HEX_B
	       "\nauthor A\ncommitter C\nencoding X\n\ns\n\nb",
	  2, "A", "C", "X", "s\n\nb" },
	/* of two lines of a kind, the last is the person, the first the rest */
	{ TREE "author A\nauthor B\ncommitter C\ncommitter D\n"
	       "encoding X\nencoding Y\n\n",
	  0, "B", "D", "X", "" },
	/* a parent elsewhere is none */
	{ TREE "author A\nparent " HEX_A "\ncommitter C\n\n", 0, "A", "C", NULL,
	  "" },
	/* what is cut off */
	{ TREE, 0, NULL, NULL, NULL, "" },
	{ TREE "author A", 0, "A", NULL, NULL, "" },
	{ TREE "author \ncommitter \n\n", 0, "", "", NULL, "" },
	{ TREE "authors A\n\n", 0, NULL, NULL, NULL, "" },
	/* what follows the empty line is message */
	{ TREE "\nauthor A\n", 0, NULL, NULL, NULL, "author A\n" },
	/* a header of several lines */
	{ TREE "author A\ncommitter C\ngpgsig x\n author Z\n \n\nm", 0, "A",
	  "C", NULL, "m" },
};

static void check_span(const char *what, size_t row, struct span span,
		       const char *expect)
{
	if (!expect && !span.data)
		return;
	if (!expect || !span.data || span.len != strlen(expect) ||
	    memcmp(span.data, expect, span.len) != 0)
		fail_msg("row %zu: %s is '%.*s'", row, what, (int)span.len,
			 span.data ? span.data : "");
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		struct commit_object commit;

		assert_true(commit_object_read(row->text, strlen(row->text),
					       &commit));
		assert_int_equal(commit.tree.bytes[0], 0x4b);
		if (commit.n_parents != row->n_parents)
			fail_msg("row %zu: %zu parents", i, commit.n_parents);
		check_span("author", i, commit.author, row->author);
		check_span("committer", i, commit.committer, row->committer);
		check_span("encoding", i, commit.encoding, row->encoding);
		check_span("message", i, commit.message, row->message);
	}
}

static void test_parents(void **state)
{
	static const char text[] =
		TREE "parent " HEX_A "\nparent " HEX_B "\n\n";
	struct commit_object commit;
	struct oid a, b;

	(void)state;
	assert_true(commit_object_read(text, sizeof(text) - 1, &commit));
	a = commit_object_parent(&commit, 0);
	b = commit_object_parent(&commit, 1);
	assert_int_equal(a.bytes[0], 0xaa);
	assert_int_equal(b.bytes[OID_BYTES - 1], 0xbb);
}

static void test_damaged(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"tree",
		"tree \n",
		"tree 4b825dc642cb6eb9a060e54bf8d69288fbee490\n",
		"tree 4b825dc642cb6eb9a060e54bf8d69288fbee490g\n",
		"tree 4b825dc642cb6eb9a060e54bf8d69288fbee49044\n",
		"author A\n" TREE "\n",
		TREE "parent " HEX_A "x\nauthor A\n\n",
		TREE "parent " HEX_A "\nparent bbbb\nauthor A <a@x> 1 +0\n"
		     "committer A <a@x> 1 +0\n\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct commit_object commit;

		if (commit_object_read(texts[i], strlen(texts[i]), &commit))
			fail_msg("row %zu is no commit", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_parents),
		cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
