/* SPDX-License-Identifier: MIT */
#include "audit/facts/agree.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "audit/base/arena.h"
#include "audit/facts/unit.h"

/* The columns of the statement in agree_commits, in its order. */
enum column {
	COL_OID,
	COL_PARENTS,
	COL_AUTHOR,
	COL_AUTHORED,
	COL_COMMITTER,
	COL_COMMITTED,
	COL_ENCODING,
	COL_MESSAGE,
	N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = {
	"id",        "parents",        "author",   "authored date",
	"committer", "committed date", "encoding", "message",
};

static const char commits_sql[] =
	"SELECT c.oid,"
	" (SELECT ifnull(group_concat(p.parent_oid, ' '), '')"
	"    FROM (SELECT parent_oid FROM commit_parents"
	"           WHERE commit_id = c.commit_id ORDER BY position) AS p),"
	" a.name || '<' || a.email || '>',"
	" ifnull(c.authored_at, '?') || ' ' || c.authored_zone,"
	" m.name || '<' || m.email || '>',"
	" ifnull(c.committed_at, '?') || ' ' || c.committed_zone,"
	" ifnull(c.encoding, ''), c.message"
	" FROM commits AS c"
	" JOIN identities AS a ON a.identity_id = c.author_id"
	" JOIN identities AS m ON m.identity_id = c.committer_id"
	" WHERE c.repo_id = ?1 AND c.reachable = 1 ORDER BY c.commit_id";

/* A comparison under way. */
struct comparison {
	struct agree *agree;
	struct unit_reader *reader;
	struct arena arena; /* of the commit that is read */
	struct buf text;
	int n_lines;
};

static void add_line(struct comparison *comparison, const char *what,
		     const char *id, const char *how)
{
	if (comparison->n_lines++ < AGREE_MAX_LINES)
		buf_addf(&comparison->agree->lines, "%s %s: %s\n", what, id,
			 how);
}

static void add_difference(struct comparison *comparison, const char *what,
			   const char *id, const char *how)
{
	comparison->agree->n_different++;
	add_line(comparison, what, id, how);
}

static void add_person(struct buf *out, const struct unit_person *person)
{
	buf_addf(out, "%s<%s>", person->name, person->email);
}

static void add_time(struct buf *out, const struct unit_person *person)
{
	if (person->has_time)
		buf_addf(out, "%" PRId64 " %s", person->at, person->zone);
	else
		buf_addf(out, "? %s", person->zone);
}

static void add_parents(struct buf *out, const struct unit *unit)
{
	char hex[OID_HEX + 1];

	for (size_t i = 0; i < unit->n_parents; i++) {
		oid_to_hex(&unit->parents[i], hex);
		buf_addf(out, "%s%s", i ? " " : "", hex);
	}
}

/* What the repository says where the database has a column. */
static void say_column(struct buf *out, const struct unit *unit,
		       enum column column)
{
	buf_clear(out);
	switch (column) {
	case COL_PARENTS:
		add_parents(out, unit);
		break;
	case COL_AUTHOR:
		add_person(out, &unit->author);
		break;
	case COL_AUTHORED:
		add_time(out, &unit->author);
		break;
	case COL_COMMITTER:
		add_person(out, &unit->committer);
		break;
	case COL_COMMITTED:
		add_time(out, &unit->committer);
		break;
	case COL_ENCODING:
		buf_add_str(out, unit->encoding ? unit->encoding : "");
		break;
	default:
		buf_add_str(out, unit->message);
	}
}

static void compare_commit(struct comparison *comparison,
			   const struct db_stmt *row)
{
	const char *hex = db_text(row, COL_OID);
	struct unit unit;
	struct oid oid;

	comparison->agree->n_commits++;
	if (!oid_from_hex(hex, &oid)) {
		add_difference(comparison, "commit", hex, "has no id");
		return;
	}
	unit_read_text(comparison->reader, &oid, &comparison->arena, &unit);
	if (unit.missing) {
		add_difference(comparison, "commit", hex, unit.missing->why);
		return;
	}
	for (enum column i = COL_OID + 1; i < N_COLUMNS; i++) {
		say_column(&comparison->text, &unit, i);
		if (strcmp(comparison->text.data, db_text(row, (int)i)) == 0)
			continue;
		buf_clear(&comparison->text);
		buf_addf(&comparison->text, "not the %s that the database has",
			 column_names[i]);
		add_difference(comparison, "commit", hex,
			       comparison->text.data);
		return;
	}
}

static int compare_commits(struct comparison *comparison, struct db *db,
			   int64_t repo_id, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db, commits_sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		compare_commit(comparison, stmt);
		arena_release(&comparison->arena);
	}
	db_stmt_free(stmt);
	return more;
}

