/* SPDX-License-Identifier: MIT */
#include "audit/policy/owners_at.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/arena.h"
#include "audit/base/xalloc.h"
#include "audit/policy/owners_index.h"

/* A row of area_patterns or area_people, with its time. */
struct row {
	size_t area; /* by its place among the areas */
	int64_t from, to;
	char kind;            /* of a pattern */
	struct slice text;    /* of a pattern */
	struct person person; /* of people */
};

/* Rows in the order of areas. */
struct rows {
	struct row *items;
	size_t n_items, n_alloc;
};

struct owners_at {
	struct db *db;
	int64_t repo_id;
	struct people *people;
	bool is_read;
	struct arena memory;
	const char **names; /* of areas */
	int64_t *ids;
	size_t n_areas, n_names_alloc, n_ids_alloc;
	struct rows patterns, people_rows;
	size_t *first;       /* of each area in people_rows, and their end */
	struct slice *paths; /* all that there are, for owners_index_learn */
	size_t n_paths, n_paths_alloc;
	int64_t at;             /* what was asked for last */
	int64_t from_at, to_at; /* the same patterns are in force */
	bool is_known;
	struct owners *owners;
	struct owners_index *index;
};

struct owners_at *owners_at_new(struct db *db, int64_t repo_id,
				struct people *people)
{
	struct owners_at *owners = xcalloc(1, sizeof(*owners));

	owners->db = db;
	owners->repo_id = repo_id;
	owners->people = people;
	return owners;
}

static void forget(struct owners_at *owners)
{
	owners_index_free(owners->index);
	owners_free(owners->owners);
	owners->index = NULL;
	owners->owners = NULL;
}

void owners_at_free(struct owners_at *owners)
{
	if (!owners)
		return;
	forget(owners);
	arena_release(&owners->memory);
	free(owners->names);
	free(owners->ids);
	free(owners->patterns.items);
	free(owners->people_rows.items);
	free(owners->first);
	free(owners->paths);
	free(owners);
}

static const char *keep(struct owners_at *owners, const char *text)
{
	return arena_copy(&owners->memory, text, strlen(text));
}

static void read_area(struct owners_at *owners, const struct db_stmt *rows)
{
	owners->names = xgrow(owners->names, owners->n_areas,
			      &owners->n_names_alloc, sizeof(*owners->names));
	owners->ids = xgrow(owners->ids, owners->n_areas, &owners->n_ids_alloc,
			    sizeof(*owners->ids));
	owners->ids[owners->n_areas] = db_int(rows, 0);
	owners->names[owners->n_areas++] = keep(owners, db_text(rows, 1));
}

/* A row with area, from_at and to_at as its first columns. */
static struct row *read_row(struct owners_at *owners, struct rows *list,
			    const struct db_stmt *rows)
{
	struct row *row;
	size_t area = list->n_items ? list->items[list->n_items - 1].area : 0;

	while (owners->ids[area] != db_int(rows, 0))
		area++;
	list->items = xgrow(list->items, list->n_items, &list->n_alloc,
			    sizeof(*list->items));
	row = &list->items[list->n_items++];
	memset(row, 0, sizeof(*row));
	row->area = area;
	row->from = db_is_null(rows, 1) ? INT64_MIN : db_int(rows, 1);
	row->to = db_is_null(rows, 2) ? INT64_MAX : db_int(rows, 2);
	return row;
}

static void read_pattern(struct owners_at *owners, const struct db_stmt *rows)
{
	struct row *row = read_row(owners, &owners->patterns, rows);

	row->kind = *db_text(rows, 3);
	row->text = slice_of(keep(owners, db_text(rows, 4)));
}

static void read_person(struct owners_at *owners, const struct db_stmt *rows)
{
	struct row *row = read_row(owners, &owners->people_rows, rows);
	const char *name = db_text(rows, 3), *email = db_text(rows, 4);

	row->person = *email ? people_find(owners->people, email)
			     : (struct person){ 0, "", "" };
	if (!row->person.id) {
		row->person.name = keep(owners, name);
		row->person.email = keep(owners, email);
	}
}

static void read_path(struct owners_at *owners, const struct db_stmt *rows)
{
	struct slice path;

	path.at = db_blob(rows, db_is_null(rows, 1) ? 0 : 1, &path.len);
	if (!path.at)
		return;
	path.at = arena_copy(&owners->memory, path.at, path.len);
	owners->paths = xgrow(owners->paths, owners->n_paths,
			      &owners->n_paths_alloc, sizeof(*owners->paths));
	owners->paths[owners->n_paths++] = path;
}

