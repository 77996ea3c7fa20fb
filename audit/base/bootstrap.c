/* SPDX-License-Identifier: MIT */
#include "audit/base/bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/rng.h"
#include "audit/base/xalloc.h"

/* What a draw gives. */
struct estimate {
	double share, mean, median;
};

/* One curve of the one or two, and what drawing needs of it. */
struct side {
	const struct survival *curve;
	uint32_t *sizes; /* lives of each cluster; n_clusters of them */
};

/* All that the draws share. */
struct drawing {
	const struct bootstrap_plan *plan;
	struct side sides[2];
	size_t n_sides;
	uint32_t n_clusters;
	uint32_t *clusters; /* those with a life; n_drawn of them */
	uint32_t n_drawn;
	uint32_t *weights; /* how often a cluster was drawn */
	double *values[3]; /* share, mean, median of each draw */
	size_t n_values;   /* draws that took lives of every side */
};

static uint32_t *sizes_of(const struct survival *curve, uint32_t n_clusters)
{
	uint32_t *sizes = xcalloc(n_clusters, sizeof(*sizes));

	for (size_t i = 0; i < curve->n_lives; i++)
		sizes[curve->lives[i].cluster]++;
	return sizes;
}

static void drawing_init(struct drawing *drawing)
{
	size_t n_draws = (size_t)drawing->plan->n_draws;

	for (size_t i = 0; i < drawing->n_sides; i++) {
		const struct survival *curve = drawing->sides[i].curve;

		if (curve->n_clusters > drawing->n_clusters)
			drawing->n_clusters = curve->n_clusters;
	}
	drawing->weights =
		xcalloc(drawing->n_clusters, sizeof(*drawing->weights));
	drawing->clusters =
		xcalloc(drawing->n_clusters, sizeof(*drawing->clusters));
	for (size_t i = 0; i < drawing->n_sides; i++)
		drawing->sides[i].sizes =
			sizes_of(drawing->sides[i].curve, drawing->n_clusters);
	for (uint32_t i = 0; i < drawing->n_clusters; i++)
		if (drawing->sides[0].sizes[i] ||
		    (drawing->n_sides == 2 && drawing->sides[1].sizes[i]))
			drawing->clusters[drawing->n_drawn++] = i;
	for (size_t i = 0; i < 3; i++)
		drawing->values[i] =
			xcalloc(n_draws, sizeof(*drawing->values[i]));
}

static void drawing_release(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->n_sides; i++)
		free(drawing->sides[i].sizes);
	for (size_t i = 0; i < 3; i++)
		free(drawing->values[i]);
	free(drawing->clusters);
	free(drawing->weights);
}

static void draw_clusters(struct drawing *drawing, struct rng *rng)
{
	for (uint32_t i = 0; i < drawing->n_drawn; i++)
		drawing->weights[drawing->clusters[i]] = 0;
	for (uint32_t i = 0; i < drawing->n_drawn; i++)
		drawing->weights[drawing->clusters[rng_below(
			rng, drawing->n_drawn)]]++;
}

static int64_t total_weight(const struct drawing *drawing,
			    const struct side *side)
{
	int64_t total = 0;

	for (uint32_t i = 0; i < drawing->n_clusters; i++)
		total += (int64_t)drawing->weights[i] * side->sizes[i];
	return total;
}

/* One time of a weighted curve: what ended then, and what left in all. */
struct moment {
	int64_t time, ended, gone;
};

static size_t next_moment(const struct drawing *drawing,
			  const struct survival *curve, size_t at,
			  struct moment *moment)
{
	*moment = (struct moment){ .time = curve->lives[at].time };
	for (; at < curve->n_lives && curve->lives[at].time == moment->time;
	     at++) {
		const struct life *life = &curve->lives[at];
		uint32_t weight = drawing->weights[life->cluster];

		moment->gone += weight;
		moment->ended += life->ended ? weight : 0;
	}
	return at;
}

/*
 * The curve of the lives by weight, as far as someone asks: to the horizon
 * and to the median.  False if no life was drawn.
 */
