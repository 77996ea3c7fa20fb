/* SPDX-License-Identifier: MIT */
/* Trees written byte by byte are compared as git compares them. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <git2.h>

#include "audit/facts/unit.h"
#include "audit/git/treediff.h"

/* --- a repository --- */

struct fixture {
	char path[64];
	struct repository *repo;
	git_repository *handle;
	git_odb *odb;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	struct err err = ERR_INIT;

	assert_non_null(fixture);
	snprintf(fixture->path, sizeof(fixture->path), "%s",
		 "/tmp/git-provenance-unit.XXXXXX");
	assert_non_null(mkdtemp(fixture->path));
	assert_int_equal(
		git_repository_init(&fixture->handle, fixture->path, 1), 0);
	assert_int_equal(git_repository_odb(&fixture->odb, fixture->handle), 0);
	if (repository_open(fixture->path, true, &fixture->repo, &err) < 0)
		fail_msg("%s", err.msg);
	*state = fixture;
	return 0;
}

static int remove_one(const char *path, const struct stat *stat, int flag,
		      struct FTW *place)
{
	(void)stat;
	(void)flag;
	(void)place;
	return remove(path);
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	repository_free(fixture->repo);
	git_odb_free(fixture->odb);
	git_repository_free(fixture->handle);
	assert_int_equal(
		nftw(fixture->path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
	free(fixture);
	return 0;
}

static struct oid write_object(struct fixture *fixture, git_object_t kind,
			       const void *data, size_t len)
{
	struct oid oid;
	git_oid id;

	assert_int_equal(git_odb_write(&id, fixture->odb, data, len, kind), 0);
	memcpy(oid.bytes, id.id, OID_BYTES);
	return oid;
}

static struct oid blob_of(char c)
{
	struct oid oid;

	memset(oid.bytes, c, OID_BYTES);
	return oid;
}

static void add_entry(struct buf *tree, const char *mode, const char *name,
		      const struct oid *oid)
{
	buf_addf(tree, "%s %s", mode, name);
	buf_add_char(tree, '\0');
	buf_add(tree, oid->bytes, OID_BYTES);
}

/*
 * A tree from words: "644:name:1" is a file with blob 1, "tree:name(" starts
 * a subtree that ")" ends.  *at moves behind what was read.
 */
static struct oid write_tree(struct fixture *fixture, const char **at)
{
	struct buf tree = BUF_INIT;
	struct oid oid;
	char mode[16], name[64], blob;
	int n;

	while (**at && **at != ')') {
		if (**at == ' ') {
			++*at;
		} else if (sscanf(*at, "tree:%63[^(](%n", name, &n) == 1) {
			*at += n;
			oid = write_tree(fixture, at);
			++*at;
			add_entry(&tree, "40000", name, &oid);
		} else {
			assert_int_equal(sscanf(*at, "%15[0-7]:%63[^:]:%c%n",
						mode, name, &blob, &n),
					 3);
			*at += n;
			oid = blob_of(blob);
			add_entry(&tree, mode, name, &oid);
		}
	}
	oid = write_object(fixture, GIT_OBJECT_TREE, tree.data, tree.len);
	buf_release(&tree);
	return oid;
}

/* --- what differs, as text --- */

static void add_change(void *context, const struct tree_change *change)
{
	struct buf *out = context;

	buf_addf(out, "%o %o %c%c %.*s\n", change->old_mode, change->new_mode,
		 change->old_mode ? change->old_oid.bytes[0] : '-',
		 change->new_mode ? change->new_oid.bytes[0] : '-',
		 (int)change->path_len, change->path);
}

struct row {
	const char *old, *new; /* NULL: the empty tree */
	const char *changes;
};

static const struct row rows[] = {
	{ NULL, NULL, "" },
	{ NULL, "", "" },
	{ "100644:a:1", "100644:a:1", "" },
	{ "100644:a:1", "100644:a:2", "100644 100644 12 a\n" },
	{ NULL, "100644:a:1", "0 100644 -1 a\n" },
	{ "100644:a:1", "", "100644 0 1- a\n" },
	{ "100644:a:1 100644:c:1", "100644:b:1 100644:c:1",
	  "100644 0 1- a\n0 100644 -1 b\n" },
	{ "100644:a:1 100644:b:1 100644:c:1", "100644:a:1 100644:b:1",
	  "100644 0 1- c\n" },
	/* below folders; equal ones are not looked into */
	{ "tree:d(100644:a:1 100644:b:1)", "tree:d(100644:a:1 100644:b:2)",
	  "100644 100644 12 d/b\n" },
	{ NULL, "tree:d(tree:e(100644:a:1))", "0 100644 -1 d/e/a\n" },
	{ "tree:d(tree:e(100644:a:1)) 100644:x:1", "100644:x:1",
	  "100644 0 1- d/e/a\n" },
	/* a file becomes a folder, a folder a file */
	{ "100644:d:1", "tree:d(100644:a:1)",
	  "100644 0 1- d\n0 100644 -1 d/a\n" },
	{ "tree:d(100644:a:1)", "100644:d:1",
	  "0 100644 -1 d\n100644 0 1- d/a\n" },
	/* d.x is before d/ in the order of trees, and behind d */
	{ "100644:d:1 100644:d.x:1", "100644:d.x:2 tree:d(100644:a:1)",
	  "100644 0 1- d\n100644 100644 12 d.x\n0 100644 -1 d/a\n" },
	/* kinds and rights */
	{ "100644:a:1", "100755:a:1", "100644 100755 11 a\n" },
	{ "100644:a:1", "120000:a:1", "100644 120000 11 a\n" },
	{ "160000:a:1", "160000:a:2", "160000 160000 12 a\n" },
	{ "100664:a:1", "100644:a:1", "" },
	{ "100664:a:1", "100775:a:1", "100644 100755 11 a\n" },
};

static void test_rows(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *old_text = rows[i].old, *new_text = rows[i].new;
		struct treediff_missing missing = { .why = BUF_INIT };
		struct buf found = BUF_INIT;
		struct oid old, new;

		if (old_text)
			old = write_tree(fixture, &old_text);
		if (new_text)
			new = write_tree(fixture, &new_text);
		assert_int_equal(treediff(fixture->repo, old_text ? &old : NULL,
					  new_text ? &new : NULL, add_change,
					  &found, &missing),
				 0);
		if (strcmp(found.data, rows[i].changes) != 0)
			fail_msg("row %zu:\n%s", i, found.data);
		buf_release(&found);
		buf_release(&missing.why);
	}
}

static void test_top(void **state)
{
	const char *text = "100644:a:1 tree:d(100644:b:1) 120000:e:2";
	struct fixture *fixture = *state;
	struct oid tree = write_tree(fixture, &text), none = blob_of('x');
	struct treediff_missing missing = { .why = BUF_INIT };
	struct buf found = BUF_INIT;

	assert_int_equal(treediff_top(fixture->repo, &tree, add_change, &found,
				      &missing),
			 0);
	assert_non_null(strstr(found.data, "0 100644 -1 a\n"));
	assert_non_null(strstr(found.data, " d\n0 120000 -2 e\n"));
	buf_clear(&found);
	assert_int_equal(treediff_top(fixture->repo, &none, add_change, &found,
				      &missing),
			 -1);
	assert_int_equal(found.len, 0);
	assert_true(oid_compare(&missing.oid, &none) == 0);
	assert_string_equal(missing.why.data, "not here");
	buf_release(&missing.why);
	buf_release(&found);
}

/* --- damage --- */

static void check_damaged(struct fixture *fixture, const struct oid *tree,
			  const char *why)
{
	struct treediff_missing missing = { .why = BUF_INIT };
	struct buf found = BUF_INIT;

	for (int is_old = 0; is_old < 2; is_old++) {
		assert_int_equal(treediff(fixture->repo, is_old ? tree : NULL,
					  is_old ? NULL : tree, add_change,
					  &found, &missing),
				 -1);
		assert_string_equal(missing.why.data, why);
	}
	buf_release(&found);
	buf_release(&missing.why);
}

static void test_damaged(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} damaged[] = {
		{ "1", 1 },
		{ "100644", 6 },
		{ "100644 ", 7 },
		{ "100644 a", 8 },
		{ "100644 a\0", 9 },
		{ "100644 a\0abcdefghijabcdefghi", 28 },
		{ " a\0abcdefghijabcdefghij", 23 },
		{ "100844 a\0abcdefghijabcdefghij", 29 },
		{ "100644 a\0abcdefghijabcdefghij1", 30 },
		{ "100644 a\0abcdefghijabcdefghij100644 b\0", 38 },
	};
	struct fixture *fixture = *state;
	struct oid tree = blob_of('y');

