/* SPDX-License-Identifier: MIT */
#include "audit/reverts/silent.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"

void silent_release(struct silent *silent)
{
	free(silent->shapes);
	free(silent->inverses);
	free(silent->order);
	memset(silent, 0, sizeof(*silent));
}

/* --- shapes --- */

/* What two changes to a path have in common if one may undo the other. */
struct shape {
	int64_t path_id, old_mode, new_mode, n_added, n_deleted;
};

static uint64_t shape_hash(int64_t path_id, int64_t old_mode, int64_t new_mode,
			   int64_t n_added, int64_t n_deleted)
{
	const struct shape shape = { path_id, old_mode, new_mode, n_added,
				     n_deleted };

	return bytemap_hash(&shape, sizeof(shape));
}

/* The sum over all paths of a commit. */
struct commit_shape {
	int64_t id;
	uint64_t shape, inverse;
	int64_t n_lines;
	bool is_counted; /* the lines of every path are */
};

static void add_path(struct commit_shape *sum, struct db_stmt *stmt)
{
	int64_t path_id = db_int(stmt, 1), old_mode = db_int(stmt, 2);
	int64_t new_mode = db_int(stmt, 3), n_added = db_int(stmt, 4);
	int64_t n_deleted = db_int(stmt, 5);

	sum->shape +=
		shape_hash(path_id, old_mode, new_mode, n_added, n_deleted);
	sum->inverse +=
		shape_hash(path_id, new_mode, old_mode, n_deleted, n_added);
	sum->n_lines += n_added + n_deleted;
	sum->is_counted = sum->is_counted && !db_is_null(stmt, 4);
}

static void end_commit(struct silent *silent, const struct commit_shape *sum)
{
	uint32_t at = past_find(silent->history, sum->id);

	if (at == PAST_NONE || !sum->is_counted ||
	    sum->n_lines < SILENT_LINES_MIN ||
	    !silent->history->commits[at].is_reachable)
		return;
	silent->shapes[at] = sum->shape;
	silent->inverses[at] = sum->inverse;
	silent->order[silent->n_order++] = at;
}

/* --- order --- */

static int compare_shapes(const void *a, const void *b, void *context)
{
	const struct silent *silent = context;
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
	uint64_t left_shape = silent->shapes[left];
	uint64_t right_shape = silent->shapes[right];

	if (left_shape != right_shape)
		return left_shape < right_shape ? -1 : 1;
	return past_compare_age(silent->history, left, right);
}

int silent_load(struct silent *silent, struct db *db, struct past *history,
		struct err *err)
{
	struct commit_shape sum = { 0 };
	struct db_stmt *stmt = NULL;
	int more;

	silent->history = history;
	silent->shapes = xcalloc(history->n + 1, sizeof(uint64_t));
	silent->inverses = xcalloc(history->n + 1, sizeof(uint64_t));
	silent->order = xcalloc(history->n + 1, sizeof(uint32_t));
	if (db_prepare(db,
		       "SELECT commit_id, path_id, old_mode, new_mode,"
		       "       lines_added, lines_deleted"
		       "  FROM changes"
		       " WHERE commit_id BETWEEN ?1 AND ?2"
		       " ORDER BY commit_id",
		       &stmt, err) < 0)
		return -1;
	past_bind_span(history, stmt);
	while ((more = db_step(stmt, err)) > 0) {
		if (db_int(stmt, 0) != sum.id) {
			end_commit(silent, &sum);
			sum = (struct commit_shape){ .id = db_int(stmt, 0),
						     .is_counted = true };
		}
		add_path(&sum, stmt);
	}
	end_commit(silent, &sum);
	db_stmt_free(stmt);
	qsort_r(silent->order, silent->n_order, sizeof(*silent->order),
		compare_shapes, silent);
	return more;
}

/* --- looking up --- */

/* The end of the commits of a shape: behind the last of them. */
static size_t shape_end(const struct silent *silent, uint64_t shape)
{
	size_t low = 0, high = silent->n_order;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (silent->shapes[silent->order[middle]] <= shape)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t silent_find(const struct silent *silent, uint32_t commit,
		   uint32_t found_out[SILENT_TRIES])
{
	struct past *history = silent->history;
	int64_t at = history->commits[commit].committed_at;
	uint64_t shape = silent->inverses[commit];
	size_t i = shape ? shape_end(silent, shape) : 0;
	size_t n = 0, n_looked = 0;

	while (i && n < SILENT_TRIES && n_looked < 8 * SILENT_TRIES) {
		uint32_t other = silent->order[--i];

		if (silent->shapes[other] != shape ||
		    history->commits[other].committed_at < at - SILENT_SECONDS)
			break;
		if (other == commit || !past_is_older(history, other, commit))
			continue;
		n_looked++;
		if (past_is_ancestor(history, other, commit))
			found_out[n++] = other;
	}
	return n;
}
