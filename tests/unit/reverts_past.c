/* SPDX-License-Identifier: MIT */
/*
 * Histories made of a few rows: who is older, what a merge brought, where a
 * name leads, and how it stands with a commit after a chain of reverts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/reverts/past.h"
#include "audit/reverts/resolve.h"
#include "audit/reverts/rows.h"
#include "audit/reverts/states.h"

/* A commit: its id is that of its row, from 1. */
struct made {
	const char *parents; /* digits: rows */
	int at;              /* committer date, in days */
	int landing;         /* row; 0: never landed */
	const char *oid;     /* its head; zeros follow */
	const char *subject;
	int is_unreachable;
};

static void add_commit(struct db *db, const struct made *made, int id)
{
	struct db_stmt *stmt = NULL;
	struct err err = ERR_INIT;
	char oid[41];

	snprintf(oid, sizeof(oid), "%s%0*d", made->oid,
		 40 - (int)strlen(made->oid), 0);
	assert_int_equal(
		db_prepare(db,
			   "INSERT INTO commits (commit_id, repo_id, oid,"
			   " author_id, authored_zone, committer_id,"
			   " committed_zone, committed_at, landing_id,"
			   " landed_at, n_parents, reachable, mainline,"
			   " foxtrot, diff, subject, message)"
			   " VALUES (?1, 1, ?2, 1, '', 1, '', ?3,"
			   " nullif(?4, 0), ?3, ?5, ?6, 0, 0, 'done', ?7, '')",
			   &stmt, &err),
		0);
	db_bind_int(stmt, 1, id);
	db_bind_text(stmt, 2, oid);
	db_bind_int(stmt, 3, (int64_t)made->at * 86400);
	db_bind_int(stmt, 4, made->landing);
	db_bind_int(stmt, 5, (int64_t)strlen(made->parents));
	db_bind_int(stmt, 6, !made->is_unreachable);
	db_bind_text(stmt, 7, made->subject);
	assert_int_equal(db_exec(stmt, &err), 0);
	db_stmt_free(stmt);
}

static void add_parents(struct db *db, const struct made *made, int id)
{
	struct db_stmt *stmt = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(db_prepare(db,
				    "INSERT INTO commit_parents"
				    " VALUES (?1, ?2, '', ?3)",
				    &stmt, &err),
			 0);
	for (int i = 0; made->parents[i]; i++) {
		db_bind_int(stmt, 1, id);
		db_bind_int(stmt, 2, i);
		db_bind_int(stmt, 3, made->parents[i] - '0');
		assert_int_equal(db_exec(stmt, &err), 0);
	}
	db_stmt_free(stmt);
}

static struct past load(const struct made *rows)
{
	struct past history = { 0 };
	struct db *db = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(db_script(db,
				   "INSERT INTO repos (repo_id, name, path)"
				   " VALUES (1, 'a', '/a');"
				   "INSERT INTO people VALUES (1, 1, 'n', 'e');"
				   "INSERT INTO identities"
				   " VALUES (1, 1, 'n', 'e', 1, 0, x'');",
				   &err),
			 0);
	for (int i = 0; rows[i].parents; i++)
		add_commit(db, &rows[i], i + 1);
	for (int i = 0; rows[i].parents; i++)
		add_parents(db, &rows[i], i + 1);
	assert_int_equal(past_load(db, 1, &history, &err), 0);
	db_close(db);
	return history;
}

/*
 *	1 -- 2 ------ 6 -- 7
 *	  \          /
 *	   3 -- 4 --     5: a root of its own
 */
static const struct made forked[] = {
	{ "", 100, 1, "a1", "root", 0 },
	{ "1", 200, 2, "b2", "x: two", 0 },
	{ "1", 150, 6, "c3", "x: three (#3)", 0 },
	{ "3", 200, 6, "d4", "Merge pull request #9 from x", 0 },
	{ "", 500, 0, "e5", "x: two", 1 },
	{ "24", 300, 6, "f6", "Merge topic", 0 },
	{ "6", 300, 7, "c37", "Revert \"x: two\"", 0 },
	{ 0 },
};