	check_damaged(fixture, &tree, "not here");
	tree = write_object(fixture, GIT_OBJECT_BLOB, "x", 1);
	check_damaged(fixture, &tree, "not a tree");
	for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
		tree = write_object(fixture, GIT_OBJECT_TREE, damaged[i].bytes,
				    damaged[i].len);
		check_damaged(fixture, &tree, "a damaged tree");
	}
}

/* A folder in a folder, thousands of times: an error, and no crash. */
static void test_depth(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "100644:a:1";
	struct oid tree = write_tree(fixture, &text);

	for (int i = 0; i < 2100; i++) {
		struct buf above = BUF_INIT;

		add_entry(&above, "40000", "d", &tree);
		tree = write_object(fixture, GIT_OBJECT_TREE, above.data,
				    above.len);
		buf_release(&above);
	}
	check_damaged(fixture, &tree, "trees nested too deep");
}

/* --- lines of what is no file --- */

static struct unit_change change_of(uint32_t old_mode, struct oid old,
				    uint32_t new_mode, struct oid new)
{
	struct unit_change change = { .path = "p",
				      .path_len = 1,
				      .old_mode = old_mode,
				      .new_mode = new_mode,
				      .status = 'M' };

	if (old_mode)
		change.old_blob = old;
	if (new_mode)
		change.new_blob = new;
	return change;
}

