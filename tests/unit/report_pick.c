/* SPDX-License-Identifier: MIT */
/* The commit that a user means: found, or told why not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "report/pick.h"

#define OID(c) c c c c c c c c c c

/* Two repositories; 1111... is in both, dead... is known by its annotation. */
static struct db *open_db(void)
{
	static const char sql[] =
		"INSERT INTO repos (repo_id, name, path)"
		" VALUES (1, 'emu', '/emu'), (2, 'lib', '/lib');"
		"INSERT INTO people (person_id, repo_id, name, email) VALUES "
		"(1, 1, 'Ann', 'ann@example.org');"
		"INSERT INTO identities (identity_id, repo_id, name, email, "
		"person_id) VALUES (1, 1, 'Ann', 'ann@example.org',"
		" 1);"
		"CREATE TEMP TABLE ids (commit_id, repo_id, oid, subject);"
		"INSERT INTO ids VALUES"
		" (1, 1, '" OID(
			"1111") "', 'one'),"
				" (2, 2, '" OID(
					"1111") "', 'one'),"
						" (3, 1, 'abcd" OID(
							"000") "000000', "
							       "'two'),"
							       " (4, 1, "
							       "'abcd" OID(
								       "000") "000001', char(27) || '[2J'),"
									      " (5, 2, 'abcde" OID(
										      "000") "00000', 'three');"
											     "INSERT INTO commits (commit_id, repo_id, oid, author_id,"
											     " authored_zone, committer_id, committed_at, committed_zone,"
											     " n_parents, reachable, mainline, foxtrot, diff, subject,"
											     " message)"
											     " SELECT commit_id, repo_id, oid, 1, '', 1,"
											     "        CASE commit_id WHEN 3 THEN NULL ELSE 0 END, '', 0, 1,"
											     "        1, 0, 'done', subject, ''"
											     "   FROM ids;"
											     "INSERT INTO annotations VALUES"
											     " (1, '" OID(
												     "dead") "', 'no', '', 'Ann', 'so', ''),"
													     " (1, '" OID(
														     "1111") "', 'no', '', 'Ann', 'so', '')";
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	if (db_script(db, sql, &err) < 0)
		fail_msg("%s", err.msg);
	return db;
}

static void test_finds(void **state)
{
	static const struct {
		struct pick pick;
		size_t n_items;
		int64_t repo_id, commit_id; /* of the first */
	} rows[] = {
		{ { "1111", NULL, false }, 2, 1, 1 },
		{ { OID("1111"), NULL, false }, 2, 1, 1 },
		{ { "11111", "lib", false }, 1, 2, 2 },
		{ { "ABCDE", NULL, false }, 1, 2, 5 },
		{ { "abcd", "lib", false }, 1, 2, 5 },
		{ { "abcd" OID("000") "000001", NULL, false }, 1, 1, 4 },
		{ { "dead", NULL, true }, 1, 1, 0 },
		{ { "1111", "emu", true }, 1, 1, 1 },
	};
	struct db *db = open_db();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct pick_found found;

		if (pick_find(db, &rows[i].pick, &found, &err) < 0)
			fail_msg("row %zu: %s", i, err.msg);
		assert_int_equal(found.n_items, rows[i].n_items);
		assert_int_equal(found.items[0].repo_id, rows[i].repo_id);
		assert_int_equal(found.items[0].commit_id, rows[i].commit_id);
		pick_found_release(&found);
	}
	db_close(db);
}

static void test_refuses(void **state)
{
	static const struct {
		struct pick pick;
		const char *message;
	} rows[] = {
		{ { "abc", NULL, false },
		  "'abc' is no commit id; give 4 to 40 hex digits ('git "
		  "rev-parse NAME' tells those of a branch or tag)" },
		{ { "", NULL, false },
		  "'' is no commit id; give 4 to 40 hex digits ('git "
		  "rev-parse NAME' tells those of a branch or tag)" },
		{ { "abcd\n", NULL, false },
		  "'abcd\\n' is no commit id; give 4 to 40 hex digits ('git "
		  "rev-parse NAME' tells those of a branch or tag)" },
		{ { OID("1111") "1", NULL, false },
		  "'" OID("1111") "1' is no commit id; give 4 to 40 hex digits "
				  "('git rev-parse NAME' tells those of a "
				  "branch or tag)" },
		{ { "dead", NULL, false },
		  "no commit 'dead' in the database; if it is new, read it in "
		  "with 'git provenance audit', and see 'git provenance query "
		  "repos' for what is there" },
		{ { "dead", "lib", true },
		  "no commit 'dead' in repository 'lib'; if it is new, read it "
		  "in with 'git provenance audit', and see 'git provenance "
		  "query repos' for what is there" },
		{ { "1111", "lip", false },
		  "no repository of name 'lip' in the database; did you mean "
		  "'lib'?" },
		{ { "abcd", "emu", false },
		  "2 commits begin with 'abcd'; give more digits: "
		  "abcd000000000000 (emu, no date, 'two'), "
		  "abcd000000000000 (emu, 1970-01-01, '\\x1b[2J')" },
	};
	struct db *db = open_db();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct pick_found found;

		assert_int_equal(pick_find(db, &rows[i].pick, &found, &err),
				 -1);
		assert_int_equal(err.kind, FAIL_USAGE);
		assert_string_equal(err.msg, rows[i].message);
	}
	db_close(db);
}

/* The first few stand for all. */
static void test_many(void **state)
{
	const struct pick pick = { "beef", NULL, false };
	struct db *db = open_db();
	struct err err = ERR_INIT;
	struct pick_found found;
	int n_listed = 0;

	(void)state;
	assert_int_equal(
		db_script(db,
			  "INSERT INTO annotations"
			  " SELECT 1, printf('beef%036d', value), 'no', '',"
			  "        'Ann', 'so', ''"
			  "   FROM (WITH RECURSIVE n(value) AS"
			  "         (SELECT 1 UNION ALL SELECT value + 1 FROM n"
			  "           WHERE value < 1000) SELECT value FROM n);"
			  "INSERT INTO commits (commit_id, repo_id, oid, "
			  "author_id,"
			  " authored_zone, committer_id, committed_zone,"
			  " n_parents, reachable, mainline, foxtrot, diff,"
			  " subject, message)"
			  " SELECT 100 + rowid, 1, oid, 1, '', 1, '', 0, 1, 1,"
			  " 0, 'done', 'a subject that is very long and goes on"
			  " so that it is cut', ''"
			  "   FROM (SELECT row_number() OVER () AS rowid, oid"
			  "           FROM annotations WHERE oid LIKE 'beef%')",
			  &err),
		0);
	assert_int_equal(pick_find(db, &pick, &found, &err), -1);
	assert_memory_equal(err.msg, "1000 commits begin", 18);
	for (const char *at = err.msg; *at; at++)
		n_listed += *at == '(';
	assert_int_equal(n_listed, 4);
	assert_null(strchr(err.msg, '\n'));
	assert_string_equal(err.msg + strlen(err.msg) - 5, ", ...");
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
