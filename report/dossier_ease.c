/* SPDX-License-Identifier: MIT */
/*
 * The parts of a dossier on the revert probe: how long the lines of the
 * commit stood untouched, and when git revert would have taken it back.
 */
#include <inttypes.h>
#include <string.h>

#include "audit/base/date.h"
#include "report/dossier_part.h"

enum { DAY = 24 * 60 * 60 };

/*
 * story: the commit is untouched; touched; own-series (touched by another
 * change of its own landing); not-as-left (the landing itself has other
 * lines); unknown; not-landed; inner-merge; not-probed.
 */
static const char life_sql[] =
	"SELECT CASE WHEN l.is_known = 0 THEN 'unknown'"
	"            WHEN l.own_series = 1 THEN 'own-series'"
	"            WHEN l.blocker_id = c.landing_id"
	"             AND l.blocker_id <> l.commit_id THEN 'not-as-left'"
	"            WHEN l.blocker_id IS NOT NULL THEN 'touched'"
	"            WHEN l.is_known = 1 THEN 'untouched'"
	"            WHEN c.landed_at IS NULL THEN 'not-landed'"
	"            WHEN c.n_parents > 1 AND c.mainline = 0"
	"            THEN 'inner-merge'"
	"            ELSE 'not-probed' END AS story,"
	"       l.unit, l.life, b.landed_at AS until_at, b.oid AS blocker_oid,"
	"       b.subject AS blocker_subject, u.oid AS culprit_oid,"
	"       u.subject AS culprit_subject, n.name AS culprit_name,"
	"       n.email AS culprit_email, p.path, l.first_line, l.last_line,"
	"       l.commit_id IS NOT NULL"
	"         AND EXISTS (SELECT 1"
	"                       FROM stages AS s"
	"                       JOIN commits AS x ON x.repo_id = s.repo_id"
	"                                        AND x.commit_id > s.upto_id"
	"                      WHERE s.repo_id = c.repo_id"
	"                        AND s.stage = 'probe') AS is_behind"
	"  FROM commits AS c"
	"  LEFT JOIN revert_lives AS l ON l.commit_id = c.commit_id"
	"  LEFT JOIN commits AS b ON b.commit_id = l.blocker_id"
	"  LEFT JOIN commits AS u ON u.commit_id = l.culprit_id"
	"  LEFT JOIN identities AS i ON i.identity_id = u.author_id"
	"  LEFT JOIN people AS n ON n.person_id = i.person_id"
	"  LEFT JOIN paths AS p ON p.path_id = l.path_id"
	" WHERE c.commit_id = ?1";

/* Of all horizons, or of those with the outcome ?2. */
static const char probes_sql[] =
	"SELECT v.horizon, v.outcome, p.path, b.oid AS blocker_oid"
	"  FROM revert_probes AS v"
	"  LEFT JOIN paths AS p ON p.path_id = v.path_id"
	"  LEFT JOIN commits AS b ON b.commit_id = v.blocker_id"
	" WHERE v.commit_id = ?1 AND (?2 IS NULL OR v.outcome = ?2)"
	" ORDER BY v.horizon = 0, v.horizon";

/* "lines 40-44 of block/io.c" */
static void add_lines(struct buf *text, const struct db_stmt *row)
{
	int64_t first = dossier_int(row, "first_line");
	int64_t last = dossier_int(row, "last_line");

	if (dossier_null(row, "first_line"))
		buf_add_str(text, "the file ");
	else if (last < first)
		buf_addf(text,
			 "what surrounds the lines taken out before "
			 "line %" PRId64 " of ",
			 first);
	else if (last == first)
		buf_addf(text, "line %" PRId64 " of ", first);
	else
		buf_addf(text, "lines %" PRId64 "-%" PRId64 " of ", first,
			 last);
	buf_add_str(text, dossier_get(row, "path"));
}

