/* SPDX-License-Identifier: MIT */
/* The parts of a dossier on AI assistance, as the commit shows it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/dossier_part.h"

/*
 * because: annotation; evidence; declaration (says no); research (says that
 * AI was used, and nothing is from it); uncounted (evidence that is not
 * counted); nothing; not-derived (the stage has not run).
 */
static const char ai_sql[] =
	"SELECT CASE WHEN x.is_ai THEN 'yes'"
	"            WHEN x.verdict IS NULL AND NOT x.is_derived THEN 'unknown'"
	"            ELSE 'no' END AS ai_assisted,"
	"       CASE WHEN x.verdict = 'yes' OR x.verdict = 'no'"
	"            THEN 'annotation'"
	"            WHEN x.is_ai THEN 'evidence'"
	"            WHEN NOT x.is_derived THEN 'not-derived'"
	"            WHEN x.no_line IS NOT NULL THEN 'declaration'"
	"            WHEN x.is_research THEN 'research'"
	"            WHEN x.n_evidence > 0 THEN 'uncounted'"
	"            ELSE 'nothing' END AS because,"
	"       x.n_counted, x.n_evidence - x.n_counted AS n_uncounted,"
	"       x.no_line"
	"  FROM (SELECT c.commit_id IN (SELECT commit_id FROM ai_commits"
	"                                WHERE commit_id = ?1) AS is_ai,"
	"               a.verdict,"
	"               (SELECT count(*) FROM counted_evidence"
	"                 WHERE commit_id = ?1) AS n_counted,"
	"               (SELECT count(*) FROM evidence"
	"                 WHERE commit_id = ?1) AS n_evidence,"
	"               (SELECT min(line) FROM declarations"
	"                 WHERE commit_id = ?1 AND says = 'no') AS no_line,"
	"               EXISTS (SELECT 1 FROM declarations"
	"                        WHERE commit_id = ?1"
	"                          AND says = 'research') AS is_research,"
	"               EXISTS (SELECT 1 FROM stages AS s"
	"                        WHERE s.repo_id = c.repo_id"
	"                          AND s.stage = 'evidence'"
	"                          AND s.upto_id >= c.commit_id)"
	"               OR EXISTS (SELECT 1 FROM evidence"
	"                           WHERE commit_id = ?1)"
	"               OR EXISTS (SELECT 1 FROM declarations"
	"                           WHERE commit_id = ?1) AS is_derived"
	"          FROM commits AS c"
	"          LEFT JOIN annotations AS a ON a.repo_id = c.repo_id"
	"                                    AND a.oid = c.oid"
	"         WHERE c.commit_id = ?1) AS x";

static const char evidence_sql[] =
	"SELECT e.position, e.class,"
	"       EXISTS (SELECT 1 FROM counted_evidence AS k"
	"                WHERE k.commit_id = e.commit_id"
	"                  AND k.position = e.position) AS counted,"
	"       e.kind, e.tool, e.model, e.role, e.place, e.line, e.text,"
	"       s.matcher, s.since, s.source"
	"  FROM evidence AS e"
	"  JOIN commits AS c ON c.commit_id = e.commit_id"
	"  LEFT JOIN signals AS s ON s.repo_id = c.repo_id"
	"                        AND s.signal_id = e.signal_id"
	" WHERE e.commit_id = ?1"
	" ORDER BY e.position";

/* Reasons that a sentence names; the list below has all. */
enum { NAMED = 3 };

/* "declared by Claude on line 12" */
static void add_reason(struct buf *text, const struct db_stmt *row)
{
	const char *tool = dossier_get(row, "tool");

	buf_addf(text, "%s, %s ", dossier_get(row, "class"),
		 *tool ? tool : "AI (tool not named)");
	if (dossier_null(row, "line"))
		buf_add_str(text, dossier_place(dossier_get(row, "place")));
	else
		buf_addf(text, "on line %" PRId64, dossier_int(row, "line"));
}

static int say_counted(struct dossier *dossier, struct buf *text,
		       struct err *err)
{
	struct db_stmt *row = NULL;
	int64_t n = 0;
	int more;

	if (dossier_ask(dossier, evidence_sql, NULL, &row, err) < 0)
		return -1;
	while ((more = db_step(row, err)) > 0) {
		if (!dossier_int(row, "counted") || ++n > NAMED)
			continue;
		buf_add_str(text, n > 1 ? "; " : "It carries evidence: ");
		add_reason(text, row);
	}
	if (n > NAMED)
		buf_addf(text, "; and %" PRId64 " more", n - NAMED);
	buf_add_char(text, '.');
	db_stmt_free(row);
	return more;
}

