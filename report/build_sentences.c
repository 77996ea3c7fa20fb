/* SPDX-License-Identifier: MIT */
/* A section whose rows are sentences: they stand above its table. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "report/build_part.h"

/* Takes the sentences out of the rows; tells them before the table ends. */
struct sentences {
	struct table_sink base;
	const struct builder *builder;
	int text, section; /* columns; -1: none */
	struct document_sentence *items;
	size_t n, n_alloc;
	char **texts; /* of items; owned */
	size_t n_texts_alloc;
};

static void begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct sentences *all = (struct sentences *)sink;

	for (int i = 0; i < db_n_columns(stmt); i++) {
		if (strcmp(db_column_name(stmt, i), "sentence") == 0)
			all->text = i;
		if (strcmp(db_column_name(stmt, i), "section") == 0)
			all->section = i;
	}
}

/* The entry of a section of the same repository, below; NULL: none. */
static const struct document_entry *find_entry(const struct builder *builder,
					       const char *id)
{
	const struct document_entry *entry = builder->next;

	for (; entry < builder->end && entry->kind != DOCUMENT_REPO; entry++)
		if (entry->kind == DOCUMENT_SECTION &&
		    strcmp(entry->name, id) == 0)
			return entry;
	return NULL;
}

static void row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct sentences *all = (struct sentences *)sink;
	assert(all->text >= 0 && all->section >= 0);
	all->items =
		xgrow(all->items, all->n, &all->n_alloc, sizeof(*all->items));
	all->texts = xgrow((void *)all->texts, all->n, &all->n_texts_alloc,
			   sizeof(*all->texts));
	all->texts[all->n] = xstrdup(db_text(stmt, all->text));
	all->items[all->n] = (struct document_sentence){
		.text = all->texts[all->n],
		.section =
			find_entry(all->builder, db_text(stmt, all->section)),
	};
	all->n++;
}

static void end(struct table_sink *sink)
{
	struct sentences *all = (struct sentences *)sink;
	struct document *doc = all->builder->doc;

	if (all->n)
		doc->sentences(doc, all->items, all->n);
}

static void release(struct table_sink *sink)
{
	struct sentences *all = (struct sentences *)sink;

	for (size_t i = 0; i < all->n; i++)
		free(all->texts[i]);
	free((void *)all->texts);
	free(all->items);
	free(all);
}

struct table_sink *build_sentences_new(const struct builder *builder)
{
	struct sentences *all = xcalloc(1, sizeof(*all));

	all->base = (struct table_sink){ begin, row, end, release };
	all->builder = builder;
	all->text = all->section = -1;
	return &all->base;
}
