/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_OWNERS_H
#define FUZZ_OWNERS_H
/* owners - what the two formats of owners' files have in common. */
#include "audit/policy/owners.h"
#include "tests/fuzz/fuzz.h"

/* Read any bytes in that format, and look at all that was read. */
static inline void fuzz_owners(enum owners_format format, const uint8_t *data,
			       size_t size)
{
	const struct slice text = { size ? (const char *)data : "", size };
	struct owners *owners = owners_new(format, text);
	size_t n_areas = owners_n_areas(owners), n_rules, n_people;
	const struct owners_rule *rules = owners_rules(owners, &n_rules);
	const struct owners_person *people = owners_people(owners, &n_people);

	for (size_t i = 0; i < n_areas; i++)
		fuzz_must(owners_area(owners, i).len > 0);
	for (size_t i = 0; i < n_rules; i++)
		fuzz_must(rules[i].area < n_areas ||
			  rules[i].area == OWNERS_NOBODY);
	for (size_t i = 0; i < n_people; i++)
		fuzz_must(people[i].area < n_areas);
	owners_has_parts(owners);
	owners_detect(text);
	owners_free(owners);
}

#endif
