/* SPDX-License-Identifier: MIT */
/*
 * The order of ids, what is reachable, the mainline and the landings, on
 * random graphs against the plainest way to say the same, and by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/xalloc.h"
#include "audit/git/graph.h"
#include "audit/git/landing.h"

enum { N_MAX = 40, N_GRAPHS = 3000 };

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005 + 1442695040888963407;
	return (uint32_t)(*seed >> 33);
}

static struct oid oid_of(uint64_t n)
{
	struct oid oid = { { 0 } };

	n = (n + 1) * 0x9e3779b97f4a7c15;
	memcpy(oid.bytes, &n, sizeof(n));
	return oid;
}

/* --- random graphs --- */

/* A commit as the test has it: parents are smaller numbers. */
struct commit {
	size_t n_parents;
	size_t parents[3];
	int64_t committed_at;
	bool is_read, names_default;
};

struct commits {
	struct commit items[N_MAX];
	size_t n;
};

static void make_commits(uint64_t seed, struct commits *commits)
{
	commits->n = 1 + next_random(&seed) % N_MAX;
	for (size_t i = 0; i < commits->n; i++) {
		struct commit *commit = &commits->items[i];
		size_t n = next_random(&seed) % 10;

		memset(commit, 0, sizeof(*commit));
		commit->n_parents = n < 1 || !i ? 0 : n < 6 ? 1 : n < 9 ? 2 : 3;
		for (size_t k = 0; k < commit->n_parents; k++) {
			size_t back = 1 + next_random(&seed) % 6;

			commit->parents[k] = back > i ? 0 : i - back;
		}
		/* clocks go wrong, and seconds are shared */
		commit->committed_at =
			(int64_t)(i / 3 + next_random(&seed) % 4);
		commit->names_default =
			commit->n_parents == 2 && next_random(&seed) % 2;
		commit->is_read = next_random(&seed) % 30 != 0;
		if (!commit->is_read)
			commit->n_parents = 0, commit->names_default = false;
	}
}

/* Nodes get the numbers of places in order, a permutation or a part of it. */
static void add_commits(const struct commits *commits, const size_t *order,
			size_t n, struct graph *graph)
{
	for (size_t i = 0; i < n; i++) {
		const struct commit *commit = &commits->items[order[i]];
		struct oid oid = oid_of(order[i]);
		uint32_t at = graph_add(graph, &oid);

		graph->nodes[at].committed_at = commit->committed_at;
		graph->nodes[at].is_read = commit->is_read;
		graph->nodes[at].names_default = commit->names_default;
		for (size_t k = 0; k < commit->n_parents; k++) {
			oid = oid_of(commit->parents[k]);
			graph_add_parent(graph, at, graph_add(graph, &oid));
		}
	}
}

static void shuffle(uint64_t seed, size_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n; i > 1; i--) {
		size_t at = next_random(&seed) % i;
		size_t was = order[at];

		order[at] = order[i - 1];
		order[i - 1] = was;
	}
}

static uint32_t node_of(const struct graph *graph, size_t n)
{
	struct oid oid = oid_of(n);

	return graph_find(graph, &oid);
}

/* The graph of all commits, in an order of its own, from the last on. */
static void make_graph(uint64_t seed, const struct commits *commits,
		       struct graph *graph)
{
	size_t order[N_MAX];
	uint32_t tips[2];

	shuffle(seed, order, commits->n);
	memset(graph, 0, sizeof(*graph));
	add_commits(commits, order, commits->n, graph);
	tips[0] = node_of(graph, commits->n - 1);
	tips[1] = node_of(graph, commits->n / 2);
	graph_mark_reachable(graph, tips, 1 + seed % 2);
}

/* --- order --- */

static bool is_ready(const struct graph *graph, const bool *is_done,
		     uint32_t at)
{
	const struct graph_node *node = &graph->nodes[at];

	if (is_done[at] || !node->is_reachable || !node->is_read)
		return false;
	for (uint32_t i = 0; i < node->n_parents; i++) {
		uint32_t parent = graph_parent(graph, at, i);

		if (graph->nodes[parent].is_read && !is_done[parent])
			return false;
	}
	return true;
}

