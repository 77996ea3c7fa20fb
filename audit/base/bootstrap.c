/* SPDX-License-Identifier: MIT */
#include "audit/base/bootstrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/jobs.h"
#include "audit/base/rng.h"
#include "audit/base/xalloc.h"

/*
 * Draws that are estimated together: lives are then read once for all, and the
 * sums of one run beside those of the others in the processor.  Each batch has
 * random numbers of its own, so that it does not matter who draws it.
 */
enum { BATCH = 8 };

/* Fewer lives are not worth the threads. */
enum { MANY_LIVES = 1000 };

/* What the draws of a batch give. */
struct estimates {
	double share[BATCH], mean[BATCH], median[BATCH];
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
	uint32_t **weights; /* what a batch needs, for each worker */
	uint64_t *seeds;    /* of each batch */
	double *values[3];  /* share, mean, median of each draw */
	bool *is_drawn;     /* that took lives of every side */
};

/* The draws at hand. */
struct batch {
	const struct drawing *drawing;
	uint32_t *weights; /* how often a cluster was drawn, BATCH of each */
	int64_t n_lives[2][BATCH]; /* of each side, in each draw */
};

static uint32_t *sizes_of(const struct survival *curve, uint32_t n_clusters)
{
	uint32_t *sizes = xcalloc(n_clusters, sizeof(*sizes));

	for (size_t i = 0; i < curve->n_lives; i++)
		sizes[curve->lives[i].cluster]++;
	return sizes;
}

static int workers_for(const struct drawing *drawing)
{
	size_t n_lives = 0;

	for (size_t i = 0; i < drawing->n_sides; i++)
		n_lives += drawing->sides[i].curve->n_lives;
	return n_lives < MANY_LIVES ? 1 : jobs_n_processors();
}

static uint64_t *seeds_of(const struct bootstrap_plan *plan)
{
	size_t n = ((size_t)plan->n_draws + BATCH - 1) / BATCH;
	uint64_t *seeds = xcalloc(n, sizeof(*seeds));
	struct rng rng;

	rng_init(&rng, plan->seed);
	for (size_t i = 0; i < n; i++)
		seeds[i] = rng_next(&rng);
	return seeds;
}

static void drawing_init(struct drawing *drawing)
{
	size_t n_draws = (size_t)drawing->plan->n_draws;

	for (size_t i = 0; i < drawing->n_sides; i++) {
		const struct survival *curve = drawing->sides[i].curve;

		if (curve->n_clusters > drawing->n_clusters)
			drawing->n_clusters = curve->n_clusters;
	}
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
	drawing->is_drawn = xcalloc(n_draws, sizeof(*drawing->is_drawn));
	drawing->seeds = seeds_of(drawing->plan);
}

static void drawing_release(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->n_sides; i++)
		free(drawing->sides[i].sizes);
	for (size_t i = 0; i < 3; i++)
		free(drawing->values[i]);
	free(drawing->seeds);
	free(drawing->is_drawn);
	free(drawing->clusters);
}

static void count_lives(struct batch *batch)
{
	const struct drawing *drawing = batch->drawing;

	for (size_t k = 0; k < drawing->n_sides; k++)
		for (uint32_t i = 0; i < drawing->n_drawn; i++) {
			uint32_t cluster = drawing->clusters[i];
			int64_t size = drawing->sides[k].sizes[cluster];
			const uint32_t *weights =
				&batch->weights[(size_t)cluster * BATCH];

			for (int j = 0; j < BATCH; j++)
				batch->n_lives[k][j] += weights[j] * size;
		}
}

/* The first n draws of it; the others take nothing. */
static void draw_clusters(struct batch *batch, struct rng *rng, int n)
{
	const struct drawing *drawing = batch->drawing;

	memset(batch->weights, 0,
	       drawing->n_clusters * BATCH * sizeof(*batch->weights));
	for (int j = 0; j < n; j++)
		for (uint32_t i = 0; i < drawing->n_drawn; i++) {
			size_t cluster = drawing->clusters[rng_below(
				rng, drawing->n_drawn)];

			batch->weights[cluster * BATCH + (size_t)j]++;
		}
	count_lives(batch);
}

/* One time of weighted curves: what ended then, and what left in all. */
struct moment {
	int64_t time;
	bool is_end; /* of some life, drawn or not */
	uint32_t ended[BATCH], gone[BATCH];
};

