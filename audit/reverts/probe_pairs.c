/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_pairs.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/git/similarity.h"
#include "audit/git/treediff.h"

/*
 * More pairs than this are compared by their names only.  A commit may put ten
 * thousand files in the place of others, so nothing else here looks at each
 * pair.
 */
enum { MATRIX_MAX = 16384 };

/* The paths of one comparison. */
struct match {
	const struct probe_facts *facts;
	struct repository *repo;
	const struct probe_end *gone, *new;
	size_t n_gone, n_new;
	uint32_t *to;   /* by gone */
	bool *is_taken; /* by new */
	/* by basename, of what has no pair: how many; numbers, added up */
	struct bytemap gone_names, new_names, new_numbers;
	struct similarity **old_files, **new_files; /* read when needed */
};

/* A pair that may be one. */
struct score {
	int score;
	bool has_same_name;
	uint32_t gone, new;
};

const char *probe_basename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool same_basename(const struct match *match, size_t gone, size_t new)
{
	const struct probe_path *paths = match->facts->paths;

	return strcmp(probe_basename(paths[match->gone[gone].path].name),
		      probe_basename(paths[match->new[new].path].name)) == 0;
}

static bool is_file(const struct probe_entry *entry)
{
	return (entry->mode & MODE_TYPE) == MODE_FILE;
}

static void take(struct match *match, size_t gone, size_t new)
{
	match->to[gone] = (uint32_t) new;
	match->is_taken[new] = true;
}

/* Other things than files must agree in their kind, too. */
static bool is_exact(const struct probe_entry *a, const struct probe_entry *b)
{
	return oid_compare(&a->blob, &b->blob) == 0 &&
	       !oid_is_empty_blob(&a->blob) &&
	       (is_file(a) ? is_file(b) : a->mode == b->mode);
}

/* Gone paths by content: the first one + 1; *next_out leads on likewise. */
static struct bytemap by_content(const struct match *match, size_t **next_out)
{
	struct bytemap first = { 0 };
	size_t *next = xcalloc(match->n_gone, sizeof(*next));

	for (size_t i = match->n_gone; i-- > 0;) {
		const uint8_t *blob = match->gone[i].entry.blob.bytes;

		next[i] = (size_t)bytemap_get(&first, blob, OID_BYTES, 0);
		bytemap_set(&first, blob, OID_BYTES, (int64_t)i + 1);
	}
	*next_out = next;
	return first;
}

/* For each new path the first one gone with its content; a like name wins. */
static void pair_exact(struct match *match)
{
	size_t *next;
	struct bytemap first = by_content(match, &next);

	for (size_t new = 0; new < match->n_new; new ++) {
		const struct probe_entry *entry = &match->new[new].entry;
		size_t best = 0;
		bool is_like = false;

		for (size_t at = (size_t)bytemap_get(&first, entry->blob.bytes,
						     OID_BYTES, 0);
		     at && !is_like; at = next[at - 1]) {
			if (match->to[at - 1] != PROBE_NONE ||
			    !is_exact(&match->gone[at - 1].entry, entry))
				continue;
			is_like = same_basename(match, at - 1, new);
			best = !best || is_like ? at : best;
		}
		if (best)
			take(match, best - 1, new);
	}
	bytemap_release(&first);
	free(next);
}

static struct similarity *file_of(struct match *match,
				  const struct probe_end *end,
				  struct similarity **slot)
{
	if (!*slot)
		*slot = similarity_read(match->repo, &end->entry.blob);
	return *slot;
}

static int score_of(struct match *match, size_t gone, size_t new)
{
	struct similarity *a, *b;

	if (!is_file(&match->gone[gone].entry) ||
	    !is_file(&match->new[new].entry))
		return 0;
	a = file_of(match, &match->gone[gone], &match->old_files[gone]);
	b = file_of(match, &match->new[new], &match->new_files[new]);
	return a && b ? similarity_score(a, b) : 0;
}

static void add_to(struct bytemap *sums, const char *name, int64_t n)
{
	size_t len = strlen(name);

	bytemap_set(sums, name, len, bytemap_get(sums, name, len, 0) + n);
}

static const char *name_of(const struct match *match,
			   const struct probe_end *end)
{
	return probe_basename(match->facts->paths[end->path].name);
}

/* Count a new path among those left, or no more. */
static void count_new(struct match *match, size_t new, int by)
{
	const char *name = name_of(match, &match->new[new]);

	add_to(&match->new_names, name, by);
	add_to(&match->new_numbers, name, by * (int64_t) new);
}

static void count_names(struct match *match)
{
	for (size_t i = 0; i < match->n_gone; i++)
		if (match->to[i] == PROBE_NONE)
			add_to(&match->gone_names,
			       name_of(match, &match->gone[i]), 1);
	for (size_t i = 0; i < match->n_new; i++)
		if (!match->is_taken[i])
			count_new(match, i, 1);
}

