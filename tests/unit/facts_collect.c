/* SPDX-License-Identifier: MIT */
/*
 * The facts of small repositories whose objects are written by hand: what is
 * missing, what comes later, what a run that was cut off leaves.
 */
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

#include "audit/base/buf.h"
#include "audit/facts/collect.h"
#include "audit/git/oid.h"

/* --- a repository made by hand --- */

struct made {
	char path[64], mailmap[128];
	git_repository *handle;
	git_odb *odb;
};

static void make_repository(struct made *made)
{
	snprintf(made->path, sizeof(made->path), "%s",
		 "/tmp/git-provenance-unit.XXXXXX");
	assert_non_null(mkdtemp(made->path));
	assert_int_equal(git_repository_init(&made->handle, made->path, 1), 0);
	assert_int_equal(git_repository_odb(&made->odb, made->handle), 0);
}

static int remove_one(const char *path, const struct stat *stat, int flag,
		      struct FTW *place)
{
	(void)stat;
	(void)flag;
	(void)place;
	return remove(path);
}

static void remove_repository(struct made *made)
{
	git_odb_free(made->odb);
	git_repository_free(made->handle);
	assert_int_equal(nftw(made->path, remove_one, 16, FTW_DEPTH | FTW_PHYS),
			 0);
}

static struct oid write_object(struct made *made, git_object_t kind,
			       const char *data, size_t len)
{
	struct oid oid;
	git_oid id;

	assert_int_equal(git_odb_write(&id, made->odb, data, len, kind), 0);
	memcpy(oid.bytes, id.id, OID_BYTES);
	return oid;
}

/* A tree with one file, or none. */
static struct oid write_tree(struct made *made, const char *name,
			     const char *text)
{
	struct buf tree = BUF_INIT;
	struct oid oid;

	if (name) {
		oid = write_object(made, GIT_OBJECT_BLOB, text, strlen(text));
		buf_addf(&tree, "100644 %s", name);
		buf_add_char(&tree, '\0');
		buf_add(&tree, oid.bytes, OID_BYTES);
	}
	oid = write_object(made, GIT_OBJECT_TREE, tree.data, tree.len);
	buf_release(&tree);
	return oid;
}

/* A commit as a table row has it. */
struct row {
	const char *parents; /* each a digit: the row; '?' is not here */
	const char *text;    /* of the file; NULL: the tree is empty */
	const char *author, *message;
};

enum { ROWS_MAX = 10, FIRST_SECOND = 1600000000 };

static struct oid write_commit(struct made *made, const struct row *row,
			       const struct oid *oids, int second)
{
	struct oid tree =
		write_tree(made, row->text ? "file" : NULL, row->text);
	struct buf text = BUF_INIT;
	struct oid oid;
	char hex[OID_HEX + 1];

	oid_to_hex(&tree, hex);
	buf_addf(&text, "tree %s\n", hex);
	for (const char *parent = row->parents; *parent; parent++) {
		memset(&oid, 0x77, sizeof(oid));
		if (*parent != '?')
			oid = oids[*parent - '0'];
		oid_to_hex(&oid, hex);
		buf_addf(&text, "parent %s\n", hex);
	}
	buf_addf(&text, "author %s\ncommitter C <c@x> %d +0000\n\n%s\n",
		 row->author ? row->author : "A <a@x> 1 +0000", second,
		 row->message ? row->message : "subject");
	oid = write_object(made, GIT_OBJECT_COMMIT, text.data, text.len);
	buf_release(&text);
	return oid;
}

static void write_rows(struct made *made, const struct row *rows, size_t n,
		       struct oid *oids)
{
	for (size_t i = 0; i < n; i++)
		oids[i] = write_commit(made, &rows[i], oids,
				       FIRST_SECOND + (int)i);
}

/* --- audits --- */

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	return db;
}

static void audit(struct db *db, const struct made *made, const struct oid *tip,
		  bool no_lines)
{
	static const char *const no_owners[] = { NULL };
	char hex[OID_HEX + 1];
	const char *revs[] = { hex };
	const struct collect_config config = {
		.path = made->path,
		.revs = { revs, 1, 1 },
		.areas = "",
		.owner_paths = no_owners,
		.n_workers = 3,
		.no_lines = no_lines,
		.quiet = true,
	};
	struct collect_result result;
	struct err err = ERR_INIT;

	oid_to_hex(tip, hex);
	if (collect_run(db, &config, &result, &err) < 0)
		fail_msg("%s", err.msg);
	collect_result_release(&result);
}

static void run_sql(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;

	if (db_script(db, sql, &err) < 0)
		fail_msg("%s", err.msg);
}

