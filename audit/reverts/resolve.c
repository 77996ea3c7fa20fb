/* SPDX-License-Identifier: MIT */
#include "audit/reverts/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/read_subject.h"

/* --- the index --- */

static int compare_oids(const void *a, const void *b, void *context)
{
	const struct past *history = context;

	return oid_compare(&history->commits[*(const uint32_t *)a].oid,
			   &history->commits[*(const uint32_t *)b].oid);
}

static int compare_subjects(const void *a, const void *b, void *context)
{
	const struct past *history = context;
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
	int order = strcmp(history->commits[left].subject,
			   history->commits[right].subject);

	return order ? order
		     : oid_compare(&history->commits[left].oid,
				   &history->commits[right].oid);
}

static uint32_t *sorted(struct past *history,
			int (*compare)(const void *, const void *, void *))
{
	uint32_t *order = xcalloc(history->n + 1, sizeof(*order));

	for (uint32_t i = 0; i < history->n; i++)
		order[i] = i;
	qsort_r(order, history->n, sizeof(*order), compare, history);
	return order;
}

/* Put commit at the head of the chain of a key. */
static void chain(struct bytemap *map, uint32_t *next, const void *key,
		  size_t len, uint32_t commit)
{
	next[commit] = (uint32_t)bytemap_get(map, key, len, 0);
	bytemap_set(map, key, len, (int64_t)commit + 1);
}

static void index_commit(struct resolver *resolver, uint32_t at)
{
	const struct past_commit *commit = &resolver->history->commits[at];
	size_t len = strlen(commit->subject);

	if (!commit->is_reachable)
		return;
	chain(&resolver->subjects, resolver->next_subject, commit->subject, len,
	      at);
	chain(&resolver->short_subjects, resolver->next_short, commit->subject,
	      read_subject_len(commit->subject, len), at);
	if (commit->pull_request)
		chain(&resolver->pulls, resolver->next_pull,
		      &commit->pull_request, sizeof(commit->pull_request), at);
}

void resolver_init(struct resolver *resolver, struct past *history,
		   struct repository *repo)
{
	resolver->history = history;
	resolver->repo = repo;
	resolver->by_oid = sorted(history, compare_oids);
	resolver->next_subject = xcalloc(history->n + 1, sizeof(uint32_t));
	resolver->next_short = xcalloc(history->n + 1, sizeof(uint32_t));
	resolver->next_pull = xcalloc(history->n + 1, sizeof(uint32_t));
	for (uint32_t i = 0; i < history->n; i++)
		index_commit(resolver, i);
}

void resolver_release(struct resolver *resolver)
{
	free(resolver->by_oid);
	free(resolver->by_subject);
	free(resolver->next_subject);
	free(resolver->next_short);
	free(resolver->next_pull);
	bytemap_release(&resolver->subjects);
	bytemap_release(&resolver->short_subjects);
	bytemap_release(&resolver->pulls);
	memset(resolver, 0, sizeof(*resolver));
}

/* --- candidates --- */

/* Candidates for one name, before it is said whether one is the target. */
struct search {
	struct resolver *resolver;
	uint32_t commit; /* that names it */
	struct revert_found *found;
	size_t n_fitting; /* perhaps more than found holds */
};

static void offer(struct search *search, uint32_t at)
{
	const struct past *history = search->resolver->history;
	struct revert_found *found = search->found;
	size_t i;

	search->n_fitting++;
	i = found->n_commits;
	if (i == FOUND_MAX) {
		if (past_compare_age(history, found->commits[i - 1], at) > 0)
			return;
		i--;
	} else {
		found->n_commits++;
	}
	for (; i && past_compare_age(history, found->commits[i - 1], at) < 0;
	     i--)
		found->commits[i] = found->commits[i - 1];
	found->commits[i] = at;
}

static void offer_older(struct search *search, uint32_t at)
{
	if (at != search->commit &&
	    past_is_older(search->resolver->history, at, search->commit))
		offer(search, at);
}

static void offer_chain(struct search *search, const struct bytemap *map,
			const uint32_t *next, const void *key, size_t len)
{
	uint32_t at = (uint32_t)bytemap_get(map, key, len, 0);

	for (; at; at = next[at - 1])
		offer_older(search, at - 1);
}

/* Several fit: those in the history of the commit come first, if any is. */
static void keep_ancestors(struct search *search)
{
	struct revert_found *found = search->found;
	uint32_t ancestors[FOUND_MAX];
	size_t n = 0;

	for (size_t i = 0; i < found->n_commits; i++)
		if (past_is_ancestor(search->resolver->history,
				     found->commits[i], search->commit))
			ancestors[n++] = found->commits[i];
	if (!n)
		return;
	memcpy(found->commits, ancestors, n * sizeof(*ancestors));
	found->n_commits = n;
}

