/* SPDX-License-Identifier: MIT */
#include "audit/facts/store.h"

#include <stdlib.h>

#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/facts/store_ids.h"
#include "audit/git/cherry_line.h"

enum sql {
	SQL_COMMIT,
	SQL_PARENT,
	SQL_TRAILER,
	SQL_CHERRY_LINE,
	SQL_CHANGE,
	SQL_MERGE_CHANGE,
	SQL_MISSING,
	SQL_DIFF,
	SQL_LINES,
	SQL_PATCH,
	N_SQL
};

/* A tree may name a path twice: the first entry counts, hence OR IGNORE. */
static const char *const sql_texts[N_SQL] = {
	[SQL_COMMIT] =
		"INSERT INTO commits (commit_id, repo_id, oid, author_id,"
		" authored_at, authored_zone, committer_id, committed_at,"
		" committed_zone, encoding, subject, message, n_parents,"
		" reachable, mainline, foxtrot, landing_id, landed_at,"
		" pull_request, diff, patch) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
		" ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1, ?14, ?15, ?16, ?17, ?18,"
		" ?19, ?20)",
	[SQL_PARENT] = "INSERT INTO commit_parents VALUES (?1, ?2, ?3, ?4)",
	[SQL_TRAILER] = "INSERT INTO trailers VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[SQL_CHERRY_LINE] = "INSERT INTO cherry_lines VALUES (?1, ?2, ?3)",
	[SQL_CHANGE] = "INSERT OR IGNORE INTO changes VALUES (?1, ?2, ?3, ?4,"
		       " ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	[SQL_MERGE_CHANGE] = "INSERT OR IGNORE INTO merge_changes VALUES (?1,"
			     " ?2, ?3, ?4, ?5, ?6, ?7)",
	[SQL_MISSING] = "INSERT INTO missing_objects"
			" VALUES (?1, ?2, ?3, nullif(?4, 0), ?5)"
			" ON CONFLICT (repo_id, oid) DO UPDATE"
			" SET kind = excluded.kind, why = excluded.why,"
			" commit_id = excluded.commit_id"
			" WHERE commit_id IS NULL"
			" AND excluded.commit_id IS NOT NULL",
	[SQL_DIFF] = "UPDATE commits SET diff = ?2 WHERE commit_id = ?1",
	[SQL_LINES] = "UPDATE changes SET content = ?3, lines_added = ?4,"
		      " lines_deleted = ?5"
		      " WHERE commit_id = ?1 AND path_id = ?2",
	[SQL_PATCH] = "UPDATE commits SET patch = ?2 WHERE commit_id = ?1",
};

struct store {
	struct db *db;
	int64_t repo_id;
	struct store_ids *ids;
	struct db_stmt *stmts[N_SQL];
};

static int prepare(struct store *store, const struct mailmap *mailmap,
		   struct err *err)
{
	for (int i = 0; i < N_SQL; i++)
		if (db_prepare(store->db, sql_texts[i], &store->stmts[i], err) <
		    0)
			return -1;
	return store_ids_open(store->db, store->repo_id, mailmap, &store->ids,
			      err);
}

int store_open(struct db *db, int64_t repo_id, const struct mailmap *mailmap,
	       struct store **store_out, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));

	store->db = db;
	store->repo_id = repo_id;
	if (prepare(store, mailmap, err) < 0) {
		store_free(store);
		return -1;
	}
	*store_out = store;
	return 0;
}

void store_free(struct store *store)
{
	if (!store)
		return;
	for (int i = 0; i < N_SQL; i++)
		db_stmt_free(store->stmts[i]);
	store_ids_free(store->ids);
	free(store);
}

int store_remap_people(struct store *store, struct err *err)
{
	return store_ids_remap(store->ids, err);
}

static void bind_oid(struct db_stmt *stmt, int n, const struct oid *oid,
		     bool is_there)
{
	if (is_there)
		db_bind_blob(stmt, n, oid->bytes, OID_BYTES);
	else
		db_bind_null(stmt, n);
}

