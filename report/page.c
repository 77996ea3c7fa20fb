/* SPDX-License-Identifier: MIT */
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/html.h"
#include "report/page_style.h"
#include "report/page_table.h"

/* The page in the making. */
struct page {
	struct document base;
	struct html html;
};

static struct html *html_of(struct document *doc)
{
	return &((struct page *)doc)->html;
}

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

static void write_head(struct html *html, const char *title)
{
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
	html_element(html, "title", title);
	html_newline(html);
	html_style(html, page_style);
	html_close(html, "head");
	html_newline(html);
}

static void write_header(struct html *html, const struct document_head *head)
{
	html_open(html, "header");
	html_element(html, "h1", head->title);
	html_open(html, "p");
	html_textf(html, "Scope: %s. Periods: %ss. ", head->scope,
		   head->period);
	if (head->subject_date)
		html_textf(html, "As of %s. ", head->subject_date);
	html_textf(html, "Made by git-provenance %s.", head->version);
	html_close(html, "p");
	html_close(html, "header");
	html_newline(html);
}

static void write_link(struct html *html, const struct document_entry *entry)
{
	struct buf url = BUF_INIT;

	buf_addf(&url, "#%s", entry->id);
	html_open(html, "a");
	html_url(html, "href", url.data);
	html_text(html, entry->heading);
	html_close(html, "a");
	buf_release(&url);
}

/* A line of the contents; those below it go into it. */
static void write_line(struct html *html, const struct document_entry *entry,
		       int next_level)
{
	html_open(html, "li");
	if (entry->kind == DOCUMENT_REPO)
		html_text(html, entry->heading);
	else
		write_link(html, entry);
	if (next_level > entry->level) {
		html_open(html, "ol");
		return;
	}
	for (int level = entry->level; level > next_level; level--) {
		html_close(html, "li");
		html_newline(html);
		html_close(html, "ol");
	}
	html_close(html, "li");
	html_newline(html);
}

static void write_nav(struct html *html, const struct document_head *head)
{
	const struct document_entry *entries = head->entries;

	html_open(html, "nav");
	html_attr(html, "aria-label", "Contents");
	html_open(html, "ol");
	html_newline(html);
	for (size_t i = 0; i < head->n_entries; i++)
		if (entries[i].level > 0)
			write_line(html, &entries[i],
				   i + 1 < head->n_entries
					   ? entries[i + 1].level
					   : 1);
	html_close(html, "ol");
	html_close(html, "nav");
	html_newline(html);
}

/* For who goes by keys: past the contents. */
static void write_skip(struct html *html)
{
	html_open(html, "a");
	html_attr(html, "class", "skip");
	html_url(html, "href", "#main");
	html_text(html, "Skip the contents");
	html_close(html, "a");
	html_newline(html);
}

static void begin(struct document *doc, const struct document_head *head)
{
	struct html *html = html_of(doc);

	html_open(html, "html");
	html_attr(html, "lang", "en");
	html_newline(html);
	write_head(html, head->title);
	html_open(html, "body");
	html_newline(html);
	write_skip(html);
	write_header(html, head);
	write_nav(html, head);
	html_open(html, "main");
	html_attr(html, "id", "main");
	html_newline(html);
}

/* The element of a heading, one below the title's h1. */
static const char *heading_tag(const struct document_entry *entry)
{
	static const char *const tags[] = { "h2", "h2", "h3", "h4" };

	return tags[entry->level];
}

static void write_repo(struct html *html, const struct document_entry *repo)
{
	if (!repo->level)
		return;
	html_open(html, heading_tag(repo));
	html_attr(html, "class", "repo");
	html_attr(html, "id", repo->id);
	html_text(html, repo->heading);
	html_close(html, heading_tag(repo));
	html_newline(html);
}

static void section_begin(struct document *doc,
			  const struct document_entry *entry)
{
	struct html *html = html_of(doc);

	if (entry->kind == DOCUMENT_REPO) {
		write_repo(html, entry);
		return;
	}
	html_open(html, "section");
	html_attr(html, "id", entry->id);
	html_element(html, heading_tag(entry), entry->heading);
}

static void section_end(struct document *doc,
			const struct document_entry *entry)
{
	struct html *html = html_of(doc);

	if (entry->kind == DOCUMENT_REPO)
		return;
	html_close(html, "section");
	html_newline(html);
}

static void text(struct document *doc, enum document_text kind, const char *s)
{
	static const char *const classes[] = {
		[DOCUMENT_LIMIT] = "limit",
		[DOCUMENT_FLOOR] = "floor",
	};
	struct html *html = html_of(doc);

	html_open(html, "p");
	if (classes[kind])
		html_attr(html, "class", classes[kind]);
	html_text(html, s);
	html_close(html, "p");
	html_newline(html);
}

