/* SPDX-License-Identifier: MIT */
/* Ids follow first use, bytes stay apart, and what is missing is told once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/facts/store.h"
#include "audit/facts/store_ids.h"
#include "audit/facts/tips.h"

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(
		db_script(db,
			  "INSERT INTO repos (repo_id, name, path)"
			  " VALUES (1, 'r', '/r'), (2, 'other', '/other')",
			  &err),
		0);
	return db;
}

static void expect_rows(struct db *db, const char *sql, const char *expect)
{
	struct buf rows = BUF_INIT;
	struct err err = ERR_INIT;
	struct db_stmt *stmt;

	assert_int_equal(db_prepare(db, sql, &stmt, &err), 0);
	while (db_step(stmt, &err) > 0)
		for (int i = 0; i < db_n_columns(stmt); i++)
			buf_addf(&rows, "%s%s", db_text(stmt, i),
				 i + 1 < db_n_columns(stmt) ? "|" : "\n");
	db_stmt_free(stmt);
	assert_string_equal(rows.data, expect);
	buf_release(&rows);
}

static struct mailmap *map_of(const char *text)
{
	struct mailmap *map = mailmap_new();

	mailmap_add(map, text, strlen(text));
	return map;
}

/* --- people --- */

static const struct {
	struct store_person person;
	int64_t id; /* of the identity */
} people[] = {
	{ { "Ann", "a@x", "Ann", "a@x", false }, 1 },
	{ { "Ben", "b@x", "Ben", "b@x", false }, 2 },
	{ { "Ann", "a@x", "Ann", "a@x", false }, 1 },
	/* upper case, swapped, and cut elsewhere: others */
	{ { "ann", "a@x", "ann", "a@x", false }, 3 },
	{ { "a@x", "Ann", "a@x", "Ann", false }, 4 },
	{ { "An", "na@x", "An", "na@x", false }, 5 },
	/* no text at all, and nobody */
	{ { "", "", "", "", false }, 6 },
	{ { "", "", "", "", true }, 7 },
	{ { "", "", "", "", true }, 7 },
	/* one text, three ids: by their bytes */
	{ { "\xef\xbf\xbd", "c@x", "\xe9", "c@x", false }, 8 },
	{ { "\xef\xbf\xbd", "c@x", "\xe8", "c@x", false }, 9 },
	{ { "\xef\xbf\xbd", "c@x", "\xef\xbf\xbd", "c@x", false }, 10 },
	{ { "\xef\xbf\xbd", "c@x", "\xe9", "c@x", false }, 8 },
	{ { "C", "\xef\xbf\xbd", "C", "\xff", false }, 11 },
};

static void ask_all(struct db *db, int64_t repo_id, const struct mailmap *map,
		    int64_t before)
{
	struct err err = ERR_INIT;
	struct store_ids *ids;
	int64_t id;

	assert_int_equal(db_begin(db, &err), 0);
	assert_int_equal(store_ids_open(db, repo_id, map, &ids, &err), 0);
	for (size_t i = 0; i < sizeof(people) / sizeof(*people); i++) {
		assert_int_equal(
			store_ids_identity(ids, people[i].person, &id, &err),
			0);
		if (id != before + people[i].id)
			fail_msg("row %zu gets %d", i, (int)id);
	}
	assert_int_equal(store_ids_remap(ids, &err), 0);
	store_ids_free(ids);
	assert_int_equal(db_commit(db, &err), 0);
}

static void test_identities(void **state)
{
	struct mailmap *map = map_of("Ann Archer <a@x>\nCe <c@y> \xe9 <C@X>\n");
	struct db *db = open_db();

	(void)state;
	/* twice: the second time all of them are there */
	for (int i = 0; i < 2; i++) {
		ask_all(db, 1, map, 0);
		expect_rows(db,
			    "SELECT i.identity_id, p.person_id, p.name, p.email"
			    " FROM identities AS i JOIN people AS p"
			    " USING (person_id) ORDER BY 1",
			    "1|1|Ann Archer|a@x\n2|2|Ben|b@x\n"
			    "3|1|Ann Archer|a@x\n4|3|a@x|Ann\n5|4|An|na@x\n"
			    "6|5||\n7|5||\n8|6|Ce|c@y\n"
			    "9|7|\xef\xbf\xbd|c@x\n10|7|\xef\xbf\xbd|c@x\n"
			    "11|8|C|\xef\xbf\xbd\n");
		expect_rows(db,
			    "SELECT identity_id, hex(raw) FROM identities"
			    " WHERE raw <> x'' ORDER BY 1",
			    "8|E900634078\n9|E800634078\n11|4300FF\n");
	}
	/* another repository has its own */
	ask_all(db, 2, map, 11);
	db_close(db);
	mailmap_free(map);
}

/* Whatever the mailmap was before, the rows are those of the last one. */
static void test_remap(void **state)
{
	static const char *const maps[] = {
		"",
		"All <all@x> <a@x>\nAll <all@x> <b@x>\n",
		"One <a@x>\n",
		"Latin <l@x> C <\xff>\n",
		"L\xe9on <l@x> <a@x>\n",
	};
	const char sql[] = "SELECT i.identity_id, p.person_id, p.name, p.email"
			   " FROM identities AS i JOIN people AS p"
			   " USING (person_id) ORDER BY 1";

	(void)state;
	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++)
		for (size_t k = 0; k < sizeof(maps) / sizeof(*maps); k++) {
			struct mailmap *first = map_of(maps[i]);
			struct mailmap *second = map_of(maps[k]);
			struct db *db = open_db(), *fresh = open_db();
			struct buf expect = BUF_INIT;
			struct db_stmt *stmt;
			struct err err = ERR_INIT;

			ask_all(db, 1, first, 0);
			ask_all(db, 1, second, 0);
			ask_all(fresh, 1, second, 0);
			assert_int_equal(db_prepare(fresh, sql, &stmt, &err),
					 0);
			while (db_step(stmt, &err) > 0)
				buf_addf(&expect, "%s|%s|%s|%s\n",
					 db_text(stmt, 0), db_text(stmt, 1),
					 db_text(stmt, 2), db_text(stmt, 3));
			db_stmt_free(stmt);
			expect_rows(db, sql, expect.data);
			buf_release(&expect);
			db_close(fresh);
			db_close(db);
			mailmap_free(second);
			mailmap_free(first);
		}
}

