/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_SETTLE_H
#define REVERTS_SETTLE_H
/*
 * settle - from what a message claims to what is so: each claim is looked up,
 * and compared with the contents.
 *
 * Strong claims come first, then weak ones, then the subject where nothing
 * else led anywhere.  A claim that several commits fit is settled by the
 * contents, if one of them is undone exactly.
 */
#include "audit/reverts/check.h"
#include "audit/reverts/rows.h"
#include "audit/reverts/silent.h"

struct settle {
	struct past *history;
	struct resolver *resolver;
	struct checker *checker;
	struct revert_rows reverts, fixes; /* sorted by commit, then order */
	uint8_t *speaks; /* by commit: its message speaks of a revert */
	uint8_t *says;   /* by commit: enum revert_says + 1 of one resolved */
};

/* Everything given outlives it. */
void settle_init(struct settle *settle, struct past *history,
		 struct resolver *resolver, struct checker *checker);
void settle_release(struct settle *settle);

/* Settle the claims of the message of one commit. */
int settle_claims(struct settle *settle, uint32_t commit,
		  const struct revert_claim *claims, size_t n_claims,
		  struct err *err);

/*
 * Add the changes that are the exact inverse of an earlier one and name no
 * commit.  After the claims of all commits.
 */
int settle_silent(struct settle *settle, const struct silent *silent,
		  struct err *err);

#endif