/* A collision is with the lines, or with the ones directly beside them. */
static void add_beside(struct buf *text, const struct db_stmt *row)
{
	int64_t n_more =
		dossier_int(row, "last_line") - dossier_int(row, "first_line");

	if (!dossier_null(row, "first_line") && n_more >= 0)
		buf_add_str(text,
			    n_more ? " or next to them" : " or next to it");
}

/*
 * "3f2a1b2c3d4e "io: poll" by Ann Archer changed lines 40-44 of block/io.c",
 * or the merge that did where no single change of it is known to.
 */
static void add_culprit(const struct dossier *dossier, struct buf *text,
			const struct db_stmt *row)
{
	bool is_known = !dossier_null(row, "culprit_oid");
	const char *name = dossier_get(row, "culprit_name");

	if (is_known)
		dossier_name(dossier, text, dossier_get(row, "culprit_oid"),
			     dossier_get(row, "culprit_subject"));
	else
		dossier_name(dossier, text, dossier_get(row, "blocker_oid"),
			     dossier_get(row, "blocker_subject"));
	if (is_known)
		buf_addf(text, " by %s",
			 *name ? name : dossier_get(row, "culprit_email"));
	buf_add_str(text, " changed ");
	add_lines(text, row);
	add_beside(text, row);
	if (!is_known)
		buf_add_str(text, ", not by one change alone");
}

static void say_touched(const struct dossier *dossier, struct buf *text,
			const struct db_stmt *row)
{
	const char *blocker = dossier_get(row, "blocker_oid");
	char date[DATE_TEXT_MAX];

	date_format_second(dossier_int(row, "until_at"), date);
	buf_addf(text, "Its lines stood untouched until %.10s, for ", date);
	dossier_count(text, dossier_int(row, "life") / DAY, "day");
	buf_add_str(text, ", when ");
	add_culprit(dossier, text, row);
	if (!dossier_null(row, "culprit_oid") &&
	    strcmp(blocker, dossier_get(row, "culprit_oid")) != 0) {
		buf_add_str(text, "; it landed with ");
		dossier_name(dossier, text, blocker,
			     dossier_get(row, "blocker_subject"));
	}
	buf_add_char(text, '.');
}

static void say_own_series(const struct dossier *dossier, struct buf *text,
			   const struct db_stmt *row)
{
	buf_add_str(text, "It collided inside its own series, as it landed: ");
	add_culprit(dossier, text, row);
	buf_add_char(text, '.');
}

static void say_not_as_left(const struct dossier *dossier, struct buf *text,
			    const struct db_stmt *row)
{
	buf_add_str(text, "Its lines were changed already as it landed with ");
	dossier_name(dossier, text, dossier_get(row, "blocker_oid"),
		     dossier_get(row, "blocker_subject"));
	buf_add_str(text, ": ");
	add_lines(text, row);
	add_beside(text, row);
	buf_add_char(text, '.');
}

/* How each story is told: as it is, or by a function. */
static const struct {
	const char *story, *words;
	void (*say)(const struct dossier *dossier, struct buf *text,
		    const struct db_stmt *row);
} stories[] = {
	{ "untouched", "Its lines stand untouched at the tip.", NULL },
	{ "touched", NULL, say_touched },
	{ "own-series", NULL, say_own_series },
	{ "not-as-left", NULL, say_not_as_left },
	{ "unknown",
	  "Not known: it changes nothing, or a path or blob that it takes to "
	  "tell is not here.",
	  NULL },
	{ "not-landed", "Not probed: only what landed is.", NULL },
	{ "inner-merge", "Not probed: only merges of the mainline are.", NULL },
	{ "not-probed",
	  "Not probed: run 'git provenance audit' again, without --no-probe.",
	  NULL },
};

/* What git revert does, by outcome, in the order that it is told in. */
static const struct {
	const char *outcome, *words, *path_words;
} outcomes[] = {
	{ "clean", "works", NULL },
	{ "already", "finds nothing left to undo", NULL },
	{ "conflict", "stops", ", first at " },
	{ "gone", "stops", ", where paths are gone, first " },
	{ "unknown", "is not known", NULL },
};