static bool is_before(const struct graph_node *a, const struct graph_node *b)
{
	if (a->committed_at != b->committed_at)
		return a->committed_at < b->committed_at;
	return oid_compare(&a->oid, &b->oid) < 0;
}

/* The first of all that may come next, again and again. */
static size_t plain_order(const struct graph *graph, uint32_t *order)
{
	bool is_done[N_MAX] = { false };
	size_t n = 0;

	for (;;) {
		uint32_t best = GRAPH_NONE;

		for (uint32_t at = 0; at < graph->n_nodes; at++)
			if (is_ready(graph, is_done, at) &&
			    (best == GRAPH_NONE ||
			     is_before(&graph->nodes[at], &graph->nodes[best])))
				best = at;
		if (best == GRAPH_NONE)
			return n;
		is_done[best] = true;
		order[n++] = best;
	}
}

static void check_order(const struct graph *graph, const uint32_t *order,
			size_t n, int64_t first_id, uint64_t seed)
{
	uint32_t expect[N_MAX];
	size_t n_expect = plain_order(graph, expect);

	if (n != n_expect)
		fail_msg("graph %d: %zu, not %zu", (int)seed, n, n_expect);
	for (size_t i = 0; i < n; i++)
		if (order[i] != expect[i] ||
		    graph->nodes[order[i]].id != first_id + (int64_t)i)
			fail_msg("graph %d: place %zu", (int)seed, i);
}

/* With the first n_stored in the file, the rest comes in the same order. */
static void check_prefix(const struct commits *commits,
			 const struct graph *whole, const uint32_t *order,
			 size_t n, size_t n_stored)
{
	struct graph graph = { 0 };
	uint32_t *rest;
	size_t n_rest;

	for (size_t i = 0; i < n_stored; i++) {
		uint32_t at = graph_add(&graph, &whole->nodes[order[i]].oid);

		graph.nodes[at].is_stored = true;
		graph.nodes[at].id = whole->nodes[order[i]].id;
	}
	for (size_t i = commits->n; i--;)
		add_commits(commits, &i, 1, &graph);
	for (uint32_t at = 0; at < graph.n_nodes; at++) {
		uint32_t same = graph_find(whole, &graph.nodes[at].oid);

		graph.nodes[at].is_reachable = whole->nodes[same].is_reachable;
	}
	rest = graph_number(
		&graph, whole->nodes[order[0]].id + (int64_t)n_stored, &n_rest);
	assert_int_equal(n_rest, n - n_stored);
	for (size_t i = 0; i < n_rest; i++)
		assert_true(
			oid_compare(&graph.nodes[rest[i]].oid,
				    &whole->nodes[order[n_stored + i]].oid) ==
				0 &&
			graph.nodes[rest[i]].id ==
				whole->nodes[order[n_stored + i]].id);
	free(rest);
	graph_release(&graph);
}

static void test_order(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < N_GRAPHS; seed++) {
		struct commits commits;
		struct graph graph;
		uint32_t *order;
		size_t n;

		make_commits(seed, &commits);
		make_graph(seed, &commits, &graph);
		order = graph_number(&graph, 7, &n);
		check_order(&graph, order, n, 7, seed);
		for (size_t i = 0; i <= n && n && seed % 4 == 0; i++)
			check_prefix(&commits, &graph, order, n, i);
		free(order);
		graph_release(&graph);
	}
}

/* --- reachability, and the landings from it --- */

/* Bits of what a commit reaches, itself too. */
static uint64_t reach(const struct commits *commits, size_t at)
{
	uint64_t bits = (uint64_t)1 << at;

	for (size_t k = 0; k < commits->items[at].n_parents; k++)
		bits |= reach(commits, commits->items[at].parents[k]);
	return bits;
}

