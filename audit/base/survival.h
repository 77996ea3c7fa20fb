/* SPDX-License-Identifier: MIT */
#ifndef BASE_SURVIVAL_H
#define BASE_SURVIVAL_H
/*
 * survival - how long things last, where many have not ended yet.
 *
 *	share 1 |---.
 *	        |   '--.___      a step down at each time something ended,
 *	      0 |__________'--   by the share of those still followed then
 *	        0           time
 *
 * The estimate of E. L. Kaplan and P. Meier (J. Am. Stat. Assoc. 53, 1958,
 * 457-481).  A life that is cut off (censored) at a time counts as at risk at
 * that time.  Times are whole numbers of any unit, so that equal ones are
 * equal.  Pure functions, save for the memory of a curve.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/stats.h"

/* One life, as long as it was followed. */
struct life {
	int64_t time;     /* >= 0 */
	uint32_t cluster; /* lives of one cluster depend on each other */
	bool ended;       /* it ended then; else it was cut off */
};

/* A time at which something ended. */
struct survival_step {
	int64_t time;
	int64_t at_risk;  /* lives that reached it */
	int64_t n_ended;  /* of them, ended at it */
	double share;     /* that lasts longer */
	double greenwood; /* sum of d / (n (n - d)) so far, the last d < n */
};

/* A curve; release with survival_release. */
struct survival {
	const struct life *lives; /* sorted; the caller's */
	size_t n_lives;
	uint32_t n_clusters;         /* numbers of clusters are below this */
	struct survival_step *steps; /* by time */
	size_t n_steps;
	int64_t last; /* the longest time that was followed; 0 without lives */
};

/* An estimate with its 95 % interval; ends may be infinite. */
struct survival_estimate {
	double value;
	double variance; /* of value; 0 where it is not estimated */
	struct stats_interval range;
};

/*
 * Make the curve of n lives; they are sorted, and must stay as long as the
 * curve.
 */
void survival_make(struct life *lives, size_t n, struct survival *curve_out);
void survival_release(struct survival *curve);

/* The share that lasts longer than time; flat after the last step. */
double survival_share(const struct survival *curve, int64_t time);

/* How many lives reached time: the number at risk. */
int64_t survival_at_risk(const struct survival *curve, int64_t time);

/*
 * The variance of the logarithm of survival_share, for a share > 0.
 * greenwood: lives are independent (M. Greenwood, Rep. Public Health Med.
 * Subj. 33, 1926).  clustered: those of one cluster are not; the infinitesimal
 * jackknife over clusters, as in T. Therneau and P. Grambsch, Modeling
 * Survival Data, 2000, ch. 8.
 */
double survival_greenwood(const struct survival *curve, int64_t time);
double survival_clustered(const struct survival *curve, int64_t time);

/*
 * The share at a time with the log-log interval (J. Kalbfleisch and
 * R. Prentice, The Statistical Analysis of Failure Time Data, 1980, p. 15)
 * from one of the two variances.  While nothing has ended, or when all has,
 * that interval has no width, and Wilson's for the last number at risk stands
 * for it.  STATS_NOT_REACHED: nothing was followed for so long; value is set.
 */
enum stats_answer survival_at(const struct survival *curve, int64_t time,
			      bool clustered,
			      struct survival_estimate *estimate_out);

/*
 * The time that half outlast, with the interval of R. Brookmeyer and
 * J. Crowley (Biometrics 38, 1982, 29-41) on the log-log scale; where the
 * curve is flat at 1/2, the middle of that piece.  An end of the interval that
 * the data do not reach is infinite.  STATS_NOT_REACHED: more than half last;
 * value is infinite, and the lower end may be known.
 */
enum stats_answer survival_median(const struct survival *curve,
				  struct survival_estimate *estimate_out);

/*
 * The mean of the lives cut off at until, the area below the curve, with the
 * variance of Greenwood's kind (J. Klein and M. Moeschberger, Survival
 * Analysis, 2nd ed. 2003, sec. 4.5).  STATS_NOT_REACHED as survival_at.
 */
enum stats_answer survival_mean(const struct survival *curve, int64_t until,
				struct survival_estimate *estimate_out);

#endif
