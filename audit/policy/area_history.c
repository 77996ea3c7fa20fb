/* SPDX-License-Identifier: MIT */
#include "audit/policy/area_history.h"

#include <stdlib.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

struct ranges {
	struct area_range *items;
	size_t n_items, n_alloc;
};

/* How many patterns and people an area has had. */
struct counts {
	size_t n[AREA_N_THINGS];
};

/*
 * What a range says without its time is its key: the same key in the next
 * version makes the range longer.
 */
struct area_history {
	struct ranges things[AREA_N_THINGS];
	struct names *texts;
	struct names *keys;
	size_t *last_range; /* of each key, among its thing's */
	size_t n_last_range_alloc;
	struct buf key;        /* of the line at hand */
	struct counts *counts; /* of each area */
	size_t n_counts_alloc;
	struct area_time *times; /* of each version; 0: before all */
	size_t n_times, n_times_alloc;
};

enum { FOREVER = 0 };

static void add_time(struct area_history *history, struct area_time time)
{
	history->times =
		xgrow(history->times, history->n_times, &history->n_times_alloc,
		      sizeof(*history->times));
	history->times[history->n_times++] = time;
}

struct area_history *area_history_new(void)
{
	struct area_history *history = xcalloc(1, sizeof(*history));

	history->texts = names_new();
	history->keys = names_new();
	history->key = (struct buf)BUF_INIT;
	add_time(history, (struct area_time){ false, 0 });
	return history;
}

void area_history_free(struct area_history *history)
{
	if (!history)
		return;
	for (int thing = 0; thing < AREA_N_THINGS; thing++)
		free(history->things[thing].items);
	names_free(history->texts);
	names_free(history->keys);
	buf_release(&history->key);
	free(history->last_range);
	free(history->counts);
	free(history->times);
	free(history);
}

/* The range of the key at hand, or NULL for a new key. */
static struct area_range *find(struct area_history *history,
			       enum area_thing thing, size_t *key_out)
{
	const size_t n_before = names_count(history->keys);

	*key_out = names_add(history->keys, (struct slice){ history->key.data,
							    history->key.len });
	if (*key_out < n_before)
		return &history->things[thing]
				.items[history->last_range[*key_out]];
	history->last_range = xgrow(history->last_range, n_before,
				    &history->n_last_range_alloc,
				    sizeof(*history->last_range));
	return NULL;
}

/* A new range, the last one of its key; returns its number. */
static size_t append(struct area_history *history, enum area_thing thing,
		     size_t key, const struct area_range *range)
{
	struct ranges *ranges = &history->things[thing];

	ranges->items = xgrow(ranges->items, ranges->n_items, &ranges->n_alloc,
			      sizeof(*ranges->items));
	ranges->items[ranges->n_items] = *range;
	history->last_range[key] = ranges->n_items;
	return ranges->n_items++;
}

/* An area in a version, or FOREVER; its number. */
static size_t note_area(struct area_history *history, struct slice name,
			size_t version)
{
	struct area_range *range, area;
	size_t key;

	buf_clear(&history->key);
	buf_add_char(&history->key, 'A');
	buf_add(&history->key, name.at, name.len);
	range = find(history, AREA_ITSELF, &key);
	if (range) {
		if (version != FOREVER)
			range->last = version;
		return range->area;
	}
	area = (struct area_range){
		.area = history->things[AREA_ITSELF].n_items,
		.text = names_add(history->texts, name),
		.first = version,
		.last = version,
	};
	history->counts =
		xgrow(history->counts, area.area, &history->n_counts_alloc,
		      sizeof(*history->counts));
	history->counts[area.area] = (struct counts){ { 0 } };
	return append(history, AREA_ITSELF, key, &area);
}

size_t area_history_area(struct area_history *history, struct slice name)
{
	return note_area(history, name, FOREVER);
}

/* A pattern or person in the current version. */
static void note(struct area_history *history, enum area_thing thing,
		 struct area_range line, struct slice text, struct slice email)
{
	const char tag = thing == AREA_PATTERN ? 'P' : 'R';
	const size_t version = history->n_times - 1;
	struct area_range *range;
	size_t key;

	buf_clear(&history->key);
	buf_add_char(&history->key, tag);
	buf_add(&history->key, &line.area, sizeof(line.area));
	buf_add(&history->key, &line.kind, sizeof(line.kind));
	buf_add(&history->key, &text.len, sizeof(text.len));
	buf_add(&history->key, text.at, text.len);
	buf_add(&history->key, email.at, email.len);
	range = find(history, thing, &key);
	if (range && range->last + 1 >= version) {
		range->last = version;
		return;
	}
	line.position = history->counts[line.area].n[thing]++;
	line.text = names_add(history->texts, text);
	line.email = names_add(history->texts, email);
	line.first = line.last = version;
	append(history, thing, key, &line);
}

static void note_all(struct area_history *history, const struct owners *owners,
		     const size_t *areas)
{
	size_t n;
	const struct owners_rule *rules = owners_rules(owners, &n);
	const struct owners_person *people;

	for (size_t i = 0; i < n; i++)
		if (rules[i].area != OWNERS_NOBODY)
			note(history, AREA_PATTERN,
			     (struct area_range){ .area = areas[rules[i].area],
						  .kind = rules[i].kind },
			     rules[i].text, slice_of(""));
	people = owners_people(owners, &n);
	for (size_t i = 0; i < n; i++)
		note(history, AREA_PERSON,
		     (struct area_range){ .area = areas[people[i].area],
					  .kind = (int)people[i].role },
		     people[i].name, people[i].email);
}

void area_history_add(struct area_history *history, const struct owners *owners,
		      struct area_time from)
{
	size_t *areas;

	add_time(history, from);
	if (!owners)
		return;
	areas = xcalloc(owners_n_areas(owners), sizeof(*areas));
	for (size_t i = 0; i < owners_n_areas(owners); i++)
		areas[i] = note_area(history, owners_area(owners, i),
				     history->n_times - 1);
	note_all(history, owners, areas);
	free(areas);
}

const struct area_range *area_history_ranges(const struct area_history *history,
					     enum area_thing thing,
					     size_t *n_out)
{
	*n_out = history->things[thing].n_items;
	return history->things[thing].items;
}

struct area_time area_history_from(const struct area_history *history,
				   const struct area_range *range)
{
	return history->times[range->first];
}

struct area_time area_history_to(const struct area_history *history,
				 const struct area_range *range)
{
	if (range->last == FOREVER || range->last + 1 == history->n_times)
		return history->times[FOREVER];
	return history->times[range->last + 1];
}

struct slice area_history_text(const struct area_history *history,
			       size_t number)
{
	return names_get(history->texts, number);
}
