/* SPDX-License-Identifier: MIT */
#include "audit/facts/unit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/commit_object.h"
#include "audit/git/encoding.h"
#include "audit/git/message.h"
#include "audit/git/signature.h"
#include "audit/git/treediff.h"

/* What a side of a change holds: a blob, or the text that stands for it. */
struct loaded {
	struct object object;
	struct buf text; /* of a submodule */
	const char *data;
	size_t len;
	struct oid oid;
	bool is_binary;
};

struct unit_reader {
	struct repository *repo;
	struct encoding *encoding;
	struct trailers trailers;
	struct linecount count;
	struct buf raw, text; /* the commit as git has it, and in UTF-8 */
	struct buf patch, why;
	struct unit_change *changes; /* of the commit being read */
	size_t n_changes, n_alloc;
	struct arena *arena;    /* of the commit being read */
	struct loaded old, new; /* of the change counted last */
};

int unit_reader_new(struct repository *repo, struct unit_reader **reader_out,
		    struct err *err)
{
	static const struct unit_reader empty = {
		.trailers = TRAILERS_INIT,
		.count = LINECOUNT_INIT,
		.raw = BUF_INIT,
		.text = BUF_INIT,
		.patch = BUF_INIT,
		.why = BUF_INIT,
		.old = { .text = BUF_INIT },
		.new = { .text = BUF_INIT },
	};
	struct repository *copy;
	struct unit_reader *reader;

	if (repository_reopen(repo, &copy, err) < 0)
		return -1;
	reader = xmalloc(sizeof(*reader));
	*reader = empty;
	reader->repo = copy;
	reader->encoding = encoding_new();
	*reader_out = reader;
	return 0;
}

static void loaded_release(struct loaded *loaded)
{
	object_release(&loaded->object);
	buf_release(&loaded->text);
}

void unit_reader_free(struct unit_reader *reader)
{
	if (!reader)
		return;
	loaded_release(&reader->old);
	loaded_release(&reader->new);
	free(reader->changes);
	buf_release(&reader->why);
	buf_release(&reader->patch);
	buf_release(&reader->text);
	buf_release(&reader->raw);
	linecount_release(&reader->count);
	trailers_release(&reader->trailers);
	encoding_free(reader->encoding);
	repository_free(reader->repo);
	free(reader);
}

static void add_missing(struct arena *arena, const struct oid *oid,
			const char *kind, const struct buf *why,
			struct unit_missing **list)
{
	struct unit_missing *missing = arena_alloc(arena, sizeof(*missing));
	struct buf text = BUF_INIT;

	utf8_add(&text, why->data, why->len);
	missing->oid = *oid;
	missing->kind = kind;
	missing->why = arena_copy(arena, text.data, text.len);
	missing->next = *list;
	*list = missing;
	buf_release(&text);
}

/* --- text --- */

static void read_person(struct arena *arena, struct span line,
			struct unit_person *person)
{
	struct signature signature;

	person->is_nobody = !signature_read(line.data ? line.data : "",
					    line.len, &signature);
	person->name = arena_copy(arena, signature.name, signature.name_len);
	person->email = arena_copy(arena, signature.email, signature.email_len);
	person->raw_name = person->name;
	person->raw_email = person->email;
	person->has_time = signature.has_time;
	person->at = signature.at;
	person->zone =
		arena_copy(arena, signature.zone, strlen(signature.zone));
}

static void read_raw_person(struct arena *arena, struct span line,
			    struct unit_person *person)
{
	struct signature signature;

	signature_read(line.data ? line.data : "", line.len, &signature);
	person->raw_name =
		arena_copy(arena, signature.name, signature.name_len);
	person->raw_email =
		arena_copy(arena, signature.email, signature.email_len);
}

