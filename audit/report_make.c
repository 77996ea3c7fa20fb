/* SPDX-License-Identifier: MIT */
/*
 * report_make - the one place where tables, documents and charts meet:
 *
 *   sections[] --> csv/NAME.csv (all rows)
 *   charts[]   --> charts/NAME.svg --.
 *   sections[] ----------------------+--> index.html, report.pdf,
 *                                         report.json, report.md
 *   all of it  --> manifest.json
 */
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "audit/base/xalloc.h"
#include "audit/db/anonymous.h"
#include "audit/report_asks.h"
#include "audit/report_fonts.h"
#include "audit/report_make.h"
#include "report/build.h"
#include "report/csv_files.h"
#include "report/earlier.h"
#include "report/folder.h"
#include "report/formats.h"
#include "report/json_report.h"
#include "report/manifest.h"
#include "report/markdown_report.h"
#include "report/page.h"

/* A chart with the file that it is in. */
struct drawing {
	char *file;
	struct chart_result result;
};

/* The report while it is made. */
struct making {
	struct report_config *config;
	struct section_choice choice;
	struct chart_options chart_options;
	struct answers *answers;
	struct db *db;
	struct folder *folder;
	struct charts_names repos;
	struct earlier *earlier; /* NULL: there is nothing to compare to */
	char *title;
	struct report_charts charts;       /* none: no document wants them */
	struct drawing *drawings;          /* of each of them */
	struct document_picture *pictures; /* the same, for the page */
	size_t n_pictures;
};

static int find_repos(struct making *making, struct err *err)
{
	if (charts_repos(making->db, &making->choice.scope, &making->repos,
			 err) < 0)
		return -1;
	if (making->repos.n_names)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "database '%s' holds no repository; fill it with 'git "
		       "provenance audit'",
		       making->config->db);
}

static int find_earlier(struct making *making, struct err *err)
{
	const struct report_config *config = making->config;
	const struct earlier_subject subject = {
		.scope = &config->scope,
		.repos = (const char *const *)making->repos.names,
		.n_repos = making->repos.n_names,
	};

	if (!config->compare_to)
		return 0;
	if (earlier_open(config->compare_to, &subject, making->db,
			 &making->earlier, err) < 0)
		return -1;
	making->choice.earlier = making->earlier;
	return 0;
}

/* ": area Block layer", where it is not about all that there is. */
static void add_scope(const struct making *making, struct buf *title)
{
	struct scope scope = making->choice.scope;

	scope.repo = NULL;
	if (!scope.area && !scope.path && !scope.author && !scope.tier &&
	    !scope.policy && !scope.since.is_set && !scope.until.is_set)
		return;
	buf_add_str(title, ": ");
	scope_describe(&scope, title);
}

static void make_title(struct making *making)
{
	struct buf title = BUF_INIT;

	if (making->config->title)
		anonymous_add(making->db, making->config->title, &title);
	else if (making->repos.n_names == 1)
		buf_addf(&title, "Provenance of %s", making->repos.names[0]);
	else
		buf_addf(&title, "Provenance of %zu repositories",
			 making->repos.n_names);
	if (!making->config->title)
		add_scope(making, &title);
	making->title = buf_detach(&title, NULL);
	if (making->config->title)
		making->config->title = making->title;
}

/* A kind of document, and the file that holds it. */
struct document_file {
	const char *name; /* in --format */
	const char *file;
	struct document *(*make)(FILE *out, const struct making *making);
};

static struct document *make_page(FILE *out, const struct making *making)
{
	(void)making;
	return page_new(out);
}

static struct document *make_pdf(FILE *out, const struct making *making)
{
	return pdf_new(out, making->config->paper_size);
}

static struct document *make_json(FILE *out, const struct making *making)
{
	(void)making;
	return json_report_new(out);
}

static struct document *make_markdown(FILE *out, const struct making *making)
{
	(void)making;
	return markdown_report_new(out);
}

static const struct document_file document_files[] = {
	{ "html", "index.html", make_page },
	{ "pdf", "report.pdf", make_pdf },
	{ "json", "report.json", make_json },
	{ "md", "report.md", make_markdown },
	{ 0 },
};

