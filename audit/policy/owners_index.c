/* SPDX-License-Identifier: MIT */
#include "audit/policy/owners_index.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/policy/pattern.h"
#include "audit/policy/section_pattern.h"

/*
 *   path "hw/arm/virt.c"  ->  folders "", "hw/", "hw/arm/"
 *                                       |
 *                         bucket: numbers of the rules that start there
 */
struct matcher {
	struct pattern *pattern;         /* of O, else NULL */
	struct section_pattern *section; /* of F, X, N, else NULL */
};

struct bucket {
	size_t *rules; /* ascending */
	size_t n_rules, n_alloc;
};

/* What the current path met in a section; old if stamp is another. */
struct verdict {
	size_t stamp;
	bool is_excluded;
	size_t last_rule; /* that took the path */
};

struct list {
	size_t *items;
	size_t n_items, n_alloc;
};

struct owners_index {
	const struct owners_rule *rules;
	size_t n_rules;
	struct matcher *matchers; /* of each rule */
	struct names *folders;
	struct bucket *buckets; /* of each folder */
	size_t n_buckets_alloc;
	struct names
		*may_be_folders; /* of F and X without a slash at the end */
	struct list *named_by;   /* rules of each of these */
	size_t n_named_by_alloc;
	struct verdict *verdicts; /* of each section */
	size_t stamp;             /* of the current path */
	struct list touched;      /* sections that took the current path */
	struct list areas;        /* of the current path */
};

static void list_add(struct list *list, size_t item)
{
	list->items = xgrow(list->items, list->n_items, &list->n_alloc,
			    sizeof(*list->items));
	list->items[list->n_items++] = item;
}

static struct slice compile(struct matcher *matcher,
			    const struct owners_rule *rule)
{
	if (rule->kind == 'O') {
		matcher->pattern = pattern_new(rule->text, PATTERN_CODEOWNERS);
		return matcher->pattern ? pattern_folder(matcher->pattern)
					: slice_of("");
	}
	if (strchr("FXN", rule->kind))
		matcher->section = section_pattern_new(rule->kind, rule->text);
	return matcher->section ? section_pattern_folder(matcher->section)
				: slice_of("");
}

static void add_to_bucket(struct owners_index *index, struct slice folder,
			  size_t rule)
{
	const size_t n_before = names_count(index->folders);
	const size_t i = names_add(index->folders, folder);
	struct bucket *bucket;

	if (i == n_before) {
		index->buckets =
			xgrow(index->buckets, n_before, &index->n_buckets_alloc,
			      sizeof(*index->buckets));
		index->buckets[i] = (struct bucket){ 0 };
	}
	bucket = &index->buckets[i];
	bucket->rules = xgrow(bucket->rules, bucket->n_rules, &bucket->n_alloc,
			      sizeof(*bucket->rules));
	bucket->rules[bucket->n_rules++] = rule;
}

static void note_folder_name(struct owners_index *index, size_t rule)
{
	const size_t n_before = names_count(index->may_be_folders);
	const size_t i =
		names_add(index->may_be_folders, index->rules[rule].text);

	if (i == n_before) {
		index->named_by = xgrow(index->named_by, n_before,
					&index->n_named_by_alloc,
					sizeof(*index->named_by));
		index->named_by[i] = (struct list){ 0 };
	}
	list_add(&index->named_by[i], rule);
}

static void add_rule(struct owners_index *index, size_t rule)
{
	struct matcher *matcher = &index->matchers[rule];
	const struct slice folder = compile(matcher, &index->rules[rule]);

	if (!owners_index_understands(index, rule))
		return;
	add_to_bucket(index, folder, rule);
	if (matcher->section && section_pattern_may_be_folder(matcher->section))
		note_folder_name(index, rule);
}

struct owners_index *owners_index_new(const struct owners *owners)
{
	struct owners_index *index = xcalloc(1, sizeof(*index));
	size_t n_sections = 0;

	index->rules = owners_rules(owners, &index->n_rules);
	index->matchers = xcalloc(index->n_rules, sizeof(*index->matchers));
	index->folders = names_new();
	index->may_be_folders = names_new();
	for (size_t i = 0; i < index->n_rules; i++) {
		add_rule(index, i);
		if (index->rules[i].section >= n_sections)
			n_sections = index->rules[i].section + 1;
	}
	index->verdicts = xcalloc(n_sections, sizeof(*index->verdicts));
	return index;
}

