/* SPDX-License-Identifier: MIT */
#include "report/page_section.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/date.h"
#include "report/page_table.h"

bool page_has_repos(const struct page *page)
{
	return page->n_repos > 1;
}

/* The name of a place in the page: "people", or "r2-people". */
void page_place(struct buf *out, const struct page *page, size_t repo,
		const char *section)
{
	if (page_has_repos(page))
		buf_addf(out, "r%zu%s%s", repo + 1, *section ? "-" : "",
			 section);
	else
		buf_add_str(out, section);
}

static void set_place(struct page_writer *w, const char *section)
{
	struct buf place = BUF_INIT;

	page_place(&place, w->page, w->repo_place, section);
	html_attr(&w->html, "id", place.data);
	buf_release(&place);
}

static void write_tile(struct html *html, const char *name, const char *value)
{
	html_open(html, "div");
	html_element(html, "dt", name);
	html_element(html, "dd", value);
	html_close(html, "div");
	html_newline(html);
}

/* "1,234,567" */
static void add_grouped(struct buf *out, int64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%" PRId64, n);

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0 && digits[i - 1] != '-')
			buf_add_char(out, ',');
		buf_add_char(out, digits[i]);
	}
}

/* A column of "base" as a tile; unknown is said, never zero. */
static void write_count(struct page_writer *w, const char *name,
			const struct db_stmt *stmt, int column)
{
	struct buf value = BUF_INIT;

	if (db_is_null(stmt, column))
		buf_add_str(&value, "unknown");
	else
		add_grouped(&value, db_int(stmt, column));
	write_tile(&w->html, name, value.data);
	buf_release(&value);
}

/* "2007-07-09 to 2026-08-21", or nothing where no change landed. */
static void write_landed(struct page_writer *w, const struct db_stmt *stmt)
{
	char first[DATE_TEXT_MAX], last[DATE_TEXT_MAX];
	struct buf text = BUF_INIT;

	if (db_is_null(stmt, 6))
		return;
	date_format_day(db_int(stmt, 6), first);
	date_format_day(db_int(stmt, 7), last);
	buf_addf(&text, "%s to %s", first, last);
	write_tile(&w->html, "Landed", text.data);
	buf_release(&text);
}

static void write_tip(struct page_writer *w, const struct db_stmt *stmt)
{
	char day[DATE_TEXT_MAX];
	struct buf text = BUF_INIT;

	if (db_is_null(stmt, 8))
		return;
	buf_addf(&text, "%.12s", db_text(stmt, 8));
	if (!db_is_null(stmt, 9)) {
		date_format_day(db_int(stmt, 9), day);
		buf_addf(&text, " of %s", day);
	}
	write_tile(&w->html, "Tip of the mainline", text.data);
	buf_release(&text);
}

/* The columns of "base", in the order of its file. */
static void write_tiles(struct page_writer *w, const struct db_stmt *stmt)
{
	struct html *html = &w->html;

	html_open(html, "dl");
	html_attr(html, "class", "tiles");
	html_newline(html);
	write_count(w, "Changes counted", stmt, 1);
	write_count(w, "People", stmt, 2);
	write_count(w, "Paths touched", stmt, 3);
	write_count(w, "Lines added", stmt, 4);
	write_count(w, "Lines deleted", stmt, 5);
	write_landed(w, stmt);
	write_tip(w, stmt);
	html_close(html, "dl");
	html_newline(html);
}

/* "2.5 %", or "0.08 %" where one decimal says too little. */
static void add_share(struct buf *out, double share)
{
	double percent = 100 * share;

	buf_addf(out, percent > 0 && percent < 1 ? "%.2f %%" : "%.1f %%",
		 percent);
}

static void write_sentence(struct html *html, const char *class,
			   const char *text)
{
	html_open(html, "p");
	html_attr(html, "class", class);
	html_text(html, text);
	html_close(html, "p");
	html_newline(html);
}

/* Columns of "base" that tell of AI. */
enum { BASE_AI = 10, BASE_SHARE, BASE_LOW, BASE_HIGH, BASE_EVIDENCE };

/* How much AI assistance shows, and that it is a floor. */
static void write_floor(struct page_writer *w, const struct db_stmt *stmt)
{
	struct buf text = BUF_INIT;

	if (!db_int(stmt, BASE_EVIDENCE)) {
		buf_add_str(&text, "No trace of AI assistance was found in "
				   "this repository");
	} else {
		buf_add_str(&text, "AI-assisted: ");
		add_grouped(&text, db_int(stmt, BASE_AI));
		buf_add_str(&text, " of ");
		add_grouped(&text, db_int(stmt, 1));
		buf_add_str(&text, " changes counted");
	}
	if (db_int(stmt, BASE_EVIDENCE) && db_int(stmt, 1)) {
		buf_add_str(&text, ", ");
		add_share(&text, db_real(stmt, BASE_SHARE));
		buf_add_str(&text, " (95 % interval ");
		add_share(&text, db_real(stmt, BASE_LOW));
		buf_add_str(&text, " to ");
		add_share(&text, db_real(stmt, BASE_HIGH));
		buf_add_char(&text, ')');
	}
	buf_add_str(&text, ". Every count of it is a floor: use that nobody "
			   "declared leaves no trace.");
	write_sentence(&w->html, "floor", text.data);
	buf_release(&text);
}

