/* SPDX-License-Identifier: MIT */
/* Draws what the rows of charts.c name. */
#include "plots/charts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/opt.h"
#include "audit/base/xalloc.h"
#include "audit/db/question.h"
#include "plots/frame.h"
#include "plots/marks.h"
#include "plots/words.h"

void chart_words_release(struct chart_words *words)
{
	free(words->title);
	free(words->subtitle);
	free(words->caption);
	free(words->alt);
	memset(words, 0, sizeof(*words));
}

void chart_result_release(struct chart_result *result)
{
	buf_release(&result->inset);
	buf_release(&result->bytes);
	chart_words_release(&result->words);
	cairo_surface_destroy(result->paper);
}

/* A repository of the database. */
struct repo {
	char *name;     /* owned */
	int64_t tip_at; /* < 0: not audited yet */
};

struct repo_list {
	struct repo *items;
	size_t n, n_alloc;
};

static void add_repo(struct repo_list *list, const struct db_stmt *stmt)
{
	struct repo *repo;

	list->items =
		xgrow(list->items, list->n, &list->n_alloc, sizeof(*repo));
	repo = &list->items[list->n++];
	repo->name = xstrdup(db_text(stmt, 0));
	repo->tip_at = db_is_null(stmt, 2) ? -1 : db_int(stmt, 2);
}

static void repo_list_release(struct repo_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->items[i].name);
	free(list->items);
}

/* The repositories that the scope allows, by name. */
static int list_repos(struct db *db, const struct scope *scope,
		      struct repo_list *list, struct err *err)
{
	const struct scope only_repo = { .repo = scope->repo };
	const struct opt_texts no_params = { 0 };
	struct question question = { 0 };
	struct db_stmt *stmt = NULL;
	int ret = -1, more;

	if (question_find("repos", &question, err) < 0 ||
	    question_ask(&question, db, &only_repo, &no_params, &stmt, err) < 0)
		goto out;
	while ((more = db_step(stmt, err)) > 0)
		add_repo(list, stmt);
	ret = more;
out:
	db_stmt_free(stmt);
	question_release(&question);
	return ret;
}

int charts_repos(struct db *db, const struct scope *scope,
		 struct charts_names *repos_out, struct err *err)
{
	struct repo_list list = { 0 };
	int ret = list_repos(db, scope, &list, err);

	if (ret == 0) {
		repos_out->names = xcalloc(list.n, sizeof(char *));
		repos_out->n_names = list.n;
		for (size_t i = 0; i < list.n; i++)
			repos_out->names[i] = xstrdup(list.items[i].name);
	}
	repo_list_release(&list);
	return ret;
}

void charts_names_release(struct charts_names *names)
{
	for (size_t i = 0; i < names->n_names; i++)
		free(names->names[i]);
	free((void *)names->names);
	memset(names, 0, sizeof(*names));
}

/* The one repository that a chart is about. */
static int only_repo(struct db *db, const struct scope *scope,
		     struct repo_list *list, struct err *err)
{
	if (list_repos(db, scope, list, err) < 0)
		return -1;
	if (list->n == 1)
		return 0;
	if (list->n == 0)
		return err_set(err, FAIL_WORLD,
			       "the database holds no repository; fill it "
			       "with 'git provenance audit'");
	return err_set(err, FAIL_USAGE,
		       "the database holds %zu repositories, and a chart "
		       "shows one; name it with --repo",
		       list->n);
}

/* Each word of memory ends with a blank: make these the params. */
static void cut_params(struct buf *memory, struct opt_texts *params)
{
	size_t begin = 0;

	for (size_t i = 0; i < memory->len; i++) {
		if (memory->data[i] != ' ')
			continue;
		memory->data[i] = '\0';
		opt_texts_add(params, memory->data + begin);
		begin = i + 1;
	}
}

/*
 * "period=...", where there are any, and the words of chart->params; texts lie
 * in memory.
 */
static void make_params(const struct chart *chart, enum period_unit unit,
			struct buf *memory, struct opt_texts *params)
{
	if (!charts_has_points(chart))
		buf_addf(memory, "period=%s ", period_unit_name(unit));
	if (chart->params)
		buf_addf(memory, "%s ", chart->params);
	cut_params(memory, params);
}

static struct series_range range_of(const struct scope *scope, int64_t tip_at)
{
	return (struct series_range){
		.since = scope->since.is_set ? scope->since.at : INT64_MIN,
		.until = scope->until.is_set ? scope->until.at : INT64_MAX,
		.tip_at = tip_at,
	};
}

/* Does the chart draw a column that the program adds to the query? */
static bool draws_added(const struct chart *chart,
			const struct question *question)
{
	const struct points_columns *points = &chart->points;
	const char *const names[] = { points->share, points->low, points->high,
				      points->n };

	for (size_t i = 0; i < question->n_columns; i++)
		for (size_t j = 0; j < sizeof(names) / sizeof(*names); j++)
			if (question->columns[i].computed && names[j] &&
			    strcmp(question->columns[i].name, names[j]) == 0)
				return true;
	return false;
}

