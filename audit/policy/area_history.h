/* SPDX-License-Identifier: MIT */
#ifndef POLICY_AREA_HISTORY_H
#define POLICY_AREA_HISTORY_H
/*
 * area_history - areas, patterns and people over the versions of an owners'
 * file, each with the time that it was in force.
 *
 * An area has one range, from its first version to its last.  A pattern or
 * person of an area has one for each run of versions without a gap.  Both
 * are numbered in the order of their first version, then of the file.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/policy/owners.h"

/* Unix seconds, UTC, or unknown. */
struct area_time {
	bool is_known;
	int64_t at;
};

/* What a range is about. */
enum area_thing { AREA_ITSELF, AREA_PATTERN, AREA_PERSON, AREA_N_THINGS };

/* What stood in the owners' file over some versions. */
struct area_range {
	size_t area;        /* from 0; for AREA_ITSELF its own number */
	size_t position;    /* in its area, from 0 */
	int kind;           /* letter of a pattern, enum owners_role, else 0 */
	size_t text;        /* name, pattern; see area_history_text() */
	size_t email;       /* of a person, likewise */
	size_t first, last; /* versions, from 1; see area_history_from() */
};

struct area_history;

/* An empty one; area_history_free takes NULL too. */
struct area_history *area_history_new(void);
void area_history_free(struct area_history *history);

/*
 * The next version, in force from a time to that of the next call; owners
 * NULL: nothing is in force.  owners may be freed afterwards.
 */
void area_history_add(struct area_history *history, const struct owners *owners,
		      struct area_time from);

/*
 * The number of an area; one that no version has is added, in force always.
 * No version may be added after that.
 */
size_t area_history_area(struct area_history *history, struct slice name);

/* All ranges of a kind, in order; valid until something is added. */
const struct area_range *area_history_ranges(const struct area_history *history,
					     enum area_thing thing,
					     size_t *n_out);

/*
 * When a range began and ended.  Unknown: as long as the history, and in
 * force at the tip.
 */
struct area_time area_history_from(const struct area_history *history,
				   const struct area_range *range);
struct area_time area_history_to(const struct area_history *history,
				 const struct area_range *range);

/* What stands for a number in text or email; valid likewise. */
struct slice area_history_text(const struct area_history *history,
			       size_t number);

#endif
