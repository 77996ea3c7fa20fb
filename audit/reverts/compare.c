/* SPDX-License-Identifier: MIT */
#include "audit/reverts/compare.h"

#include <stdlib.h>

#include "audit/base/xalloc.h"

static size_t n_lines(const struct content_path *path)
{
	return path->delta.added.n + path->delta.deleted.n;
}

/* --- paths of two commits --- */

/* A name of a path, later on. */
struct later_name {
	int64_t path_id;
	uint32_t since; /* commit that gave it that name */
};

enum { RENAMES_MAX = 32, ALIKE_MAX = 50 };

/*
 * The path of revert that a path of target was renamed to in between, by
 * exact renames only, or NULL.
 */
static int follow(struct content_reader *reader, const struct content *revert,
		  const struct content *target, const struct content_path *path,
		  struct content_path **found_out, struct err *err)
{
	struct later_name names[RENAMES_MAX] = { { path->path_id,
						   target->commit } };
	size_t n_names = 1;
	int more = 0;

	*found_out = NULL;
	for (size_t i = 0; i < n_names && !*found_out && more >= 0; i++) {
		struct db_stmt *stmt = reader->renames;

		db_bind_int(stmt, 1, names[i].path_id);
		while ((more = db_step(stmt, err)) > 0) {
			uint32_t at =
				past_find(reader->history, db_int(stmt, 0));
			size_t len;
			const char *to = db_blob(stmt, 2, &len);

			if (at == PAST_NONE ||
			    !past_is_older(reader->history, names[i].since,
					   at) ||
			    !past_is_ancestor(reader->history, at,
					      revert->commit))
				continue;
			if (!*found_out)
				*found_out = content_find(revert, to, len);
			if (n_names < RENAMES_MAX)
				names[n_names++] =
					(struct later_name){ db_int(stmt, 1),
							     at };
		}
	}
	return more < 0 ? -1 : 0;
}

static size_t n_restored(const struct content_path *undo,
			 const struct content_path *path)
{
	return line_hashes_common(&path->delta.added, &undo->delta.deleted) +
	       line_hashes_common(&path->delta.deleted, &undo->delta.added);
}

/*
 * The path of revert, none of target's, that undoes most of the lines of a
 * path, but at least half of them: a file that moved and changed.
 */
static struct content_path *most_alike(struct content_reader *reader,
				       struct content *revert,
				       const struct content *target,
				       struct content_path *path)
{
	struct content_path *best = NULL;
	size_t most = 0;

	content_read(reader, path);
	for (size_t i = 0; i < revert->n_paths && i < ALIKE_MAX; i++) {
		struct content_path *other = &revert->paths[i];
		size_t n;

		if (content_find(target, other->path, other->path_len))
			continue;
		content_read(reader, other);
		n = n_restored(other, path);
		if (n > most && 2 * n >= n_lines(path)) {
			best = other;
			most = n;
		}
	}
	return best;
}

/* The path of revert that stands for one of target, or NULL. */
static int counterpart(struct content_reader *reader, struct content *revert,
		       const struct content *target, struct content_path *path,
		       struct content_path **found_out, struct err *err)
{
	*found_out = content_find(revert, path->path, path->path_len);
	if (!*found_out && path->path_id && path->new_mode &&
	    follow(reader, revert, target, path, found_out, err) < 0)
		return -1;
	if (!*found_out)
		*found_out = most_alike(reader, revert, target, path);
	return 0;
}

/* --- comparing --- */

static bool is_same(const struct line_hashes *a, const struct line_hashes *b)
{
	return a->n == b->n && line_hashes_common(a, b) == a->n;
}

static bool restores(const struct content_path *undo,
		     const struct content_path *path)
{
	return undo->new_mode == path->old_mode &&
	       oid_compare(&undo->new_blob, &path->old_blob) == 0;
}

static bool is_mirrored(const struct content_path *undo,
			const struct content_path *path)
{
	return restores(undo, path) && undo->old_mode == path->new_mode &&
	       oid_compare(&undo->old_blob, &path->new_blob) == 0;
}

/* Is a change of mode taken back, or is there none on either side? */
static bool fits_mode(const struct content_path *undo,
		      const struct content_path *path)
{
	if (path->old_mode == path->new_mode)
		return undo->old_mode == undo->new_mode;
	return undo->new_mode == path->old_mode &&
	       undo->old_mode == path->new_mode;
}

/* Sums over the paths of a target. */
struct sums {
	int64_t n_undone, n_of;
	bool is_exact, is_missing;
};

/* A path with no lines to compare counts as one. */
static void add_opaque(struct sums *sums, const struct content_path *undo,
		       const struct content_path *path)
{
	sums->n_of++;
	sums->n_undone += undo && restores(undo, path);
	sums->is_exact = sums->is_exact && undo && is_mirrored(undo, path);
}

/* Are the lines only put elsewhere, or their blanks changed? */
static bool is_move(const struct content_path *path)
{
	return is_same(&path->delta.added, &path->delta.deleted);
}

