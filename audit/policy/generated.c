/* SPDX-License-Identifier: MIT */
#include "audit/policy/generated.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/pattern.h"
#include "audit/policy/policy_rows.h"

/* Raise it with the patterns that are always there. */
#define GENERATED_VERSION "1"

static const char *const built_in[] = {
	"Cargo.lock",
	"package-lock.json",
	"npm-shrinkwrap.json",
	"yarn.lock",
	"pnpm-lock.yaml",
	"bun.lock",
	"go.sum",
	"go.work.sum",
	"Gemfile.lock",
	"poetry.lock",
	"uv.lock",
	"Pipfile.lock",
	"composer.lock",
	"flake.lock",
	"RelNotes",
	NULL,
};

/* Where the positions of each kind begin. */
enum { FIRST_BUILT_IN = 0, FIRST_OPTION = 1000, FIRST_OF_POLICIES = 1000000 };

/* A pattern of the list, in its order. */
struct item {
	int64_t position;
	struct pattern *pattern;
};

int generated_check(const struct opt_texts *ignore, struct err *err)
{
	for (size_t i = 0; i < ignore->n_items; i++) {
		const char *text = ignore->items[i];
		struct pattern *pattern =
			pattern_new(slice_of(text), PATTERN_GITIGNORE);

		if (*text && (!pattern || *text == '!')) {
			pattern_free(pattern);
			return err_set(
				err, FAIL_USAGE,
				"--ignore: '%s' is no pattern that a path can "
				"match; write it as in .gitignore",
				text);
		}
		pattern_free(pattern);
	}
	return 0;
}

/* --- the list --- */

