/* SPDX-License-Identifier: MIT */
#ifndef DB_GROUP_H
#define DB_GROUP_H
/*
 * group - the lives behind one row of a question, and the strata that they
 * are compared in; read from the rows of its companion query.
 */
#include "audit/base/bootstrap.h"
#include "audit/base/bytemap.h"
#include "audit/base/stats.h"
#include "audit/base/survival.h"
#include "audit/db/db.h"

/* Side 1 has the trait that is compared, side 0 has not. */
enum { GROUP_SIDES = 2 };

/* What was drawn for a side, or, as number GROUP_SIDES, for the difference. */
struct group_draws {
	bool is_drawn;
	int64_t horizon; /* of the plan, in seconds */
	enum stats_answer answer;
	struct bootstrap_ranges ranges;
};

/* A point of a curve: its value, low and high are asked for in turn. */
struct group_point {
	bool is_made;
	int64_t time;
	enum stats_answer answer;
	struct survival_estimate estimate;
};

/* One side; the curve is made when it is asked for. */
struct group_side {
	struct life *lives; /* times in seconds; owned */
	size_t n, n_alloc;
	struct survival curve;
	bool has_curve;
};

/* All zero is a group without lives; release with group_release. */
struct group {
	struct group_side sides[GROUP_SIDES];
	struct stats_stratum *strata; /* owned */
	size_t n_strata, n_strata_alloc;
	struct bytemap stratum_ids;
	struct bytemap clusters; /* their numbers, by id */
	uint32_t n_clusters;
	struct group_draws draws[GROUP_SIDES + 1];
	struct group_point point; /* of side 0 */
};

void group_release(struct group *group);

/* The curve of a side. */
const struct survival *group_curve(struct group *group, int side);

/* The share of side 0 at a time, landings being clusters; kept until the next. */
const struct group_point *group_point_at(struct group *group, int64_t time);

/*
 * Intervals of a side by drawing landings, or of the difference side 1 minus
 * side 0 if side is GROUP_SIDES; drawn once for each horizon in turn.
 */
const struct group_draws *group_draw(struct group *group, int side,
				     int64_t horizon);

/* Groups by key; release with group_map_release. */
struct group_map {
	struct group *items;
	size_t n, n_alloc;
	struct bytemap ids; /* of keys: places in items */
};

/*
 * Read all rows of a companion query: life (seconds; NULL: not known, no life
 * to count), ended (0 or 1), cluster (a whole number), and, where it has
 * them, side (0 or 1), stratum (a text) and clean (0 or 1; NULL: in no
 * stratum).  key_columns, n_keys of them, say which group a row is of.
 */
int group_map_read(struct group_map *map, struct db_stmt *rows,
		   const char *const *key_columns, size_t n_keys,
		   struct err *err);

/* The group of the row that stmt stands on, or NULL. */
struct group *group_map_find(const struct group_map *map,
			     const struct db_stmt *stmt,
			     const char *const *key_columns, size_t n_keys);
void group_map_release(struct group_map *map);

/* The place of a column by name, or -1. */
int group_column(const struct db_stmt *stmt, const char *name);

#endif
