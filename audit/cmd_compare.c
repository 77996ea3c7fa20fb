/* SPDX-License-Identifier: MIT */
/* cmd_compare - git provenance compare: two policies over one history. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/confine.h"
#include "audit/base/date.h"
#include "audit/base/share.h"
#include "audit/cmd.h"
#include "audit/db/question.h"
#include "audit/policy/compare.h"
#include "audit/policy/suppose.h"
#include "report/markdown.h"
#include "report/table.h"
#include "report/terminal.h"
#include "report/visible.h"

struct compare_config {
	const char *db;
	struct opt_texts policies;
	struct scope scope;
	bool all_commits;
	const char *format;
	const char *color; /* NULL: auto */
};

#define AT(field) offsetof(struct compare_config, field)
static const struct opt compare_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "the database (default: provenance.db)" },
	{ "policy", 0, OPT_TEXTS, AT(policies), "FILE",
	  "FILE or FILE@ERA; given twice: A, then B" },
	{ "all-commits", 0, OPT_FLAG, AT(all_commits), NULL,
	  "every change, as if it had been AI-assisted" },
	SCOPE_OPTS(AT(scope)),
	{ "format", 0, OPT_TEXT, AT(format), "FORMAT",
	  "table (default), csv, json or markdown" },
	TERMINAL_COLOR_OPT(AT(color)),
	{ 0 }
};

static const struct opt_usage compare_usage = {
	compare_opts,
	"compare [--db FILE] --policy A --policy B [SCOPE] [--all-commits]",
	"Asks of which changes two policies say something else.  One era of "
	"each is\n"
	"applied, the last if none is named, whatever the day of a change.  "
	"Without\n"
	"--since it is the last year before the last landing.\n\n"
	"With --all-commits every change counts as if it had been AI-assisted, "
	"and\n"
	"rightly disclosed for the tiers that it touches: then only forbid-ai, "
	"limits,\n"
	"approvals and reviews decide.",
};

/* What one run holds. */
struct comparing {
	const struct compare_config *config;
	struct compare_side sides[2]; /* A, B */
	struct compare_choice choice;
	struct db *db;
	struct buf json; /* "outcomes=[[1,"fail","pass"],...]" */
};

static void comparing_release(struct comparing *comparing)
{
	buf_release(&comparing->json);
	compare_side_release(&comparing->sides[0]);
	compare_side_release(&comparing->sides[1]);
	db_close(comparing->db);
}

/* The time that the scope gives, else the year before the last landing. */
static int choose_time(struct comparing *comparing, struct scope *scope,
		       struct err *err)
{
	int64_t tip_at;

	if (db_get_int(comparing->db, "SELECT max(tip_at) FROM repos", 0,
		       &tip_at, err) < 0)
		return -1;
	if (!scope->since.is_set)
		scope->since = (struct opt_date){ suppose_since(tip_at), 1 };
	comparing->choice = (struct compare_choice){
		.since = scope->since.at,
		.until = scope->until.is_set ? scope->until.at : INT64_MAX,
		.all_commits = comparing->config->all_commits,
	};
	return 0;
}

/* Both judged the same changes, in the same order. */
static void add_outcomes(struct comparing *comparing,
			 const struct compare_outcomes *a,
			 const struct compare_outcomes *b)
{
	struct buf *json = &comparing->json;

	for (size_t i = 0; i < a->n_items; i++)
		buf_addf(json, "%s[%" PRId64 ",\"%s\",\"%s\"]",
			 json->data[json->len - 1] == '[' ? "" : ",",
			 a->items[i].commit_id,
			 outcome_words[a->items[i].outcome],
			 outcome_words[b->items[i].outcome]);
}

static int compare_repo(struct comparing *comparing, int64_t repo_id,
			struct err *err)
{
	const struct stage_work work = { .db = comparing->db,
					 .repo_id = repo_id };
	struct compare_outcomes outcomes[2] = { { 0 }, { 0 } };
	int ret = 0;

	for (int i = 0; ret == 0 && i < 2; i++) {
		struct compare_side *side = &comparing->sides[i];
		struct policy_work one = { .work = &work };

		ret = compare_side_find(side, comparing->db, repo_id, err);
		one.policy_id = side->policy_id;
		one.policy = side->policy;
		if (ret == 0)
			ret = compare_judge(&one, side->era, &comparing->choice,
					    &outcomes[i], err);
	}
	if (ret == 0)
		add_outcomes(comparing, &outcomes[0], &outcomes[1]);
	compare_outcomes_release(&outcomes[0]);
	compare_outcomes_release(&outcomes[1]);
	return ret;
}

/* The one repository of the scope, or the only one that there is. */
static int find_repo(struct comparing *comparing, int64_t *repo_id_out,
		     struct err *err)
{
	const char *name = comparing->config->scope.repo;
	struct db_stmt *rows = NULL;
	int n = 0, more;

	if (db_prepare(comparing->db,
		       "SELECT repo_id FROM repos"
		       " WHERE ?1 IS NULL OR name = ?1 ORDER BY repo_id",
		       &rows, err) < 0)
		return -1;
	if (name)
		db_bind_text(rows, 1, name);
	for (; (more = db_step(rows, err)) > 0; n++)
		*repo_id_out = db_int(rows, 0);
	db_stmt_free(rows);
	if (more == 0 && n > 1)
		return err_set(err, FAIL_USAGE,
			       "the database holds several repositories; "
			       "--repo says which is meant");
	if (more == 0 && n == 0)
		return err_set(err, FAIL_USAGE,
			       "no repository of name '%s' in the database; "
			       "'git provenance query repos' lists them",
			       name ? name : "");
	return more;
}

