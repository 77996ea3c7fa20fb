/* SPDX-License-Identifier: MIT */
#include "audit/evidence/trace.h"

#include <assert.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/utf8.h"
#include "audit/evidence/json.h"
#include "audit/evidence/trace_text.h"
#include "audit/evidence/words.h"

/*
 * Regular files (0100000 of 0170000) that changes above ?2 write, with what
 * was there before if that is one too.  Parents of paths are not looked at:
 * the start ?3 is that of the whole path.  refs/ is for notes.
 */
static const char files_sql[] =
	"SELECT x.commit_id, p.path, x.new_blob,"
	"       iif(x.old_mode & 61440 = 32768, x.old_blob, NULL) AS old_blob"
	"  FROM paths AS p"
	" CROSS JOIN changes AS x"
	"    ON x.path_id = p.path_id AND x.commit_id > ?2"
	" WHERE p.repo_id = ?1"
	"   AND substr(p.path, 1, length(?3)) = ?3"
	"   AND p.path NOT GLOB 'refs/*'"
	"   AND (p.path GLOB '*.jsonl'"
	"        OR (p.path GLOB '*.json' AND x.status = 'A'))"
	"   AND x.new_mode & 61440 = 32768"
	"   AND x.new_blob IS NOT NULL"
	"   AND x.pair_id IS NULL"
	" ORDER BY x.commit_id, p.path";

static const char touched_sql[] = "SELECT p.path FROM changes AS x"
				  "  JOIN paths AS p ON p.path_id = x.path_id"
				  " WHERE x.commit_id = ?1";

/* The file of a change that is at hand. */
struct trace {
	const struct stage_work *work;
	const struct catalogue *catalogue;
	const struct signal *row;
	struct evidence_rows *rows;
	struct findings findings;
	struct db_stmt *touched_stmt;
	struct bytemap touched; /* paths of the commit */
	int64_t touched_of;     /* which that is; 0: none yet */
	struct bytemap said;    /* tools and models of the file */
	struct buf path;        /* of the claim */
	int64_t commit_id;
	const char *file;
	struct span record;
	struct err *err;
	int ret;
};

static int read_touched(struct trace *trace)
{
	int more;

	bytemap_release(&trace->touched);
	trace->touched_of = trace->commit_id;
	db_bind_int(trace->touched_stmt, 1, trace->commit_id);
	while ((more = db_step(trace->touched_stmt, trace->err)) > 0) {
		const char *path = db_text(trace->touched_stmt, 0);

		bytemap_set(&trace->touched, path, strlen(path), 1);
	}
	return more;
}

/* Trace files are no work of AI that a trace could attest. */
static bool is_touched(struct trace *trace, struct span path)
{
	struct span files = span_of(trace->row->matcher);

	if (path.len >= files.len && memcmp(path.at, files.at, files.len) == 0)
		return false;
	if (trace->touched_of != trace->commit_id)
		trace->ret = read_touched(trace);
	return trace->ret == 0 &&
	       bytemap_get(&trace->touched, path.at, path.len, 0);
}

/* Hooks write a record for each edit: a tool and model are told once. */
static bool is_said(struct trace *trace, const struct trace_claim *claim)
{
	struct buf key = BUF_INIT;
	bool is_said;

	buf_add(&key, claim->tool.at, claim->tool.len);
	buf_add_char(&key, '"');
	buf_add(&key, claim->model.at, claim->model.len);
	is_said = bytemap_get(&trace->said, key.data, key.len, 0);
	bytemap_set(&trace->said, key.data, key.len, 1);
	buf_release(&key);
	return is_said;
}

static void add_agent(struct trace *trace, const struct trace_claim *claim)
{
	struct span head = span_clip(trace->record, FINDING_MAX_TEXT);
	struct span tool = span_clip(claim->tool, FINDING_MAX_TEXT);
	struct finding finding = { .by = trace->row,
				   .class = trace->row->class,
				   .model = claim->model,
				   .spot = { .place = "file" } };
	struct buf text = BUF_INIT;

	finding.tool = words_name_tool(trace->catalogue, tool);
	buf_addf(&text, "%s: ", trace->file);
	buf_add(&text, head.at, head.len);
	finding.text = (struct span){ text.data, text.len };
	findings_add(&trace->findings, &finding);
	buf_release(&text);
}

