/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_rename.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/similarity.h"
#include "audit/git/tree_path.h"
#include "audit/git/treediff.h"
#include "audit/reverts/probe_pairs.h"

enum {
	STEPS_MAX = 32,        /* renames one after the other */
	CANDIDATES_MAX = 64,   /* that are compared */
	NAMESAKES_MAX = 10000, /* that are looked at */
	TOUCHES_MAX = 256      /* of a landing that are */
};

/* A content, and a path that had it. */
struct holder {
	struct oid blob;
	uint32_t path;
};

struct probe_index {
	const struct probe_facts *facts;
	uint32_t *by_name; /* paths by basename, then by path */
	struct holder *by_blob;
	size_t n_holders;
};

/* A path to be compared. */
struct candidate {
	uint32_t path;
	bool is_namesake;
	struct probe_entry entry;
};

struct search {
	const struct probe_index *index;
	struct probe_files *files;
	struct repository *repo;
	const struct probe_lost *lost;
	probe_look_fn *look;
	void *context;
	struct candidate items[CANDIDATES_MAX];
	size_t n;
};

/* --- the index --- */

struct name {
	const char *name;
	uint32_t path;
};

static int compare_names(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	if (order)
		return order;
	return left->path < right->path ? -1 : left->path > right->path;
}

static int compare_holders(const void *a, const void *b)
{
	const struct holder *left = a, *right = b;
	int order = oid_compare(&left->blob, &right->blob);

	if (order)
		return order;
	return left->path < right->path ? -1 : left->path > right->path;
}

static void index_names(struct probe_index *index)
{
	const struct probe_facts *facts = index->facts;
	struct name *names = xcalloc(facts->n_paths, sizeof(*names));

	index->by_name = xcalloc(facts->n_paths, sizeof(*index->by_name));
	for (uint32_t i = 0; i < facts->n_paths; i++)
		names[i] = (struct name){ probe_basename(facts->paths[i].name),
					  i };
	if (facts->n_paths)
		qsort(names, facts->n_paths, sizeof(*names), compare_names);
	for (uint32_t i = 0; i < facts->n_paths; i++)
		index->by_name[i] = names[i].path;
	free(names);
}

static void index_blobs(struct probe_index *index)
{
	const struct probe_facts *facts = index->facts;
	size_t n_alloc = 0;

	for (uint32_t i = 0; i < facts->n_paths; i++) {
		const struct probe_path *path = &facts->paths[i];

		for (uint32_t k = 0; k < path->n_versions; k++) {
			const struct probe_entry *entry =
				&path->versions[k].entry;

			if (!entry->mode)
				continue;
			index->by_blob =
				xgrow(index->by_blob, index->n_holders,
				      &n_alloc, sizeof(*index->by_blob));
			index->by_blob[index->n_holders++] =
				(struct holder){ entry->blob, i };
		}
	}
	if (index->n_holders)
		qsort(index->by_blob, index->n_holders, sizeof(*index->by_blob),
		      compare_holders);
}

struct probe_index *probe_index_new(const struct probe_facts *facts)
{
	struct probe_index *index = xcalloc(1, sizeof(*index));

	index->facts = facts;
	index_names(index);
	index_blobs(index);
	return index;
}

void probe_index_free(struct probe_index *index)
{
	if (!index)
		return;
	free(index->by_blob);
	free(index->by_name);
	free(index);
}

/* --- candidates --- */

static void consider(struct search *search, uint32_t number)
{
	const struct probe_path *paths = search->index->facts->paths;
	const struct probe_path *path = &paths[number];
	struct candidate *item = &search->items[search->n];

	if (number == search->lost->path || search->n == CANDIDATES_MAX)
		return;
	for (size_t i = 0; i < search->n; i++)
		if (search->items[i].path == number)
			return;
	item->path = number;
	item->entry = probe_entry_at(path, search->lost->position);
	item->is_namesake =
		strcmp(probe_basename(path->name),
		       probe_basename(paths[search->lost->path].name)) == 0;
	if ((item->entry.mode & MODE_TYPE) ==
		    (search->lost->base.mode & MODE_TYPE) &&
	    search->look(search->context, &item->entry))
		search->n++;
}

/* What the path was renamed to on the mainline, and that again. */
static void consider_steps(struct search *search)
{
	const struct probe_facts *facts = search->index->facts;
	uint32_t number = search->lost->path;

	for (int i = 0; i < STEPS_MAX && number != PROBE_NONE; i++) {
		const struct probe_path *path = &facts->paths[number];
		uint32_t at = probe_version_at(path, search->lost->position);

		if (i > 0)
			consider(search, number);
		if (at == PROBE_NONE || path->versions[at].entry.mode)
			return;
		number = path->versions[at].link;
	}
}

