/* SPDX-License-Identifier: MIT */
/* The parts of a dossier that tell what the commit is. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/dossier_part.h"

static const char commit_sql[] =
	"SELECT r.name AS repo, c.oid, c.subject,"
	"       a.name AS author_name, a.email AS author_email,"
	"       ai.name AS author_raw_name, ai.email AS author_raw_email,"
	"       c.authored_at, c.authored_zone,"
	"       m.name AS committer_name, m.email AS committer_email,"
	"       ci.name AS committer_raw_name, ci.email AS committer_raw_email,"
	"       c.committed_at, c.committed_zone,"
	"       c.n_parents > 1 AS merge, c.n_parents, c.reachable, c.mainline,"
	"       c.foxtrot, c.landed_at, l.oid AS landing_oid,"
	"       l.subject AS landing_subject, c.pull_request,"
	"       (SELECT count(*) FROM mainline_changes AS k"
	"         WHERE k.commit_id = c.commit_id) AS counted,"
	"       b.bot, c.diff, t.n_paths, t.lines_added, t.lines_deleted,"
	"       t.n_uncounted, c.encoding, c.message"
	"  FROM commits AS c"
	"  JOIN repos AS r ON r.repo_id = c.repo_id"
	"  JOIN identities AS ai ON ai.identity_id = c.author_id"
	"  JOIN people AS a ON a.person_id = ai.person_id"
	"  JOIN identities AS ci ON ci.identity_id = c.committer_id"
	"  JOIN people AS m ON m.person_id = ci.person_id"
	"  LEFT JOIN commits AS l ON l.commit_id = c.landing_id"
	"  LEFT JOIN automation AS b ON b.commit_id = c.commit_id"
	"  JOIN (SELECT count(*) AS n_paths, sum(lines_added) AS lines_added,"
	"               sum(lines_deleted) AS lines_deleted,"
	"               count(*) - count(lines_added) AS n_uncounted"
	"          FROM changes WHERE commit_id = ?1) AS t"
	" WHERE c.commit_id = ?1";

/* A fact of the head; nothing where text is empty.  Clears text. */
static void fact(struct dossier *dossier, const char *label, struct buf *text)
{
	if (text->len)
		prose_item(&dossier->prose, DOSSIER_INDENT, label, text->data);
	buf_clear(text);
}

/* The columns of a person begin with who: author or committer. */
static const char *get(const struct db_stmt *row, const char *who,
		       const char *what)
{
	char name[40];

	snprintf(name, sizeof(name), "%s_%s", who, what);
	return dossier_get(row, name);
}

static void add_person(struct buf *text, const char *name, const char *email)
{
	if (!*name && !*email)
		buf_add_str(text, "(nobody named)");
	else
		buf_addf(text, "%s <%s>", name, email);
}

static void say_person(struct dossier *dossier, const struct db_stmt *row,
		       const char *who, const char *verb)
{
	const char *name = get(row, who, "name");
	const char *email = get(row, who, "email");
	const char *raw_name = get(row, who, "raw_name");
	const char *raw_email = get(row, who, "raw_email");
	struct buf text = BUF_INIT;
	char column[40];

	add_person(&text, name, email);
	fact(dossier, who, &text);
	if (strcmp(name, raw_name) != 0 || strcmp(email, raw_email) != 0) {
		buf_add_str(&text, "in the commit: ");
		add_person(&text, raw_name, raw_email);
		fact(dossier, "", &text);
	}
	snprintf(column, sizeof(column), "%s_at", verb);
	if (dossier_null(row, column))
		buf_add_str(&text, "no readable date");
	else
		dossier_date(&text, dossier_int(row, column),
			     get(row, verb, "zone"));
	fact(dossier, "", &text);
	buf_release(&text);
}

static void add_kind(struct buf *text, const struct db_stmt *row)
{
	int64_t n_parents = dossier_int(row, "n_parents");
	int64_t n_uncounted = dossier_int(row, "n_uncounted");

	if (dossier_int(row, "merge")) {
		buf_addf(text, "a merge of %" PRId64 " parents", n_parents);
		if (dossier_int(row, "foxtrot"))
			buf_add_str(text, ", a foxtrot: the mainline goes on "
					  "with the second");
		return;
	}
	buf_add_str(text, n_parents ? "a change" : "a change without parents");
	if (strcmp(dossier_get(row, "diff"), "unknown") == 0) {
		buf_add_str(text, ", of what is unknown");
		return;
	}
	buf_add_str(text, " of ");
	dossier_count(text, dossier_int(row, "n_paths"), "path");
	if (!dossier_null(row, "lines_added"))
		buf_add_str(text, ", ");
	dossier_lines(text, row);
	if (n_uncounted)
		buf_addf(text, ", %" PRId64 " without a count of lines",
			 n_uncounted);
}

