/* SPDX-License-Identifier: MIT */
#ifndef BASE_BOOTSTRAP_H
#define BASE_BOOTSTRAP_H
/*
 * bootstrap - intervals from drawing clusters again and again.
 *
 * The changes of one landing were one decision and end together, so a
 * thousand changes say less than a thousand independent ones.  Each draw takes
 * as many clusters as there are, with replacement and whole (B. Efron and
 * R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 8), and estimates
 * anew; the interval is what 95 % of the draws lie in (percentiles, ch. 13).
 * The seed is fixed: the same lives give the same interval, everywhere.
 */
#include "audit/base/survival.h"

/* Fewer clusters say nothing of how clusters vary. */
enum { BOOTSTRAP_CLUSTERS = 10 };

/* How to draw. */
struct bootstrap_plan {
	int n_draws;     /* 999 is usual; fewer than 39 give no interval */
	uint64_t seed;   /* of rng.h */
	int64_t horizon; /* the time that shares and means are about */
};

/* 95 % intervals; an end that too many draws do not reach is infinite. */
struct bootstrap_ranges {
	struct stats_interval share;  /* that lasts longer than the horizon */
	struct stats_interval mean;   /* of lives cut off at the horizon */
	struct stats_interval median; /* of a difference: 0..0 */
};

/*
 * Intervals for one curve.  STATS_TOO_FEW: fewer than STATS_ENOUGH lives or
 * BOOTSTRAP_CLUSTERS clusters with a life; *ranges_out is set to what is
 * always true.
 */
enum stats_answer bootstrap_curve(const struct survival *curve,
				  const struct bootstrap_plan *plan,
				  struct bootstrap_ranges *ranges_out);

/*
 * Intervals for the differences a - b of two curves whose clusters are
 * numbered together: a cluster with lives in both is drawn for both.
 * STATS_TOO_FEW as above, for each of them.
 */
enum stats_answer bootstrap_difference(const struct survival *a,
				       const struct survival *b,
				       const struct bootstrap_plan *plan,
				       struct bootstrap_ranges *ranges_out);

#endif
