/* SPDX-License-Identifier: MIT */
#include "audit/git/between.h"

#include <assert.h>
#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/git/handle.h"

/*
 * How many commits of both sides are walked after the last of one side, and
 * how many in all to see which side has more.
 */
enum { FURTHER = 256, COMPARED = 1024 };

/* Which sides reach a commit. */
enum { FROM_A = 1, FROM_B = 2, N_COLOURS = 4 };

/* A commit that was reached. */
struct seen {
	struct oid oid;
	git_commit *commit; /* NULL: not here */
	unsigned colour;
	bool is_queued;
};

struct walk {
	struct repository *repo;
	struct seen *seen;
	size_t n_seen, n_seen_alloc;
	struct bytemap numbers; /* of seen, by oid */
	size_t *queue;          /* a heap of numbers, the newest on top */
	size_t n_queue, n_queue_alloc;
	size_t n_open[N_COLOURS]; /* of the queue, by colour */
};

static bool is_newer(const struct walk *walk, size_t a, size_t b)
{
	return git_commit_time(walk->seen[a].commit) >
	       git_commit_time(walk->seen[b].commit);
}

static void push(struct walk *walk, size_t number)
{
	size_t at = walk->n_queue++;

	walk->queue = xgrow(walk->queue, at, &walk->n_queue_alloc,
			    sizeof(*walk->queue));
	for (; at > 0; at = (at - 1) / 2) {
		const size_t above = walk->queue[(at - 1) / 2];

		if (!is_newer(walk, number, above))
			break;
		walk->queue[at] = above;
	}
	walk->queue[at] = number;
	walk->seen[number].is_queued = true;
	walk->n_open[walk->seen[number].colour]++;
}

/* Of the two below a place, the newer; n_queue: there is none. */
static size_t below(const struct walk *walk, size_t at)
{
	const size_t left = 2 * at + 1, right = left + 1;

	if (left >= walk->n_queue)
		return walk->n_queue;
	return right < walk->n_queue && is_newer(walk, walk->queue[right],
						 walk->queue[left])
		       ? right
		       : left;
}

static size_t pop(struct walk *walk)
{
	const size_t top = walk->queue[0];
	const size_t last = walk->queue[--walk->n_queue];
	size_t at = 0, next;

	while ((next = below(walk, at)) < walk->n_queue &&
	       is_newer(walk, walk->queue[next], last)) {
		walk->queue[at] = walk->queue[next];
		at = next;
	}
	walk->queue[at] = last;
	walk->seen[top].is_queued = false;
	walk->n_open[walk->seen[top].colour]--;
	return top;
}

/* A side reaches what was seen before: its parents must hear of it. */
static void paint(struct walk *walk, size_t number, unsigned colour)
{
	struct seen *seen = &walk->seen[number];
	const unsigned before = seen->colour;

	seen->colour |= colour;
	if (seen->colour == before || !seen->commit)
		return;
	if (seen->is_queued) {
		walk->n_open[before]--;
		walk->n_open[seen->colour]++;
	} else {
		push(walk, number);
	}
}

/* Come to a commit; what side A alone reaches must be here. */
static int reach(struct walk *walk, const git_oid *id, unsigned colour,
		 struct err *err)
{
	const int64_t known =
		bytemap_get(&walk->numbers, id->id, OID_BYTES, -1);
	const size_t number = walk->n_seen;
	struct seen *seen;

	if (known >= 0) {
		assert(walk->seen);
		paint(walk, (size_t)known, colour);
		return 0;
	}
	walk->seen = xgrow(walk->seen, number, &walk->n_seen_alloc,
			   sizeof(*walk->seen));
	seen = &walk->seen[number];
	memset(seen, 0, sizeof(*seen));
	memcpy(seen->oid.bytes, id->id, OID_BYTES);
	seen->colour = colour;
	if (git_commit_lookup(&seen->commit, walk->repo->handle, id) < 0) {
		seen->commit = NULL;
		if (colour == FROM_A)
			return err_set(err, FAIL_WORLD,
				       "cannot walk the range: %s; %s",
				       handle_last_error(), HINT_REPOSITORY);
	}
	walk->n_seen++;
	bytemap_set(&walk->numbers, id->id, OID_BYTES, (int64_t)number);
	if (seen->commit)
		push(walk, number);
	return 0;
}

