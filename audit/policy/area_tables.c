/* SPDX-License-Identifier: MIT */
#include "audit/policy/area_tables.h"

enum { IDS_OF_REPO = 1000000000 };

int64_t area_tables_id(int64_t repo_id, size_t number)
{
	return (repo_id - 1) * IDS_OF_REPO + (int64_t)number + 1;
}

/* Prepare a statement, run it with repo_id as ?1, and free it. */
static int run_for(struct db *db, const char *sql, int64_t repo_id,
		   struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(db, sql, &stmt, err) < 0)
		return -1;
	if (db_n_params(stmt))
		db_bind_int(stmt, 1, repo_id);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

/* The columns are those of the tables of the same name, in their order. */
int area_tables_begin(struct db *db, struct err *err)
{
	return db_script(
		db,
		"DROP TABLE IF EXISTS temp.new_areas;"
		"DROP TABLE IF EXISTS temp.new_patterns;"
		"DROP TABLE IF EXISTS temp.new_people;"
		"DROP TABLE IF EXISTS temp.new_paths;"
		"CREATE TEMP TABLE new_areas ("
		"  area_id, repo_id, name, source, from_at, to_at);"
		"CREATE TEMP TABLE new_patterns ("
		"  area_id, position, kind, pattern, from_at, to_at);"
		"CREATE TEMP TABLE new_people (area_id, position, role,"
		"  name, email, from_at, to_at);"
		"CREATE TEMP TABLE new_paths ("
		"  path_id INTEGER, area_id INTEGER,"
		"  PRIMARY KEY (path_id, area_id)) WITHOUT ROWID",
		err);
}

static void bind_slice(struct db_stmt *stmt, int n, struct slice text)
{
	db_bind_text_n(stmt, n, text.at, text.len);
}

static void bind_time(struct db_stmt *stmt, int n, struct area_time time)
{
	if (time.is_known)
		db_bind_int(stmt, n, time.at);
	else
		db_bind_null(stmt, n);
}

/* What one row of a table takes from a range. */
struct row {
	int64_t repo_id;
	const struct area_history *history;
	const struct area_range *range;
	const char *source;
};

static void bind_area(struct db_stmt *stmt, const struct row *row)
{
	db_bind_int(stmt, 2, row->repo_id);
	bind_slice(stmt, 3, area_history_text(row->history, row->range->text));
	db_bind_text(stmt, 4, row->source);
}

static void bind_pattern(struct db_stmt *stmt, const struct row *row)
{
	static const char kinds[] = "F\0X\0N\0K\0O";
	const char *kind = kinds;

	while (*kind && *kind != row->range->kind)
		kind += 2;
	db_bind_int(stmt, 2, (int64_t)row->range->position);
	db_bind_text(stmt, 3, kind);
	bind_slice(stmt, 4, area_history_text(row->history, row->range->text));
}

static void bind_person(struct db_stmt *stmt, const struct row *row)
{
	static const char *const roles[] = {
		[OWNERS_MAINTAINER] = "maintainer",
		[OWNERS_REVIEWER] = "reviewer",
		[OWNERS_LIST] = "list",
		[OWNERS_OWNER] = "owner",
	};

	db_bind_int(stmt, 2, (int64_t)row->range->position);
	db_bind_text(stmt, 3, roles[row->range->kind]);
	bind_slice(stmt, 4, area_history_text(row->history, row->range->text));
	bind_slice(stmt, 5, area_history_text(row->history, row->range->email));
}

/* How the ranges of a kind become rows; ?1 is always the area. */
struct table {
	enum area_thing thing;
	const char *insert;
	void (*bind)(struct db_stmt *stmt, const struct row *row);
	int from; /* number of from_at's parameter; to_at's is the next */
};