/* What a chart draws: one of the two. */
struct frame_data {
	struct series_set set;
	struct points_set points;
};

static int read_data(const struct chart *chart, struct db *db,
		     const struct words_about *about, struct frame_data *data,
		     struct err *err)
{
	const struct series_range range = range_of(about->scope, about->tip_at);
	struct question question = { 0 };
	struct opt_texts params = { 0 };
	struct buf memory = BUF_INIT;
	struct db_stmt *stmt = NULL;
	int ret = -1;

	make_params(chart, data->set.unit, &memory, &params);
	if (question_find(chart->query, &question, err) < 0)
		goto out;
	question.plain = !draws_added(chart, &question);
	if (question_ask(&question, db, about->scope, &params, &stmt, err) < 0)
		goto out;
	if (charts_has_points(chart))
		ret = points_read(stmt, &chart->points, &data->points, err);
	else
		ret = series_read(stmt, &chart->columns, &range, data->set.unit,
				  &data->set, err);
out:
	db_stmt_free(stmt);
	question_release(&question);
	opt_texts_release(&params);
	buf_release(&memory);
	return ret;
}

/* The marks on a chart; none if its kind has none. */
static int read_marks(const struct words_about *about, struct db *db,
		      struct mark_set *marks_out, struct err *err)
{
	const struct chart *chart = about->chart;
	struct question question = { 0 };
	struct opt_texts params = { 0 };
	struct buf memory = BUF_INIT;
	struct db_stmt *stmt = NULL;
	int ret = -1;

	if (!chart->marks.query)
		return 0;
	if (chart->marks.params)
		buf_addf(&memory, "%s ", chart->marks.params);
	cut_params(&memory, &params);
	if (question_find(chart->marks.query, &question, err) < 0)
		goto out;
	if (question_ask(&question, db, about->scope, &params, &stmt, err) < 0)
		goto out;
	ret = marks_read(stmt, &chart->marks, marks_out, err);
out:
	db_stmt_free(stmt);
	question_release(&question);
	opt_texts_release(&params);
	buf_release(&memory);
	return ret;
}

/* Points that title, subtitle and caption take, about. */
enum { INSET_SAVED = 56 };

/* How a chart is drawn, and on what. */
struct target {
	const struct chart_options *options;
	cairo_t *cairo; /* NULL: a page of its own, whose bytes are wanted */
	double saved;   /* points of its height that words would take */
};

static bool has_data(const struct words_about *about,
		     const struct points_set *points)
{
	return about->set->n_periods || points->n_series;
}

static double height_for(const struct chart *chart,
			 const struct points_set *points, double height)
{
	if (!chart->height || !points->n_series)
		return height;
	return fmin(height, chart->height(points->n_series));
}

static int draw_page_of(const struct words_about *about,
			struct points_set *points, const struct target *target,
			struct chart_result *result, struct err *err)
{
	const struct chart_options *options = target->options;
	const double height =
		height_for(about->chart, points, options->height) -
		target->saved;
	const struct draw_page page = {
		.format = options->format,
		.theme = options->theme,
		.width = options->width,
		.height = height,
		.dpi = options->dpi,
		.at = about->tip_at < 0 ? 0 : about->tip_at,
		.id = about->chart->name,
		.title = result->words.title,
		.alt = result->words.alt,
	};
	struct frame frame = {
		.draw = target->cairo ? draw_new_on(&page, target->cairo)
				      : draw_new(&page),
		.chart = about->chart,
		.set = about->set,
		.marks = about->marks,
		.points = points,
		.words = &result->words,
		.width = options->width,
		.height = height,
	};

	if (has_data(about, points)) {
		about->chart->draw(&frame);
	} else {
		frame_begin(&frame, 0, 0);
		frame_message(&frame, about->chart->nothing);
	}
	return draw_finish(frame.draw, &result->bytes, err);
}

int charts_policies(struct db *db, const struct scope *scope,
		    struct charts_names *policies_out, struct err *err)
{
	struct charts_names policies = { 0 };
	struct db_stmt *rows = NULL;
	size_t n_alloc = 0;
	int more;

	if (db_prepare(db,
		       "SELECT DISTINCT p.name FROM policies AS p"
		       "  JOIN repos AS r ON r.repo_id = p.repo_id"
		       " WHERE r.name = ?1 AND (?2 IS NULL OR p.name = ?2)"
		       " ORDER BY p.name",
		       &rows, err) < 0)
		return -1;
	db_bind_text(rows, 1, scope->repo);
	if (scope->policy)
		db_bind_text(rows, 2, scope->policy);
	while ((more = db_step(rows, err)) > 0) {
		policies.names = xgrow((void *)policies.names, policies.n_names,
				       &n_alloc, sizeof(*policies.names));
		policies.names[policies.n_names++] = xstrdup(db_text(rows, 0));
	}
	db_stmt_free(rows);
	if (more < 0)
		charts_names_release(&policies);
	else
		*policies_out = policies;
	return more;
}

