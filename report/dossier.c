/* SPDX-License-Identifier: MIT */
#include "report/dossier.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/dossier_part.h"
#include "report/table.h"

/* Rows of a part that the note shows; the others it counts. */
enum { MAX_ROWS = 20 };

/* In the order of the note. */
static const struct dossier_part *const parts[] = {
	&dossier_commit,         &dossier_parents,
	&dossier_copies,         &dossier_paths,
	&dossier_areas,          &dossier_area_people,
	&dossier_trailers,       &dossier_reverts,
	&dossier_fixes,          &dossier_reverted,
	&dossier_fixed_by,       &dossier_life,
	&dossier_probes,         &dossier_ai,
	&dossier_evidence,       &dossier_declarations,
	&dossier_declared_kinds, &dossier_annotations,
	&dossier_policies,       &dossier_verdicts,
	&dossier_notes,          &dossier_note_lines,
	&dossier_unknown,        NULL,
};

int dossier_ask(struct dossier *dossier, const char *sql, const char *text,
		struct db_stmt **stmt_out, struct err *err)
{
	if (db_prepare(dossier->db, sql, stmt_out, err) < 0)
		return -1;
	db_bind_int(*stmt_out, 1, dossier->commit_id);
	if (text)
		db_bind_text(*stmt_out, 2, text);
	return 0;
}

static void say_more(struct dossier *dossier, const struct dossier_part *part,
		     int64_t n_more)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "... and %lld more %s; --full shows all",
		 (long long)n_more, part->rows);
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
}

static int say_part(struct dossier *dossier, const struct dossier_part *part,
		    struct err *err)
{
	int64_t max = dossier->is_full ? INT64_MAX : MAX_ROWS;
	struct db_stmt *row = NULL;
	int64_t n = 0;
	int more;

	if (dossier_ask(dossier, part->sql, NULL, &row, err) < 0)
		return -1;
	while ((more = db_step(row, err)) > 0) {
		if (n == 0 && part->heading) {
			prose_gap(&dossier->prose);
			prose_heading(&dossier->prose, part->heading);
		}
		if (n++ < max && part->say(dossier, row, err) < 0) {
			more = -1;
			break;
		}
	}
	if (more == 0 && n > max)
		say_more(dossier, part, n - max);
	db_stmt_free(row);
	return more;
}

static int read_message(struct dossier *dossier, struct err *err)
{
	struct db_stmt *row = NULL;
	int more;

	if (dossier_ask(dossier,
			"SELECT message FROM commits WHERE commit_id = ?1",
			NULL, &row, err) < 0)
		return -1;
	more = db_step(row, err);
	if (more > 0)
		dossier->message = xstrdup(db_text(row, 0));
	db_stmt_free(row);
	return more < 0 ? -1 : 0;
}

int dossier_text(struct db *db, int64_t commit_id,
		 const struct dossier_options *options, struct err *err)
{
	struct dossier dossier = { .db = db,
				   .commit_id = commit_id,
				   .is_full = options->is_full };
	int ret = read_message(&dossier, err);

	prose_init(&dossier.prose, options->out, options->terminal,
		   options->is_bold);
	for (size_t i = 0; ret == 0 && parts[i]; i++)
		if (parts[i]->say)
			ret = say_part(&dossier, parts[i], err);
	prose_release(&dossier.prose);
	free(dossier.message);
	return ret;
}

/* The value of a part's key. */
static int write_rows(struct dossier *dossier, const struct dossier_part *part,
		      FILE *out, struct err *err)
{
	struct db_stmt *row = NULL;
	struct buf text = BUF_INIT;
	int64_t n = 0;
	int more;

	if (dossier_ask(dossier, part->sql, NULL, &row, err) < 0)
		return -1;
	fputs(part->is_one ? "" : "[", out);
	while ((more = db_step(row, err)) > 0) {
		buf_clear(&text);
		if (!part->is_one)
			buf_add_str(&text, n ? ",\n  " : "\n  ");
		n++;
		table_json_object(row, &text);
		fwrite(text.data, 1, text.len, out);
	}
	fputs(part->is_one ? "" : "]", out);
	buf_release(&text);
	db_stmt_free(row);
	return more;
}

int dossier_json(struct db *db, int64_t commit_id, FILE *out, struct err *err)
{
	struct dossier dossier = { .db = db, .commit_id = commit_id };

	putc('{', out);
	for (size_t i = 0; parts[i]; i++) {
		fprintf(out, "%s\n \"%s\": ", i ? "," : "", parts[i]->key);
		if (write_rows(&dossier, parts[i], out, err) < 0)
			return -1;
	}
	fputs("\n}", out);
	return 0;
}

/* The names of the columns tell the fields: they need no rows. */
static int list_part(struct db *db, const struct dossier_part *part,
		     struct prose *prose, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct buf text = BUF_INIT;

	if (db_prepare(db, part->sql, &stmt, err) < 0)
		return -1;
	buf_addf(&text, "%s (%s)", part->key,
		 part->is_one ? "an object" : "an array");
	prose_heading(prose, text.data);
	prose_item(prose, DOSSIER_INDENT, NULL, part->about);
	buf_clear(&text);
	for (int i = 0; i < db_n_columns(stmt); i++)
		buf_addf(&text, "%s%s", i ? " " : "", db_column_name(stmt, i));
	prose_item(prose, DOSSIER_INDENT, "fields", text.data);
	buf_release(&text);
	db_stmt_free(stmt);
	return 0;
}

int dossier_list(FILE *out, struct err *err)
{
	struct db *db = NULL;
	struct prose prose;
	int ret;

	ret = db_open("the list of parts", DB_MEMORY, &db, err);
	prose_init(&prose, out, 0, false);
	for (size_t i = 0; ret == 0 && parts[i]; i++)
		ret = list_part(db, parts[i], &prose, err);
	prose_release(&prose);
	db_close(db);
	return ret;
}
