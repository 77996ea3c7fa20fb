/* SPDX-License-Identifier: MIT */
#include "audit/facts/repo_row.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/remote.h"
#include "audit/git/repository.h"

void repo_row_release(struct repo_row *row)
{
	free(row->state);
	memset(row, 0, sizeof(*row));
}

/* "/home/jane/src/tool.git/" is "tool". */
static void name_of_path(const char *path, struct buf *name)
{
	size_t end = strlen(path);
	size_t start;

	while (end && path[end - 1] == '/')
		end--;
	if (end > 5 && memcmp(path + end - 5, "/.git", 5) == 0)
		end -= 5;
	else if (end > 4 && memcmp(path + end - 4, ".git", 4) == 0)
		end -= 4;
	for (start = end; start && path[start - 1] != '/'; start--)
		;
	utf8_add(name, path + start, end - start);
	if (!name->len)
		buf_add_str(name, "repository");
}

/* 1 and the row where it is there, else 0. */
static int look_up(struct db *db, const char *sql, const char *text,
		   struct repo_row *row, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db, sql, &stmt, err) < 0)
		return -1;
	db_bind_text(stmt, 1, text);
	more = db_step(stmt, err);
	if (more > 0) {
		row->repo_id = db_int(stmt, 0);
		row->state = xstrdup(db_text(stmt, 1));
	}
	db_stmt_free(stmt);
	return more;
}

static int insert(struct db *db, const char *path, const char *name,
		  struct repo_row *row, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct repo_row other = { 0 };
	int ret;

	ret = look_up(db, "SELECT repo_id, path FROM repos WHERE name = ?1",
		      name, &other, err);
	if (ret > 0) {
		err_set(err, FAIL_USAGE,
			"the database already has a repository named '%s' "
			"(%s); give this one another name with --name",
			name, other.state);
		repo_row_release(&other);
		return -1;
	}
	if (ret < 0 ||
	    db_prepare(db, "INSERT INTO repos (name, path) VALUES (?1, ?2)",
		       &stmt, err) < 0)
		return -1;
	db_bind_text(stmt, 1, name);
	db_bind_text(stmt, 2, path);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	row->repo_id = db_last_id(db);
	row->state = xstrdup("");
	return ret;
}

int repo_row_find(struct db *db, const char *path, const char *name,
		  struct repo_row *row_out, struct err *err)
{
	struct repo_row row = { 0 };
	struct buf text_path = BUF_INIT, own_name = BUF_INIT;
	int ret;

	utf8_add(&text_path, path, strlen(path));
	if (name)
		buf_add_str(&own_name, name);
	else
		name_of_path(path, &own_name);
	ret = name ? look_up(db,
			     "SELECT repo_id, state FROM repos WHERE name = ?1",
			     name, &row, err)
		   : look_up(db,
			     "SELECT repo_id, state FROM repos WHERE path = ?1"
			     " ORDER BY repo_id",
			     text_path.data, &row, err);
	if (ret == 0)
		ret = insert(db, text_path.data, own_name.data, &row, err);
	buf_release(&own_name);
	buf_release(&text_path);
	if (ret < 0) {
		repo_row_release(&row);
		return -1;
	}
	*row_out = row;
	return 0;
}