static void add_landing(const struct dossier *dossier, struct buf *text,
			const struct db_stmt *row)
{
	const char *oid = dossier_get(row, "landing_oid");

	if (!dossier_int(row, "reachable"))
		buf_add_str(text, "no: no tip reaches it any more (it was "
				  "pushed away)");
	else if (dossier_null(row, "landing_oid"))
		buf_add_str(text, "no: it is not in the history of the "
				  "mainline");
	else if (dossier_int(row, "mainline"))
		buf_add_str(text, "on the mainline itself");
	else
		buf_add_str(text, "with ");
	if (!dossier_null(row, "landing_oid") && !dossier_int(row, "mainline"))
		dossier_name(dossier, text, oid,
			     dossier_get(row, "landing_subject"));
	if (!dossier_null(row, "landed_at")) {
		buf_add_str(text, ", ");
		dossier_date(text, dossier_int(row, "landed_at"), NULL);
	}
}

/* Why it is no row of mainline_changes, in the order of that view. */
static void add_counted(struct buf *text, const struct db_stmt *row)
{
	if (dossier_int(row, "counted"))
		buf_add_str(text, "yes, in every share");
	else if (!dossier_int(row, "reachable"))
		buf_add_str(text, "no: it left the history");
	else if (dossier_int(row, "merge"))
		buf_add_str(text, "no: shares count changes, not merges");
	else if (dossier_null(row, "landed_at"))
		buf_add_str(text, "no: it has not landed");
	else
		buf_add_str(text, "no: the same change is counted once, in "
				  "another commit");
}

