/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_BRANCH_H
#define EVIDENCE_BRANCH_H
/*
 * branch - what the branch of a merge hints at.
 *
 * "codex/fix-it" and "jane/codex/fix-it" are from the tool, "codex-fix-it" is
 * a name like any other; in "Merge pull request #1 from codex/fix" codex is
 * an account.
 */
#include <stdint.h>

#include "audit/evidence/catalogue.h"

/*
 * The row that the branch in the subject of a merge matches, or NULL;
 * *branch_out is the branch, a piece of the subject.
 */
const struct signal *branch_match(const struct catalogue *catalogue,
				  struct span subject, struct span *branch_out);

/* The parents of commits with ids first..first+n-1; parents have lower ids. */
struct branch_graph {
	int64_t first;
	size_t n;
	size_t *starts;       /* n + 1: where those of a commit are; owned */
	int64_t *parents;     /* ids, the first parent first; owned */
	unsigned char *marks; /* for branch_commits, zero between; owned */
};

void branch_graph_release(struct branch_graph *graph);

/*
 * The commits that a merge brought in: what its other parents reach and its
 * first does not.  Calls visit for each, highest id first.
 */
void branch_commits(struct branch_graph *graph, int64_t merge,
		    void (*visit)(void *context, int64_t commit),
		    void *context);

#endif