static size_t next_moment(const uint32_t *all_weights,
			  const struct survival *curve, size_t at,
			  struct moment *moment)
{
	*moment = (struct moment){ .time = curve->lives[at].time };
	for (; at < curve->n_lives && curve->lives[at].time == moment->time;
	     at++) {
		const struct life *life = &curve->lives[at];
		const uint32_t *weights =
			&all_weights[(size_t)life->cluster * BATCH];

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
static void estimate_side(const struct batch *batch, int side,
			  struct estimates *out)
{
	const struct survival *curve = batch->drawing->sides[side].curve;
	int64_t horizon = batch->drawing->plan->horizon;
	struct curves curves = { .share = { 0 } };
	size_t at = 0;

	for (int i = 0; i < BATCH; i++) {
		out->share[i] = curves.share[i] = 1;
		out->mean[i] = 0;
		out->median[i] = (double)INFINITY;
		curves.at_risk[i] = (double)batch->n_lives[side][i];
	}
	while (at < curve->n_lives) {
		struct moment moment;

		if (curve->lives[at].time > horizon && are_past_half(out))
			break;
		at = next_moment(batch->weights, curve, at, &moment);
		if (moment.is_end)
			step_down(&curves, &moment, horizon, out);
		for (int i = 0; i < BATCH; i++)
			curves.at_risk[i] -= moment.gone[i];
	}
	for (int i = 0; i < BATCH; i++)
		out->mean[i] +=
			out->share[i] * ((double)horizon - curves.before[i]);
}

/* Draws first.. of the plan, n of them. */
static void draw_batch(struct drawing *drawing, uint32_t *weights, size_t first,
		       int n)
{
	struct batch batch = { .drawing = drawing, .weights = weights };
	bool is_pair = drawing->n_sides == 2;
	struct estimates of_a, of_b = { .share = { 0 } };
	struct rng rng;

	rng_init(&rng, drawing->seeds[first / BATCH]);
	draw_clusters(&batch, &rng, n);
	estimate_side(&batch, 0, &of_a);
	if (is_pair)
		estimate_side(&batch, 1, &of_b);
	for (int i = 0; i < n; i++) {
		size_t at = first + (size_t)i;

		drawing->is_drawn[at] = batch.n_lives[0][i] &&
					(!is_pair || batch.n_lives[1][i]);
		drawing->values[0][at] = of_a.share[i] - of_b.share[i];
		drawing->values[1][at] = of_a.mean[i] - of_b.mean[i];
		drawing->values[2][at] = is_pair ? 0 : of_a.median[i];
	}
}

/* A jobs_fn; items are draws, portions are batches. */
static void draw_portion(void *context, int worker, size_t first, size_t end)
{
	struct drawing *drawing = context;

	draw_batch(drawing, drawing->weights[worker], first,
		   (int)(end - first));
}

/* Draws of no life on a side are left out; the number of the others. */
static size_t keep_drawn(struct drawing *drawing)
{
	size_t n = 0;

	for (size_t i = 0; i < (size_t)drawing->plan->n_draws; i++) {
		if (!drawing->is_drawn[i])
			continue;
		for (size_t k = 0; k < 3; k++)
			drawing->values[k][n] = drawing->values[k][i];
		n++;
	}
	return n;
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

/* By this thread alone where there are no others. */
static void draw_batches(struct drawing *drawing, struct jobs *jobs)
{
	size_t n = (size_t)drawing->plan->n_draws;

	if (jobs) {
		jobs_run(jobs, n, BATCH, draw_portion, drawing);
		return;
	}
	for (size_t first = 0; first < n; first += BATCH)
		draw_portion(drawing, 0, first,
			     n - first < BATCH ? n : first + BATCH);
}

static size_t draw_all(struct drawing *drawing)
{
	int n_wanted = workers_for(drawing);
	struct jobs *jobs = n_wanted > 1 ? jobs_new(n_wanted) : NULL;
	size_t n_workers = jobs ? (size_t)jobs_n_workers(jobs) : 1;

	drawing->weights = xcalloc(n_workers, sizeof(*drawing->weights));
	for (size_t i = 0; i < n_workers; i++)
		drawing->weights[i] =
			xcalloc(drawing->n_clusters,
				BATCH * sizeof(*drawing->weights[i]));
	draw_batches(drawing, jobs);
	jobs_free(jobs);
	for (size_t i = 0; i < n_workers; i++)
		free(drawing->weights[i]);
	free(drawing->weights);
	return keep_drawn(drawing);
}

static enum stats_answer set_ranges(struct drawing *drawing,
				    struct bootstrap_ranges *ranges)
{
	enum stats_answer answer = STATS_TOO_FEW;

	drawing_init(drawing);
	if (is_enough(drawing)) {
		size_t n = draw_all(drawing);

		set_range(drawing->values[0], n, &ranges->share);
		set_range(drawing->values[1], n, &ranges->mean);
		set_range(drawing->values[2], n, &ranges->median);
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
	return set_ranges(&drawing, ranges_out);
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
	return set_ranges(&drawing, ranges_out);
}
