/* SPDX-License-Identifier: MIT */
#include "report/page.h"

#include <string.h>

#include "report/html.h"
#include "report/page_section.h"
#include "report/page_style.h"

/* Scripts, frames, forms and every address on the network are forbidden. */
static const char content_policy[] =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
	"base-uri 'none'; form-action 'none'";

static void meta(struct html *html, const char *name, const char *content)
{
	html_void(html, "meta");
	html_attr(html, "name", name);
	html_attr(html, "content", content);
	html_newline(html);
}

static void write_head(struct page_writer *w)
{
	struct html *html = &w->html;

	html_open(html, "head");
	html_newline(html);
	html_void(html, "meta");
	html_attr(html, "charset", "utf-8");
	html_newline(html);
	html_void(html, "meta");
	html_attr(html, "http-equiv", "Content-Security-Policy");
	html_attr(html, "content", content_policy);
	html_newline(html);
	meta(html, "viewport", "width=device-width, initial-scale=1");
	meta(html, "referrer", "no-referrer");
	html_element(html, "title", w->page->title);
	html_newline(html);
	html_style(html, page_style);
	html_close(html, "head");
	html_newline(html);
}

static void write_header(struct page_writer *w)
{
	struct html *html = &w->html;
	struct buf scope = BUF_INIT;

	scope_describe(&w->page->choice.scope, &scope);
	html_open(html, "header");
	html_element(html, "h1", w->page->title);
	html_open(html, "p");
	html_textf(html, "Scope: %s. Periods: %ss. Made by git-provenance %s.",
		   scope.data, w->page->choice.period, w->page->version);
	html_close(html, "p");
	html_close(html, "header");
	html_newline(html);
	buf_release(&scope);
}

static void write_link(struct html *html, const char *place, const char *text)
{
	struct buf url = BUF_INIT;

	buf_addf(&url, "#%s", place);
	html_open(html, "li");
	html_open(html, "a");
	html_url(html, "href", url.data);
	html_text(html, text);
	html_close(html, "a");
	html_close(html, "li");
	html_newline(html);
	buf_release(&url);
}

static void write_links(struct page_writer *w, size_t repo)
{
	struct buf place = BUF_INIT;

	for (const struct section *section = sections; section->id; section++) {
		buf_clear(&place);
		page_place(&place, w->page, repo, section->id);
		write_link(&w->html, place.data, section->heading);
	}
	buf_release(&place);
}

static void write_repo_links(struct page_writer *w, size_t repo)
{
	struct html *html = &w->html;

	html_open(html, "li");
	html_text(html, w->page->repos[repo]);
	html_open(html, "ol");
	write_links(w, repo);
	html_close(html, "ol");
	html_close(html, "li");
	html_newline(html);
}

static void write_nav(struct page_writer *w)
{
	struct html *html = &w->html;

	html_open(html, "nav");
	html_attr(html, "aria-label", "Contents");
	html_open(html, "ol");
	html_newline(html);
	if (!page_has_repos(w->page))
		write_links(w, 0);
	else
		for (size_t i = 0; i < w->page->n_repos; i++)
			write_repo_links(w, i);
	write_link(html, "reading", "How to read this");
	html_close(html, "ol");
	html_close(html, "nav");
	html_newline(html);
}

static void write_reading(struct page_writer *w)
{
	static const char *const items[] = {
		"A change is a commit that is no merge. Changes counted are "
		"those that landed, each cherry-pick pair once. Merges are "
		"listed apart.",
		"Landed is the committer date of the mainline commit that "
		"brought a change in; the mainline is the first-parent chain "
		"of the tip, but for foxtrot merges.",
		"AI-assisted is a commit with evidence of class declared, "
		"identity, session, footer or note, unless it says that no "
		"AI was used or a person took it back, and one of which a "
		"person says so. Other evidence is shown, and counts "
		"nowhere.",
		"Counts of trailers and of AI assistance are floors: what "
		"nobody wrote down leaves no trace.",
		"Shares come with the count that they are a share of, and "
		"with the ends low and high of the Wilson interval at 95 %.",
		"A dash stands for unknown or not there; it is never a zero.",
		"Dates are UTC and come from the history: the same database, "
		"options and version give the same page.",
		"Characters that cannot be seen, or that would change how the "
		"text around them looks, are written as \\x1b or \\u{202e}.",
		"Commands read provenance.db in the current folder; --db "
		"names another database.",
	};
	struct html *html = &w->html;

	html_open(html, "section");
	html_attr(html, "id", "reading");
	html_element(html, "h2", "How to read this");
	html_open(html, "ul");
	html_newline(html);
	for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
		html_element(html, "li", items[i]);
		html_newline(html);
	}
	if (w->page->tables && strcmp(w->page->tables, "csv") == 0)
		html_element(html, "li",
			     "In the CSV files, a cell that a spreadsheet "
			     "would calculate begins with an apostrophe.");
	html_close(html, "ul");
	html_close(html, "section");
	html_newline(html);
}

static int write_main(struct page_writer *w, struct err *err)
{
	int ret = 0;

	html_open(&w->html, "main");
	html_newline(&w->html);
	for (size_t i = 0; ret == 0 && i < w->page->n_repos; i++) {
		w->repo = w->page->repos[i];
		w->repo_place = i;
		w->base = 0;
		ret = page_repo_write(w, err);
	}
	if (ret == 0)
		write_reading(w);
	return ret;
}

static void write_footer(struct html *html)
{
	html_open(html, "footer");
	html_open(html, "p");
	html_text(html, "What this report was made from, and the SHA-256 of "
			"its files: ");
	html_open(html, "a");
	html_url(html, "href", "manifest.json");
	html_text(html, "manifest.json");
	html_close(html, "a");
	html_close(html, "p");
	html_close(html, "footer");
	html_newline(html);
}

int page_write(const struct page *page, struct db *db, FILE *out,
	       struct err *err)
{
	struct page_writer w = { .page = page, .db = db };
	struct html *html = &w.html;
	int ret;

	html_init(html, out);
	html_open(html, "html");
	html_attr(html, "lang", "en");
	html_newline(html);
	write_head(&w);
	html_open(html, "body");
	html_newline(html);
	write_header(&w);
	write_nav(&w);
	ret = write_main(&w, err);
	if (ret == 0) {
		html_close(html, "main");
		write_footer(html);
		html_close(html, "body");
		html_close(html, "html");
		html_newline(html);
	}
	html_release(html);
	return ret;
}
