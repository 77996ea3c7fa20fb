/* SPDX-License-Identifier: MIT */
#include "audit/evidence/late.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/evidence/branch.h"
#include "audit/evidence/note_text.h"
#include "audit/evidence/value.h"
#include "audit/evidence/words.h"

/* --- notes --- */

struct note {
	const struct catalogue *catalogue;
	const struct signal *row;
	struct evidence_rows *rows;
	struct findings *findings;
	const char *ref;
	int64_t commit_id;
	struct err *err;
	int ret;
};

static void take_agent(void *context, struct span tool, struct span model)
{
	struct note *note = context;
	struct finding finding = { .by = note->row,
				   .class = note->row->class,
				   .model = model,
				   .spot = { .place = "note" } };
	struct buf text = BUF_INIT;

	tool = span_clip(tool, FINDING_MAX_TEXT);
	finding.tool = words_name_tool(note->catalogue, tool);
	model = span_clip(model, FINDING_MAX_TEXT);
	buf_addf(&text, "%s:", note->ref);
	if (tool.len)
		buf_add_char(&text, ' ');
	buf_add(&text, tool.at, tool.len);
	if (model.len)
		buf_add_char(&text, ' ');
	buf_add(&text, model.at, model.len);
	finding.text = (struct span){ text.data, text.len };
	findings_add(note->findings, &finding);
	buf_release(&text);
}

static void take_lines(void *context, struct span path, int64_t n_lines)
{
	struct note *note = context;

	if (note->ret == 0)
		note->ret = evidence_rows_note_lines(note->rows,
						     note->commit_id, note->ref,
						     path, n_lines, note->err);
}

/* Of some tools only the ref is known: the note is there, and that is all. */
static void read_note(struct note *note, struct span text)
{
	const struct note_reader reader = { note, take_agent, take_lines };
	const struct span none = { text.at, 0 };

	if (note->row->class == CLASS_MENTION)
		take_agent(note, none, none);
	else
		note_text_read(text, &reader);
}

/* rows: commit_id, text */
static int add_note(struct note *note, const struct db_stmt *stmt)
{
	struct span text;

	note->commit_id = db_int(stmt, 0);
	text.at = db_blob(stmt, 1, &text.len);
	if (!text.at)
		return 0;
	findings_clear(note->findings);
	read_note(note, text);
	findings_sort(note->findings);
	if (note->ret < 0)
		return -1;
	return evidence_rows_add(note->rows, note->commit_id, note->findings,
				 note->err);
}