/* "A: QEMU, era 'ban'": names are a stranger's. */
static void print_side(const struct comparing *comparing, const char *which,
		       const struct compare_side *side)
{
	struct buf line = BUF_INIT, shown = BUF_INIT;

	buf_addf(&line, "%s, era '%s'", side->policy->about.name,
		 side->era->head.name);
	if (strcmp(comparing->config->format, "markdown") == 0)
		markdown_add(&shown, line.data);
	else
		visible_add(&shown, line.data, line.len);
	printf("%s: %s\n", which, shown.data);
	buf_release(&shown);
	buf_release(&line);
}

/* "x of n ... that A forbids would be allowed by B (interval)" */
static void print_sentence(const struct comparing *comparing,
			   const struct db_stmt *row)
{
	char share[SHARE_TEXT_MAX], low[SHARE_TEXT_MAX], high[SHARE_TEXT_MAX];
	char day[DATE_TEXT_MAX];

	date_format_day(comparing->choice.since, day);
	print_side(comparing, "A", &comparing->sides[0]);
	print_side(comparing, "B", &comparing->sides[1]);
	printf("%" PRId64 " of %" PRId64
	       " %s since %s that A forbids would be allowed by B",
	       db_int(row, 4), db_int(row, 9),
	       comparing->choice.all_commits ? "changes"
					     : "AI-assisted changes",
	       day);
	if (db_is_null(row, 10)) {
		puts(".");
	} else {
		share_format(db_real(row, 10), 1, " %", share);
		share_format(db_real(row, 11), 1, "", low);
		share_format(db_real(row, 12), 1, " %", high);
		printf(": %s (95 %% interval %s to %s).\n", share, low, high);
	}
	if (comparing->choice.all_commits)
		puts("Every change counts as if it had been AI-assisted, and "
		     "rightly disclosed for\nthe tiers that it touches; only "
		     "forbid-ai, limits, approvals and reviews decide.");
	else
		puts("Undeclared use of AI leaves no trace: the numbers are "
		     "floors.");
	putchar('\n');
}

static int print_rows(const struct comparing *comparing, struct db_stmt *rows,
		      struct err *err)
{
	struct table_options options = {
		.out = stdout,
		.width = terminal_width(stdout),
	};
	const char *format = comparing->config->format;
	struct table_sink *sink;
	int ret = 0;

	if (terminal_bold(stdout, comparing->config->color, &options.is_bold,
			  err) < 0)
		return -1;
	sink = table_new(format, &options);
	if (!sink)
		return err_set(err, FAIL_USAGE,
			       "no format '%s' (table, csv, json, markdown)",
			       format);
	if (strcmp(format, "table") == 0 || strcmp(format, "markdown") == 0) {
		ret = db_step(rows, err);
		if (ret > 0)
			print_sentence(comparing, rows);
		db_reset(rows);
	}
	if (ret >= 0)
		ret = table_run(rows, &sink, 1, NULL, err);
	table_free(sink);
	return ret;
}

static int ask(const struct comparing *comparing, const struct scope *scope,
	       struct err *err)
{
	struct question question;
	struct db_stmt *rows = NULL;
	struct opt_texts params = { 0 };
	struct buf tiers = BUF_INIT;
	int ret;

	if (question_find("comparison", &question, err) < 0)
		return -1;
	buf_addf(&tiers, "tiers=%" PRId64, comparing->sides[1].policy_id);
	opt_texts_add(&params, comparing->json.data);
	opt_texts_add(&params, tiers.data);
	ret = question_ask(&question, comparing->db, scope, &params, &rows,
			   err);
	if (ret == 0)
		ret = print_rows(comparing, rows, err);
	db_stmt_free(rows);
	buf_release(&tiers);
	opt_texts_release(&params);
	question_release(&question);
	return ret;
}

static int compare(struct comparing *comparing, struct err *err)
{
	const struct compare_config *config = comparing->config;
	struct scope scope = config->scope;
	int64_t repo_id = 0;

	confine_beside(config->db);
	for (size_t i = 0; i < 2; i++)
		if (compare_side_read(config->policies.items[i],
				      &comparing->sides[i], err) < 0)
			return -1;
	if (db_open(config->db, DB_READ, &comparing->db, err) < 0 ||
	    find_repo(comparing, &repo_id, err) < 0 ||
	    choose_time(comparing, &scope, err) < 0)
		return -1;
	buf_add_str(&comparing->json, "outcomes=[");
	if (compare_repo(comparing, repo_id, err) < 0)
		return -1;
	buf_add_char(&comparing->json, ']');
	return ask(comparing, &scope, err);
}

static int run(int argc, char **argv, struct err *err)
{
	struct compare_config config = { .db = "provenance.db",
					 .format = "table" };
	struct comparing comparing = { .config = &config, .json = BUF_INIT };
	int n_args;
	int ret = opt_parse(&compare_usage, &config, argc, argv, &n_args, err);

	if (ret == 0 && n_args)
		ret = err_set(
			err, FAIL_USAGE,
			"compare takes no argument, but got '%s' (try --help)",
			argv[1]);
	else if (ret == 0 && config.policies.n_items != 2)
		ret = err_set(err, FAIL_USAGE,
			      "compare wants two policies: --policy A --policy "
			      "B");
	else if (ret == 0)
		ret = compare(&comparing, err);
	else if (ret > 0)
		ret = 0;
	comparing_release(&comparing);
	opt_texts_release(&config.policies);
	return ret;
}

const struct cmd cmd_compare = {
	"compare",
	"say of which changes two policies differ",
	run,
	&compare_usage,
};
