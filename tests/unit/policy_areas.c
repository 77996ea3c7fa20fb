/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/policy/areas.h"

/* Two commits in repository 1; the second one is a change of three paths. */
static const char first_run[] =
	"INSERT INTO repos (repo_id, name, path) VALUES (1, 'r', '/r');"
	"INSERT INTO people VALUES (1, 1, 'A', 'a@x');"
	"INSERT INTO identities VALUES (1, 1, 'A', 'a@x', 1, 0, x'');"
	"INSERT INTO commits (commit_id, repo_id, oid, author_id, authored_at,"
	"  authored_zone, committer_id, committed_at, committed_zone, subject,"
	"  message, n_parents, reachable, mainline, foxtrot, diff)"
	" VALUES (1, 1, 'a', 1, 10, '+0000', 1, 10, '+0000', 's', 's', 0, 1, "
	"1, 0,"
	"         'done'),"
	"        (2, 1, 'b', 1, 20, '+0000', 1, 20, '+0000', 's', 's', 1, 1, "
	"1, 0,"
	"         'done');"
	"INSERT INTO paths VALUES (1, 1, 'README', NULL), (2, 1, 'hw/a.c', "
	"NULL),"
	"  (3, 1, 'hw/arm/b.c', NULL), (4, 1, 'hw/arm/c.bin', NULL);"
	"INSERT INTO changes (commit_id, path_id, status, old_mode, new_mode,"
	"  content, lines_added, lines_deleted)"
	" VALUES (1, 1, 'A', 0, 33188, 'text', 5, 0),"
	"        (2, 2, 'A', 0, 33188, 'text', 7, 1),"
	"        (2, 3, 'A', 0, 33188, 'text', 3, 2),"
	"        (2, 4, 'A', 0, 33188, 'binary', NULL, NULL);";

/* A third commit with new folders. */
static const char second_run[] =
	"INSERT INTO commits (commit_id, repo_id, oid, author_id, authored_at,"
	"  authored_zone, committer_id, committed_at, committed_zone, subject,"
	"  message, n_parents, reachable, mainline, foxtrot, diff)"
	" VALUES (3, 1, 'c', 1, 30, '+0000', 1, 30, '+0000', 's', 's', 1, 1, "
	"1, 0,"
	"         'done');"
	"INSERT INTO paths VALUES (5, 1, 'a/x.c', NULL),"
	"  (6, 1, 'hw/arm' || char(65533) || '/y.c',"
	"   x'68772F61726DFF2F792E63'),"
	"  (7, 1, 'hw/arm2.c', NULL);"
	"INSERT INTO changes (commit_id, path_id, status, old_mode, new_mode,"
	"  content, lines_added, lines_deleted)"
	" VALUES (3, 5, 'A', 0, 33188, 'text', 1, 0),"
	"        (3, 6, 'A', 0, 33188, 'binary', NULL, NULL),"
	"        (3, 2, 'M', 33188, 33188, 'text', 1, 1);";

static const char add_maintainers[] =
	"INSERT INTO owners_files (owners_id, repo_id, commit_id, path,"
	"  from_at, to_at, text) VALUES"
	" (1, 1, 1, 'MAINTAINERS', 10, 20, 'Arm\nM: Jane <j@x>\nF: hw/arm\n'),"
	" (2, 1, 2, 'MAINTAINERS', 20, NULL,"
	"  'Core\nM: Bob <b@x>\nR: Ann <n@x>\nF: hw/\nX: hw/arm/c*\n\n'"
	"  || 'Arm\nM: Bob <b@x>\nL: arm@lists\nF: hw/arm\n');";

static const char new_maintainers[] =
	"UPDATE owners_files SET to_at = 30 WHERE owners_id = 2;"
	"INSERT INTO owners_files (owners_id, repo_id, commit_id, path,"
	"  from_at, to_at, text) VALUES"
	" (3, 1, 3, 'MAINTAINERS', 30, NULL,"
	"  'Arm\nM: Jane <j@x>\nF: hw/arm\n\nAll\nF: */\n');";

static struct db *open_with(const char *const *scripts)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	for (; *scripts; scripts++)
		if (db_script(db, *scripts, &err) < 0)
			fail_msg("%s", err.msg);
	return db;
}

static void derive(struct db *db, const char *spec, bool is_new)
{
	struct err err = ERR_INIT;

	assert_int_equal(db_begin(db, &err), 0);
	if (areas_derive(db, 1, NULL, spec, is_new, &err) < 0)
		fail_msg("%s", err.msg);
	assert_int_equal(db_commit(db, &err), 0);
}

