/* SPDX-License-Identifier: MIT */
#include "report/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/pdf_grid.h"
#include "report/pdf_picture.h"
#include "report/pdf_table.h"

/* Where what the columns mean is explained, and its line of the contents. */
static const char columns_id[] = "columns";
static const char columns_heading[] = "What the columns mean";

struct pdf {
	struct document base;
	FILE *out;
	enum pdf_paper paper;
	struct pdf_maker maker; /* of the text; its flow and text are owned */
	struct pdf_flow *tail;  /* what the columns mean; owned */
	char *title, *scope, *version, *date; /* owned; date may be NULL */
	struct pdf_outline *outline;          /* owned */
	size_t n_outline;
	char **told; /* queries whose columns are in tail; owned */
	size_t n_told, n_told_alloc;
	int status; /* -1: the first failure, which is in err */
	struct err err;
};

int pdf_read_paper(const char *name, enum pdf_paper *paper_out)
{
	static const char *const names[] = {
		[PDF_A4] = "a4",
		[PDF_LETTER] = "letter",
	};

	for (int i = PDF_A4; i <= PDF_LETTER; i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		*paper_out = (enum pdf_paper)i;
		return 0;
	}
	return -1;
}

static struct pdf *pdf_of(struct document *doc)
{
	return (struct pdf *)doc;
}

/* Kinds of words follow each other by level, from that of level 1 on. */
static enum pdf_words_kind at_level(enum pdf_words_kind first, int level)
{
	int more = level < 1 ? 0 : level > 3 ? 2 : level - 1;

	return (enum pdf_words_kind)((int)first + more);
}

static void add_title(struct pdf *pdf, const struct document_head *head)
{
	struct buf text = BUF_INIT;

	pdf_words_say(&pdf->maker, PDF_TITLE, head->title);
	buf_addf(&text, "Scope: %s. Periods: %ss.", head->scope, head->period);
	pdf_words_say(&pdf->maker, PDF_SUBTITLE, text.data);
	buf_clear(&text);
	buf_addf(&text, "History up to %s. Made by git-provenance %s.",
		 head->subject_date ? head->subject_date : "an unknown date",
		 head->version);
	pdf_words_say(&pdf->maker, PDF_SUBTITLE, text.data);
	buf_release(&text);
}

/* A line of the contents, and of the outline. */
static void add_entry(struct pdf *pdf, int level, const char *id,
		      const char *heading)
{
	const struct pdf_words words = {
		.kind = at_level(PDF_ENTRY_1, level),
		.text = heading,
		.link = id,
	};

	if (level < 1)
		return;
	pdf_words_add(&pdf->maker, &words);
	pdf->outline[pdf->n_outline++] =
		(struct pdf_outline){ level, id, heading };
}

static void begin(struct document *doc, const struct document_head *head)
{
	struct pdf *pdf = pdf_of(doc);

	pdf->title = xstrdup(head->title);
	pdf->scope = xstrdup(head->scope);
	pdf->version = xstrdup(head->version);
	pdf->date = head->subject_date ? xstrdup(head->subject_date) : NULL;
	pdf->outline = xcalloc(head->n_entries + 1, sizeof(*pdf->outline));
	add_title(pdf, head);
	pdf_words_say(&pdf->maker, PDF_CONTENTS, "Contents");
	for (size_t i = 0; i < head->n_entries; i++)
		add_entry(pdf, head->entries[i].level, head->entries[i].id,
			  head->entries[i].heading);
	add_entry(pdf, 1, columns_id, columns_heading);
	pdf_flow_open(pdf->maker.flow);
}

static void section_begin(struct document *doc,
			  const struct document_entry *entry)
{
	const struct pdf_words words = {
		.kind = at_level(PDF_HEADING_1, entry->level),
		.text = entry->heading,
		.place = entry->id,
	};

	if (entry->level > 0)
		pdf_words_add(&pdf_of(doc)->maker, &words);
}

static void section_end(struct document *doc,
			const struct document_entry *entry)
{
	(void)doc;
	(void)entry;
}

