/* SPDX-License-Identifier: MIT */
#include "audit/evidence/evidence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/evidence/catalogue.h"
#include "audit/evidence/evidence_rows.h"
#include "audit/evidence/identity.h"
#include "audit/evidence/late.h"
#include "audit/evidence/reading.h"
#include "audit/evidence/signals_file.h"
#include "audit/evidence/trace.h"
#include "audit/evidence/value.h"

static const char stage_name[] = "evidence";

/* What an author or committer is found to be. */
struct who {
	const struct signal *by; /* NULL: a person, or a bot that is no AI */
	enum signal_class class;
	struct span model, text; /* of derivation.texts */
};

struct derivation {
	const struct stage_work *work;
	const struct catalogue *catalogue;
	struct evidence_rows *rows;
	struct reading *reading;
	struct findings findings;
	int64_t first_id; /* of the identities */
	struct who *who;  /* by identity_id - first_id */
	size_t n_who;
	struct arena texts;
};

static struct span keep(struct derivation *d, struct span text)
{
	return (struct span){ arena_copy(&d->texts, text.at, text.len),
			      text.len };
}

/*
 * A tool whose proposals people take over, as an author, wrote the change
 * itself.  A lone name that people bear is not even a mention.
 */
static void know(struct derivation *d, struct who *who,
		 const struct signal *row, const struct signal *maybe,
		 struct span name)
{
	if (row) {
		who->by = row;
		who->class = CLASS_IDENTITY;
	} else if (maybe && span_find(name, ' ') < name.len) {
		who->by = maybe;
		who->class = CLASS_MENTION;
	}
	if (who->by)
		who->model = keep(d, value_model(d->catalogue, name));
}

/* rows: identity_id, name, email */
static int read_identity(struct derivation *d, const struct db_stmt *stmt,
			 struct err *err)
{
	const int64_t id = db_int(stmt, 0);
	struct span name = span_of(db_text(stmt, 1));
	struct span email = span_of(db_text(stmt, 2));
	const struct signal *row, *maybe;
	struct buf text = BUF_INIT;
	int ret = 0;

	row = identity_find(d->catalogue, name, email, &maybe);
	if (row || maybe) {
		struct who *who = &d->who[id - d->first_id];

		buf_addf(&text, "%s <%s>", name.at, email.at);
		if (row && row->class == CLASS_AUTOMATION)
			ret = evidence_rows_bot(d->rows, id, row, text.data,
						err);
		else
			know(d, who, row, maybe, name);
		who->text = keep(d, (struct span){ text.data, text.len });
	}
	buf_release(&text);
	return ret;
}

