/* SPDX-License-Identifier: MIT */
/*
 * cmd_annotate - git provenance annotate: corrections by people.
 *
 * A file is taken whole or not at all: one transaction, undone by the first
 * row that is wrong.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/cmd.h"
#include "audit/db/scope.h"
#include "report/pick.h"
#include "report/records.h"
#include "report/table.h"

struct annotate_config {
	const char *db;
	struct scope scope;
	bool list;
	bool remove;
};

#define AT(field) offsetof(struct annotate_config, field)
static const struct opt annotate_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "the database (default: provenance.db)" },
	{ "repo", 0, OPT_TEXT, AT(scope.repo), "NAME",
	  "only this repository of the database" },
	{ "list", 0, OPT_FLAG, AT(list), NULL,
	  "print the annotations as CSV that can be given back" },
	{ "remove", 0, OPT_FLAG, AT(remove), NULL,
	  "take the annotations of the file's commits away" },
	{ 0 }
};

static const struct opt_usage annotate_usage = {
	annotate_opts,
	"annotate [--db FILE] [--repo NAME] [--remove] FILE.csv | --list",
	"Takes corrections by people: what they say of a commit overrules the\n"
	"detector, and stays when the history is read again.  FILE.csv, or "
	"'-'\n"
	"for standard input, begins with a line of column names, in any "
	"order:\n"
	"\n"
	"  commit   its id, or the beginning of it (4 hex digits or more)\n"
	"  verdict  yes: AI-assisted; no: not; unsure: the detector's word "
	"stands\n"
	"  by       who says so\n"
	"  why      on what grounds\n"
	"  tool     the tool, where it is known (may be left out)\n"
	"  source   where that is known from (may be left out)\n"
	"\n"
	"A commit that was annotated before gets the new annotation.  If one "
	"row is\n"
	"wrong, nothing is stored.  --remove reads the same file, and needs "
	"only the\n"
	"column commit.",
};

/* The columns, by number. */
enum { COMMIT, VERDICT, TOOL, BY, WHY, SOURCE, N_COLUMNS };

static const struct records_column annotate_columns[] = {
	[COMMIT] = { "commit", true }, [VERDICT] = { "verdict", true },
	[TOOL] = { "tool", false },    [BY] = { "by", true },
	[WHY] = { "why", true },       [SOURCE] = { "source", false },
	[N_COLUMNS] = { NULL, false },
};

static const struct records_column remove_columns[] = {
	[COMMIT] = { "commit", true }, [VERDICT] = { "verdict", false },
	[TOOL] = { "tool", false },    [BY] = { "by", false },
	[WHY] = { "why", false },      [SOURCE] = { "source", false },
	[N_COLUMNS] = { NULL, false },
};

static const char put_sql[] =
	"INSERT INTO annotations AS a"
	" (repo_id, oid, verdict, tool, by_whom, why, source)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
	" ON CONFLICT (repo_id, oid) DO UPDATE"
	" SET verdict = ?3, tool = ?4, by_whom = ?5, why = ?6, source = ?7"
	" WHERE (a.verdict, a.tool, a.by_whom, a.why, a.source)"
	"    IS NOT (?3, ?4, ?5, ?6, ?7)";
static const char remove_sql[] =
	"DELETE FROM annotations WHERE repo_id = ?1 AND oid = ?2";
static const char count_sql[] =
	"SELECT count(*) FROM annotations WHERE repo_id = ?1 AND oid = ?2";
static const char list_sql[] =
	"SELECT a.oid AS 'commit', a.verdict, a.tool, a.by_whom AS 'by', a.why,"
	"       a.source"
	"  FROM annotations AS a"
	"  JOIN repos AS r ON r.repo_id = a.repo_id"
	" WHERE :repo IS NULL OR r.name = :repo"
	" ORDER BY a.oid";
static const char n_repos_sql[] =
	"SELECT count(DISTINCT repo_id) FROM annotations";

/* The work on one file. */
struct annotate {
	const struct annotate_config *config;
	struct db *db;
	struct db_stmt *put, *count, *drop;
	struct records records;
	struct bytemap seen; /* repository and commit => line */
	int64_t n_added, n_changed, n_same, n_removed;
};