static void age_and_ancestry(void **state)
{
	struct past history = load(forked);

	(void)state;
	assert_int_equal(history.n, 7);
	assert_int_equal(past_find(&history, 7), 6);
	assert_int_equal(past_find(&history, 8), PAST_NONE);
	assert_true(past_is_ancestor(&history, 0, 6));
	assert_true(past_is_ancestor(&history, 2, 5));
	assert_false(past_is_ancestor(&history, 2, 1));
	assert_false(past_is_ancestor(&history, 5, 5));
	assert_false(past_is_ancestor(&history, 4, 6));
	assert_true(past_is_older(&history, 0, 1));
	/* the same day: the place in the history tells */
	assert_true(past_is_older(&history, 5, 6));
	assert_false(past_is_older(&history, 6, 5));
	assert_false(past_is_older(&history, 4, 1));
	assert_int_equal(history.commits[3].pull_request, 9);
	assert_int_equal(history.commits[2].landing, 5);
	assert_int_equal(history.commits[4].landing, PAST_NONE);
	past_release(&history);
}

static int compare_numbers(const void *a, const void *b)
{
	return (int)*(const uint32_t *)a - (int)*(const uint32_t *)b;
}

static void what_a_merge_brought(void **state)
{
	struct past history = load(forked);
	size_t n;
	uint32_t *brought = past_brought(&history, 5, PAST_NONE, &n);

	(void)state;
	assert_int_equal(n, 2);
	qsort(brought, n, sizeof(*brought), compare_numbers);
	assert_int_equal(brought[0], 2);
	assert_int_equal(brought[1], 3);
	free(brought);
	brought = past_brought(&history, 5, 3, &n);
	assert_int_equal(n, 1);
	assert_int_equal(brought[0], 1);
	free(brought);
	brought = past_brought(&history, 0, PAST_NONE, &n);
	assert_int_equal(n, 0);
	free(brought);
	past_release(&history);
}

static void names_lead_to_older_commits(void **state)
{
	static const struct {
		enum revert_by by;
		const char *name;
		int from;           /* place of the commit that names it */
		int resolution, to; /* to: place, or -1 */
	} rows[] = {
		{ BY_ID, "b200000", 6, RESOLVED, 1 },
		{ BY_ID, "b2", 6, RESOLVED, 1 },
		{ BY_ID, "c3", 5, RESOLVED, 2 }, /* c37 is younger */
		{ BY_ID, "e500000", 6, OTHER_REF, -1 },
		{ BY_ID, "1234567", 6, NOT_HERE, -1 },
		{ BY_ID, "b200000", 0, NOT_HERE, -1 }, /* it was not there */
		{ BY_SUBJECT, "x: two", 6, RESOLVED, 1 },
		{ BY_SUBJECT, "x: three", 6, RESOLVED, 2 },
		{ BY_SUBJECT, "x: three (#3)", 6, RESOLVED, 2 },
		{ BY_SUBJECT, "x: three (#4)", 6, RESOLVED, 2 },
		{ BY_SUBJECT, "x: four", 6, NOT_HERE, -1 },
		{ BY_HEAD, "x: thr", 6, RESOLVED, 2 },
		{ BY_HEAD, "x: t", 6, AMBIGUOUS, -1 },
		{ BY_HEAD, "y", 6, NOT_HERE, -1 },
		{ BY_PULL, "9", 6, RESOLVED, 3 },
		{ BY_PULL, "3", 6, NOT_HERE, -1 }, /* the column is not set */
		{ BY_REVERTED, "x: two", 6, NOT_HERE, -1 },
		{ BY_NOTHING, "r12", 6, NOT_A_SHA, -1 },
	};
	struct past history = load(forked);
	struct resolver resolver = { 0 };

	(void)state;
	resolver_init(&resolver, &history, NULL);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct revert_claim claim = { .by = rows[i].by,
						    .name = rows[i].name };
		struct revert_found found;

		resolver_find(&resolver, (uint32_t)rows[i].from, &claim,
			      &found);
		if ((int)found.resolution != rows[i].resolution)
			print_error("row %zu\n", i);
		assert_int_equal(found.resolution, rows[i].resolution);
		if (rows[i].to >= 0)
			assert_int_equal(found.commits[0], rows[i].to);
	}
	resolver_release(&resolver);
	past_release(&history);
}