/* What of the page's choice is about the writer's repository. */
static struct section_choice choice_of(const struct page_writer *w)
{
	struct section_choice choice = w->page->choice;

	choice.scope.repo = w->repo;
	return choice;
}

/* The numbers at the top of a repository, and the base of its captions. */
static int write_base(struct page_writer *w, struct err *err)
{
	static const struct section base = { .query = "base", .params = "" };
	const struct section_choice choice = choice_of(w);
	struct section_run run;
	int more;

	if (section_open(&base, &choice, w->db, &run, err) < 0)
		return -1;
	more = db_step(run.stmt, err);
	if (more > 0) {
		w->base = db_int(run.stmt, 1);
		write_tiles(w, run.stmt);
		write_floor(w, run.stmt);
	}
	section_close(&run);
	return more < 0 ? -1 : 0;
}

/* Columns of "self-check". */
enum { CHECK_FOUND = 1, CHECK_OF = 2, CHECK_LATE = 7 };

static void add_check(struct buf *out, const struct db_stmt *stmt)
{
	int64_t late = db_int(stmt, CHECK_LATE);

	buf_add_str(out, "Self-check: ");
	if (!db_int(stmt, CHECK_OF)) {
		buf_add_str(out, "nothing landed before 2021-06-29, so that "
				 "it says nothing here.");
	} else {
		add_grouped(out, db_int(stmt, CHECK_FOUND));
		buf_add_str(out, " of ");
		add_grouped(out, db_int(stmt, CHECK_OF));
		buf_add_str(out, " commits that landed before 2021-06-29, "
				 "when no AI coding tool existed, carry "
				 "counted evidence; 0 is expected.");
	}
	if (late)
		buf_addf(out,
			 " %" PRId64 " AI-assisted commit%s authored before "
			 "that day and landed later, which is normal.",
			 late, late == 1 ? " was" : "s were");
}

/* Evidence from a time without AI throws doubt on all other evidence. */
static int write_check(struct page_writer *w, struct err *err)
{
	static const struct section check = { .query = "self-check",
					      .params = "" };
	const struct section_choice choice = choice_of(w);
	struct buf text = BUF_INIT;
	struct section_run run;
	int more;

	if (section_open(&check, &choice, w->db, &run, err) < 0)
		return -1;
	more = db_step(run.stmt, err);
	if (more > 0) {
		add_check(&text, run.stmt);
		write_sentence(&w->html,
			       db_int(run.stmt, CHECK_FOUND) ? "limit"
							     : "floor",
			       text.data);
	}
	buf_release(&text);
	section_close(&run);
	return more < 0 ? -1 : 0;
}