/* The row is wrong in this column. */
static int wrong_value(const struct annotate *work, size_t row, size_t column,
		       const char *why, struct err *err)
{
	const char *name = annotate_columns[column].name;
	const char *value = records_text(&work->records, row, column);
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s '%s' %s", name, value, why);
	records_fail(&work->records, row, text.data, err);
	buf_release(&text);
	return -1;
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static int check_values(const struct annotate *work, size_t row,
			struct err *err)
{
	static const char *const verdicts[] = { "yes", "no", "unsure" };
	const char *verdict = records_text(&work->records, row, VERDICT);
	bool known = false;

	for (size_t i = 0; i < sizeof(verdicts) / sizeof(*verdicts); i++)
		known = known || strcmp(verdict, verdicts[i]) == 0;
	if (!known)
		return wrong_value(
			work, row, VERDICT,
			"is none of yes, no, unsure; write one of them", err);
	if (is_blank(records_text(&work->records, row, BY)))
		return wrong_value(work, row, BY,
				   "names nobody; write who looked", err);
	if (is_blank(records_text(&work->records, row, WHY)))
		return wrong_value(work, row, WHY, "gives no reason; write why",
				   err);
	return 0;
}

/* The one commit that the row speaks of. */
static int find_commit(const struct annotate *work, size_t row,
		       struct pick_commit *commit_out, struct err *err)
{
	const struct pick pick = {
		.id = records_text(&work->records, row, COMMIT),
		.repo = work->config->scope.repo,
		.annotated = true,
	};
	struct pick_found found = { 0 };
	int ret = -1;

	if (pick_find(work->db, &pick, &found, err) < 0)
		return err_wrap(err, "%s:%zu", work->records.name,
				work->records.lines[row]);
	if (found.n_items > 1) {
		wrong_value(work, row, COMMIT,
			    "is in several repositories of the database; "
			    "choose one with --repo",
			    err);
	} else {
		*commit_out = found.items[0];
		ret = 0;
	}
	pick_found_release(&found);
	return ret;
}

/* No commit has two rows. */
static int check_seen(struct annotate *work, size_t row,
		      const struct pick_commit *commit, struct err *err)
{
	struct buf key = BUF_INIT;
	char why[64];
	int64_t line;

	buf_addf(&key, "%" PRId64 " %s", commit->repo_id, commit->oid);
	line = bytemap_get(&work->seen, key.data, key.len, 0);
	bytemap_set(&work->seen, key.data, key.len,
		    (int64_t)work->records.lines[row]);
	buf_release(&key);
	if (!line)
		return 0;
	snprintf(why, sizeof(why), "has a row already, on line %" PRId64, line);
	return wrong_value(work, row, COMMIT, why, err);
}

/* 1 if the commit has an annotation, else 0. */
static int is_annotated(struct annotate *work, const struct pick_commit *commit,
			struct err *err)
{
	int there;

	db_bind_int(work->count, 1, commit->repo_id);
	db_bind_text(work->count, 2, commit->oid);
	if (db_step(work->count, err) < 0)
		return -1;
	there = db_int(work->count, 0) > 0;
	db_reset(work->count);
	return there;
}

static int put_row(struct annotate *work, size_t row,
		   const struct pick_commit *commit, struct err *err)
{
	int there = is_annotated(work, commit, err);

	if (there < 0)
		return -1;
	db_bind_int(work->put, 1, commit->repo_id);
	db_bind_text(work->put, 2, commit->oid);
	for (int column = VERDICT; column <= SOURCE; column++)
		db_bind_text(work->put, column + 2,
			     records_text(&work->records, row, (size_t)column));
	if (db_exec(work->put, err) < 0)
		return -1;
	if (!there)
		work->n_added++;
	else if (db_n_changed(work->db))
		work->n_changed++;
	else
		work->n_same++;
	return 0;
}

static int remove_row(struct annotate *work, size_t row,
		      const struct pick_commit *commit, struct err *err)
{
	db_bind_int(work->drop, 1, commit->repo_id);
	db_bind_text(work->drop, 2, commit->oid);
	if (db_exec(work->drop, err) < 0)
		return -1;
	if (!db_n_changed(work->db))
		return wrong_value(work, row, COMMIT,
				   "has no annotation; 'git provenance "
				   "annotate --list' lists those that have one",
				   err);
	work->n_removed++;
	return 0;
}

static int take_rows(struct annotate *work, struct err *err)
{
	bool remove = work->config->remove;

	for (size_t row = 0; row < work->records.n_rows; row++) {
		struct pick_commit commit = { 0 };

		if ((!remove && check_values(work, row, err) < 0) ||
		    find_commit(work, row, &commit, err) < 0 ||
		    check_seen(work, row, &commit, err) < 0)
			return -1;
		if (remove ? remove_row(work, row, &commit, err) < 0
			   : put_row(work, row, &commit, err) < 0)
			return -1;
	}
	return 0;
}

static void tell(const struct annotate *work)
{
	const char *db = work->config->db;

	if (work->config->remove)
		fprintf(stderr, "Annotations in %s: %" PRId64 " removed.\n", db,
			work->n_removed);
	else
		fprintf(stderr,
			"Annotations in %s: %" PRId64 " added, %" PRId64
			" changed, %" PRId64 " as before.\n",
			db, work->n_added, work->n_changed, work->n_same);
}

static int take_file(struct annotate *work, struct err *err)
{
	int ret = -1;

	if (db_prepare(work->db, put_sql, &work->put, err) < 0 ||
	    db_prepare(work->db, count_sql, &work->count, err) < 0 ||
	    db_prepare(work->db, remove_sql, &work->drop, err) < 0 ||
	    db_begin(work->db, err) < 0)
		goto out;
	if (take_rows(work, err) == 0)
		ret = db_commit(work->db, err);
out:
	db_rollback(work->db);
	db_stmt_free(work->drop);
	db_stmt_free(work->count);
	db_stmt_free(work->put);
	return ret;
}

/* A database is never made here: it must be there to be read, first. */
static int open_to_write(const char *path, struct db **db_out, struct err *err)
{
	struct db *db = NULL;

	if (db_open(path, DB_READ, &db, err) < 0)
		return -1;
	db_close(db);
	return db_open(path, DB_WRITE, db_out, err);
}

static int annotate(const struct annotate_config *config, const char *path,
		    struct err *err)
{
	struct annotate work = { .config = config };
	int ret = records_read(
		path, config->remove ? remove_columns : annotate_columns,
		&work.records, err);

	if (ret < 0)
		return -1;
	ret = open_to_write(config->db, &work.db, err);
	if (ret == 0)
		ret = take_file(&work, err);
	if (ret == 0)
		tell(&work);
	db_close(work.db);
	bytemap_release(&work.seen);
	records_release(&work.records);
	return ret;
}

static int print_list(const struct annotate_config *config, struct db *db,
		      struct err *err)
{
	const struct table_options options = { .out = stdout, .exact = true };
	struct table_sink *sink = table_csv_new(&options);
	struct db_stmt *stmt = NULL;
	int ret = -1;

	if (db_prepare(db, list_sql, &stmt, err) < 0 ||
	    scope_bind(&config->scope, db, stmt, "annotate --list", err) < 0)
		goto out;
	ret = table_run(stmt, &sink, 1, NULL, err);
out:
	db_stmt_free(stmt);
	table_free(sink);
	return ret;
}

/* Given back, rows of several repositories would be one file's duplicates. */
static int list(const struct annotate_config *config, struct err *err)
{
	struct db *db = NULL;
	int64_t n_repos;
	int ret = -1;

	if (db_open(config->db, DB_READ, &db, err) < 0 ||
	    db_get_int(db, n_repos_sql, 0, &n_repos, err) < 0)
		goto out;
	if (n_repos > 1 && !config->scope.repo)
		err_set(err, FAIL_USAGE,
			"annotations of %" PRId64 " repositories; choose one "
			"with --repo",
			n_repos);
	else
		ret = print_list(config, db, err);
out:
	db_close(db);
	return ret;
}

static int check_usage(const struct annotate_config *config, int n_args,
		       char **argv, struct err *err)
{
	if (config->list && (n_args || config->remove))
		return err_set(err, FAIL_USAGE,
			       "--list takes no file and no --remove; leave "
			       "one of them out");
	if (!config->list && n_args == 0)
		return err_set(err, FAIL_USAGE,
			       "annotate wants a CSV file, or '-' for standard "
			       "input (try --help)");
	if (n_args > 1)
		return err_set(
			err, FAIL_USAGE,
			"one file at a time: '%s' is one too many (try --help)",
			argv[2]);
	return 0;
}

static int run(int argc, char **argv, struct err *err)
{
	struct annotate_config config = { .db = "provenance.db" };
	int n_args;
	int ret = opt_parse(&annotate_usage, &config, argc, argv, &n_args, err);

	if (ret)
		return ret < 0 ? -1 : 0;
	if (check_usage(&config, n_args, argv, err) < 0)
		return -1;
	confine_beside(config.db);
	return config.list ? list(&config, err)
			   : annotate(&config, argv[1], err);
}

const struct cmd cmd_annotate = {
	"annotate",
	"take corrections by people",
	run,
	&annotate_usage,
};