/* --- chains --- */

/* 1 changes; 2..6 land one by one. */
static const struct made line[] = {
	{ "", 100, 1, "a1", "one", 0 },
	{ "1", 200, 2, "b2", "two", 0 },
	{ "2", 300, 3, "c3", "three", 0 },
	{ "3", 400, 4, "d4", "four", 0 },
	{ "4", 500, 5, "e5", "five", 0 },
	{ "5", 600, 6, "f6", "six", 0 },
	{ 0 },
};

static const struct made merged[] = {
	{ "", 100, 1, "a1", "one", 0 },
	{ "1", 150, 4, "b2", "two", 0 },
	{ "2", 160, 4, "c3", "three", 0 },
	{ "13", 200, 4, "d4", "merge", 0 },
	{ "4", 300, 5, "e5", "five", 0 },
	{ "5", 400, 6, "f6", "six", 0 },
	{ 0 },
};

/* rows: "24x": commit 2 takes 4 back, exact; p partial, n none, u unknown. */
static struct revert_rows read_rows(const char *text)
{
	static const char letters[] = "npfxu";
	struct revert_rows rows = { 0 };

	for (; *text; text += text[3] ? 4 : 3) {
		struct revert_row row = {
			.commit = (uint32_t)(text[0] - '1'),
			.target = (uint32_t)(text[1] - '1'),
			.kept = PAST_NONE,
			.name = "",
			.text = "",
			.check = { (enum verified)(strchr(letters, text[2]) -
						   letters),
				   1, 4 },
		};

		revert_rows_add(&rows, &row);
	}
	return rows;
}

static int compare_states(const void *a, const void *b)
{
	const struct state_row *left = a, *right = b;

	return (int)left->commit - (int)right->commit;
}

/* As "1:reverted/2 by 2..4": commit, state, turns, first, last; " via 4". */
static void describe(struct state_rows *states, struct buf *out)
{
	if (states->n)
		qsort(states->items, states->n, sizeof(*states->items),
		      compare_states);
	for (size_t i = 0; i < states->n; i++) {
		const struct state_row *row = &states->items[i];

		buf_addf(out, "%u:%s/%d by %u..%u", row->commit + 1,
			 revert_state_name(row->state), (int)row->n_turns,
			 row->first + 1, row->last + 1);
		if (row->merge != PAST_NONE)
			buf_addf(out, " via %u", row->merge + 1);
		buf_add_char(out, ';');
	}
}