/* The word of a person, and what it stands against. */
static int say_person(struct dossier *dossier, const struct db_stmt *row,
		      struct buf *text, struct err *err)
{
	bool yes = strcmp(dossier_get(row, "ai_assisted"), "yes") == 0;
	int64_t n_counted = dossier_int(row, "n_counted");
	struct db_stmt *person = NULL;
	int more;

	if (dossier_ask(dossier, dossier_annotations.sql, NULL, &person, err) <
	    0)
		return -1;
	more = db_step(person, err);
	if (more > 0)
		buf_addf(text,
			 "%s says so (\"%s\"), which overrules the detector. ",
			 dossier_get(person, "by"), dossier_get(person, "why"));
	db_stmt_free(person);
	if (n_counted) {
		buf_addf(text, "The detector has ");
		dossier_count(text, n_counted, "counted trace");
		buf_add_str(text, yes ? " too." : " for the opposite.");
	} else {
		buf_addf(text, "The detector has no counted trace%s.",
			 yes ? "" : " either");
	}
	return more < 0 ? -1 : 0;
}

static void say_declared(const struct db_stmt *row, struct buf *text)
{
	int64_t n_counted = dossier_int(row, "n_counted");

	buf_addf(text, "Line %" PRId64 " says that no AI was used",
		 dossier_int(row, "no_line"));
	if (n_counted) {
		buf_add_str(text, ", which stands against ");
		dossier_count(text, n_counted, "trace");
		buf_add_str(text, " that would count: worth a look");
	}
	buf_add_char(text, '.');
}

static int say_ai(struct dossier *dossier, const struct db_stmt *row,
		  struct err *err)
{
	static const struct {
		const char *because, *words;
	} plain[] = {
		{ "research", "It declares AI for research only: nothing in it "
			      "is from AI." },
		{ "uncounted", "It carries traces, but none of a class that "
			       "counts (see below)." },
		{ "nothing", "Nothing in it says so. Undeclared use leaves no "
			     "trace, so this is no proof." },
		{ "not-derived", "This database has not searched the commit "
				 "for evidence; run 'git provenance audit' "
				 "again." },
	};
	const char *because = dossier_get(row, "because");
	struct buf text = BUF_INIT;
	int ret = 0;

	buf_addf(&text, "AI-assisted: %s", dossier_get(row, "ai_assisted"));
	prose_gap(&dossier->prose);
	prose_heading(&dossier->prose, text.data);
	buf_clear(&text);
	if (strcmp(because, "evidence") == 0)
		ret = say_counted(dossier, &text, err);
	else if (strcmp(because, "annotation") == 0)
		ret = say_person(dossier, row, &text, err);
	else if (strcmp(because, "declaration") == 0)
		say_declared(row, &text);
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcmp(plain[i].because, because) == 0)
			buf_add_str(&text, plain[i].words);
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return ret;
}

const struct dossier_part dossier_ai = {
	.key = "ai",
	.about = "the conclusion (yes, no, unknown), and because of what: "
		 "annotation, evidence, declaration, research, uncounted, "
		 "nothing or not-derived",
	.is_one = true,
	.sql = ai_sql,
	.rows = "conclusions",
	.say = say_ai,
};

/* Classes whose names want a word. */
static const char *explain_class(const char *class)
{
	static const struct {
		const char *class, *words;
	} rows[] = {
		{ "suggestion", "an accepted suggestion of a review bot" },
		{ "found-by", "AI found something; it need not have written" },
		{ "branch", "it does not tell what wrote the commit" },
		{ "mention", "prose is not taken at its word" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].class, class) == 0)
			return rows[i].words;
	return NULL;
}

static void add_claim(struct buf *text, const struct db_stmt *row)
{
	const char *class = dossier_get(row, "class");
	const char *words = explain_class(class);
	const char *tool = dossier_get(row, "tool");

	buf_addf(text, "%s (%s): %s", class,
		 dossier_int(row, "counted") ? "counted" : "not counted",
		 *tool ? tool : "AI (tool not named)");
	if (!dossier_null(row, "model"))
		buf_addf(text, ", model %s", dossier_get(row, "model"));
	if (!dossier_null(row, "role"))
		buf_addf(text, ", as %s", dossier_get(row, "role"));
	buf_addf(text, ", %s", dossier_place(dossier_get(row, "place")));
	if (words)
		buf_addf(text, "; %s", words);
}

