/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_CHECK_H
#define REVERTS_CHECK_H
/*
 * check - whether one commit undoes another, remembered in the table
 * revert_checks: contents never change, so each pair is read once, also one
 * that came to nothing.  What a run does not ask for is forgotten, so that the
 * table does not depend on how a history was cut into runs.
 */
#include "audit/base/bytemap.h"
#include "audit/facts/stage.h"
#include "audit/reverts/compare.h"

/* A remembered comparison. */
struct check_row {
	uint32_t commit, target;
	uint64_t beside; /* hash of all targets compared together; 0: alone */
	struct content_check check;
	bool is_used;
};

struct checker {
	struct content_reader reader;
	struct check_row *rows;
	size_t n_rows, n_alloc;
	struct bytemap index; /* (commit, target, beside) to row + 1 */
	struct content last;  /* the commit asked for last */
	bool has_last;
};

/* All zero before.  is_fresh: what is remembered does not count. */
int checker_init(struct checker *checker, const struct stage_work *work,
		 struct past *history, bool is_fresh, struct err *err);
void checker_release(struct checker *checker);

/*
 * Does a commit undo the target?  kept: the parent that a reverted merge
 * kept, or PAST_NONE.
 */
int checker_pair(struct checker *checker, uint32_t commit, uint32_t target,
		 uint32_t kept, struct content_check *check_out,
		 struct err *err);

/*
 * Does a commit undo several at once, line for line?  checks holds the answer
 * for each alone, and becomes EXACT throughout if so.
 */
int checker_together(struct checker *checker, uint32_t commit,
		     const uint32_t *targets, size_t n_targets,
		     struct content_check *checks, struct err *err);

/* Write what was asked for, in place of what was remembered. */
int checker_save(struct checker *checker, const struct stage_work *work,
		 struct err *err);

#endif
