/* SPDX-License-Identifier: MIT */
#include "audit/base/bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "audit/base/rng.h"
#include "audit/base/xalloc.h"

/*
 * Draws that are estimated together: lives are then read once for all, and the
 * sums of one run beside those of the others in the processor.
 */
enum { BATCH = 8 };

/* What the draws of a batch give. */
struct estimates {
	double share[BATCH], mean[BATCH], median[BATCH];
};

/* One curve of the one or two, and what drawing needs of it. */
struct side {
	const struct survival *curve;
	uint32_t *sizes;        /* lives of each cluster; n_clusters of them */
	int64_t n_drawn[BATCH]; /* lives, in the draws at hand */
};

/* All that the draws share. */
struct drawing {
	const struct bootstrap_plan *plan;
	struct side sides[2];
	size_t n_sides;
	uint32_t n_clusters;
	uint32_t *clusters; /* those with a life; n_drawn of them */
	uint32_t n_drawn;
	uint32_t *weights; /* how often a cluster was drawn, BATCH of each */
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
		xcalloc(drawing->n_clusters, BATCH * sizeof(*drawing->weights));
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

/* Draw number nth of the batch. */
static void draw_clusters(struct drawing *drawing, struct rng *rng, int nth)
{
	for (uint32_t i = 0; i < drawing->n_drawn; i++)
		drawing->weights[drawing->clusters[i] * BATCH + nth] = 0;
	for (size_t k = 0; k < drawing->n_sides; k++)
		drawing->sides[k].n_drawn[nth] = 0;
	for (uint32_t i = 0; i < drawing->n_drawn; i++) {
		uint32_t cluster =
			drawing->clusters[rng_below(rng, drawing->n_drawn)];

		drawing->weights[cluster * BATCH + nth]++;
		for (size_t k = 0; k < drawing->n_sides; k++)
			drawing->sides[k].n_drawn[nth] +=
				drawing->sides[k].sizes[cluster];
	}
}

/* One time of weighted curves: what ended then, and what left in all. */
struct moment {
	int64_t time;
	bool is_end; /* of some life, drawn or not */
	uint32_t ended[BATCH], gone[BATCH];
};

static size_t next_moment(const struct drawing *drawing,
			  const struct survival *curve, size_t at,
			  struct moment *moment)
{
	*moment = (struct moment){ .time = curve->lives[at].time };
	for (; at < curve->n_lives && curve->lives[at].time == moment->time;
	     at++) {
		const struct life *life = &curve->lives[at];
		const uint32_t *weights =
			&drawing->weights[life->cluster * BATCH];

		moment->is_end |= life->ended;
		for (int i = 0; i < BATCH; i++)
			moment->gone[i] += weights[i];
		for (int i = 0; life->ended && i < BATCH; i++)
			moment->ended[i] += weights[i];
	}
	return at;
}

/* Curves under way; counts are whole numbers, which doubles hold exactly. */
struct curves {
	double share[BATCH], at_risk[BATCH], before[BATCH];
};

/* Where nothing of a draw ended, its curve stays as it is. */
static void step_down(struct curves *curves, const struct moment *moment,
		      int64_t horizon, struct estimates *out)
{
	double time = (double)moment->time;

	for (int i = 0; i < BATCH && moment->time <= horizon; i++) {
		if (!moment->ended[i])
			continue;
		out->mean[i] += curves->share[i] * (time - curves->before[i]);
		curves->before[i] = time;
	}
	for (int i = 0; i < BATCH; i++) {
		double n = curves->at_risk[i] > 0 ? curves->at_risk[i] : 1;

		curves->share[i] *= (n - moment->ended[i]) / n;
	}
	for (int i = 0; i < BATCH && moment->time <= horizon; i++)
		out->share[i] = curves->share[i];
	for (int i = 0; i < BATCH; i++)
		if (curves->share[i] <= 0.5 && isinf(out->median[i]))
			out->median[i] = time;
}

static bool are_past_half(const struct estimates *estimates)
{
	for (int i = 0; i < BATCH; i++)
		if (isinf(estimates->median[i]))
			return false;
	return true;
}

/*
 * The curves of the lives by weight, as far as someone asks: to the horizon
 * and to the median.
 */
static void estimate_side(const struct drawing *drawing,
			  const struct side *side, struct estimates *out)
{
	const struct survival *curve = side->curve;
	int64_t horizon = drawing->plan->horizon;
	struct curves curves = { .share = { 0 } };
	size_t at = 0;

	for (int i = 0; i < BATCH; i++) {
		out->share[i] = curves.share[i] = 1;
		out->mean[i] = 0;
		out->median[i] = (double)INFINITY;
		curves.at_risk[i] = (double)side->n_drawn[i];
	}
	while (at < curve->n_lives) {
		struct moment moment;

		if (curve->lives[at].time > horizon && are_past_half(out))
			break;
		at = next_moment(drawing, curve, at, &moment);
		if (moment.is_end)
			step_down(&curves, &moment, horizon, out);
		for (int i = 0; i < BATCH; i++)
			curves.at_risk[i] -= moment.gone[i];
	}
	for (int i = 0; i < BATCH; i++)
		out->mean[i] +=
			out->share[i] * ((double)horizon - curves.before[i]);
}

/* n draws, of which those that took lives of every side count. */
static void draw_batch(struct drawing *drawing, struct rng *rng, int n)
{
	const struct side *a = &drawing->sides[0], *b = &drawing->sides[1];
	bool is_pair = drawing->n_sides == 2;
	struct estimates of_a, of_b = { .share = { 0 } };

	for (int i = 0; i < n; i++)
		draw_clusters(drawing, rng, i);
	estimate_side(drawing, a, &of_a);
	if (is_pair)
		estimate_side(drawing, b, &of_b);
	for (int i = 0; i < n; i++) {
		size_t at = drawing->n_values;

		if (!a->n_drawn[i] || (is_pair && !b->n_drawn[i]))
			continue;
		drawing->values[0][at] = of_a.share[i] - of_b.share[i];
		drawing->values[1][at] = of_a.mean[i] - of_b.mean[i];
		drawing->values[2][at] = is_pair ? 0 : of_a.median[i];
		drawing->n_values++;
	}
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
		for (int left = drawing->plan->n_draws; left > 0; left -= BATCH)
			draw_batch(drawing, &rng, left < BATCH ? left : BATCH);
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
