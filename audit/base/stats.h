/* SPDX-License-Identifier: MIT */
#ifndef BASE_STATS_H
#define BASE_STATS_H
/*
 * stats - intervals for counts, rates and their differences.
 *
 * Pure functions; all intervals are two-sided at 95 %.  Estimates of lives
 * are in survival.h, what resampling adds in bootstrap.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A claim needs so many changes behind it, in each group that it compares. */
enum { STATS_ENOUGH = 20 };

/* Whether there is an answer, and if not why. */
enum stats_answer {
	STATS_SAID,        /* there is one */
	STATS_TOO_FEW,     /* fewer than STATS_ENOUGH changes */
	STATS_NOT_REACHED, /* nothing was followed for so long */
	STATS_NO_MATCH,    /* no stratum holds both groups */
};

/* The words for an answer that is none; "" for STATS_SAID. */
const char *stats_words(enum stats_answer answer);

/* From low to high; both may be infinite. */
struct stats_interval {
	double low, high;
};

/* n of all, 0 <= n <= all. */
struct stats_share {
	int64_t n, all;
};

/*
 * Wilson's score interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22,
 * 1927, 209-212); 0..1 where all is 0.
 */
struct stats_interval stats_wilson(struct stats_share share);

/*
 * The exact interval of a Poisson rate: n events in an exposure > 0
 * (F. Garwood, Biometrika 28, 1936, 437-442), in events per unit.
 */
struct stats_interval stats_poisson(int64_t n, double exposure);

/*
 * The interval of the difference a - b of two independent shares from their
 * Wilson intervals (R. G. Newcombe, Stat. Med. 17, 1998, 873-890, method
 * 10); both need all > 0.
 */
struct stats_interval stats_newcombe(struct stats_share a,
				     struct stats_share b);

/* One stratum: those with the trait and those without. */
struct stats_stratum {
	struct stats_share with, without;
};

/* What matching gives. */
struct stats_matched {
	size_t n_strata;       /* that hold both groups: only these count */
	int64_t with, without; /* changes in them */
	double difference;     /* of shares, with - without */
	double ratio;          /* of shares, with / without; may be infinite */
	struct stats_interval difference_range, ratio_range;
};

/*
 * Mantel and Haenszel's pooled difference and ratio over strata (J. Natl.
 * Cancer Inst. 22, 1959, 719-748; Greenland and Robins, Biometrics 41, 1985,
 * 55-68).  The difference has the variance of T. Sato (Biometrics 45, 1989,
 * 1323-1324), the logarithm of the ratio that of Greenland and Robins; both
 * hold for few large strata and for many small ones.  ratio_range is 0 to
 * infinite where a group has no event.
 * STATS_NO_MATCH, STATS_TOO_FEW: n_strata, with and without are set, no more.
 */
enum stats_answer stats_match(const struct stats_stratum *strata, size_t n,
			      struct stats_matched *matched_out);

/* A value at x that counts with a weight > 0. */
struct stats_point {
	double x, y, weight;
};

/* The slope of a weighted least squares line, in units of y per unit of x. */
struct stats_trend {
	double slope;
	struct stats_interval range;
};

/*
 * The trend of n points, its interval from the scatter around the line by
 * Student's distribution with n - 2 degrees of freedom (Draper and Smith,
 * Applied Regression Analysis, 3rd ed. 1998, ch. 9).  STATS_TOO_FEW for less
 * than three points or all at one x.
 */
enum stats_answer stats_trend(const struct stats_point *points, size_t n,
			      struct stats_trend *trend_out);

/*
 * The value with that many decimals, 0 to 9, as it is stored and printed:
 * the last bits of a sum differ between compilers, and the text must not.
 * 0 is never negative.
 */
double stats_round(double value, int decimals);

#endif