/* Facts of "summary" that a reader must know first, unless they are 0. */
static bool is_limit(const char *fact)
{
	static const char *const facts[] = {
		"boundary commits",
		"missing objects",
		"commits with unknown paths",
		"path changes not counted",
		"path changes with a missing blob",
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		if (strcmp(facts[i], fact) == 0)
			return true;
	return false;
}

/* What is unknown of this repository stands before its numbers. */
static int write_limits(struct page_writer *w, struct err *err)
{
	static const struct section summary = { .query = "summary",
						.params = "" };
	const struct section_choice choice = choice_of(w);
	struct section_run run;
	int more;

	if (section_open(&summary, &choice, w->db, &run, err) < 0)
		return -1;
	while ((more = db_step(run.stmt, err)) > 0) {
		if (!is_limit(db_text(run.stmt, 1)) || !db_int(run.stmt, 2))
			continue;
		html_open(&w->html, "p");
		html_attr(&w->html, "class", "limit");
		html_textf(&w->html, "%s: %" PRId64 " \u2013 %s.",
			   db_text(run.stmt, 1), db_int(run.stmt, 2),
			   db_text(run.stmt, 3));
		html_close(&w->html, "p");
		html_newline(&w->html);
	}
	section_close(&run);
	return more;
}

static void write_picture(struct html *html, const struct page_picture *picture)
{
	html_open(html, "figure");
	html_open(html, "div");
	html_attr(html, "class", "scroll");
	html_attr(html, "role", "region");
	html_attr(html, "tabindex", "0");
	html_attr(html, "aria-label", picture->title);
	html_void(html, "img");
	html_svg(html, "src", picture->svg, picture->len);
	html_attr(html, "alt", picture->alt);
	html_close(html, "div");
	html_open(html, "figcaption");
	html_element(html, "strong", picture->title);
	html_textf(html, " %s. %s ", picture->subtitle, picture->caption);
	html_open(html, "a");
	html_url(html, "href", picture->file);
	html_text(html, picture->file);
	html_close(html, "a");
	html_close(html, "figcaption");
	html_close(html, "figure");
	html_newline(html);
}

static const struct page_picture *find_picture(const struct page_writer *w,
					       const struct section *section)
{
	for (size_t i = 0; section->chart && i < w->page->n_pictures; i++) {
		const struct page_picture *picture = &w->page->pictures[i];

		if (strcmp(picture->chart, section->chart) == 0 &&
		    strcmp(picture->repo, w->repo) == 0)
			return picture;
	}
	return NULL;
}

/* "People: repository qemu; landed since 2024-01-01. Base: 12 changes." */
static void add_caption(struct buf *out, const struct page_writer *w,
			const struct section *section,
			const struct section_run *run)
{
	const struct section_choice choice = choice_of(w);
	struct buf missed = BUF_INIT;

	buf_addf(out, "%s: ", section->heading);
	scope_describe(&run->scope, out);
	buf_add_char(out, '.');
	section_missed(run, &choice, &missed);
	if (missed.len)
		buf_addf(out, " Not limited by %s.", missed.data);
	if (section->counts_changes)
		buf_addf(out, " Base: %" PRId64 " changes counted.", w->base);
	buf_release(&missed);
}

static int write_table(struct page_writer *w, const struct section *section,
		       const struct section_run *run, struct err *err)
{
	struct buf caption = BUF_INIT, file = BUF_INIT;
	struct page_table_words words = { .empty = section->empty,
					  .max_rows = section->max_rows,
					  .latest = section->is_series };
	struct table_sink *sink;
	int ret;

	add_caption(&caption, w, section, run);
	if (w->page->tables)
		buf_addf(&file, "%s/%s.%s", w->page->tables, section->id,
			 w->page->tables);
	words.caption = caption.data;
	words.file = w->page->tables ? file.data : NULL;
	sink = page_table_new(&w->html, &words);
	ret = table_run(run->stmt, &sink, 1, NULL, err);
	table_free(sink);
	buf_release(&file);
	buf_release(&caption);
	return ret;
}

static void write_columns(struct html *html, const struct question *question)
{
	html_open(html, "dl");
	html_newline(html);
	for (size_t i = 0; i < question->n_columns; i++) {
		html_open(html, "dt");
		html_element(html, "code", question->columns[i].name);
		html_close(html, "dt");
		html_element(html, "dd", question->columns[i].text);
		html_newline(html);
	}
	html_close(html, "dl");
}

/* What the columns mean, what they cannot say, and how to ask again. */
static void write_notes(struct html *html, const struct section_run *run)
{
	const struct question *question = &run->question;
	struct buf command = BUF_INIT;

	html_open(html, "details");
	html_element(html, "summary", "Columns, caveats, command");
	write_columns(html, question);
	if (question->n_caveats) {
		html_open(html, "ul");
		for (size_t i = 0; i < question->n_caveats; i++)
			html_element(html, "li", question->caveats[i]);
		html_close(html, "ul");
	}
	section_command(run, &command);
	html_open(html, "pre");
	html_element(html, "code", command.data);
	html_close(html, "pre");
	html_close(html, "details");
	html_newline(html);
	buf_release(&command);
}

/* A table behind a picture is folded. */
static int write_content(struct page_writer *w, const struct section *section,
			 const struct section_run *run, struct err *err)
{
	const struct page_picture *picture = find_picture(w, section);
	struct html *html = &w->html;
	int ret;

	if (!picture)
		return write_table(w, section, run, err);
	write_picture(html, picture);
	html_open(html, "details");
	html_element(html, "summary", "The numbers behind the chart");
	ret = write_table(w, section, run, err);
	html_close(html, "details");
	html_newline(html);
	return ret;
}

static int write_section(struct page_writer *w, const struct section *section,
			 struct err *err)
{
	const struct section_choice choice = choice_of(w);
	struct html *html = &w->html;
	struct section_run run;
	int ret;

	if (section_open(section, &choice, w->db, &run, err) < 0)
		return -1;
	html_open(html, "section");
	set_place(w, section->id);
	html_element(html, page_has_repos(w->page) ? "h3" : "h2",
		     section->heading);
	html_element(html, "p", section->lead);
	html_newline(html);
	ret = write_content(w, section, &run, err);
	write_notes(html, &run);
	html_close(html, "section");
	html_newline(html);
	section_close(&run);
	return ret;
}

int page_repo_write(struct page_writer *w, struct err *err)
{
	struct html *html = &w->html;

	if (page_has_repos(w->page)) {
		html_open(html, "h2");
		html_attr(html, "class", "repo");
		set_place(w, "");
		html_text(html, w->repo);
		html_close(html, "h2");
		html_newline(html);
	}
	if (write_limits(w, err) < 0 || write_base(w, err) < 0 ||
	    write_check(w, err) < 0)
		return -1;
	for (const struct section *section = sections; section->id; section++)
		if (write_section(w, section, err) < 0)
			return -1;
	return 0;
}
