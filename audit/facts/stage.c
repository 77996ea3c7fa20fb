/* SPDX-License-Identifier: MIT */
#include "audit/facts/stage.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"

void stage_note_release(struct stage_note *note)
{
	free(note->state);
	memset(note, 0, sizeof(*note));
}

int stage_read(const struct stage_work *work, const char *stage,
	       struct stage_note *note_out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(work->db,
		       "SELECT state, upto_id FROM stages"
		       " WHERE repo_id = ?1 AND stage = ?2",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, stage);
	more = db_step(stmt, err);
	if (more >= 0) {
		note_out->state = xstrdup(more ? db_text(stmt, 0) : "");
		note_out->upto_id = more ? db_int(stmt, 1) : 0;
	}
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

int stage_write(const struct stage_work *work, const char *stage,
		const struct stage_note *note, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret;

	if (db_prepare(work->db,
		       "INSERT OR REPLACE INTO stages VALUES (?1, ?2, ?3, ?4)",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, stage);
	db_bind_text(stmt, 3, note->state);
	db_bind_int(stmt, 4, note->upto_id);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

/*
 * Mostly it is the last row of all.  If not, the commits of the repository are
 * in an index that holds nothing else; those after it may be many, and long.
 */
int stage_last_commit(const struct stage_work *work, int64_t *id_out,
		      struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(work->db,
		       "SELECT coalesce("
		       "  (SELECT iif(repo_id = ?1, commit_id, NULL)"
		       "     FROM commits ORDER BY commit_id DESC LIMIT 1),"
		       "  (SELECT max(commit_id) FROM commits"
		       "    WHERE repo_id = ?1), 0)",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	more = db_step(stmt, err);
	if (more > 0)
		*id_out = db_int(stmt, 0);
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

int stage_missing(const struct stage_work *work, const struct oid *blob,
		  int64_t commit_id, const char *why, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct buf text = BUF_INIT;
	char hex[OID_HEX + 1];
	int ret;

	if (db_prepare(work->db,
		       "INSERT INTO missing_objects"
		       " VALUES (?1, ?2, 'blob', ?3, ?4)"
		       " ON CONFLICT DO NOTHING",
		       &stmt, err) < 0)
		return -1;
	oid_to_hex(blob, hex);
	utf8_add(&text, why, strlen(why));
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, hex);
	db_bind_int(stmt, 3, commit_id);
	db_bind_text(stmt, 4, text.data);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	buf_release(&text);
	return ret;
}

int stage_run(const struct stage_work *work, const char *sql, struct err *err)
{
	return db_exec_for(work->db, sql, work->repo_id, err);
}