/*
 * The new path left with the name of one that is gone, where no other one has
 * it on either side; else PROBE_NONE.
 */
static uint32_t only_namesake(const struct match *match, size_t gone)
{
	const char *name = name_of(match, &match->gone[gone]);
	size_t len = strlen(name);

	if (bytemap_get(&match->gone_names, name, len, 0) != 1 ||
	    bytemap_get(&match->new_names, name, len, 0) != 1)
		return PROBE_NONE;
	return (uint32_t)bytemap_get(&match->new_numbers, name, len, 0);
}

static void pair_by_name(struct match *match)
{
	count_names(match);
	for (size_t i = 0; i < match->n_gone; i++) {
		uint32_t new = match->to[i] == PROBE_NONE
				       ? only_namesake(match, i)
				       : PROBE_NONE;

		if (new == PROBE_NONE ||
		    score_of(match, i, new) < SIMILARITY_BASENAME)
			continue;
		take(match, i, new);
		count_new(match, new, -1);
		add_to(&match->gone_names, name_of(match, &match->gone[i]), -1);
	}
	bytemap_release(&match->gone_names);
	bytemap_release(&match->new_names);
	bytemap_release(&match->new_numbers);
}

static int compare_scores(const void *a, const void *b)
{
	const struct score *left = a, *right = b;

	if (left->score != right->score)
		return right->score - left->score;
	if (left->has_same_name != right->has_same_name)
		return right->has_same_name - left->has_same_name;
	if (left->new != right->new)
		return left->new < right->new ? -1 : 1;
	return left->gone < right->gone ? -1 : 1;
}

/* Pairs that are still possible: where many move, most have found theirs. */
static size_t n_left(const struct match *match)
{
	size_t n_gone = 0, n_new = 0;

	for (size_t i = 0; i < match->n_gone; i++)
		n_gone += match->to[i] == PROBE_NONE;
	for (size_t i = 0; i < match->n_new; i++)
		n_new += !match->is_taken[i];
	return n_gone * n_new;
}

static void pair_by_likeness(struct match *match)
{
	struct score *scores = NULL;
	size_t n = 0, n_alloc = 0;

	if (n_left(match) > MATRIX_MAX)
		return;
	for (size_t i = 0; i < match->n_gone; i++) {
		for (size_t k = 0; k < match->n_new; k++) {
			struct score score = { .gone = (uint32_t)i,
					       .new = (uint32_t)k };

			if (match->to[i] != PROBE_NONE || match->is_taken[k])
				continue;
			score.score = score_of(match, i, k);
			score.has_same_name = same_basename(match, i, k);
			if (score.score < SIMILARITY_RENAME)
				continue;
			scores = xgrow(scores, n, &n_alloc, sizeof(*scores));
			scores[n++] = score;
		}
	}
	if (n)
		qsort(scores, n, sizeof(*scores), compare_scores);
	for (size_t i = 0; i < n; i++)
		if (match->to[scores[i].gone] == PROBE_NONE &&
		    !match->is_taken[scores[i].new])
			take(match, scores[i].gone, scores[i].new);
	free(scores);
}

void probe_pairs(const struct probe_facts *facts, struct repository *repo,
		 struct probe_ends gone, struct probe_ends new,
		 uint32_t *to_out)
{
	const size_t n_gone = gone.n, n_new = new.n;
	struct match match = { .facts = facts,
			       .repo = repo,
			       .gone = gone.items,
			       .new = new.items,
			       .n_gone = n_gone,
			       .n_new = n_new,
			       .to = to_out };

	match.is_taken = xcalloc(n_new, sizeof(*match.is_taken));
	match.old_files = xcalloc(n_gone, sizeof(struct similarity *));
	match.new_files = xcalloc(n_new, sizeof(struct similarity *));
	for (size_t i = 0; i < n_gone; i++)
		to_out[i] = PROBE_NONE;
	pair_exact(&match);
	pair_by_name(&match);
	pair_by_likeness(&match);
	for (size_t i = 0; i < n_gone; i++)
		similarity_free(match.old_files[i]);
	for (size_t i = 0; i < n_new; i++)
		similarity_free(match.new_files[i]);
	free(match.new_files);
	free(match.old_files);
	free(match.is_taken);
}

/* --- mainline commits --- */

/* A version that came, or went. */
struct event {
	uint32_t position, path, version;
	bool is_new;
};

struct probe_steps {
	struct event *events; /* by position; first those that went */
	size_t n_events, n_alloc;
	size_t *starts; /* of each commit that does both; one more at the end */
	size_t n_steps;
};

static int compare_events(const void *a, const void *b)
{
	const struct event *left = a, *right = b;

	if (left->position != right->position)
		return left->position < right->position ? -1 : 1;
	if (left->is_new != right->is_new)
		return left->is_new ? 1 : -1;
	return left->path < right->path ? -1 : left->path > right->path;
}

