/* SPDX-License-Identifier: MIT */
/*
 * The map is an array of rules sorted by what they match, rebuilt when a
 * text was added: a search cannot be made slow by chosen mails, as a hash
 * table could.
 */
#include "audit/git/mailmap.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/xalloc.h"
#include "audit/git/message.h"

/* What one commit identity becomes; texts belong to the map. */
struct rule {
	const char *old_email;
	const char *old_name;             /* NULL: any name */
	const char *new_name, *new_email; /* NULL: leave it */
	size_t position;                  /* in the order of reading */
};

struct mailmap {
	struct rule *rules; /* sorted, no two that match the same */
	size_t n_rules, n_alloc;
	char **texts; /* what rules point into */
	size_t n_texts, n_alloc_texts;
};

/* One "Name <mail>" of a line. */
struct person {
	char *name;  /* NULL: there is none */
	char *email; /* NULL: it could not be read */
};

struct mailmap *mailmap_new(void)
{
	return xcalloc(1, sizeof(struct mailmap));
}

void mailmap_free(struct mailmap *map)
{
	if (!map)
		return;
	for (size_t i = 0; i < map->n_texts; i++)
		free(map->texts[i]);
	free((void *)map->texts);
	free(map->rules);
	free(map);
}

/*
 * Read a person at the start of text, ending its name and mail with NULs.
 * Returns what follows, or NULL where there is no more or no person.
 */
static char *read_person(char *text, bool may_be_empty, struct person *person)
{
	char *left = strchr(text, '<');
	char *right = left ? strchr(left + 1, '>') : NULL;

	*person = (struct person){ NULL, NULL };
	if (!right || (right == left + 1 && !may_be_empty))
		return NULL;
	while (ascii_is_space(*text))
		text++;
	if (text < left)
		person->name = text;
	text[ascii_trimmed_len(text, (size_t)(left - text))] = '\0';
	person->email = left + 1;
	*right = '\0';
	return right[1] ? right + 1 : NULL;
}

static void add_rule(struct mailmap *map, struct rule rule)
{
	map->rules = xgrow(map->rules, map->n_rules, &map->n_alloc,
			   sizeof(*map->rules));
	rule.position = map->n_rules;
	map->rules[map->n_rules++] = rule;
}

static void read_line(struct mailmap *map, char *line)
{
	struct person proper, commit = { NULL, NULL };
	char *rest;

	if (*line == '#')
		return;
	rest = read_person(line, false, &proper);
	if (rest)
		read_person(rest, true, &commit);
	if (!proper.email)
		return;
	if (commit.email)
		add_rule(map, (struct rule){ commit.email, commit.name,
					     proper.name, proper.email, 0 });
	else
		add_rule(map, (struct rule){ proper.email, NULL, proper.name,
					     NULL, 0 });
}

/* Order by mail, then name; rules for any name come first. */
static int compare_match(const struct rule *a, const struct rule *b)
{
	int order = ascii_casecmp(a->old_email, b->old_email);

	if (order)
		return order;
	if (!a->old_name || !b->old_name)
		return (a->old_name != NULL) - (b->old_name != NULL);
	return ascii_casecmp(a->old_name, b->old_name);
}

static int compare_rules(const void *left, const void *right)
{
	const struct rule *a = left, *b = right;
	int order = compare_match(a, b);

	return order ? order
		     : (a->position > b->position) -
			       (a->position < b->position);
}

/* Later into earlier, as the head of the header file says. */
static void merge(struct rule *rule, const struct rule *later)
{
	if (later->new_name || rule->old_name)
		rule->new_name = later->new_name;
	if (later->new_email || rule->old_name)
		rule->new_email = later->new_email;
}

static void sort_rules(struct mailmap *map)
{
	struct rule *rules = map->rules;
	size_t n = 0;

	if (map->n_rules)
		qsort(rules, map->n_rules, sizeof(*rules), compare_rules);
	for (size_t i = 0; i < map->n_rules; i++)
		if (n && compare_match(&rules[n - 1], &rules[i]) == 0)
			merge(&rules[n - 1], &rules[i]);
		else
			rules[n++] = rules[i];
	map->n_rules = n;
	for (size_t i = 0; i < n; i++)
		rules[i].position = i;
}

void mailmap_add(struct mailmap *map, const char *text, size_t len)
{
	char *line = xmemdup0(text, message_len(text, len));

	map->texts = xgrow((void *)map->texts, map->n_texts,
			   &map->n_alloc_texts, sizeof(*map->texts));
	map->texts[map->n_texts++] = line;
	while (line) {
		char *newline = strchr(line, '\n');

		if (newline)
			*newline++ = '\0';
		read_line(map, line);
		line = newline;
	}
	sort_rules(map);
}

static const struct rule *find(const struct mailmap *map, const char *name,
			       const char *email)
{
	const struct rule wanted = { email, name, NULL, NULL, 0 };
	size_t lo = 0, hi = map->n_rules;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		int order = compare_match(&wanted, &map->rules[middle]);

		if (order == 0)
			return &map->rules[middle];
		if (order < 0)
			hi = middle;
		else
			lo = middle + 1;
	}
	return NULL;
}

bool mailmap_resolve(const struct mailmap *map, const char *name,
		     const char *email, const char **name_out,
		     const char **email_out)
{
	const struct rule *rule = find(map, name, email);

	if (!rule)
		rule = find(map, NULL, email);
	*name_out = rule && rule->new_name ? rule->new_name : name;
	*email_out = rule && rule->new_email ? rule->new_email : email;
	return rule && (rule->new_name || rule->new_email);
}
