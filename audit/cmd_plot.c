/* SPDX-License-Identifier: MIT */
/*
 * plot - draw charts into files: for each repository in the scope, each
 * chart asked for, each format.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/base/xalloc.h"
#include "audit/cmd.h"
#include "audit/db/anonymous.h"
#include "audit/db/db.h"
#include "audit/db/question.h"
#include "audit/db/scope.h"
#include "plots/charts.h"

/*
 * A page is 12.5 inches wide: small pictures for a list up to those of a
 * printing press, whose pixels take 155 MB.
 */
enum { DPI_MIN = 24, DPI_MAX = 600 };

struct plot_config {
	const char *db;
	const char *out;
	const char *period; /* NULL: quarter */
	const char *format; /* names with commas between */
	const char *theme;  /* NULL: light */
	int dpi;            /* of PNG files; 0: not said */
	bool list;
	bool anonymous;
	struct scope scope;
};

#define AT(field) offsetof(struct plot_config, field)
static const struct opt plot_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "the database (default: provenance.db)" },
	{ "out", 'o', OPT_TEXT, AT(out), "DIR",
	  "folder for the files (default: charts)" },
	{ "period", 0, OPT_TEXT, AT(period), "PERIOD",
	  "month, quarter (default) or year" },
	{ "format", 0, OPT_TEXT, AT(format), "LIST",
	  "svg, png, pdf with commas between (default: svg)" },
	{ "dpi", 0, OPT_COUNT, AT(dpi), "N",
	  "dots an inch of PNG files (default: 144)" },
	{ "theme", 0, OPT_TEXT, AT(theme), "NAME",
	  "light (default), dark or print, which reads well in grey" },
	{ "list", 0, OPT_FLAG, AT(list), NULL, "list the charts" },
	SCOPE_OPTS(AT(scope)),
	SCOPE_POLICY_OPT(AT(scope)),
	ANONYMOUS_OPT(AT(anonymous)),
	{ 0 },
};

static const struct opt_usage plot_usage = {
	plot_opts,
	"plot [options] [CHART...] | --list",
	"Draws charts from the database, all of them if none is named, and\n"
	"prints the paths of the files.  A database with several repositories\n"
	"gives one file for each: CHART-REPOSITORY.svg.",
};

/* What is to be drawn; arrays end with NULL or at their number. */
struct plot_job {
	const struct plot_config *config;
	const struct chart **wanted;
	size_t n_wanted;
	enum draw_format formats[3];
	size_t n_formats;
	struct chart_options options;
	struct db *db;
};

static int print_list(struct err *err)
{
	for (const struct chart *chart = charts; chart->name; chart++) {
		struct question question = { 0 };

		if (question_find(chart->query, &question, err) < 0)
			return -1;
		printf("%-16s %s\n", chart->name, question.text);
		question_release(&question);
	}
	return 0;
}

static bool has_format(const struct plot_job *job, enum draw_format format)
{
	for (size_t i = 0; i < job->n_formats; i++)
		if (job->formats[i] == format)
			return true;
	return false;
}

static int read_formats(struct plot_job *job, const char *list, struct err *err)
{
	const char *word = list;

	while (word) {
		const char *comma = strchr(word, ',');
		size_t len = comma ? (size_t)(comma - word) : strlen(word);
		char *name = xmemdup0(word, len);
		enum draw_format format;
		int ret = draw_read_format(name, &format);

		if (ret < 0)
			err_set(err, FAIL_USAGE,
				"--format wants svg, png or pdf, with commas "
				"between, not '%s'",
				name);
		free(name);
		if (ret < 0)
			return -1;
		if (!has_format(job, format))
			job->formats[job->n_formats++] = format;
		word = comma ? comma + 1 : NULL;
	}
	return 0;
}

static bool is_wanted(const struct plot_job *job, const struct chart *chart)
{
	for (size_t i = 0; i < job->n_wanted; i++)
		if (job->wanted[i] == chart)
			return true;
	return false;
}

/* The charts named, each once; all of them if none is. */
static int read_wanted(struct plot_job *job, int n_args, char **args,
		       struct err *err)
{
	size_t n = 0;

