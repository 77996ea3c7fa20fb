/* SPDX-License-Identifier: MIT */
#include "audit/reverts/check.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum { TOGETHER_MAX = 100 };

/* What the index finds a row by. */
struct check_key {
	uint64_t beside;
	uint32_t commit, target;
};

static struct check_row *find_row(struct checker *checker, uint32_t commit,
				  uint32_t target, uint64_t beside)
{
	const struct check_key key = { beside, commit, target };
	int64_t at = bytemap_get(&checker->index, &key, sizeof(key), 0);

	return at ? &checker->rows[at - 1] : NULL;
}

static struct check_row *add_row(struct checker *checker, uint32_t commit,
				 uint32_t target, uint64_t beside)
{
	const struct check_key key = { beside, commit, target };
	struct check_row *row = find_row(checker, commit, target, beside);

	if (row)
		return row;
	checker->rows = xgrow(checker->rows, checker->n_rows, &checker->n_alloc,
			      sizeof(*checker->rows));
	row = &checker->rows[checker->n_rows++];
	*row = (struct check_row){ commit, target, beside, { 0 }, false };
	bytemap_set(&checker->index, &key, sizeof(key),
		    (int64_t)checker->n_rows);
	return row;
}

static enum verified verified_of(const char *name)
{
	enum verified verified = VERIFIED_NONE;

	while (verified < VERIFIED_UNKNOWN &&
	       strcmp(verified_name(verified), name) != 0)
		verified++;
	return verified;
}

static void load_row(struct checker *checker, struct db_stmt *stmt)
{
	const struct past *history = checker->reader.history;
	uint32_t commit = past_find(history, db_int(stmt, 0));
	uint32_t target = past_find(history, db_int(stmt, 1));
	enum verified verified = verified_of(db_text(stmt, 3));

	/* what was missing may have come */
	if (commit == PAST_NONE || target == PAST_NONE ||
	    verified == VERIFIED_UNKNOWN)
		return;
	add_row(checker, commit, target, (uint64_t)db_int(stmt, 2))->check =
		(struct content_check){ verified, db_int(stmt, 4),
					db_int(stmt, 5) };
}

static int load_rows(struct checker *checker, struct db *db, int64_t repo_id,
		     struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT commit_id, target_id, beside, verified,"
		       " lines_undone, lines_of"
		       " FROM revert_checks WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	while ((more = db_step(stmt, err)) > 0)
		load_row(checker, stmt);
	db_stmt_free(stmt);
	return more;
}

int checker_init(struct checker *checker, const struct stage_work *work,
		 struct past *history, bool is_fresh, struct err *err)
{
	if (content_reader_init(&checker->reader, work->db, history, work->repo,
				err) < 0)
		return -1;
	return is_fresh ? 0 : load_rows(checker, work->db, work->repo_id, err);
}

void checker_release(struct checker *checker)
{
	if (checker->has_last)
		content_release(&checker->last);
	content_reader_release(&checker->reader);
	bytemap_release(&checker->index);
	free(checker->rows);
	memset(checker, 0, sizeof(*checker));
}

/* The commit that undoes is asked for target by target: it is kept. */
static int load_last(struct checker *checker, uint32_t commit, struct err *err)
{
	if (checker->has_last && checker->last.commit == commit)
		return 0;
	if (checker->has_last)
		content_release(&checker->last);
	checker->has_last = false;
	if (content_load(&checker->reader, commit, PAST_NONE, false,
			 &checker->last, err) < 0)
		return -1;
	checker->has_last = true;
	return 0;
}

int checker_pair(struct checker *checker, uint32_t commit, uint32_t target,
		 uint32_t kept, struct content_check *check_out,
		 struct err *err)
{
	struct check_row *row = find_row(checker, commit, target, 0);
	struct content content = { 0 };
	int ret;

	if (row) {
		row->is_used = true;
		*check_out = row->check;
		return 0;
	}
	if (load_last(checker, commit, err) < 0 ||
	    content_load(&checker->reader, target, kept, true, &content, err) <
		    0)
		return -1;
	ret = content_compare(&checker->reader, &checker->last, &content,
			      check_out, err);
	content_release(&content);
	if (ret < 0)
		return -1;
	row = add_row(checker, commit, target, 0);
	row->check = *check_out;
	row->is_used = true;
	return 0;
}