/* --- paths --- */

static void test_paths(void **state)
{
	static const struct {
		const char *path;
		size_t len;
		int64_t id;
	} rows[] = {
		{ "a", 1, 1 },    { "b/c", 3, 2 },    { "a", 1, 1 },
		{ "\xe9", 1, 3 }, { "\xe8", 1, 4 },   { "\xef\xbf\xbd", 3, 5 },
		{ "\xe9", 1, 3 }, { "x\ty\n", 4, 6 }, { "\xc3\xa9", 2, 7 },
	};
	struct mailmap *map = mailmap_new();
	struct db *db = open_db();
	struct err err = ERR_INIT;
	int64_t id;

	(void)state;
	for (int again = 0; again < 2; again++) {
		struct store_ids *ids;

		assert_int_equal(store_ids_open(db, 1, map, &ids, &err), 0);
		for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
			assert_int_equal(store_ids_path(ids, rows[i].path,
							rows[i].len, &id, &err),
					 0);
			if (id != rows[i].id)
				fail_msg("row %zu gets %d", i, (int)id);
		}
		store_ids_free(ids);
		expect_rows(db, "SELECT path_id, path, hex(raw) FROM paths",
			    "1|a|\n2|b/c|\n3|\xef\xbf\xbd|E9\n"
			    "4|\xef\xbf\xbd|E8\n5|\xef\xbf\xbd|\n6|x\ty\n|\n"
			    "7|\xc3\xa9|\n");
	}
	db_close(db);
	mailmap_free(map);
}

/* --- what is missing --- */

/* An object may be wanted as a note and as a blob: commits count more. */
static void test_missing(void **state)
{
	static const struct {
		struct {
			const char *kind;
			int64_t commit_id;
		} wants[3];
		const char *expect;
	} rows[] = {
		{ { { "note", 0 } }, "note||why\n" },
		{ { { "blob", 7 } }, "blob|7|why\n" },
		{ { { "blob", 7 }, { "note", 0 } }, "blob|7|why\n" },
		{ { { "note", 0 }, { "blob", 7 } }, "blob|7|why\n" },
		{ { { "note", 0 }, { "blob", 7 }, { "blob", 8 } },
		  "blob|7|why\n" },
		{ { { "blob", 7 }, { "tree", 3 } }, "blob|7|why\n" },
		{ { { "blob", 0 }, { "note", 0 } }, "blob||why\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct mailmap *map = mailmap_new();
		struct db *db = open_db();
		struct err err = ERR_INIT;
		struct store *store;

		assert_int_equal(store_open(db, 1, map, &store, &err), 0);
		for (size_t k = 0; k < 3 && rows[i].wants[k].kind; k++) {
			const struct unit_missing missing = {
				.oid = { { 1, 2, 3 } },
				.kind = rows[i].wants[k].kind,
				.why = "why",
			};

			assert_int_equal(
				store_missing(store, &missing,
					      rows[i].wants[k].commit_id, &err),
				0);
		}
		store_free(store);
		expect_rows(db,
			    "SELECT kind, commit_id, why FROM missing_objects",
			    rows[i].expect);
		db_close(db);
		mailmap_free(map);
	}
}

/* --- states --- */

static void test_states(void **state)
{
	static const struct {
		const char *a, *b, *key;
		bool is_same;
	} rows[] = {
		{ "", "", "notes ", false },
		{ "", "tip 1\n", "notes ", false },
		{ "tip 1\n", "tip 2\n", "notes ", true },
		{ "tip 1\nnotes a 1\n", "tip 2\nnotes a 1\n", "notes ", true },
		{ "tip 1\nnotes a 1\n", "tip 1\nnotes a 2\n", "notes ", false },
		{ "tip 1\nnotes a 1\n", "tip 1\n", "notes ", false },
		{ "tip 1\n", "tip 1\nnotes a 1\n", "notes ", false },
		{ "notes a 1\nnotes b 2\nlines\n", "notes a 1\nnotes b 2\n",
		  "notes ", true },
		{ "notes a 1\nnotes b 2\n", "notes a 1\nnotes b 3\n", "notes ",
		  false },
		{ "notes a 1\nnotes b 2\n", "notes a 1\n", "notes ", false },
		{ "x notes a 1\n", "y notes b 1\n", "notes ", true },
		{ "shallow 0 x\nlines\n", "shallow 0 x\n", "shallow ", true },
		{ "shallow 0 x\n", "shallow 1 x\n", "shallow ", false },
		/* made by another hand: no newline at the end */
		{ "notes a", "notes a", "notes ", true },
		{ "notes", "tip", "notes ", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (tips_same_state(rows[i].a, rows[i].b, rows[i].key) !=
		    rows[i].is_same)
			fail_msg("row %zu", i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identities),
		cmocka_unit_test(test_remap),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