/* All rows of a query: fields by "|", rows by "\n"; NULL as "-". */
static void rows_of(struct db *db, const char *sql, struct buf *out)
{
	struct err err = ERR_INIT;
	struct db_stmt *stmt = NULL;

	if (db_prepare(db, sql, &stmt, &err) < 0)
		fail_msg("%s", err.msg);
	while (db_step(stmt, &err) > 0) {
		for (int i = 0; i < db_n_columns(stmt); i++)
			buf_addf(out, "%s%s", i ? "|" : "",
				 db_is_null(stmt, i) ? "-" : db_text(stmt, i));
		buf_add_char(out, '\n');
	}
	db_stmt_free(stmt);
}

static void expect(struct db *db, const char *sql, const char *text)
{
	struct buf rows = BUF_INIT;

	rows_of(db, sql, &rows);
	assert_string_equal(rows.data, text);
	buf_release(&rows);
}

#define AREAS "SELECT area_id, name, source, from_at, to_at FROM areas"
#define PATHS \
	"SELECT path, group_concat(name, '+') FROM (SELECT path_id, path, " \
	"name" \
	" FROM paths JOIN path_areas USING (path_id) JOIN areas" \
	" USING (area_id) ORDER BY path_id, area_id) GROUP BY path_id"
#define PATTERNS \
	"SELECT name, position, kind, pattern, p.from_at, p.to_at" \
	" FROM area_patterns AS p JOIN areas USING (area_id)" \
	" ORDER BY area_id, position"
#define PEOPLE \
	"SELECT a.name, position, role, p.name, email, p.from_at, p.to_at" \
	" FROM area_people AS p JOIN areas AS a USING (area_id)" \
	" ORDER BY area_id, position"
#define CHANGES \
	"SELECT commit_id, name, n_paths, lines_added, lines_deleted" \
	" FROM commit_areas JOIN areas USING (area_id)" \
	" ORDER BY commit_id, area_id"

static void folders(void **state)
{
	static const char *const scripts[] = { first_run, NULL };
	struct db *db = open_with(scripts);

	(void)state;
	derive(db, "", true);
	expect(db, "SELECT areas_from FROM repos", "folder:1\n");
	expect(db, AREAS, "1|(top)|folder|-|-\n2|hw|folder|-|-\n");
	expect(db, CHANGES, "1|(top)|1|5|0\n2|hw|3|10|3\n");
	derive(db, "folder:2", false);
	expect(db, PATHS,
	       "README|(top)\nhw/a.c|hw\nhw/arm/b.c|hw/arm\n"
	       "hw/arm/c.bin|hw/arm\n");
	expect(db, CHANGES, "1|(top)|1|5|0\n2|hw|1|7|1\n2|hw/arm|2|3|2\n");
	db_close(db);
}

static void maintainers(void **state)
{
	static const char *const scripts[] = { first_run, add_maintainers,
					       NULL };
	struct db *db = open_with(scripts);

	(void)state;
	derive(db, "", true);
	expect(db, "SELECT areas_from FROM repos", "maintainers\n");
	expect(db, AREAS,
	       "1|Arm|maintainers|10|-\n2|Core|maintainers|20|-\n"
	       "3|(none)|maintainers|-|-\n");
	expect(db, PATHS,
	       "README|(none)\nhw/a.c|Core\nhw/arm/b.c|Arm+Core\n"
	       "hw/arm/c.bin|Arm\n");
	expect(db, PATTERNS,
	       "Arm|0|F|hw/arm|10|-\nCore|0|F|hw/|20|-\n"
	       "Core|1|X|hw/arm/c*|20|-\n");
	expect(db, PEOPLE,
	       "Arm|0|maintainer|Jane|j@x|10|20\n"
	       "Arm|1|maintainer|Bob|b@x|20|-\nArm|2|list||arm@lists|20|-\n"
	       "Core|0|maintainer|Bob|b@x|20|-\n"
	       "Core|1|reviewer|Ann|n@x|20|-\n");
	expect(db, CHANGES, "1|(none)|1|5|0\n2|Arm|2|3|2\n2|Core|2|10|3\n");
	derive(db, "folder:1", true);
	expect(db, AREAS, "1|(top)|folder|-|-\n2|hw|folder|-|-\n");
	db_close(db);
}

/* What goes and comes back: one area, two ranges of its people. */
static void comes_back(void **state)
{
	static const char *const scripts[] = { first_run, add_maintainers,
					       second_run, new_maintainers,
					       NULL };
	struct db *db = open_with(scripts);

	(void)state;
	derive(db, "maintainers", true);
	expect(db, AREAS,
	       "1|Arm|maintainers|10|-\n2|Core|maintainers|20|30\n"
	       "3|All|maintainers|30|-\n4|(none)|maintainers|-|-\n");
	expect(db, PEOPLE,
	       "Arm|0|maintainer|Jane|j@x|10|20\n"
	       "Arm|1|maintainer|Bob|b@x|20|30\nArm|2|list||arm@lists|20|30\n"
	       "Arm|3|maintainer|Jane|j@x|30|-\n"
	       "Core|0|maintainer|Bob|b@x|20|30\n"
	       "Core|1|reviewer|Ann|n@x|20|30\n");
	db_close(db);
}

