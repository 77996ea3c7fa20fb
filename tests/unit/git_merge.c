/* SPDX-License-Identifier: MIT */
/*
 * Files are merged and compared as git does it, and paths are found in trees:
 * in a repository that is made here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <git2.h>

#include "audit/base/buf.h"
#include "audit/git/merge_file.h"
#include "audit/git/similarity.h"
#include "audit/git/tree_path.h"

struct fixture {
	char dir[64];
	git_repository *writer;
	struct repository *reader;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	struct err err = ERR_INIT;

	strcpy(fixture.dir, "/tmp/git-provenance-merge.XXXXXX");
	assert_non_null(mkdtemp(fixture.dir));
	git_libgit2_init();
	assert_int_equal(git_repository_init(&fixture.writer, fixture.dir, 1),
			 0);
	assert_int_equal(
		repository_open(fixture.dir, false, &fixture.reader, &err), 0);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	struct buf command = BUF_INIT;

	repository_free(fixture->reader);
	git_repository_free(fixture->writer);
	git_libgit2_shutdown();
	buf_addf(&command, "rm -rf '%s'", fixture->dir);
	assert_int_equal(system(command.data), 0);
	buf_release(&command);
	return 0;
}

static struct oid blob(struct fixture *fixture, const void *data, size_t len)
{
	struct oid oid;
	git_oid id;

	assert_int_equal(
		git_blob_create_from_buffer(&id, fixture->writer, data, len),
		0);
	memcpy(oid.bytes, id.id, OID_BYTES);
	return oid;
}

static struct oid text_blob(struct fixture *fixture, const char *text)
{
	return blob(fixture, text, strlen(text));
}

struct merge_row {
	const char *base, *ours, *theirs;
	enum merge_outcome outcome;
};

static const struct merge_row merge_rows[] = {
	{ "a\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nd\n", MERGE_CLEAN },
	{ "a\nb\nc\nd\n", "A\nb\nc\nD\n", "A\nb\nc\nd\n", MERGE_SAME },
	{ "a\nb\nc\nd\n", "X\nb\nc\nd\n", "A\nb\nc\nd\n", MERGE_CONFLICT },
	{ "a\nb\n", "a\nb\n", "a\nb\n", MERGE_SAME },
	{ "", "", "", MERGE_SAME },
	{ "a\n", "", "a\nb\n", MERGE_CONFLICT },
};

static void texts_are_merged(void **state)
{
	for (size_t i = 0; i < sizeof(merge_rows) / sizeof(*merge_rows); i++) {
		const struct merge_row *row = &merge_rows[i];
		const struct merge_blobs blobs = {
			text_blob(*state, row->base),
			text_blob(*state, row->ours),
			text_blob(*state, row->theirs),
		};
		struct fixture *fixture = *state;

		if (merge_file(fixture->reader, &blobs) != row->outcome)
			fail_msg("merge %zu", i);
	}
}

static void what_is_not_text_conflicts(void **state)
{
	struct fixture *fixture = *state;
	struct merge_blobs blobs = {
		text_blob(fixture, "a\nb\nc\nd\n"),
		text_blob(fixture, "a\nb\nc\nD\n"),
		blob(fixture, "A\0b", 3),
	};

	assert_int_equal(merge_file(fixture->reader, &blobs), MERGE_CONFLICT);
	memset(&blobs.ours, 7, sizeof(blobs.ours));
	assert_int_equal(merge_file(fixture->reader, &blobs), MERGE_MISSING);
}

struct likeness {
	const char *old, *new;
	int score;
};

static const struct likeness likenesses[] = {
	{ "abc\n", "abc\n", 60000 },
	{ "abc\n", "xyz\n", 0 },
	{ "abc\nabc\n", "abc\n", 30000 },
	{ "one\ntwo\n", "two\none\n", 60000 },
	{ "one\ntwo\n", "one\nTWO\n", 30000 },
	{ "a\r\nb\r\n", "a\nb\n", 40000 }, /* of six bytes, four are there */
	{ "", "", 0 },
	{ "", "a\n", 0 },
	/* of sizes that rule a rename out no line is looked at */
	{ "abc\nabc\nabc\n", "abc\n", 0 },
	/* pieces of 64 bytes */
	{ "0123456789012345678901234567890123456789012345678901234567890123"
	  "abcdefgh",
	  "0123456789012345678901234567890123456789012345678901234567890123"
	  "ABCDEFGH",
	  53333 },
};