static int n_bits(uint64_t bits)
{
	int n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

static void test_reachable(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 300; seed++) {
		struct commits commits;
		struct graph graph;
		uint64_t bits;

		make_commits(seed, &commits);
		for (size_t i = 0; i < commits.n; i++)
			if (commits.items[i].n_parents == 3)
				commits.items[i].n_parents = 2;
		make_graph(seed, &commits, &graph);
		bits = reach(&commits, commits.n - 1);
		if (seed % 2)
			bits |= reach(&commits, commits.n / 2);
		for (size_t i = 0; i < commits.n; i++)
			assert_int_equal(
				graph.nodes[node_of(&graph, i)].is_reachable,
				bits >> i & 1);
		graph_release(&graph);
	}
}

/* The parent that the mainline follows, by counting sets. */
static size_t plain_followed(const struct commits *commits, size_t at)
{
	const struct commit *commit = &commits->items[at];
	uint64_t a, b;

	if (!commit->names_default)
		return 0;
	a = reach(commits, commit->parents[0]);
	b = reach(commits, commit->parents[1]);
	return n_bits(b & ~a) > n_bits(a & ~b);
}

/* The mainline, newest first. */
static size_t plain_mainline(const struct commits *commits, size_t *chain)
{
	size_t n = 0, at = commits->n - 1;

	for (;;) {
		const struct commit *commit = &commits->items[at];

		chain[n++] = at;
		if (!commit->n_parents)
			return n;
		at = commit->parents[plain_followed(commits, at)];
		if (!commits->items[at].is_read)
			return n;
	}
}

static void check_node(const struct graph *graph, size_t n, bool is_mainline,
		       uint32_t landing, uint64_t seed)
{
	const struct graph_node *node = &graph->nodes[node_of(graph, n)];

	if (node->is_mainline != is_mainline)
		fail_msg("graph %d: mainline of %zu", (int)seed, n);
	if (node->landing != landing)
		fail_msg("graph %d: landing of %zu", (int)seed, n);
}

static void check_landings(const struct commits *commits,
			   const struct graph *graph, uint64_t seed)
{
	size_t chain[N_MAX], n = plain_mainline(commits, chain);
	uint64_t landed = 0;

	for (size_t i = n; i--;) {
		uint64_t new = reach(commits, chain[i]) & ~landed;

		for (size_t k = 0; k < commits->n; k++)
			if (new >> k & 1)
				check_node(graph, k, k == chain[i],
					   node_of(graph, chain[i]), seed);
		landed |= new;
		assert_int_equal(
			graph->nodes[node_of(graph, chain[i])].followed,
			plain_followed(commits, chain[i]));
	}
	for (size_t k = 0; k < commits->n; k++)
		if (!(landed >> k & 1))
			check_node(graph, k, false, GRAPH_NONE, seed);
}

static void test_landings(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < N_GRAPHS; seed++) {
		struct commits commits;
		struct graph graph;
		size_t n;

		make_commits(seed, &commits);
		/* the tip itself is always there */
		commits.items[commits.n - 1].is_read = true;
		make_graph(seed, &commits, &graph);
		free(graph_number(&graph, 1, &n));
		landing_assign(&graph, node_of(&graph, commits.n - 1));
		check_landings(&commits, &graph, seed);
		/* again: nothing is left of the first time */
		landing_assign(&graph, node_of(&graph, commits.n - 1));
		check_landings(&commits, &graph, seed);
		graph_release(&graph);
	}
}

/* --- by hand --- */

