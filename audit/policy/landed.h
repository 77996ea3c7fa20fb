/* SPDX-License-Identifier: MIT */
#ifndef POLICY_LANDED_H
#define POLICY_LANDED_H
/*
 * landed - all changes of a repository that landed, each counted once, in
 * the order of their landing: what rates are taken over.
 */
#include "audit/policy/change.h"

/* One of them. */
struct landed_change {
	int64_t at; /* landed, Unix seconds */
	int64_t commit_id, author_id;
	size_t areas, n_areas; /* a run of the areas of all */
};

struct landed;

/* Read them all; free with landed_free. */
int landed_read(struct db *db, int64_t repo_id, struct landed **landed_out,
		struct err *err);
void landed_free(struct landed *landed);

/* How many landed at a time or before: a number for landed_at. */
size_t landed_end(const struct landed *landed, int64_t at);

/* One of them by number, from 0. */
const struct landed_change *landed_at(const struct landed *landed, size_t n);

/*
 * True if a change counts in the rate of another: over is enum rule_over;
 * the same author, or a common area, or always.
 */
bool landed_is_kin(const struct landed *landed, const struct change *change,
		   const struct landed_change *other, int over);

#endif