static void conclude(struct search *search)
{
	struct revert_found *found = search->found;

	if (search->n_fitting > 1)
		keep_ancestors(search);
	if (!found->n_commits)
		found->resolution = NOT_HERE;
	else if (found->n_commits == 1 && search->n_fitting <= FOUND_MAX)
		found->resolution = RESOLVED;
	else
		found->resolution = AMBIGUOUS;
}

/* --- by subject and number --- */

static void find_subject(struct search *search, const char *name)
{
	struct resolver *resolver = search->resolver;
	size_t len = strlen(name);

	offer_chain(search, &resolver->subjects, resolver->next_subject, name,
		    len);
	if (!search->n_fitting)
		offer_chain(search, &resolver->short_subjects,
			    resolver->next_short, name,
			    read_subject_len(name, len));
	conclude(search);
}

static void find_head(struct search *search, const char *name)
{
	struct resolver *resolver = search->resolver;
	const struct past *history = resolver->history;
	size_t low = 0, high = history->n, len = strlen(name);

	if (!resolver->by_subject)
		resolver->by_subject =
			sorted(resolver->history, compare_subjects);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t at = resolver->by_subject[middle];

		if (strcmp(history->commits[at].subject, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < history->n; low++) {
		uint32_t at = resolver->by_subject[low];

		if (strncmp(history->commits[at].subject, name, len) != 0)
			break;
		if (history->commits[at].is_reachable)
			offer_older(search, at);
	}
	conclude(search);
}

/* What reapplies "x" takes back the commit Revert "x". */
static void find_reverted(struct search *search, const char *name)
{
	struct buf subject = BUF_INIT;

	buf_addf(&subject, "Revert \"%s\"", name);
	find_subject(search, subject.data);
	buf_release(&subject);
}

static void find_pull(struct search *search, const char *name)
{
	int64_t number = strtoll(name, NULL, 10);

	offer_chain(search, &search->resolver->pulls,
		    search->resolver->next_pull, &number, sizeof(number));
	conclude(search);
}

/* --- by id --- */

/* The first commit in the order of ids that is not before the digits. */
static size_t first_id(const struct resolver *resolver, const char *name)
{
	const struct past *history = resolver->history;
	size_t low = 0, high = history->n;
	char hex[OID_HEX + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		oid_to_hex(&history->commits[resolver->by_oid[middle]].oid,
			   hex);
		if (strcmp(hex, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Is a commit of that name in the repository, though no tip reaches it? */
static bool is_elsewhere(struct repository *repo, const char *name)
{
	struct err err = ERR_INIT;
	struct oid oid;

	return repo && repository_resolve(repo, name, &oid, &err) == 0;
}

static void find_id(struct search *search, const char *name)
{
	struct resolver *resolver = search->resolver;
	const struct past *history = resolver->history;
	size_t len = strlen(name);
	bool is_unreached = false, is_reached = false;
	char hex[OID_HEX + 1];

	for (size_t i = first_id(resolver, name); i < history->n; i++) {
		uint32_t at = resolver->by_oid[i];

		oid_to_hex(&history->commits[at].oid, hex);
		if (memcmp(hex, name, len) != 0)
			break;
		if (!history->commits[at].is_reachable) {
			is_unreached = true;
			continue;
		}
		is_reached = true;
		if (len == OID_HEX)
			offer(search, at);
		else
			offer_older(search, at);
	}
	conclude(search);
	if (search->found->resolution == NOT_HERE && !is_reached &&
	    (is_unreached || is_elsewhere(resolver->repo, name)))
		search->found->resolution = OTHER_REF;
}

void resolver_find(struct resolver *resolver, uint32_t commit,
		   const struct revert_claim *claim,
		   struct revert_found *found_out)
{
	struct search search = { .resolver = resolver,
				 .commit = commit,
				 .found = found_out };

	memset(found_out, 0, sizeof(*found_out));
	if (claim->shape == SHAPE_SQUASH)
		found_out->resolution = SQUASHED;
	else if (claim->by == BY_ID)
		find_id(&search, claim->name);
	else if (claim->by == BY_SUBJECT)
		find_subject(&search, claim->name);
	else if (claim->by == BY_HEAD)
		find_head(&search, claim->name);
	else if (claim->by == BY_REVERTED)
		find_reverted(&search, claim->name);
	else if (claim->by == BY_PULL)
		find_pull(&search, claim->name);
	else
		found_out->resolution = NOT_A_SHA;
}

const char *revert_resolution_name(enum revert_resolution resolution)
{
	static const char *const names[] = {
		"resolved",  "not-here",  "ambiguous",
		"other-ref", "not-a-sha", "squashed",
	};

	return names[resolution];
}