static void bind_int_if(struct db_stmt *stmt, int n, int64_t value,
			bool is_there)
{
	if (is_there)
		db_bind_int(stmt, n, value);
	else
		db_bind_null(stmt, n);
}

static const char *diff_name(enum unit_diff diff)
{
	static const char *const names[] = {
		[UNIT_DIFF_DONE] = "done",
		[UNIT_DIFF_NONE] = "none",
		[UNIT_DIFF_UNKNOWN] = "unknown",
	};

	return names[diff];
}

static const char *content_name(enum content content)
{
	static const char *const names[] = {
		[CONTENT_TEXT] = "text",
		[CONTENT_BINARY] = "binary",
		[CONTENT_UNCOUNTED] = "uncounted",
		[CONTENT_MISSING] = "missing",
	};

	return names[content];
}

static void bind_place_in_history(struct db_stmt *stmt,
				  const struct graph *graph,
				  const struct unit *unit)
{
	const struct graph_node *node = &graph->nodes[unit->node];
	const struct graph_node *landing =
		node->landing == GRAPH_NONE ? NULL
					    : &graph->nodes[node->landing];

	db_bind_int(stmt, 13, (int64_t)unit->n_parents);
	db_bind_int(stmt, 14, node->is_mainline);
	db_bind_int(stmt, 15, node->is_mainline && node->followed);
	bind_int_if(stmt, 16, landing ? landing->id : 0, landing != NULL);
	bind_int_if(stmt, 17, landing ? landing->committed_at : 0,
		    landing != NULL);
}

static int identity_id(struct store *store, const struct unit_person *person,
		       int64_t *id_out, struct err *err)
{
	return store_ids_identity(
		store->ids,
		(struct store_person){ .name = person->name,
				       .email = person->email,
				       .raw_name = person->raw_name,
				       .raw_email = person->raw_email,
				       .is_nobody = person->is_nobody },
		id_out, err);
}

static int write_commit(struct store *store, const struct graph *graph,
			const struct unit *unit, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_COMMIT];
	const struct graph_node *node = &graph->nodes[unit->node];
	int64_t author, committer;
	char hex[OID_HEX + 1];
	struct oid patch;
	bool has_patch = unit_patch(unit, &patch);

	if (identity_id(store, &unit->author, &author, err) < 0 ||
	    identity_id(store, &unit->committer, &committer, err) < 0)
		return -1;
	oid_to_hex(&node->oid, hex);
	db_bind_int(stmt, 1, node->id);
	db_bind_int(stmt, 2, store->repo_id);
	db_bind_text(stmt, 3, hex);
	db_bind_int(stmt, 4, author);
	bind_int_if(stmt, 5, unit->author.at, unit->author.has_time);
	db_bind_text(stmt, 6, unit->author.zone);
	db_bind_int(stmt, 7, committer);
	bind_int_if(stmt, 8, unit->committer.at, unit->committer.has_time);
	db_bind_text(stmt, 9, unit->committer.zone);
	db_bind_text(stmt, 10, unit->encoding);
	db_bind_text(stmt, 11, unit->subject);
	db_bind_text(stmt, 12, unit->message);
	bind_place_in_history(stmt, graph, unit);
	bind_int_if(stmt, 18, unit->pull_request, unit->pull_request > 0);
	db_bind_text(stmt, 19, diff_name(unit->diff));
	bind_oid(stmt, 20, &patch, has_patch);
	return db_exec(stmt, err);
}

/* The id of a parent, or 0 where it is cut off or not here. */
static int64_t parent_id(const struct graph *graph,
			 const struct graph_node *child,
			 const struct oid *parent)
{
	uint32_t at =
		child->is_boundary ? GRAPH_NONE : graph_find(graph, parent);

	return at == GRAPH_NONE ? 0 : graph->nodes[at].id;
}

