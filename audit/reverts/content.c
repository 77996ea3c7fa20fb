/* SPDX-License-Identifier: MIT */
#include "audit/reverts/content.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/treediff.h"

void content_release(struct content *content)
{
	for (size_t i = 0; i < content->n_paths; i++)
		line_delta_release(&content->paths[i].delta);
	free(content->paths);
	arena_release(&content->texts);
	memset(content, 0, sizeof(*content));
}

int content_reader_init(struct content_reader *reader, struct db *db,
			struct past *history, struct repository *repo,
			struct err *err)
{
	reader->history = history;
	reader->repo = repo;
	if (db_prepare(db,
		       "SELECT c.path_id, coalesce(p.raw, p.path), c.old_mode,"
		       " c.new_mode, c.old_blob, c.new_blob"
		       " FROM changes AS c JOIN paths AS p USING (path_id)"
		       " WHERE c.commit_id = ?1",
		       &reader->changes, err) < 0)
		return -1;
	return db_prepare(db,
			  "SELECT c.commit_id, p.path_id,"
			  " coalesce(p.raw, p.path)"
			  " FROM changes AS c"
			  " JOIN paths AS p ON p.path_id = c.pair_id"
			  " WHERE c.path_id = ?1 AND c.status = 'D'"
			  " ORDER BY c.commit_id",
			  &reader->renames, err);
}

void content_reader_release(struct content_reader *reader)
{
	db_stmt_free(reader->renames);
	db_stmt_free(reader->changes);
	memset(reader, 0, sizeof(*reader));
}

/* --- loading --- */

static int compare_bytes(const char *a, size_t a_len, const char *b,
			 size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : a_len < b_len ? -1 : a_len > b_len;
}

static int compare_paths(const void *a, const void *b)
{
	const struct content_path *left = a, *right = b;

	return compare_bytes(left->path, left->path_len, right->path,
			     right->path_len);
}

static struct content_path *add_path(struct content *content, const char *path,
				     size_t len)
{
	struct content_path *added;

	content->paths = xgrow(content->paths, content->n_paths,
			       &content->n_alloc, sizeof(*content->paths));
	added = &content->paths[content->n_paths++];
	*added = (struct content_path){
		.path = arena_copy(&content->texts, path, len),
		.path_len = len,
		.is_target = content->is_target,
	};
	return added;
}

static struct oid oid_column(const struct db_stmt *stmt, int n)
{
	struct oid oid = { { 0 } };
	size_t len;
	const void *data = db_blob(stmt, n, &len);

	if (data && len == OID_BYTES)
		memcpy(oid.bytes, data, OID_BYTES);
	return oid;
}

static int load_changes(struct content_reader *reader, struct content *content,
			struct err *err)
{
	struct db_stmt *stmt = reader->changes;
	int more;

	db_bind_int(stmt, 1, reader->history->commits[content->commit].id);
	while ((more = db_step(stmt, err)) > 0) {
		size_t len;
		const char *path = db_blob(stmt, 1, &len);
		struct content_path *added = add_path(content, path, len);

		added->path_id = db_int(stmt, 0);
		added->old_mode = (uint32_t)db_int(stmt, 2);
		added->new_mode = (uint32_t)db_int(stmt, 3);
		added->old_blob = oid_column(stmt, 4);
		added->new_blob = oid_column(stmt, 5);
	}
	return more;
}

static void on_change(void *context, const struct tree_change *change)
{
	struct content *content = context;
	struct content_path *added =
		add_path(content, change->path, change->path_len);

	added->old_mode = change->old_mode;
	added->new_mode = change->new_mode;
	added->old_blob = change->old_oid;
	added->new_blob = change->new_oid;
}

/* False where a tree is missing. */
static bool load_merge(struct content_reader *reader, struct content *content,
		       uint32_t kept)
{
	const struct past *history = reader->history;
	const struct past_commit *merge = &history->commits[content->commit];
	struct treediff_missing missing = { .why = BUF_INIT };
	struct oid old, new;
	bool is_whole;

	if (!merge->n_parents || merge->is_cut)
		return false;
	if (kept == PAST_NONE)
		kept = history->parents[merge->first_parent];
	if (!repository_tree(reader->repo, &history->commits[kept].oid, &old,
			     NULL) ||
	    !repository_tree(reader->repo, &merge->oid, &new, NULL))
		return false;
	is_whole = treediff(reader->repo, &old, &new, on_change, content,
			    &missing) == 0;
	buf_release(&missing.why);
	return is_whole;
}

int content_load(struct content_reader *reader, uint32_t commit, uint32_t kept,
		 bool is_target, struct content *content_out, struct err *err)
{
	const struct past_commit *row = &reader->history->commits[commit];
	struct content content = { .commit = commit,
				   .is_target = is_target,
				   .is_known = true };

	if (row->is_merge)
		content.is_known = load_merge(reader, &content, kept);
	else if (!row->is_diffed)
		content.is_known = false;
	else if (load_changes(reader, &content, err) < 0) {
		content_release(&content);
		return -1;
	}
	if (content.n_paths > 1)
		qsort(content.paths, content.n_paths, sizeof(*content.paths),
		      compare_paths);
	*content_out = content;
	return 0;
}

/* --- lines --- */

static bool has_lines(uint32_t mode)
{
	return !mode || (mode & MODE_TYPE) == MODE_FILE ||
	       (mode & MODE_TYPE) == MODE_LINK;
}

/* One side of a path; an absent one is empty.  False: it is missing. */
static bool read_side(struct content_reader *reader, uint32_t mode,
		      const struct oid *blob, struct object *object_out,
		      struct linecount_text *text_out)
{
	*text_out = (struct linecount_text){ .data = "" };
	if (!mode)
		return true;
	if (repository_read_blob(reader->repo, blob, object_out, NULL) < 0)
		return false;
	text_out->data = object_out->data ? (const char *)object_out->data : "";
	text_out->len = object_out->len;
	text_out->blob = object_out;
	text_out->is_there = true;
	return true;
}

static void compare_sides(struct content_path *path,
			  const struct linecount_text *old,
			  const struct linecount_text *new)
{
	struct line_delta backwards;

	if (!path->is_target) {
		line_delta_run(old, new, &path->delta);
		return;
	}
	line_delta_run(new, old, &backwards);
	path->delta.added = backwards.deleted;
	path->delta.deleted = backwards.added;
	path->delta.sequence = backwards.sequence;
}

/* A path of bytes that are no lines keeps an empty delta. */
void content_read(struct content_reader *reader, struct content_path *path)
{
	struct object old = { 0 }, new = { 0 };
	struct linecount_text a, b;

	if (path->is_read)
		return;
	path->is_read = true;
	if (!has_lines(path->old_mode) || !has_lines(path->new_mode) ||
	    oid_compare(&path->old_blob, &path->new_blob) == 0)
		return;
	if (!read_side(reader, path->old_mode, &path->old_blob, &old, &a) ||
	    !read_side(reader, path->new_mode, &path->new_blob, &new, &b))
		path->is_missing = true;
	else if (!linecount_is_binary(a.data, a.len) &&
		 !linecount_is_binary(b.data, b.len))
		compare_sides(path, &a, &b);
	object_release(&old);
	object_release(&new);
}

struct content_path *content_find(const struct content *content,
				  const char *path, size_t len)
{
	const struct content_path key = { .path = path, .path_len = len };

	if (!content->n_paths)
		return NULL;
	return bsearch(&key, content->paths, content->n_paths,
		       sizeof(*content->paths), compare_paths);
}
