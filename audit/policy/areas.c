/* SPDX-License-Identifier: MIT */
#include "audit/policy/areas.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/area_history.h"
#include "audit/policy/area_tables.h"
#include "audit/policy/area_versions.h"
#include "audit/policy/areas_spec.h"
#include "audit/policy/owners_index.h"

/*
 *   owners_files ──▶ history (areas, patterns, people with their times)
 *                    tip ──▶ index ─┐
 *   paths ──────────────────────────┴──▶ areas of each path
 */
struct derivation {
	struct db *db;
	int64_t repo_id;
	struct area_facts facts;
	struct areas_spec spec; /* never AREAS_AUTO */
	struct area_history *history;
	struct area_tip tip;        /* empty for folders */
	struct owners_index *index; /* of the tip; or NULL */
	size_t *numbers;            /* of the tip's areas, in the history */
	struct db_stmt *insert;     /* a path and an area */
};

static const char none_name[] = "(none)", top_name[] = "(top)";

static const char *source_of(const struct areas_spec *spec)
{
	static const char *const sources[] = {
		[AREAS_AUTO] = "",
		[AREAS_MAINTAINERS] = "maintainers",
		[AREAS_CODEOWNERS] = "codeowners",
		[AREAS_FOLDER] = "folder",
		[AREAS_FILE] = "file",
	};

	return sources[spec->from];
}

/* The spec as areas_spec_read takes it. */
static void write_spec(const struct areas_spec *spec, struct buf *out)
{
	buf_add_str(out, source_of(spec));
	if (spec->from == AREAS_FOLDER)
		buf_addf(out, ":%d", spec->depth);
	if (spec->from == AREAS_FILE)
		buf_addf(out, ":%s", spec->path);
}

/* The first depth folders of path; "(top)" where it has none. */
static struct slice folder_of(struct slice path, int depth)
{
	size_t len = 0;

	for (size_t at = 0; at < path.len && depth > 0; at++) {
		if (path.at[at] != '/')
			continue;
		len = at;
		depth--;
	}
	return len ? (struct slice){ path.at, len } : slice_of(top_name);
}

static int put_path(struct derivation *d, int64_t path_id, size_t area,
		    struct err *err)
{
	db_bind_int(d->insert, 1, path_id);
	db_bind_int(d->insert, 2, area_tables_id(d->repo_id, area));
	return db_exec(d->insert, err);
}

/* A row of paths: id, path, raw. */
static struct slice exact_path(const struct db_stmt *rows)
{
	struct slice path;

	path.at = db_blob(rows, db_is_null(rows, 2) ? 1 : 2, &path.len);
	return path.at ? path : slice_of("");
}

static int learn_path(struct derivation *d, const struct db_stmt *rows,
		      struct err *err)
{
	(void)err;
	owners_index_learn(d->index, exact_path(rows));
	return 0;
}

static int match_path(struct derivation *d, const struct db_stmt *rows,
		      struct err *err)
{
	const int64_t id = db_int(rows, 0);
	const size_t *areas = NULL;
	size_t n = 0;

	if (d->spec.from == AREAS_FOLDER)
		return put_path(
			d, id,
			area_history_area(d->history,
					  folder_of(slice_of(db_text(rows, 1)),
						    d->spec.depth)),
			err);
	if (d->index)
		n = owners_index_match(d->index, exact_path(rows), &areas);
	for (size_t i = 0; i < n; i++)
		if (put_path(d, id, d->numbers[areas[i]], err) < 0)
			return -1;
	if (n)
		return 0;
	return put_path(
		d, id, area_history_area(d->history, slice_of(none_name)), err);
}

/* In the order of ids: it decides which folder has which number. */
static int each_path(struct derivation *d,
		     int (*visit)(struct derivation *d,
				  const struct db_stmt *rows, struct err *err),
		     struct err *err)
{
	struct db_stmt *rows = NULL;
	int more = -1;

	if (db_prepare(d->db,
		       "SELECT path_id, path, raw FROM paths"
		       " WHERE repo_id = ?1 ORDER BY path_id",
		       &rows, err) < 0)
		return -1;
	db_bind_int(rows, 1, d->repo_id);
	while ((more = db_step(rows, err)) > 0)
		if (visit(d, rows, err) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(rows);
	return more;
}

static int read_owners(struct derivation *d, struct err *err)
{
	size_t n;

	if (area_versions_read(&d->facts, &d->spec, d->history, &d->tip, err) <
	    0)
		return -1;
	if (!d->tip.owners)
		return 0;
	n = owners_n_areas(d->tip.owners);
	d->numbers = xcalloc(n, sizeof(*d->numbers));
	for (size_t i = 0; i < n; i++)
		d->numbers[i] = area_history_area(
			d->history, owners_area(d->tip.owners, i));
	d->index = owners_index_new(d->tip.owners);
	return each_path(d, learn_path, err);
}

static int put_paths(struct derivation *d, struct err *err)
{
	if (db_prepare(d->db, "INSERT INTO temp.new_paths VALUES (?1, ?2)",
		       &d->insert, err) < 0)
		return -1;
	return each_path(d, match_path, err);
}

static int note_spec(struct derivation *d, const char *spec, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(d->db,
		       "UPDATE repos SET areas_from = ?2 WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, d->repo_id);
	db_bind_text(stmt, 2, spec);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

static int derive(struct derivation *d, const char *spec, struct err *err)
{
	if (area_tables_begin(d->db, err) < 0)
		return -1;
	if (d->spec.from != AREAS_FOLDER && read_owners(d, err) < 0)
		return -1;
	if (put_paths(d, err) < 0 ||
	    area_tables_put(d->db, d->repo_id, d->history, source_of(&d->spec),
			    err) < 0 ||
	    area_tables_end(d->db, d->repo_id, err) < 0)
		return -1;
	return note_spec(d, spec, err);
}

/* 1 if areas were derived by that very spec before, 0 if not. */
static int is_noted(struct db *db, int64_t repo_id, const char *spec,
		    struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT 1 FROM repos"
		       " WHERE repo_id = ?1 AND areas_from = ?2",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	db_bind_text(stmt, 2, spec);
	more = db_step(stmt, err);
	db_stmt_free(stmt);
	return more;
}

int areas_derive(struct db *db, int64_t repo_id, struct repository *repo,
		 const char *spec, bool is_new_history, struct err *err)
{
	struct derivation d = { .db = db,
				.repo_id = repo_id,
				.facts = { db, repo_id, repo } };
	struct buf text = BUF_INIT;
	int ret = -1, noted = 0;

	if (areas_spec_read(spec, &d.spec, err) < 0 ||
	    area_versions_resolve(&d.facts, &d.spec, &d.spec, err) < 0)
		return -1;
	d.history = area_history_new();
	write_spec(&d.spec, &text);
	if (!is_new_history && d.spec.from != AREAS_FILE)
		noted = is_noted(db, repo_id, text.data, err);
	ret = noted ? noted : derive(&d, text.data, err);
	if (ret > 0)
		ret = 0;
	else if (ret < 0)
		err_wrap(err, "areas");
	db_stmt_free(d.insert);
	owners_index_free(d.index);
	area_versions_release(&d.tip);
	area_history_free(d.history);
	free(d.numbers);
	buf_release(&text);
	return ret;
}

int areas_forget(struct db *db, int64_t repo_id, struct err *err)
{
	return area_tables_forget(db, repo_id, err);
}
