/* SPDX-License-Identifier: MIT */
#include "audit/evidence/finding.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

void findings_release(struct findings *findings)
{
	arena_release(&findings->texts);
	free(findings->items);
	free(findings->declarations);
	memset(findings, 0, sizeof(*findings));
}

void findings_clear(struct findings *findings)
{
	if (findings->n_items || findings->n_declarations)
		arena_release(&findings->texts);
	findings->n_items = 0;
	findings->n_declarations = 0;
}

static struct span copy(struct findings *findings, struct span text)
{
	text = span_clip(text, FINDING_MAX_TEXT);
	if (!text.len)
		return span_of("");
	return (struct span){ arena_copy(&findings->texts, text.at, text.len),
			      text.len };
}

void findings_add(struct findings *findings, const struct finding *finding)
{
	struct finding *item;

	findings->items = xgrow(findings->items, findings->n_items,
				&findings->n_alloc, sizeof(*findings->items));
	item = &findings->items[findings->n_items];
	*item = *finding;
	item->tool = copy(findings, finding->tool);
	item->model = copy(findings, finding->model);
	item->text = copy(findings, finding->text);
	item->nth = findings->n_items++;
}

void findings_declare(struct findings *findings,
		      const struct declaration *declaration)
{
	struct declaration *item;

	findings->declarations =
		xgrow(findings->declarations, findings->n_declarations,
		      &findings->n_declarations_alloc,
		      sizeof(*findings->declarations));
	item = &findings->declarations[findings->n_declarations];
	*item = *declaration;
	item->key = copy(findings, declaration->key);
	item->value = copy(findings, declaration->value);
	item->nth = findings->n_declarations++;
}

static int compare_size(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_spot(const struct spot *a, const struct spot *b)
{
	int order = compare_size(a->line, b->line);

	return order ? order : compare_size(a->offset, b->offset);
}

static int compare_findings(const void *a, const void *b)
{
	const struct finding *one = a, *other = b;
	int order = compare_spot(&one->spot, &other->spot);

	return order ? order : compare_size(one->nth, other->nth);
}

static int compare_declarations(const void *a, const void *b)
{
	const struct declaration *one = a, *other = b;
	int order = compare_spot(&one->spot, &other->spot);

	return order ? order : compare_size(one->nth, other->nth);
}

static bool has_declaration(const struct findings *findings, size_t line)
{
	size_t from = 0, to = findings->n_declarations;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (findings->declarations[middle].spot.line < line)
			from = middle + 1;
		else
			to = middle;
	}
	return from < findings->n_declarations &&
	       findings->declarations[from].spot.line == line;
}

/* Items from..to-1 are those of one line. */
static bool is_line_better(const struct findings *findings, size_t from,
			   size_t to)
{
	for (size_t i = from; i < to; i++)
		if (findings->items[i].class != CLASS_MENTION)
			return true;
	return findings->items[from].spot.line &&
	       has_declaration(findings, findings->items[from].spot.line);
}

static bool is_new(struct bytemap *seen, struct buf *key,
		   const struct finding *item)
{
	buf_clear(key);
	buf_addf(key, "%d %s\n", (int)item->class,
		 item->role ? item->role : "");
	buf_add(key, item->tool.at, item->tool.len);
	buf_add_char(key, '\n');
	buf_add(key, item->model.at, item->model.len);
	buf_add_char(key, '\n');
	buf_add(key, item->text.at, item->text.len);
	if (bytemap_get(seen, key->data, key->len, 0))
		return false;
	bytemap_set(seen, key->data, key->len, 1);
	return true;
}

static void thin_out(struct findings *findings)
{
	struct bytemap seen = { 0 };
	struct buf key = BUF_INIT;
	size_t n = 0, end;

	for (size_t i = 0; i < findings->n_items; i = end) {
		bool is_better;

		for (end = i + 1; end < findings->n_items; end++)
			if (findings->items[end].spot.line !=
			    findings->items[i].spot.line)
				break;
		is_better = is_line_better(findings, i, end);
		for (size_t at = i; at < end; at++) {
			const struct finding *item = &findings->items[at];

			if (is_better && item->class == CLASS_MENTION)
				continue;
			if (is_new(&seen, &key, item))
				findings->items[n++] = *item;
		}
	}
	findings->n_items = n;
	bytemap_release(&seen);
	buf_release(&key);
}

void findings_sort(struct findings *findings)
{
	if (findings->n_items)
		qsort(findings->items, findings->n_items,
		      sizeof(*findings->items), compare_findings);
	if (findings->n_declarations)
		qsort(findings->declarations, findings->n_declarations,
		      sizeof(*findings->declarations), compare_declarations);
	thin_out(findings);
}
