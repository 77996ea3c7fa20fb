/* SPDX-License-Identifier: MIT */
/*
 * The parts of a dossier that others add to the commit: annotations, notes;
 * and what is not known of it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/dossier_part.h"

static int say_annotation(struct dossier *dossier, const struct db_stmt *row,
			  struct err *err)
{
	const char *tool = dossier_get(row, "tool");
	const char *source = dossier_get(row, "source");
	struct buf text = BUF_INIT;

	(void)err;
	buf_addf(&text, "%s: %s", dossier_get(row, "verdict"),
		 dossier_get(row, "why"));
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_clear(&text);
	buf_addf(&text, "by %s", dossier_get(row, "by"));
	if (*tool)
		buf_addf(&text, "; tool: %s", tool);
	if (*source)
		buf_addf(&text, "; source: %s", source);
	if (strcmp(dossier_get(row, "verdict"), "unsure") == 0)
		buf_add_str(&text, "; the detector's word stands");
	prose_item(&dossier->prose, DOSSIER_DEEPER, NULL, text.data);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_annotations = {
	.key = "annotations",
	.about = "what a person says of it, which overrules the detector",
	.sql = "SELECT a.verdict, a.tool, a.by_whom AS 'by', a.why, a.source"
	       "  FROM annotations AS a"
	       "  JOIN commits AS c ON c.repo_id = a.repo_id AND c.oid = a.oid"
	       " WHERE c.commit_id = ?1",
	.heading = "Annotation",
	.rows = "annotations",
	.say = say_annotation,
};

/* Lines of a note that are shown. */
enum { NOTE_LINES = 12 };

static int say_note(struct dossier *dossier, const struct db_stmt *row,
		    struct err *err)
{
	const char *at = dossier_get(row, "text");
	struct buf text = BUF_INIT;
	char mark[40];
	int64_t n = 0;

	(void)err;
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL,
		   dossier_get(row, "ref"));
	while (*at && (dossier->is_full || n < NOTE_LINES)) {
		size_t len = strcspn(at, "\n");

		snprintf(mark, sizeof(mark), "%3" PRId64, ++n);
		dossier_quote(dossier, DOSSIER_DEEPER, mark, at, len);
		at += len + (at[len] == '\n');
	}
	if (*at) {
		buf_addf(&text, "... and %zu bytes more; --full shows them",
			 strlen(at));
		prose_item(&dossier->prose, DOSSIER_DEEPER, NULL, text.data);
	}
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_notes = {
	.key = "notes",
	.about = "its notes under refs/notes/",
	.sql = "SELECT ref, text"
	       "  FROM notes"
	       " WHERE commit_id = ?1"
	       " ORDER BY ref, note_id",
	.heading = "Notes",
	.rows = "notes",
	.say = say_note,
};

static int say_note_line(struct dossier *dossier, const struct db_stmt *row,
			 struct err *err)
{
	struct buf text = BUF_INIT;

	(void)err;
	dossier_count(&text, dossier_int(row, "lines"), "line");
	buf_addf(&text, " of %s, by %s", dossier_get(row, "path"),
		 dossier_get(row, "ref"));
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return 0;
}

const struct dossier_part dossier_note_lines = {
	.key = "note_lines",
	.about = "how many lines of a path a note or a trace file (ref is its "
		 "path) attests to AI",
	.sql = "SELECT ref, path, lines"
	       "  FROM note_lines"
	       " WHERE commit_id = ?1"
	       " ORDER BY ref, path",
	.heading = "Lines that notes and trace files attest to AI",
	.rows = "paths",
	.say = say_note_line,
};

static int say_unknown(struct dossier *dossier, const struct db_stmt *row,
		       struct err *err)
{
	(void)err;
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL,
		   dossier_get(row, "why"));
	return 0;
}

const struct dossier_part dossier_unknown = {
	.key = "unknown",
	.about = "what the database does not know of it, and why",
	.sql = "SELECT 'paths' AS what,"
	       "       'which paths it touches: its tree or that of a parent"
	       " is not here' AS why"
	       "  FROM commits WHERE commit_id = ?1 AND diff = 'unknown'"
	       " UNION ALL "
	       "SELECT 'paths', 'which paths it touches: a merge off the"
	       " mainline is not compared'"
	       "  FROM commits WHERE commit_id = ?1 AND diff = 'none'"
	       " UNION ALL "
	       "SELECT 'lines', 'lines of ' || path || ': ' ||"
	       "       CASE content WHEN 'missing' THEN 'its blob is not here'"
	       "                    WHEN 'binary' THEN 'it is binary'"
	       "                    ELSE 'not counted (--no-lines)' END"
	       "  FROM changes JOIN paths USING (path_id)"
	       " WHERE commit_id = ?1 AND lines_added IS NULL"
	       " UNION ALL "
	       "SELECT 'parents', 'parent ' || parent_oid || ': not here"
	       " (shallow clone or damage)'"
	       "  FROM commit_parents WHERE commit_id = ?1 AND parent_id IS"
	       " NULL"
	       " UNION ALL "
	       "SELECT 'objects', kind || ' ' || oid || ': ' || why"
	       "  FROM missing_objects WHERE commit_id = ?1"
	       " ORDER BY 1, 2",
	.heading = "Not known",
	.rows = "unknowns",
	.say = say_unknown,
};
