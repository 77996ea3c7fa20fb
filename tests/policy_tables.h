/* SPDX-License-Identifier: MIT */
#ifndef TESTS_POLICY_TABLES_H
#define TESTS_POLICY_TABLES_H
/*
 * policy_tables - a change put into the tables by hand, and judged: what the
 * tests of rules and those of the sample policies share.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/policy/judge.h"
#include "audit/policy/policy_rows.h"
#include "audit/policy/tiers.h"

/*
 * A change is told in lines:
 *
 *   T block 5 Acked-by: Mia <mia@example.org>       a trailer
 *   E declared assistant 6 Claude|Assisted-by: x     evidence
 *   K code (refactoring)                             a declared kind
 *   P 10 2 core/a.c                                  a path: +10 -2
 *   U core/b.c                                       one not counted
 *   S subject         M message (| is a line feed)   A 1 (automation)
 *
 * The author is Jane <jane@example.org>, who also has jane@home; the
 * committer is Carl.  It landed on 2023-11-14.
 */
/* The evidence that most AI-assisted changes here have. */
#define AI "E declared assistant 6 Claude|Assisted-by: Claude\n"

static void run_sql(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;

	if (db_script(db, sql, &err) < 0)
		fail_msg("%s", err.msg);
}

/* Times of area_people: 2023-11-14 is 1699920000. */
static const char basis[] =
	"INSERT INTO repos (repo_id, name, path) VALUES (1, 'a', '/a');"
	"INSERT INTO people VALUES (1, 1, 'Jane', 'jane@example.org'),"
	" (2, 1, 'Carl', 'carl@example.org');"
	"INSERT INTO identities (identity_id, repo_id, name, email, person_id,"
	" is_nobody) VALUES"
	" (1, 1, 'Jane', 'jane@example.org', 1, 0),"
	" (2, 1, 'jane', 'jane@home', 1, 0),"
	" (3, 1, 'Carl', 'carl@example.org', 2, 0);"
	"INSERT INTO signals VALUES"
	" (1, 1, '', 'key', 'x', 'declared', NULL, 'test');"
	"INSERT INTO areas VALUES"
	" (1, 1, 'Core', 'maintainers', NULL, NULL),"
	" (2, 1, 'Network devices', 'maintainers', NULL, NULL),"
	" (3, 1, 'Memory', 'maintainers', NULL, NULL);"
	"INSERT INTO area_patterns VALUES"
	" (1, 0, 'F', 'core/', NULL, NULL), (1, 1, 'X', 'core/nvm', NULL,"
	" NULL), (2, 0, 'F', 'net/', NULL, NULL),"
	" (3, 0, 'F', 'core/nvm', NULL, NULL);"
	"INSERT INTO area_people VALUES"
	" (1, 0, 'maintainer', 'Mia', 'mia@example.org', NULL, 1699990000),"
	" (1, 1, 'maintainer', 'Max', 'max@example.org', 1699990000, NULL),"
	" (1, 2, 'list', 'devel', 'devel@example.org', NULL, NULL),"
	" (2, 0, 'reviewer', 'Ned Net', 'ned@example.org', NULL, NULL);";

static const char commit_sql[] =
	"INSERT INTO commits (commit_id, repo_id, oid, author_id, authored_at,"
	" authored_zone, committer_id, committed_at, committed_zone,"
	" n_parents, reachable, mainline, foxtrot, landing_id, landed_at,"
	" diff, subject, message)"
	" VALUES (1, 1, '00000000000000000000000000000000000000ab', 1,"
	" 1699920000, '', 3, 1699920000, '', 1, 1, 1, 0, 1, 1699920000,"
	" 'done', 'subject', 'subject');";

/* Run SQL with up to six texts bound. */
static void put(struct db *db, const char *sql, const char *const *texts,
		int n_texts)
{
	struct db_stmt *stmt = NULL;
	struct err err = ERR_INIT;

	if (db_prepare(db, sql, &stmt, &err) < 0)
		fail_msg("%s", err.msg);
	for (int i = 0; i < n_texts && i < db_n_params(stmt); i++)
		db_bind_text(stmt, i + 1, texts[i]);
	if (db_exec(stmt, &err) < 0)
		fail_msg("%s: %s", sql, err.msg);
	db_stmt_free(stmt);
}