static int write_parents(struct store *store, const struct graph *graph,
			 const struct unit *unit, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_PARENT];
	const struct graph_node *node = &graph->nodes[unit->node];
	char hex[OID_HEX + 1];

	for (size_t i = 0; i < unit->n_parents; i++) {
		int64_t id = parent_id(graph, node, &unit->parents[i]);

		oid_to_hex(&unit->parents[i], hex);
		db_bind_int(stmt, 1, node->id);
		db_bind_int(stmt, 2, (int64_t)i);
		db_bind_text(stmt, 3, hex);
		bind_int_if(stmt, 4, id, id > 0);
		if (db_exec(stmt, err) < 0)
			return -1;
	}
	return 0;
}

static int write_trailers(struct store *store, int64_t commit_id,
			  const struct unit *unit, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_TRAILER];

	db_bind_int(stmt, 1, commit_id);
	for (size_t i = 0; i < unit->n_trailers; i++) {
		const struct trailer *trailer = &unit->trailers[i];

		db_bind_int(stmt, 2, (int64_t)i);
		db_bind_int(stmt, 3, (int64_t)trailer->line);
		db_bind_text(stmt, 4, trailers_place_name(trailer->place));
		db_bind_text(stmt, 5, trailer->key);
		db_bind_text(stmt, 6, trailer->value);
		if (db_exec(stmt, err) < 0)
			return -1;
	}
	return 0;
}

static int write_cherry_lines(struct store *store, int64_t commit_id,
			      const char *message, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_CHERRY_LINE];
	const char *id;
	size_t len;

	for (int64_t i = 0; (id = cherry_line_next(&message, &len)); i++) {
		db_bind_int(stmt, 1, commit_id);
		db_bind_int(stmt, 2, i);
		db_bind_text_n(stmt, 3, id, len);
		if (db_exec(stmt, err) < 0)
			return -1;
	}
	return 0;
}

/* Columns that changes and merge_changes share. */
static void bind_change(struct db_stmt *stmt, int64_t commit_id,
			int64_t of_path, const struct unit_change *change)
{
	static const char *const statuses[] = { "A", "D", "M", "T" };
	size_t i = 0;

	while (statuses[i][0] != change->status)
		i++;
	db_bind_int(stmt, 1, commit_id);
	db_bind_int(stmt, 2, of_path);
	db_bind_text(stmt, 3, statuses[i]);
	db_bind_int(stmt, 4, change->old_mode);
	db_bind_int(stmt, 5, change->new_mode);
	bind_oid(stmt, 6, &change->old_blob, change->old_mode != 0);
	bind_oid(stmt, 7, &change->new_blob, change->new_mode != 0);
}

static int write_change(struct store *store, int64_t commit_id,
			const struct unit *unit,
			const struct unit_change *change, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_CHANGE];
	bool is_text = change->content == CONTENT_TEXT;
	const struct unit_change *pair;
	int64_t of_path, of_pair = 0;

	if (store_ids_path(store->ids, change->path, change->path_len, &of_path,
			   err) < 0)
		return -1;
	if (change->pair) {
		pair = &unit->changes[change->pair - 1];
		if (store_ids_path(store->ids, pair->path, pair->path_len,
				   &of_pair, err) < 0)
			return -1;
	}
	bind_change(stmt, commit_id, of_path, change);
	db_bind_text(stmt, 8, content_name(change->content));
	bind_int_if(stmt, 9, change->n_added, is_text);
	bind_int_if(stmt, 10, change->n_deleted, is_text);
	bind_int_if(stmt, 11, of_pair, of_pair > 0);
	if (change->missing &&
	    store_missing(store, change->missing, commit_id, err) < 0)
		return -1;
	return db_exec(stmt, err);
}

static int write_merge_change(struct store *store, int64_t commit_id,
			      const struct unit_change *change, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_MERGE_CHANGE];
	int64_t of_path;

	if (store_ids_path(store->ids, change->path, change->path_len, &of_path,
			   err) < 0)
		return -1;
	bind_change(stmt, commit_id, of_path, change);
	return db_exec(stmt, err);
}

