/* SPDX-License-Identifier: MIT */
#ifndef BASE_QUANTILE_H
#define BASE_QUANTILE_H
/*
 * quantile - quantiles of the distributions that intervals are made of.
 *
 * Pure functions, right to about twelve digits.  Each inverts its
 * distribution by halving a range that holds the answer, so that the result
 * does not hang on a start value or on how fast a formula converges.
 */

/* The 97.5 % quantile of the normal distribution. */
#define QUANTILE_NORMAL 1.959963984540054

/*
 * The value below which a chi-square variable with that many degrees of
 * freedom (> 0, not only whole) lies with probability p, 0 < p < 1.
 */
double quantile_chi_square(double p, double degrees);

/*
 * The value t for which a variable of Student's distribution lies in -t..t
 * with probability p, 0 < p < 1; degrees > 0.
 */
double quantile_student(double p, double degrees);

#endif