/* How a line is stored; its words are ?1, ?2 ..., the last takes the rest. */
static const struct {
	char letter;
	int n_words;
	const char *sql;
} stores[] = {
	{ 'T', 3,
	  "INSERT INTO trailers SELECT 1, count(*), ?2, ?1,"
	  " substr(?3, 1, instr(?3, ': ') - 1),"
	  " substr(?3, instr(?3, ': ') + 2) FROM trailers" },
	{ 'E', 4,
	  "INSERT INTO evidence SELECT 1, count(*), 1, 'key', ?1,"
	  " substr(?4, 1, instr(?4, '|') - 1), NULL, ?2,"
	  " CASE WHEN ?3 + 0 THEN 'block' ELSE 'author' END,"
	  " nullif(?3 + 0, 0), substr(?4, instr(?4, '|') + 1) FROM evidence" },
	{ 'K', 1,
	  "INSERT OR IGNORE INTO declarations VALUES"
	  " (1, 0, 5, 'block', 'AI-used-for', ?1, 'yes', 1)" },
	{ 'K', 1,
	  "INSERT INTO declared_kinds SELECT 1, 0, count(*),"
	  " CASE WHEN instr(?1, ' (') THEN substr(?1, 1, instr(?1, ' (') - 1)"
	  "      ELSE ?1 END,"
	  " CASE WHEN instr(?1, ' (') THEN"
	  "      substr(?1, instr(?1, ' (') + 2,"
	  "             length(?1) - instr(?1, ' (') - 2) END"
	  " FROM declared_kinds" },
	{ 'P', 3,
	  "INSERT INTO paths SELECT count(*) + 1, 1, ?3, NULL FROM paths" },
	{ 'P', 3,
	  "INSERT INTO changes (commit_id, path_id, status, old_mode,"
	  " new_mode, content, lines_added, lines_deleted)"
	  " SELECT 1, max(path_id), 'M', 0, 0, 'text', ?1, ?2 FROM paths" },
	{ 'U', 1,
	  "INSERT INTO paths SELECT count(*) + 1, 1, ?1, NULL FROM paths" },
	{ 'U', 0,
	  "INSERT INTO changes (commit_id, path_id, status, old_mode,"
	  " new_mode, content)"
	  " SELECT 1, max(path_id), 'M', 0, 0, 'uncounted' FROM paths" },
	{ 'S', 1, "UPDATE commits SET subject = ?1" },
	{ 'M', 1, "UPDATE commits SET message = replace(?1, '|', char(10))" },
	{ 'A', 1, "INSERT INTO automation VALUES (1, 1, 'bot', ?1)" },
	{ '\0', 0, NULL },
};

/* Cut words into n of them at blanks, in place. */
static void cut(char *words, int n, const char **texts)
{
	texts[0] = words;
	for (int i = 1; i < n; i++) {
		words = strchr(words, ' ');
		assert_non_null(words);
		*words++ = '\0';
		texts[i] = words;
	}
}

static void store_line(struct db *db, const char *line, size_t len)
{
	for (size_t i = 0; stores[i].sql; i++) {
		char *words = strndup(line + 2, len - 2);
		const char *texts[4] = { words };

		if (*line == stores[i].letter) {
			cut(words, stores[i].n_words, texts);
			put(db, stores[i].sql, texts, stores[i].n_words);
		}
		free(words);
	}
}

static void store_change(struct db *db, const char *change)
{
	while (*change) {
		const size_t len = strcspn(change, "\n");

		store_line(db, change, len);
		change += len + 1;
	}
}

static struct db *new_db(const char *change)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	run_sql(db, basis);
	run_sql(db, commit_sql);
	store_change(db, change);
	return db;
}

static void judge(struct db *db, const char *policy_text)
{
	const struct stage_work work = { .db = db,
					 .repo_id = 1,
					 .is_new = true };
	struct policy *policy = NULL;
	struct err err = ERR_INIT;

	if (policy_read_text("x", policy_text, strlen(policy_text), &policy,
			     &err) < 0 ||
	    policy_rows_put(db, 1, policy, &err) < 0 ||
	    tiers_derive(&work, &err) < 0 || judge_derive(&work, &err) < 0)
		fail_msg("%s\n%s", err.msg, policy_text);
	policy_free(policy);
}

/* What a rule says of a change; "outcome: why", or "none". */
static void read_verdict(struct db *db, int64_t commit_id, int64_t rule,
			 struct buf *out)
{
	struct db_stmt *found = NULL;
	struct err err = ERR_INIT;
	int n = 0;

	assert_int_equal(db_prepare(db,
				    "SELECT outcome, why FROM verdicts"
				    " WHERE commit_id = ?1 AND rule = ?2",
				    &found, &err),
			 0);
	db_bind_int(found, 1, commit_id);
	db_bind_int(found, 2, rule);
	for (; db_step(found, &err) > 0; n++)
		buf_addf(out, "%s: %s", db_text(found, 0), db_text(found, 1));
	if (!n)
		buf_add_str(out, "none");
	db_stmt_free(found);
}

/* Another change, landed so many days later, perhaps in the same landing. */
static void add_commit(struct db *db, int id, int days, int landing, bool ai)
{
	struct buf texts[4] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	const char *values[4];

	buf_addf(&texts[0], "%d", id);
	buf_addf(&texts[1], "%d", 1699920000 + days * 86400);
	buf_addf(&texts[2], "%d", landing);
	buf_addf(&texts[3], "%040d", id);
	for (int i = 0; i < 4; i++)
		values[i] = texts[i].data;
	put(db,
	    "INSERT INTO commits (commit_id, repo_id, oid, author_id,"
	    " authored_at, authored_zone, committer_id, committed_at,"
	    " committed_zone, n_parents, reachable, mainline, foxtrot,"
	    " landing_id, landed_at, diff, subject, message)"
	    " VALUES (?1, 1, ?4, 1, ?2, '', 3, ?2, '', 1, 1, 1, 0, ?3, ?2,"
	    " 'done', 's', 's')",
	    values, 4);
	if (ai)
		put(db,
		    "INSERT INTO evidence VALUES (?1, 0, 1, 'key', 'declared',"
		    " 'Claude', NULL, 'assistant', 'block', 6, 'x')",
		    values, 1);
	for (int i = 0; i < 4; i++)
		buf_release(&texts[i]);
}

#endif
