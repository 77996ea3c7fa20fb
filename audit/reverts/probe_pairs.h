/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_PAIRS_H
#define REVERTS_PROBE_PAIRS_H
/*
 * probe_pairs - what of the paths that are gone was renamed to which of those
 * that are new: by the rules of git's merge, the same content first, then
 * like names, then what is most alike.
 */
#include "audit/reverts/probe_facts.h"

/* A path that is gone, or new, with what was or is there. */
struct probe_end {
	uint32_t path;
	struct probe_entry entry;
};

/* What follows the last slash of a path. */
const char *probe_basename(const char *path);

/* A list of them; not owned. */
struct probe_ends {
	const struct probe_end *items;
	size_t n;
};

/*
 * Find the pairs: to_out[i] is the number of the new path that gone path i was
 * renamed to, or PROBE_NONE.
 */
void probe_pairs(const struct probe_facts *facts, struct repository *repo,
		 struct probe_ends gone, struct probe_ends new,
		 uint32_t *to_out);

/*
 * Pair what each mainline commit took out with what it put in: sets links of
 * versions.  Positions first..end-1.
 */
struct probe_steps;
struct probe_steps *probe_steps_new(const struct probe_facts *facts);
void probe_steps_free(struct probe_steps *steps);
/* How many mainline commits do both; work is shared by number. */
size_t probe_steps_count(const struct probe_steps *steps);
/* Do the one of that number. */
void probe_steps_pair(struct probe_steps *steps, struct probe_facts *facts,
		      struct repository *repo, size_t number);

/* Pair the touches of a unit: sets other, and theirs of what came new. */
void probe_unit_pair(struct probe_facts *facts, struct repository *repo,
		     uint32_t unit);

#endif