/* Rows of a query as lines of text. */
static void add_rows(struct db *db, const char *sql, struct buf *out)
{
	struct db_stmt *stmt;
	struct err err = ERR_INIT;

	assert_int_equal(db_prepare(db, sql, &stmt, &err), 0);
	while (db_step(stmt, &err) > 0)
		for (int i = 0; i < db_n_columns(stmt); i++)
			buf_addf(out, "%s%s", db_text(stmt, i),
				 i + 1 < db_n_columns(stmt) ? "|" : "\n");
	db_stmt_free(stmt);
}

static void expect_rows(struct db *db, const char *sql, const char *expect)
{
	struct buf rows = BUF_INIT;

	add_rows(db, sql, &rows);
	assert_string_equal(rows.data, expect);
	buf_release(&rows);
}

static const char *const fact_sql[] = {
	"SELECT commit_id, oid, author_id, committer_id, n_parents, reachable,"
	" mainline, foxtrot, landing_id, landed_at, diff, hex(patch), subject"
	" FROM commits ORDER BY 1",
	"SELECT * FROM commit_parents ORDER BY 1, 2",
	"SELECT path_id, path, hex(raw) FROM paths ORDER BY 1",
	"SELECT commit_id, path_id, status, hex(old_blob), hex(new_blob),"
	" content, lines_added, lines_deleted, pair_id"
	" FROM changes ORDER BY 1, 2",
	"SELECT commit_id, path_id, status FROM merge_changes ORDER BY 1, 2",
	"SELECT * FROM people ORDER BY 1",
	"SELECT * FROM identities ORDER BY 1",
	"SELECT * FROM cherry_picks ORDER BY 1",
	"SELECT * FROM missing_objects ORDER BY 1, 2",
	"SELECT ref, oid, commit_id, text FROM notes ORDER BY 1, 2",
};

static void expect_same_facts(struct db *a, struct db *b)
{
	for (size_t i = 0; i < sizeof(fact_sql) / sizeof(*fact_sql); i++) {
		struct buf left = BUF_INIT, right = BUF_INIT;

		add_rows(a, fact_sql[i], &left);
		add_rows(b, fact_sql[i], &right);
		assert_string_equal(left.data, right.data);
		buf_release(&left);
		buf_release(&right);
	}
}

/* --- runs that go on from where others ended --- */

struct history_row {
	const char *name;
	struct row rows[ROWS_MAX]; /* parents NULL ends */
};

static const struct history_row histories[] = {
	{ "one after another",
	  { { "", "a\n", NULL, NULL },
	    { "0", "a\nb\n", NULL, NULL },
	    { "1", NULL, "B <b@x> 1 +0000", NULL } } },
	{ "a merge",
	  { { "", "a\n", NULL, NULL },
	    { "0", "a\nb\n", NULL, NULL },
	    { "0", "c\na\n", NULL, NULL },
	    { "12", "c\na\nb\n", NULL, NULL },
	    { "3", "c\n", NULL, NULL } } },
	{ "a foxtrot merge",
	  { { "", "a\n", NULL, NULL },
	    { "0", "1\n", NULL, NULL },
	    { "1", "2\n", NULL, NULL },
	    { "0", "b\n", NULL, NULL },
	    { "32", "2\nb\n", NULL, "Merge branch 'main'" },
	    { "4", "3\n", NULL, NULL } } },
	{ "the first parent of a merge is missing",
	  { { "", "a\n", NULL, NULL },
	    { "0", "b\n", NULL, NULL },
	    { "?1", "b\nc\n", NULL, NULL },
	    { "2", "c\n", NULL, NULL },
	    { "3", "d\n", NULL, NULL } } },
	{ "a merge of the default branch that is missing",
	  { { "", "a\n", NULL, NULL },
	    { "0", "b\n", NULL, NULL },
	    { "?1", "b\nc\n", NULL, "Merge branch 'main'" },
	    { "2", "c\n", NULL, NULL } } },
	{ "a merge with what is missing",
	  { { "", "a\n", NULL, NULL },
	    { "0?", "b\nc\n", NULL, "Merge branch 'main'" },
	    { "1", "c\n", NULL, NULL } } },
	{ "two children of what is missing",
	  { { "?", "a\n", NULL, NULL },
	    { "?", "b\n", NULL, NULL },
	    { "01", "c\n", NULL, NULL },
	    { "2", "d\n", NULL, NULL } } },
	{ "one change twice",
	  { { "", "a\n1\n2\n", NULL, NULL },
	    { "0", "a\n1\n3\n", NULL, NULL },
	    { "0", "b\na\n1\n2\n", NULL, NULL },
	    { "2", "b\na\n1\n3\n", NULL, NULL },
	    { "13", "b\na\n1\n3\n", NULL, NULL } } },
};

