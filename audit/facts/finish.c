/* SPDX-License-Identifier: MIT */
#include "audit/facts/finish.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/treediff.h"

/* --- merges --- */

static bool has_moved(const struct history *history, size_t at,
		      bool to_mainline)
{
	bool is_mainline = history->graph.nodes[at].is_mainline;

	return is_mainline == to_mainline &&
	       is_mainline != history->places[at].is_mainline;
}

static int forget_left_merges(struct db *db, const struct history *history,
			      struct err *err)
{
	struct db_stmt *mark = NULL, *forget = NULL;
	int ret = -1;

	if (db_prepare(db,
		       "UPDATE commits SET diff = 'none' WHERE commit_id = ?1"
		       " AND n_parents > 1 AND diff = 'done'",
		       &mark, err) < 0 ||
	    db_prepare(db, "DELETE FROM merge_changes WHERE commit_id = ?1",
		       &forget, err) < 0)
		goto out;
	ret = 0;
	for (size_t at = 0; ret == 0 && at < history->n_stored; at++) {
		if (!has_moved(history, at, false))
			continue;
		db_bind_int(mark, 1, history->graph.nodes[at].id);
		db_bind_int(forget, 1, history->graph.nodes[at].id);
		ret = db_exec(mark, err) < 0 ? -1 : db_exec(forget, err);
	}
out:
	db_stmt_free(forget);
	db_stmt_free(mark);
	return ret;
}

/* The merges that came to the mainline with paths not asked for yet. */
static int list_unread_merges(struct db *db, const struct history *history,
			      uint32_t **nodes_out, size_t *n_out,
			      struct err *err)
{
	struct db_stmt *stmt = NULL;
	uint32_t *nodes = NULL;
	size_t n = 0, n_alloc = 0;
	int more = 0;

	if (db_prepare(db,
		       "SELECT 1 FROM commits WHERE commit_id = ?1"
		       " AND n_parents > 1 AND diff = 'none'",
		       &stmt, err) < 0)
		return -1;
	for (size_t at = 0; more >= 0 && at < history->n_stored; at++) {
		if (!has_moved(history, at, true))
			continue;
		db_bind_int(stmt, 1, history->graph.nodes[at].id);
		more = db_step(stmt, err);
		db_reset(stmt);
		if (more <= 0)
			continue;
		nodes = xgrow(nodes, n, &n_alloc, sizeof(*nodes));
		nodes[n++] = (uint32_t)at;
	}
	db_stmt_free(stmt);
	*nodes_out = nodes;
	*n_out = n;
	return more < 0 ? -1 : 0;
}

static int read_merges(struct repository *repo, struct store *store,
		       const struct graph *graph, const uint32_t *nodes,
		       size_t n_nodes, struct err *err)
{
	const struct unit_source source = { graph, NULL };
	struct unit_reader *reader = NULL;
	int ret = 0;

	if (unit_reader_new(repo, &reader, err) < 0)
		return -1;
	for (size_t i = 0; ret == 0 && i < n_nodes; i++) {
		struct arena arena = { 0 };
		struct unit unit;

		unit_read(reader, &source, nodes[i], &arena, &unit);
		ret = store_merge_changes(store, graph, &unit, err);
		arena_release(&arena);
	}
	unit_reader_free(reader);
	return ret;
}

int finish_merges(struct db *db, struct repository *repo, struct store *store,
		  const struct history *history, struct err *err)
{
	uint32_t *nodes = NULL;
	size_t n_nodes;
	int ret = -1;

	if (forget_left_merges(db, history, err) < 0 ||
	    list_unread_merges(db, history, &nodes, &n_nodes, err) < 0)
		goto out;
	ret = n_nodes ? read_merges(repo, store, &history->graph, nodes,
				    n_nodes, err)
		      : 0;
out:
	free(nodes);
	return ret;
}

/* --- notes --- */

struct notes {
	struct db_stmt *insert;
	struct repository *repo;
	struct store *store;
	const struct graph *graph;
	struct buf text, why;
	struct err *err;
	int ret;
};

/* The path of a note is its object's id, with slashes at any places. */
static bool annotated_oid(const struct tree_change *note, struct oid *oid_out)
{
	char hex[OID_HEX];
	size_t n = 0;

	for (size_t i = 0; i < note->path_len; i++) {
		if (note->path[i] == '/')
			continue;
		if (n == OID_HEX)
			return false;
		hex[n++] = note->path[i];
	}
	return n == OID_HEX && oid_from_hex(hex, oid_out);
}