static void take_claim(void *context, const struct trace_claim *claim)
{
	struct trace *trace = context;
	struct span path;

	if (trace->ret < 0 || !claim->path.len)
		return;
	buf_clear(&trace->path);
	json_text(claim->path, &trace->path);
	path = (struct span){ trace->path.data, trace->path.len };
	if (path.len > 2 && memcmp(path.at, "./", 2) == 0)
		path = span_cut(path, 2, path.len);
	if (!is_touched(trace, path))
		return;
	if (claim->n_lines)
		trace->ret = evidence_rows_note_lines(
			trace->rows, trace->commit_id, trace->file, path,
			claim->n_lines, trace->err);
	if (!is_said(trace, claim))
		add_agent(trace, claim);
}

static void take_record(void *context, struct span record)
{
	struct trace *trace = context;
	struct buf text = BUF_INIT;

	if (!utf8_is_valid(record.at, record.len)) {
		utf8_add(&text, record.at, record.len);
		record = (struct span){ text.data, text.len };
	}
	trace->record = record;
	trace_text_read(record, take_claim, trace);
	buf_release(&text);
}

/* 1, or 0 where it is missing, which is noted. */
static int load(struct trace *trace, const struct db_stmt *stmt, int column,
		struct object *object_out)
{
	struct buf why = BUF_INIT;
	struct oid oid;
	const void *bytes;
	size_t len;
	int ret = 1;

	bytes = db_blob(stmt, column, &len);
	assert(len == OID_BYTES);
	memcpy(oid.bytes, bytes, OID_BYTES);
	if (repository_read_blob(trace->work->repo, &oid, object_out, &why) < 0)
		ret = stage_missing(trace->work, &oid, trace->commit_id,
				    why.data, trace->err);
	buf_release(&why);
	return ret;
}

static struct span span_of_object(const struct object *object)
{
	if (!object->len)
		return span_of("");
	return (struct span){ (const char *)object->data, object->len };
}

/* rows: see files_sql */
static int read_file(struct trace *trace, const struct db_stmt *stmt)
{
	struct object new = { 0 }, old = { 0 };
	bool is_lines = span_ends(span_of(trace->file), ".jsonl");
	int ret = load(trace, stmt, 2, &new);

	if (ret <= 0)
		return ret;
	if (is_lines && !db_is_null(stmt, 3))
		ret = load(trace, stmt, 3, &old);
	if (ret > 0 && is_lines)
		trace_text_new_lines(span_of_object(&old), span_of_object(&new),
				     take_record, trace);
	else if (ret > 0)
		trace_text_records(span_of_object(&new), take_record, trace);
	object_release(&new);
	object_release(&old);
	return ret < 0 ? -1 : trace->ret;
}

static int add_file(struct trace *trace, const struct db_stmt *stmt)
{
	trace->commit_id = db_int(stmt, 0);
	trace->file = db_text(stmt, 1);
	bytemap_release(&trace->said);
	findings_clear(&trace->findings);
	if (read_file(trace, stmt) < 0)
		return -1;
	findings_sort(&trace->findings);
	return evidence_rows_add(trace->rows, trace->commit_id,
				 &trace->findings, trace->err);
}

static int add_files_of(struct trace *trace, int64_t upto_id)
{
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(trace->work->db, files_sql, &stmt, trace->err) < 0)
		return -1;
	db_bind_int(stmt, 1, trace->work->repo_id);
	db_bind_int(stmt, 2, upto_id);
	db_bind_text(stmt, 3, trace->row->matcher);
	while ((more = db_step(stmt, trace->err)) > 0)
		if (add_file(trace, stmt) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(stmt);
	return more;
}

int trace_files(const struct stage_work *work,
		const struct catalogue *catalogue, struct evidence_rows *rows,
		int64_t upto_id, struct err *err)
{
	struct trace trace = { .work = work,
			       .catalogue = catalogue,
			       .rows = rows,
			       .path = BUF_INIT,
			       .err = err };
	const size_t *of_kind;
	size_t n;
	int ret;

	ret = db_prepare(work->db, touched_sql, &trace.touched_stmt, err);
	of_kind = catalogue_of_kind(catalogue, SIGNAL_TRACE, &n);
	for (size_t i = 0; ret == 0 && i < n; i++) {
		trace.row = catalogue_row(catalogue, of_kind[i]);
		ret = add_files_of(&trace, upto_id);
	}
	db_stmt_free(trace.touched_stmt);
	findings_release(&trace.findings);
	bytemap_release(&trace.touched);
	bytemap_release(&trace.said);
	buf_release(&trace.path);
	return ret;
}