/* A line "NAME OID" of the runs table, cut at its last blank. */
static void compare_tip(struct comparison *comparison, struct repository *repo,
			char *line)
{
	char *blank = strrchr(line, ' ');
	char hex[OID_HEX + 1];
	struct err ignored = ERR_INIT;
	struct object object;
	struct oid was, now;

	if (!blank || !oid_from_hex(blank + 1, &was))
		return;
	*blank = '\0';
	oid_to_hex(&was, hex);
	comparison->agree->n_tips++;
	buf_clear(&comparison->text);
	if (repository_read(repo, &was, &object, &comparison->text) < 0) {
		buf_addf(&comparison->text, " (%s)", hex);
		add_difference(comparison, "tip", line, comparison->text.data);
		return;
	}
	object_release(&object);
	if (repository_resolve(repo, line, &now, &ignored) == 0 &&
	    oid_compare(&was, &now) == 0)
		return;
	buf_clear(&comparison->text);
	buf_addf(&comparison->text, "was %s and has moved since", hex);
	add_line(comparison, "tip", line, comparison->text.data);
}

static int compare_tips(struct comparison *comparison, struct db *db,
			int64_t repo_id, struct repository *repo,
			struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT tips FROM runs"
		       " WHERE repo_id = ?1 AND ended_at IS NOT NULL"
		       " ORDER BY run_id DESC LIMIT 1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, repo_id);
	more = db_step(stmt, err);
	if (more > 0) {
		struct buf tips = BUF_INIT;
		char *next, *line;

		buf_add_str(&tips, db_text(stmt, 0));
		for (line = tips.data; (next = strchr(line, '\n'));
		     line = next) {
			*next++ = '\0';
			compare_tip(comparison, repo, line);
		}
		buf_release(&tips);
	}
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

int agree_run(struct db *db, int64_t repo_id, struct repository *repo,
	      struct agree *agree_out, struct err *err)
{
	struct agree agree = { .lines = BUF_INIT };
	struct comparison comparison = { .agree = &agree, .text = BUF_INIT };
	int ret = -1;

	if (unit_reader_new(repo, &comparison.reader, err) < 0)
		goto out;
	if (compare_tips(&comparison, db, repo_id, repo, err) < 0 ||
	    compare_commits(&comparison, db, repo_id, err) < 0)
		goto out;
	ret = 0;
out:
	unit_reader_free(comparison.reader);
	arena_release(&comparison.arena);
	buf_release(&comparison.text);
	if (ret < 0)
		agree_release(&agree);
	else
		*agree_out = agree;
	return ret;
}

void agree_release(struct agree *agree)
{
	buf_release(&agree->lines);
}

int agree_repo(struct db *db, const char *name, int64_t *repo_id_out,
	       struct err *err)
{
	struct db_stmt *stmt = NULL;
	int64_t n = 0;
	int more;

	if (db_prepare(db,
		       "SELECT repo_id FROM repos"
		       " WHERE name = ?1 OR ?1 IS NULL ORDER BY repo_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_text(stmt, 1, name);
	while ((more = db_step(stmt, err)) > 0 && n++ == 0)
		*repo_id_out = db_int(stmt, 0);
	db_stmt_free(stmt);
	if (more < 0)
		return -1;
	if (n == 1)
		return 0;
	if (n == 0 && name)
		return err_set(err, FAIL_USAGE,
			       "no repository of name '%s' in the database; "
			       "'git provenance query repos' lists them",
			       name);
	return err_set(err, FAIL_USAGE,
		       n ? "the database holds several repositories; name "
			   "that of -C with --repo"
			 : "the database holds no repository; fill it with "
			   "'git provenance audit'");
}