	while (charts[n].name)
		n++;
	job->wanted = xcalloc(n, sizeof(struct chart *));
	for (int i = 0; i < n_args; i++) {
		const struct chart *chart;

		if (charts_find(args[i], &chart, err) < 0)
			return -1;
		if (!is_wanted(job, chart))
			job->wanted[job->n_wanted++] = chart;
	}
	for (size_t i = 0; n_args == 0 && i < n; i++)
		job->wanted[job->n_wanted++] = &charts[i];
	return 0;
}

/* What no other format has a use for is a mistake, not a wish. */
static int read_dpi(struct plot_job *job, int dpi, struct err *err)
{
	if (!dpi)
		return 0;
	if (!has_format(job, DRAW_PNG))
		return err_set(err, FAIL_USAGE,
			       "--dpi is for PNG files; add --format png");
	if (dpi < DPI_MIN || dpi > DPI_MAX)
		return err_set(err, FAIL_USAGE,
			       "--dpi wants %d to %d dots an inch, not %d",
			       DPI_MIN, DPI_MAX, dpi);
	job->options.dpi = dpi;
	return 0;
}

static int read_theme(struct plot_job *job, const char *name, struct err *err)
{
	if (!name || theme_read(name, &job->options.theme) == 0)
		return 0;
	return err_set(err, FAIL_USAGE,
		       "--theme wants light, dark or print, not '%s'", name);
}

static int read_job(struct plot_job *job, int n_args, char **args,
		    struct err *err)
{
	const struct plot_config *config = job->config;

	if (period_read_unit(config->period, &job->options.period) < 0)
		return err_set(err, FAIL_USAGE,
			       "--period wants month, quarter or year, not "
			       "'%s'",
			       config->period);
	if (read_formats(job, config->format, err) < 0 ||
	    read_dpi(job, config->dpi, err) < 0 ||
	    read_theme(job, config->theme, err) < 0)
		return -1;
	return read_wanted(job, n_args, args, err);
}

static int cannot_write(const char *path, struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "cannot write '%s': %s; name another folder with --out",
		       path, strerror(errno));
}

/* Make a folder and those above it. */
static int make_folders(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	struct stat info;
	int ret = 0;

	for (char *at = copy; ret == 0 && *at; at++) {
		bool ends = at[1] == '/' || at[1] == '\0';
		char kept = at[1];

		if (!ends || *at == '/')
			continue;
		at[1] = '\0';
		if (mkdir(copy, 0777) < 0 && errno != EEXIST)
			ret = err_set(err, FAIL_WORLD,
				      "cannot make the folder '%s': %s; name "
				      "another with --out",
				      copy, strerror(errno));
		at[1] = kept;
	}
	if (ret == 0 && (stat(path, &info) < 0 || !S_ISDIR(info.st_mode)))
		ret = err_set(err, FAIL_WORLD,
			      "cannot write into '%s': not a folder; name one "
			      "with --out",
			      path);
	free(copy);
	return ret;
}

/* Write under another name and rename: path is old or new, never half. */
static int write_file(const char *path, const struct buf *bytes,
		      struct err *err)
{
	struct buf part = BUF_INIT;
	bool failed = true;
	FILE *file;

	buf_addf(&part, "%s.part", path);
	file = fopen(part.data, "wb");
	if (file) {
		failed = fwrite(bytes->data, 1, bytes->len, file) != bytes->len;
		failed = fclose(file) != 0 || failed;
		failed = failed || rename(part.data, path) < 0;
	}
	if (failed) {
		cannot_write(path, err);
		if (file)
			unlink(part.data);
	}
	buf_release(&part);
	return failed ? -1 : 0;
}

/* Append name with all but letters, digits, dot, dash and _ made dashes. */
static void add_safe(struct buf *out, const char *name)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	for (size_t i = 0; i < 100 && name[i]; i++)
		buf_add_char(out, strchr(safe, name[i]) ? name[i] : '-');
}