/* The same without words; the SVG keeps its alternative text. */
static int draw_inset(const struct words_about *about,
		      struct points_set *points,
		      const struct chart_options *options,
		      struct chart_result *result, struct err *err)
{
	char none[] = "";
	struct chart_result inset = { .bytes = BUF_INIT,
				      .words = result->words };
	struct chart_options plain = *options;
	const struct target target = { .options = &plain,
				       .saved = INSET_SAVED };
	int ret;

	if (!options->inset)
		return 0;
	plain.format = DRAW_SVG;
	inset.words.title = inset.words.subtitle = inset.words.caption = none;
	ret = draw_page_of(about, points, &target, &inset, err);
	result->inset = inset.bytes;
	return ret;
}

/* On paper, of what was read for the first drawing. */
static int draw_paper(const struct words_about *about,
		      struct points_set *points,
		      const struct chart_options *options,
		      struct chart_result *result, struct err *err)
{
	const cairo_rectangle_t all = { 0, 0, options->paper_width,
					height_for(about->chart, points,
						   options->paper_height) };
	struct chart_result paper = { .bytes = BUF_INIT,
				      .words = result->words };
	struct chart_options sized = *options;
	struct target target = { .options = &sized };
	char none[] = "";
	int ret;

	if (!(options->paper_width > 0) || !has_data(about, points))
		return 0;
	paper.words.caption = none;
	sized.width = options->paper_width;
	sized.height = all.height;
	result->paper_height = all.height;
	result->paper =
		cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);
	target.cairo = cairo_create(result->paper);
	ret = draw_page_of(about, points, &target, &paper, err);
	cairo_destroy(target.cairo);
	return ret;
}

/* Read all that the chart shows. */
static int read_all(struct words_about *about, struct db *db,
		    struct frame_data *data, struct mark_set *marks,
		    struct err *err)
{
	if (read_data(about->chart, db, about, data, err) < 0 ||
	    read_marks(about, db, marks, err) < 0)
		return -1;
	if (about->chart->late)
		series_trim(&data->set,
			    (size_t)period_per_year(data->set.unit));
	return 0;
}

int charts_draw(const struct chart *chart, struct db *db,
		const struct scope *scope, const struct chart_options *options,
		struct chart_result *result_out, struct err *err)
{
	const struct target target = { .options = options };
	struct chart_result result = { .bytes = BUF_INIT, .inset = BUF_INIT };
	struct chart shown = *chart;
	struct repo_list repos = { 0 };
	struct frame_data data = { .set = { .unit = options->period } };
	struct mark_set marks = { 0 };
	struct words_about about = { .chart = &shown,
				     .set = &data.set,
				     .points = &data.points,
				     .marks = &marks };
	struct scope one = *scope;
	struct charts_names policies = { 0 };
	int ret = -1;

	if (only_repo(db, scope, &repos, err) < 0)
		goto out;
	assert(repos.items);
	one.repo = repos.items[0].name;
	about.scope = &one;
	about.repo = repos.items[0].name;
	about.tip_at = repos.items[0].tip_at;
	if (chart->is_of_policy &&
	    charts_policies(db, &one, &policies, err) < 0)
		goto out;
	if (!chart->is_of_policy && !one.tier)
		one.policy = NULL;
	if (policies.n_names == 1)
		one.policy = policies.names[0];
	if (policies.n_names > 1)
		shown.nothing = "there are several policies; name one "
				"with --policy";
	else if (read_all(&about, db, &data, &marks, err) < 0)
		goto out;
	if (!result_out) {
		ret = 0;
		goto out;
	}
	words_make(&about, &result.words);
	result.is_empty = !has_data(&about, &data.points);
	if (draw_page_of(&about, &data.points, &target, &result, err) < 0 ||
	    draw_inset(&about, &data.points, options, &result, err) < 0 ||
	    draw_paper(&about, &data.points, options, &result, err) < 0)
		goto out;
	*result_out = result;
	result = (struct chart_result){ .bytes = BUF_INIT, .inset = BUF_INIT };
	ret = 0;
out:
	chart_result_release(&result);
	marks_release(&marks);
	series_release(&data.set);
	points_release(&data.points);
	charts_names_release(&policies);
	repo_list_release(&repos);
	return ret;
}

void charts_show(const struct chart_result *result, cairo_t *cairo)
{
	cairo_set_source_surface(cairo, result->paper, 0, 0);
	cairo_paint(cairo);
}