static void lose(struct notes *notes, const struct oid *oid,
		 const struct buf *why)
{
	const struct unit_missing lost = { .oid = *oid,
					   .kind = "note",
					   .why = why->data };

	if (notes->ret == 0)
		notes->ret = store_missing(notes->store, &lost, 0, notes->err);
}

static void add_note(void *context, const struct tree_change *note)
{
	struct notes *notes = context;
	struct object object;
	struct oid of;
	char hex[OID_HEX + 1];
	uint32_t node;
	bool is_here;

	if (notes->ret < 0 || !annotated_oid(note, &of))
		return;
	node = graph_find(notes->graph, &of);
	is_here = node != GRAPH_NONE && notes->graph->nodes[node].id;
	if (repository_read(notes->repo, &note->new_oid, &object, &notes->why) <
	    0) {
		lose(notes, &note->new_oid, &notes->why);
		return;
	}
	oid_to_hex(&of, hex);
	buf_clear(&notes->text);
	utf8_add(&notes->text, object.data, object.len);
	object_release(&object);
	db_bind_text(notes->insert, 3, hex);
	if (is_here)
		db_bind_int(notes->insert, 4, notes->graph->nodes[node].id);
	else
		db_bind_null(notes->insert, 4);
	db_bind_text_n(notes->insert, 5, notes->text.data, notes->text.len);
	notes->ret = db_exec(notes->insert, notes->err);
}

/* What a tree of notes holds of one object: the note, or where to look. */
struct note_search {
	const char *rest; /* of the object's id, below this tree */
	struct oid note, tree;
	bool has_note, has_tree;
};

static void match_note(void *context, const struct tree_change *entry)
{
	struct note_search *search = context;
	bool is_tree = (entry->new_mode & MODE_TYPE) == MODE_TREE;
	size_t len = strlen(search->rest);

	if (entry->path_len > len ||
	    memcmp(entry->path, search->rest, entry->path_len) != 0)
		return;
	if (is_tree && entry->path_len < len) {
		search->tree = entry->new_oid;
		search->has_tree = true;
		search->rest += entry->path_len;
	} else if (!is_tree && entry->path_len == len) {
		search->note = entry->new_oid;
		search->has_note = true;
	}
}

/* Add the note on one commit, by the parts of its id, as git looks it up. */
static void find_note(struct notes *notes, const struct oid *top,
		      const struct oid *of)
{
	struct treediff_missing missing = { .why = BUF_INIT };
	struct note_search search = { .tree = *top, .has_tree = true };
	char hex[OID_HEX + 1];
	struct tree_change note = { .path = hex, .path_len = OID_HEX };

	oid_to_hex(of, hex);
	search.rest = hex;
	while (notes->ret == 0 && search.has_tree && !search.has_note) {
		struct oid tree = search.tree;

		search.has_tree = false;
		if (treediff_top(notes->repo, &tree, match_note, &search,
				 &missing) < 0)
			lose(notes, &missing.oid, &missing.why);
	}
	buf_release(&missing.why);
	if (!search.has_note)
		return;
	note.new_oid = search.note;
	add_note(notes, &note);
}

/* Of a range: notes on other commits are many, and nobody asks for them. */
static void add_notes_of_part(struct notes *notes, const struct oid *tree)
{
	const struct graph *graph = notes->graph;

	for (uint32_t i = 0; notes->ret == 0 && i < graph->n_nodes; i++)
		if (graph->nodes[i].id)
			find_note(notes, tree, &graph->nodes[i].oid);
}

static void add_all_notes(struct notes *notes, const struct oid *tree)
{
	struct treediff_missing missing = { .why = BUF_INIT };

	if (treediff(notes->repo, NULL, tree, add_note, notes, &missing) < 0)
		lose(notes, &missing.oid, &missing.why);
	buf_release(&missing.why);
}

static int add_notes_of(struct notes *notes, const struct ref *ref)
{
	struct oid tree;

	if (ref->why)
		return store_unread_ref(notes->store, ref, "note", notes->err);
	if (!ref->is_commit)
		return 0;
	db_bind_text(notes->insert, 2, ref->name);
	if (!repository_tree(notes->repo, &ref->oid, &tree, &notes->why))
		lose(notes, &ref->oid, &notes->why);
	else if (notes->graph->is_part)
		add_notes_of_part(notes, &tree);
	else
		add_all_notes(notes, &tree);
	return notes->ret;
}