/* Where UTF-8 cannot say what the commit holds. */
static void read_raw_people(struct unit_reader *reader, struct unit *unit)
{
	const struct buf *raw = &reader->raw;
	struct commit_object commit = { 0 };

	if (raw->len == reader->text.len &&
	    memcmp(raw->data, reader->text.data, raw->len) == 0)
		return;
	commit_object_read(raw->data, raw->len, &commit);
	read_raw_person(reader->arena, commit.author, &unit->author);
	read_raw_person(reader->arena, commit.committer, &unit->committer);
}

static void copy_trailers(struct unit_reader *reader, struct unit *unit)
{
	const struct trailers *from = &reader->trailers;

	unit->n_trailers = from->n_items;
	unit->trailers = arena_alloc(
		reader->arena, (from->n_items + 1) * sizeof(struct trailer));
	for (size_t i = 0; i < from->n_items; i++) {
		struct trailer *to = &unit->trailers[i];

		*to = from->items[i];
		to->key = arena_copy(reader->arena, to->key, strlen(to->key));
		to->value =
			arena_copy(reader->arena, to->value, strlen(to->value));
	}
}

static void copy_parents(struct unit_reader *reader,
			 const struct commit_object *commit, struct unit *unit)
{
	unit->n_parents = commit->n_parents;
	unit->parents = arena_alloc(reader->arena,
				    commit->n_parents * sizeof(struct oid));
	for (size_t i = 0; i < commit->n_parents; i++)
		unit->parents[i] = commit_object_parent(commit, i);
}

/* commit: the object's text in UTF-8. */
static void read_text(struct unit_reader *reader,
		      const struct commit_object *commit, struct unit *unit)
{
	struct arena *arena = reader->arena;
	struct buf subject = BUF_INIT;

	copy_parents(reader, commit, unit);
	read_person(arena, commit->author, &unit->author);
	read_person(arena, commit->committer, &unit->committer);
	read_raw_people(reader, unit);
	unit->encoding = commit->encoding.data
				 ? arena_copy(arena, commit->encoding.data,
					      commit->encoding.len)
				 : NULL;
	unit->message =
		arena_copy(arena, commit->message.data, commit->message.len);
	message_subject(commit->message.data, commit->message.len, &subject);
	unit->subject = arena_copy(arena, subject.data, subject.len);
	unit->pull_request = message_pull_request(subject.data, subject.len);
	buf_release(&subject);
	trailers_read(&reader->trailers, commit->message.data,
		      commit->message.len);
	copy_trailers(reader, unit);
}

/* --- paths --- */

static char status_of(const struct tree_change *change)
{
	if (!change->old_mode)
		return 'A';
	if (!change->new_mode)
		return 'D';
	return (change->old_mode & MODE_TYPE) == (change->new_mode & MODE_TYPE)
		       ? 'M'
		       : 'T';
}

static void add_change(void *context, const struct tree_change *found)
{
	struct unit_reader *reader = context;
	struct unit_change *change;

	reader->changes = xgrow(reader->changes, reader->n_changes,
				&reader->n_alloc, sizeof(*reader->changes));
	change = &reader->changes[reader->n_changes++];
	memset(change, 0, sizeof(*change));
	change->path = arena_copy(reader->arena, found->path, found->path_len);
	change->path_len = found->path_len;
	change->old_mode = found->old_mode;
	change->new_mode = found->new_mode;
	change->old_blob = found->old_oid;
	change->new_blob = found->new_oid;
	change->status = status_of(found);
	change->content = CONTENT_UNCOUNTED;
}

static void keep_changes(struct unit_reader *reader, struct unit *unit)
{
	size_t n = reader->n_changes * sizeof(*unit->changes);

	unit->diff = UNIT_DIFF_DONE;
	unit->n_changes = reader->n_changes;
	unit->changes = arena_alloc(reader->arena, n);
	if (n)
		memcpy(unit->changes, reader->changes, n);
	unit_pair_renames(unit->changes, unit->n_changes);
}

static bool tree_of(struct unit_reader *reader, const struct graph_node *node,
		    struct oid *tree_out)
{
	*tree_out = node->tree;
	return !oid_is_zero(tree_out) ||
	       repository_tree(reader->repo, &node->oid, tree_out, NULL);
}