static int add_notes_of(const struct stage_work *work, struct note *note)
{
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(work->db,
		       "SELECT commit_id, text FROM notes"
		       " WHERE repo_id = ?1 AND ref = ?2"
		       " AND commit_id IS NOT NULL ORDER BY commit_id",
		       &stmt, note->err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, note->ref);
	while ((more = db_step(stmt, note->err)) > 0)
		if (add_note(note, stmt) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(stmt);
	return more;
}

int late_notes(const struct stage_work *work, const struct catalogue *catalogue,
	       struct evidence_rows *rows, struct err *err)
{
	struct findings findings = { 0 };
	struct note note = { .catalogue = catalogue,
			     .rows = rows,
			     .findings = &findings,
			     .err = err };
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(work->db,
		       "SELECT DISTINCT ref FROM notes WHERE repo_id = ?1"
		       " ORDER BY ref",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		note.ref = db_text(stmt, 0);
		note.row = catalogue_find(catalogue, SIGNAL_NOTE,
					  span_of(note.ref));
		if (note.row && add_notes_of(work, &note) < 0) {
			more = -1;
			break;
		}
	}
	db_stmt_free(stmt);
	findings_release(&findings);
	return more;
}

/* --- branches --- */

/* One commit that a merge of a branch brought in. */
struct hint {
	int64_t commit_id;
	const struct signal *row;
	const char *branch; /* of hints.texts */
};

struct hints {
	const struct signal *row; /* of the merge at hand */
	const char *branch;
	struct hint *items;
	size_t n_items, n_alloc;
	struct arena texts;
};

static int load_graph(const struct stage_work *work, struct branch_graph *graph,
		      struct err *err)
{
	struct db_stmt *stmt = NULL;
	size_t n_parents = 0, n_alloc = 0, at = 0;
	int64_t last = 0;
	int more;

	if (stage_last_commit(work, &last, err) < 0 ||
	    db_prepare(work->db,
		       "SELECT c.commit_id, p.parent_id FROM commits AS c"
		       " LEFT JOIN commit_parents AS p"
		       "   ON p.commit_id = c.commit_id"
		       "  AND p.parent_id IS NOT NULL"
		       " WHERE c.repo_id = ?1"
		       " ORDER BY c.commit_id, p.position",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		int64_t id = db_int(stmt, 0);

		if (!graph->starts) {
			graph->first = id;
			graph->n = (size_t)(last - id + 1);
			graph->starts =
				xcalloc(graph->n + 1, sizeof(*graph->starts));
			graph->marks = xcalloc(graph->n, 1);
		}
		while (at <= (size_t)(id - graph->first))
			graph->starts[at++] = n_parents;
		if (db_is_null(stmt, 1))
			continue;
		graph->parents = xgrow(graph->parents, n_parents, &n_alloc,
				       sizeof(*graph->parents));
		graph->parents[n_parents++] = db_int(stmt, 1);
	}
	while (graph->starts && at <= graph->n)
		graph->starts[at++] = n_parents;
	db_stmt_free(stmt);
	return more;
}

static void take_commit(void *context, int64_t commit_id)
{
	struct hints *hints = context;

	hints->items = xgrow(hints->items, hints->n_items, &hints->n_alloc,
			     sizeof(*hints->items));
	hints->items[hints->n_items++] =
		(struct hint){ commit_id, hints->row, hints->branch };
}

/* Merges that name a branch of a tool are few: the graph waits for one. */
static int find_hints(const struct stage_work *work,
		      const struct catalogue *catalogue, struct hints *hints,
		      struct err *err)
{
	struct branch_graph graph = { 0 };
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(work->db,
		       "SELECT commit_id, subject FROM commits NOT INDEXED"
		       " WHERE repo_id = ?1 AND n_parents > 1"
		       " AND reachable = 1 ORDER BY commit_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		struct span branch;

		hints->row = branch_match(catalogue, span_of(db_text(stmt, 1)),
					  &branch);
		if (!hints->row)
			continue;
		hints->branch =
			arena_copy(&hints->texts, branch.at, branch.len);
		if (!graph.starts && load_graph(work, &graph, err) < 0) {
			more = -1;
			break;
		}
		branch_commits(&graph, db_int(stmt, 0), take_commit, hints);
	}
	db_stmt_free(stmt);
	branch_graph_release(&graph);
	return more;
}

/* By commit, then by text: the order of merges depends on that of audits. */
static int compare_hints(const void *a, const void *b)
{
	const struct hint *one = a, *other = b;

	if (one->commit_id != other->commit_id)
		return one->commit_id < other->commit_id ? -1 : 1;
	return strcmp(one->branch, other->branch);
}

static int write_hints(const struct hints *hints, struct evidence_rows *rows,
		       struct err *err)
{
	struct findings findings = { 0 };
	int ret = 0;

	for (size_t i = 0; ret == 0 && i < hints->n_items; i++) {
		const struct hint *hint = &hints->items[i];
		const struct finding finding = {
			.by = hint->row,
			.class = hint->row->class,
			.tool = span_of(hint->row->tool),
			.model = span_of(""),
			.spot = { .place = "branch" },
			.text = span_of(hint->branch),
		};

		findings_add(&findings, &finding);
		if (i + 1 < hints->n_items &&
		    hint[1].commit_id == hint->commit_id)
			continue;
		findings_sort(&findings);
		ret = evidence_rows_add(rows, hint->commit_id, &findings, err);
		findings_clear(&findings);
	}
	findings_release(&findings);
	return ret;
}

int late_branches(const struct stage_work *work,
		  const struct catalogue *catalogue, struct evidence_rows *rows,
		  struct err *err)
{
	struct hints hints = { 0 };
	int ret = find_hints(work, catalogue, &hints, err);

	if (ret == 0 && hints.n_items) {
		qsort(hints.items, hints.n_items, sizeof(*hints.items),
		      compare_hints);
		ret = write_hints(&hints, rows, err);
	}
	free(hints.items);
	arena_release(&hints.texts);
	return ret;
}
