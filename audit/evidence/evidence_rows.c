/* SPDX-License-Identifier: MIT */
#include "audit/evidence/evidence_rows.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum sql {
	SQL_SIGNAL,
	SQL_POSITION,
	SQL_EVIDENCE,
	SQL_DECLARATION,
	SQL_KIND,
	SQL_NOTE_LINES,
	SQL_BOT,
	N_SQL
};

static const char *const sql_texts[N_SQL] = {
	[SQL_SIGNAL] = "INSERT INTO signals VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
		       " ?7, ?8)",
	[SQL_POSITION] = "SELECT max(position) + 1 FROM evidence"
			 " WHERE commit_id = ?1",
	[SQL_EVIDENCE] = "INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
			 " ?7, ?8, ?9, ?10, ?11)",
	[SQL_DECLARATION] = "INSERT INTO declarations VALUES (?1, ?2, ?3, ?4,"
			    " ?5, ?6, ?7, ?8)",
	[SQL_KIND] = "INSERT INTO declared_kinds VALUES (?1, ?2, ?3, ?4, ?5)",
	[SQL_NOTE_LINES] =
		"INSERT INTO note_lines VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT DO UPDATE SET lines = lines + excluded.lines",
	[SQL_BOT] = "INSERT INTO temp.bots VALUES (?1, ?2, ?3, ?4)",
};

struct evidence_rows {
	const struct stage_work *work;
	const struct catalogue *catalogue;
	struct db_stmt *stmts[N_SQL];
};

int evidence_rows_open(const struct stage_work *work,
		       const struct catalogue *catalogue,
		       struct evidence_rows **rows_out, struct err *err)
{
	struct evidence_rows *rows = xcalloc(1, sizeof(*rows));
	int ret;

	rows->work = work;
	rows->catalogue = catalogue;
	ret = db_script(work->db,
			"CREATE TEMP TABLE IF NOT EXISTS bots ("
			"  identity_id INTEGER PRIMARY KEY, signal_id INTEGER,"
			"  bot TEXT, text TEXT);"
			"DELETE FROM temp.bots",
			err);
	for (int i = 0; ret == 0 && i < N_SQL; i++)
		ret = db_prepare(work->db, sql_texts[i], &rows->stmts[i], err);
	if (ret < 0) {
		evidence_rows_free(rows);
		return -1;
	}
	*rows_out = rows;
	return 0;
}

void evidence_rows_free(struct evidence_rows *rows)
{
	if (!rows)
		return;
	for (int i = 0; i < N_SQL; i++)
		db_stmt_free(rows->stmts[i]);
	free(rows);
}

static int run_all(const struct stage_work *work, const char *const *texts,
		   size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (stage_run(work, texts[i], err) < 0)
			return -1;
	return 0;
}

/* Rows are few and commits many, so each row asks for its repository. */
#define OF_REPO(table) \
	" (SELECT repo_id FROM commits" \
	" WHERE commits.commit_id = " table ".commit_id) = ?1"

int evidence_rows_forget(const struct stage_work *work, struct err *err)
{
	static const char *const texts[] = {
		"DELETE FROM evidence WHERE" OF_REPO("evidence"),
		"DELETE FROM note_lines WHERE" OF_REPO("note_lines"),
		"DELETE FROM declared_kinds WHERE" OF_REPO("declared_kinds"),
		"DELETE FROM declarations WHERE" OF_REPO("declarations"),
		"DELETE FROM automation WHERE" OF_REPO("automation"),
		"DELETE FROM signals WHERE repo_id = ?1",
	};

	return run_all(work, texts, sizeof(texts) / sizeof(*texts), err);
}

int evidence_rows_forget_late(const struct stage_work *work, struct err *err)
{
	static const char *const texts[] = {
		"DELETE FROM evidence WHERE (place = 'note' OR place ="
		" 'branch') AND" OF_REPO("evidence"),
		"DELETE FROM note_lines WHERE ref GLOB 'refs/*'"
		" AND" OF_REPO("note_lines"),
		"DELETE FROM automation WHERE" OF_REPO("automation"),
	};

	return run_all(work, texts, sizeof(texts) / sizeof(*texts), err);
}

int evidence_rows_signals(struct evidence_rows *rows, struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_SIGNAL];

	for (size_t i = 0; i < catalogue_n(rows->catalogue); i++) {
		const struct signal *row = catalogue_row(rows->catalogue, i);

		db_bind_int(stmt, 1, rows->work->repo_id);
		db_bind_int(stmt, 2, catalogue_number(rows->catalogue, row));
		db_bind_text(stmt, 3, row->tool);
		db_bind_text(stmt, 4, signal_kind_name(row->kind));
		db_bind_text(stmt, 5, row->matcher);
		db_bind_text(stmt, 6, signal_class_name(row->class));
		db_bind_text(stmt, 7, row->since);
		db_bind_text(stmt, 8, row->source);
		if (db_exec(stmt, err) < 0)
			return -1;
	}
	return 0;
}

static void bind_span(struct db_stmt *stmt, int n, struct span text)
{
	db_bind_text_n(stmt, n, text.at, text.len);
}

