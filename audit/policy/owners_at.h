/* SPDX-License-Identifier: MIT */
#ifndef POLICY_OWNERS_AT_H
#define POLICY_OWNERS_AT_H
/*
 * owners_at - areas and their people as they stood at a time, from the
 * tables areas, area_patterns and area_people.
 *
 * What was in force at one time is kept until another is asked for, so ask
 * in about the order of time.
 */
#include "audit/db/db.h"
#include "audit/policy/names.h"
#include "audit/policy/people.h"

struct owners_at;

/* Nothing is read before it is asked for; people must stay. */
struct owners_at *owners_at_new(struct db *db, int64_t repo_id,
				struct people *people);
void owners_at_free(struct owners_at *owners);

/* Go to a time, Unix seconds; *is_known_out: some file was in force. */
int owners_at_go(struct owners_at *owners, int64_t at, bool *is_known_out,
		 struct err *err);

/* The areas of a path then, ascending: their number, and which. */
size_t owners_at_areas(struct owners_at *owners, struct slice path,
		       const size_t **areas_out);

/* How many areas there are, and the name of one. */
size_t owners_at_count(const struct owners_at *owners);
const char *owners_at_name(const struct owners_at *owners, size_t area);

/* True if a person was maintainer, reviewer or owner of an area then. */
bool owners_at_is_kept(const struct owners_at *owners, size_t area,
		       const struct person *person);

#endif