/* Add a pattern at a position, or behind the last one if that is later. */
static int put(const struct stage_work *work, int64_t first, const char *text,
	       const char *source, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(work->db,
		       "INSERT INTO generated_patterns"
		       " SELECT ?1, max(?2, coalesce(max(position), 0) + 1),"
		       "        ?3, ?4"
		       "   FROM generated_patterns WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_int(stmt, 2, first);
	db_bind_text(stmt, 3, text);
	db_bind_text(stmt, 4, source);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

static int put_of_policy(const struct policy_work *policy, struct err *err)
{
	const struct section_words *ignore = &policy->policy->about.ignore;
	struct buf source = BUF_INIT;
	int ret = 0;

	buf_addf(&source, "policy %s", policy->policy->about.name);
	for (size_t i = 0; ret == 0 && i < ignore->n_items; i++)
		ret = put(policy->work, FIRST_OF_POLICIES,
			  ignore->items[i].text, source.data, err);
	buf_release(&source);
	return ret;
}

/* Those of earlier runs, or the new ones; an empty one is none. */
static int put_options(const struct stage_work *work,
		       const struct opt_texts *ignore, struct err *err)
{
	if (!ignore->n_items)
		return 0;
	if (stage_run(work,
		      "DELETE FROM generated_patterns"
		      " WHERE repo_id = ?1 AND source = 'option'",
		      err) < 0)
		return -1;
	for (size_t i = 0; i < ignore->n_items; i++)
		if (*ignore->items[i] &&
		    put(work, FIRST_OPTION, ignore->items[i], "option", err) <
			    0)
			return -1;
	return 0;
}

/* Options stay where they are; the rest goes, and comes again. */
static int put_list(const struct stage_work *work,
		    const struct opt_texts *ignore, struct err *err)
{
	if (stage_run(work,
		      "DELETE FROM generated_patterns"
		      " WHERE repo_id = ?1 AND source <> 'option'",
		      err) < 0 ||
	    put_options(work, ignore, err) < 0)
		return -1;
	return policy_rows_each(work, put_of_policy, err);
}

static int put_built_in(const struct stage_work *work, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret = 0;

	if (db_prepare(work->db,
		       "INSERT INTO generated_patterns"
		       " VALUES (?1, ?2, ?3, 'built in')",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	for (int64_t i = 0; ret == 0 && built_in[i]; i++) {
		db_bind_int(stmt, 2, FIRST_BUILT_IN + i);
		db_bind_text(stmt, 3, built_in[i]);
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	return ret;
}

/* --- the paths --- */

static int read_list(const struct stage_work *work, struct item **items_out,
		     size_t *n_out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	size_t n_alloc = 0;
	int more;

	if (db_prepare(work->db,
		       "SELECT position, pattern FROM generated_patterns"
		       " WHERE repo_id = ?1 ORDER BY position",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		struct pattern *pattern = pattern_new(
			slice_of(db_text(stmt, 1)), PATTERN_GITIGNORE);

		if (!pattern)
			continue;
		*items_out = xgrow(*items_out, *n_out, &n_alloc,
				   sizeof(**items_out));
		(*items_out)[(*n_out)++] =
			(struct item){ db_int(stmt, 0), pattern };
	}
	db_stmt_free(stmt);
	return more;
}

static const struct item *first_match(const struct item *items, size_t n,
				      struct slice path)
{
	for (size_t i = 0; i < n; i++)
		if (pattern_match(items[i].pattern, path))
			return &items[i];
	return NULL;
}

static int match_paths(const struct stage_work *work, const struct item *items,
		       size_t n, struct err *err)
{
	struct db_stmt *rows = NULL, *insert = NULL;
	int more = -1;

	if (db_prepare(work->db,
		       "SELECT path_id, coalesce(raw, CAST(path AS BLOB))"
		       "  FROM paths WHERE repo_id = ?1 ORDER BY path_id",
		       &rows, err) < 0 ||
	    db_prepare(work->db,
		       "INSERT INTO generated_paths VALUES (?1, ?2, ?3)",
		       &insert, err) < 0)
		goto out;
	db_bind_int(rows, 1, work->repo_id);
	db_bind_int(insert, 2, work->repo_id);
	while ((more = db_step(rows, err)) > 0) {
		const struct item *item;
		struct slice path;

		path.at = db_blob(rows, 1, &path.len);
		item = path.at ? first_match(items, n, path) : NULL;
		if (!item)
			continue;
		db_bind_int(insert, 1, db_int(rows, 0));
		db_bind_int(insert, 3, item->position);
		if (db_exec(insert, err) < 0) {
			more = -1;
			break;
		}
	}
out:
	db_stmt_free(insert);
	db_stmt_free(rows);
	return more;
}

static int put_paths(const struct stage_work *work, struct err *err)
{
	struct item *items = NULL;
	size_t n = 0;
	int ret = stage_run(
		work, "DELETE FROM generated_paths WHERE repo_id = ?1", err);

	if (ret == 0)
		ret = read_list(work, &items, &n, err);
	if (ret == 0)
		ret = match_paths(work, items, n, err);
	for (size_t i = 0; i < n; i++)
		pattern_free(items[i].pattern);
	free(items);
	return ret;
}

/* --- the stage --- */

/* All that the list hangs on but options. */
static int add_state(const struct stage_work *work, struct buf *out,
		     struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(work->db,
		       "SELECT hash FROM policies WHERE repo_id = ?1"
		       " ORDER BY policy_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	buf_add_str(out, GENERATED_VERSION);
	while ((more = db_step(stmt, err)) > 0)
		buf_addf(out, " %s", db_text(stmt, 0));
	db_stmt_free(stmt);
	return more;
}

static int derive(const struct stage_work *work, const struct opt_texts *ignore,
		  const struct stage_note *note, struct err *err)
{
	if (db_begin(work->db, err) < 0 || put_list(work, ignore, err) < 0 ||
	    put_built_in(work, err) < 0 || put_paths(work, err) < 0 ||
	    stage_write(work, "generated", note, err) < 0)
		return -1;
	return db_commit(work->db, err);
}

int generated_derive(const struct stage_work *work,
		     const struct opt_texts *ignore, struct err *err)
{
	struct stage_note before = { 0 }, after = { 0 };
	struct buf state = BUF_INIT;
	int ret = -1;

	if (stage_read(work, "generated", &before, err) < 0 ||
	    stage_last_commit(work, &after.upto_id, err) < 0 ||
	    add_state(work, &state, err) < 0)
		goto out;
	after.state = state.data;
	if (!work->is_new && !ignore->n_items &&
	    strcmp(before.state, state.data) == 0)
		ret = 0;
	else
		ret = derive(work, ignore, &after, err);
out:
	stage_note_release(&before);
	buf_release(&state);
	return ret;
}