enum { N_DOCUMENTS = sizeof(document_files) / sizeof(*document_files) - 1 };

/* A document in memory: those that are asked for are made at one time. */
struct draft {
	const struct document_file *kind;
	struct document *doc;
	FILE *out;
	char *bytes; /* len, once out is closed */
	size_t len;
};

/* Begin those that are asked for; returns how many. */
static size_t begin_drafts(const struct making *making, struct draft *drafts)
{
	size_t n = 0;

	for (const struct document_file *kind = document_files; kind->name;
	     kind++) {
		struct draft *draft = &drafts[n];

		if (!formats_has(making->config->format, kind->name))
			continue;
		draft->kind = kind;
		draft->out = open_memstream(&draft->bytes, &draft->len);
		assert(draft->out);
		draft->doc = kind->make(draft->out, making);
		n++;
	}
	return n;
}

/* Drive all of them, and the tables, through the sections once. */
static int build_drafts(const struct making *making, struct draft *drafts,
			size_t n, struct err *err)
{
	const bool has_csv = formats_has(making->config->format, "csv");
	const struct build build = {
		.title = making->title,
		.version = VERSION,
		.choice = making->choice,
		.repos = (const char *const *)making->repos.names,
		.n_repos = making->repos.n_names,
		.commit_urls = &making->config->commit_urls,
		.has_csv = has_csv,
		.pictures = making->pictures,
		.n_pictures = making->n_pictures,
	};
	struct document *docs[N_DOCUMENTS + 1], *all, *tables = NULL;
	int ret;

	for (size_t i = 0; i < n; i++)
		docs[i] = drafts[i].doc;
	if (has_csv)
		docs[n++] = tables = csv_files_new(making->folder);
	all = document_tee_new(docs, n);
	ret = build_document(&build, making->db, all, err);
	document_free(all);
	document_free(tables);
	return ret;
}

static int write_draft(struct making *making, struct draft *draft,
		       struct err *err)
{
	bool failed = fclose(draft->out) != 0;

	draft->out = NULL;
	if (failed)
		return err_set(err, FAIL_WORLD,
			       "cannot make '%s'; close other programs, and "
			       "run it again",
			       draft->kind->file);
	return folder_write(making->folder, draft->kind->file, draft->bytes,
			    draft->len, err);
}

static int write_documents(struct making *making, struct err *err)
{
	struct draft drafts[N_DOCUMENTS] = { 0 };
	size_t n = begin_drafts(making, drafts);
	int ret = build_drafts(making, drafts, n, err);

	for (size_t i = 0; i < n; i++) {
		document_free(drafts[i].doc);
		if (ret == 0)
			ret = write_draft(making, &drafts[i], err);
		if (drafts[i].out)
			fclose(drafts[i].out);
		free(drafts[i].bytes);
	}
	return ret;
}

/*
 * "charts/activity.svg", with numbers of the repository and of the policy
 * where there are several.
 */
static char *drawing_file(const struct making *making,
			  const struct report_chart *item)
{
	struct buf name = BUF_INIT;

	buf_addf(&name, "charts/%s", item->chart->name);
	if (making->repos.n_names > 1)
		buf_addf(&name, "-%zu", item->repo + 1);
	if (item->nth)
		buf_addf(&name, "-policy-%zu", item->nth);
	buf_add_str(&name, ".svg");
	return buf_detach(&name, NULL);
}

static int show_drawing(void *data, void *cairo, struct err *err)
{
	(void)err;
	charts_show(data, cairo);
	return 0;
}

static int draw(struct making *making, const struct report_chart *item,
		struct err *err)
{
	struct drawing *drawing = &making->drawings[making->n_pictures];
	const struct buf *bytes = &drawing->result.bytes;
	const struct chart_words *words = &drawing->result.words;
	const struct chart_options *options = &making->chart_options;
	struct scope scope = making->choice.scope;