static void collect_events(struct probe_steps *steps,
			   const struct probe_facts *facts)
{
	for (uint32_t i = 0; i < facts->n_paths; i++) {
		const struct probe_path *path = &facts->paths[i];

		for (uint32_t k = 1; k < path->n_versions; k++) {
			const struct probe_version *at = &path->versions[k];

			if (!at->entry.mode == !at[-1].entry.mode)
				continue;
			steps->events =
				xgrow(steps->events, steps->n_events,
				      &steps->n_alloc, sizeof(*steps->events));
			steps->events[steps->n_events++] =
				(struct event){ at->position, i, k,
						at->entry.mode != 0 };
		}
	}
}

struct probe_steps *probe_steps_new(const struct probe_facts *facts)
{
	struct probe_steps *steps = xcalloc(1, sizeof(*steps));
	size_t n_alloc = 0;

	collect_events(steps, facts);
	if (steps->n_events)
		qsort(steps->events, steps->n_events, sizeof(*steps->events),
		      compare_events);
	for (size_t i = 0, end; i < steps->n_events; i = end) {
		const struct event *first = &steps->events[i];

		for (end = i; end < steps->n_events &&
			      steps->events[end].position == first->position;
		     end++)
			;
		if (first->is_new || !steps->events[end - 1].is_new)
			continue;
		steps->starts = xgrow(steps->starts, steps->n_steps, &n_alloc,
				      sizeof(*steps->starts));
		steps->starts[steps->n_steps++] = i;
	}
	return steps;
}

void probe_steps_free(struct probe_steps *steps)
{
	if (!steps)
		return;
	free(steps->starts);
	free(steps->events);
	free(steps);
}

size_t probe_steps_count(const struct probe_steps *steps)
{
	return steps->n_steps;
}

void probe_steps_pair(struct probe_steps *steps, struct probe_facts *facts,
		      struct repository *repo, size_t number)
{
	size_t start = steps->starts[number], end = start, n_gone = 0, n;
	const struct event *events = &steps->events[start];
	struct probe_end *ends;
	uint32_t *to;

	while (end < steps->n_events &&
	       steps->events[end].position == events->position) {
		n_gone += !steps->events[end].is_new;
		end++;
	}
	n = end - start;
	ends = xcalloc(n, sizeof(*ends));
	to = xcalloc(n_gone, sizeof(*to));
	for (size_t i = 0; i < n; i++) {
		const struct probe_path *path = &facts->paths[events[i].path];
		size_t version = events[i].version - (i < n_gone);

		ends[i] = (struct probe_end){ events[i].path,
					      path->versions[version].entry };
	}
	probe_pairs(facts, repo, (struct probe_ends){ ends, n_gone },
		    (struct probe_ends){ ends + n_gone, n - n_gone }, to);
	for (size_t i = 0; i < n_gone; i++)
		if (to[i] != PROBE_NONE)
			facts->paths[events[i].path]
				.versions[events[i].version]
				.link = ends[n_gone + to[i]].path;
	free(to);
	free(ends);
}

/* --- units --- */

/* Numbers of the touches of a unit that only one side has. */
static size_t one_sided(const struct probe_facts *facts, uint32_t unit,
			bool in_base, struct probe_end *ends, uint32_t *numbers)
{
	const struct probe_unit *item = &facts->units[unit];
	size_t n = 0;

	for (uint32_t i = 0; i < item->n_touches; i++) {
		uint32_t number = item->first_touch + i;
		const struct probe_touch *touch = &facts->touches[number];
		const struct probe_entry *here =
			in_base ? &touch->base : &touch->theirs;
		const struct probe_entry *there =
			in_base ? &touch->theirs : &touch->base;

		if (!here->mode || there->mode)
			continue;
		ends[n] = (struct probe_end){ touch->path, *here };
		numbers[n++] = number;
	}
	return n;
}

void probe_unit_pair(struct probe_facts *facts, struct repository *repo,
		     uint32_t unit)
{
	size_t n = facts->units[unit].n_touches;
	struct probe_end *gone = xcalloc(n, sizeof(*gone));
	struct probe_end *new = xcalloc(n, sizeof(*new));
	uint32_t *numbers = xcalloc(3 * n, sizeof(*numbers));
	size_t n_gone = one_sided(facts, unit, true, gone, numbers);
	size_t n_new = one_sided(facts, unit, false, new, numbers + n);
	uint32_t *to = numbers + 2 * n;

	if (n_gone && n_new)
		probe_pairs(facts, repo, (struct probe_ends){ gone, n_gone },
			    (struct probe_ends){ new, n_new }, to);
	for (size_t i = 0; n_new && i < n_gone; i++) {
		if (to[i] == PROBE_NONE)
			continue;
		facts->touches[numbers[i]].other = numbers[n + to[i]];
		facts->touches[numbers[i]].theirs = new[to[i]].entry;
		facts->touches[numbers[n + to[i]]].other = numbers[i];
	}
	free(numbers);
	free(new);
	free(gone);
}
