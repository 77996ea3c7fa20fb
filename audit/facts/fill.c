/* SPDX-License-Identifier: MIT */
/* Units are made from the rows of changes, counted, and written back. */
#include "audit/facts/fill.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/facts/feed.h"

enum { FILL_CHANGES = 65536 };

/* Some commits with all of their changes. */
struct batch {
	struct chunk chunk;
	struct arena arena;  /* paths, and the changes of finished units */
	int64_t *commit_ids; /* by unit */
	int64_t *path_ids;   /* by change, over all units */
	size_t n_units_alloc, n_ids_alloc, n_paths, n_paths_alloc;
	struct unit_change *changes; /* over all units */
	size_t n_changes_alloc;
};

static void batch_release(struct batch *batch)
{
	for (int i = 0; i < batch->chunk.n_arenas; i++)
		arena_release(&batch->chunk.arenas[i]);
	free(batch->chunk.arenas);
	arena_release(&batch->arena);
	free(batch->chunk.units);
	free(batch->commit_ids);
	free(batch->path_ids);
	free(batch->changes);
	memset(batch, 0, sizeof(*batch));
}

static struct oid oid_column(const struct db_stmt *row, int n)
{
	struct oid oid = { { 0 } };
	size_t len;
	const void *data = db_blob(row, n, &len);

	if (len == OID_BYTES)
		memcpy(oid.bytes, data, OID_BYTES);
	return oid;
}

static void add_unit(struct batch *batch, int64_t commit_id)
{
	struct chunk *chunk = &batch->chunk;

	chunk->units = xgrow(chunk->units, chunk->n_units,
			     &batch->n_units_alloc, sizeof(*chunk->units));
	batch->commit_ids =
		xgrow(batch->commit_ids, chunk->n_units, &batch->n_ids_alloc,
		      sizeof(*batch->commit_ids));
	memset(&chunk->units[chunk->n_units], 0, sizeof(*chunk->units));
	chunk->units[chunk->n_units].diff = UNIT_DIFF_DONE;
	batch->commit_ids[chunk->n_units++] = commit_id;
}

static void add_change(struct batch *batch, const struct db_stmt *row)
{
	size_t n = batch->n_paths;
	struct unit_change *change;
	size_t path_len;
	const void *path = db_blob(row, 2, &path_len);

	batch->changes = xgrow(batch->changes, n, &batch->n_changes_alloc,
			       sizeof(*batch->changes));
	batch->path_ids = xgrow(batch->path_ids, n, &batch->n_paths_alloc,
				sizeof(*batch->path_ids));
	change = &batch->changes[n];
	memset(change, 0, sizeof(*change));
	change->path = arena_copy(&batch->arena, path, path_len);
	change->path_len = path_len;
	change->status = db_text(row, 3)[0];
	change->old_mode = (uint32_t)db_int(row, 4);
	change->new_mode = (uint32_t)db_int(row, 5);
	change->old_blob = oid_column(row, 6);
	change->new_blob = oid_column(row, 7);
	batch->path_ids[batch->n_paths++] = db_int(row, 1);
	batch->chunk.units[batch->chunk.n_units - 1].n_changes++;
}

static const char uncounted_sql[] =
	"SELECT commit_id, path_id, coalesce(raw, CAST(path AS BLOB)), status,"
	" old_mode, new_mode, old_blob, new_blob"
	" FROM changes JOIN paths USING (path_id)"
	" WHERE repo_id = ?1 AND content = 'uncounted' AND commit_id > ?2"
	" ORDER BY commit_id, path_id";

/* Fill an empty batch with commits after one. */
static int load_batch(struct db_stmt *stmt, int64_t after, struct batch *batch,
		      struct err *err)
{
	struct unit_change *next;
	int64_t commit_id = 0;
	int more;

	db_bind_int(stmt, 2, after);
	while ((more = db_step(stmt, err)) > 0) {
		if (db_int(stmt, 0) != commit_id) {
			if (batch->n_paths >= FILL_CHANGES)
				break;
			commit_id = db_int(stmt, 0);
			add_unit(batch, commit_id);
		}
		add_change(batch, stmt);
	}
	db_reset(stmt);
	next = batch->changes;
	for (size_t i = 0; i < batch->chunk.n_units; i++) {
		batch->chunk.units[i].changes = next;
		next += batch->chunk.units[i].n_changes;
	}
	return more < 0 ? -1 : 0;
}

static void batch_init(struct batch *batch, int n_workers)
{
	memset(batch, 0, sizeof(*batch));
	batch->chunk.n_arenas = n_workers;
	batch->chunk.arenas =
		xcalloc((size_t)n_workers, sizeof(*batch->chunk.arenas));
}

static int write_batch(const struct batch *batch, struct store *store,
		       struct err *err)
{
	const int64_t *path_ids = batch->path_ids;

	for (size_t i = 0; i < batch->chunk.n_units; i++) {
		const struct unit *unit = &batch->chunk.units[i];

		if (store_line_counts(store, batch->commit_ids[i], unit,
				      path_ids, err) < 0)
			return -1;
		path_ids += unit->n_changes;
	}
	return 0;
}

static int count_batch(const struct fill_config *config, struct batch *batch,
		       struct err *err)
{
	if (feed_count_lines(config->repo, &batch->chunk, config->n_workers,
			     err) < 0)
		return -1;
	return write_batch(batch, config->store, err);
}

int fill_line_counts(const struct fill_config *config, int64_t *n_commits_out,
		     struct err *err)
{
	struct db_stmt *stmt = NULL;
	int64_t after = 0, n_commits = 0;
	int ret = 0;
	bool is_done = false;

	if (db_prepare(config->db, uncounted_sql, &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, config->repo_id);
	while (ret == 0 && !is_done) {
		struct batch batch;

		batch_init(&batch, config->n_workers);
		ret = load_batch(stmt, after, &batch, err);
		is_done = !batch.chunk.n_units;
		if (ret == 0 && !is_done) {
			after = batch.commit_ids[batch.chunk.n_units - 1];
			n_commits += (int64_t)batch.chunk.n_units;
			ret = count_batch(config, &batch, err);
		}
		batch_release(&batch);
	}
	db_stmt_free(stmt);
	if (ret == 0)
		*n_commits_out = n_commits;
	return ret;
}
