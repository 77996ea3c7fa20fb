/* SPDX-License-Identifier: MIT */
/* Which branches hint at a tool, and what their merges brought in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/evidence/branch.h"

/* want: "tool branch" or "" */
static const struct {
	const char *subject, *want;
} subjects[] = {
	{ "Merge branch 'codex/fix-it'", "Codex codex/fix-it" },
	{ "Merge branch 'codex/fix-it' into main", "Codex codex/fix-it" },
	{ "Merge branch 'jane/codex/fix' of x", "Codex jane/codex/fix" },
	{ "Merge remote-tracking branch 'origin/claude/x'",
	  "Claude origin/claude/x" },
	{ "Merge pull request #7 from jane/codex/fix-it",
	  "Codex jane/codex/fix-it" },
	{ "Merge pull request #7 from org/copilot/fix-1-2",
	  "GitHub Copilot org/copilot/fix-1-2" },
	{ "Merge pull request #7 from org/cursor/a-b",
	  "Cursor org/cursor/a-b" },
	{ "Merge pull request #7 from org/devin/1-a", "Devin org/devin/1-a" },
	{ "Merge branch 'Codex/Fix'", "Codex Codex/Fix" },
	/* an account, feature names, the other end of the merge */
	{ "Merge pull request #7 from codex/fix-it", "" },
	{ "Merge pull request #7 from jane/cursor-arrow", "" },
	{ "Merge branch 'cursor-arrow'", "" },
	{ "Merge branch 'gemini-3-support'", "" },
	{ "Merge branch 'codex'", "" },
	{ "Merge branch 'codex/'", "" },
	{ "Merge branch 'main' into codex/fix", "" },
	{ "Merge branch 'a/b/codex/fix'", "" },
	{ "codex/fix-it", "" },
	{ "Merge branch 'codex/fix", "Codex codex/fix" },
	{ "Merge", "" },
	{ "", "" },
};

static void test_subjects(void **state)
{
	struct catalogue *catalogue = catalogue_new();
	struct buf got = BUF_INIT;

	(void)state;
	catalogue_seal(catalogue);
	for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
		struct span branch;
		const struct signal *row = branch_match(
			catalogue, span_of(subjects[i].subject), &branch);

		buf_clear(&got);
		if (row)
			buf_addf(&got, "%s %.*s", row->tool, (int)branch.len,
				 branch.at);
		if (strcmp(got.data, subjects[i].want) != 0)
			fail_msg("'%s' gives '%s'", subjects[i].subject,
				 got.data);
	}
	buf_release(&got);
	catalogue_free(catalogue);
}

static void take(void *context, int64_t commit)
{
	buf_addf(context, " %d", (int)commit);
}

/* parents of the commits 10, 11, ...: up to three, 0 ends; want of a merge */
static const struct {
	const char *what;
	int64_t parents[8][4];
	int64_t merge;
	const char *want;
} graphs[] = {
	{ "one commit", { { 0 }, { 10 }, { 10 }, { 11, 12 } }, 13, " 12" },
	{ "a line",
	  { { 0 }, { 10 }, { 11 }, { 10 }, { 13, 12 } },
	  14,
	  " 12 11" },
	{ "what the first has already is not new",
	  { { 0 }, { 10 }, { 11 }, { 11 }, { 12 }, { 13, 14 } },
	  15,
	  " 14 12" },
	{ "a merge of what is there", { { 0 }, { 10 }, { 11, 10 } }, 12, "" },
	{ "three parents",
	  { { 0 }, { 10 }, { 10 }, { 10 }, { 11, 12, 13 } },
	  14,
	  " 13 12" },
	{ "an unrelated history", { { 0 }, { 0 }, { 10, 11 } }, 12, " 11" },
	{ "a merge in the branch",
	  { { 0 }, { 10 }, { 10 }, { 11 }, { 12, 11 }, { 13, 14 } },
	  15,
	  " 14 12" },
	{ "a parent that is not here",
	  { { 0 }, { 9 }, { 10, 11 } },
	  12,
	  " 11" },
};

static void load(const int64_t parents[8][4], struct branch_graph *graph)
{
	size_t n = 0;

	graph->first = 10;
	graph->n = 8;
	graph->starts = xcalloc(graph->n + 1, sizeof(*graph->starts));
	graph->parents = xcalloc(graph->n * 4, sizeof(*graph->parents));
	graph->marks = xcalloc(graph->n, 1);
	for (size_t i = 0; i < graph->n; i++) {
		graph->starts[i] = n;
		for (size_t p = 0; p < 4 && parents[i][p]; p++)
			graph->parents[n++] = parents[i][p];
	}
	graph->starts[graph->n] = n;
}

static void test_graphs(void **state)
{
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(graphs) / sizeof(*graphs); i++) {
		struct branch_graph graph = { 0 };

		load(graphs[i].parents, &graph);
		/* twice: marks are as they were */
		for (int turn = 0; turn < 2; turn++) {
			buf_clear(&got);
			branch_commits(&graph, graphs[i].merge, take, &got);
			if (strcmp(got.data, graphs[i].want) != 0)
				fail_msg("%s gives '%s'", graphs[i].what,
					 got.data);
		}
		branch_graph_release(&graph);
	}
	buf_release(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_subjects),
		cmocka_unit_test(test_graphs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