static size_t n_rows(const struct history_row *history)
{
	size_t n = 0;

	while (n < ROWS_MAX && history->rows[n].parents)
		n++;
	return n;
}

/*
 * Audit each commit as the tip before the next: if dates rise, ids are those
 * of one run over the last tip.
 */
static void test_step_by_step(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(histories) / sizeof(*histories); i++) {
		const size_t n = n_rows(&histories[i]);
		struct db *whole = open_db(), *steps = open_db();
		struct oid oids[ROWS_MAX];
		struct made made;

		make_repository(&made);
		write_rows(&made, histories[i].rows, n, oids);
		audit(whole, &made, &oids[n - 1], false);
		for (size_t k = 0; k < n; k++)
			audit(steps, &made, &oids[k], k % 2);
		audit(steps, &made, &oids[n - 1], false);
		print_message("# %s\n", histories[i].name);
		expect_same_facts(whole, steps);
		remove_repository(&made);
		db_close(steps);
		db_close(whole);
	}
}

/* What is written at the end is not there when a run is cut off. */
static void test_cut_off(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(histories) / sizeof(*histories); i++) {
		const size_t n = n_rows(&histories[i]);
		struct db *whole = open_db(), *cut = open_db();
		struct oid oids[ROWS_MAX];
		struct made made;

		make_repository(&made);
		write_rows(&made, histories[i].rows, n, oids);
		audit(whole, &made, &oids[n - 1], false);
		audit(cut, &made, &oids[n - 1], false);
		run_sql(cut, "DELETE FROM missing_objects;"
			     "DELETE FROM cherry_picks");
		audit(cut, &made, &oids[n - 1], false);
		print_message("# %s\n", histories[i].name);
		expect_same_facts(whole, cut);
		remove_repository(&made);
		db_close(cut);
		db_close(whole);
	}
}

/* --- commits that are one change --- */

struct cherry_row {
	const char *name;
	struct row rows[ROWS_MAX];
	const char *pairs; /* subject|subject of the counted one|by */
};

#define PICKED(hex) "(cherry picked from commit " hex ")"
static const struct cherry_row cherries[] = {
	{ "on two lines of history, the first to land counts",
	  { { "", "a\n1\n2\n", NULL, "0" },
	    { "0", "a\n1\n3\n", NULL, "1" },
	    { "0", "b\na\n1\n2\n", NULL, "2" },
	    { "2", "b\na\n1\n3\n", NULL, "3" },
	    { "31", "b\na\n1\n3\n", NULL, "4" } },
	  "1|3|patch\n" },
	{ "other white space",
	  { { "", "a\n", NULL, "0" },
	    { "0", "a\nif (x)\n", NULL, "1" },
	    { "0", "a\n\tif (x)\n", NULL, "2" },
	    { "12", "a\nif (x)\n", NULL, "3" } },
	  "2|1|patch\n" },
	{ "applied, reverted and applied again: two changes",
	  { { "", "a\n", NULL, "0" },
	    { "0", "a\nb\n", NULL, "1" },
	    { "1", "a\n", NULL, "2" },
	    { "2", "a\nb\n", NULL, "3" } },
	  "" },
	{ "of two authors",
	  { { "", "a\n", NULL, "0" },
	    { "0", "a\nb\n", "A <a@x> 1 +0000", "1" },
	    { "0", "a\nb\n", "B <b@x> 1 +0000", "2" },
	    { "12", "a\nb\n", NULL, "3" } },
	  "" },
	{ "what never lands is not counted",
	  { { "", "a\n", NULL, "0" },
	    { "0", "a\nb\n", NULL, "1" },
	    { "0", "c\na\nb\n", NULL, "2" } },
	  "" },
	{ "a line about a commit that is not here",
	  { { "", "a\n", NULL, "0" },
	    { "0", "b\n", NULL,
	      "1\n\n" PICKED("1234567123456712345671234567123456712345") } },
	  "" },
	{ "three of a kind",
	  { { "", "a\n", NULL, "0" },
	    { "0", "a\nb\n", NULL, "1" },
	    { "0", "a\nb\n", NULL, "2" },
	    { "0", "a\nb\n", NULL, "3" },
	    { "321", "a\nb\n", NULL, "4" } },
	  "1|3|patch\n2|3|patch\n" },
};