static void consider_namesakes(struct search *search)
{
	const struct probe_facts *facts = search->index->facts;
	const char *name =
		probe_basename(facts->paths[search->lost->path].name);
	const uint32_t *by_name = search->index->by_name;
	size_t lo = 0, hi = facts->n_paths;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (strcmp(probe_basename(facts->paths[by_name[mid]].name),
			   name) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (size_t n = 0; lo < facts->n_paths && n < NAMESAKES_MAX;
	     lo++, n++) {
		if (strcmp(probe_basename(facts->paths[by_name[lo]].name),
			   name) != 0)
			break;
		consider(search, by_name[lo]);
	}
}

static void consider_holders(struct search *search)
{
	const struct probe_index *index = search->index;
	size_t lo = 0, hi = index->n_holders;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (oid_compare(&index->by_blob[mid].blob,
				&search->lost->base.blob) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < index->n_holders &&
	       oid_compare(&index->by_blob[lo].blob,
			   &search->lost->base.blob) == 0;
	     lo++)
		consider(search, index->by_blob[lo].path);
}

/*
 * A line of history may have its own name for a file, which the merge that it
 * landed by has under another one: OpenBSD's Makefile is tmux's Makefile.am.
 */
static void consider_landing(struct search *search)
{
	const struct probe_facts *facts = search->index->facts;
	const struct probe_lost *lost = search->lost;
	uint32_t number = facts->mainline[lost->unit->landing].unit;
	const struct probe_unit *merge;

	if (number == PROBE_NONE ||
	    probe_entry_at(&facts->paths[lost->path], lost->unit->landing).mode)
		return;
	merge = &facts->units[number];
	for (uint32_t i = 0; i < merge->n_touches && i < TOUCHES_MAX; i++)
		consider(search, facts->touches[merge->first_touch + i].path);
}

/* --- the choice --- */

/* What is in the tree of the change, too, cannot be new. */
static bool is_new(const struct search *search, uint32_t number)
{
	return !tree_path_exists(search->repo, &search->lost->unit->oid,
				 search->index->facts->paths[number].name);
}

void probe_files_release(struct probe_files *files)
{
	for (size_t i = 0; i < PROBE_FILES_MAX; i++)
		similarity_free(files->items[i]);
	memset(files, 0, sizeof(*files));
}

/* Stays until 15 others were read. */
static struct similarity *get_file(struct probe_files *files,
				   struct repository *repo,
				   const struct oid *blob)
{
	unsigned at;

	for (at = 0; at < PROBE_FILES_MAX; at++)
		if (files->items[at] &&
		    oid_compare(&files->blobs[at], blob) == 0)
			return files->items[at];
	at = files->next++ % PROBE_FILES_MAX;
	similarity_free(files->items[at]);
	files->blobs[at] = *blob;
	files->items[at] = similarity_read(repo, blob);
	return files->items[at];
}

/* A submodule is another one, or the same; its commit is not to be read here. */
static int score_of(struct probe_files *files, struct repository *repo,
		    const struct probe_entry *old,
		    const struct probe_entry *new)
{
	struct similarity *a, *b;

	if (oid_compare(&old->blob, &new->blob) == 0)
		return SIMILARITY_MAX + 1;
	if ((old->mode & MODE_TYPE) == MODE_SUBMODULE ||
	    (new->mode &MODE_TYPE) == MODE_SUBMODULE)
		return 0;
	get_file(files, repo, &old->blob);
	b = get_file(files, repo, &new->blob);
	/* again, for it may have had to make room; what was just read has not */
	a = get_file(files, repo, &old->blob);
	return a && b ? similarity_score(a, b) : 0;
}

bool probe_files_alike(struct probe_files *files, struct repository *repo,
		       const struct probe_entry *old,
		       const struct probe_entry *new)
{
	return score_of(files, repo, old, new) >= SIMILARITY_RENAME;
}

static uint32_t choose(struct search *search)
{
	uint32_t best = PROBE_NONE;
	int best_score = 0;

	for (size_t i = 0; i < search->n; i++) {
		const struct candidate *item = &search->items[i];
		int score = score_of(search->files, search->repo,
				     &search->lost->base, &item->entry);

		/* names that agree come before what is more alike */
		if (item->is_namesake && score >= SIMILARITY_BASENAME &&
		    score <= SIMILARITY_MAX)
			score = SIMILARITY_MAX;
		score = 2 * score + item->is_namesake;
		if (score < 2 * SIMILARITY_RENAME || score <= best_score ||
		    !is_new(search, item->path))
			continue;
		best = item->path;
		best_score = score;
	}
	return best;
}

uint32_t probe_rename_find(const struct probe_index *index,
			   struct probe_files *files, struct repository *repo,
			   const struct probe_lost *lost, probe_look_fn *look,
			   void *context)
{
	struct search search = { .index = index,
				 .files = files,
				 .repo = repo,
				 .lost = lost,
				 .look = look,
				 .context = context };

	if (oid_is_empty_blob(&lost->base.blob))
		return PROBE_NONE;
	consider_steps(&search);
	consider_namesakes(&search);
	consider_holders(&search);
	if (lost->can_merge)
		consider_landing(&search);
	return choose(&search);
}
