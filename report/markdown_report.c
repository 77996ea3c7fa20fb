/* SPDX-License-Identifier: MIT */
#include "report/markdown_report.h"

#include <stdlib.h>

#include "audit/base/xalloc.h"
#include "report/markdown.h"
#include "report/markdown_table.h"

static const struct markdown_lead no_lead = { "", "" };
static const struct markdown_lead item_lead = { "- ", "  " };
static const struct markdown_lead quote_lead = { "> ", "> " };

struct markdown_report {
	struct document base;
	FILE *out;
	struct buf links; /* definitions, for the end */
};

static FILE *out_of(struct document *doc)
{
	return ((struct markdown_report *)doc)->out;
}

/* "## Adoption", on one line whatever its length. */
static void write_heading(FILE *out, int level, const char *text)
{
	struct buf markup = BUF_INIT;

	markdown_add(&markup, text);
	fprintf(out, "%.*s %s\n\n", level, "######", markup.data);
	buf_release(&markup);
}

/* A line of the contents. */
static void write_line(FILE *out, const struct document_entry *entry)
{
	static const struct markdown_lead leads[] = {
		{ "- ", "  " },
		{ "  - ", "    " },
		{ "    - ", "      " },
	};

	if (entry->level > 0)
		markdown_wrap(out, &leads[entry->level - 1], entry->heading);
}

static void begin(struct document *doc, const struct document_head *head)
{
	FILE *out = out_of(doc);
	struct buf text = BUF_INIT;

	write_heading(out, 1, head->title);
	buf_addf(&text, "Scope: %s. Periods: %ss. ", head->scope, head->period);
	if (head->subject_date)
		buf_addf(&text, "As of %s. ", head->subject_date);
	buf_addf(&text, "Made by git-provenance %s.", head->version);
	markdown_wrap(out, &no_lead, text.data);
	putc('\n', out);
	for (size_t i = 0; i < head->n_entries; i++)
		write_line(out, &head->entries[i]);
	putc('\n', out);
	buf_release(&text);
}

static void section_begin(struct document *doc,
			  const struct document_entry *entry)
{
	if (entry->level > 0)
		write_heading(out_of(doc), entry->level + 1, entry->heading);
}

static void text(struct document *doc, enum document_text kind, const char *s)
{
	FILE *out = out_of(doc);

	markdown_wrap(out, kind == DOCUMENT_LIMIT ? &quote_lead : &no_lead, s);
	putc('\n', out);
}

static void list(struct document *doc, const char *const *items, size_t n)
{
	FILE *out = out_of(doc);

	for (size_t i = 0; i < n; i++)
		markdown_wrap(out, &item_lead, items[i]);
	putc('\n', out);
}

static void facts(struct document *doc, const struct document_fact *all,
		  size_t n)
{
	FILE *out = out_of(doc);

	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT;

		buf_addf(&line, "%s: %s", all[i].name, all[i].value);
		markdown_wrap(out, &item_lead, line.data);
		buf_release(&line);
	}
	putc('\n', out);
}

static void sentences(struct document *doc, const struct document_sentence *all,
		      size_t n)
{
	FILE *out = out_of(doc);

	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT;

		buf_add_str(&line, all[i].text);
		if (all[i].section)
			buf_addf(&line, " (See: %s.)", all[i].section->heading);
		markdown_wrap(out, &item_lead, line.data);
		buf_release(&line);
	}
}

/* "Chart: [How many?](charts/adoption.svg)", and what it says. */
static void picture(struct document *doc, const struct document_picture *drawn)
{
	FILE *out = out_of(doc);
	struct buf markup = BUF_INIT, words = BUF_INIT;

	buf_add_str(&markup, "Chart: [");
	markdown_add(&markup, drawn->title);
	buf_addf(&markup, "](%s)", drawn->file);
	markdown_wrap_raw(out, &no_lead, markup.data);
	putc('\n', out);
	buf_addf(&words, "%s. %s", drawn->subtitle, drawn->caption);
	markdown_wrap(out, &no_lead, words.data);
	putc('\n', out);
	markdown_wrap(out, &no_lead, drawn->alt);
	putc('\n', out);
	buf_release(&words);
	buf_release(&markup);
}

static struct table_sink *table(struct document *doc,
				const struct document_table *words)
{
	struct markdown_report *report = (struct markdown_report *)doc;

	return markdown_table_new(report->out, words, &report->links);
}

static void notes(struct document *doc, const struct document_notes *about)
{
	const struct question *question = about->question;
	FILE *out = out_of(doc);

	if (question->n_caveats)
		list(doc, (const char *const *)question->caveats,
		     question->n_caveats);
	markdown_command(out, about->command);
	putc('\n', out);
}

static int end(struct document *doc, struct err *err)
{
	struct markdown_report *report = (struct markdown_report *)doc;

	(void)err;
	fwrite(report->links.data, 1, report->links.len, report->out);
	return 0;
}

static void release(struct document *doc)
{
	struct markdown_report *report = (struct markdown_report *)doc;

	buf_release(&report->links);
	free(report);
}

struct document *markdown_report_new(FILE *out)
{
	struct markdown_report *report = xcalloc(1, sizeof(*report));

	report->base = (struct document){
		.begin = begin,
		.section_begin = section_begin,
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
	report->out = out;
	report->links = (struct buf)BUF_INIT;
	return &report->base;
}