static void the_last_step_decides(void **state)
{
	static const struct {
		const struct made *commits;
		const char *rows, *states;
	} cases[] = {
		{ line, "", "" },
		{ line, "21x", "1:reverted/1 by 2..2;" },
		{ line, "21u", "1:reverted/1 by 2..2;" },
		{ line, "21n", "" },
		{ line, "21p", "1:partial/0 by 2..2;" },
		{ line, "21p 31p", "1:partial/0 by 2..3;" },
		{ line, "21p 31x", "1:reverted/1 by 3..3;" },
		{ line, "21x 31p", "1:reverted/1 by 2..2;" },
		{ line, "21x 32x",
		  "1:reapplied/2 by 2..3;2:reverted/1 by 3..3;" },
		{ line, "21x 32x 43x",
		  "1:reverted/3 by 2..4;2:reapplied/2 by 3..4;"
		  "3:reverted/1 by 4..4;" },
		{ line, "21x 32x 41x",
		  "1:reverted/3 by 2..4;2:reverted/1 by 3..3;" },
		{ line, "21x 32x 43x 54x",
		  "1:reapplied/4 by 2..5;2:reverted/3 by 3..5;"
		  "3:reapplied/2 by 4..5;4:reverted/1 by 5..5;" },
		{ line, "32p 21x",
		  "1:reverted/1 by 2..2;2:partial/0 by 3..3;" },
		{ line, "31x 32x",
		  "1:reverted/1 by 3..3;2:reverted/1 by 3..3;" },
		{ merged, "54x",
		  "2:reverted/1 by 5..5 via 4;3:reverted/1 by 5..5 via 4;"
		  "4:reverted/1 by 5..5;" },
		{ merged, "54x 65x",
		  "2:reapplied/2 by 5..6 via 4;3:reapplied/2 by 5..6 via 4;"
		  "4:reapplied/2 by 5..6;5:reverted/1 by 6..6;" },
		{ merged, "32x", "2:reverted/1 by 3..3;" },
		/* the merge that had brought the revert is taken back */
		{ merged, "32x 54x",
		  "2:reverted/2 by 3..5;3:reverted/1 by 5..5 via 4;"
		  "4:reverted/1 by 5..5;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct past history = load(cases[i].commits);
		struct revert_rows rows = read_rows(cases[i].rows);
		struct state_rows states = { 0 };
		struct buf found = BUF_INIT;

		states_derive(&rows, &history, &states);
		describe(&states, &found);
		assert_string_equal(found.data, cases[i].states);
		buf_release(&found);
		states_release(&states);
		revert_rows_release(&rows);
		past_release(&history);
	}
}

static void what_did_not_land_turns_nothing(void **state)
{
	static const struct made commits[] = {
		{ "", 100, 1, "a1", "one", 0 },
		{ "1", 200, 0, "b2", "two", 0 },
		{ 0 },
	};
	struct past history = load(commits);
	struct revert_rows rows = read_rows("21x");
	struct state_rows states = { 0 };

	(void)state;
	states_derive(&rows, &history, &states);
	assert_int_equal(states.n, 0);
	states_release(&states);
	revert_rows_release(&rows);
	past_release(&history);
}

static void a_merge_repeats_its_branch(void **state)
{
	struct past history = load(merged);
	struct revert_rows rows = read_rows("31x 41x 51x 61x");

	(void)state;
	revert_rows_mark_repeats(&rows, &history);
	assert_false(rows.items[0].is_repeat);
	assert_true(rows.items[1].is_repeat);
	assert_false(rows.items[2].is_repeat);
	assert_false(revert_row_counts(&rows.items[1]));
	assert_true(revert_row_counts(&rows.items[2]));
	revert_rows_release(&rows);
	past_release(&history);
}

static void nine_lines_of_ten_count(void **state)
{
	struct revert_row row = { .check = { VERIFIED_PARTIAL, 9, 10 } };

	(void)state;
	assert_true(revert_row_counts(&row));
	row.check.n_undone = 8;
	assert_false(revert_row_counts(&row));
	row.check.n_undone = 9;
	row.says = SAYS_PARTIAL;
	assert_false(revert_row_counts(&row));
	row.check.verified = VERIFIED_UNKNOWN;
	assert_false(revert_row_counts(&row));
	row.check.verified = VERIFIED_FULL;
	assert_true(revert_row_counts(&row));
	row.resolution = AMBIGUOUS;
	assert_false(revert_row_counts(&row));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(age_and_ancestry),
		cmocka_unit_test(what_a_merge_brought),
		cmocka_unit_test(names_lead_to_older_commits),
		cmocka_unit_test(the_last_step_decides),
		cmocka_unit_test(what_did_not_land_turns_nothing),
		cmocka_unit_test(a_merge_repeats_its_branch),
		cmocka_unit_test(nine_lines_of_ten_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