static void read_paths(struct unit_reader *reader, const struct graph *graph,
		       const struct oid *tree, struct unit *unit)
{
	const struct graph_node *node = &graph->nodes[unit->node];
	struct treediff_missing missing = { .why = BUF_INIT };
	struct oid parent_tree;
	const struct oid *old_tree = NULL;

	unit->is_merge = unit->n_parents > 1;
	unit->diff = UNIT_DIFF_NONE;
	if (unit->is_merge && !node->is_mainline)
		return;
	unit->diff = UNIT_DIFF_UNKNOWN;
	if (node->is_boundary)
		return;
	if (node->n_parents) {
		uint32_t parent =
			graph_parent(graph, unit->node, node->followed);

		if (!tree_of(reader, &graph->nodes[parent], &parent_tree))
			return;
		old_tree = &parent_tree;
	}
	reader->n_changes = 0;
	if (treediff(reader->repo, old_tree, tree, add_change, reader,
		     &missing) < 0)
		add_missing(reader->arena, &missing.oid, "tree", &missing.why,
			    &unit->missing);
	else
		keep_changes(reader, unit);
	buf_release(&missing.why);
}

/* The bytes of a commit as valid text in reader->text. */
static void decode(struct unit_reader *reader, const char *data, size_t len)
{
	encoding_decode_commit(reader->encoding, data, len, &reader->raw);
	utf8_add(&reader->text, reader->raw.data, reader->raw.len);
}

static void load_commit(struct unit_reader *reader, const struct oid *oid,
			struct unit *unit)
{
	struct object object;

	if (repository_read_node(reader->repo, oid, &object, &reader->why) <
	    0) {
		add_missing(reader->arena, oid, "commit", &reader->why,
			    &unit->missing);
		return;
	}
	decode(reader, (const char *)object.data, object.len);
	object_release(&object);
}

/* The texts of the commit in reader->text, and its tree. */
static void take_commit(struct unit_reader *reader, struct unit *unit,
			struct oid *tree_out)
{
	struct commit_object commit = { 0 };

	unit->diff = UNIT_DIFF_UNKNOWN;
	commit_object_read(reader->text.data, reader->text.len, &commit);
	read_text(reader, &commit, unit);
	*tree_out = commit.tree;
}

static void begin(struct unit_reader *reader, struct arena *arena,
		  struct unit *unit)
{
	memset(unit, 0, sizeof(*unit));
	reader->arena = arena;
	buf_clear(&reader->raw);
	buf_clear(&reader->text);
}

void unit_read(struct unit_reader *reader, const struct unit_source *source,
	       uint32_t node, struct arena *arena, struct unit *unit_out)
{
	struct kept_commit kept;
	struct oid tree;

	begin(reader, arena, unit_out);
	unit_out->node = node;
	/* it could be read a moment ago, by the walk */
	if (source->kept && kept_get(source->kept, node, &kept))
		decode(reader, kept.data, kept.len);
	else
		load_commit(reader, &source->graph->nodes[node].oid, unit_out);
	take_commit(reader, unit_out, &tree);
	if (!unit_out->missing)
		read_paths(reader, source->graph, &tree, unit_out);
}

void unit_read_text(struct unit_reader *reader, const struct oid *oid,
		    struct arena *arena, struct unit *unit_out)
{
	struct oid tree;

	begin(reader, arena, unit_out);
	load_commit(reader, oid, unit_out);
	take_commit(reader, unit_out, &tree);
}

/* --- lines --- */

/* Is a side of that mode a blob?  A submodule's id may be that of one. */
static bool has_blob(uint32_t mode)
{
	return mode && (mode & MODE_TYPE) != MODE_SUBMODULE;
}

