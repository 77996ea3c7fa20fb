/* SPDX-License-Identifier: MIT */
/*
 * A raw tree is a row of "<octal mode> <name>\0<20 bytes>".  Entries are in
 * the order of their names, where a subtree's name counts as if it ended in
 * a slash.  Two trees are merged like two sorted lists.
 */
#include "audit/git/treediff.h"

#include <assert.h>
#include <string.h>

#include "audit/git/unfit.h"

/* Deeper nesting is taken for damage: a path has at most 4,096 bytes. */
enum { MAX_DEPTH = 2048 };

/*
 * Trees that hold one tree ten times, and that one the next, are small and
 * have more paths than can be read.  So there is an end to what one pair of
 * trees may cost: 2,000,000 paths of usual length, or as many trees.
 */
enum { COST_OF_PATH = 256, MAX_COST = 2000000 * COST_OF_PATH };

struct entry {
	const char *name;
	size_t name_len;
	uint32_t mode;
	struct oid oid;
};

/* A tree being read; entry is the current one while more is true. */
struct cursor {
	const char *at, *end;
	bool more;
	struct entry entry;
};

struct diff {
	struct repository *repo;
	treediff_fn *fn;
	void *context;
	struct treediff_missing *missing;
	const struct oid *root; /* the tree that is read */
	struct buf path;
	int depth;
	size_t cost; /* of paths and trees so far */
};

static int compare_trees(struct diff *diff, const struct oid *old_tree,
			 const struct oid *new_tree);

/* As git reads it: of a file's rights only the owner's x is left (100664). */
static uint32_t canonical(uint32_t mode)
{
	switch (mode & MODE_TYPE) {
	case MODE_FILE:
		return MODE_FILE | (mode & 0100 ? 0755 : 0644);
	case MODE_TREE:
	case MODE_LINK:
		return mode & MODE_TYPE;
	default:
		return MODE_SUBMODULE;
	}
}

/* Read the entry at the cursor; false if the tree is damaged there. */
static bool next(struct cursor *cursor)
{
	struct entry *entry = &cursor->entry;
	const char *at = cursor->at;
	const char *nul;
	uint32_t mode = 0;

	cursor->more = at < cursor->end;
	if (!cursor->more)
		return true;
	while (at < cursor->end && *at >= '0' && *at <= '7')
		mode = mode << 3 | (uint32_t)(*at++ - '0');
	if (at == cursor->at || at == cursor->end || *at++ != ' ')
		return false;
	nul = memchr(at, '\0', (size_t)(cursor->end - at));
	if (!nul || cursor->end - nul < 1 + OID_BYTES)
		return false;
	entry->mode = canonical(mode);
	entry->name = at;
	entry->name_len = (size_t)(nul - at);
	memcpy(entry->oid.bytes, nul + 1, OID_BYTES);
	cursor->at = nul + 1 + OID_BYTES;
	return true;
}

/*
 * Move both cursors over entries that are the same to the byte.  The current
 * entries are behind the cursors already.
 */
static void skip_equal(struct cursor *old, struct cursor *new)
{
	for (;;) {
		size_t left = (size_t)(old->end - old->at);
		const char *nul = memchr(old->at, '\0', left);
		size_t len = nul ? (size_t)(nul - old->at) + 1 + OID_BYTES : 0;

		if (!nul || len > left || len > (size_t)(new->end - new->at) ||
		    memcmp(old->at, new->at, len) != 0)
			return;
		old->at += len;
		new->at += len;
	}
}

static bool is_tree(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_TREE;
}

/* git's base_name_compare: a tree's name ends in a slash. */
static int compare_names(const struct entry *a, const struct entry *b)
{
	size_t len = a->name_len < b->name_len ? a->name_len : b->name_len;
	int order = memcmp(a->name, b->name, len);
	int end_a, end_b;

	if (order)
		return order;
	end_a = len < a->name_len ? (unsigned char)a->name[len]
				  : (is_tree(a->mode) ? '/' : 0);
	end_b = len < b->name_len ? (unsigned char)b->name[len]
				  : (is_tree(b->mode) ? '/' : 0);
	return end_a - end_b;
}

/* Another path or tree; false if that is too many. */
static bool may_go_on(struct diff *diff)
{
	diff->cost += COST_OF_PATH + diff->path.len;
	return diff->cost <= MAX_COST;
}

static void report(struct diff *diff, const struct entry *old,
		   const struct entry *new)
{
	const struct entry *named = new ? new : old;
	size_t len = diff->path.len;
	struct tree_change change = { 0 };

	if (!named)
		return;
	buf_add(&diff->path, named->name, named->name_len);
	change.path = diff->path.data;
	change.path_len = diff->path.len;
	if (old) {
		change.old_mode = old->mode;
		change.old_oid = old->oid;
	}
	if (new) {
		change.new_mode = new->mode;
		change.new_oid = new->oid;
	}
	diff->fn(diff->context, &change);
	buf_truncate(&diff->path, len);
}

