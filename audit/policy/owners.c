/* SPDX-License-Identifier: MIT */
#include "audit/policy/owners.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/policy/codeowners.h"
#include "audit/policy/lines.h"
#include "audit/policy/maintainers.h"

struct owners {
	struct names *areas;
	struct owners_rule *rules;
	size_t n_rules, n_rules_alloc;
	struct owners_person *people;
	size_t n_people, n_people_alloc;
};

enum owners_format owners_detect(struct slice text)
{
	struct slice line;

	while (lines_next(&text, &line))
		if (line.len > 2 && strchr("FMLSR", *line.at) &&
		    line.at[1] == ':' && lines_is_blank(line.at[2]))
			return OWNERS_MAINTAINERS;
	return OWNERS_CODEOWNERS;
}

struct owners *owners_new(enum owners_format format, struct slice text)
{
	struct owners *owners = xcalloc(1, sizeof(*owners));

	owners->areas = names_new();
	if (format == OWNERS_MAINTAINERS)
		maintainers_read(text, owners);
	else
		codeowners_read(text, owners);
	return owners;
}

void owners_free(struct owners *owners)
{
	if (!owners)
		return;
	names_free(owners->areas);
	free(owners->rules);
	free(owners->people);
	free(owners);
}

size_t owners_n_areas(const struct owners *owners)
{
	return names_count(owners->areas);
}

struct slice owners_area(const struct owners *owners, size_t area)
{
	return names_get(owners->areas, area);
}

const struct owners_rule *owners_rules(const struct owners *owners,
				       size_t *n_out)
{
	*n_out = owners->n_rules;
	return owners->rules;
}

const struct owners_person *owners_people(const struct owners *owners,
					  size_t *n_out)
{
	*n_out = owners->n_people;
	return owners->people;
}

static bool is_part(const struct owners_rule *rule)
{
	if (rule->area == OWNERS_NOBODY || !strchr("FNO", rule->kind))
		return false;
	return rule->kind != 'O' || rule->text.len != 1 ||
	       *rule->text.at != '*';
}

bool owners_has_parts(const struct owners *owners)
{
	for (size_t i = 0; i < owners->n_rules; i++)
		if (is_part(&owners->rules[i]))
			return true;
	return false;
}

size_t owners_add_area(struct owners *owners, struct slice name)
{
	return names_add(owners->areas, name);
}

bool owners_has_area(const struct owners *owners, struct slice name)
{
	return names_find(owners->areas, name) != NAMES_NONE;
}

void owners_add_rule(struct owners *owners, const struct owners_rule *rule)
{
	owners->rules = xgrow(owners->rules, owners->n_rules,
			      &owners->n_rules_alloc, sizeof(*owners->rules));
	owners->rules[owners->n_rules++] = *rule;
}

void owners_add_person(struct owners *owners,
		       const struct owners_person *person)
{
	owners->people =
		xgrow(owners->people, owners->n_people, &owners->n_people_alloc,
		      sizeof(*owners->people));
	owners->people[owners->n_people++] = *person;
}

void owners_keep_people(struct owners *owners, const bool *is_kept)
{
	size_t n = 0;

	for (size_t i = 0; i < owners->n_people; i++)
		if (is_kept[i])
			owners->people[n++] = owners->people[i];
	owners->n_people = n;
}