static const char codeowners_rows[] =
	"INSERT INTO owners_files (owners_id, repo_id, commit_id, path,"
	"  from_at, to_at, text) VALUES"
	" (1, 1, 1, 'CODEOWNERS', 10, 20, '* @org/all' || char(10)),"
	" (2, 1, 2, 'CODEOWNERS', 20, NULL, NULL),"
	" (3, 1, 2, '.github/CODEOWNERS', 20, NULL,"
	"  '* @jane' || char(10) || '/hw/ bob@x # c' || char(10)"
	"  || '*.bin' || char(10));";

static void codeowners(void **state)
{
	static const char *const scripts[] = { first_run, codeowners_rows,
					       NULL };
	struct db *db = open_with(scripts);

	(void)state;
	derive(db, "", true);
	expect(db, AREAS,
	       "1|*|codeowners|10|-\n2|/hw/|codeowners|20|-\n"
	       "3|(none)|codeowners|-|-\n");
	expect(db, PATHS,
	       "README|*\nhw/a.c|/hw/\nhw/arm/b.c|/hw/\n"
	       "hw/arm/c.bin|(none)\n");
	expect(db, PATTERNS, "*|0|O|*|10|-\n/hw/|0|O|/hw/|20|-\n");
	expect(db, PEOPLE,
	       "*|0|owner|@org/all||10|20\n*|1|owner|@jane||20|-\n"
	       "/hw/|0|owner||bob@x|20|-\n");
	db_close(db);
}

static void by_hand(void **state)
{
	static const char *const scripts[] = {
		first_run,
		"INSERT INTO owners_files (owners_id, repo_id, commit_id, path,"
		"  from_at, to_at, text) VALUES (1, 1, NULL, 'my', NULL, NULL,"
		" 'Hardware\nM: Jane <j@x>\nF: hw/\n')",
		NULL
	};
	struct db *db = open_with(scripts);

	(void)state;
	derive(db, "file:my", true);
	expect(db, "SELECT areas_from FROM repos", "file:my\n");
	expect(db, AREAS, "1|Hardware|file|-|-\n2|(none)|file|-|-\n");
	assert_int_equal(
		db_script(db, "UPDATE owners_files SET text = '/hw/arm @x'",
			  &(struct err)ERR_INIT),
		0);
	derive(db, "file:my", false);
	expect(db, PATHS,
	       "README|(none)\nhw/a.c|(none)\nhw/arm/b.c|/hw/arm\n"
	       "hw/arm/c.bin|/hw/arm\n");
	derive(db, "", false);
	expect(db, "SELECT areas_from FROM repos", "folder:1\n");
	db_close(db);
}

/* All that is derived, as text. */
static void dump(struct db *db, struct buf *out)
{
	static const char *const tables[] = {
		"SELECT * FROM areas",        "SELECT * FROM area_patterns",
		"SELECT * FROM area_people",  "SELECT * FROM path_areas",
		"SELECT * FROM commit_areas",
	};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		rows_of(db, tables[i], out);
}

/* One run over everything, and two runs, say the same. */
static void same_as_rebuild(void **state)
{
	static const char *const specs[] = { "folder:1", "folder:3",
					     "maintainers" };
	static const char *const first[] = { first_run, add_maintainers, NULL };

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(specs) / sizeof(specs[0]); i++) {
		struct buf once = BUF_INIT, twice = BUF_INIT;
		struct db *one = open_with(first), *two = open_with(first);
		struct err err = ERR_INIT;

		derive(two, specs[i / 2], true);
		assert_int_equal(db_script(one, second_run, &err), 0);
		assert_int_equal(db_script(two, second_run, &err), 0);
		if (i % 2) {
			assert_int_equal(db_script(one, new_maintainers, &err),
					 0);
			assert_int_equal(db_script(two, new_maintainers, &err),
					 0);
		}
		derive(one, specs[i / 2], true);
		derive(two, specs[i / 2], true);
		dump(one, &once);
		dump(two, &twice);
		assert_string_equal(once.data, twice.data);
		buf_release(&once);
		buf_release(&twice);
		db_close(one);
		db_close(two);
	}
}