/*
 * "-NAME" for repository number at; a further "-N" where an earlier one has
 * the same safe name.
 */
static void add_suffix(struct buf *out, const struct charts_names *repos,
		       size_t at)
{
	struct buf own = BUF_INIT, other = BUF_INIT;
	bool taken = false;

	add_safe(&own, repos->names[at]);
	for (size_t i = 0; i < at && !taken; i++) {
		buf_clear(&other);
		add_safe(&other, repos->names[i]);
		taken = strcmp(own.data, other.data) == 0;
	}
	buf_addf(out, "-%s", own.data);
	if (taken)
		buf_addf(out, "-%zu", at + 1);
	buf_release(&own);
	buf_release(&other);
}

static int plot_one(const struct plot_job *job, const struct chart *chart,
		    const struct scope *scope, const char *stem,
		    enum draw_format format, struct err *err)
{
	struct chart_options options = job->options;
	struct chart_result result = { .bytes = BUF_INIT };
	struct buf path = BUF_INIT;
	int ret = -1;

	options.format = format;
	buf_addf(&path, "%s/%s.%s", job->config->out, stem,
		 draw_format_name(format));
	if (charts_draw(chart, job->db, scope, &options, &result, err) < 0)
		goto out;
	if (write_file(path.data, &result.bytes, err) < 0)
		goto out;
	puts(path.data);
	ret = 0;
out:
	chart_result_release(&result);
	buf_release(&path);
	return ret;
}

/* All charts of one repository. */
static int plot_repo(const struct plot_job *job,
		     const struct charts_names *repos, size_t at,
		     struct err *err)
{
	struct scope scope = job->config->scope;
	struct buf stem = BUF_INIT;
	int ret = 0;

	scope.repo = repos->names[at];
	for (size_t i = 0; ret == 0 && i < job->n_wanted; i++) {
		buf_clear(&stem);
		buf_add_str(&stem, job->wanted[i]->name);
		if (repos->n_names > 1)
			add_suffix(&stem, repos, at);
		for (size_t j = 0; ret == 0 && j < job->n_formats; j++)
			ret = plot_one(job, job->wanted[i], &scope, stem.data,
				       job->formats[j], err);
	}
	buf_release(&stem);
	return ret;
}

static int plot_all(struct plot_job *job, struct err *err)
{
	struct charts_names repos = { 0 };
	const struct confine_place places[] = {
		{ CONFINE_BESIDE, job->config->db },
		{ CONFINE_INTO, job->config->out },
		{ 0 },
	};
	int ret = -1;

	confine(places);
	if (db_open(job->config->db, DB_READ, &job->db, err) < 0)
		goto out;
	if (job->config->anonymous &&
	    anonymous_begin(job->db, &job->config->scope, err) < 0)
		goto out;
	if (charts_repos(job->db, &job->config->scope, &repos, err) < 0)
		goto out;
	if (repos.n_names == 0) {
		err_set(err, FAIL_WORLD,
			"database '%s' holds no repository; fill it with "
			"'git provenance audit'",
			job->config->db);
		goto out;
	}
	ret = make_folders(job->config->out, err);
	for (size_t i = 0; ret == 0 && i < repos.n_names; i++)
		ret = plot_repo(job, &repos, i, err);
out:
	charts_names_release(&repos);
	db_close(job->db);
	return ret;
}

static int run_plot(int argc, char **argv, struct err *err)
{
	struct plot_config config = { .db = "provenance.db",
				      .out = "charts",
				      .format = "svg" };
	struct plot_job job = { .config = &config,
				.options = CHART_OPTIONS_INIT };
	int n_args;
	int ret = opt_parse(&plot_usage, &config, argc, argv, &n_args, err);

	if (ret)
		return ret < 0 ? -1 : 0;
	if (config.list)
		return print_list(err);
	ret = read_job(&job, n_args, argv + 1, err);
	if (ret == 0)
		ret = plot_all(&job, err);
	free((void *)job.wanted);
	return ret;
}

const struct cmd cmd_plot = {
	"plot",
	"draw charts into files",
	run_plot,
	&plot_usage,
};
