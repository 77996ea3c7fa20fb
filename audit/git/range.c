/* SPDX-License-Identifier: MIT */
#include "audit/git/range.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/git/between.h"
#include "audit/git/handle.h"
#include "audit/git/landing.h"

/*
 * So many mainline commits in a row from before a time say that all are: a
 * wrong clock is that of a person or of a day.
 */
enum { OLDER_IN_A_ROW = 256 };

/* A range on its way. */
struct reading {
	struct repository *repo;
	struct range range;
	struct oid base; /* A */
	bool has_base;
	struct between between;
	struct bytemap inside; /* the same, to look up */
};

/* "A..B", "A..", "..B" or "B" into two commits. */
static int resolve(struct reading *reading, const char *text, struct err *err)
{
	const char *dots = strstr(text, "..");
	char *base;
	int ret;

	reading->has_base = dots != NULL;
	if (!dots)
		return repository_resolve(reading->repo, text,
					  &reading->range.tip, err);
	if (dots[2] == '.')
		return err_set(err, FAIL_USAGE,
			       "'%s' has two sides; write the range as A..B",
			       text);
	base = xmemdup0(text, (size_t)(dots - text));
	ret = repository_resolve(reading->repo, *base ? base : "HEAD",
				 &reading->base, err);
	free(base);
	if (ret < 0)
		return -1;
	return repository_resolve(reading->repo, dots[2] ? dots + 2 : "HEAD",
				  &reading->range.tip, err);
}

/* Take what the starts reach and the base does not. */
static int walk(struct reading *reading, const struct oid *starts,
		size_t n_starts, struct err *err)
{
	return between_read(reading->repo, starts, n_starts,
			    reading->has_base ? &reading->base : NULL,
			    &reading->between, err);
}

static void add_oid(struct oid **oids, size_t *n, size_t *n_alloc,
		    const unsigned char *bytes)
{
	*oids = xgrow(*oids, *n, n_alloc, sizeof(**oids));
	memcpy((*oids)[(*n)++].bytes, bytes, OID_BYTES);
}

static void add_edge(struct reading *reading, const unsigned char *bytes)
{
	struct range *range = &reading->range;

	add_oid(&range->edges, &range->n_edges, &range->n_edges_alloc, bytes);
}

static bool is_inside(const struct reading *reading, const unsigned char *bytes)
{
	return bytemap_get(&reading->inside, bytes, OID_BYTES, 0);
}

/* The parents of a commit that are outside. */
static int add_edges(struct reading *reading, const struct oid *oid,
		     struct err *err)
{
	git_commit *commit = NULL;
	git_oid id;

	memcpy(id.id, oid->bytes, OID_BYTES);
	if (git_commit_lookup(&commit, reading->repo->handle, &id) < 0)
		return err_set(err, FAIL_WORLD,
			       "a commit of the range cannot be read: %s; %s",
			       handle_last_error(), HINT_REPOSITORY);
	for (unsigned i = 0; i < git_commit_parentcount(commit); i++) {
		const git_oid *parent = git_commit_parent_id(commit, i);

		if (!is_inside(reading, parent->id))
			add_edge(reading, parent->id);
	}
	git_commit_free(commit);
	return 0;
}

/* Starts are heads, unless the base reaches them. */
static void add_heads(struct reading *reading, const struct oid *starts,
		      size_t n_starts)
{
	struct range *range = &reading->range;

	for (size_t i = 0; i < n_starts; i++)
		if (is_inside(reading, starts[i].bytes))
			add_oid(&range->heads, &range->n_heads,
				&range->n_heads_alloc, starts[i].bytes);
		else
			add_edge(reading, starts[i].bytes);
}

/* Fill the range with what was found. */
static int fill(struct reading *reading, const struct oid *starts,
		size_t n_starts, struct err *err)
{
	const struct between *between = &reading->between;

	reading->range.n_commits = between->n_commits;
	for (size_t i = 0; i < between->n_commits; i++)
		bytemap_set(&reading->inside, between->commits[i].bytes,
			    OID_BYTES, 1);
	add_heads(reading, starts, n_starts);
	for (size_t i = 0; i < between->n_commits; i++)
		if (add_edges(reading, &between->commits[i], err) < 0)
			return -1;
	return 0;
}

/* Give out the range; the reading is over. */
static int finish(struct reading *reading, int ret, struct range *range_out)
{
	bytemap_release(&reading->inside);
	between_release(&reading->between);
	if (ret < 0)
		range_release(&reading->range);
	else
		*range_out = reading->range;
	return ret;
}

