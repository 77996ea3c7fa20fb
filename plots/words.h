/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_WORDS_H
#define PLOTS_WORDS_H
/*
 * words - what a chart says beside its picture: the numbers behind it, the
 * scope, what is only partly in it, and an account for who cannot see it.
 */
#include "audit/base/buf.h"
#include "audit/db/scope.h"
#include "plots/charts.h"
#include "plots/marks.h"
#include "plots/series.h"

/* What the words are about; all are the caller's. */
struct words_about {
	const struct chart *chart;
	const struct series_set *set; /* without periods: points are meant */
	const struct points_set *points;
	const struct scope *scope;
	const struct mark_set *marks;
	const char *repo; /* name of the repository */
	int64_t tip_at;   /* committer date of its tip; < 0: not known */
};

/* Write them; release with chart_words_release. */
void words_make(const struct words_about *about, struct chart_words *words_out);

/* What the chart counts, in one word or two: "change". */
const char *words_what(const struct chart *chart);

/* Append the name of a series as people read it: "other (12 areas)". */
void words_series(const struct chart *chart, const struct series *series,
		  struct buf *out);

/* The same of a series of points. */
void words_points(const struct chart *chart, const struct point_series *series,
		  struct buf *out);

#endif
