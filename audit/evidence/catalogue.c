/* SPDX-License-Identifier: MIT */
#include "audit/evidence/catalogue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/arena.h"
#include "audit/base/buf.h"
#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/evidence/signals.h"

enum { MIN_MATCHER = 3 };

/* A matcher taken apart. */
struct part {
	struct span key, text;
	enum signal_grammar grammar;
};

/* The rows of one kind. */
struct of_kind {
	size_t *rows; /* indices */
	size_t n_rows, n_alloc;
};

struct catalogue {
	struct signal *rows;
	size_t n_rows, n_alloc;
	struct arena texts; /* of added rows */
	/* when sealed */
	struct bytemap maps[N_SIGNAL_KINDS]; /* text to index of a row */
	int64_t *next;                       /* row with the same text, or -1 */
	struct part *parts;                  /* of each row */
	struct of_kind of_kind[N_SIGNAL_KINDS];
	struct automaton *automaton;
};

static void add_row(struct catalogue *c, const struct signal *row)
{
	c->rows = xgrow(c->rows, c->n_rows, &c->n_alloc, sizeof(*c->rows));
	c->rows[c->n_rows++] = *row;
}

struct catalogue *catalogue_new(void)
{
	static const struct signal *const tables[] = {
		signals_identities, signals_words, signals_keys,
		signals_texts,      signals_bots,  NULL,
	};
	struct catalogue *c = xcalloc(1, sizeof(*c));

	for (size_t i = 0; tables[i]; i++)
		for (const struct signal *row = tables[i]; row->matcher; row++)
			add_row(c, row);
	return c;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	for (int i = 0; i < N_SIGNAL_KINDS; i++) {
		bytemap_release(&c->maps[i]);
		free(c->of_kind[i].rows);
	}
	automaton_free(c->automaton);
	arena_release(&c->texts);
	free(c->parts);
	free(c->next);
	free(c->rows);
	free(c);
}

static const char *copy(struct catalogue *c, const char *text)
{
	return text ? arena_copy(&c->texts, text, strlen(text)) : NULL;
}

static bool is_loose(enum signal_kind kind)
{
	return kind == SIGNAL_SUFFIX || kind == SIGNAL_PREFIX ||
	       kind == SIGNAL_SESSION || kind == SIGNAL_FOOTER ||
	       kind == SIGNAL_PHRASE || kind == SIGNAL_TRACE;
}

int catalogue_add(struct catalogue *c, const struct signal *signal,
		  struct err *err)
{
	enum signal_grammar grammar;
	struct span text, rest;
	struct signal row = *signal;

	assert(!c->automaton);
	text = *signal->matcher ? signal_part(signal, &grammar, &rest)
				: span_of("");
	if (!text.len ||
	    (is_loose(signal->kind) && text.len < (size_t)MIN_MATCHER))
		return err_set(err, FAIL_USAGE,
			       "the matcher '%s' of kind %s is too short; "
			       "write a longer one",
			       signal->matcher, signal_kind_name(signal->kind));
	if (signal->class == CLASS_AUTOMATION &&
	    (signal->kind == SIGNAL_NOTE || signal->kind == SIGNAL_TRACE))
		return err_set(err, FAIL_USAGE,
			       "a row of kind %s is about AI, its class cannot "
			       "be automation; name another",
			       signal_kind_name(signal->kind));
	row.tool = copy(c, signal->tool);
	row.matcher = copy(c, signal->matcher);
	row.since = copy(c, signal->since);
	row.source = copy(c, signal->source);
	for (size_t i = 0; i < c->n_rows; i++)
		if (c->rows[i].kind == row.kind &&
		    span_is(span_of(c->rows[i].matcher), row.matcher)) {
			c->rows[i] = row;
			return 0;
		}
	add_row(c, &row);
	return 0;
}

static size_t remove_rows(struct catalogue *c, size_t field, const char *text)
{
	size_t n = 0;

	assert(!c->automaton);
	for (size_t i = 0; i < c->n_rows; i++) {
		const char *const *at =
			(const void *)((const char *)&c->rows[i] + field);

		if (!span_is(span_of(*at), text))
			c->rows[n++] = c->rows[i];
	}
	n = c->n_rows - n;
	c->n_rows -= n;
	return n;
}

size_t catalogue_remove(struct catalogue *c, const char *matcher)
{
	return remove_rows(c, offsetof(struct signal, matcher), matcher);
}

size_t catalogue_remove_tool(struct catalogue *c, const char *tool)
{
	return remove_rows(c, offsetof(struct signal, tool), tool);
}

