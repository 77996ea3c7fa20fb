/* SPDX-License-Identifier: MIT */
/* Any bytes as two trees that are compared. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

#include "audit/git/handle.h"
#include "audit/git/treediff.h"
#include "tests/fuzz/fuzz.h"

/* A repository whose objects are in memory. */
struct world {
	struct repository repo;
	git_odb_backend *memory;
};

static void free_tree(void *tree)
{
	git_odb_object_free(tree);
}

/* The library is never shut down: that would cost most of the time. */
static struct world *open_world(void)
{
	struct world *world = calloc(1, sizeof(*world));

	fuzz_must(world != NULL && git_libgit2_init() > 0);
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	fuzz_must(git_odb_new(&world->repo.odb) == 0 &&
		  git_mempack_new(&world->memory) == 0 &&
		  git_odb_add_backend(world->repo.odb, world->memory, 1) == 0);
	world->repo.trees.n_bytes_max = 1 << 20;
	world->repo.trees.free_value = free_tree;
	return world;
}

static struct oid put(struct world *world, const void *data, size_t size)
{
	struct oid oid;
	git_oid id;

	fuzz_must(git_odb_write(&id, world->repo.odb, data, size,
				GIT_OBJECT_TREE) == 0);
	memcpy(oid.bytes, id.id, OID_BYTES);
	return oid;
}

static void look_at(void *context, const struct tree_change *change)
{
	(void)context;
	fuzz_must(change->path[change->path_len] == '\0');
	fuzz_must(change->old_mode || change->new_mode);
}

static void compare(struct world *world, const struct oid *old_tree,
		    const struct oid *new_tree)
{
	struct treediff_missing missing = { .why = BUF_INIT };

	if (treediff(&world->repo, old_tree, new_tree, look_at, NULL,
		     &missing) < 0)
		fuzz_must(missing.why.len > 0);
	buf_release(&missing.why);
}

/* The first two bytes say how much of the rest is the old tree. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct treediff_missing missing = { .why = BUF_INIT };
	struct world *world;
	struct oid old_tree, new_tree;
	size_t n_old;

	if (size < 2)
		return 0;
	world = open_world();
	n_old = (size_t)(data[0] | data[1] << 8) % (size - 1);
	old_tree = put(world, data + 2, n_old);
	new_tree = put(world, data + 2 + n_old, size - 2 - n_old);
	compare(world, &old_tree, &new_tree);
	compare(world, NULL, &new_tree);
	compare(world, &new_tree, NULL);
	treediff_top(&world->repo, &new_tree, look_at, NULL, &missing);
	buf_release(&missing.why);
	oid_cache_release(&world->repo.trees);
	git_odb_free(world->repo.odb);
	free(world);
	return 0;
}