/* --- together --- */

/* The targets as a set: a hash that is the same in every database. */
static uint64_t hash_targets(const struct checker *checker,
			     const uint32_t *targets, size_t n)
{
	uint64_t hash = 1;

	for (size_t i = 0; i < n; i++)
		hash += bytemap_hash(
			checker->reader.history->commits[targets[i]].oid.bytes,
			OID_BYTES);
	/* SQLite's integers have a sign, and 0 means alone */
	return (hash & INT64_MAX) | 1;
}

static int compare_together(struct checker *checker, uint32_t commit,
			    const uint32_t *targets, size_t n,
			    bool *is_inverse_out, struct err *err)
{
	struct content *contents = xcalloc(n, sizeof(*contents));
	size_t n_loaded = 0;
	int ret = load_last(checker, commit, err);

	while (ret == 0 && n_loaded < n) {
		ret = content_load(&checker->reader, targets[n_loaded],
				   PAST_NONE, true, &contents[n_loaded], err);
		n_loaded += ret == 0;
	}
	if (ret == 0)
		*is_inverse_out = content_is_inverse(
			&checker->reader, &checker->last, contents, n);
	while (n_loaded)
		content_release(&contents[--n_loaded]);
	free(contents);
	return ret;
}

/* Use what is remembered; false where it is not all there. */
static bool recall(struct checker *checker, uint32_t commit,
		   const uint32_t *targets, size_t n, uint64_t beside,
		   struct content_check *checks)
{
	for (size_t i = 0; i < n; i++)
		if (!find_row(checker, commit, targets[i], beside))
			return false;
	for (size_t i = 0; i < n; i++) {
		struct check_row *row =
			find_row(checker, commit, targets[i], beside);

		row->is_used = true;
		checks[i] = row->check;
	}
	return true;
}

int checker_together(struct checker *checker, uint32_t commit,
		     const uint32_t *targets, size_t n_targets,
		     struct content_check *checks, struct err *err)
{
	uint64_t beside = hash_targets(checker, targets, n_targets);
	bool is_inverse = false, is_open = false;

	for (size_t i = 0; i < n_targets; i++) {
		if (checks[i].verified == VERIFIED_UNKNOWN)
			return 0;
		is_open = is_open || checks[i].verified != VERIFIED_EXACT;
	}
	if (!is_open || n_targets < 2 || n_targets > TOGETHER_MAX ||
	    recall(checker, commit, targets, n_targets, beside, checks))
		return 0;
	if (compare_together(checker, commit, targets, n_targets, &is_inverse,
			     err) < 0)
		return -1;
	for (size_t i = 0; i < n_targets; i++) {
		struct check_row *row =
			add_row(checker, commit, targets[i], beside);

		if (is_inverse)
			checks[i] = (struct content_check){ VERIFIED_EXACT,
							    checks[i].n_of,
							    checks[i].n_of };
		row->check = checks[i];
		row->is_used = true;
	}
	return 0;
}

/* --- saving --- */

static int save_row(struct checker *checker, struct db_stmt *stmt,
		    int64_t repo_id, const struct check_row *row,
		    struct err *err)
{
	const struct past_commit *commits = checker->reader.history->commits;

	db_bind_int(stmt, 1, repo_id);
	db_bind_int(stmt, 2, commits[row->commit].id);
	db_bind_int(stmt, 3, commits[row->target].id);
	db_bind_int(stmt, 4, (int64_t)row->beside);
	db_bind_text(stmt, 5, verified_name(row->check.verified));
	db_bind_int(stmt, 6, row->check.n_undone);
	db_bind_int(stmt, 7, row->check.n_of);
	return db_exec(stmt, err);
}

int checker_save(struct checker *checker, const struct stage_work *work,
		 struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (stage_run(work, "DELETE FROM revert_checks WHERE repo_id = ?1",
		      err) < 0)
		return -1;
	ret = db_prepare(work->db,
			 "INSERT INTO revert_checks VALUES"
			 " (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			 &stmt, err);
	for (size_t i = 0; ret == 0 && i < checker->n_rows; i++)
		if (checker->rows[i].is_used)
			ret = save_row(checker, stmt, work->repo_id,
				       &checker->rows[i], err);
	db_stmt_free(stmt);
	return ret;
}