static void bind_line(struct db_stmt *stmt, int n, size_t line)
{
	if (line)
		db_bind_int(stmt, n, (int64_t)line);
	else
		db_bind_null(stmt, n);
}

static int add_finding(struct evidence_rows *rows, int64_t commit_id,
		       int64_t position, const struct finding *finding,
		       struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_EVIDENCE];

	db_bind_int(stmt, 1, commit_id);
	db_bind_int(stmt, 2, position);
	db_bind_int(stmt, 3, catalogue_number(rows->catalogue, finding->by));
	db_bind_text(stmt, 4, signal_kind_name(finding->by->kind));
	db_bind_text(stmt, 5, signal_class_name(finding->class));
	bind_span(stmt, 6, finding->tool);
	if (finding->model.len)
		bind_span(stmt, 7, finding->model);
	else
		db_bind_null(stmt, 7);
	db_bind_text(stmt, 8, finding->role);
	db_bind_text(stmt, 9, finding->spot.place);
	bind_line(stmt, 10, finding->spot.line);
	bind_span(stmt, 11, finding->text);
	return db_exec(stmt, err);
}

static int add_kinds(struct evidence_rows *rows, int64_t commit_id,
		     int64_t position, struct span value, struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_KIND];
	struct declare_kind kind;

	for (int64_t nth = 0; declare_next(&value, &kind); nth++) {
		db_bind_int(stmt, 1, commit_id);
		db_bind_int(stmt, 2, position);
		db_bind_int(stmt, 3, nth);
		bind_span(stmt, 4, kind.kind);
		if (kind.explanation.at)
			bind_span(stmt, 5, kind.explanation);
		else
			db_bind_null(stmt, 5);
		if (db_exec(stmt, err) < 0)
			return -1;
	}
	return 0;
}

static int add_declaration(struct evidence_rows *rows, int64_t commit_id,
			   int64_t position, const struct declaration *item,
			   struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_DECLARATION];

	db_bind_int(stmt, 1, commit_id);
	db_bind_int(stmt, 2, position);
	db_bind_int(stmt, 3, (int64_t)item->spot.line);
	db_bind_text(stmt, 4, item->spot.place);
	bind_span(stmt, 5, item->key);
	bind_span(stmt, 6, item->value);
	db_bind_text(stmt, 7, declare_says_name(item->says));
	if (item->has_grammar)
		db_bind_int(stmt, 8, item->is_well_formed);
	else
		db_bind_null(stmt, 8);
	if (db_exec(stmt, err) < 0)
		return -1;
	if (!item->has_grammar)
		return 0;
	return add_kinds(rows, commit_id, position, item->value, err);
}

static int next_position(struct evidence_rows *rows, int64_t commit_id,
			 int64_t *position_out, struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_POSITION];
	int more;

	db_bind_int(stmt, 1, commit_id);
	more = db_step(stmt, err);
	if (more > 0)
		*position_out = db_int(stmt, 0);
	db_reset(stmt);
	return more < 0 ? -1 : 0;
}

int evidence_rows_add(struct evidence_rows *rows, int64_t commit_id,
		      const struct findings *findings, struct err *err)
{
	int64_t position = 0;

	if (!findings->n_items && !findings->n_declarations)
		return 0;
	if (next_position(rows, commit_id, &position, err) < 0)
		return -1;
	for (size_t i = 0; i < findings->n_items; i++)
		if (add_finding(rows, commit_id, position++,
				&findings->items[i], err) < 0)
			return -1;
	for (size_t i = 0; i < findings->n_declarations; i++)
		if (add_declaration(rows, commit_id, (int64_t)i,
				    &findings->declarations[i], err) < 0)
			return -1;
	return 0;
}

int evidence_rows_note_lines(struct evidence_rows *rows, int64_t commit_id,
			     const char *ref, struct span path, int64_t n_lines,
			     struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_NOTE_LINES];

	db_bind_int(stmt, 1, commit_id);
	db_bind_text(stmt, 2, ref);
	bind_span(stmt, 3, path);
	db_bind_int(stmt, 4, n_lines);
	return db_exec(stmt, err);
}

int evidence_rows_bot(struct evidence_rows *rows, int64_t identity_id,
		      const struct signal *by, const char *text,
		      struct err *err)
{
	struct db_stmt *stmt = rows->stmts[SQL_BOT];

	db_bind_int(stmt, 1, identity_id);
	db_bind_int(stmt, 2, catalogue_number(rows->catalogue, by));
	db_bind_text(stmt, 3, by->tool);
	db_bind_text(stmt, 4, text);
	return db_exec(stmt, err);
}

int evidence_rows_automation(struct evidence_rows *rows, struct err *err)
{
	return stage_run(rows->work,
			 "INSERT INTO automation"
			 " SELECT c.commit_id, b.signal_id, b.bot, b.text"
			 " FROM commits AS c"
			 " JOIN temp.bots AS b ON b.identity_id = c.author_id"
			 " WHERE c.repo_id = ?1 AND NOT EXISTS"
			 "  (SELECT 1 FROM counted_evidence AS e"
			 "    WHERE e.commit_id = c.commit_id)"
			 " ORDER BY c.commit_id",
			 err);
}
