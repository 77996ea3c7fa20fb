/* SPDX-License-Identifier: MIT */
#include "audit/base/survival.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/quantile.h"
#include "audit/base/xalloc.h"

#define Z QUANTILE_NORMAL
/* Shares nearer to 1/2 than this are 1/2: they are products of fractions. */
#define HALF_WIDTH 1e-8

/* By time, ends first; then by cluster, so that the order is one only. */
static int by_time(const void *a, const void *b)
{
	const struct life *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->ended != y->ended)
		return x->ended ? -1 : 1;
	return x->cluster < y->cluster ? -1 : x->cluster > y->cluster;
}

static size_t n_ended_at(const struct life *lives, size_t n, size_t at)
{
	int64_t time = lives[at].time;
	size_t end = at;

	while (end < n && lives[end].time == time && lives[end].ended)
		end++;
	return end - at;
}

static void add_step(struct survival *curve, size_t at, size_t n_ended)
{
	struct survival_step *step = &curve->steps[curve->n_steps];
	double n = (double)(curve->n_lives - at), d = (double)n_ended;

	step->time = curve->lives[at].time;
	step->at_risk = (int64_t)(curve->n_lives - at);
	step->n_ended = (int64_t)n_ended;
	step->share = curve->n_steps ? step[-1].share : 1;
	step->greenwood = curve->n_steps ? step[-1].greenwood : 0;
	step->share *= (n - d) / n;
	if (n > d)
		step->greenwood += d / (n * (n - d));
	curve->n_steps++;
}

void survival_make(struct life *lives, size_t n, struct survival *curve_out)
{
	struct survival curve = { .lives = lives, .n_lives = n };
	size_t n_steps = 0;

	if (n)
		qsort(lives, n, sizeof(*lives), by_time);
	for (size_t i = 0; i < n; i++) {
		assert(lives[i].time >= 0);
		n_steps += lives[i].ended;
		if (lives[i].cluster >= curve.n_clusters)
			curve.n_clusters = lives[i].cluster + 1;
	}
	curve.last = n ? lives[n - 1].time : 0;
	curve.steps = xcalloc(n_steps, sizeof(*curve.steps));
	for (size_t i = 0; i < n;) {
		size_t n_ended = n_ended_at(lives, n, i);

		if (n_ended)
			add_step(&curve, i, n_ended);
		i += n_ended ? n_ended : 1;
	}
	*curve_out = curve;
}

void survival_release(struct survival *curve)
{
	free(curve->steps);
	memset(curve, 0, sizeof(*curve));
}

/* How many steps are at or before a time. */
static size_t steps_until(const struct survival *curve, int64_t time)
{
	size_t lo = 0, hi = curve->n_steps;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (curve->steps[middle].time <= time)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

double survival_share(const struct survival *curve, int64_t time)
{
	size_t n = steps_until(curve, time);

	return n ? curve->steps[n - 1].share : 1;
}

int64_t survival_at_risk(const struct survival *curve, int64_t time)
{
	size_t lo = 0, hi = curve->n_lives;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (curve->lives[middle].time < time)
			lo = middle + 1;
		else
			hi = middle;
	}
	return (int64_t)(curve->n_lives - lo);
}

double survival_greenwood(const struct survival *curve, int64_t time)
{
	size_t n = steps_until(curve, time);

	return n ? curve->steps[n - 1].greenwood : 0;
}

/*
 * What one more life like each would do to the logarithm of the share: it is
 * at risk at each step that it reached, and takes part in the one it ended at.
 */
double survival_clustered(const struct survival *curve, int64_t time)
{
	double *pulls = xcalloc(curve->n_clusters, sizeof(*pulls));
	size_t n = steps_until(curve, time), at = 0;
	double sum = 0;

	for (size_t i = 0; i < curve->n_lives; i++) {
		const struct life *life = &curve->lives[i];

		while (at < n && curve->steps[at].time <= life->time)
			at++;
		if (!at)
			continue;
		pulls[life->cluster] += curve->steps[at - 1].greenwood;
		if (life->ended && life->time <= time)
			pulls[life->cluster] -=
				1.0 / (double)(curve->steps[at - 1].at_risk -
					       curve->steps[at - 1].n_ended);
	}
	for (uint32_t i = 0; i < curve->n_clusters; i++)
		sum += pulls[i] * pulls[i];
	free(pulls);
	return sum;
}

