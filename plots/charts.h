/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_CHARTS_H
#define PLOTS_CHARTS_H
/*
 * charts - the table of charts, and how to draw one.
 *
 * A further chart costs a .sql file, whose header says what it asks, and a
 * row in charts.c; a further kind of chart is a file with one draw function.
 */
#include <stdbool.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "audit/db/db.h"
#include "audit/db/scope.h"
#include "plots/draw.h"
#include "plots/period.h"
#include "plots/points.h"
#include "plots/series.h"

struct chart;
struct frame;

/* What kind of chart: called with a frame that has no layout yet. */
typedef void chart_draw_fn(struct frame *frame);

/* The height of a page, in points, that so many rows want. */
typedef double chart_height_fn(size_t n_rows);

/* Where the marks on a chart come from; query NULL: it has none. */
struct chart_marks {
	const char *query;  /* name of a .sql file; its rows, heaviest first */
	const char *params; /* blank separated NAME=VALUE; NULL: none */
	const char *says;   /* what happens there, in words: "First seen" */
	const char *name;   /* column: what stands at the mark */
	const char *none;   /* a name that makes no mark; NULL: all do */
	const char *at;     /* column: Unix seconds */
	const char *value;  /* column: 0 makes no mark; changes, most often */
};

/* One row of the table. */
struct chart {
	const char *name;    /* of the command line and the file; [a-z-] */
	const char *title;   /* the question, in a few words */
	const char *query;   /* name of the .sql file without ".sql" */
	const char *params;  /* blank separated NAME=VALUE; NULL: none */
	const char *axis;    /* what the vertical axis shows */
	const char *across;  /* what the horizontal one shows; NULL: periods */
	const char *thing;   /* what a series is: "area"; the name of a
				series if the query has no column for it */
	const char *what;    /* what is counted; NULL: "change" */
	bool is_of_policy;   /* it shows one policy */
	bool counts_main;    /* lines: counts of the main series stand below */
	const char *late;    /* begin a year before the first value: changes
			     before are not so; NULL: show all */
	bool is_ordered;     /* points: in the order of rows, not by share */
	const char *note;    /* sentences for the caption; NULL: none */
	const char *nothing; /* message when there is no data */
	chart_draw_fn *draw; /* the kind */
	chart_height_fn *height; /* points: what so many rows want of a page,
				    at most; NULL: all of it */
	bool is_cut_plain;       /* what is not whole does not look so */
	struct series_columns columns; /* of a chart of periods, */
	struct points_columns points;  /* or of one that is none: name is set */
	int64_t at;                    /* points: the x that words tell of */
	struct chart_marks marks;
};

/* True if the chart is about points, not about periods. */
bool charts_has_points(const struct chart *chart);

/* Every chart; ends with a row whose name is NULL. */
extern const struct chart charts[];

/* How many there are. */
size_t charts_count(void);

/* Find by name; FAIL_USAGE with the nearest names if unknown. */
int charts_find(const char *name, const struct chart **chart_out,
		struct err *err);

/* How to draw; start from CHART_OPTIONS_INIT. */
struct chart_options {
	enum period_unit period;
	enum draw_format format;
	enum theme theme;
	double width, height; /* points; made for 700 x 480 and more */
	double dpi;           /* of a PNG; 144 is two pixels a point */
	/* of a second drawing, without a caption; 0: there is none */
	double paper_width, paper_height;
	bool inset; /* for a page that has the words itself: an SVG more */
};

#define CHART_OPTIONS_INIT \
	{ \
		PERIOD_QUARTER, DRAW_SVG, THEME_LIGHT, 900, 620, 144, 0, 0, \
			false \
	}

/* What the page around a chart says; release with chart_words_release. */
struct chart_words {
	char *title;    /* the question */
	char *subtitle; /* number of changes, scope, repository, tip */
	char *caption;  /* how to read it and what it cannot say */
	char *alt;      /* the picture in words, for who cannot see it */
};

void chart_words_release(struct chart_words *words);

/* A drawn chart; release with chart_result_release. */
struct chart_result {
	struct buf bytes;         /* of the file */
	struct buf inset;         /* the same without title, subtitle and
				     caption; empty: none was asked for */
	struct chart_words words; /* for the page around it */
	cairo_surface_t *paper;   /* the second drawing; NULL: none was asked
				     for, or there is nothing to draw */
	double paper_height;      /* points: paper_height of the options, or
				     less where the chart needs less */
	bool is_empty;            /* it only says why it shows nothing */
};

void chart_result_release(struct chart_result *result);

/* Names of repositories or policies, copied; release with charts_names_release. */
struct charts_names {
	char **names;
	size_t n_names;
};

/*
 * The repositories to draw a chart for, one each: the scope's, else every
 * one in the database, by name.
 */
int charts_repos(struct db *db, const struct scope *scope,
		 struct charts_names *repos_out, struct err *err);

/*
 * The policies of scope->repo that a chart about one of them can be drawn for:
 * the scope's, else all, by name.
 */
int charts_policies(struct db *db, const struct scope *scope,
		    struct charts_names *policies_out, struct err *err);
void charts_names_release(struct charts_names *names);

/*
 * Draw a chart of one repository: scope->repo, which may be NULL only if the
 * database holds just one.  A chart about a policy shows scope->policy, or
 * the only one; where there are several it says so instead.  Other charts
 * have no use for scope->policy but to tell whose tier scope->tier is.  The same data and options give the same bytes.
 *
 * result_out NULL: only ask what the chart shows, for a database that shares
 * its answers.
 */
int charts_draw(const struct chart *chart, struct db *db,
		const struct scope *scope, const struct chart_options *options,
		struct chart_result *result_out, struct err *err);

/*
 * Show the second drawing, which there must be, on a cairo_t of the caller's, as vectors from 0, 0
 * to paper_width and paper_height.
 */
void charts_show(const struct chart_result *result, cairo_t *cairo);

#endif
