/* SPDX-License-Identifier: MIT */
#include "audit/git/tree_path.h"

#include <string.h>

/*
 * The entry of a name in the bytes of a tree: entries are "mode name NUL id",
 * and a name stands in a tree once.
 */
static bool find_entry(const struct object *tree, const char *name, size_t len,
		       struct oid *oid_out)
{
	const unsigned char *at = tree->data, *end = at + tree->len;

	while (at < end) {
		const unsigned char *blank =
			memchr(at, ' ', (size_t)(end - at));
		const unsigned char *nul =
			blank ? memchr(blank, '\0', (size_t)(end - blank))
			      : NULL;

		if (!nul || end - nul <= OID_BYTES)
			return false;
		memcpy(oid_out->bytes, nul + 1, OID_BYTES);
		if ((size_t)(nul - blank - 1) == len &&
		    memcmp(blank + 1, name, len) == 0)
			return true;
		at = nul + 1 + OID_BYTES;
	}
	return false;
}

bool tree_path_exists(struct repository *repo, const struct oid *commit,
		      const char *path)
{
	struct object tree;
	struct oid oid;
	bool found = repository_tree(repo, commit, &oid, NULL);

	while (found && *path) {
		size_t len = strcspn(path, "/");

		if (repository_read_node(repo, &oid, &tree, NULL) < 0)
			return false;
		found = tree.kind == OBJECT_TREE &&
			find_entry(&tree, path, len, &oid);
		object_release(&tree);
		path += len + (path[len] == '/');
	}
	return found;
}