	scope.repo = making->repos.names[item->repo];
	if (item->policy)
		scope.policy = item->policy;
	if (charts_draw(item->chart, making->db, &scope, options,
			&drawing->result, err) < 0)
		return -1;
	drawing->file = drawing_file(making, item);
	making->pictures[making->n_pictures++] = (struct document_picture){
		.chart = item->chart->name,
		.repo = scope.repo,
		.is_empty = drawing->result.is_empty,
		.title = words->title,
		.subtitle = words->subtitle,
		.caption = words->caption,
		.alt = words->alt,
		.file = drawing->file,
		.svg = drawing->result.inset.data,
		.len = drawing->result.inset.len,
		.width = options->paper_width,
		.height = drawing->result.paper_height,
		.draw = drawing->result.paper ? show_drawing : NULL,
		.data = &drawing->result,
	};
	return folder_write(making->folder, drawing->file, bytes->data,
			    bytes->len, err);
}

static int draw_all(struct making *making, struct err *err)
{
	const size_t n = making->charts.n_items;

	making->drawings = xcalloc(n, sizeof(*making->drawings));
	making->pictures = xcalloc(n, sizeof(*making->pictures));
	for (size_t i = 0; i < n; i++)
		if (draw(making, &making->charts.items[i], err) < 0)
			return -1;
	return 0;
}

static bool needs_pictures(const struct making *making)
{
	for (const struct document_file *kind = document_files; kind->name;
	     kind++)
		if (formats_has(making->config->format, kind->name))
			return true;
	return false;
}

static int write_manifest(struct making *making, struct err *err)
{
	struct buf fonts = BUF_INIT;
	int ret;
	struct manifest manifest = {
		.version = VERSION,
		.title = making->title,
		.opts = making->config->opts,
		.config = making->config,
		.choice = making->choice,
	};

	if (making->repos.n_names == 1) /* what the page asks, too */
		manifest.choice.scope.repo = making->repos.names[0];
	report_fonts_add(&fonts);
	manifest.fonts = fonts.data;
	ret = manifest_write(&manifest, making->db, making->folder, err);
	buf_release(&fonts);
	return ret;
}

/*
 * One read transaction: an audit that runs meanwhile cannot make the tables
 * of one report speak of different histories.
 */
static int make(struct making *making, struct err *err)
{
	const struct report_config *config = making->config;

	if (db_open(config->db, DB_READ, &making->db, err) < 0 ||
	    db_script(making->db, "BEGIN", err) < 0 ||
	    (config->anonymous &&
	     anonymous_begin(making->db, &config->scope, err) < 0) ||
	    find_repos(making, err) < 0 || find_earlier(making, err) < 0)
		return -1;
	make_title(making);
	if ((needs_pictures(making) &&
	     report_charts_list(making->db, &making->choice.scope,
				&making->repos, &making->charts, err) < 0) ||
	    folder_open(config->out, &making->folder, err) < 0)
		return -1;
	making->answers =
		report_asks_ahead(making->db, &making->choice, &making->repos,
				  &making->charts, &making->chart_options);
	if (draw_all(making, err) < 0 || write_documents(making, err) < 0 ||
	    write_manifest(making, err) < 0)
		return -1;
	return folder_keep(making->folder, err);
}

static void release(struct making *making)
{
	for (size_t i = 0; i < making->n_pictures; i++) {
		free(making->drawings[i].file);
		chart_result_release(&making->drawings[i].result);
	}
	free(making->drawings);
	report_charts_release(&making->charts);
	free(making->pictures);
	charts_names_release(&making->repos);
	earlier_free(making->earlier);
	free(making->title);
	folder_free(making->folder);
	db_close(making->db);
	answers_free(making->answers);
}

/* A PDF shows charts that are narrower, so that their letters are larger. */
static void set_paper(struct making *making)
{
	making->chart_options.inset = true;
	if (!formats_has(making->config->format, "pdf"))
		return;
	making->chart_options.paper_width = 700;
	making->chart_options.paper_height = 450;
}

int report_make(struct report_config *config, struct err *err)
{
	struct making making = { .config = config,
				 .chart_options = CHART_OPTIONS_INIT };
	int ret;

	making.chart_options.period = config->unit;
	set_paper(&making);
	making.choice.scope = config->scope;
	making.choice.period = config->period;
	making.choice.anonymous = config->anonymous;
	ret = make(&making, err);
	release(&making);
	return ret;
}