/* Load one side of a change; false if it is missing. */
static bool load(struct unit_reader *reader, uint32_t mode,
		 const struct oid *oid, struct loaded *loaded)
{
	char hex[OID_HEX + 1];

	object_release(&loaded->object);
	loaded->oid = *oid;
	loaded->is_binary = false;
	buf_clear(&loaded->text);
	if (has_blob(mode)) {
		if (repository_read_blob(reader->repo, oid, &loaded->object,
					 &reader->why) < 0)
			return false;
		loaded->data = loaded->object.len
				       ? (const char *)loaded->object.data
				       : "";
		loaded->len = loaded->object.len;
		loaded->is_binary =
			linecount_is_binary(loaded->data, loaded->len);
		return true;
	}
	if (mode) {
		oid_to_hex(oid, hex);
		buf_addf(&loaded->text, "Subproject commit %s\n", hex);
	}
	loaded->data = loaded->text.data;
	loaded->len = loaded->text.len;
	return true;
}

/* The new side of the last change is the old side of this one, most often. */
static void reuse(struct unit_reader *reader, const struct unit_change *change)
{
	struct loaded was;

	if (!reader->new.object.handle ||
	    oid_compare(&reader->new.oid, &change->old_blob) != 0)
		return;
	was = reader->old;
	reader->old = reader->new;
	reader->new = was;
}

static bool load_sides(struct unit_reader *reader, struct unit_change *change,
		       struct arena *arena)
{
	reuse(reader, change);
	if ((!has_blob(change->old_mode) || !reader->old.object.handle ||
	     oid_compare(&reader->old.oid, &change->old_blob) != 0) &&
	    !load(reader, change->old_mode, &change->old_blob, &reader->old)) {
		add_missing(arena, &change->old_blob, "blob", &reader->why,
			    &change->missing);
		return false;
	}
	if (!load(reader, change->new_mode, &change->new_blob, &reader->new)) {
		add_missing(arena, &change->new_blob, "blob", &reader->why,
			    &change->missing);
		return false;
	}
	return true;
}

/* What is the same in two commits that make the same change to a path. */
static void start_digest(struct buf *patch, const struct unit_change *change)
{
	buf_clear(patch);
	buf_add(patch, change->path, change->path_len);
	buf_add_char(patch, '\0');
	buf_addf(patch, "%o %o\n", change->old_mode, change->new_mode);
}

static struct linecount_text text_of(const struct loaded *loaded, uint32_t mode)
{
	return (struct linecount_text){ loaded->data, loaded->len,
					loaded->object.handle ? &loaded->object
							      : NULL,
					mode != 0 };
}

static void count_texts(struct unit_reader *reader, struct unit_change *change)
{
	struct linecount_text old = text_of(&reader->old, change->old_mode);
	struct linecount_text new = text_of(&reader->new, change->new_mode);
	struct linecount_result result;

	linecount_run(&reader->count, &old, &new, &result);
	change->n_added = result.n_added;
	change->n_deleted = result.n_deleted;
	buf_addf(&reader->patch,
		 "+%" PRId64 " -%" PRId64 " %" PRIx64 " %" PRIx64 "\n",
		 result.n_added, result.n_deleted, result.digest[0],
		 result.digest[1]);
}

void unit_count_lines(struct unit_reader *reader, struct unit_change *change,
		      struct arena *arena)
{
	struct buf *patch = &reader->patch;

	change->content = CONTENT_MISSING;
	if (!load_sides(reader, change, arena))
		return;
	start_digest(patch, change);
	if (reader->old.is_binary || reader->new.is_binary) {
		change->content = CONTENT_BINARY;
	} else {
		change->content = CONTENT_TEXT;
		count_texts(reader, change);
	}
	if (change->content == CONTENT_BINARY || change->status == 'A' ||
	    change->status == 'D') {
		buf_add(patch, change->old_blob.bytes, OID_BYTES);
		buf_add(patch, change->new_blob.bytes, OID_BYTES);
	}
	repository_hash(patch->data, patch->len, &change->digest);
}