/* Names of facts begin small. */
static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void text(struct document *doc, enum document_text kind, const char *s)
{
	static const enum pdf_words_kind kinds[] = {
		[DOCUMENT_PLAIN] = PDF_PLAIN,
		[DOCUMENT_LEAD] = PDF_LEAD,
		[DOCUMENT_LIMIT] = PDF_LIMIT,
		[DOCUMENT_FLOOR] = PDF_FLOOR,
	};
	char *copy = xstrdup(s);

	if (kind == DOCUMENT_LIMIT)
		*copy = upper(*copy);
	pdf_words_say(&pdf_of(doc)->maker, kinds[kind], copy);
	free(copy);
}

static void list(struct document *doc, const char *const *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pdf_words_say(&pdf_of(doc)->maker, PDF_ITEM, items[i]);
}

static void sentences(struct document *doc, const struct document_sentence *all,
		      size_t n)
{
	const struct pdf_maker *maker = &pdf_of(doc)->maker;

	for (size_t i = 0; i < n; i++) {
		struct buf text = BUF_INIT;
		struct pdf_words see = { .kind = PDF_SEE };

		pdf_words_say(maker, PDF_ITEM, all[i].text);
		if (!all[i].section)
			continue;
		buf_addf(&text, "%s: page", all[i].section->heading);
		see.text = text.data;
		see.link = all[i].section->id;
		pdf_words_add(maker, &see);
		buf_release(&text);
	}
}

/* Two columns without heads: names, and what they stand for. */
static void add_pairs(const struct pdf_maker *maker,
		      const struct pdf_matrix *pairs,
		      const struct pdf_grid_look *look)
{
	const struct pdf_band all = { 0, 2 };
	struct pdf_column columns[2];
	double widths[2];

	pdf_grid_measure(pairs, maker->text, look, columns);
	pdf_columns_fit(columns, 2, maker->width, widths);
	pdf_grid_add(maker, pairs, look, widths, &all, 0);
}

static void add_pair(struct pdf_matrix *pairs, const char *name,
		     const char *value)
{
	pdf_matrix_add_row(pairs);
	pdf_matrix_set(pairs, pairs->n_rows, 0, name);
	pdf_matrix_set(pairs, pairs->n_rows, 1, value);
}

static void facts(struct document *doc, const struct document_fact *all,
		  size_t n)
{
	const struct pdf_grid_look look = { .size = 9,
					    .has_lines = true,
					    .max_lines = 6 };
	struct pdf_matrix pairs;

	pdf_matrix_init(&pairs, 2);
	pairs.is_headless = true;
	for (size_t i = 0; i < n; i++)
		add_pair(&pairs, all[i].name, all[i].value);
	if (n)
		add_pairs(&pdf_of(doc)->maker, &pairs, &look);
	pdf_matrix_release(&pairs);
}

/* A drawing holds its title; where there is none, the table says so. */
static void picture(struct document *doc, const struct document_picture *drawn)
{
	struct pdf *pdf = pdf_of(doc);
	double room = pdf_print_room(pdf->paper).height;

	if (!drawn->draw || pdf->status < 0)
		return;
	pdf->status = pdf_picture_add(&pdf->maker, drawn, room / 2, &pdf->err);
	pdf_words_say(&pdf->maker, PDF_LEGEND, drawn->caption);
}

static struct table_sink *table(struct document *doc,
				const struct document_table *words)
{
	return pdf_table_new(&pdf_of(doc)->maker, words);
}

/* Several sections may ask the same query: its columns are told once. */
static bool is_told(struct pdf *pdf, const char *query)
{
	for (size_t i = 0; i < pdf->n_told; i++)
		if (strcmp(pdf->told[i], query) == 0)
			return true;
	pdf->told = xgrow((void *)pdf->told, pdf->n_told, &pdf->n_told_alloc,
			  sizeof(*pdf->told));
	pdf->told[pdf->n_told++] = xstrdup(query);
	return false;
}