/* The interval of a share from the variance of its logarithm. */
static struct stats_interval log_log(double share, double variance)
{
	double half;

	if (share <= 0 || share >= 1)
		return (struct stats_interval){ share, share };
	half = Z * sqrt(variance) / fabs(log(share));
	return (struct stats_interval){ pow(share, exp(half)),
					pow(share, exp(-half)) };
}

/* Where no end, or no end is missing, the number at risk sets the width. */
static struct stats_interval flat_range(const struct survival *curve,
					int64_t time, double share)
{
	size_t n = steps_until(curve, time);
	struct stats_share all = { 0, survival_at_risk(curve, time) };

	if (share > 0)
		all.n = all.all;
	else
		all.all = curve->steps[n - 1].at_risk;
	return stats_wilson(all);
}

enum stats_answer survival_at(const struct survival *curve, int64_t time,
			      bool clustered,
			      struct survival_estimate *estimate_out)
{
	double share = survival_share(curve, time), variance = 0;

	*estimate_out =
		(struct survival_estimate){ .value = share, .range = { 0, 1 } };
	if (curve->n_lives < STATS_ENOUGH)
		return STATS_TOO_FEW;
	if (time > curve->last && share > 0)
		return STATS_NOT_REACHED;
	if (share <= 0 || share >= 1) {
		estimate_out->range = flat_range(curve, time, share);
		return STATS_SAID;
	}
	variance = clustered ? survival_clustered(curve, time)
			     : survival_greenwood(curve, time);
	estimate_out->variance = share * share * variance;
	estimate_out->range = log_log(share, variance);
	return STATS_SAID;
}

/* What of a step is compared with 1/2. */
enum which { SHARE, LOW, HIGH };

static double limit_of(const struct survival_step *step, enum which which)
{
	struct stats_interval range;

	if (which == SHARE)
		return step->share;
	range = log_log(step->share, step->greenwood);
	return which == LOW ? range.low : range.high;
}

/* The time at which a line of the curve comes to 1/2; infinite if never. */
static double time_of_half(const struct survival *curve, enum which which)
{
	for (size_t i = 0; i < curve->n_steps; i++) {
		const struct survival_step *step = &curve->steps[i];
		double off = limit_of(step, which) - 0.5;
		bool is_last = i + 1 == curve->n_steps;
		int64_t end = is_last ? curve->last : step[1].time;

		if (off < -HALF_WIDTH)
			return (double)step->time;
		if (off <= HALF_WIDTH)
			return ((double)step->time + (double)end) / 2;
	}
	return (double)INFINITY;
}

enum stats_answer survival_median(const struct survival *curve,
				  struct survival_estimate *estimate_out)
{
	*estimate_out = (struct survival_estimate){
		.value = time_of_half(curve, SHARE),
		.range = { time_of_half(curve, LOW),
			   time_of_half(curve, HIGH) },
	};
	if (curve->n_lives < STATS_ENOUGH)
		return STATS_TOO_FEW;
	return isinf(estimate_out->value) ? STATS_NOT_REACHED : STATS_SAID;
}

/* Backwards, because a step weighs by the area that is left behind it. */
enum stats_answer survival_mean(const struct survival *curve, int64_t until,
				struct survival_estimate *estimate_out)
{
	double area = 0, variance = 0, half;
	int64_t end = until;

	for (size_t i = steps_until(curve, until); i > 0; i--) {
		const struct survival_step *step = &curve->steps[i - 1];
		double n = (double)step->at_risk, d = (double)step->n_ended;

		area += step->share * (double)(end - step->time);
		end = step->time;
		if (n > d)
			variance += area * area * d / (n * (n - d));
	}
	area += (double)end;
	half = Z * sqrt(variance);
	*estimate_out = (struct survival_estimate){
		area, variance, { area - half, area + half }
	};
	if (curve->n_lives < STATS_ENOUGH)
		return STATS_TOO_FEW;
	if (until > curve->last && survival_share(curve, until) > 0)
		return STATS_NOT_REACHED;
	return STATS_SAID;
}
