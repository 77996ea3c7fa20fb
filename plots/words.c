/* SPDX-License-Identifier: MIT */
#include "plots/words.h"

#include "audit/base/date.h"
#include "plots/scale.h"
#include "plots/text.h"

/* Append "1,234 changes" or "1 change": a number and its noun. */
static void add_count(int64_t n, const char *noun, struct buf *out)
{
	char text[SCALE_TEXT_MAX];

	scale_format_count((double)n, text);
	buf_addf(out, "%s %s%s", text, noun, n == 1 ? "" : "s");
}

const char *words_what(const struct chart *chart)
{
	return chart->what ? chart->what : "change";
}

/* What has no name stands for things that have, or for none. */
static void add_name(const struct chart *chart, const char *name,
		     int64_t members, struct buf *out)
{
	if (name) {
		text_clean(name, out);
		return;
	}
	if (members == 0) {
		buf_addf(out, "no %s", chart->thing);
		return;
	}
	buf_add_str(out, "other (");
	add_count(members, chart->thing, out);
	buf_add_char(out, ')');
}

void words_series(const struct chart *chart, const struct series *series,
		  struct buf *out)
{
	if (!series->name && !chart->columns.name)
		buf_add_str(out, chart->thing);
	else
		add_name(chart, series->name, series->members, out);
}

void words_points(const struct chart *chart, const struct point_series *series,
		  struct buf *out)
{
	add_name(chart, series->name, series->members, out);
}

static void add_period(const struct series_set *set, size_t i, struct buf *out)
{
	char text[PERIOD_TEXT_MAX];

	period_format(set->unit, set->first + (int64_t)i, text);
	buf_add_str(out, text);
}

/* "2024-Q1 to 2025-Q3", or the only one. */
static void add_periods(const struct series_set *set, struct buf *out)
{
	add_period(set, 0, out);
	if (set->n_periods == 1)
		return;
	buf_add_str(out, " to ");
	add_period(set, set->n_periods - 1, out);
}

static void add_share(int64_t n, int64_t of, struct buf *out)
{
	char text[SCALE_TEXT_MAX];

	scale_format_share(of ? (double)n / (double)of : 0, text);
	buf_addf(out, " (%s)", text);
}

static void add_tip(const struct words_about *about, struct buf *out)
{
	char day[DATE_TEXT_MAX];

	if (about->tip_at < 0)
		return;
	date_format_day(about->tip_at, day);
	buf_addf(out, " \xc2\xb7 tip of %s", day);
}

/* "12 of 40 changes, 2024-Q1 to 2025-Q3" */
static void add_changes(const struct words_about *about, struct buf *out)
{
	const struct series_set *set = about->set;

	if (set->left_out) {
		char shown[SCALE_TEXT_MAX];

		scale_format_count((double)set->total, shown);
		buf_addf(out, "%s of ", shown);
	}
	add_count(set->total + set->left_out, words_what(about->chart), out);
	if (!set->n_periods)
		return;
	buf_add_str(out, ", ");
	add_periods(set, out);
}

static void make_subtitle(const struct words_about *about, struct buf *out)
{
	struct scope scope = *about->scope;
	struct buf text = BUF_INIT;

	if (!charts_has_points(about->chart)) {
		add_changes(about, &text);
		buf_add_str(&text, " \xc2\xb7 ");
	}
	scope.repo = NULL;
	scope_describe(&scope, &text);
	buf_addf(&text, " \xc2\xb7 repository %s", about->repo);
	add_tip(about, &text);
	text_clean(text.data, out);
	buf_release(&text);
}

static void add_shared(const struct words_about *about, struct buf *out)
{
	const struct series_set *set = about->set;
	const char *what = words_what(about->chart);
	const char *thing = about->chart->thing;

	if (!about->chart->columns.shared || !set->total)
		return;
	if (set->shared == 0) {
		buf_addf(out, "No %s counts for more than one %s. ", what,
			 thing);
		return;
	}
	add_count(set->shared, what, out);
	add_share(set->shared, set->total, out);
	buf_addf(out, " %s for more than one %s",
		 set->shared == 1 ? "counts" : "count", thing);
	if (set->n_series > 1)
		buf_addf(out, ", so the %ss add up to more than the total",
			 thing);
	buf_add_str(out, ". ");
}

/* Changes that are in none of the things, for which there may be no panel. */
static void add_none(const struct words_about *about, struct buf *out)
{
	const struct series_set *set = about->set;

	for (size_t i = 0; i < set->n_series; i++) {
		const struct series *series = &set->series[i];

		int64_t n;

		if (series->name || series->members)
			continue;
		n = about->chart->columns.base ? series->base : series->sum;
		add_count(n, "change", out);
		buf_addf(out, " %s in no %s. ", n == 1 ? "is" : "are",
			 about->chart->thing);
	}
}

static void add_cut_period(const struct words_about *about, size_t period,
			   const char *why, struct buf *out)
{
	add_period(about->set, period, out);
	buf_addf(out, " is not whole: %s in it", why);
	buf_add_str(out,
		    about->chart->is_cut_plain ? ". " : "; it is drawn pale. ");
}