static void tell_columns(struct pdf *pdf, const struct question *question,
			 const char *place)
{
	const struct pdf_grid_look look = { .size = 7.5,
					    .mono_keys = true,
					    .max_lines = 20 };
	const struct pdf_words head = {
		.kind = PDF_HEADING_3,
		.text = question->file->name,
		.place = place,
	};
	struct pdf_maker maker = pdf->maker;
	struct pdf_matrix pairs;

	if (is_told(pdf, question->file->name))
		return;
	maker.flow = pdf->tail;
	pdf_words_add(&maker, &head);
	pdf_words_say(&maker, PDF_QUESTION, question->text);
	pdf_matrix_init(&pairs, 2);
	pairs.is_headless = true;
	for (size_t i = 0; i < question->n_columns; i++)
		if (strcmp(question->columns[i].name, "repo") != 0)
			add_pair(&pairs, question->columns[i].name,
				 question->columns[i].text);
	if (pairs.n_rows)
		add_pairs(&maker, &pairs, &look);
	pdf_matrix_release(&pairs);
}

static void notes(struct document *doc, const struct document_notes *about)
{
	const struct question *question = about->question;
	struct pdf *pdf = pdf_of(doc);
	struct buf place = BUF_INIT;
	struct pdf_words see = {
		.kind = PDF_SEE,
		.text = "What the columns mean: page",
	};

	pdf_flow_space(pdf->maker.flow, 4);
	for (size_t i = 0; i < question->n_caveats; i++)
		pdf_words_say(&pdf->maker, PDF_CAVEAT, question->caveats[i]);
	pdf_words_say(&pdf->maker, PDF_COMMAND, about->command);
	buf_addf(&place, "%s-%s", columns_id, question->file->name);
	see.link = place.data;
	pdf_words_add(&pdf->maker, &see);
	tell_columns(pdf, question, place.data);
	buf_release(&place);
}

static void add_tail(struct pdf *pdf)
{
	const struct pdf_words head = {
		.kind = PDF_HEADING_1,
		.text = columns_heading,
		.place = columns_id,
	};

	if (!pdf->n_told)
		return;
	pdf_words_add(&pdf->maker, &head);
	pdf_words_say(&pdf->maker, PDF_LEAD,
		      "Of each query, in the order of the report.");
	pdf_flow_join(pdf->maker.flow, pdf->tail);
}

/* All of the text is measured by now. */
static void add_fonts(struct pdf *pdf)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "Fonts: %s.", pdf_text_fonts(pdf->maker.text));
	pdf_flow_space(pdf->maker.flow, 18);
	pdf_words_say(&pdf->maker, PDF_LEGEND, text.data);
	buf_release(&text);
}

static int end(struct document *doc, struct err *err)
{
	struct pdf *pdf = pdf_of(doc);
	const struct pdf_print print = {
		.paper = pdf->paper,
		.title = pdf->title,
		.scope = pdf->scope,
		.version = pdf->version,
		.date = pdf->date,
		.outline = pdf->outline,
		.n_outline = pdf->n_outline,
	};

	if (pdf->status < 0) {
		*err = pdf->err;
		return -1;
	}
	add_tail(pdf);
	add_fonts(pdf);
	return pdf_print(&print, pdf->maker.flow, pdf->maker.text, pdf->out,
			 err);
}

static void release(struct document *doc)
{
	struct pdf *pdf = pdf_of(doc);

	pdf_flow_free(pdf->maker.flow);
	pdf_flow_free(pdf->tail);
	pdf_text_free(pdf->maker.text);
	for (size_t i = 0; i < pdf->n_told; i++)
		free(pdf->told[i]);
	free((void *)pdf->told);
	free(pdf->outline);
	free(pdf->title);
	free(pdf->scope);
	free(pdf->version);
	free(pdf->date);
	free(pdf);
}

struct document *pdf_new(FILE *out, enum pdf_paper paper)
{
	struct pdf *pdf = xcalloc(1, sizeof(*pdf));

	pdf->base = (struct document){
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
	pdf->out = out;
	pdf->paper = paper;
	pdf->maker.flow = pdf_flow_new();
	pdf->maker.text = pdf_text_new();
	pdf->maker.width = pdf_print_room(paper).width;
	pdf->tail = pdf_flow_new();
	pdf->err = (struct err)ERR_INIT;
	return &pdf->base;
}