/* What is read, in this order; ?1 is the repository. */
static const struct {
	const char *sql;
	void (*read)(struct owners_at *owners, const struct db_stmt *rows);
} readings[] = {
	{ "SELECT area_id, name FROM areas"
	  " WHERE repo_id = ?1 ORDER BY area_id",
	  read_area },
	{ "SELECT p.area_id, p.from_at, p.to_at, p.kind, p.pattern"
	  "  FROM areas AS a"
	  "  JOIN area_patterns AS p ON p.area_id = a.area_id"
	  " WHERE a.repo_id = ?1 ORDER BY p.area_id, p.position",
	  read_pattern },
	{ "SELECT p.area_id, p.from_at, p.to_at, p.name, p.email"
	  "  FROM areas AS a"
	  "  JOIN area_people AS p ON p.area_id = a.area_id"
	  " WHERE a.repo_id = ?1 AND p.role <> 'list'"
	  " ORDER BY p.area_id, p.position",
	  read_person },
	{ "SELECT path, raw FROM paths WHERE repo_id = ?1 ORDER BY path_id",
	  read_path },
};

/* Where the people of each area begin. */
static void find_people(struct owners_at *owners)
{
	const struct rows *list = &owners->people_rows;
	size_t row = 0;

	owners->first = xcalloc(owners->n_areas + 1, sizeof(*owners->first));
	for (size_t area = 0; area <= owners->n_areas; area++) {
		while (row < list->n_items && list->items[row].area < area)
			row++;
		owners->first[area] = row;
	}
}

static int read_all(struct owners_at *owners, struct err *err)
{
	for (size_t i = 0; i < sizeof(readings) / sizeof(*readings); i++) {
		struct db_stmt *rows = NULL;
		int more;

		if (db_prepare(owners->db, readings[i].sql, &rows, err) < 0)
			return -1;
		db_bind_int(rows, 1, owners->repo_id);
		while ((more = db_step(rows, err)) > 0)
			readings[i].read(owners, rows);
		db_stmt_free(rows);
		if (more < 0)
			return -1;
	}
	find_people(owners);
	owners->is_read = true;
	return 0;
}

/* Narrow the time in which the patterns are those that are at at. */
static void narrow(struct owners_at *owners, int64_t at, int64_t edge)
{
	if (edge <= at && edge > owners->from_at)
		owners->from_at = edge;
	if (edge > at && edge < owners->to_at)
		owners->to_at = edge;
}

static void put_rule(struct owners_at *owners, const struct row *row)
{
	/* each section of MAINTAINERS decides by itself, with its X lines */
	const struct owners_rule rule = { row->area,
					  row->kind == 'O' ? 0 : row->area,
					  row->kind, row->text };

	owners->is_known = true;
	owners_add_rule(owners->owners, &rule);
}

static void build(struct owners_at *owners, int64_t at)
{
	forget(owners);
	owners->from_at = INT64_MIN;
	owners->to_at = INT64_MAX;
	owners->is_known = false;
	owners->owners = owners_new(OWNERS_CODEOWNERS, slice_of(""));
	for (size_t i = 0; i < owners->n_areas; i++)
		owners_add_area(owners->owners, slice_of(owners->names[i]));
	for (size_t i = 0; i < owners->patterns.n_items; i++) {
		const struct row *row = &owners->patterns.items[i];

		narrow(owners, at, row->from);
		narrow(owners, at, row->to);
		if (row->from <= at && at < row->to)
			put_rule(owners, row);
	}
	owners->index = owners_index_new(owners->owners);
	for (size_t i = 0; i < owners->n_paths; i++)
		owners_index_learn(owners->index, owners->paths[i]);
}

int owners_at_go(struct owners_at *owners, int64_t at, bool *is_known_out,
		 struct err *err)
{
	if (!owners->is_read && read_all(owners, err) < 0)
		return -1;
	if (!owners->index || at < owners->from_at || at >= owners->to_at)
		build(owners, at);
	owners->at = at;
	*is_known_out = owners->is_known;
	return 0;
}

size_t owners_at_areas(struct owners_at *owners, struct slice path,
		       const size_t **areas_out)
{
	return owners_index_match(owners->index, path, areas_out);
}

size_t owners_at_count(const struct owners_at *owners)
{
	return owners->n_areas;
}

const char *owners_at_name(const struct owners_at *owners, size_t area)
{
	return owners->names[area];
}

bool owners_at_is_kept(const struct owners_at *owners, size_t area,
		       const struct person *person)
{
	for (size_t i = owners->first[area]; i < owners->first[area + 1]; i++) {
		const struct row *row = &owners->people_rows.items[i];

		if (row->from <= owners->at && owners->at < row->to &&
		    person_is(&row->person, person))
			return true;
	}
	return false;
}