static void add_cut(const struct words_about *about, struct buf *out)
{
	const struct series_set *set = about->set;

	if (set->cut_first)
		add_cut_period(about, 0, "the scope begins", out);
	if (set->cut_last)
		add_cut_period(about, set->n_periods - 1, "the data end", out);
}

static void add_left_out(const struct words_about *about, struct buf *out)
{
	const struct series_set *set = about->set;

	if (!set->n_left_out)
		return;
	buf_add_str(out, "What landed before ");
	add_period(set, 0, out);
	buf_add_str(out, " (");
	add_count(set->left_out, "change", out);
	buf_addf(out, ", none of them %s) is left out. ", about->chart->late);
}

static void add_unsaid(const struct words_about *about, struct buf *out)
{
	size_t n = about->points->n_unsaid;

	if (!n || !about->points->n_series)
		return;
	add_count((int64_t)n, about->chart->thing, out);
	buf_addf(out,
		 " with fewer than 20 changes %s not "
		 "drawn. ",
		 n == 1 ? "is" : "are");
}

static void make_caption(const struct words_about *about, struct buf *out)
{
	add_shared(about, out);
	add_none(about, out);
	add_left_out(about, out);
	if (about->chart->note &&
	    (about->set->n_periods || about->points->n_series))
		buf_addf(out, "%s ", about->chart->note);
	add_unsaid(about, out);
	if (about->marks->n_left_out) {
		add_count((int64_t)about->marks->n_left_out, "more name", out);
		buf_add_str(out, " would be marked if there were room. ");
	}
	add_cut(about, out);
	if (about->set->n_undated) {
		add_count(about->set->n_undated, "change", out);
		buf_add_str(out, " with an impossible date left out. ");
	}
	buf_add_str(out,
		    "Changes are non-merge commits on the mainline, by the "
		    "date they landed (UTC). git-provenance " VERSION);
}

static void add_marks(const struct words_about *about, struct buf *out)
{
	const struct mark_set *marks = about->marks;

	for (size_t i = 0; i < marks->n; i++) {
		char day[DATE_TEXT_MAX];

		date_format_day(marks->items[i].at, day);
		if (i)
			buf_add_str(out, "; ");
		else
			buf_addf(out, " %s: ", about->chart->marks.says);
		text_clean(marks->items[i].name, out);
		buf_addf(out, " %s", day);
	}
	if (marks->n)
		buf_add_char(out, '.');
}

/* "block 46 % of 120 (36 % to 55 %)" */
static void add_point(const struct words_about *about,
		      const struct point_series *series, struct buf *out)
{
	const struct point *point = points_at(series, about->chart->at);
	char share[SCALE_TEXT_MAX], low[SCALE_TEXT_MAX], high[SCALE_TEXT_MAX];

	words_points(about->chart, series, out);
	if (!point)
		return;
	scale_format_share(point->share, share);
	scale_format_share(point->low, low);
	scale_format_share(point->high, high);
	buf_addf(out, " %s (%s to %s)", share, low, high);
}

static void alt_of_points(const struct words_about *about, struct buf *out)
{
	const struct points_set *points = about->points;

	buf_addf(out, "Chart of the %s, by %s", about->chart->axis,
		 about->chart->thing);
	if (about->chart->points.x)
		buf_addf(out, "; after %lld days", (long long)about->chart->at);
	buf_add_char(out, ':');
	for (size_t i = 0; i < points->n_series; i++) {
		buf_add_str(out, i ? "; " : " ");
		add_point(about, &points->series[i], out);
	}
	buf_add_char(out, '.');
}

static void make_alt(const struct words_about *about, struct buf *out)
{
	const struct series_set *set = about->set;

	if (about->points->n_series) {
		alt_of_points(about, out);
		return;
	}
	if (!set->n_periods) {
		buf_addf(out, "Empty chart: %s.", about->chart->nothing);
		return;
	}
	buf_addf(out, "Chart of %s by %s, ", about->chart->axis,
		 period_unit_name(set->unit));
	add_periods(set, out);
	buf_add_str(out, ". Over all periods, of ");
	add_count(set->total, words_what(about->chart), out);
	buf_add_char(out, ':');
	for (size_t i = 0; i < set->n_series; i++) {
		char count[SCALE_TEXT_MAX];

		scale_format_count((double)set->series[i].sum, count);
		buf_add_str(out, i ? "; " : " ");
		words_series(about->chart, &set->series[i], out);
		buf_addf(out, " %s", count);
		add_share(set->series[i].sum, set->series[i].base, out);
	}
	buf_add_char(out, '.');
	add_marks(about, out);
}

void words_make(const struct words_about *about, struct chart_words *words_out)
{
	struct buf title = BUF_INIT, subtitle = BUF_INIT;
	struct buf caption = BUF_INIT, alt = BUF_INIT;

	buf_add_str(&title, about->chart->title);
	make_subtitle(about, &subtitle);
	make_caption(about, &caption);
	make_alt(about, &alt);
	words_out->title = buf_detach(&title, NULL);
	words_out->subtitle = buf_detach(&subtitle, NULL);
	words_out->caption = buf_detach(&caption, NULL);
	words_out->alt = buf_detach(&alt, NULL);
}