/* The line of the message; what was found, where that is not in it. */
static void quote_evidence(struct dossier *dossier, const struct db_stmt *row)
{
	const char *text = dossier_get(row, "text");
	struct buf line = BUF_INIT;
	const char *at;
	size_t len;
	char mark[40];

	at = dossier_message_line(dossier, dossier_int(row, "line"), &len);
	if (at) {
		buf_add(&line, at, len);
		snprintf(mark, sizeof(mark), "line %3" PRId64,
			 dossier_int(row, "line"));
		dossier_quote(dossier, DOSSIER_DEEPER, mark, line.data,
			      line.len);
	}
	if (!at || !strstr(line.data, text))
		dossier_quote(dossier, DOSSIER_DEEPER,
			      at ? "found" : dossier_get(row, "place"), text,
			      strlen(text));
	buf_release(&line);
}

static int say_evidence(struct dossier *dossier, const struct db_stmt *row,
			struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	add_claim(&text, row);
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	quote_evidence(dossier, row);
	buf_clear(&text);
	if (!dossier_null(row, "matcher")) {
		buf_addf(&text, "found by its %s '%s' (%s)",
			 dossier_get(row, "kind"), dossier_get(row, "matcher"),
			 dossier_get(row, "source"));
		prose_item(&dossier->prose, DOSSIER_DEEPER, NULL, text.data);
	}
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_evidence = {
	.key = "evidence",
	.about = "each trace of AI assistance, counted or not, with the line "
		 "of the message that it stands on",
	.sql = evidence_sql,
	.heading = "Evidence",
	.rows = "traces",
	.say = say_evidence,
};

/* Of all declarations, or of that at the position ?2. */
static const char kinds_sql[] =
	"SELECT position, nth, kind, explanation"
	"  FROM declared_kinds"
	" WHERE commit_id = ?1"
	"   AND (?2 IS NULL OR position = CAST(?2 AS INTEGER))"
	" ORDER BY position, nth";

static int add_kinds(struct dossier *dossier, const struct db_stmt *row,
		     struct buf *text, struct err *err)
{
	struct db_stmt *kind = NULL;
	const char *before = ", for ";
	int more;

	if (dossier_ask(dossier, kinds_sql, dossier_get(row, "position"), &kind,
			err) < 0)
		return -1;
	while ((more = db_step(kind, err)) > 0) {
		buf_addf(text, "%s%s", before, dossier_get(kind, "kind"));
		if (!dossier_null(kind, "explanation"))
			buf_addf(text, " (%s)",
				 dossier_get(kind, "explanation"));
		before = ", ";
	}
	db_stmt_free(kind);
	return more;
}

static int say_declaration(struct dossier *dossier, const struct db_stmt *row,
			   struct err *err)
{
	static const struct {
		const char *says, *words;
	} rows[] = {
		{ "yes", "says that AI helped" },
		{ "no", "says that no AI was used" },
		{ "research", "says that AI was used, but no content is from "
			      "it" },
	};
	const char *says = dossier_get(row, "says");
	struct buf text = BUF_INIT;
	char mark[40];
	int ret;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].says, says) == 0)
			buf_add_str(&text, rows[i].words);
	ret = add_kinds(dossier, row, &text, err);
	buf_addf(&text, ", %s", dossier_place(dossier_get(row, "place")));
	if (!dossier_null(row, "is_well_formed") &&
	    !dossier_int(row, "is_well_formed"))
		buf_add_str(&text, "; not as its grammar wants it");
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_clear(&text);
	snprintf(mark, sizeof(mark), "line %3" PRId64,
		 dossier_int(row, "line"));
	buf_addf(&text, "%s: %s", dossier_get(row, "key"),
		 dossier_get(row, "value"));
	dossier_quote(dossier, DOSSIER_DEEPER, mark, text.data, text.len);
	buf_release(&text);
	return ret;
}

const struct dossier_part dossier_declarations = {
	.key = "declarations",
	.about = "statements on the use of AI (says: yes, no, research)",
	.sql = "SELECT position, line, place, key, value, says,"
	       "       is_well_formed"
	       "  FROM declarations"
	       " WHERE commit_id = ?1"
	       " ORDER BY position",
	.heading = "Declarations",
	.rows = "declarations",
	.say = say_declaration,
};

const struct dossier_part dossier_declared_kinds = {
	.key = "declared_kinds",
	.about = "what the declaration at that position says AI was used for",
	.sql = kinds_sql,
};