/* Go down into a pair of subtrees, or of one and nothing. */
static int descend(struct diff *diff, const struct entry *old,
		   const struct entry *new)
{
	const struct entry *named = new ? new : old;
	size_t len = diff->path.len;
	int ret;

	buf_add(&diff->path, named->name, named->name_len);
	buf_add_char(&diff->path, '/');
	ret = compare_trees(diff, old ? &old->oid : NULL,
			    new ? &new->oid : NULL);
	buf_truncate(&diff->path, len);
	return ret;
}

static int damaged(struct diff *diff, const struct oid *tree, enum unfit reason)
{
	assert(tree);
	diff->missing->oid = *tree;
	buf_clear(&diff->missing->why);
	buf_add_str(&diff->missing->why, unfit_say(diff->repo, tree, reason));
	return -1;
}

/* old and new have one name, or one of them is NULL. */
static int compare_entries(struct diff *diff, const struct entry *old,
			   const struct entry *new)
{
	assert(old || new);
	if (old && new && old->mode == new->mode &&
	    oid_compare(&old->oid, &new->oid) == 0)
		return 0;
	if (is_tree(old ? old->mode : new->mode))
		return descend(diff, old, new);
	if (!may_go_on(diff))
		return damaged(diff, diff->root, UNFIT_MANY);
	report(diff, old, new);
	return 0;
}

static int merge_lists(struct diff *diff, struct cursor *old,
		       struct cursor *new)
{
	while (old->more || new->more) {
		int order = !old->more ? 1
			    : !new->more
				    ? -1
				    : compare_names(&old->entry, &new->entry);

		if (compare_entries(diff, order <= 0 ? &old->entry : NULL,
				    order >= 0 ? &new->entry : NULL) < 0)
			return -1;
		if (order == 0)
			skip_equal(old, new);
		if ((order <= 0 && !next(old)) || (order >= 0 && !next(new)))
			return 1;
	}
	return 0;
}

static int load(struct diff *diff, const struct oid *tree,
		struct object *object, struct cursor *cursor)
{
	if (!tree)
		return 0;
	if (repository_read_node(diff->repo, tree, object,
				 &diff->missing->why) < 0) {
		diff->missing->oid = *tree;
		return -1;
	}
	if (object->kind != OBJECT_TREE)
		return damaged(diff, tree, UNFIT_NO_TREE);
	cursor->at = (const char *)object->data;
	cursor->end = cursor->at + object->len;
	return 0;
}

static int compare_trees(struct diff *diff, const struct oid *old_tree,
			 const struct oid *new_tree)
{
	struct object old_object = { 0 }, new_object = { 0 };
	struct cursor old = { 0 }, new = { 0 };
	int ret = -1;

	if (++diff->depth > MAX_DEPTH) {
		damaged(diff, new_tree ? new_tree : old_tree, UNFIT_DEEP);
		goto out;
	}
	if (!may_go_on(diff)) {
		damaged(diff, diff->root, UNFIT_MANY);
		goto out;
	}
	if (load(diff, old_tree, &old_object, &old) < 0 ||
	    load(diff, new_tree, &new_object, &new) < 0)
		goto out;
	if (old_tree && new_tree)
		skip_equal(&old, &new);
	ret = next(&old) && next(&new) ? merge_lists(diff, &old, &new) : 1;
	if (ret > 0)
		ret = damaged(diff, new_tree ? new_tree : old_tree, UNFIT_TREE);
out:
	diff->depth--;
	object_release(&old_object);
	object_release(&new_object);
	return ret;
}

int treediff(struct repository *repo, const struct oid *old_tree,
	     const struct oid *new_tree, treediff_fn *fn, void *context,
	     struct treediff_missing *missing_out)
{
	struct diff diff = {
		.repo = repo,
		.fn = fn,
		.context = context,
		.missing = missing_out,
		.root = new_tree ? new_tree : old_tree,
		.path = BUF_INIT,
	};
	int ret = 0;

	if (!old_tree || !new_tree || oid_compare(old_tree, new_tree) != 0)
		ret = compare_trees(&diff, old_tree, new_tree);
	buf_release(&diff.path);
	return ret;
}

int treediff_top(struct repository *repo, const struct oid *tree,
		 treediff_fn *fn, void *context,
		 struct treediff_missing *missing_out)
{
	struct diff diff = {
		.repo = repo,
		.fn = fn,
		.context = context,
		.missing = missing_out,
		.root = tree,
		.path = BUF_INIT,
	};
	struct object object = { 0 };
	struct cursor cursor = { 0 };
	int ret = load(&diff, tree, &object, &cursor);
	bool is_whole = ret == 0 && next(&cursor);

	while (is_whole && cursor.more) {
		report(&diff, NULL, &cursor.entry);
		is_whole = next(&cursor);
	}
	if (ret == 0 && !is_whole)
		ret = damaged(&diff, tree, UNFIT_TREE);
	object_release(&object);
	buf_release(&diff.path);
	return ret;
}