void owners_index_free(struct owners_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->n_rules; i++) {
		pattern_free(index->matchers[i].pattern);
		section_pattern_free(index->matchers[i].section);
	}
	for (size_t i = 0; i < names_count(index->folders); i++)
		free(index->buckets[i].rules);
	for (size_t i = 0; i < names_count(index->may_be_folders); i++)
		free(index->named_by[i].items);
	names_free(index->folders);
	names_free(index->may_be_folders);
	free(index->matchers);
	free(index->buckets);
	free(index->named_by);
	free(index->verdicts);
	free(index->touched.items);
	free(index->areas.items);
	free(index);
}

bool owners_index_understands(const struct owners_index *index, size_t rule)
{
	return index->matchers[rule].pattern || index->matchers[rule].section;
}

void owners_index_learn(struct owners_index *index, struct slice path)
{
	for (size_t at = 0; at < path.len; at++) {
		size_t i;

		if (path.at[at] != '/')
			continue;
		i = names_find(index->may_be_folders,
			       (struct slice){ path.at, at });
		if (i == NAMES_NONE)
			continue;
		for (size_t k = 0; k < index->named_by[i].n_items; k++) {
			const size_t rule = index->named_by[i].items[k];

			section_pattern_set_folder(
				index->matchers[rule].section);
		}
	}
}

/* What the current path met in a section so far. */
static struct verdict *verdict_of(struct owners_index *index, size_t section)
{
	struct verdict *verdict = &index->verdicts[section];

	if (verdict->stamp != index->stamp)
		*verdict = (struct verdict){ index->stamp, false, NAMES_NONE };
	return verdict;
}

/* False if the answer of a rule cannot change the verdict any more. */
static bool matters(const struct verdict *verdict,
		    const struct owners_rule *rule, size_t number)
{
	if (verdict->is_excluded)
		return false;
	if (verdict->last_rule == NAMES_NONE || rule->kind == 'X')
		return true;
	return rule->kind == 'O' && number > verdict->last_rule;
}

static bool takes(const struct matcher *matcher, struct slice path,
		  size_t n_slashes)
{
	if (matcher->pattern)
		return pattern_match(matcher->pattern, path);
	return section_pattern_match(matcher->section, path, n_slashes);
}

static void try_rule(struct owners_index *index, size_t number,
		     struct slice path, size_t n_slashes)
{
	const struct owners_rule *rule = &index->rules[number];
	struct verdict *verdict = verdict_of(index, rule->section);

	if (!matters(verdict, rule, number) ||
	    !takes(&index->matchers[number], path, n_slashes))
		return;
	if (rule->kind == 'X') {
		verdict->is_excluded = true;
		return;
	}
	if (verdict->last_rule == NAMES_NONE)
		list_add(&index->touched, rule->section);
	verdict->last_rule = number;
}

static void try_folder(struct owners_index *index, struct slice path,
		       size_t n_folder, size_t n_slashes)
{
	const struct slice folder = { path.at, n_folder };
	const size_t i = names_find(index->folders, folder);

	/* later rules first: in CODEOWNERS they spare the earlier ones */
	if (i != NAMES_NONE)
		for (size_t k = index->buckets[i].n_rules; k-- > 0;)
			try_rule(index, index->buckets[i].rules[k], path,
				 n_slashes);
}

static int ascending(const void *a, const void *b)
{
	const size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

static void sort_once(struct list *list)
{
	size_t n = 0;

	if (list->n_items)
		qsort(list->items, list->n_items, sizeof(*list->items),
		      ascending);
	for (size_t i = 0; i < list->n_items; i++)
		if (n == 0 || list->items[i] != list->items[n - 1])
			list->items[n++] = list->items[i];
	list->n_items = n;
}

size_t owners_index_match(struct owners_index *index, struct slice path,
			  const size_t **areas_out)
{
	size_t n_slashes = 0;

	index->stamp++;
	index->touched.n_items = 0;
	index->areas.n_items = 0;
	for (size_t at = 0; at < path.len; at++)
		n_slashes += path.at[at] == '/';
	try_folder(index, path, 0, n_slashes);
	for (size_t at = 0; at < path.len; at++)
		if (path.at[at] == '/')
			try_folder(index, path, at + 1, n_slashes);
	for (size_t i = 0; i < index->touched.n_items; i++) {
		const struct verdict *verdict =
			&index->verdicts[index->touched.items[i]];
		const size_t area = index->rules[verdict->last_rule].area;

		if (!verdict->is_excluded && area != OWNERS_NOBODY)
			list_add(&index->areas, area);
	}
	sort_once(&index->areas);
	*areas_out = index->areas.items;
	return index->areas.n_items;
}