/* The horizons of one outcome. */
struct horizons {
	bool is_landing, is_tip;
	struct buf days; /* "30, 90" */
	struct buf path; /* the first that stops the first of them */
};

static int read_horizons(struct dossier *dossier, const char *outcome,
			 struct horizons *at, struct err *err)
{
	struct db_stmt *row = NULL;
	int more;

	if (dossier_ask(dossier, probes_sql, outcome, &row, err) < 0)
		return -1;
	while ((more = db_step(row, err)) > 0) {
		int64_t days = dossier_int(row, "horizon");

		if (!at->path.len)
			buf_add_str(&at->path, dossier_get(row, "path"));
		if (days > 0)
			buf_addf(&at->days, "%s%" PRId64,
				 at->days.len ? ", " : "", days);
		at->is_landing = at->is_landing || days < 0;
		at->is_tip = at->is_tip || days == 0;
	}
	db_stmt_free(row);
	return more;
}

/* "at the landing, after 30, 90 days and at the tip" */
static void add_horizons(struct buf *text, const struct horizons *at)
{
	if (at->is_landing)
		buf_add_str(text, " at the landing");
	if (at->is_landing && at->days.len)
		buf_add_str(text, at->is_tip ? "," : " and");
	if (at->days.len)
		buf_addf(text, " after %s days", at->days.data);
	if (at->is_tip && (at->is_landing || at->days.len))
		buf_add_str(text, " and");
	if (at->is_tip)
		buf_add_str(text, " at the tip");
}

static int add_outcome(struct dossier *dossier, size_t i, struct buf *text,
		       struct err *err)
{
	struct horizons at = { .days = BUF_INIT, .path = BUF_INIT };
	int ret = read_horizons(dossier, outcomes[i].outcome, &at, err);

	if (at.is_landing || at.is_tip || at.days.len) {
		buf_addf(text, "%s %s",
			 text->len ? ";" : "git revert:", outcomes[i].words);
		add_horizons(text, &at);
		if (outcomes[i].path_words && at.path.len)
			buf_addf(text, "%s%s", outcomes[i].path_words,
				 at.path.data);
	}
	buf_release(&at.days);
	buf_release(&at.path);
	return ret;
}

static int say_life(struct dossier *dossier, const struct db_stmt *row,
		    struct err *err)
{
	const char *story = dossier_get(row, "story");
	struct buf text = BUF_INIT;
	int ret = 0;

	for (size_t i = 0; i < sizeof(stories) / sizeof(*stories); i++) {
		if (strcmp(stories[i].story, story) != 0)
			continue;
		if (stories[i].say)
			stories[i].say(dossier, &text, row);
		else
			buf_add_str(&text, stories[i].words);
	}
	if (dossier_int(row, "is_behind"))
		buf_add_str(&text, " The probe has not seen the newest "
				   "commits.");
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_clear(&text);
	for (size_t i = 0; ret == 0 && i < sizeof(outcomes) / sizeof(*outcomes);
	     i++)
		ret = add_outcome(dossier, i, &text, err);
	if (text.len)
		prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return ret;
}

const struct dossier_part dossier_life = {
	.key = "revert_life",
	.about = "how long its lines stood untouched: story is untouched, "
		 "touched, own-series, not-as-left (by the landing itself), "
		 "unknown, or why it was not probed: not-landed, inner-merge, "
		 "not-probed; life in seconds; the blocker is of the mainline, "
		 "the culprit the one change of it that collides; is_behind: "
		 "commits came in after the probe",
	.is_one = true,
	.sql = life_sql,
	.heading = "Revert ease",
	.rows = "stories",
	.say = say_life,
};

const struct dossier_part dossier_probes = {
	.key = "revert_probes",
	.about = "what git revert would do so many days after the landing (-1: "
		 "on the landing itself, 0: at the tip): clean, already, "
		 "conflict, gone or unknown",
	.sql = probes_sql,
};
