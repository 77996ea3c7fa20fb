/* SPDX-License-Identifier: MIT */
#include "audit/db/computed.h"

#include <math.h>
#include <string.h>

enum { DAY = 86400 };

/* A value with its interval; NAN: not said. */
struct estimate {
	enum stats_answer answer;
	double value;
	struct stats_interval range;
};

struct computed_kind {
	const char *name;
	struct estimate (*estimate)(struct group *group, const double *args);
	int min_args, max_args;
	int decimals; /* < 0: a whole number */
};

static struct estimate unsaid(enum stats_answer answer)
{
	return (struct estimate){ answer, NAN, { NAN, NAN } };
}

static struct estimate said(double value, struct stats_interval range)
{
	return (struct estimate){ STATS_SAID, value, range };
}

/* A count has no interval. */
static struct estimate counted(double n)
{
	return said(n, (struct stats_interval){ NAN, NAN });
}

static struct stats_interval in_days(struct stats_interval seconds)
{
	return (struct stats_interval){ seconds.low / DAY, seconds.high / DAY };
}

static int64_t seconds(double days)
{
	return (int64_t)(days * DAY);
}

static int side_of(double arg)
{
	return arg > 0;
}

static struct estimate share(struct group *group, const double *args)
{
	int side = side_of(args[1]);
	const struct survival *curve = group_curve(group, side);
	const struct group_draws *draws;
	struct survival_estimate estimate;
	enum stats_answer answer =
		survival_at(curve, seconds(args[0]), false, &estimate);

	if (answer != STATS_SAID)
		return unsaid(answer);
	draws = group_draw(group, side, seconds(args[0]));
	if (draws->answer != STATS_SAID)
		return unsaid(draws->answer);
	/* where all draws are alike, they do not say how sure that is */
	if (estimate.value <= 0 || estimate.value >= 1)
		return said(estimate.value, estimate.range);
	return said(estimate.value, draws->ranges.share);
}

static struct estimate mean(struct group *group, const double *args)
{
	int side = side_of(args[1]);
	const struct group_draws *draws;
	struct survival_estimate estimate;
	enum stats_answer answer = survival_mean(group_curve(group, side),
						 seconds(args[0]), &estimate);

	if (answer != STATS_SAID)
		return unsaid(answer);
	draws = group_draw(group, side, seconds(args[0]));
	if (draws->answer != STATS_SAID)
		return unsaid(draws->answer);
	return said(estimate.value / DAY, in_days(draws->ranges.mean));
}

/*
 * The horizon is of no meaning here; what was drawn for another serves.
 * Where more than half last, the lower end may still be known.
 */
static struct estimate median(struct group *group, const double *args)
{
	int side = side_of(args[0]);
	const struct group_draws *draws = &group->draws[side];
	struct survival_estimate estimate;
	struct estimate result;
	enum stats_answer answer =
		survival_median(group_curve(group, side), &estimate);

	if (answer == STATS_TOO_FEW)
		return unsaid(answer);
	draws = group_draw(group, side, draws->is_drawn ? draws->horizon : DAY);
	if (draws->answer != STATS_SAID)
		return unsaid(draws->answer);
	result = said(estimate.value / DAY, in_days(draws->ranges.median));
	result.answer = answer;
	return result;
}

static struct estimate curve(struct group *group, const double *args)
{
	const struct group_point *point =
		group_point_at(group, seconds(args[0]));

	return point->answer == STATS_SAID
		       ? said(point->estimate.value, point->estimate.range)
		       : unsaid(point->answer);
}

static struct estimate at_risk(struct group *group, const double *args)
{
	return counted((double)survival_at_risk(group_curve(group, 0),
						seconds(args[0])));
}

static struct estimate lives(struct group *group, const double *args)
{
	return counted((double)group->sides[side_of(args[0])].n);
}

/* Both sides must answer before their difference does. */
static struct estimate difference_of(struct group *group, const double *args,
				     bool of_means)
{
	const struct group_draws *draws;
	struct survival_estimate sides[GROUP_SIDES];

	for (int i = 0; i < GROUP_SIDES; i++) {
		const struct survival *of = group_curve(group, i);
		int64_t at = seconds(args[0]);
		enum stats_answer answer =
			of_means ? survival_mean(of, at, &sides[i])
				 : survival_at(of, at, false, &sides[i]);

		if (answer != STATS_SAID)
			return unsaid(answer);
	}
	draws = group_draw(group, GROUP_SIDES, seconds(args[0]));
	if (draws->answer != STATS_SAID)
		return unsaid(draws->answer);
	if (of_means)
		return said((sides[1].value - sides[0].value) / DAY,
			    in_days(draws->ranges.mean));
	return said(sides[1].value - sides[0].value, draws->ranges.share);
}

static struct estimate share_difference(struct group *group, const double *args)
{
	return difference_of(group, args, false);
}

static struct estimate mean_difference(struct group *group, const double *args)
{
	return difference_of(group, args, true);
}

static struct estimate matched_difference(struct group *group,
					  const double *args)
{
	struct stats_matched matched;
	enum stats_answer answer =
		stats_match(group->strata, group->n_strata, &matched);

	(void)args;
	return answer == STATS_SAID
		       ? said(matched.difference, matched.difference_range)
		       : unsaid(answer);
}