static const struct table tables[] = {
	{ AREA_ITSELF,
	  "INSERT INTO temp.new_areas VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	  bind_area, 5 },
	{ AREA_PATTERN,
	  "INSERT INTO temp.new_patterns VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	  bind_pattern, 5 },
	{ AREA_PERSON,
	  "INSERT INTO temp.new_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	  bind_person, 6 },
};

static int put(struct db *db, const struct table *table, struct row row,
	       struct err *err)
{
	struct db_stmt *stmt = NULL;
	size_t n;
	const struct area_range *ranges =
		area_history_ranges(row.history, table->thing, &n);
	int ret = db_prepare(db, table->insert, &stmt, err);

	for (size_t i = 0; ret == 0 && i < n; i++) {
		row.range = &ranges[i];
		db_bind_int(stmt, 1,
			    area_tables_id(row.repo_id, row.range->area));
		table->bind(stmt, &row);
		bind_time(stmt, table->from,
			  area_history_from(row.history, row.range));
		bind_time(stmt, table->from + 1,
			  area_history_to(row.history, row.range));
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	return ret;
}

int area_tables_put(struct db *db, int64_t repo_id,
		    const struct area_history *history, const char *source,
		    struct err *err)
{
	const struct row row = { repo_id, history, NULL, source };

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (put(db, &tables[i], row, err) < 0)
			return -1;
	return 0;
}

/* True if a statement's first row starts with anything but 0. */
static int is_true(struct db *db, const char *sql, int64_t repo_id,
		   bool *true_out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db, sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	more = db_step(stmt, err);
	if (more >= 0)
		*true_out = more && db_int(stmt, 0) != 0;
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

/* Each with what does the same, faster, if no other repository has areas. */
static const char *const deletes[][2] = {
	{ "DELETE FROM commit_areas WHERE area_id IN"
	  " (SELECT area_id FROM areas WHERE repo_id = ?1)",
	  "DELETE FROM commit_areas" },
	{ "DELETE FROM path_areas WHERE area_id IN"
	  " (SELECT area_id FROM areas WHERE repo_id = ?1)",
	  "DELETE FROM path_areas" },
	{ "DELETE FROM area_patterns WHERE area_id IN"
	  " (SELECT area_id FROM areas WHERE repo_id = ?1)",
	  "DELETE FROM area_patterns" },
	{ "DELETE FROM area_people WHERE area_id IN"
	  " (SELECT area_id FROM areas WHERE repo_id = ?1)",
	  "DELETE FROM area_people" },
	{ "DELETE FROM areas WHERE repo_id = ?1", "DELETE FROM areas" },
};

int area_tables_forget(struct db *db, int64_t repo_id, struct err *err)
{
	bool others;

	if (is_true(db,
		    "SELECT EXISTS (SELECT 1 FROM areas WHERE repo_id <> ?1)",
		    repo_id, &others, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(deletes) / sizeof(deletes[0]); i++)
		if (run_for(db, deletes[i][!others], repo_id, err) < 0)
			return -1;
	return run_for(db,
		       "UPDATE repos SET areas_from = '' WHERE repo_id = ?1",
		       repo_id, err);
}

/*
 * Whether an area would get another number, or a path that has areas other
 * ones: then what the changes touch is to be counted again.
 */
static int is_changed(struct db *db, int64_t repo_id, bool *changed_out,
		      struct err *err)
{
	static const char *const sql[] = {
		"SELECT EXISTS ("
		"  SELECT area_id, name FROM areas WHERE repo_id = ?1"
		"  EXCEPT SELECT area_id, name FROM temp.new_areas)",
		"SELECT EXISTS ("
		"  SELECT 1"
		"    FROM paths AS p"
		"    JOIN path_areas AS old ON old.path_id = p.path_id"
		"    LEFT JOIN temp.new_paths AS new"
		"      ON new.path_id = old.path_id"
		"     AND new.area_id = old.area_id"
		"   WHERE p.repo_id = ?1 AND new.path_id IS NULL)",
		"SELECT EXISTS ("
		"  SELECT 1"
		"    FROM temp.new_paths AS new"
		"    JOIN paths AS p ON p.path_id = new.path_id"
		"    LEFT JOIN path_areas AS old"
		"      ON old.path_id = new.path_id"
		"     AND old.area_id = new.area_id"
		"   WHERE p.repo_id = ?1 AND old.path_id IS NULL"
		"     AND EXISTS (SELECT 1 FROM path_areas AS any"
		"                  WHERE any.path_id = new.path_id))",
	};
	bool changed = false;

	for (size_t i = 0; !changed && i < sizeof(sql) / sizeof(sql[0]); i++)
		if (is_true(db, sql[i], repo_id, &changed, err) < 0)
			return -1;
	*changed_out = changed;
	return 0;
}

/* Numbers of areas stay; their times, patterns and people are made anew. */
static const char *const updates[] = {
	"INSERT INTO areas (area_id, repo_id, name, source, from_at, to_at)"
	" SELECT * FROM temp.new_areas WHERE true"
	" ON CONFLICT (area_id) DO UPDATE SET source = excluded.source,"
	"   from_at = excluded.from_at, to_at = excluded.to_at",
	"DELETE FROM area_patterns WHERE area_id IN"
	" (SELECT area_id FROM areas WHERE repo_id = ?1)",
	"DELETE FROM area_people WHERE area_id IN"
	" (SELECT area_id FROM areas WHERE repo_id = ?1)",
	"INSERT INTO area_patterns (area_id, position, kind, pattern,"
	"                           from_at, to_at)"
	" SELECT * FROM temp.new_patterns",
	"INSERT INTO area_people (area_id, position, role, name, email,"
	"                         from_at, to_at)"
	" SELECT * FROM temp.new_people",
	"INSERT OR IGNORE INTO path_areas (path_id, area_id)"
	" SELECT path_id, area_id FROM temp.new_paths",
	"INSERT INTO commit_areas (commit_id, area_id, n_paths,"
	"                          lines_added, lines_deleted)"
	" SELECT ch.commit_id, pa.area_id, count(*),"
	"        sum(ch.lines_added), sum(ch.lines_deleted)"
	"   FROM (SELECT commit_id"
	"           FROM commits AS c"
	"          WHERE repo_id = ?1"
	"            AND NOT EXISTS (SELECT 1 FROM commit_areas AS ca"
	"                             WHERE ca.commit_id = c.commit_id)"
	"          ORDER BY commit_id) AS c"
	"  CROSS JOIN changes AS ch ON ch.commit_id = c.commit_id"
	"  CROSS JOIN path_areas AS pa ON pa.path_id = ch.path_id"
	"  GROUP BY ch.commit_id, pa.area_id",
};

static int update(struct db *db, int64_t repo_id, struct err *err)
{
	for (size_t i = 0; i < sizeof(updates) / sizeof(updates[0]); i++)
		if (run_for(db, updates[i], repo_id, err) < 0)
			return -1;
	return 0;
}

int area_tables_end(struct db *db, int64_t repo_id, struct err *err)
{
	bool changed;

	if (is_changed(db, repo_id, &changed, err) < 0)
		return -1;
	if (changed && area_tables_forget(db, repo_id, err) < 0)
		return -1;
	if (update(db, repo_id, err) < 0)
		return -1;
	return db_script(db,
			 "DROP TABLE temp.new_areas;"
			 "DROP TABLE temp.new_patterns;"
			 "DROP TABLE temp.new_people;"
			 "DROP TABLE temp.new_paths",
			 err);
}
