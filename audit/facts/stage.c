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

/*
 * An object may be unfit for one that needs it, and unreadable to another: then
 * the second is said, for it may be over.
 */
static int put_missing(const struct stage_work *work, const struct oid *oid,
		       const char *kind, int64_t commit_id, const char *why,
		       struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct buf text = BUF_INIT;
	char hex[OID_HEX + 1];
	int ret;

	if (db_prepare(work->db,
		       "INSERT INTO missing_objects"
		       " VALUES (?1, ?2, ?3, ?4, ?5)"
		       " ON CONFLICT DO UPDATE SET why = excluded.why",
		       &stmt, err) < 0)
		return -1;
	oid_to_hex(oid, hex);
	utf8_add(&text, why, strlen(why));
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, hex);
	db_bind_text(stmt, 3, kind);
	db_bind_int(stmt, 4, commit_id);
	db_bind_text(stmt, 5, text.data);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	buf_release(&text);
	return ret;
}

int stage_missing(const struct stage_work *work, const struct oid *blob,
		  int64_t commit_id, const char *why, struct err *err)
{
	return put_missing(work, blob, "blob", commit_id, why, err);
}

/* --- what could not be read --- */

/* The first commit that has each as a blob, by place in the list. */
static int find_blobs(const struct stage_work *work, int64_t *commit_ids,
		      struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(work->db,
		       "SELECT x.commit_id, x.old_blob, x.new_blob"
		       "  FROM commits AS c NOT INDEXED"
		       "  JOIN (SELECT commit_id, old_blob, new_blob"
		       "          FROM changes"
		       "         UNION ALL"
		       "        SELECT commit_id, old_blob, new_blob"
		       "          FROM merge_changes) AS x"
		       "    ON x.commit_id = c.commit_id"
		       " WHERE c.repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	while ((more = db_step(stmt, err)) > 0)
		for (int i = 1; i <= 2; i++) {
			size_t len;
			const void *blob = db_blob(stmt, i, &len);
			int64_t at =
				len ? unread_place(work->unread, blob) : -1;

			if (at >= 0 && (!commit_ids[at] ||
					db_int(stmt, 0) < commit_ids[at]))
				commit_ids[at] = db_int(stmt, 0);
		}
	db_stmt_free(stmt);
	return more;
}

static int find_commit(const struct stage_work *work, const struct oid *oid,
		       int64_t *commit_id_out, struct err *err)
{
	struct db_stmt *stmt = NULL;
	char hex[OID_HEX + 1];
	int more;

	if (db_prepare(work->db,
		       "SELECT commit_id FROM commits"
		       " WHERE repo_id = ?1 AND oid = ?2",
		       &stmt, err) < 0)
		return -1;
	oid_to_hex(oid, hex);
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_text(stmt, 2, hex);
	more = db_step(stmt, err);
	*commit_id_out = more > 0 ? db_int(stmt, 0) : 0;
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

/* What is neither blob nor commit is a tree; of which commit is not known. */
static int put_unread(const struct stage_work *work,
		      const struct unread_item *item, int64_t blob_of,
		      int64_t last_id, struct err *err)
{
	const struct oid *oid = &item->oid;
	const char *why = item->why;
	int64_t commit_id = 0;

	if (blob_of)
		return put_missing(work, oid, "blob", blob_of, why, err);
	if (find_commit(work, oid, &commit_id, err) < 0)
		return -1;
	if (commit_id)
		return put_missing(work, oid, "commit", commit_id, why, err);
	return put_missing(work, oid, "tree", last_id, why, err);
}

int stage_unread(const struct stage_work *work, struct err *err)
{
	struct unread *unread = work->unread;
	int64_t *blobs_of, last_id = 0;
	int ret;

	if (!unread || unread->n == unread->n_said)
		return 0;
	blobs_of = xcalloc(unread->n, sizeof(*blobs_of));
	ret = stage_last_commit(work, &last_id, err);
	if (ret == 0)
		ret = find_blobs(work, blobs_of, err);
	for (size_t i = unread->n_said; ret == 0 && i < unread->n; i++)
		ret = put_unread(work, &unread->items[i], blobs_of[i], last_id,
				 err);
	unread->n_said = unread->n;
	free(blobs_of);
	return ret;
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
	return ret < 0 ? -1 : stage_unread(work, err);
}

int stage_run(const struct stage_work *work, const char *sql, struct err *err)
{
	return db_exec_for(work->db, sql, work->repo_id, err);
}
