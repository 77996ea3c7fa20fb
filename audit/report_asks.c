/* SPDX-License-Identifier: MIT */
#include "audit/report_asks.h"

#include "audit/db/ahead.h"
#include "report/build.h"

struct report_asks {
	const struct section_choice *choice;
	const struct charts_names *repos;
	const struct report_charts *charts;
	const struct chart_options *options;
};

static void ask_chart(const struct report_asks *asks, struct db *db, size_t n)
{
	const struct report_chart *item = &asks->charts->items[n];
	struct scope scope = asks->choice->scope;
	struct err ignored = ERR_INIT;

	scope.repo = asks->repos->names[item->repo];
	if (item->policy)
		scope.policy = item->policy;
	charts_draw(item->chart, db, &scope, asks->options, NULL, &ignored);
}

/*
 * Question number n: the charts, from the last on, for what asks longest is
 * there; then the tables of each repository in turn.
 */
static void ask(void *context, struct db *db, size_t n)
{
	const struct report_asks *asks = context;
	const size_t n_charts = asks->charts->n_items;
	const size_t n_repos = asks->repos->n_names;
	struct section_choice choice = *asks->choice;

	if (n < n_charts) {
		ask_chart(asks, db, n_charts - 1 - n);
		return;
	}
	choice.scope.repo = asks->repos->names[(n - n_charts) % n_repos];
	build_ask(&choice, db, (n - n_charts) / n_repos);
}

struct answers *report_asks_ahead(struct db *db,
				  const struct section_choice *choice,
				  const struct charts_names *repos,
				  const struct report_charts *drawn,
				  const struct chart_options *options)
{
	struct report_asks asks = { choice, repos, drawn, options };
	struct answers *answers = answers_new();

	answers_share(answers, db);
	ahead_ask(db, answers, drawn->n_items + repos->n_names * build_n_asks(),
		  ask, &asks);
	return answers;
}