static void test_subjects(void **state)
{
	static const struct {
		const char *subject;
		bool names_default;
	} rows[] = {
		{ "Merge branch 'main'", true },
		{ "Merge branch 'master' of https://example.org/x", true },
		{ "Merge branch 'trunk' into topic", true },
		{ "Merge branch 'develop' into 'topic'", true },
		{ "Merge remote-tracking branch 'origin/main'", true },
		{ "Merge remote-tracking branch 'a-b.c/master' into x", true },
		{ "Merge branch 'mainline'", false },
		{ "Merge branch 'topic' into main", false },
		{ "Merge branch 'x/main'", false },
		{ "Merge remote-tracking branch 'main'", false },
		{ "Merge remote-tracking branch 'origin/x/main'", false },
		{ "Merge remote-tracking branch 'origin/topic'", false },
		{ "Merge branches 'main' and 'x'", false },
		{ "merge branch 'main'", false },
		{ "Merge branch 'main", false },
		{ "Merge branch '", false },
		{ "Merge remote-tracking branch 'origin/", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (landing_names_default(rows[i].subject) !=
		    rows[i].names_default)
			fail_msg("'%s'", rows[i].subject);
}

/*
 *   0 - 1 - 2 - 3 - - - 6        the default branch
 *    \                   \
 *     4 - - - - - 5 - - - 7 - 8  a topic that was pushed as it
 *
 * 7 merges 6 into 5: the mainline goes on with its second parent.
 */
static void test_foxtrot(void **state)
{
	static const struct {
		size_t tip;
		bool names_default;
		unsigned mainline, followed; /* bits */
	} rows[] = {
		{ 8, true, 0x1cf, 1 << 7 }, { 8, false, 0x1b1, 0 },
		{ 7, true, 0xcf, 1 << 7 },  { 6, true, 0x4f, 0 },
		{ 5, true, 0x31, 0 },
	};
	static const size_t parents[9][2] = { { 0, 0 }, { 0, 0 }, { 1, 0 },
					      { 2, 0 }, { 0, 0 }, { 4, 0 },
					      { 3, 0 }, { 5, 6 }, { 7, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct commits commits = { .n = rows[i].tip + 1 };
		struct graph graph;
		size_t n;

		for (size_t k = 0; k < commits.n; k++) {
			struct commit *commit = &commits.items[k];

			commit->n_parents = k == 7 ? 2 : k > 0;
			memcpy(commit->parents, parents[k], sizeof(parents[k]));
			commit->is_read = true;
			commit->names_default = k == 7 && rows[i].names_default;
		}
		make_graph(0, &commits, &graph);
		free(graph_number(&graph, 1, &n));
		landing_assign(&graph, node_of(&graph, rows[i].tip));
		for (size_t k = 0; k < commits.n; k++) {
			struct graph_node *node =
				&graph.nodes[node_of(&graph, k)];

			if (node->is_mainline != (rows[i].mainline >> k & 1) ||
			    node->followed != (rows[i].followed >> k & 1))
				fail_msg("row %zu, commit %zu", i, k);
			/* as a stored history knows it */
			node->is_known_foxtrot = node->followed;
			node->names_default = false;
		}
		landing_assign(&graph, node_of(&graph, rows[i].tip));
		for (size_t k = 0; k < commits.n; k++)
			if (graph.nodes[node_of(&graph, k)].followed !=
			    (rows[i].followed >> k & 1))
				fail_msg("row %zu, known commit %zu", i, k);
		graph_release(&graph);
	}
}

/* A chain of many commits: no recursion, and a table that grows. */
static void test_long_chain(void **state)
{
	enum { N = 200000 };
	struct graph graph = { 0 };
	struct oid oid;
	uint32_t tip;
	size_t n;

	(void)state;
	assert_true(graph_find(&graph, &(struct oid){ { 1 } }) == GRAPH_NONE);
	for (size_t i = 0; i < N; i++) {
		oid = oid_of(i);
		tip = graph_add(&graph, &oid);
		assert_int_equal(graph_add(&graph, &oid), tip);
		graph.nodes[tip].is_read = true;
		graph.nodes[tip].committed_at = (int64_t)(N - i);
		if (i)
			graph_add_parent(&graph, tip, tip - 1);
	}
	graph_mark_reachable(&graph, &tip, 1);
	free(graph_number(&graph, 1, &n));
	assert_int_equal(n, N);
	landing_assign(&graph, tip);
	for (uint32_t i = 0; i < N; i++) {
		assert_int_equal(graph.nodes[i].id, i + 1);
		assert_int_equal(graph.nodes[i].landing, i);
	}
	graph_release(&graph);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_reachable),
		cmocka_unit_test(test_landings),
		cmocka_unit_test(test_subjects),
		cmocka_unit_test(test_foxtrot),
		cmocka_unit_test(test_long_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