static void list(struct document *doc, const char *const *items, size_t n)
{
	struct html *html = html_of(doc);

	html_open(html, "ul");
	html_newline(html);
	for (size_t i = 0; i < n; i++) {
		html_element(html, "li", items[i]);
		html_newline(html);
	}
	html_close(html, "ul");
}

static void write_tile(struct html *html, const struct document_fact *fact)
{
	html_open(html, "li");
	html_open(html, "span");
	html_text(html, fact->name);
	html_close(html, "span");
	html_text(html, " ");
	html_element(html, "strong", fact->value);
	html_close(html, "li");
	html_newline(html);
}

static void facts(struct document *doc, const struct document_fact *all,
		  size_t n)
{
	struct html *html = html_of(doc);

	html_open(html, "ul");
	html_attr(html, "class", "tiles");
	html_newline(html);
	for (size_t i = 0; i < n; i++)
		write_tile(html, &all[i]);
	html_close(html, "ul");
	html_newline(html);
}

static void write_sentence(struct html *html,
			   const struct document_sentence *sentence)
{
	html_open(html, "li");
	html_text(html, sentence->text);
	if (sentence->section) {
		struct buf place = BUF_INIT;

		buf_addf(&place, "#%s", sentence->section->id);
		html_text(html, " ");
		html_open(html, "a");
		html_url(html, "href", place.data);
		html_text(html, sentence->section->heading);
		html_close(html, "a");
		buf_release(&place);
	}
	html_close(html, "li");
	html_newline(html);
}

static void sentences(struct document *doc, const struct document_sentence *all,
		      size_t n)
{
	struct html *html = html_of(doc);

	html_open(html, "ol");
	html_attr(html, "class", "said");
	html_newline(html);
	for (size_t i = 0; i < n; i++)
		write_sentence(html, &all[i]);
	html_close(html, "ol");
	html_newline(html);
}

static void picture(struct document *doc, const struct document_picture *drawn)
{
	struct html *html = html_of(doc);

	html_open(html, "figure");
	html_open(html, "div");
	html_attr(html, "class", "scroll");
	html_attr(html, "role", "group");
	html_attr(html, "tabindex", "0");
	html_attr(html, "aria-label", drawn->title);
	html_void(html, "img");
	html_svg(html, "src", drawn->svg, drawn->len);
	html_attr(html, "alt", drawn->alt);
	html_close(html, "div");
	html_open(html, "figcaption");
	html_element(html, "strong", drawn->title);
	html_textf(html, " %s. %s ", drawn->subtitle, drawn->caption);
	html_open(html, "a");
	html_url(html, "href", drawn->file);
	html_text(html, drawn->file);
	html_close(html, "a");
	html_close(html, "figcaption");
	html_close(html, "figure");
	html_newline(html);
}

static struct table_sink *table(struct document *doc,
				const struct document_table *words)
{
	return page_table_new(html_of(doc), words);
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

static void notes(struct document *doc, const struct document_notes *about)
{
	const struct question *question = about->question;
	struct html *html = html_of(doc);

	html_open(html, "details");
	html_element(html, "summary", "Columns, caveats, command");
	write_columns(html, question);
	if (question->n_caveats) {
		html_open(html, "ul");
		for (size_t i = 0; i < question->n_caveats; i++)
			html_element(html, "li", question->caveats[i]);
		html_close(html, "ul");
	}
	html_open(html, "pre");
	html_element(html, "code", about->command);
	html_close(html, "pre");
	html_close(html, "details");
	html_newline(html);
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

/* Write errors stay in the FILE, whose owner looks. */
static int end(struct document *doc, struct err *err)
{
	struct html *html = html_of(doc);

	(void)err;
	html_close(html, "main");
	write_footer(html);
	html_close(html, "body");
	html_close(html, "html");
	html_newline(html);
	return 0;
}

static void release(struct document *doc)
{
	html_release(html_of(doc));
	free(doc);
}

struct document *page_new(FILE *out)
{
	struct page *page = xcalloc(1, sizeof(*page));

	page->base = (struct document){
		.begin = begin,
		.section_begin = section_begin,
		.section_end = section_end,
		.text = text,
		.list = list,
		.facts = facts,
		.sentences = sentences,
		.picture = picture,
		.table = table,
		.notes = notes,
		.end = end,
		.free = release,
	};
	html_init(&page->html, out);
	return &page->base;
}