static void likeness_is_counted_in_bytes(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(likenesses) / sizeof(*likenesses); i++) {
		const struct oid old = text_blob(fixture, likenesses[i].old);
		const struct oid new = text_blob(fixture, likenesses[i].new);
		struct similarity *a = similarity_read(fixture->reader, &old);
		struct similarity *b = similarity_read(fixture->reader, &new);

		assert_non_null(a);
		assert_non_null(b);
		if (similarity_score(a, b) != likenesses[i].score ||
		    similarity_score(b, a) != likenesses[i].score)
			fail_msg("likeness %zu: %d", i, similarity_score(a, b));
		similarity_free(b);
		similarity_free(a);
	}
}

static void a_missing_file_is_like_none(void **state)
{
	struct fixture *fixture = *state;
	struct oid oid;

	memset(&oid, 5, sizeof(oid));
	assert_null(similarity_read(fixture->reader, &oid));
	similarity_free(NULL);
}

/* A commit of "x/y/z" and "w". */
static struct oid make_commit(struct fixture *fixture)
{
	git_index *index;
	git_signature *who;
	git_tree *tree;
	git_oid id;
	struct oid oid;
	git_index_entry entry = { .mode = GIT_FILEMODE_BLOB };
	static const char *const paths[] = { "w", "x/y/z", "x/y.c" };

	oid = text_blob(fixture, "text\n");
	assert_int_equal(git_index_new(&index), 0);
	memcpy(entry.id.id, oid.bytes, OID_BYTES);
	for (size_t i = 0; i < 3; i++) {
		entry.path = paths[i];
		assert_int_equal(git_index_add(index, &entry), 0);
	}
	assert_int_equal(git_index_write_tree_to(&id, index, fixture->writer),
			 0);
	assert_int_equal(git_tree_lookup(&tree, fixture->writer, &id), 0);
	assert_int_equal(git_signature_new(&who, "n", "e@x", 1, 0), 0);
	assert_int_equal(git_commit_create(&id, fixture->writer, NULL, who, who,
					   NULL, "m", tree, 0, NULL),
			 0);
	git_signature_free(who);
	git_tree_free(tree);
	git_index_free(index);
	memcpy(oid.bytes, id.id, OID_BYTES);
	return oid;
}

static void paths_are_found_in_trees(void **state)
{
	struct fixture *fixture = *state;
	struct oid commit = make_commit(fixture);
	struct oid missing;

	assert_true(tree_path_exists(fixture->reader, &commit, "w"));
	assert_true(tree_path_exists(fixture->reader, &commit, "x/y/z"));
	assert_true(tree_path_exists(fixture->reader, &commit, "x/y.c"));
	assert_true(tree_path_exists(fixture->reader, &commit, "x/y"));
	assert_false(tree_path_exists(fixture->reader, &commit,
				      "x/y/"
				      "zz"));
	assert_false(tree_path_exists(fixture->reader, &commit, "x/y/z/a"));
	assert_false(tree_path_exists(fixture->reader, &commit, "y"));
	memset(&missing, 3, sizeof(missing));
	assert_false(tree_path_exists(fixture->reader, &missing, "w"));
}

static void the_empty_file_is_known(void **state)
{
	const struct oid empty = text_blob(*state, "");
	const struct oid other = text_blob(*state, "x");

	assert_true(oid_is_empty_blob(&empty));
	assert_false(oid_is_empty_blob(&other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_merged),
		cmocka_unit_test(what_is_not_text_conflicts),
		cmocka_unit_test(likeness_is_counted_in_bytes),
		cmocka_unit_test(a_missing_file_is_like_none),
		cmocka_unit_test(paths_are_found_in_trees),
		cmocka_unit_test(the_empty_file_is_known),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
