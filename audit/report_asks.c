/* SPDX-License-Identifier: MIT */
#include "audit/report_asks.h"

#include "audit/db/ahead.h"
#include "report/build.h"

struct report_asks {
	const struct section_choice *choice;
	const struct charts_repos *repos;
	const struct chart_options *options; /* NULL: no charts */
	size_t n_charts;
};

/*
 * Question number n: of each repository in turn, the charts and then the
 * tables, from the last on: what asks longest is there.
 */
static void ask(void *context, struct db *db, size_t n)
{
	const struct report_asks *asks = context;
	const size_t nth = n / asks->repos->n_names;
	struct section_choice choice = *asks->choice;
	struct err ignored = ERR_INIT;

	choice.scope.repo = asks->repos->names[n % asks->repos->n_names];
	if (nth < asks->n_charts)
		charts_draw(&charts[asks->n_charts - 1 - nth], db,
			    &choice.scope, asks->options, NULL, &ignored);
	else
		build_ask(&choice, db, nth - asks->n_charts);
}

struct answers *report_asks_ahead(struct db *db,
				  const struct section_choice *choice,
				  const struct charts_repos *repos,
				  const struct chart_options *options)
{
	struct report_asks asks = { choice, repos, options,
				    options ? charts_count() : 0 };
	struct answers *answers = answers_new();

	answers_share(answers, db);
	ahead_ask(db, answers,
		  repos->n_names * (asks.n_charts + build_n_asks()), ask,
		  &asks);
	return answers;
}
