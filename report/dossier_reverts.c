/* SPDX-License-Identifier: MIT */
/*
 * The parts of a dossier on what the commit takes back or repairs, and on
 * what took it back or repaired it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/dossier_part.h"

enum { DAY = 24 * 60 * 60 };

/* A value of a column, and how it is said. */
struct word {
	const char *value, *words;
};

/* "" where it is not among the n. */
static const char *word_of(const struct word *words, size_t n,
			   const char *value)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].value, value) == 0)
			return words[i].words;
	return "";
}

#define WORD_OF(words, value) \
	word_of(words, sizeof(words) / sizeof(*(words)), value)

/* --- what it says of others --- */

static const struct word shapes[] = {
	{ "standard", "as git revert words it" },
	{ "reference", "as git revert --reference words it" },
	{ "merge", "as git revert words it for a merge" },
	{ "plural", "in a list of ids" },
	{ "sentence", "in a sentence" },
	{ "subject", "by the subject" },
	{ "subject-cut", "by the subject, cut off" },
	{ "subject-id", "by an id in the subject" },
	{ "conventional", "by a subject that begins with \"revert\"" },
	{ "free", "by the subject, without quotes" },
	{ "pull-request", "by the number of a pull request" },
	{ "url", "by an address" },
	{ "refs", "by \"Refs:\"" },
	{ "svn", "by a number of Subversion" },
	{ "change-id", "by a Change-Id" },
	{ "squash", "in the list of a squash merge" },
};

static const struct word unresolved[] = {
	{ "not-here", ", which is not in this history" },
	{ "ambiguous", ", which may be any of several commits" },
	{ "other-ref", ", which no tip reaches" },
	{ "not-a-sha", ", which is no id of git" },
	{ "squashed", ", within the branch that was squashed" },
};

static const struct word verified[] = {
	{ "exact", "exactly" },
	{ "full", "whole, and more" },
	{ "partial", "in part" },
	{ "none", "though none of its contents" },
	{ "unknown", "which could not be verified" },
};

/* The commit that is named; what names it, where that leads nowhere. */
static void add_target(const struct dossier *dossier, struct buf *text,
		       const struct db_stmt *row)
{
	if (!dossier_null(row, "target_oid"))
		dossier_name(dossier, text, dossier_get(row, "target_oid"),
			     dossier_get(row, "target_subject"));
	else
		buf_addf(text, "'%s'", dossier_get(row, "name"));
	buf_add_str(text, WORD_OF(unresolved, dossier_get(row, "resolution")));
}

static void add_verified(struct buf *text, const struct db_stmt *row)
{
	if (dossier_null(row, "verified"))
		return;
	buf_addf(text, ", %s", WORD_OF(verified, dossier_get(row, "verified")));
	if (dossier_null(row, "lines_undone"))
		return;
	buf_addf(text, " (%" PRId64 " of ", dossier_int(row, "lines_undone"));
	dossier_count(text, dossier_int(row, "lines_of"), "line");
	buf_add_char(text, ')');
}

/* The line that says it, and the next where that has the name. */
static void quote_lines(struct dossier *dossier, const struct db_stmt *row)
{
	const char *at = dossier_get(row, "text");
	int64_t line = dossier_int(row, "line");
	char mark[40];

	while (*at) {
		size_t len = strcspn(at, "\n");

		snprintf(mark, sizeof(mark), "line %3" PRId64, line++);
		dossier_quote(dossier, DOSSIER_DEEPER, mark, at, len);
		at += len + (at[len] == '\n');
	}
}

/* How it is said, and what follows from that. */
static void add_saying(struct buf *text, const struct db_stmt *row)
{
	const char *shape = dossier_get(row, "shape");
	const char *says = dossier_get(row, "says");

	if (dossier_int(row, "is_silent"))
		buf_add_str(text, "; its message does not say so");
	else if (strcmp(shape, "contents") == 0)
		buf_add_str(text, "; seen by the contents, its message names "
				  "no commit");
	else
		buf_addf(text, "; said %s%s",
			 strcmp(says, "partial") == 0 ? "of a part, " : "",
			 WORD_OF(shapes, shape));
	if (strcmp(says, "reapply") == 0)
		buf_add_str(text, "; so it reapplies what that took back");
	if (dossier_int(row, "is_repeat"))
		buf_add_str(text, "; a commit that it brought says so, too");
	else if (!dossier_null(row, "target_oid") &&
		 !dossier_int(row, "is_counted"))
		buf_add_str(text, "; not counted as a revert");
}

static int say_revert(struct dossier *dossier, const struct db_stmt *row,
		      struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	add_target(dossier, &text, row);
	add_verified(&text, row);
	add_saying(&text, row);
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	if (!dossier_null(row, "line"))
		quote_lines(dossier, row);
	return 0;
}

const struct dossier_part dossier_reverts = {
	.key = "reverts",
	.about = "what its message says that it takes back (says: revert, "
		 "reapply, partial), and what it takes back without a word "
		 "(is_silent); verified by the contents: exact, full, partial, "
		 "none, unknown",
	.sql = "SELECT v.position, v.line, v.text, v.shape, v.says, v.name,"
	       "       t.oid AS target_oid, t.subject AS target_subject,"
	       "       v.resolution, v.verified, v.lines_undone, v.lines_of,"
	       "       v.is_silent, v.is_repeat, v.is_counted"
	       "  FROM reverts AS v"
	       "  LEFT JOIN commits AS t ON t.commit_id = v.target_id"
	       " WHERE v.commit_id = ?1"
	       " ORDER BY v.position",
	.heading = "What it takes back",
	.rows = "reverts",
	.say = say_revert,
};

static int say_fix(struct dossier *dossier, const struct db_stmt *row,
		   struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	add_target(dossier, &text, row);
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	quote_lines(dossier, row);
	return 0;
}

