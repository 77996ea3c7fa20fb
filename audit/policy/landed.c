/* SPDX-License-Identifier: MIT */
#include "audit/policy/landed.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"

struct landed {
	struct landed_change *items;
	size_t n_items, n_items_alloc;
	int64_t *areas;
	size_t n_areas, n_areas_alloc;
	struct bytemap by_id; /* number of a commit_id */
};

static void put_change(struct landed *landed, const struct db_stmt *rows)
{
	const int64_t id = db_int(rows, 0);

	landed->items = xgrow(landed->items, landed->n_items,
			      &landed->n_items_alloc, sizeof(*landed->items));
	bytemap_set(&landed->by_id, &id, sizeof(id), (int64_t)landed->n_items);
	landed->items[landed->n_items++] = (struct landed_change){
		.commit_id = id,
		.at = db_int(rows, 1),
		.author_id = db_int(rows, 2),
	};
}

/* Rows of one commit come together. */
static void put_area(struct landed *landed, const struct db_stmt *rows)
{
	const int64_t id = db_int(rows, 0);
	const int64_t n = bytemap_get(&landed->by_id, &id, sizeof(id), -1);

	if (n < 0)
		return;
	landed->areas = xgrow(landed->areas, landed->n_areas,
			      &landed->n_areas_alloc, sizeof(*landed->areas));
	if (!landed->items[n].n_areas++)
		landed->items[n].areas = landed->n_areas;
	landed->areas[landed->n_areas++] = db_int(rows, 1);
}

/* What is read, in this order; ?1 is the repository. */
static const struct {
	const char *sql;
	void (*put)(struct landed *landed, const struct db_stmt *rows);
} readings[] = {
	{ "SELECT commit_id, landed_at, author_id FROM mainline_changes"
	  " WHERE repo_id = ?1 ORDER BY landed_at, commit_id",
	  put_change },
	{ "SELECT ca.commit_id, ca.area_id"
	  "  FROM commits AS c"
	  "  JOIN commit_areas AS ca ON ca.commit_id = c.commit_id"
	  " WHERE c.repo_id = ?1 ORDER BY ca.commit_id, ca.area_id",
	  put_area },
};

int landed_read(struct db *db, int64_t repo_id, struct landed **landed_out,
		struct err *err)
{
	struct landed *landed = xcalloc(1, sizeof(*landed));
	int more = 0;

	for (size_t i = 0;
	     more == 0 && i < sizeof(readings) / sizeof(*readings); i++) {
		struct db_stmt *rows = NULL;

		more = db_prepare(db, readings[i].sql, &rows, err);
		if (more < 0)
			break;
		db_bind_int(rows, 1, repo_id);
		while ((more = db_step(rows, err)) > 0)
			readings[i].put(landed, rows);
		db_stmt_free(rows);
	}
	if (more < 0) {
		landed_free(landed);
		return -1;
	}
	*landed_out = landed;
	return 0;
}

void landed_free(struct landed *landed)
{
	if (!landed)
		return;
	bytemap_release(&landed->by_id);
	free(landed->areas);
	free(landed->items);
	free(landed);
}

size_t landed_end(const struct landed *landed, int64_t at)
{
	size_t low = 0, high = landed->n_items;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (landed->items[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct landed_change *landed_at(const struct landed *landed, size_t n)
{
	return &landed->items[n];
}

static bool share_area(const struct landed *landed,
		       const struct landed_change *a,
		       const struct landed_change *b)
{
	for (size_t i = 0; i < a->n_areas; i++)
		for (size_t k = 0; k < b->n_areas; k++)
			if (landed->areas[a->areas + i] ==
			    landed->areas[b->areas + k])
				return true;
	return false;
}

bool landed_is_kin(const struct landed *landed, const struct change *change,
		   const struct landed_change *other, int over)
{
	int64_t n;

	if (over == RULE_OVER_PERSON)
		return other->author_id == change->author.id;
	if (over != RULE_OVER_AREA)
		return true;
	n = bytemap_get(&landed->by_id, &change->commit_id,
			sizeof(change->commit_id), -1);
	return n >= 0 && share_area(landed, &landed->items[n], other);
}
