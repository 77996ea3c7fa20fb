/* SPDX-License-Identifier: MIT */
#include "audit/report_charts.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void report_charts_release(struct report_charts *all)
{
	for (size_t i = 0; i < all->n_repos; i++)
		charts_names_release(&all->policies[i]);
	free(all->policies);
	free(all->items);
	memset(all, 0, sizeof(*all));
}

static void add(struct report_charts *all, struct report_chart item)
{
	all->items = xgrow(all->items, all->n_items, &all->n_alloc,
			   sizeof(*all->items));
	all->items[all->n_items++] = item;
}

static void add_charts(struct report_charts *all, size_t repo)
{
	const struct charts_names *policies = &all->policies[repo];

	for (const struct chart *chart = charts; chart->name; chart++) {
		if (!chart->is_of_policy || policies->n_names < 2) {
			add(all, (struct report_chart){ chart, repo, NULL, 0 });
			continue;
		}
		for (size_t i = 0; i < policies->n_names; i++)
			add(all,
			    (struct report_chart){ chart, repo,
						   policies->names[i], i + 1 });
	}
}

int report_charts_list(struct db *db, const struct scope *scope,
		       const struct charts_names *repos,
		       struct report_charts *charts_out, struct err *err)
{
	struct report_charts all = { 0 };
	struct scope one = *scope;

	all.policies = xcalloc(repos->n_names, sizeof(*all.policies));
	for (; all.n_repos < repos->n_names; all.n_repos++) {
		one.repo = repos->names[all.n_repos];
		if (charts_policies(db, &one, &all.policies[all.n_repos], err) <
		    0) {
			report_charts_release(&all);
			return -1;
		}
		add_charts(&all, all.n_repos);
	}
	*charts_out = all;
	return 0;
}