static int size_identities(struct derivation *d, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(d->work->db,
		       "SELECT min(identity_id), max(identity_id)"
		       " FROM identities WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, d->work->repo_id);
	more = db_step(stmt, err);
	if (more > 0 && !db_is_null(stmt, 0)) {
		d->first_id = db_int(stmt, 0);
		d->n_who = (size_t)(db_int(stmt, 1) - d->first_id + 1);
	}
	db_stmt_free(stmt);
	d->who = xcalloc(d->n_who + 1, sizeof(*d->who));
	return more < 0 ? -1 : 0;
}

static int read_identities(struct derivation *d, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (size_identities(d, err) < 0 ||
	    db_prepare(d->work->db,
		       "SELECT identity_id, name, email FROM identities"
		       " WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, d->work->repo_id);
	while ((more = db_step(stmt, err)) > 0)
		if (read_identity(d, stmt, err) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(stmt);
	return more;
}

static void add_who(struct derivation *d, int64_t identity_id, const char *role)
{
	const struct who *who = &d->who[identity_id - d->first_id];
	const struct finding finding = {
		.by = who->by,
		.class = who->class,
		.tool = span_of(who->by ? who->by->tool : ""),
		.model = who->model,
		.role = role,
		.spot = { .place = role },
		.text = who->text,
	};

	if (who->by)
		findings_add(&d->findings, &finding);
}

/* rows: commit_id, author_id, committer_id, message */
static int read_commit(struct derivation *d, const struct db_stmt *stmt,
		       struct err *err)
{
	const char *message;
	size_t len;

	findings_clear(&d->findings);
	add_who(d, db_int(stmt, 1), "author");
	add_who(d, db_int(stmt, 2), "committer");
	message = db_blob(stmt, 3, &len);
	if (message)
		reading_message(d->reading, message, len, &d->findings);
	if (!d->findings.n_items && !d->findings.n_declarations)
		return 0;
	findings_sort(&d->findings);
	return evidence_rows_add(d->rows, db_int(stmt, 0), &d->findings, err);
}

static int read_commits(struct derivation *d, int64_t upto_id, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(d->work->db,
		       "SELECT commit_id, author_id, committer_id, message"
		       " FROM commits WHERE +repo_id = ?1 AND commit_id > ?2"
		       " ORDER BY commit_id",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, d->work->repo_id);
	db_bind_int(stmt, 2, upto_id);
	while ((more = db_step(stmt, err)) > 0)
		if (read_commit(d, stmt, err) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(stmt);
	return more;
}

static int derive_all(struct derivation *d, bool is_anew, int64_t upto_id,
		      struct err *err)
{
	if (evidence_rows_open(d->work, d->catalogue, &d->rows, err) < 0)
		return -1;
	if (is_anew) {
		upto_id = 0;
		if (evidence_rows_forget(d->work, err) < 0 ||
		    evidence_rows_signals(d->rows, err) < 0)
			return -1;
	}
	if (evidence_rows_forget_late(d->work, err) < 0 ||
	    read_identities(d, err) < 0 || read_commits(d, upto_id, err) < 0 ||
	    trace_files(d->work, d->catalogue, d->rows, upto_id, err) < 0)
		return -1;
	if (late_notes(d->work, d->catalogue, d->rows, err) < 0 ||
	    late_branches(d->work, d->catalogue, d->rows, err) < 0)
		return -1;
	return evidence_rows_automation(d->rows, err);
}

static int derive(const struct stage_work *work,
		  const struct catalogue *catalogue, bool is_anew,
		  int64_t upto_id, struct err *err)
{
	struct derivation d = { .work = work, .catalogue = catalogue };
	int ret;

	d.reading = reading_new(catalogue);
	ret = derive_all(&d, is_anew, upto_id, err);
	evidence_rows_free(d.rows);
	reading_free(d.reading);
	findings_release(&d.findings);
	free(d.who);
	arena_release(&d.texts);
	return ret;
}

static int derive_by(const struct stage_work *work,
		     const struct catalogue *catalogue, struct err *err)
{
	struct stage_note old = { 0 }, new = { 0 };
	struct buf state = BUF_INIT;
	bool is_anew;
	int ret = -1;

	buf_addf(&state, "%s %016" PRIx64, VERSION, catalogue_hash(catalogue));
	new.state = state.data;
	if (stage_read(work, stage_name, &old, err) < 0 ||
	    stage_last_commit(work, &new.upto_id, err) < 0)
		goto out;
	is_anew = strcmp(old.state, new.state) != 0;
	ret = 0;
	if (!is_anew && !work->is_new && old.upto_id == new.upto_id)
		goto out;
	ret = -1;
	if (db_begin(work->db, err) == 0 &&
	    derive(work, catalogue, is_anew, old.upto_id, err) == 0 &&
	    stage_write(work, stage_name, &new, err) == 0)
		ret = db_commit(work->db, err);
	if (ret < 0)
		err_wrap(err, "evidence");
out:
	stage_note_release(&old);
	buf_release(&state);
	return ret;
}

/* The texts that change the catalogue: name, text, whether it is a policy. */
static const char changes_sql[] =
	"SELECT name, text, 0 AS is_policy, 0 AS n"
	"  FROM signal_files WHERE repo_id = ?1"
	" UNION ALL "
	"SELECT name, text, 1, policy_id FROM policies WHERE repo_id = ?1"
	" ORDER BY is_policy, n, name";

static int apply_changes(const struct stage_work *work,
			 struct catalogue *catalogue, struct err *err)
{
	struct buf text = BUF_INIT;
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(work->db, changes_sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		buf_clear(&text);
		buf_add_str(&text, db_text(stmt, 1));
		if (signals_file_apply(catalogue, db_text(stmt, 0), &text,
				       db_int(stmt, 2), err) < 0) {
			more = -1;
			break;
		}
	}
	db_stmt_free(stmt);
	buf_release(&text);
	return more;
}

int evidence_derive(const struct stage_work *work, struct err *err)
{
	struct catalogue *catalogue = catalogue_new();
	int ret = apply_changes(work, catalogue, err);

	if (ret == 0) {
		catalogue_seal(catalogue);
		ret = derive_by(work, catalogue, err);
	}
	catalogue_free(catalogue);
	return ret;
}

int evidence_signals(const struct stage_work *work, const char *path,
		     struct err *err)
{
	struct buf text = BUF_INIT;
	struct db_stmt *stmt = NULL;
	const char *name = strrchr(path, '/');
	int ret = -1;

	if (signals_file_read(path, &text, err) < 0 ||
	    db_begin(work->db, err) < 0 ||
	    stage_run(work, "DELETE FROM signal_files WHERE repo_id = ?1",
		      err) < 0 ||
	    db_prepare(work->db, "INSERT INTO signal_files VALUES (?1, ?2, ?3)",
		       &stmt, err) < 0)
		goto out;
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, name ? name + 1 : path);
	db_bind_text(stmt, 3, text.data);
	ret = db_exec(stmt, err);
	if (ret == 0)
		ret = db_commit(work->db, err);
out:
	db_stmt_free(stmt);
	buf_release(&text);
	return ret;
}
