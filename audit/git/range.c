/* SPDX-License-Identifier: MIT */
#include "audit/git/range.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/git/handle.h"

/* A range on its way. */
struct reading {
	struct repository *repo;
	struct range range;
	struct oid base; /* A */
	bool is_single;  /* no A: the commit alone */
	struct oid *commits;
	size_t n_commits_alloc;
	struct bytemap inside; /* the same, to look up */
};

/* "A..B", "A..", "..B" or "B" into two commits. */
static int resolve(struct reading *reading, const char *text, struct err *err)
{
	const char *dots = strstr(text, "..");
	char *base;
	int ret;

	reading->is_single = !dots;
	if (!dots)
		return repository_resolve(reading->repo, text,
					  &reading->range.tip, err);
	if (dots[2] == '.')
		return err_set(err, FAIL_USAGE,
			       "'%s' has two sides; a range is A..B", text);
	base = xmemdup0(text, (size_t)(dots - text));
	ret = repository_resolve(reading->repo, *base ? base : "HEAD",
				 &reading->base, err);
	free(base);
	if (ret < 0)
		return -1;
	return repository_resolve(reading->repo, dots[2] ? dots + 2 : "HEAD",
				  &reading->range.tip, err);
}

static void add_commit(struct reading *reading, const struct oid *oid)
{
	struct range *range = &reading->range;

	reading->commits =
		xgrow(reading->commits, range->n_commits,
		      &reading->n_commits_alloc, sizeof(*reading->commits));
	reading->commits[range->n_commits++] = *oid;
	bytemap_set(&reading->inside, oid->bytes, OID_BYTES, 1);
}

static int walk(struct reading *reading, struct err *err)
{
	git_revwalk *walk = NULL;
	git_oid id;
	struct oid oid;
	int ret = -1;

	memcpy(id.id, reading->range.tip.bytes, OID_BYTES);
	if (git_revwalk_new(&walk, reading->repo->handle) < 0 ||
	    git_revwalk_push(walk, &id) < 0)
		goto out;
	memcpy(id.id, reading->base.bytes, OID_BYTES);
	if (git_revwalk_hide(walk, &id) < 0)
		goto out;
	while ((ret = git_revwalk_next(&id, walk)) == 0) {
		memcpy(oid.bytes, id.id, OID_BYTES);
		add_commit(reading, &oid);
	}
	ret = ret == GIT_ITEROVER ? 0 : -1;
out:
	git_revwalk_free(walk);
	return ret < 0 ? err_set(err, FAIL_WORLD, "cannot walk the range: %s",
				 handle_last_error())
		       : 0;
}

/* The parents of a commit that are outside. */
static int add_edges(struct reading *reading, const struct oid *oid,
		     struct err *err)
{
	struct range *range = &reading->range;
	git_commit *commit = NULL;
	git_oid id;

	memcpy(id.id, oid->bytes, OID_BYTES);
	if (git_commit_lookup(&commit, reading->repo->handle, &id) < 0)
		return err_set(err, FAIL_WORLD,
			       "a commit of the range cannot be read: %s",
			       handle_last_error());
	for (unsigned i = 0; i < git_commit_parentcount(commit); i++) {
		const git_oid *parent = git_commit_parent_id(commit, i);

		if (bytemap_get(&reading->inside, parent->id, OID_BYTES, 0))
			continue;
		range->edges =
			xgrow(range->edges, range->n_edges,
			      &range->n_edges_alloc, sizeof(*range->edges));
		memcpy(range->edges[range->n_edges++].bytes, parent->id,
		       OID_BYTES);
	}
	git_commit_free(commit);
	return 0;
}

int range_read(struct repository *repo, const char *text,
	       struct range *range_out, struct err *err)
{
	struct reading reading = { .repo = repo };
	int ret = resolve(&reading, text, err);

	if (ret == 0 && reading.is_single)
		add_commit(&reading, &reading.range.tip);
	else if (ret == 0)
		ret = walk(&reading, err);
	for (size_t i = 0; ret == 0 && i < reading.range.n_commits; i++)
		ret = add_edges(&reading, &reading.commits[i], err);
	bytemap_release(&reading.inside);
	free(reading.commits);
	if (ret < 0)
		range_release(&reading.range);
	else
		*range_out = reading.range;
	return ret;
}

void range_release(struct range *range)
{
	free(range->edges);
	memset(range, 0, sizeof(*range));
}