int range_read(struct repository *repo, const char *text,
	       struct range *range_out, struct err *err)
{
	struct reading reading = { .repo = repo };
	int ret = resolve(&reading, text, err);

	if (ret == 0 && reading.has_base)
		ret = walk(&reading, &reading.range.tip, 1, err);
	else if (ret == 0)
		between_one(&reading.range.tip, &reading.between);
	if (ret == 0)
		ret = fill(&reading, &reading.range.tip, 1, err);
	return finish(&reading, ret, range_out);
}

void range_release(struct range *range)
{
	free(range->heads);
	free(range->edges);
	memset(range, 0, sizeof(*range));
}

/* --- what stands before --- */

/* A place on a mainline, walked from newer to older. */
struct place {
	struct repository *repo;
	git_commit *commit; /* NULL: before the first */
	bool is_cut;        /* a parent is not here */
};

static struct oid parent_of(const git_commit *commit, unsigned n)
{
	struct oid oid;

	memcpy(oid.bytes, git_commit_parent_id(commit, n)->id, OID_BYTES);
	return oid;
}

/* The parent that the mainline follows; landing.h says which. */
static unsigned followed(const struct place *place)
{
	const char *subject = git_commit_summary(place->commit);
	struct oid first, second;

	if (git_commit_parentcount(place->commit) != 2 || !subject ||
	    !landing_names_default(subject))
		return 0;
	first = parent_of(place->commit, 0);
	second = parent_of(place->commit, 1);
	return between_brings_more(place->repo, &first, &second);
}

static void go_to(struct place *place, const git_oid *id)
{
	git_commit *older = NULL;

	place->is_cut = git_commit_lookup(&older, place->repo->handle, id) < 0;
	git_commit_free(place->commit);
	place->commit = older;
}

static void go_back(struct place *place)
{
	if (git_commit_parentcount(place->commit)) {
		go_to(place,
		      git_commit_parent_id(place->commit, followed(place)));
		return;
	}
	git_commit_free(place->commit);
	place->commit = NULL;
}

static void name_place(const struct place *place, struct oid *oid)
{
	memcpy(oid->bytes, git_commit_id(place->commit)->id, OID_BYTES);
}

static bool is_edge(const struct range *range, const struct place *place)
{
	struct oid oid;

	name_place(place, &oid);
	for (size_t i = 0; i < range->n_edges; i++)
		if (memcmp(&range->edges[i], &oid, sizeof(oid)) == 0)
			return true;
	return false;
}

/* Leave a range; the time of the first of its landings. */
static int64_t leave_range(struct place *place, const struct range *range)
{
	int64_t first = INT64_MAX;
	git_oid id;

	memcpy(id.id, range->tip.bytes, OID_BYTES);
	go_to(place, &id);
	while (place->commit && !is_edge(range, place)) {
		const int64_t at = git_commit_time(place->commit);

		first = at < first ? at : first;
		go_back(place);
	}
	return first;
}

/* The latest mainline commit before all that landed since; false: none. */
static bool find_base(struct place *place, int64_t since, struct oid *base)
{
	int n_older = 0;

	for (; place->commit && n_older < OLDER_IN_A_ROW; go_back(place)) {
		if (git_commit_time(place->commit) >= since)
			n_older = 0;
		else if (!n_older++)
			name_place(place, base);
	}
	return n_older > 0;
}

/* What cannot be walked is as good as not here: a shallow clone's end. */
static bool read_before(struct reading *reading, const struct range *range,
			struct range *range_out)
{
	struct err err = ERR_INIT;
	int ret = walk(reading, range->edges, range->n_edges, &err);

	if (ret == 0)
		ret = fill(reading, range->edges, range->n_edges, &err);
	return finish(reading, ret, range_out) == 0;
}

void range_find_before(struct repository *repo, const struct range *range,
		       int64_t seconds, struct range_before *before_out)
{
	struct reading reading = { .repo = repo };
	struct place place = { .repo = repo };
	const int64_t since = leave_range(&place, range) - seconds;
	bool is_here;

	reading.has_base = find_base(&place, since, &reading.base);
	is_here = reading.has_base || !place.is_cut;
	git_commit_free(place.commit);
	memset(before_out, 0, sizeof(*before_out));
	if (is_here)
		is_here = read_before(&reading, range, &before_out->commits);
	before_out->since = is_here ? since : INT64_MAX;
}

void range_before_release(struct range_before *before)
{
	range_release(&before->commits);
}