static int start(struct walk *walk, const struct oid *oid, unsigned colour,
		 struct err *err)
{
	git_oid id;

	memcpy(id.id, oid->bytes, OID_BYTES);
	return reach(walk, &id, colour, err);
}

/* Go on from the newest commit, and say which. */
static int step(struct walk *walk, const struct seen **seen_out,
		struct err *err)
{
	const size_t at = pop(walk);
	const unsigned colour = walk->seen[at].colour;
	const git_commit *commit = walk->seen[at].commit;
	const unsigned n = git_commit_parentcount(commit);

	for (unsigned i = 0; i < n; i++)
		if (reach(walk, git_commit_parent_id(commit, i), colour, err) <
		    0)
			return -1;
	*seen_out = &walk->seen[at];
	return 0;
}

static int go_on(struct walk *walk, struct err *err)
{
	const struct seen *seen;
	int further = FURTHER;

	while (walk->n_queue && (walk->n_open[FROM_A] || further > 0)) {
		if (step(walk, &seen, err) < 0)
			return -1;
		further = seen->colour == FROM_A ? FURTHER : further - 1;
	}
	return 0;
}

static void add(struct between *between, const struct oid *oid)
{
	between->commits =
		xgrow(between->commits, between->n_commits,
		      &between->n_commits_alloc, sizeof(*between->commits));
	between->commits[between->n_commits++] = *oid;
}

static void take(const struct walk *walk, struct between *between)
{
	memset(between, 0, sizeof(*between));
	for (size_t i = 0; i < walk->n_seen; i++)
		if (walk->seen[i].colour == FROM_A)
			add(between, &walk->seen[i].oid);
}

static void release(struct walk *walk)
{
	for (size_t i = 0; i < walk->n_seen; i++)
		git_commit_free(walk->seen[i].commit);
	free(walk->seen);
	free(walk->queue);
	bytemap_release(&walk->numbers);
}

int between_read(struct repository *repo, const struct oid *starts,
		 size_t n_starts, const struct oid *hidden,
		 struct between *between_out, struct err *err)
{
	struct walk walk = { .repo = repo };
	int ret = 0;

	if (hidden)
		ret = start(&walk, hidden, FROM_B, err);
	for (size_t i = 0; ret == 0 && i < n_starts; i++)
		ret = start(&walk, &starts[i], FROM_A, err);
	if (ret == 0)
		ret = go_on(&walk, err);
	if (ret == 0)
		take(&walk, between_out);
	release(&walk);
	return ret;
}

static size_t count(const struct walk *walk, unsigned colour)
{
	size_t n = 0;

	for (size_t i = 0; i < walk->n_seen; i++)
		n += walk->seen[i].colour == colour;
	return n;
}

bool between_brings_more(struct repository *repo, const struct oid *first,
			 const struct oid *second)
{
	struct walk walk = { .repo = repo };
	struct err err = ERR_INIT;
	const struct seen *seen;
	bool is_more = false;

	if (start(&walk, first, FROM_A, &err) < 0 ||
	    start(&walk, second, FROM_B, &err) < 0)
		goto out;
	for (int n = 0; n < COMPARED; n++) {
		if (!walk.n_open[FROM_A] && !walk.n_open[FROM_B])
			break;
		if (step(&walk, &seen, &err) < 0)
			goto out;
	}
	is_more = count(&walk, FROM_B) > count(&walk, FROM_A);
out:
	release(&walk);
	return is_more;
}

void between_one(const struct oid *commit, struct between *between_out)
{
	memset(between_out, 0, sizeof(*between_out));
	add(between_out, commit);
}

void between_release(struct between *between)
{
	free(between->commits);
	memset(between, 0, sizeof(*between));
}