const struct dossier_part dossier_fixes = {
	.key = "fixes",
	.about = "the commits that its \"Fixes:\" lines name",
	.sql = "SELECT f.position, f.line, f.text, f.name,"
	       "       t.oid AS target_oid, t.subject AS target_subject,"
	       "       f.resolution"
	       "  FROM fixes AS f"
	       "  LEFT JOIN commits AS t ON t.commit_id = f.target_id"
	       " WHERE f.commit_id = ?1"
	       " ORDER BY f.position",
	.heading = "What it says that it fixes",
	.rows = "fixes",
	.say = say_fix,
};

/* --- what others say of it --- */

/* first: the first revert; last: the one that decided how it stands. */
static const char reverted_sql[] =
	"SELECT s.state, s.n_turns, f.oid AS first_oid,"
	"       f.subject AS first_subject, s.first_at,"
	"       (SELECT v.verified FROM reverts AS v"
	"         WHERE v.commit_id = s.first_id"
	"           AND v.target_id = coalesce(s.merge_id, s.commit_id)"
	"         ORDER BY v.position LIMIT 1) AS first_verified,"
	"       l.oid AS last_oid, l.subject AS last_subject, s.last_at,"
	"       m.oid AS merge_oid, m.subject AS merge_subject, c.landed_at"
	"  FROM revert_states AS s"
	"  JOIN commits AS c ON c.commit_id = s.commit_id"
	"  JOIN commits AS f ON f.commit_id = s.first_id"
	"  JOIN commits AS l ON l.commit_id = s.last_id"
	"  LEFT JOIN commits AS m ON m.commit_id = s.merge_id"
	" WHERE s.commit_id = ?1";

/* "12 days"; clocks of committers may go back. */
static void add_days(struct buf *text, int64_t from, int64_t to)
{
	dossier_count(text, to > from ? (to - from) / DAY : 0, "day");
}

static void add_first(const struct dossier *dossier, struct buf *text,
		      const struct db_stmt *row)
{
	bool is_partial = strcmp(dossier_get(row, "state"), "partial") == 0;

	buf_add_str(text,
		    is_partial ? "Taken back in part by " : "Reverted by ");
	dossier_name(dossier, text, dossier_get(row, "first_oid"),
		     dossier_get(row, "first_subject"));
	buf_add_str(text, " after ");
	add_days(text, dossier_int(row, "landed_at"),
		 dossier_int(row, "first_at"));
	if (!is_partial && !dossier_null(row, "first_verified"))
		buf_addf(text, ", %s",
			 WORD_OF(verified, dossier_get(row, "first_verified")));
	if (!dossier_null(row, "merge_oid")) {
		buf_add_str(text, ", with all that came with ");
		dossier_name(dossier, text, dossier_get(row, "merge_oid"),
			     dossier_get(row, "merge_subject"));
	}
}

/* The later turns, of which the last decides. */
static void add_last(const struct dossier *dossier, struct buf *text,
		     const struct db_stmt *row)
{
	static const struct word again[] = {
		{ "reverted", "reverted again by " },
		{ "reapplied", "reapplied by " },
		{ "partial", "another part by " },
	};
	int64_t n_turns = dossier_int(row, "n_turns");

	if (strcmp(dossier_get(row, "first_oid"),
		   dossier_get(row, "last_oid")) == 0)
		return;
	buf_add_str(text, "; ");
	if (n_turns > 2)
		buf_addf(text, "after %" PRId64 " turns in all, at last ",
			 n_turns);
	buf_add_str(text, WORD_OF(again, dossier_get(row, "state")));
	dossier_name(dossier, text, dossier_get(row, "last_oid"),
		     dossier_get(row, "last_subject"));
	buf_add_str(text, ", ");
	add_days(text, dossier_int(row, "first_at"),
		 dossier_int(row, "last_at"));
	buf_add_str(text, " later");
}

static int say_reverted(struct dossier *dossier, const struct db_stmt *row,
			struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	add_first(dossier, &text, row);
	add_last(dossier, &text, row);
	buf_add_char(&text, '.');
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_reverted = {
	.key = "reverted",
	.about =
		"how it stands at the tip, if landed reverts took it back "
		"(state: reverted, reapplied, partial), by itself or with the "
		"merge that brought it: the first of them, and the last, which "
		"decides",
	.sql = reverted_sql,
	.heading = "What became of it",
	.rows = "states",
	.say = say_reverted,
};

static int say_fixed(struct dossier *dossier, const struct db_stmt *row,
		     struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	dossier_name(dossier, &text, dossier_get(row, "oid"),
		     dossier_get(row, "subject"));
	if (dossier_null(row, "landed_at")) {
		buf_add_str(&text, ", which has not landed");
	} else if (!dossier_null(row, "landed_before_at")) {
		buf_add_str(&text, ", ");
		add_days(&text, dossier_int(row, "landed_before_at"),
			 dossier_int(row, "landed_at"));
		buf_add_str(&text, " later");
	}
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_fixed_by = {
	.key = "fixed_by",
	.about = "the commits whose \"Fixes:\" lines name it; landed_before_at "
		 "is when it landed itself",
	.sql = "SELECT DISTINCT f.oid, f.subject, f.landed_at,"
	       "       c.landed_at AS landed_before_at"
	       "  FROM fixes AS x"
	       "  JOIN commits AS f ON f.commit_id = x.commit_id"
	       "  JOIN commits AS c ON c.commit_id = x.target_id"
	       " WHERE x.target_id = ?1 AND f.reachable = 1"
	       " ORDER BY f.landed_at IS NULL, f.landed_at, f.oid",
	.heading = "Fixed by",
	.rows = "fixes",
	.say = say_fixed,
};