/* A new path below makes hw/arm a folder: hw/arm2.c leaves the area. */
static void becomes_folder(void **state)
{
	static const char *const scripts[] = {
		first_run,
		"DELETE FROM changes WHERE path_id > 2;"
		"DELETE FROM paths WHERE path_id > 2;"
		"INSERT INTO paths VALUES (3, 1, 'hw/arm2.c', NULL);"
		"INSERT INTO owners_files (owners_id, repo_id, commit_id, path,"
		"  from_at, to_at, text) VALUES (1, 1, 1, 'MAINTAINERS', 10,"
		" NULL, 'Arm\nF: hw/arm\n');",
		NULL
	};
	struct db *db = open_with(scripts);
	struct err err = ERR_INIT;

	(void)state;
	derive(db, "", true);
	expect(db, PATHS, "README|(none)\nhw/a.c|(none)\nhw/arm2.c|Arm\n");
	assert_int_equal(db_script(db,
				   "INSERT INTO paths VALUES"
				   " (4, 1, 'hw/arm/b.c', NULL)",
				   &err),
			 0);
	derive(db, "", true);
	expect(db, PATHS,
	       "README|(none)\nhw/a.c|(none)\nhw/arm2.c|(none)\n"
	       "hw/arm/b.c|Arm\n");
	db_close(db);
}

static void unchanged(void **state)
{
	static const char *const scripts[] = { first_run, NULL };
	struct db *db = open_with(scripts);
	struct err err = ERR_INIT;

	(void)state;
	derive(db, "", true);
	assert_int_equal(db_script(db, "DELETE FROM commit_areas", &err), 0);
	derive(db, "", false);
	expect(db, CHANGES, "");
	assert_int_equal(areas_forget(db, 1, &err), 0);
	derive(db, "", false);
	expect(db, CHANGES, "1|(top)|1|5|0\n2|hw|3|10|3\n");
	db_close(db);
}

/* Each repository has ids of its own, whichever is read first. */
static void two_repositories(void **state)
{
	static const char *const scripts[] = {
		first_run,
		"INSERT INTO repos (repo_id, name, path) VALUES (2, 's', '/s');"
		"INSERT INTO paths VALUES (9, 2, 'x/y', NULL)",
		NULL
	};
	struct db *db = open_with(scripts);
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(areas_derive(db, 2, NULL, "", true, &err), 0);
	derive(db, "", true);
	expect(db, AREAS " ORDER BY area_id",
	       "1|(top)|folder|-|-\n2|hw|folder|-|-\n"
	       "1000000001|x|folder|-|-\n");
	assert_int_equal(areas_forget(db, 2, &err), 0);
	expect(db, "SELECT count(*) FROM path_areas", "4\n");
	db_close(db);
}

struct spec_row {
	const char *spec;
	int result;
};

static void specs(void **state)
{
	static const struct spec_row rows[] = {
		{ "", 0 },
		{ "maintainers", 0 },
		{ "codeowners", 0 },
		{ "folder:1", 0 },
		{ "folder:99", 0 },
		{ "file:x", 0 },
		{ "folder:0", -1 },
		{ "folder:", -1 },
		{ "folder:100", -1 },
		{ "folder:1x", -1 },
		{ "folder:01", -1 },
		{ "folder:-1", -1 },
		{ "file:", -1 },
		{ "Maintainers", -1 },
		{ "folder", -1 },
		{ " ", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = ERR_INIT;

		if (areas_spec_check(rows[i].spec, &err) != rows[i].result)
			fail_msg("spec '%s'", rows[i].spec);
		if (rows[i].result < 0) {
			assert_int_equal(err.kind, FAIL_USAGE);
			assert_non_null(strstr(err.msg, "folder:N"));
		}
	}
	assert_string_equal(areas_owner_paths()[0], "MAINTAINERS");
}

static void never_there(void **state)
{
	static const char *const scripts[] = { first_run, NULL };
	struct db *db = open_with(scripts);
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(areas_derive(db, 1, NULL, "maintainers", true, &err),
			 -1);
	assert_int_equal(err.kind, FAIL_USAGE);
	assert_non_null(strstr(err.msg, "MAINTAINERS"));
	assert_int_equal(areas_derive(db, 1, NULL, "codeowners", true, &err),
			 -1);
	assert_non_null(strstr(err.msg, "CODEOWNERS"));
	assert_int_equal(areas_derive(db, 1, NULL, "file:gone", true, &err),
			 -1);
	assert_non_null(strstr(err.msg, "gone"));
	assert_int_equal(areas_derive(db, 1, NULL, "", true, &err), 0);
	db_close(db);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders),
		cmocka_unit_test(maintainers),
		cmocka_unit_test(comes_back),
		cmocka_unit_test(codeowners),
		cmocka_unit_test(by_hand),
		cmocka_unit_test(same_as_rebuild),
		cmocka_unit_test(becomes_folder),
		cmocka_unit_test(unchanged),
		cmocka_unit_test(two_repositories),
		cmocka_unit_test(specs),
		cmocka_unit_test(never_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
