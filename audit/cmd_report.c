/* SPDX-License-Identifier: MIT */
/*
 * cmd_report - git provenance report: its options; report_make does the rest.
 */
#include <stddef.h>

#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/cmd.h"
#include "audit/db/anonymous.h"
#include "audit/report_make.h"
#include "report/forge.h"
#include "report/formats.h"

#define AT(field) offsetof(struct report_config, field)
static const struct opt report_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "the database (default: provenance.db)" },
	{ "out", 'o', OPT_TEXT, AT(out), "DIR",
	  "folder for the report (default: out)" },
	SCOPE_OPTS(AT(scope)),
	SCOPE_POLICY_OPT(AT(scope)),
	{ "period", 0, OPT_TEXT, AT(period), "PERIOD",
	  "month, quarter (default) or year" },
	{ "format", 0, OPT_TEXT, AT(format), "LIST",
	  "html, pdf, csv, json, md with commas (default: html,csv)" },
	{ "title", 0, OPT_TEXT, AT(title), "TEXT", "heading of the report" },
	{ "paper", 0, OPT_TEXT, AT(paper), "SIZE",
	  "of the PDF: a4 (default) or letter" },
	{ "compare-to", 0, OPT_TEXT, AT(compare_to), "FILE|DATE",
	  "what changed since an earlier report.json, or since a day" },
	ANONYMOUS_OPT(AT(anonymous)),
	{ "commit-url", 0, OPT_TEXTS, AT(commit_urls), "[REPO=]URL",
	  "where commits are shown: https://.../{oid}, or none; may be "
	  "repeated" },
	{ 0 }
};

static const struct opt_usage report_usage = {
	report_opts,
	"report [options]",
	"Writes a page about the history (DIR/index.html), its charts, and "
	"every\n"
	"table behind it as a file.  An earlier report in the folder is "
	"replaced.",
};

static int check_usage(struct report_config *config, int n_args, char **argv,
		       struct err *err)
{
	if (n_args)
		return err_set(err, FAIL_USAGE,
			       "report takes no argument, but got '%s' "
			       "(try --help)",
			       argv[1]);
	if (period_read_unit(config->period, &config->unit) < 0)
		return err_set(err, FAIL_USAGE,
			       "--period wants month, quarter or year, not "
			       "'%s'",
			       config->period);
	if (pdf_read_paper(config->paper, &config->paper_size) < 0)
		return err_set(err, FAIL_USAGE,
			       "--paper wants a4 or letter, not '%s'",
			       config->paper);
	if (forge_check(&config->commit_urls, err) < 0)
		return -1;
	if (!*config->format)
		return err_set(err, FAIL_USAGE, "--format wants a format");
	return formats_check(config->format, err);
}

/* The old folder is replaced by the new, which is made beside it. */
static int make(struct report_config *config, struct err *err)
{
	const struct confine_place places[] = {
		{ CONFINE_BESIDE, config->db },
		{ CONFINE_BESIDE, config->out },
		{ 0 },
	};

	confine(places);
	return report_make(config, err);
}

static int run(int argc, char **argv, struct err *err)
{
	struct report_config config = { .opts = report_opts,
					.db = "provenance.db",
					.out = "out",
					.period = "quarter",
					.format = "html,csv",
					.paper = "a4" };
	int ret, n_args;

	ret = opt_parse(&report_usage, &config, argc, argv, &n_args, err);
	if (ret) {
		ret = ret < 0 ? -1 : 0;
		goto out;
	}
	ret = check_usage(&config, n_args, argv, err);
	if (ret == 0)
		ret = make(&config, err);
out:
	opt_texts_release(&config.commit_urls);
	return ret;
}

const struct cmd cmd_report = {
	"report",
	"write a page, charts and tables",
	run,
	&report_usage,
};
