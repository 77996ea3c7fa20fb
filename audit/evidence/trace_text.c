/* SPDX-License-Identifier: MIT */
#include "audit/evidence/trace_text.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/evidence/json.h"

/* The keys that every record with a claim has take more than that. */
enum { MIN_RECORD = 64 };

struct reader {
	trace_visit *visit;
	void *context;
	struct trace_claim claim; /* of the conversation at hand */
};

static bool is_ai(struct span contributor)
{
	struct span type = json_string(json_get(contributor, "type"));

	return span_is(type, "ai") || span_is(type, "mixed");
}

static int64_t count_lines(struct span range)
{
	long first = json_number(json_get(range, "start_line"));
	long last = json_number(json_get(range, "end_line"));

	return first > 0 && last >= first ? last - first + 1 : 0;
}

/* The contributor that a range has for itself; empty: none. */
static struct span own_of(struct span range)
{
	struct span by = json_get(range, "contributor");

	return by.len && by.at[0] == '{' ? by : span_cut(by, 0, 0);
}

static void read_own(const struct reader *reader, struct span range,
		     struct span by)
{
	struct trace_claim claim = reader->claim;
	struct span model = json_string(json_get(by, "model_id"));

	if (!is_ai(by))
		return;
	if (model.len)
		claim.model = model;
	claim.n_lines = count_lines(range);
	reader->visit(reader->context, &claim);
}

/* Ranges without a contributor are the conversation's. */
static void read_talk(struct reader *reader, struct span talk)
{
	struct span by = json_get(talk, "contributor");
	struct span ranges = json_get(talk, "ranges");
	struct span inside = json_inside(ranges), range;
	bool has_part = false, has_range = false;

	reader->claim.model = json_string(json_get(by, "model_id"));
	reader->claim.n_lines = 0;
	for (; json_item(&inside, &range); has_range = true) {
		if (own_of(range).len)
			continue;
		has_part = true;
		reader->claim.n_lines += count_lines(range);
	}
	if (is_ai(by) && (has_part || !has_range))
		reader->visit(reader->context, &reader->claim);
	inside = json_inside(ranges);
	while (json_item(&inside, &range)) {
		struct span own = own_of(range);

		if (own.len)
			read_own(reader, range, own);
	}
}

void trace_text_read(struct span record, trace_visit *visit, void *context)
{
	struct reader reader = { .visit = visit, .context = context };
	struct span files = json_inside(json_get(record, "files"));
	struct span file, talks, talk;

	reader.claim.tool =
		json_string(json_get(json_get(record, "tool"), "name"));
	while (json_item(&files, &file)) {
		reader.claim.path = json_string(json_get(file, "path"));
		talks = json_inside(json_get(file, "conversations"));
		while (json_item(&talks, &talk))
			read_talk(&reader, talk);
	}
}

/* --- which records are new --- */

struct lines {
	struct span *items;
	size_t n_items, n_alloc;
};

/* The next line that may be a record; false at the end. */
static bool next_line(struct span *rest, struct span *line_out)
{
	while (rest->len) {
		size_t end = span_find(*rest, '\n');
		struct span line = span_trim(span_cut(*rest, 0, end));

		*rest = span_cut(*rest, end < rest->len ? end + 1 : end,
				 rest->len);
		if (line.len < (size_t)MIN_RECORD)
			continue;
		*line_out = line;
		return true;
	}
	return false;
}

static int compare_lines(const void *a, const void *b)
{
	const struct span *one = a, *other = b;
	size_t len = one->len < other->len ? one->len : other->len;
	int order = memcmp(one->at, other->at, len);

	return order ? order
		     : (one->len > other->len) - (one->len < other->len);
}

static void sort_lines(struct span text, struct lines *lines)
{
	struct span line;

	while (next_line(&text, &line)) {
		lines->items = xgrow(lines->items, lines->n_items,
				     &lines->n_alloc, sizeof(*lines->items));
		lines->items[lines->n_items++] = line;
	}
	if (lines->n_items)
		qsort(lines->items, lines->n_items, sizeof(*lines->items),
		      compare_lines);
}

/* How many bytes of whole lines both texts start with. */
static size_t common_lines(struct span one, struct span other)
{
	size_t len = one.len < other.len ? one.len : other.len, n = 0;

	for (size_t i = 0; i < len && one.at[i] == other.at[i]; i++)
		if (one.at[i] == '\n')
			n = i + 1;
	return n;
}

void trace_text_new_lines(struct span old, struct span new,
			  void (*visit)(void *context, struct span line),
			  void *context)
{
	struct lines lines = { 0 };
	struct span line;

	new = span_cut(new, common_lines(old, new), new.len);
	if (new.len)
		sort_lines(old, &lines);
	while (next_line(&new, &line))
		if (!lines.n_items ||
		    !bsearch(&line, lines.items, lines.n_items,
			     sizeof(*lines.items), compare_lines))
			visit(context, line);
	free(lines.items);
}

void trace_text_records(struct span text,
			void (*visit)(void *context, struct span record),
			void *context)
{
	struct span inside, record;

	text = span_trim(text);
	if (!text.len || text.at[0] != '[') {
		visit(context, text);
		return;
	}
	inside = json_inside(text);
	while (json_item(&inside, &record))
		visit(context, record);
}
