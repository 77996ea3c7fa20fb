/* SPDX-License-Identifier: MIT */
#include "audit/base/stats.h"

#include <assert.h>
#include <math.h>

#include "audit/base/quantile.h"

#define Z QUANTILE_NORMAL

const char *stats_words(enum stats_answer answer)
{
	static const char *const words[] = {
		[STATS_SAID] = "",
		[STATS_TOO_FEW] = "too few",
		[STATS_NOT_REACHED] = "not followed for so long",
		[STATS_NO_MATCH] = "no stratum holds both",
	};

	return words[answer];
}

/* 0/0 is the share of a group that is not there; it is never looked at. */
static double value_of(struct stats_share share)
{
	return (double)share.n / (double)share.all;
}

struct stats_interval stats_wilson(struct stats_share share)
{
	double n = (double)share.n, all = (double)share.all;
	double middle = (n + Z * Z / 2) / (all + Z * Z);
	double half = Z / (all + Z * Z);

	assert(share.n >= 0 && share.n <= share.all);
	if (!share.all)
		return (struct stats_interval){ 0, 1 };
	half *= sqrt(n * (all - n) / all + Z * Z / 4);
	return (struct stats_interval){
		share.n == 0 ? 0 : middle - half,
		share.n == share.all ? 1 : middle + half,
	};
}

struct stats_interval stats_poisson(int64_t n, double exposure)
{
	double low = 0;

	assert(n >= 0 && exposure > 0);
	if (n)
		low = quantile_chi_square(0.025, 2.0 * (double)n) / 2;
	return (struct stats_interval){
		low / exposure,
		quantile_chi_square(0.975, 2.0 * (double)n + 2) / 2 / exposure,
	};
}

struct stats_interval stats_newcombe(struct stats_share a, struct stats_share b)
{
	const struct stats_interval in_a = stats_wilson(a);
	const struct stats_interval in_b = stats_wilson(b);
	double difference = value_of(a) - value_of(b);

	assert(a.all && b.all);
	return (struct stats_interval){
		difference -
			hypot(value_of(a) - in_a.low, in_b.high - value_of(b)),
		difference +
			hypot(in_a.high - value_of(a), value_of(b) - in_b.low),
	};
}

/* The sums that both pooled estimates and their variances are made of. */
struct match_sums {
	double weight;         /* n1 n0 / N */
	double with, without;  /* a n0 / N and b n1 / N */
	double sato_p, sato_q; /* as in his note */
	double ratio;          /* the numerator of Greenland and Robins */
};

static void add_stratum(struct match_sums *sums, struct stats_stratum stratum)
{
	double a = (double)stratum.with.n, n1 = (double)stratum.with.all;
	double b = (double)stratum.without.n, n0 = (double)stratum.without.all;
	double all = n1 + n0;

	sums->weight += n1 * n0 / all;
	sums->with += a * n0 / all;
	sums->without += b * n1 / all;
	sums->sato_p += (n1 * n1 * b - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2) /
			(all * all);
	sums->sato_q += (a * (n0 - b) + b * (n1 - a)) / (2 * all);
	sums->ratio += (n1 * n0 * (a + b) - a * b * all) / (all * all);
}

static void set_difference(struct stats_matched *matched,
			   const struct match_sums *sums)
{
	double difference = (sums->with - sums->without) / sums->weight;
	double variance = (difference * sums->sato_p + sums->sato_q) /
			  (sums->weight * sums->weight);
	double half = Z * sqrt(fmax(variance, 0));

	matched->difference = difference;
	matched->difference_range.low = fmax(difference - half, -1);
	matched->difference_range.high = fmin(difference + half, 1);
}

static void set_ratio(struct stats_matched *matched,
		      const struct match_sums *sums)
{
	double half;

	matched->ratio = sums->without > 0 ? sums->with / sums->without
					   : (double)INFINITY;
	matched->ratio_range = (struct stats_interval){ 0, (double)INFINITY };
	if (sums->with <= 0 || sums->without <= 0)
		return;
	half = Z * sqrt(sums->ratio / (sums->with * sums->without));
	matched->ratio_range.low = matched->ratio * exp(-half);
	matched->ratio_range.high = matched->ratio * exp(half);
}

enum stats_answer stats_match(const struct stats_stratum *strata, size_t n,
			      struct stats_matched *matched_out)
{
	struct stats_matched matched = { 0 };
	struct match_sums sums = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (!strata[i].with.all || !strata[i].without.all)
			continue;
		matched.n_strata++;
		matched.with += strata[i].with.all;
		matched.without += strata[i].without.all;
		add_stratum(&sums, strata[i]);
	}
	*matched_out = matched;
	if (!matched.n_strata)
		return STATS_NO_MATCH;
	if (matched.with < STATS_ENOUGH || matched.without < STATS_ENOUGH)
		return STATS_TOO_FEW;
	set_difference(matched_out, &sums);
	set_ratio(matched_out, &sums);
	return STATS_SAID;
}

/* The weighted mean of x, or of y. */
static double mean_of(const struct stats_point *points, size_t n, bool of_y)
{
	double sum = 0, weight = 0;

	for (size_t i = 0; i < n; i++) {
		weight += points[i].weight;
		sum += points[i].weight * (of_y ? points[i].y : points[i].x);
	}
	return sum / weight;
}

enum stats_answer stats_trend(const struct stats_point *points, size_t n,
			      struct stats_trend *trend_out)
{
	double x = 0, y = 0, spread = 0, common = 0, rest = 0, slope, half;

	if (n < 3)
		return STATS_TOO_FEW;
	x = mean_of(points, n, false);
	y = mean_of(points, n, true);
	for (size_t i = 0; i < n; i++) {
		double dx = points[i].x - x;

		spread += points[i].weight * dx * dx;
		common += points[i].weight * dx * (points[i].y - y);
	}
	if (spread <= 0)
		return STATS_TOO_FEW;
	slope = common / spread;
	for (size_t i = 0; i < n; i++) {
		double off = points[i].y - y - slope * (points[i].x - x);

		rest += points[i].weight * off * off;
	}
	half = quantile_student(0.95, (double)n - 2) *
	       sqrt(rest / ((double)n - 2) / spread);
	*trend_out =
		(struct stats_trend){ slope, { slope - half, slope + half } };
	return STATS_SAID;
}

double stats_round(double value, int decimals)
{
	static const double powers[] = { 1,   1e1, 1e2, 1e3, 1e4,
					 1e5, 1e6, 1e7, 1e8, 1e9 };

	assert(decimals >= 0 && decimals <= 9);
	if (!isfinite(value))
		return value;
	/* + 0.0 turns -0 into 0 */
	return round(value * powers[decimals]) / powers[decimals] + 0.0;
}
