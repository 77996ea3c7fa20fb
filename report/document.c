/* SPDX-License-Identifier: MIT */
#include "report/document.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void document_free(struct document *doc)
{
	if (doc)
		doc->free(doc);
}

/* Writers, or the sinks that they gave. */
struct tee {
	struct document base;
	struct document **docs;
	size_t n;
};

struct tee_table {
	struct table_sink base;
	struct table_sink **sinks; /* owned */
	size_t n;
};

static void table_begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct tee_table *table = (struct tee_table *)sink;

	for (size_t i = 0; i < table->n; i++)
		table->sinks[i]->begin(table->sinks[i], stmt);
}

static void table_row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct tee_table *table = (struct tee_table *)sink;

	for (size_t i = 0; i < table->n; i++)
		table->sinks[i]->row(table->sinks[i], stmt);
}

static void table_end(struct table_sink *sink)
{
	struct tee_table *table = (struct tee_table *)sink;

	for (size_t i = 0; i < table->n; i++)
		table->sinks[i]->end(table->sinks[i]);
}

static void table_release(struct table_sink *sink)
{
	struct tee_table *table = (struct tee_table *)sink;

	for (size_t i = 0; i < table->n; i++)
		table_free(table->sinks[i]);
	free((void *)table->sinks);
	free(table);
}

static void begin(struct document *doc, const struct document_head *head)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->begin)
			tee->docs[i]->begin(tee->docs[i], head);
}

static void section_begin(struct document *doc,
			  const struct document_entry *entry)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->section_begin)
			tee->docs[i]->section_begin(tee->docs[i], entry);
}

static void section_end(struct document *doc,
			const struct document_entry *entry)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->section_end)
			tee->docs[i]->section_end(tee->docs[i], entry);
}

static void text(struct document *doc, enum document_text kind, const char *s)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->text)
			tee->docs[i]->text(tee->docs[i], kind, s);
}

static void list(struct document *doc, const char *const *items, size_t n)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->list)
			tee->docs[i]->list(tee->docs[i], items, n);
}

static void facts(struct document *doc, const struct document_fact *all,
		  size_t n)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->facts)
			tee->docs[i]->facts(tee->docs[i], all, n);
}

static void sentences(struct document *doc, const struct document_sentence *all,
		      size_t n)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->sentences)
			tee->docs[i]->sentences(tee->docs[i], all, n);
}

static void picture(struct document *doc, const struct document_picture *drawn)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->picture)
			tee->docs[i]->picture(tee->docs[i], drawn);
}

static struct table_sink *table(struct document *doc,
				const struct document_table *words)
{
	struct tee *tee = (struct tee *)doc;
	struct tee_table *all = xcalloc(1, sizeof(*all));

	all->base = (struct table_sink){ table_begin, table_row, table_end,
					 table_release };
	all->sinks = xcalloc(tee->n, sizeof(struct table_sink *));
	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->table)
			all->sinks[all->n++] =
				tee->docs[i]->table(tee->docs[i], words);
	return &all->base;
}

static void notes(struct document *doc, const struct document_notes *about)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->notes)
			tee->docs[i]->notes(tee->docs[i], about);
}

static int end(struct document *doc, struct err *err)
{
	struct tee *tee = (struct tee *)doc;

	for (size_t i = 0; i < tee->n; i++)
		if (tee->docs[i]->end(tee->docs[i], err) < 0)
			return -1;
	return 0;
}

static void release(struct document *doc)
{
	struct tee *tee = (struct tee *)doc;

	free((void *)tee->docs);
	free(tee);
}

struct document *document_tee_new(struct document *const *docs, size_t n)
{
	struct tee *tee = xcalloc(1, sizeof(*tee));

	tee->base = (struct document){
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
	tee->n = n;
	tee->docs = xcalloc(n, sizeof(struct document *));
	memcpy((void *)tee->docs, (const void *)docs,
	       n * sizeof(struct document *));
	return &tee->base;
}