static struct estimate matched_ratio(struct group *group, const double *args)
{
	struct stats_matched matched;
	enum stats_answer answer =
		stats_match(group->strata, group->n_strata, &matched);

	(void)args;
	return answer == STATS_SAID ? said(matched.ratio, matched.ratio_range)
				    : unsaid(answer);
}

static struct estimate strata(struct group *group, const double *args)
{
	struct stats_matched matched;

	(void)args;
	stats_match(group->strata, group->n_strata, &matched);
	return counted((double)matched.n_strata);
}

static struct estimate matched_with(struct group *group, const double *args)
{
	struct stats_matched matched;

	(void)args;
	stats_match(group->strata, group->n_strata, &matched);
	return counted((double)matched.with);
}

static struct estimate matched_without(struct group *group, const double *args)
{
	struct stats_matched matched;

	(void)args;
	stats_match(group->strata, group->n_strata, &matched);
	return counted((double)matched.without);
}

static struct estimate poisson(struct group *group, const double *args)
{
	double per = args[2];
	struct stats_interval range;

	(void)group;
	if (args[1] <= 0)
		return unsaid(STATS_TOO_FEW);
	range = stats_poisson((int64_t)args[0], args[1]);
	return said(
		args[0] / args[1] * per,
		(struct stats_interval){ range.low * per, range.high * per });
}

static struct estimate difference(struct group *group, const double *args)
{
	const struct stats_share a = { (int64_t)args[0], (int64_t)args[1] };
	const struct stats_share b = { (int64_t)args[2], (int64_t)args[3] };
	const double times = args[4] < 0 ? 1 : args[4];
	struct stats_interval range;

	(void)group;
	if (a.all < STATS_ENOUGH || b.all < STATS_ENOUGH)
		return unsaid(STATS_TOO_FEW);
	range = stats_newcombe(a, b);
	return said((args[0] / args[1] - args[2] / args[3]) * times,
		    (struct stats_interval){ range.low * times,
					     range.high * times });
}

static const struct computed_kind kinds[] = {
	{ "share", share, 1, 2, 6 },
	{ "mean", mean, 1, 2, 1 },
	{ "median", median, 0, 1, 1 },
	{ "curve", curve, 1, 1, 6 },
	{ "at-risk", at_risk, 1, 1, -1 },
	{ "lives", lives, 0, 1, -1 },
	{ "share-difference", share_difference, 1, 1, 6 },
	{ "mean-difference", mean_difference, 1, 1, 1 },
	{ "matched-difference", matched_difference, 0, 0, 6 },
	{ "matched-ratio", matched_ratio, 0, 0, 4 },
	{ "strata", strata, 0, 0, -1 },
	{ "matched-with", matched_with, 0, 0, -1 },
	{ "matched-without", matched_without, 0, 0, -1 },
	{ "poisson", poisson, 3, 3, 4 },
	{ "difference", difference, 4, 5, 6 },
	{ NULL, NULL, 0, 0, 0 },
};

/* The length of the name without "-low" and the like, and the part. */
static size_t read_part(const char *name, enum computed_part *part_out)
{
	static const char *const ends[] = {
		[COMPUTED_LOW] = "-low",
		[COMPUTED_HIGH] = "-high",
		[COMPUTED_NOTE] = "-note",
	};
	size_t len = strlen(name);

	*part_out = COMPUTED_VALUE;
	for (int i = COMPUTED_LOW; i <= COMPUTED_NOTE; i++) {
		size_t n = strlen(ends[i]);

		if (len <= n || strcmp(name + len - n, ends[i]) != 0)
			continue;
		*part_out = (enum computed_part)i;
		return len - n;
	}
	return len;
}

const struct computed_kind *computed_find(const char *name,
					  enum computed_part *part_out)
{
	size_t len = read_part(name, part_out);

	for (const struct computed_kind *kind = kinds; kind->name; kind++)
		if (strlen(kind->name) == len &&
		    memcmp(kind->name, name, len) == 0)
			return kind;
	return NULL;
}

bool computed_takes(const struct computed_kind *kind, int n_args)
{
	return n_args >= kind->min_args && n_args <= kind->max_args;
}

static void set_number(const struct computed_kind *kind, double number,
		       struct added_value *value_out)
{
	if (!isfinite(number))
		return;
	if (kind->decimals < 0) {
		value_out->type = DB_INT;
		value_out->integer = (int64_t)number;
		return;
	}
	value_out->type = DB_REAL;
	value_out->real = stats_round(number, kind->decimals);
}

void computed_make(const struct computed_kind *kind, enum computed_part part,
		   struct group *group, const double *args,
		   struct added_value *value_out)
{
	const struct estimate estimate = kind->estimate(group, args);

	switch (part) {
	case COMPUTED_VALUE:
		set_number(kind, estimate.value, value_out);
		return;
	case COMPUTED_LOW:
		set_number(kind, estimate.range.low, value_out);
		return;
	case COMPUTED_HIGH:
		set_number(kind, estimate.range.high, value_out);
		return;
	case COMPUTED_NOTE:
		if (estimate.answer == STATS_SAID)
			return;
		value_out->type = DB_TEXT;
		value_out->text = stats_words(estimate.answer);
		return;
	}
}
