/* SPDX-License-Identifier: MIT */
#include "report/pick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/date.h"
#include "audit/base/xalloc.h"
#include "audit/db/scope.h"
#include "report/visible.h"

/* Candidates that a message, which is one line, has room for. */
enum { LISTED = 4, SUBJECT_WIDTH = 44, SHORT_OID = 16 };

/* CROSS JOIN: few repositories first, then a range of ids in each. */
static const char find_sql[] =
	"SELECT c.commit_id, c.repo_id, c.oid, r.name, c.subject,"
	"       c.committed_at"
	"  FROM repos AS r"
	" CROSS JOIN commits AS c ON c.repo_id = r.repo_id"
	"                        AND c.oid >= :low AND c.oid < :high"
	" WHERE :repo IS NULL OR r.name = :repo"
	" UNION ALL "
	"SELECT 0, a.repo_id, a.oid, r.name, '', NULL"
	"  FROM repos AS r"
	" CROSS JOIN annotations AS a ON a.repo_id = r.repo_id"
	"                            AND a.oid >= :low AND a.oid < :high"
	" WHERE :annotated AND (:repo IS NULL OR r.name = :repo)"
	"   AND NOT EXISTS (SELECT 1 FROM commits AS c"
	"                    WHERE c.repo_id = a.repo_id AND c.oid = a.oid)"
	" ORDER BY 3, 4";

/* What the rows of the statement came to. */
struct search {
	struct pick_found found; /* those of the first oid */
	size_t n_oids;           /* different ones */
	char last_oid[PICK_MAX + 1];
	struct buf list; /* the first few of them, in words */
};

void pick_found_release(struct pick_found *found)
{
	free(found->items);
	memset(found, 0, sizeof(*found));
}

static int no_id(const char *id, struct err *err)
{
	struct buf shown = BUF_INIT;

	visible_add(&shown, id, strlen(id));
	err_set(err, FAIL_USAGE,
		"'%s' is no commit id; give 4 to 40 hex digits ('git "
		"rev-parse NAME' tells those of a branch or tag)",
		shown.data);
	buf_release(&shown);
	return -1;
}

/* The id in lower case. */
static int read_id(const char *id, char out[PICK_MAX + 2], struct err *err)
{
	size_t len = strlen(id);

	if (len < PICK_MIN || len > PICK_MAX ||
	    strspn(id, "0123456789abcdefABCDEF") != len)
		return no_id(id, err);
	for (size_t i = 0; i <= len; i++)
		out[i] = ascii_lower(id[i]);
	return 0;
}

/* "2222222222222222 (emu, 2023-03-02, 'block: let the queue')" */
static void list_candidate(struct search *search, const struct db_stmt *row)
{
	struct buf shown = BUF_INIT;
	char date[DATE_TEXT_MAX] = "no date";

	visible_add(&shown, db_text(row, 3), strlen(db_text(row, 3)));
	if (!db_is_null(row, 5))
		date_format_day(db_int(row, 5), date);
	buf_addf(&search->list, "%s%.*s (%s, %s, '",
		 search->n_oids > 1 ? ", " : "", SHORT_OID, db_text(row, 2),
		 shown.data, date);
	buf_clear(&shown);
	visible_add(&shown, db_text(row, 4), strlen(db_text(row, 4)));
	buf_add(&search->list, shown.data,
		visible_fit(shown.data, shown.len, SUBJECT_WIDTH));
	buf_add_str(&search->list, "')");
	buf_release(&shown);
}

static void take(struct search *search, const struct db_stmt *row)
{
	struct pick_found *found = &search->found;
	struct pick_commit *commit;

	if (strcmp(search->last_oid, db_text(row, 2)) != 0) {
		snprintf(search->last_oid, sizeof(search->last_oid), "%s",
			 db_text(row, 2));
		if (++search->n_oids <= LISTED)
			list_candidate(search, row);
	}
	if (search->n_oids > 1)
		return;
	found->items = xgrow(found->items, found->n_items, &found->n_alloc,
			     sizeof(*found->items));
	commit = &found->items[found->n_items++];
	commit->commit_id = db_int(row, 0);
	commit->repo_id = db_int(row, 1);
	memcpy(commit->oid, search->last_oid, sizeof(commit->oid));
}

static int judge(const struct search *search, const struct pick *pick,
		 struct err *err)
{
	size_t n = search->n_oids;

	if (n == 1)
		return 0;
	if (n > 1)
		return err_set(err, FAIL_USAGE,
			       "%zu commits begin with '%s'; give more "
			       "digits: %s%s",
			       n, pick->id, search->list.data,
			       n > LISTED ? ", ..." : "");
	return err_set(err, FAIL_USAGE,
		       "no commit '%s' in %s%s%s; if it is new, read it in "
		       "with 'git provenance audit', and see 'git provenance "
		       "query repos' for what is there",
		       pick->id, pick->repo ? "repository '" : "the database",
		       pick->repo ? pick->repo : "", pick->repo ? "'" : "");
}

static int search_rows(struct db *db, const struct pick *pick,
		       struct search *search, struct err *err)
{
	const struct scope scope = { .repo = pick->repo };
	char low[PICK_MAX + 2], high[PICK_MAX + 3];
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (read_id(pick->id, low, err) < 0)
		return -1;
	/* 'g' comes after every hex digit */
	snprintf(high, sizeof(high), "%sg", low);
	if (db_prepare(db, find_sql, &stmt, err) < 0 ||
	    scope_bind(&scope, db, stmt, "the look-up of a commit", err) < 0)
		goto out;
	db_bind_text(stmt, db_param(stmt, "low"), low);
	db_bind_text(stmt, db_param(stmt, "high"), high);
	db_bind_int(stmt, db_param(stmt, "annotated"), pick->annotated);
	while ((more = db_step(stmt, err)) > 0)
		take(search, stmt);
out:
	db_stmt_free(stmt);
	return more;
}

int pick_find(struct db *db, const struct pick *pick,
	      struct pick_found *found_out, struct err *err)
{
	struct search search = { .list = BUF_INIT };
	int ret = search_rows(db, pick, &search, err);

	if (ret == 0)
		ret = judge(&search, pick, err);
	if (ret == 0)
		*found_out = search.found;
	else
		pick_found_release(&search.found);
	buf_release(&search.list);
	return ret;
}