/* Objects that notes want are in missing_objects for as long as they are. */
static int forget_notes(struct db *db, int64_t repo_id, struct err *err)
{
	if (db_exec_for(db,
			"DELETE FROM missing_objects WHERE repo_id = ?1"
			" AND kind = 'note' AND commit_id IS NULL",
			repo_id, err) < 0)
		return -1;
	return db_exec_for(db, "DELETE FROM notes WHERE repo_id = ?1", repo_id,
			   err);
}

int finish_notes(struct db *db, int64_t repo_id,
		 const struct finish_source *source, struct store *store,
		 struct err *err)
{
	struct notes notes = { .repo = source->repo,
			       .store = store,
			       .graph = source->graph,
			       .text = BUF_INIT,
			       .why = BUF_INIT,
			       .err = err };
	int ret = -1;

	if (forget_notes(db, repo_id, err) < 0 ||
	    db_prepare(db,
		       "INSERT INTO notes (repo_id, ref, oid, commit_id, text)"
		       " VALUES (?1, ?2, ?3, ?4, ?5)",
		       &notes.insert, err) < 0)
		goto out;
	db_bind_int(notes.insert, 1, repo_id);
	ret = 0;
	for (size_t i = 0; ret == 0 && i < source->n_refs; i++)
		ret = add_notes_of(&notes, &source->refs[i]);
out:
	db_stmt_free(notes.insert);
	buf_release(&notes.why);
	buf_release(&notes.text);
	return ret;
}

int finish_link_notes(struct db *db, int64_t repo_id, const struct graph *graph,
		      struct err *err)
{
	struct db_stmt *list = NULL, *set = NULL;
	struct oid oid;
	uint32_t node;
	int more = -1;

	if (db_prepare(db,
		       "SELECT note_id, oid FROM notes"
		       " WHERE repo_id = ?1 AND commit_id IS NULL",
		       &list, err) < 0 ||
	    db_prepare(db, "UPDATE notes SET commit_id = ?2 WHERE note_id = ?1",
		       &set, err) < 0)
		goto out;
	db_bind_int(list, 1, repo_id);
	while ((more = db_step(list, err)) > 0) {
		if (!oid_from_hex(db_text(list, 1), &oid))
			continue;
		node = graph_find(graph, &oid);
		if (node == GRAPH_NONE || !graph->nodes[node].id)
			continue;
		db_bind_int(set, 1, db_int(list, 0));
		db_bind_int(set, 2, graph->nodes[node].id);
		more = db_exec(set, err);
		if (more < 0)
			break;
	}
out:
	db_stmt_free(set);
	db_stmt_free(list);
	return more;
}

/* --- owners' files --- */

static const char owners_sql[] =
	"INSERT INTO owners_files (repo_id, commit_id, path, from_at, to_at,"
	" blob)"
	" SELECT ?1, v.commit_id, ?2, c.committed_at,"
	"   lead(c.committed_at) OVER (ORDER BY v.commit_id), v.new_blob"
	" FROM (SELECT commit_id, new_blob FROM changes WHERE path_id IN"
	"         (SELECT path_id FROM paths"
	"           WHERE repo_id = ?1 AND path = ?2)"
	"       UNION ALL"
	"       SELECT commit_id, new_blob FROM merge_changes WHERE path_id IN"
	"         (SELECT path_id FROM paths"
	"           WHERE repo_id = ?1 AND path = ?2)) AS v"
	" JOIN commits AS c USING (commit_id)"
	" WHERE c.mainline = 1"
	" ORDER BY v.commit_id";

int finish_owners(struct db *db, int64_t repo_id, const char *const *paths,
		  struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret = 0;

	if (db_exec_for(db,
			"DELETE FROM owners_files"
			" WHERE repo_id = ?1 AND commit_id IS NOT NULL",
			repo_id, err) < 0 ||
	    db_prepare(db, owners_sql, &stmt, err) < 0)
		return -1;
	for (; ret == 0 && *paths; paths++) {
		db_bind_int(stmt, 1, repo_id);
		db_bind_text(stmt, 2, *paths);
		ret = db_exec(stmt, err);
	}
	db_stmt_free(stmt);
	return ret;
}