static bool estimate_side(const struct drawing *drawing,
			  const struct side *side, struct estimate *estimate)
{
	const struct survival *curve = side->curve;
	int64_t horizon = drawing->plan->horizon, before = 0;
	int64_t at_risk = total_weight(drawing, side);
	double share = 1;
	size_t at = 0;

	*estimate = (struct estimate){ 1, 0, (double)INFINITY };
	if (!at_risk)
		return false;
	while (at < curve->n_lives && at_risk) {
		struct moment moment;

		if (curve->lives[at].time > horizon && share <= 0.5)
			break;
		at = next_moment(drawing, curve, at, &moment);
		if (moment.ended && moment.time <= horizon) {
			estimate->mean +=
				share * (double)(moment.time - before);
			before = moment.time;
		}
		share *= (double)(at_risk - moment.ended) / (double)at_risk;
		at_risk -= moment.gone;
		if (moment.time <= horizon)
			estimate->share = share;
		if (share <= 0.5 && isinf(estimate->median))
			estimate->median = (double)moment.time;
	}
	estimate->mean += estimate->share * (double)(horizon - before);
	return true;
}

static void draw_once(struct drawing *drawing, struct rng *rng)
{
	struct estimate a, b = { 0, 0, 0 };
	size_t n = drawing->n_values;

	draw_clusters(drawing, rng);
	if (!estimate_side(drawing, &drawing->sides[0], &a))
		return;
	if (drawing->n_sides == 2 &&
	    !estimate_side(drawing, &drawing->sides[1], &b))
		return;
	drawing->values[0][n] = a.share - b.share;
	drawing->values[1][n] = a.mean - b.mean;
	drawing->values[2][n] = drawing->n_sides == 2 ? 0 : a.median;
	drawing->n_values++;
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* The 2.5 % and 97.5 % percentiles, as long as there are so many values. */
static void set_range(double *values, size_t n, struct stats_interval *range)
{
	size_t outside = (n + 1) / 40;

	if (!outside)
		return;
	qsort(values, n, sizeof(*values), by_value);
	range->low = values[outside - 1];
	range->high = values[n - outside];
}

static bool is_enough(const struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->n_sides; i++) {
		const struct side *side = &drawing->sides[i];
		int n = 0;

		for (uint32_t j = 0; j < drawing->n_clusters; j++)
			n += side->sizes[j] > 0;
		if (side->curve->n_lives < STATS_ENOUGH ||
		    n < BOOTSTRAP_CLUSTERS)
			return false;
	}
	return true;
}

static enum stats_answer draw_all(struct drawing *drawing,
				  struct bootstrap_ranges *ranges)
{
	enum stats_answer answer = STATS_TOO_FEW;
	struct rng rng;

	drawing_init(drawing);
	if (is_enough(drawing)) {
		rng_init(&rng, drawing->plan->seed);
		for (int i = 0; i < drawing->plan->n_draws; i++)
			draw_once(drawing, &rng);
		set_range(drawing->values[0], drawing->n_values,
			  &ranges->share);
		set_range(drawing->values[1], drawing->n_values, &ranges->mean);
		set_range(drawing->values[2], drawing->n_values,
			  &ranges->median);
		answer = STATS_SAID;
	}
	drawing_release(drawing);
	return answer;
}

enum stats_answer bootstrap_curve(const struct survival *curve,
				  const struct bootstrap_plan *plan,
				  struct bootstrap_ranges *ranges_out)
{
	struct drawing drawing = {
		.plan = plan,
		.sides = { { .curve = curve } },
		.n_sides = 1,
	};

	*ranges_out = (struct bootstrap_ranges){
		{ 0, 1 },
		{ 0, (double)plan->horizon },
		{ 0, (double)INFINITY },
	};
	return draw_all(&drawing, ranges_out);
}

enum stats_answer bootstrap_difference(const struct survival *a,
				       const struct survival *b,
				       const struct bootstrap_plan *plan,
				       struct bootstrap_ranges *ranges_out)
{
	struct drawing drawing = {
		.plan = plan,
		.sides = { { .curve = a }, { .curve = b } },
		.n_sides = 2,
	};
	double horizon = (double)plan->horizon;

	*ranges_out = (struct bootstrap_ranges){
		{ -1, 1 },
		{ -horizon, horizon },
		{ 0, 0 },
	};
	return draw_all(&drawing, ranges_out);
}