static int write_changes(struct store *store, int64_t commit_id,
			 const struct unit *unit, struct err *err)
{
	for (size_t i = 0; i < unit->n_changes; i++) {
		const struct unit_change *change = &unit->changes[i];
		int ret = unit->is_merge ? write_merge_change(store, commit_id,
							      change, err)
					 : write_change(store, commit_id, unit,
							change, err);

		if (ret < 0)
			return -1;
	}
	for (const struct unit_missing *missing = unit->missing; missing;
	     missing = missing->next)
		if (store_missing(store, missing, commit_id, err) < 0)
			return -1;
	return 0;
}

int store_unit(struct store *store, const struct graph *graph,
	       const struct unit *unit, struct err *err)
{
	int64_t commit_id = graph->nodes[unit->node].id;

	if (write_commit(store, graph, unit, err) < 0 ||
	    write_parents(store, graph, unit, err) < 0 ||
	    write_trailers(store, commit_id, unit, err) < 0 ||
	    write_cherry_lines(store, commit_id, unit->message, err) < 0)
		return -1;
	return write_changes(store, commit_id, unit, err);
}

int store_merge_changes(struct store *store, const struct graph *graph,
			const struct unit *unit, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_DIFF];
	int64_t commit_id = graph->nodes[unit->node].id;

	db_bind_int(stmt, 1, commit_id);
	db_bind_text(stmt, 2, diff_name(unit->diff));
	if (db_exec(stmt, err) < 0)
		return -1;
	return write_changes(store, commit_id, unit, err);
}

int store_line_counts(struct store *store, int64_t commit_id,
		      const struct unit *unit, const int64_t *path_ids,
		      struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_LINES];
	struct oid patch;

	for (size_t i = 0; i < unit->n_changes; i++) {
		const struct unit_change *change = &unit->changes[i];
		bool is_text = change->content == CONTENT_TEXT;

		db_bind_int(stmt, 1, commit_id);
		db_bind_int(stmt, 2, path_ids[i]);
		db_bind_text(stmt, 3, content_name(change->content));
		bind_int_if(stmt, 4, change->n_added, is_text);
		bind_int_if(stmt, 5, change->n_deleted, is_text);
		if (db_exec(stmt, err) < 0)
			return -1;
		if (change->missing &&
		    store_missing(store, change->missing, commit_id, err) < 0)
			return -1;
	}
	db_bind_int(store->stmts[SQL_PATCH], 1, commit_id);
	bind_oid(store->stmts[SQL_PATCH], 2, &patch, unit_patch(unit, &patch));
	return db_exec(store->stmts[SQL_PATCH], err);
}

int store_missing(struct store *store, const struct unit_missing *missing,
		  int64_t commit_id, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_MISSING];
	char hex[OID_HEX + 1];

	oid_to_hex(&missing->oid, hex);
	db_bind_int(stmt, 1, store->repo_id);
	db_bind_text(stmt, 2, hex);
	db_bind_text(stmt, 3, missing->kind);
	db_bind_int(stmt, 4, commit_id);
	db_bind_text(stmt, 5, missing->why);
	return db_exec(stmt, err);
}

int store_unread_ref(struct store *store, const struct ref *ref,
		     const char *kind, struct err *err)
{
	struct db_stmt *stmt = store->stmts[SQL_MISSING];
	struct buf name = BUF_INIT, why = BUF_INIT;
	int ret;

	utf8_add(&name, ref->name, strlen(ref->name));
	utf8_add(&why, ref->why, strlen(ref->why));
	db_bind_int(stmt, 1, store->repo_id);
	db_bind_text(stmt, 2, name.data);
	db_bind_text(stmt, 3, kind);
	db_bind_int(stmt, 4, 0);
	db_bind_text(stmt, 5, why.data);
	ret = db_exec(stmt, err);
	buf_release(&why);
	buf_release(&name);
	return ret;
}
