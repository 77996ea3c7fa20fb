/* SPDX-License-Identifier: MIT */
#include "audit/db/group.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"

/*
 * 999 draws put the ends of the interval on the 25th and the 975th; the seed
 * is of no meaning, and the same in every version.
 */
enum { N_DRAWS = 999, SEED = 1 };

/* The columns of a companion query. */
enum { LIFE, ENDED, CLUSTER, SIDE, STRATUM, CLEAN, N_COLUMNS };

void group_release(struct group *group)
{
	for (int i = 0; i < GROUP_SIDES; i++) {
		if (group->sides[i].has_curve)
			survival_release(&group->sides[i].curve);
		free(group->sides[i].lives);
	}
	free(group->strata);
	bytemap_release(&group->stratum_ids);
	bytemap_release(&group->clusters);
	memset(group, 0, sizeof(*group));
}

const struct survival *group_curve(struct group *group, int side)
{
	struct group_side *of = &group->sides[side];

	if (!of->has_curve)
		survival_make(of->lives, of->n, &of->curve);
	of->has_curve = true;
	return &of->curve;
}

const struct group_point *group_point_at(struct group *group, int64_t time)
{
	struct group_point *point = &group->point;

	if (!point->is_made || point->time != time)
		point->answer = survival_at(group_curve(group, 0), time, true,
					    &point->estimate);
	point->is_made = true;
	point->time = time;
	return point;
}

const struct group_draws *group_draw(struct group *group, int side,
				     int64_t horizon)
{
	const struct bootstrap_plan plan = { N_DRAWS, SEED, horizon };
	struct group_draws *draws = &group->draws[side];

	if (draws->is_drawn && draws->horizon == horizon)
		return draws;
	draws->is_drawn = true;
	draws->horizon = horizon;
	if (side < GROUP_SIDES)
		draws->answer = bootstrap_curve(group_curve(group, side), &plan,
						&draws->ranges);
	else
		draws->answer = bootstrap_difference(group_curve(group, 1),
						     group_curve(group, 0),
						     &plan, &draws->ranges);
	return draws;
}

int group_column(const struct db_stmt *stmt, const char *name)
{
	for (int i = 0; i < db_n_columns(stmt); i++)
		if (strcmp(db_column_name(stmt, i), name) == 0)
			return i;
	return -1;
}

/* NULL and an empty text are two keys. */
static void add_key(const struct db_stmt *stmt, const char *const *key_columns,
		    size_t n_keys, struct buf *key)
{
	for (size_t i = 0; i < n_keys; i++) {
		int column = group_column(stmt, key_columns[i]);

		assert(column >= 0);
		buf_add_char(key, db_is_null(stmt, column) ? '0' : '1');
		buf_add_str(key, db_text(stmt, column));
		buf_add_char(key, '\0');
	}
}

static struct group *add_group(struct group_map *map, const struct buf *key)
{
	int64_t at = bytemap_get(&map->ids, key->data, key->len, -1);

	if (at >= 0)
		return &map->items[at];
	bytemap_set(&map->ids, key->data, key->len, (int64_t)map->n);
	map->items =
		xgrow(map->items, map->n, &map->n_alloc, sizeof(*map->items));
	memset(&map->items[map->n], 0, sizeof(*map->items));
	return &map->items[map->n++];
}

static void add_life(struct group *group, int side, struct life life)
{
	struct group_side *to = &group->sides[side];

	to->lives = xgrow(to->lives, to->n, &to->n_alloc, sizeof(*to->lives));
	to->lives[to->n++] = life;
}

static void add_to_stratum(struct group *group, const char *name, int side,
			   bool clean)
{
	size_t len = strlen(name);
	int64_t at = bytemap_get(&group->stratum_ids, name, len, -1);
	struct stats_share *share;

	if (at < 0) {
		at = (int64_t)group->n_strata++;
		bytemap_set(&group->stratum_ids, name, len, at);
		group->strata =
			xgrow(group->strata, (size_t)at, &group->n_strata_alloc,
			      sizeof(*group->strata));
		group->strata[at] = (struct stats_stratum){ 0 };
	}
	share = side ? &group->strata[at].with : &group->strata[at].without;
	share->n += clean;
	share->all++;
}

/*
 * Clusters are numbered as they come, in each group by itself: so what is drawn
 * for a group hangs on its own rows alone, whatever else is asked for.
 */
static uint32_t cluster_of(struct group *group, int64_t id)
{
	int64_t at = bytemap_get(&group->clusters, &id, sizeof(id), -1);

	if (at < 0) {
		at = group->n_clusters++;
		bytemap_set(&group->clusters, &id, sizeof(id), at);
	}
	return (uint32_t)at;
}

static void add_row(struct group *group, const struct db_stmt *rows,
		    const int *at)
{
	int side = at[SIDE] < 0 ? 0 : db_int(rows, at[SIDE]) != 0;
	const struct life life = {
		.time = db_int(rows, at[LIFE]),
		.cluster = cluster_of(group, db_int(rows, at[CLUSTER])),
		.ended = db_int(rows, at[ENDED]) != 0,
	};

	if (!db_is_null(rows, at[LIFE]))
		add_life(group, side, life);
	if (at[STRATUM] >= 0 && !db_is_null(rows, at[CLEAN]))
		add_to_stratum(group, db_text(rows, at[STRATUM]), side,
			       db_int(rows, at[CLEAN]) != 0);
}

static void find_columns(const struct db_stmt *rows, int at[N_COLUMNS])
{
	static const char *const names[N_COLUMNS] = {
		[LIFE] = "life", [ENDED] = "ended",     [CLUSTER] = "cluster",
		[SIDE] = "side", [STRATUM] = "stratum", [CLEAN] = "clean",
	};

	for (int i = 0; i < N_COLUMNS; i++) {
		at[i] = group_column(rows, names[i]);
		assert(at[i] >= 0 || i > CLUSTER);
	}
	assert((at[STRATUM] < 0) == (at[CLEAN] < 0));
}

int group_map_read(struct group_map *map, struct db_stmt *rows,
		   const char *const *key_columns, size_t n_keys,
		   struct err *err)
{
	struct buf key = BUF_INIT;
	int at[N_COLUMNS], more;

	find_columns(rows, at);
	while ((more = db_step(rows, err)) > 0) {
		buf_clear(&key);
		add_key(rows, key_columns, n_keys, &key);
		add_row(add_group(map, &key), rows, at);
	}
	buf_release(&key);
	return more;
}

struct group *group_map_find(const struct group_map *map,
			     const struct db_stmt *stmt,
			     const char *const *key_columns, size_t n_keys)
{
	struct buf key = BUF_INIT;
	int64_t at;

	add_key(stmt, key_columns, n_keys, &key);
	at = bytemap_get(&map->ids, key.data, key.len, -1);
	buf_release(&key);
	return at < 0 ? NULL : &map->items[at];
}

void group_map_release(struct group_map *map)
{
	for (size_t i = 0; i < map->n; i++)
		group_release(&map->items[i]);
	free(map->items);
	bytemap_release(&map->ids);
	memset(map, 0, sizeof(*map));
}