static void test_cherry_picks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cherries) / sizeof(*cherries); i++) {
		size_t n = 0;
		struct oid oids[ROWS_MAX];
		struct db *db = open_db();
		struct made made;

		while (n < ROWS_MAX && cherries[i].rows[n].parents)
			n++;
		make_repository(&made);
		write_rows(&made, cherries[i].rows, n, oids);
		audit(db, &made, &oids[n - 1], false);
		print_message("# %s\n", cherries[i].name);
		expect_rows(db,
			    "SELECT c.subject, o.subject, by FROM cherry_picks"
			    " JOIN commits AS c USING (commit_id)"
			    " JOIN commits AS o ON o.commit_id = counted_id"
			    " ORDER BY 1",
			    cherries[i].pairs);
		remove_repository(&made);
		db_close(db);
	}
}

/* A line with the start of an id; one that fits no merge and not itself. */
static void test_picked_by_line(void **state)
{
	const struct row rows[] = {
		{ "", "a\n", NULL, "0" },
		{ "0", "a\nb\n", NULL, "1" },
		{ "0", "x\n", NULL, NULL },
		{ "12", "y\n", NULL, "3" },
	};
	struct db *db = open_db();
	struct oid oids[4];
	struct row copy = rows[2];
	char hex[OID_HEX + 1], message[128];
	struct made made;

	(void)state;
	make_repository(&made);
	write_rows(&made, rows, 2, oids);
	oid_to_hex(&oids[1], hex);
	snprintf(message, sizeof(message),
		 "2\n\n(cherry picked from commit %.9s)\n", hex);
	copy.message = message;
	oids[2] = write_commit(&made, &copy, oids, FIRST_SECOND + 2);
	oids[3] = write_commit(&made, &rows[3], oids, FIRST_SECOND + 3);
	audit(db, &made, &oids[3], false);
	expect_rows(db, "SELECT commit_id, counted_id, by FROM cherry_picks",
		    "3|2|line\n");
	remove_repository(&made);
	db_close(db);
}

/* Made and undone again and again: no pairs, and no square of the time. */
static void test_toggled(void **state)
{
	enum { N = 1500 };
	struct db *db = open_db();
	struct oid oid = { { 0 } };
	struct made made;

	(void)state;
	make_repository(&made);
	for (int i = 0; i < N; i++) {
		const struct row row = { i ? "0" : "", i % 2 ? "1\n" : "2\n",
					 NULL, NULL };

		oid = write_commit(&made, &row, &oid, FIRST_SECOND + i);
	}
	audit(db, &made, &oid, false);
	expect_rows(db, "SELECT count(*), count(DISTINCT patch) FROM commits",
		    "1500|3\n");
	expect_rows(db, "SELECT count(*) FROM cherry_picks", "0\n");
	remove_repository(&made);
	db_close(db);
}

/* --- people --- */

/* A line without brackets is nobody's, whatever the mailmap says of "<>". */
static void test_nobody(void **state)
{
	static const char sql[] =
		"SELECT c.subject, i.is_nobody, p.name, p.email"
		" FROM commits AS c"
		" JOIN identities AS i ON identity_id = author_id"
		" JOIN people AS p USING (person_id) ORDER BY commit_id";
	const struct row rows[] = {
		{ "", "a\n", "Broken", "0" },
		{ "0", "b\n", " <> 1 +0000", "1" },
		{ "1", "c\n", "> 1 +0000 <", "2" },
		{ "2", "d\n", "A <a@x> 1 +0000", "3" },
	};
	struct db *db = open_db();
	struct oid oids[4];
	struct made made;
	git_config *config;
	FILE *file;

	(void)state;
	make_repository(&made);
	write_rows(&made, rows, 4, oids);
	audit(db, &made, &oids[3], false);
	expect_rows(db, sql, "0|1||\n1|0||\n2|1||\n3|0|A|a@x\n");
	snprintf(made.mailmap, sizeof(made.mailmap), "%s/map", made.path);
	file = fopen(made.mailmap, "we");
	assert_non_null(file);
	fputs("No One <no@x> <>\nAda <a@x>\n", file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(git_repository_config(&config, made.handle), 0);
	git_config_set_string(config, "mailmap.file", made.mailmap);
	git_config_free(config);
	audit(db, &made, &oids[3], false);
	expect_rows(db, sql, "0|1||\n1|0|No One|no@x\n2|1||\n3|0|Ada|a@x\n");
	db_close(db);
	db = open_db();
	audit(db, &made, &oids[1], false);
	audit(db, &made, &oids[3], false);
	expect_rows(db, sql, "0|1||\n1|0|No One|no@x\n2|1||\n3|0|Ada|a@x\n");
	remove_repository(&made);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_step_by_step),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_cherry_picks),
		cmocka_unit_test(test_picked_by_line),
		cmocka_unit_test(test_toggled),
		cmocka_unit_test(test_nobody),
	};
	int n_failed;

	git_libgit2_init();
	n_failed = cmocka_run_group_tests(tests, NULL, NULL);
	git_libgit2_shutdown();
	return n_failed;
}
