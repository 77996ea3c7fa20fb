/* SPDX-License-Identifier: MIT */
/* Notes of derived stages: read, replaced, told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/facts/stage.h"

static struct db *new_db(void)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(
		db_script(db,
			  "INSERT INTO repos (repo_id, name, path) VALUES"
			  " (1, 'a', '/a'), (2, 'b', '/b');"
			  "INSERT INTO people VALUES (1, 1, 'n', 'e');"
			  "INSERT INTO identities VALUES (1, 1, 'n', 'e', 1, "
			  "0, x'');"
			  "INSERT INTO commits (commit_id, repo_id, oid,"
			  " author_id, authored_zone, committer_id,"
			  " committed_zone, n_parents, reachable, mainline,"
			  " foxtrot, diff, subject, message)"
			  " VALUES (7, 1, 'a', 1, '', 1, '', 0, 1, 1, 0,"
			  " 'done', '', ''),"
			  " (9, 1, 'b', 1, '', 1, '', 0, 0, 0, 0, 'done', '',"
			  " '')",
			  &err),
		0);
	return db;
}

/* What the note of a stage says. */
static void says(struct db *db, int64_t repo_id, const char *stage,
		 const char *state, int64_t upto_id)
{
	const struct stage_work work = { .db = db, .repo_id = repo_id };
	struct stage_note note = { 0 };
	struct err err = ERR_INIT;

	assert_int_equal(stage_read(&work, stage, &note, &err), 0);
	assert_string_equal(note.state, state);
	assert_int_equal(note.upto_id, upto_id);
	stage_note_release(&note);
	assert_null(note.state);
}

static void write_note(struct db *db, int64_t repo_id, const char *stage,
		       char *state, int64_t upto_id)
{
	const struct stage_work work = { .db = db, .repo_id = repo_id };
	const struct stage_note note = { state, upto_id };
	struct err err = ERR_INIT;

	assert_int_equal(stage_write(&work, stage, &note, &err), 0);
}

static void notes_are_kept_by_stage_and_repository(void **state)
{
	struct db *db = new_db();
	char one[] = "one", two[] = "two";

	(void)state;
	says(db, 1, "evidence", "", 0);
	write_note(db, 1, "evidence", one, 7);
	says(db, 1, "evidence", "one", 7);
	says(db, 1, "reverts", "", 0);
	says(db, 2, "evidence", "", 0);
	write_note(db, 1, "evidence", two, 9);
	write_note(db, 2, "evidence", one, 3);
	says(db, 1, "evidence", "two", 9);
	says(db, 2, "evidence", "one", 3);
	db_close(db);
}

static void a_note_needs_a_repository(void **state)
{
	struct db *db = new_db();
	const struct stage_work work = { .db = db, .repo_id = 3 };
	char text[] = "x";
	const struct stage_note note = { text, 1 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(stage_write(&work, "evidence", &note, &err), -1);
	assert_int_equal(err.kind, FAIL_WORLD);
	db_close(db);
}

static void the_last_commit_is_found(void **state)
{
	struct db *db = new_db();
	struct stage_work work = { .db = db, .repo_id = 1 };
	struct err err = ERR_INIT;
	int64_t id = -1;

	(void)state;
	assert_int_equal(stage_last_commit(&work, &id, &err), 0);
	assert_int_equal(id, 9);
	work.repo_id = 2;
	assert_int_equal(stage_last_commit(&work, &id, &err), 0);
	assert_int_equal(id, 0);
	/* that of another repository comes last */
	assert_int_equal(db_script(db,
				   "UPDATE commits SET repo_id = 2"
				   " WHERE commit_id = 9",
				   &err),
			 0);
	assert_int_equal(stage_last_commit(&work, &id, &err), 0);
	assert_int_equal(id, 9);
	work.repo_id = 1;
	assert_int_equal(stage_last_commit(&work, &id, &err), 0);
	assert_int_equal(id, 7);
	db_close(db);
}

static void a_missing_blob_is_told_once(void **state)
{
	struct db *db = new_db();
	const struct stage_work work = { .db = db, .repo_id = 1 };
	const struct oid blob = { { 0xab } }, other = { { 0xcd } };
	struct err err = ERR_INIT;
	int64_t n = -1;

	(void)state;
	assert_int_equal(stage_missing(&work, &blob, 7, "not here", &err), 0);
	assert_int_equal(stage_missing(&work, &blob, 9, "damaged", &err), 0);
	assert_int_equal(stage_missing(&work, &other, 9, "\377", &err), 0);
	assert_int_equal(
		db_get_int(db,
			   "SELECT count(*) FROM missing_objects"
			   " WHERE repo_id = 1 AND kind = 'blob'"
			   "   AND (oid = 'ab00000000000000000000000000000000"
			   "000000' AND commit_id = 7 AND why = 'damaged'"
			   "        OR commit_id = 9 AND why = char(0xfffd))",
			   0, &n, &err),
		0);
	assert_int_equal(n, 2);
	db_close(db);
}

static void a_statement_is_run_for_the_repository(void **state)
{
	struct db *db = new_db();
	const struct stage_work work = { .db = db, .repo_id = 1 };
	struct err err = ERR_INIT;
	char text[] = "x";

	(void)state;
	write_note(db, 1, "evidence", text, 1);
	write_note(db, 2, "evidence", text, 2);
	assert_int_equal(
		stage_run(&work, "DELETE FROM stages WHERE repo_id = ?1", &err),
		0);
	says(db, 1, "evidence", "", 0);
	says(db, 2, "evidence", "x", 2);
	assert_int_equal(stage_run(&work, "DELETE FROM nothing", &err), -1);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes_are_kept_by_stage_and_repository),
		cmocka_unit_test(a_note_needs_a_repository),
		cmocka_unit_test(the_last_commit_is_found),
		cmocka_unit_test(a_missing_blob_is_told_once),
		cmocka_unit_test(a_statement_is_run_for_the_repository),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
