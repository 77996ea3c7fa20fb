/* SPDX-License-Identifier: MIT */
#include "audit/policy/policy_rows.h"

#include <string.h>

#include "audit/policy/rules/kinds.h"

/* Where rows go, and the statement for those of a table. */
struct putting {
	struct db *db;
	int64_t policy_id;
	const struct policy *policy;
	struct db_stmt *stmt;
};

/* NULL stays NULL. */
static void bind_text(struct db_stmt *stmt, int n, const char *text)
{
	if (text)
		db_bind_text(stmt, n, text);
	else
		db_bind_null(stmt, n);
}

static int put_era(const struct putting *putting, size_t i, struct err *err)
{
	const struct policy_era *era = &putting->policy->eras[i];

	db_bind_text(putting->stmt, 3, era->head.name);
	db_bind_int(putting->stmt, 4, era->since.at);
	bind_text(putting->stmt, 5, era->source ? era->source : era->from);
	return db_exec(putting->stmt, err);
}

static int put_rule(const struct putting *putting, size_t i, struct err *err)
{
	static const char *const applies[] = {
		[RULE_AI] = "ai",
		[RULE_HUMAN] = "human",
		[RULE_ALL] = "all",
	};
	const struct policy_rule *rule = &putting->policy->rules[i];
	struct buf says = BUF_INIT;
	int ret;

	rule->kind->say(putting->policy, rule, &says);
	db_bind_text(putting->stmt, 3, rule->head.name);
	db_bind_text(putting->stmt, 4, rule->kind->name);
	db_bind_text(putting->stmt, 5, applies[rule->applies_to]);
	db_bind_text(putting->stmt, 6, rule_severities[rule->severity - 1]);
	db_bind_text_n(putting->stmt, 7, says.data, says.len);
	bind_text(putting->stmt, 8, rule->message);
	bind_text(putting->stmt, 9, rule->source);
	ret = db_exec(putting->stmt, err);
	buf_release(&says);
	return ret;
}

static int put_era_rules(const struct putting *putting, size_t i,
			 struct err *err)
{
	const struct policy_era *era = &putting->policy->eras[i];
	int ret = 0;

	for (size_t k = 0; ret == 0 && k < era->names.n_items; k++) {
		db_bind_int(putting->stmt, 3, (int64_t)era->rules[k]);
		db_bind_int(putting->stmt, 4, (int64_t)k);
		ret = db_exec(putting->stmt, err);
	}
	return ret;
}

static int put_tier(const struct putting *putting, size_t i, struct err *err)
{
	const struct policy_tier *tier = &putting->policy->tiers[i];

	db_bind_text(putting->stmt, 3, tier->head.name);
	db_bind_int(putting->stmt, 4, tier->is_default);
	return db_exec(putting->stmt, err);
}

/* ?1 is the policy, ?2 the number of the row. */
static int put_table(struct putting *putting, const char *sql, size_t n,
		     int (*put)(const struct putting *putting, size_t i,
				struct err *err),
		     struct err *err)
{
	int ret = db_prepare(putting->db, sql, &putting->stmt, err);

	for (size_t i = 0; ret == 0 && i < n; i++) {
		db_bind_int(putting->stmt, 1, putting->policy_id);
		db_bind_int(putting->stmt, 2, (int64_t)i);
		ret = put(putting, i, err);
	}
	db_stmt_free(putting->stmt);
	putting->stmt = NULL;
	return ret;
}

static int put_parts(struct putting *putting, struct err *err)
{
	const struct policy *policy = putting->policy;

	if (put_table(putting, "INSERT INTO eras VALUES (?1, ?2, ?3, ?4, ?5)",
		      policy->n_eras, put_era, err) < 0 ||
	    put_table(putting,
		      "INSERT INTO rules VALUES"
		      " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		      policy->n_rules, put_rule, err) < 0 ||
	    put_table(putting, "INSERT INTO era_rules VALUES (?1, ?2, ?3, ?4)",
		      policy->n_eras, put_era_rules, err) < 0)
		return -1;
	return put_table(putting, "INSERT INTO tiers VALUES (?1, ?2, ?3, ?4)",
			 policy->n_tiers, put_tier, err);
}

int policy_rows_put(struct db *db, int64_t repo_id, const struct policy *policy,
		    struct err *err)
{
	static const char *const dates[] = {
		[POLICY_LANDED] = "landed",
		[POLICY_COMMITTED] = "committed",
		[POLICY_AUTHORED] = "authored",
	};
	struct putting putting = { .db = db, .policy = policy };
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(db,
		       "INSERT INTO policies (policy_id, repo_id, name, source,"
		       "                      era_date, hash, text)"
		       " SELECT coalesce(max(policy_id), ?1 * 1000) + 1,"
		       "        ?1, ?2, ?3, ?4, ?5, ?6"
		       "   FROM policies WHERE repo_id = ?1"
		       " HAVING coalesce(max(hash = ?5), 0) = 0",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	db_bind_text(stmt, 2, policy->about.name);
	bind_text(stmt, 3, policy->about.source);
	db_bind_text(stmt, 4, dates[policy->about.date]);
	db_bind_text(stmt, 5, policy->hash);
	db_bind_text_n(stmt, 6, policy->text.data, policy->text.len);
	ret = db_exec(stmt, err);
	putting.policy_id = db_last_id(db);
	if (ret == 0 && db_n_changed(db))
		ret = put_parts(&putting, err);
	db_stmt_free(stmt);
	return ret;
}

/* A row of policies: id, name, text. */
static int visit_row(const struct stage_work *work, const struct db_stmt *rows,
		     int (*visit)(const struct policy_work *policy,
				  struct err *err),
		     struct err *err)
{
	struct policy *policy = NULL;
	struct policy_work one = { work, db_int(rows, 0), NULL };
	const char *text = db_text(rows, 2);
	int ret;

	if (policy_read_text(db_text(rows, 1), text, strlen(text), &policy,
			     err) < 0)
		return err_wrap(err, "a policy of the database");
	one.policy = policy;
	ret = visit(&one, err);
	policy_free(policy);
	return ret;
}

int policy_rows_each(const struct stage_work *work,
		     int (*visit)(const struct policy_work *policy,
				  struct err *err),
		     struct err *err)
{
	struct db_stmt *rows = NULL;
	int more;

	if (db_prepare(work->db,
		       "SELECT policy_id, name, text FROM policies"
		       " WHERE repo_id = ?1 ORDER BY policy_id",
		       &rows, err) < 0)
		return -1;
	db_bind_int(rows, 1, work->repo_id);
	while ((more = db_step(rows, err)) > 0)
		if (visit_row(work, rows, visit, err) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(rows);
	return more;
}
