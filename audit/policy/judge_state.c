/* SPDX-License-Identifier: MIT */
#include "audit/policy/judge_state.h"

#include <inttypes.h>
#include <string.h>

#include "audit/base/bytemap.h"

/* Raise it when a rule judges the same facts in another way. */
enum { JUDGE_VERSION = 1 };

/* A hash of rows, one after the other. */
struct digest {
	uint64_t value;
	struct buf row;
};

static void add_column(struct digest *digest, const struct db_stmt *rows, int n)
{
	const int64_t number = db_int(rows, n);

	switch (db_type(rows, n)) {
	case DB_NULL:
		buf_add_char(&digest->row, 'n');
		break;
	case DB_INT:
		buf_add_char(&digest->row, 'i');
		buf_add(&digest->row, &number, sizeof(number));
		break;
	default:
		buf_add_char(&digest->row, 't');
		buf_add(&digest->row, db_text(rows, n),
			strlen(db_text(rows, n)) + 1);
	}
}

/* ?1 is the repository, ?2 the last commit. */
static int add_rows(struct digest *digest, const struct policy_work *work,
		    const char *sql, int64_t upto_id, struct err *err)
{
	struct db_stmt *rows = NULL;
	int more;

	if (db_prepare(work->work->db, sql, &rows, err) < 0)
		return -1;
	db_bind_int(rows, 1, work->work->repo_id);
	if (db_n_params(rows) > 1)
		db_bind_int(rows, 2, upto_id);
	while ((more = db_step(rows, err)) > 0) {
		buf_clear(&digest->row);
		buf_add(&digest->row, &digest->value, sizeof(digest->value));
		for (int n = 0; n < db_n_columns(rows); n++)
			add_column(digest, rows, n);
		digest->value = bytemap_hash(digest->row.data, digest->row.len);
	}
	db_stmt_free(rows);
	return more;
}

static const char *const signals_sql[] = {
	"SELECT state FROM stages WHERE repo_id = ?1 AND stage = 'evidence'",
	"SELECT oid, verdict FROM annotations"
	" WHERE repo_id = ?1 ORDER BY oid",
	NULL,
};

static const char *const people_sql[] = {
	"SELECT i.identity_id, i.email, p.person_id, p.name, p.email"
	"  FROM identities AS i JOIN people AS p ON p.person_id = i.person_id"
	" WHERE i.repo_id = ?1 ORDER BY i.identity_id",
	NULL,
};

static const char *const owners_sql[] = {
	"SELECT a.area_id, a.name, p.kind, p.pattern, p.from_at, p.to_at"
	"  FROM areas AS a JOIN area_patterns AS p ON p.area_id = a.area_id"
	" WHERE a.repo_id = ?1 ORDER BY p.area_id, p.position",
	"SELECT p.area_id, p.role, p.name, p.email, p.from_at, p.to_at"
	"  FROM areas AS a JOIN area_people AS p ON p.area_id = a.area_id"
	" WHERE a.repo_id = ?1 ORDER BY p.area_id, p.position",
	"SELECT path_id FROM paths WHERE repo_id = ?1",
	NULL,
};

static const char *const deep_sql[] = {
	"SELECT commit_id, landed_at, landing_id, reachable, diff,"
	"       author_id, committer_id, authored_at"
	"  FROM commits WHERE +repo_id = ?1 AND commit_id <= ?2"
	" ORDER BY commit_id",
	"SELECT e.commit_id, e.class, e.role, e.line, e.tool, e.text"
	"  FROM evidence AS e JOIN commits AS c ON c.commit_id = e.commit_id"
	" WHERE c.repo_id = ?1 AND e.commit_id <= ?2"
	" ORDER BY e.commit_id, e.position",
	"SELECT k.commit_id, k.kind, k.explanation"
	"  FROM declared_kinds AS k"
	"  JOIN commits AS c ON c.commit_id = k.commit_id"
	" WHERE c.repo_id = ?1 AND k.commit_id <= ?2"
	" ORDER BY k.commit_id, k.position, k.nth",
	"SELECT a.commit_id FROM automation AS a"
	"  JOIN commits AS c ON c.commit_id = a.commit_id"
	" WHERE c.repo_id = ?1 AND a.commit_id <= ?2 ORDER BY a.commit_id",
	"SELECT commit_id, by_annotation FROM ai_commits"
	" WHERE repo_id = ?1 AND commit_id <= ?2 ORDER BY commit_id",
	NULL,
};

/* Append the hash of what several statements give, and a blank before it. */
static int add_hash(const struct policy_work *work, const char *const *sql,
		    int64_t upto_id, struct buf *out, struct err *err)
{
	struct digest digest = { 0, BUF_INIT };
	int ret = 0;

	for (size_t i = 0; ret == 0 && sql[i]; i++)
		ret = add_rows(&digest, work, sql[i], upto_id, err);
	if (ret == 0)
		buf_addf(out, " %016" PRIx64, digest.value);
	buf_release(&digest.row);
	return ret;
}

/* Whether a verdict hangs on changes that landed beside or before it. */
static bool looks_around(const struct policy *policy)
{
	for (size_t i = 0; i < policy->n_rules; i++)
		if (policy->rules[i].days ||
		    policy->rules[i].per == RULE_PER_LANDING)
			return true;
	return false;
}

static bool asks_owners(const struct policy *policy)
{
	for (size_t i = 0; i < policy->n_approvals; i++)
		if (policy->approvals[i].by > POLICY_BY_ANYONE)
			return true;
	return false;
}

static int write_head(const struct policy_work *work, struct buf *out,
		      struct err *err)
{
	buf_addf(out, "%d %s", JUDGE_VERSION, work->policy->hash);
	return add_hash(work, signals_sql, 0, out, err);
}

int judge_state_write(const struct policy_work *work, int64_t upto_id,
		      struct buf *out, struct err *err)
{
	if (write_head(work, out, err) < 0 ||
	    add_hash(work, people_sql, 0, out, err) < 0)
		return -1;
	if (asks_owners(work->policy) &&
	    add_hash(work, owners_sql, 0, out, err) < 0)
		return -1;
	return add_hash(work, deep_sql, upto_id, out, err);
}

int judge_state_is_done(const struct policy_work *work,
			const struct stage_note *note, bool *is_done_out,
			struct err *err)
{
	struct buf head = BUF_INIT;
	int ret = 0;

	*is_done_out = false;
	if (!work->work->is_new) {
		ret = write_head(work, &head, err);
		*is_done_out = ret == 0 &&
			       strncmp(head.data, note->state, head.len) == 0;
	}
	buf_release(&head);
	return ret;
}

int judge_state_goes_on(const struct policy_work *work,
			const struct stage_note *note, bool *goes_on_out,
			struct err *err)
{
	struct buf state = BUF_INIT;
	int ret;

	*goes_on_out = false;
	if (!note->upto_id || work->work->is_recount ||
	    looks_around(work->policy))
		return 0;
	ret = judge_state_write(work, note->upto_id, &state, err);
	*goes_on_out = ret == 0 && strcmp(state.data, note->state) == 0;
	buf_release(&state);
	return ret;
}
