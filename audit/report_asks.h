/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_REPORT_ASKS_H
#define AUDIT_REPORT_ASKS_H
/*
 * report_asks - all that a report will ask the database, asked ahead: by its
 * charts and by its tables, each question once, on all processors.
 */
#include "audit/db/answers.h"
#include "audit/db/db.h"
#include "audit/report_charts.h"
#include "report/sections.h"

/*
 * The answers, which db shares from then on; the caller's, to be freed after
 * db is closed.  db is in a transaction that has read already (see ahead.h).
 * What fails is told when it is shown.
 */
struct answers *report_asks_ahead(struct db *db,
				  const struct section_choice *choice,
				  const struct charts_names *repos,
				  const struct report_charts *drawn,
				  const struct chart_options *options);

#endif