static bool is_address(enum signal_kind kind)
{
	return kind == SIGNAL_EMAIL || kind == SIGNAL_SLUG;
}

/* The text as the maps have it. */
static void key_of(enum signal_kind kind, struct span text, struct buf *key)
{
	buf_clear(key);
	buf_reserve(key, text.len);
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(key, is_address(kind) ? ascii_lower(text.at[i])
						   : span_fold(text.at[i]));
}

/* Rows of one text are chained in their order. */
static void index_row(struct catalogue *c, size_t i, struct buf *key)
{
	const struct signal *row = &c->rows[i];
	struct bytemap *map = &c->maps[row->kind];
	struct of_kind *of_kind = &c->of_kind[row->kind];
	struct part *part = &c->parts[i];
	int64_t last;

	part->key = signal_part(row, &part->grammar, &part->text);
	of_kind->rows = xgrow(of_kind->rows, of_kind->n_rows, &of_kind->n_alloc,
			      sizeof(*of_kind->rows));
	of_kind->rows[of_kind->n_rows++] = i;
	key_of(row->kind, part->key, key);
	c->next[i] = -1;
	last = bytemap_get(map, key->data, key->len, -1);
	if (last < 0) {
		bytemap_set(map, key->data, key->len, (int64_t)i);
		return;
	}
	while (c->next[last] >= 0)
		last = c->next[last];
	c->next[last] = (int64_t)i;
}

static bool is_searched(const struct signal *row)
{
	return row->class != CLASS_AUTOMATION && row->kind != SIGNAL_NOTE &&
	       row->kind != SIGNAL_TRACE && row->kind != SIGNAL_BRANCH;
}

void catalogue_seal(struct catalogue *c)
{
	struct buf key = BUF_INIT;

	assert(!c->automaton);
	c->automaton = automaton_new();
	c->next = xcalloc(c->n_rows + 1, sizeof(*c->next));
	c->parts = xcalloc(c->n_rows + 1, sizeof(*c->parts));
	for (size_t i = 0; i < c->n_rows; i++) {
		index_row(c, i, &key);
		if (is_searched(&c->rows[i]))
			automaton_add(c->automaton, c->parts[i].key.at,
				      c->parts[i].key.len, i);
	}
	automaton_seal(c->automaton);
	buf_release(&key);
}

size_t catalogue_n(const struct catalogue *c)
{
	return c->n_rows;
}

const struct signal *catalogue_row(const struct catalogue *c, size_t i)
{
	return &c->rows[i];
}

int64_t catalogue_number(const struct catalogue *c, const struct signal *signal)
{
	return signal - c->rows + 1;
}

uint64_t catalogue_hash(const struct catalogue *c)
{
	struct buf all = BUF_INIT;
	uint64_t hash;

	for (size_t i = 0; i < c->n_rows; i++) {
		const struct signal *row = &c->rows[i];

		buf_addf(&all, "%d %d\n%s\n%s\n%s\n%s\n", (int)row->kind,
			 (int)row->class, row->tool, row->matcher,
			 row->since ? row->since : "", row->source);
	}
	hash = bytemap_hash(all.data, all.len);
	buf_release(&all);
	return hash;
}

const struct signal *catalogue_find(const struct catalogue *c,
				    enum signal_kind kind, struct span text)
{
	struct buf key = BUF_INIT;
	int64_t i;

	key_of(kind, text, &key);
	i = bytemap_get(&c->maps[kind], key.data, key.len, -1);
	buf_release(&key);
	return i < 0 ? NULL : &c->rows[i];
}

const struct signal *catalogue_next(const struct catalogue *c,
				    const struct signal *signal)
{
	int64_t i = c->next[signal - c->rows];

	return i < 0 ? NULL : &c->rows[i];
}

const size_t *catalogue_of_kind(const struct catalogue *c,
				enum signal_kind kind, size_t *n_out)
{
	*n_out = c->of_kind[kind].n_rows;
	return c->of_kind[kind].rows;
}

struct span catalogue_part(const struct catalogue *c,
			   const struct signal *signal,
			   enum signal_grammar *grammar_out,
			   struct span *text_out)
{
	const struct part *part = &c->parts[signal - c->rows];

	*grammar_out = part->grammar;
	*text_out = part->text;
	return part->key;
}

void catalogue_scan(const struct catalogue *c, const char *text, size_t len,
		    automaton_hit *hit, void *context)
{
	automaton_scan(c->automaton, text, len, hit, context);
}
