/* SPDX-License-Identifier: MIT */
/*
 * report_make - the documents of a report, and the files behind them.
 */
#ifndef AUDIT_REPORT_MAKE_H
#define AUDIT_REPORT_MAKE_H

#include <stdbool.h>

#include "audit/base/opt.h"
#include "audit/db/scope.h"
#include "plots/charts.h"
#include "report/pdf.h"

/* What a report is made of, and from; options fill it. */
struct report_config {
	const struct opt *opts; /* that filled it, for the manifest */
	const char *db, *out;
	struct scope scope;
	const char *period;
	const char *format;
	const char *title;
	const char *paper;
	const char *compare_to;
	bool anonymous;
	struct opt_texts commit_urls;
	enum period_unit unit;     /* what period says */
	enum pdf_paper paper_size; /* what paper says */
};

/* Make the folder config->out; an earlier report in it is replaced. */
int report_make(struct report_config *config, struct err *err);

#endif