/* Run a statement of an id and a text. */
static int set_text(struct db *db, const char *sql, int64_t repo_id,
		    const char *text, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(db, sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	db_bind_text(stmt, 2, text);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

int repo_row_set_state(struct db *db, int64_t repo_id, const char *state,
		       struct err *err)
{
	return set_text(db, "UPDATE repos SET state = ?2 WHERE repo_id = ?1",
			repo_id, state, err);
}

int repo_row_keep_remote(struct db *db, int64_t repo_id,
			 struct repository *repo, struct err *err)
{
	char *url = repository_config(repo, "remote.origin.url");
	struct buf remote = BUF_INIT;
	int ret;

	if (url)
		remote_clean(url, &remote);
	ret = set_text(db,
		       "UPDATE repos SET remote = ?2"
		       " WHERE repo_id = ?1 AND remote <> ?2",
		       repo_id, remote.data, err);
	buf_release(&remote);
	free(url);
	return ret;
}

#define OF_REPO " WHERE repo_id = ?1"
#define OF_COMMITS \
	" WHERE commit_id IN (SELECT commit_id FROM commits" OF_REPO ")"
#define OF_POLICIES \
	" WHERE policy_id IN (SELECT policy_id FROM policies" OF_REPO ")"
#define OF_AREAS " WHERE area_id IN (SELECT area_id FROM areas" OF_REPO ")"

/* Children before what they refer to. */
static const char *const clear_sql[] = {
	"DELETE FROM stages" OF_REPO,
	"DELETE FROM revert_probes" OF_COMMITS,
	"DELETE FROM revert_lives" OF_COMMITS,
	"DELETE FROM supposed_outcomes" OF_POLICIES,
	"DELETE FROM verdicts" OF_POLICIES,
	"DELETE FROM commit_tiers" OF_POLICIES,
	"DELETE FROM path_tiers" OF_POLICIES,
	"DELETE FROM revert_checks" OF_REPO,
	"DELETE FROM revert_states" OF_COMMITS,
	"DELETE FROM reverts" OF_COMMITS,
	"DELETE FROM fixes" OF_COMMITS,
	"DELETE FROM revert_words" OF_COMMITS,
	"DELETE FROM revert_touches" OF_COMMITS,
	"DELETE FROM generated_paths" OF_REPO,
	"DELETE FROM evidence" OF_COMMITS,
	"DELETE FROM declared_kinds" OF_COMMITS,
	"DELETE FROM declarations" OF_COMMITS,
	"DELETE FROM note_lines" OF_COMMITS,
	"DELETE FROM automation" OF_COMMITS,
	"DELETE FROM signals" OF_REPO,
	"DELETE FROM commit_areas" OF_COMMITS,
	"DELETE FROM path_areas" OF_AREAS,
	"DELETE FROM area_people" OF_AREAS,
	"DELETE FROM area_patterns" OF_AREAS,
	"DELETE FROM areas" OF_REPO,
	"DELETE FROM owners_files" OF_REPO,
	"DELETE FROM cherry_picks" OF_COMMITS,
	"DELETE FROM cherry_lines" OF_COMMITS,
	"DELETE FROM notes" OF_REPO,
	"DELETE FROM trailers" OF_COMMITS,
	"DELETE FROM changes" OF_COMMITS,
	"DELETE FROM merge_changes" OF_COMMITS,
	"DELETE FROM commit_parents" OF_COMMITS,
	"DELETE FROM missing_objects" OF_REPO,
	"DELETE FROM commits" OF_REPO,
	"DELETE FROM paths" OF_REPO,
	"DELETE FROM identities" OF_REPO,
	"DELETE FROM people" OF_REPO,
};

int repo_row_clear(struct db *db, int64_t repo_id, struct err *err)
{
	int ret = 0;

	for (size_t i = 0;
	     ret == 0 && i < sizeof(clear_sql) / sizeof(*clear_sql); i++)
		ret = db_exec_for(db, clear_sql[i], repo_id, err);
	return ret;
}

int repo_row_start_run(struct db *db, int64_t repo_id, const char *options,
		       const char *tips, int64_t *run_id_out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(db,
		       "INSERT INTO runs (repo_id, started_at, version,"
		       " options, tips) VALUES (?1, ?2, ?3, ?4, ?5)",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	db_bind_int(stmt, 2, (int64_t)time(NULL));
	db_bind_text(stmt, 3, VERSION);
	db_bind_text(stmt, 4, options);
	db_bind_text(stmt, 5, tips);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	*run_id_out = db_last_id(db);
	return ret;
}

int repo_row_end_run(struct db *db, int64_t run_id, int64_t n_new,
		     struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(db,
		       "UPDATE runs SET ended_at = ?2, n_new = ?3"
		       " WHERE run_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, run_id);
	db_bind_int(stmt, 2, (int64_t)time(NULL));
	db_bind_int(stmt, 3, n_new);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}
