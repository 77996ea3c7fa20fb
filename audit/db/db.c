/* SPDX-License-Identifier: MIT */
#include "audit/db/db.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/alias.h"
#include "audit/base/xalloc.h"
#include "audit/db/handle.h"
#include "audit/db/migrate.h"
#include "audit/db/place.h"
#include "queries/queries.h"

enum { WAIT_MS = 10000 };

/* With what the system said, where SQLite has kept it. */
static int fail_of_system(struct db *db, struct err *err)
{
	int reason = 0;

	sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_LAST_ERRNO,
			     &reason);
	return err_set(err, FAIL_WORLD,
		       "database '%s': %s%s%s; what was complete is kept, run "
		       "audit again to go on",
		       db->path, sqlite3_errmsg(db->handle), reason ? ": " : "",
		       reason ? strerror(reason) : "");
}

/* A damaged file; -1. */
static int fail_damaged(const struct db *db, struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "database '%s' is damaged; save what 'git provenance "
		       "annotate --list' prints, remove the file, and audit "
		       "again",
		       db->path);
}

int handle_fail(struct db *db, struct err *err)
{
	switch (sqlite3_errcode(db->handle)) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, FAIL_WORLD,
			       "database '%s' is being written by another "
			       "audit; try again when it has ended",
			       db->path);
	case SQLITE_FULL:
		return err_set(err, FAIL_WORLD,
			       "database '%s': no space left on its disk; what "
			       "was complete is kept, run audit again to go on",
			       db->path);
	case SQLITE_CORRUPT:
		return fail_damaged(db, err);
	case SQLITE_NOTADB:
		return err_set(err, FAIL_WORLD,
			       "'%s' is not a database; name another file with "
			       "--db",
			       db->path);
	case SQLITE_READONLY:
		return err_set(
			err, FAIL_WORLD,
			"database '%s' cannot be written: no permission "
			"for it or its folder; name another file with --db",
			db->path);
	case SQLITE_CANTOPEN:
		return err_set(err, FAIL_WORLD,
			       "cannot open database '%s': %s; name another "
			       "file with --db",
			       db->path,
			       strerror(sqlite3_system_errno(db->handle)));
	case SQLITE_IOERR:
		return fail_of_system(db, err);
	default:
		return err_set(err, FAIL_WORLD,
			       "database '%s': %s; the manual page "
			       "git-provenance-schema(5) says what is in it",
			       db->path, sqlite3_errmsg(db->handle));
	}
}

int db_script(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return handle_fail(db, err);
	return 0;
}

int db_begin(struct db *db, struct err *err)
{
	return db_script(db, "BEGIN IMMEDIATE", err);
}

int db_commit(struct db *db, struct err *err)
{
	return db_script(db, "COMMIT", err);
}

void db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

int db_create_indexes(struct db *db, struct err *err)
{
	return db_script(db, query_file_find("indexes")->sql, err);
}

/* What a file is that can be used. */
enum state { STATE_CURRENT, STATE_EMPTY, STATE_OLDER };

static int refuse_older(const struct db *db, int64_t version, struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "'%s' was made by an older git-provenance (schema %lld, "
		       "this one writes %d); make it anew with 'git provenance "
		       "audit -C REPO --db NEW-FILE'",
		       db->path, (long long)version, DB_SCHEMA_VERSION);
}

/* A database of ours, by its version. */
static int inspect_version(const struct db *db, int64_t version,
			   enum db_mode mode, struct err *err)
{
	if (version == DB_SCHEMA_VERSION)
		return STATE_CURRENT;
	if (version > DB_SCHEMA_VERSION)
		return err_set(err, FAIL_WORLD,
			       "'%s' was made by a newer git-provenance "
			       "(schema %lld, this one knows %d); update "
			       "git-provenance or name another file with --db",
			       db->path, (long long)version, DB_SCHEMA_VERSION);
	if (version < 0 ||
	    !migrate_leads(db->steps, (int)version, DB_SCHEMA_VERSION))
		return refuse_older(db, version, err);
	if (mode == DB_READ)
		return err_set(err, FAIL_WORLD,
			       "'%s' was made by an older git-provenance "
			       "(schema %lld, this one reads %d); 'git "
			       "provenance audit --db %s' brings it up to date",
			       db->path, (long long)version, DB_SCHEMA_VERSION,
			       db->path);
	return STATE_OLDER;
}

/* An enum state, or -1: not for us. */
static int inspect(struct db *db, enum db_mode mode, struct err *err)
{
	int64_t app, version, n_tables;

	if (db_get_int(db, "PRAGMA application_id", 0, &app, err) < 0 ||
	    db_get_int(db, "PRAGMA user_version", 0, &version, err) < 0 ||
	    db_get_int(db, "SELECT count(*) FROM sqlite_schema", 0, &n_tables,
		       err) < 0)
		return -1;
	if (n_tables == 0 && app == 0)
		return STATE_EMPTY;
	if (app != DB_APPLICATION_ID)
		return err_set(err, FAIL_WORLD,
			       "'%s' is a database of another program; name "
			       "another file with --db",
			       db->path);
	return inspect_version(db, version, mode, err);
}

int db_check_pages(struct db *db, struct err *err)
{
	int64_t n_problems;

	if (db_get_int(db,
		       "SELECT count(*) FROM pragma_quick_check(1)"
		       " WHERE quick_check <> 'ok'",
		       0, &n_problems, err) < 0)
		return -1;
	return n_problems ? fail_damaged(db, err) : 0;
}

static int create_schema(struct db *db, struct err *err)
{
	static const char *const parts[] = { "schema", "views" };

	for (size_t i = 0; i < 2; i++)
		if (db_script(db, query_file_find(parts[i])->sql, err) < 0)
			return -1;
	return db_script(db,
			 "PRAGMA application_id = 0x67697450;"
			 "PRAGMA user_version = 6",
			 err);
}

