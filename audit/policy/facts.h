/* SPDX-License-Identifier: MIT */
#ifndef POLICY_FACTS_H
#define POLICY_FACTS_H
/*
 * facts - what few rules ask of the tables: paths of a change, who
 * maintains them, what landed with it, how many changes landed before.
 * Everything is read when it is asked for first.
 */
#include "audit/policy/change.h"
#include "audit/policy/names.h"

struct facts;

/*
 * About a repository and one of its policies.  All that landed since a time is
 * there; INT64_MIN: all that ever did.
 */
struct facts *facts_new(struct db *db, int64_t repo_id, int64_t policy_id,
			int64_t known_since);
void facts_free(struct facts *facts);

/* Say which commits are AI-assisted: ascending ids, which must stay. */
void facts_set_ai(struct facts *facts, const int64_t *ids, size_t n);

/* Everybody of the repository. */
int facts_people(struct facts *facts, struct people **people_out,
		 struct err *err);

/*
 * Append the paths of a change in tiers: "a/b.c (+8 -2), a/c.c (+1 -0)",
 * three at most, and how many more there are.
 */
int facts_name_paths(struct facts *facts, const struct change *change,
		     uint64_t tiers, struct buf *out, struct err *err);

/* Call visit for each path of a change in tiers, in order. */
int facts_each_path(struct facts *facts, const struct change *change,
		    uint64_t tiers,
		    void (*visit)(void *context, struct slice path),
		    void *context, struct err *err);

/* What a person maintains, as the owners' file stood at a landing. */
struct facts_areas {
	bool is_known;     /* there was such a file */
	bool is_kept;      /* one of these areas is the person's */
	struct buf own;    /* "'Network devices'": what the person keeps */
	struct buf wanted; /* the same for the areas of the paths */
};

/*
 * Whether a person is a maintainer, reviewer or owner of an area of the
 * change's paths in tiers; the bufs of areas are appended to.
 */
int facts_areas(struct facts *facts, const struct change *change,
		uint64_t tiers, const struct person *person,
		struct facts_areas *areas, struct err *err);

/*
 * Lines and tiers of all changes of the same landing, of AI-assisted ones
 * only if only_ai: tiers_out bits, lines_out POLICY_SET_MAX items.
 */
int facts_landing(struct facts *facts, const struct change *change,
		  bool only_ai, uint64_t *tiers_out,
		  struct change_lines *lines_out, struct err *err);

/* AI-assisted changes, and all, that landed in the days up to a change. */
struct facts_rate {
	bool is_known; /* false: what came before is not there */
	int64_t n_ai, n_all;
};

/* over is enum rule_over; an area is any that the change touches. */
int facts_rate(struct facts *facts, const struct change *change, int over,
	       int64_t days, struct facts_rate *rate_out, struct err *err);

#endif
