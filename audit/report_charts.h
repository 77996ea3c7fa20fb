/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_REPORT_CHARTS_H
#define AUDIT_REPORT_CHARTS_H
/*
 * report_charts - which charts a report draws: of each repository all of
 * them, and those that show one policy once for each.
 */
#include <stddef.h>

#include "plots/charts.h"

/* One of them. */
struct report_chart {
	const struct chart *chart;
	size_t repo;        /* number of its name */
	const char *policy; /* what scope.policy is to be; NULL: as it is */
	size_t nth;         /* of several policies, from 1; 0: it shows all */
};

/* All zero holds nothing; release with report_charts_release. */
struct report_charts {
	struct report_chart *items;
	size_t n_items, n_alloc;
	struct charts_names *policies; /* of each repository */
	size_t n_repos;
};

/* List them; scope->policy leaves one policy. */
int report_charts_list(struct db *db, const struct scope *scope,
		       const struct charts_names *repos,
		       struct report_charts *charts_out, struct err *err);
void report_charts_release(struct report_charts *all);

#endif