/* Give a database in that state the tables of this version. */
static int bring_up(struct db *db, int state, struct err *err)
{
	int64_t version;

	if (state == STATE_EMPTY)
		return create_schema(db, err);
	if (state != STATE_OLDER)
		return state;
	if (db_get_int(db, "PRAGMA user_version", 0, &version, err) < 0)
		return -1;
	return migrate_run(db, db->steps, (int)version, DB_SCHEMA_VERSION, err);
}

/*
 * Take the database for this connection alone, until it is closed: two
 * audits must not mix, not even between transactions, and nobody shall take
 * a half-read history for a whole one.  The lock is waited for in the normal
 * mode, in which those that wait hold none.
 */
static int make_ours(struct db *db, struct err *err)
{
	if (db_script(db,
		      "BEGIN EXCLUSIVE;"
		      "PRAGMA locking_mode = EXCLUSIVE",
		      err) < 0)
		return -1;
	/* another audit may have made it while this one waited */
	if (bring_up(db, inspect(db, DB_WRITE, err), err) < 0 ||
	    db_commit(db, err) < 0) {
		db_rollback(db);
		return -1;
	}
	return 0;
}

static int settings(struct db *db, enum db_mode mode, struct err *err)
{
	sqlite3_busy_timeout(db->handle, WAIT_MS);
	sqlite3_extended_result_codes(db->handle, 0);
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (mode == DB_READ)
		return db_script(db,
				 "PRAGMA query_only = 1;"
				 "PRAGMA temp_store = MEMORY;"
				 "PRAGMA cache_size = -32768;"
				 "PRAGMA cell_size_check = 1;"
				 "PRAGMA trusted_schema = 0",
				 err);
	return db_script(db,
			 "PRAGMA page_size = 16384;" /* of a new file */
			 "PRAGMA foreign_keys = 1;"
			 "PRAGMA cell_size_check = 1;"
			 "PRAGMA trusted_schema = 0;"
			 "PRAGMA synchronous = NORMAL;"
			 "PRAGMA temp_store = MEMORY;"
			 "PRAGMA cache_size = -65536",
			 err);
}

/*
 * What memory is used for is not asked, and to count it makes threads wait for
 * each other.  SQLite refuses this but for the first, before anything else.
 */
static void count_no_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* SQLite takes ":memory:" and the like for names of its own. */
static int open_file(struct db *db, int flags, struct err *err)
{
	char *file;
	int code;

	count_no_memory();
	file = sqlite3_mprintf("%s%s", db->path[0] == ':' ? "./" : "",
			       db->path);
	code = sqlite3_open_v2(file, &db->handle, flags, NULL);
	sqlite3_free(file);
	return code == SQLITE_OK ? 0 : handle_fail(db, err);
}

/*
 * A killed audit leaves a transaction to be undone, which a reader may not:
 * a writer does it, who may.
 */
static void undo_cut_off(const char *path)
{
	struct err ignored = ERR_INIT;
	struct db db = { .path = xstrdup(path) };
	int64_t n;

	if (open_file(&db, SQLITE_OPEN_READWRITE, &ignored) == 0)
		db_get_int(&db, "SELECT count(*) FROM sqlite_schema", 0, &n,
			   &ignored);
	sqlite3_close(db.handle);
	free(db.path);
}

static int open_handle(struct db *db, enum db_mode mode, struct err *err)
{
	static const int flags[] = {
		[DB_READ] = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
		[DB_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		[DB_MEMORY] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY,
	};
	int state;

	if (open_file(db, flags[mode], err) < 0 || settings(db, mode, err) < 0)
		return -1;
	if (mode == DB_WRITE && sqlite3_db_readonly(db->handle, "main") == 1)
		return err_set(
			err, FAIL_WORLD,
			"database '%s' cannot be written: no permission; "
			"name another file with --db",
			db->path);
	/* in one transaction: another audit may be making it just now */
	if (db_script(db, "BEGIN", err) < 0)
		return -1;
	state = inspect(db, mode, err);
	db_rollback(db);
	if (state == STATE_EMPTY && mode == DB_READ)
		return err_set(err, FAIL_WORLD,
			       "database '%s' is empty; fill it with 'git "
			       "provenance audit'",
			       db->path);
	return state < 0 || mode == DB_READ ? state : make_ours(db, err);
}

int handle_open(const char *path, enum db_mode mode,
		const struct migrate_step *steps, struct db **db_out,
		struct err *err)
{
	struct db *db;
	int ret;

	if (place_check(path, mode, err) < 0)
		return -1;
	db = xcalloc(1, sizeof(*db));
	db->path = xstrdup(path);
	db->steps = steps;
	ret = open_handle(db, mode, err);
	if (ret < 0 &&
	    sqlite3_extended_errcode(db->handle) == SQLITE_READONLY_ROLLBACK) {
		sqlite3_close(db->handle);
		undo_cut_off(path);
		ret = open_handle(db, mode, err);
	}
	if (ret < 0) {
		db_close(db);
		return -1;
	}
	*db_out = db;
	return 0;
}

int db_open(const char *path, enum db_mode mode, struct db **db_out,
	    struct err *err)
{
	return handle_open(path, mode, migrate_steps, db_out, err);
}

void db_library(struct buf *out)
{
	buf_addf(out, "SQLite %s, built with %s\n", sqlite3_libversion(),
		 SQLITE_VERSION);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	sqlite3_close(db->handle);
	alias_free(db->alias);
	free(db->path);
	free(db);
}

int db_cache_more(struct db *db, struct err *err)
{
	return db_script(db, "PRAGMA cache_size = -196608", err);
}