/* Two moves of the same lines: back, or on to a third place? */
static bool moves_on(const struct content_path *undo,
		     const struct content_path *path)
{
	return is_move(path) && is_move(undo) &&
	       path->delta.sequence != undo->delta.sequence;
}

static void add_lines(struct sums *sums, const struct content_path *undo,
		      const struct content_path *path)
{
	int64_t n = (int64_t)n_lines(path);
	bool is_gone;

	sums->n_of += n;
	if (!undo || moves_on(undo, path)) {
		sums->is_exact = false;
		return;
	}
	/* what was changed since in a file that is deleted is undone, too */
	is_gone = !path->old_mode && !undo->new_mode;
	if (is_gone || is_mirrored(undo, path))
		sums->n_undone += n;
	else
		sums->n_undone +=
			(int64_t)(line_hashes_common(&path->delta.added,
						     &undo->delta.deleted) +
				  line_hashes_common(&path->delta.deleted,
						     &undo->delta.added));
	sums->is_exact = sums->is_exact && fits_mode(undo, path) &&
			 is_same(&path->delta.added, &undo->delta.deleted) &&
			 is_same(&path->delta.deleted, &undo->delta.added);
}

static void mirror(struct content_path *undo, const struct content_path *path)
{
	undo->is_read = true;
	undo->delta.sequence = path->delta.sequence;
	line_hashes_add(&undo->delta.added, &path->delta.deleted);
	line_hashes_add(&undo->delta.deleted, &path->delta.added);
}

static int add_path_sums(struct content_reader *reader, struct content *revert,
			 const struct content *target,
			 struct content_path *path, struct sums *sums,
			 struct err *err)
{
	struct content_path *undo;

	if (counterpart(reader, revert, target, path, &undo, err) < 0)
		return -1;
	content_read(reader, path);
	if (undo && !undo->is_read && is_mirrored(undo, path) &&
	    !path->is_missing)
		mirror(undo, path);
	if (undo)
		content_read(reader, undo);
	if (path->is_missing || (undo && undo->is_missing))
		sums->is_missing = true;
	else if (n_lines(path))
		add_lines(sums, undo, path);
	else
		add_opaque(sums, undo, path);
	return 0;
}

static enum verified verdict(const struct sums *sums)
{
	if (sums->is_missing)
		return VERIFIED_UNKNOWN;
	if (sums->is_exact)
		return VERIFIED_EXACT;
	if (!sums->n_undone)
		return VERIFIED_NONE;
	return sums->n_undone == sums->n_of ? VERIFIED_FULL : VERIFIED_PARTIAL;
}

int content_compare(struct content_reader *reader, struct content *revert,
		    struct content *target, struct content_check *check_out,
		    struct err *err)
{
	struct sums sums = { .is_exact = revert->n_paths == target->n_paths };

	*check_out = (struct content_check){ .verified = VERIFIED_UNKNOWN };
	if (!revert->is_known || !target->is_known)
		return 0;
	for (size_t i = 0; i < target->n_paths; i++)
		if (add_path_sums(reader, revert, target, &target->paths[i],
				  &sums, err) < 0)
			return -1;
	check_out->verified = verdict(&sums);
	if (sums.is_missing)
		return 0;
	check_out->n_undone = sums.n_undone;
	check_out->n_of = sums.n_of;
	return 0;
}

/* --- several targets --- */

/* Do the lines of a path cancel out over all commits? */
static bool cancels(struct content_reader *reader, struct content *contents,
		    size_t n, const struct content_path *path)
{
	struct line_hashes plus = { 0 }, minus = { 0 };
	bool is_whole = true;

	for (size_t i = 0; i < n && is_whole; i++) {
		struct content_path *found =
			content_find(&contents[i], path->path, path->path_len);

		if (!found)
			continue;
		content_read(reader, found);
		is_whole = !found->is_missing && n_lines(found);
		line_hashes_add(&plus, &found->delta.added);
		line_hashes_add(&minus, &found->delta.deleted);
	}
	is_whole = is_whole && is_same(&plus, &minus);
	free(plus.items);
	free(minus.items);
	return is_whole;
}

bool content_is_inverse(struct content_reader *reader, struct content *revert,
			struct content *targets, size_t n_targets)
{
	size_t n = n_targets + 1;
	struct content *all = xcalloc(n, sizeof(*all));
	bool is_inverse = revert->n_paths > 0;

	all[0] = *revert;
	for (size_t i = 0; i < n_targets; i++)
		all[i + 1] = targets[i];
	for (size_t i = 0; i < n; i++)
		is_inverse = is_inverse && all[i].is_known;
	for (size_t i = 0; i < n && is_inverse; i++)
		for (size_t k = 0; k < all[i].n_paths && is_inverse; k++)
			is_inverse = cancels(reader, all, n, &all[i].paths[k]);
	free(all);
	return is_inverse;
}

const char *verified_name(enum verified verified)
{
	static const char *const names[] = { "none", "partial", "full", "exact",
					     "unknown" };

	return names[verified];
}