static int say_commit(struct dossier *dossier, const struct db_stmt *row,
		      struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	buf_addf(&text, "commit %s", dossier_get(row, "oid"));
	prose_heading(&dossier->prose, text.data);
	buf_clear(&text);
	dossier_subject(dossier, &text, dossier_get(row, "subject"));
	prose_item(&dossier->prose, 4, NULL, text.data);
	prose_gap(&dossier->prose);
	buf_clear(&text);
	buf_add_str(&text, dossier_get(row, "repo"));
	fact(dossier, "repository", &text);
	say_person(dossier, row, "author", "authored");
	say_person(dossier, row, "committer", "committed");
	add_kind(&text, row);
	fact(dossier, "kind", &text);
	add_landing(dossier, &text, row);
	fact(dossier, "landed", &text);
	add_counted(&text, row);
	fact(dossier, "counted", &text);
	if (!dossier_null(row, "pull_request"))
		buf_addf(&text, "#%" PRId64 ", by the end of its subject",
			 dossier_int(row, "pull_request"));
	fact(dossier, "pull request", &text);
	if (!dossier_null(row, "bot"))
		buf_addf(&text, "by %s, a bot that is not AI",
			 dossier_get(row, "bot"));
	fact(dossier, "automation", &text);
	if (!dossier_null(row, "encoding"))
		buf_addf(&text, "'%s', converted to UTF-8",
			 dossier_get(row, "encoding"));
	fact(dossier, "encoding", &text);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_commit = {
	.key = "commit",
	.about = "what the commit itself says, where it landed, whether shares "
		 "count it",
	.is_one = true,
	.sql = commit_sql,
	.rows = "commits",
	.say = say_commit,
};

static int say_parent(struct dossier *dossier, const struct db_stmt *row,
		      struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	dossier_name(dossier, &text, dossier_get(row, "oid"),
		     dossier_get(row, "subject"));
	if (dossier_null(row, "subject"))
		buf_add_str(&text, ", which is not here");
	fact(dossier, dossier_int(row, "position") ? "" : "parent", &text);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_parents = {
	.key = "parents",
	.about = "its parents, the first first; no subject: not here",
	.sql = "SELECT p.position, p.parent_oid AS oid, c.subject"
	       "  FROM commit_parents AS p"
	       "  LEFT JOIN commits AS c ON c.commit_id = p.parent_id"
	       " WHERE p.commit_id = ?1"
	       " ORDER BY p.position",
	.rows = "parents",
	.say = say_parent,
};

static int say_copy(struct dossier *dossier, const struct db_stmt *row,
		    struct err *err)
{
	const char *is = dossier_get(row, "is");
	const char *by = dossier_get(row, "by");
	struct buf text = BUF_INIT;

	(void)err;
	if (strcmp(is, "copy of") == 0)
		buf_add_str(&text, "not counted: the same change is counted as "
				   "");
	else if (strcmp(is, "copied as") == 0)
		buf_add_str(&text, "counted; in the history again as ");
	else
		buf_add_str(&text, "its message says: cherry picked from ");
	dossier_name(dossier, &text, dossier_get(row, "oid"),
		     dossier_get(row, "subject"));
	if (strcmp(is, "says from") == 0) {
		if (dossier_null(row, "subject"))
			buf_add_str(&text, ", which is not in this history");
	} else {
		buf_addf(&text, " (by %s)",
			 strcmp(by, "line") == 0 ? "its message"
			 : strcmp(by, "patch") == 0
				 ? "an equal patch of the same author"
				 : "its message and an equal patch");
	}
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_copies = {
	.key = "copies",
	.about = "the same change in other commits (is: copy of, copied as), "
		 "and what its message says of that (says from)",
	.sql = "SELECT 'copy of' AS 'is', o.oid, o.subject, k.by"
	       "  FROM cherry_picks AS k"
	       "  JOIN commits AS o ON o.commit_id = k.counted_id"
	       " WHERE k.commit_id = ?1"
	       " UNION ALL "
	       "SELECT 'copied as', o.oid, o.subject, k.by"
	       "  FROM cherry_picks AS k"
	       "  JOIN commits AS o ON o.commit_id = k.commit_id"
	       " WHERE k.counted_id = ?1"
	       " UNION ALL "
	       "SELECT 'says from', l.oid,"
	       "       (SELECT o.subject FROM commits AS o"
	       "         WHERE o.repo_id = c.repo_id"
	       "           AND o.oid >= l.oid AND o.oid < l.oid || 'g'"
	       "         ORDER BY o.oid LIMIT 1), 'line'"
	       "  FROM cherry_lines AS l"
	       "  JOIN commits AS c ON c.commit_id = l.commit_id"
	       " WHERE l.commit_id = ?1"
	       " ORDER BY 1, 2",
	.heading = "Cherry-picks",
	.rows = "cherry-picks",
	.say = say_copy,
};

static int say_path(struct dossier *dossier, const struct db_stmt *row,
		    struct err *err)
{
	static const struct {
		const char *content, *words;
	} uncounted[] = {
		{ "binary", "binary" },
		{ "uncounted", "not counted" },
		{ "missing", "blob missing" },
		{ "merge", "merged" },
	};
	const char *content = dossier_get(row, "content");
	struct buf text = BUF_INIT, lines = BUF_INIT;

	(void)err;
	dossier_lines(&lines, row);
	for (size_t i = 0; i < sizeof(uncounted) / sizeof(*uncounted); i++)
		if (strcmp(uncounted[i].content, content) == 0)
			buf_add_str(&lines, uncounted[i].words);
	buf_addf(&text, "%s %s", dossier_get(row, "status"),
		 dossier_get(row, "path"));
	if (!dossier_null(row, "same_as"))
		buf_addf(&text, " (%s %s, unchanged)",
			 strcmp(dossier_get(row, "status"), "D") == 0
				 ? "moved to"
				 : "moved from",
			 dossier_get(row, "same_as"));
	prose_item(&dossier->prose, DOSSIER_INDENT, lines.data, text.data);
	buf_release(&lines);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_paths = {
	.key = "paths",
	.about = "the paths that a change touches, and in what a mainline "
		 "merge differs from the parent before it (content: merge)",
	.sql = "SELECT p.path, x.status, x.content, x.lines_added,"
	       "       x.lines_deleted, o.path AS same_as, p.raw"
	       "  FROM (SELECT path_id, status, content, lines_added,"
	       "               lines_deleted, pair_id"
	       "          FROM changes WHERE commit_id = ?1"
	       "         UNION ALL "
	       "        SELECT path_id, status, 'merge', NULL, NULL, NULL"
	       "          FROM merge_changes WHERE commit_id = ?1) AS x"
	       "  JOIN paths AS p ON p.path_id = x.path_id"
	       "  LEFT JOIN paths AS o ON o.path_id = x.pair_id"
	       " ORDER BY p.path, p.path_id",
	.heading = "Paths",
	.rows = "paths",
	.say = say_path,
};

/* Of all areas, or of that of the name ?2; in force when it landed. */
static const char people_sql[] =
	"SELECT a.name AS area, p.role, p.name, p.email"
	"  FROM commit_areas AS x"
	"  JOIN commits AS c ON c.commit_id = x.commit_id"
	"  JOIN areas AS a ON a.area_id = x.area_id"
	"  JOIN area_people AS p ON p.area_id = x.area_id"
	" WHERE x.commit_id = ?1 AND (?2 IS NULL OR a.name = ?2)"
	"   AND (p.from_at IS NULL"
	"        OR p.from_at <= coalesce(c.landed_at, c.committed_at))"
	"   AND (p.to_at IS NULL"
	"        OR p.to_at > coalesce(c.landed_at, c.committed_at))"
	" ORDER BY a.name, a.area_id,"
	"          CASE p.role WHEN 'maintainer' THEN 0 WHEN 'owner' THEN 1"
	"                      WHEN 'reviewer' THEN 2 ELSE 3 END, p.position";

static void add_keeper(struct buf *text, const struct db_stmt *row)
{
	const char *name = dossier_get(row, "name");
	const char *email = dossier_get(row, "email");

	buf_addf(text, "%s%s %s", text->len ? ", " : "",
		 dossier_get(row, "role"), name);
	if (*email)
		buf_addf(text, *name ? " <%s>" : "%s", email);
}

static int say_area(struct dossier *dossier, const struct db_stmt *row,
		    struct err *err)
{
	const char *area = dossier_get(row, "area");
	struct db_stmt *people = NULL;
	struct buf text = BUF_INIT;
	int more;

	buf_addf(&text, "%s: ", area);
	dossier_count(&text, dossier_int(row, "n_paths"), "path");
	if (!dossier_null(row, "lines_added"))
		buf_add_str(&text, ", ");
	dossier_lines(&text, row);
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_clear(&text);
	if (dossier_ask(dossier, people_sql, area, &people, err) < 0)
		return -1;
	while ((more = db_step(people, err)) > 0)
		add_keeper(&text, people);
	prose_item(&dossier->prose, DOSSIER_DEEPER, NULL,
		   text.len ? text.data : "nobody is named for it");
	db_stmt_free(people);
	buf_release(&text);
	return more;
}

const struct dossier_part dossier_areas = {
	.key = "areas",
	.about = "the areas that a change touches",
	.sql = "SELECT a.name AS area, a.source, x.n_paths, x.lines_added,"
	       "       x.lines_deleted"
	       "  FROM commit_areas AS x"
	       "  JOIN areas AS a ON a.area_id = x.area_id"
	       " WHERE x.commit_id = ?1"
	       " ORDER BY a.name, a.area_id",
	.heading = "Areas, and who kept them then",
	.rows = "areas",
	.say = say_area,
};

const struct dossier_part dossier_area_people = {
	.key = "area_people",
	.about = "who kept those areas when it landed; where it did not, when "
		 "it was committed",
	.sql = people_sql,
};

static int say_trailer(struct dossier *dossier, const struct db_stmt *row,
		       struct err *err)
{
	const char *place = dossier_get(row, "place");
	struct buf text = BUF_INIT;
	char mark[40];

	(void)err;
	snprintf(mark, sizeof(mark), "line %3" PRId64,
		 dossier_int(row, "line"));
	buf_addf(&text, "%s: %s", dossier_get(row, "key"),
		 dossier_get(row, "value"));
	dossier_quote(dossier, DOSSIER_INDENT, mark, text.data, text.len);
	buf_clear(&text);
	if (strcmp(place, "block") != 0) {
		buf_addf(&text, "misplaced: %s; git reads no trailer there",
			 dossier_place(place));
		prose_item(&dossier->prose, DOSSIER_DEEPER, NULL, text.data);
	}
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_trailers = {
	.key = "trailers",
	.about = "its \"Key: value\" lines; git reads those of the place "
		 "block only",
	.sql = "SELECT position, line, place, key, value"
	       "  FROM trailers"
	       " WHERE commit_id = ?1"
	       " ORDER BY position",
	.heading = "Trailers",
	.rows = "trailers",
	.say = say_trailer,
};