static void expect_counts(struct unit_reader *reader, struct arena *arena,
			  struct unit_change change, int added, int deleted)
{
	unit_count_lines(reader, &change, arena);
	assert_int_equal(change.content, CONTENT_TEXT);
	assert_int_equal(change.n_added, added);
	assert_int_equal(change.n_deleted, deleted);
}

/*
 * A submodule is a line of text, even if its id is that of a blob which was
 * read a moment ago.
 */
static void test_counts(void **state)
{
	struct fixture *fixture = *state;
	struct oid three = write_object(fixture, GIT_OBJECT_BLOB, "1\n2\n3", 5);
	struct oid one = write_object(fixture, GIT_OBJECT_BLOB, "1\n", 2);
	struct oid none = blob_of('z');
	struct unit_change missing;
	struct unit_reader *reader;
	struct arena arena = { 0 };
	struct err err = ERR_INIT;

	assert_int_equal(unit_reader_new(fixture->repo, &reader, &err), 0);
	expect_counts(reader, &arena, change_of(0, none, 0100644, three), 3, 0);
	expect_counts(reader, &arena, change_of(0100644, three, 0100644, one),
		      0, 2);
	expect_counts(reader, &arena, change_of(0100644, three, 0160000, three),
		      1, 3);
	expect_counts(reader, &arena, change_of(0160000, three, 0, three), 0,
		      1);
	expect_counts(reader, &arena, change_of(0160000, one, 0160000, none), 1,
		      1);
	expect_counts(reader, &arena, change_of(0, none, 0120000, one), 1, 0);
	expect_counts(reader, &arena, change_of(0160000, one, 0, one), 0, 1);
	missing = change_of(0100644, one, 0100644, none);
	unit_count_lines(reader, &missing, &arena);
	assert_int_equal(missing.content, CONTENT_MISSING);
	assert_int_equal(oid_compare(&missing.missing->oid, &none), 0);
	assert_string_equal(missing.missing->why, "not here");
	expect_counts(reader, &arena, change_of(0100644, one, 0, none), 0, 1);
	unit_reader_free(reader);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),    cmocka_unit_test(test_top),
		cmocka_unit_test(test_damaged), cmocka_unit_test(test_depth),
		cmocka_unit_test(test_counts),
	};
	int n_failed;

	git_libgit2_init();
	n_failed = cmocka_run_group_tests(tests, set_up, tear_down);
	git_libgit2_shutdown();
	return n_failed;
}
