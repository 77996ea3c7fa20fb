/* SPDX-License-Identifier: MIT */
#include "audit/facts/tips.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/treediff.h"

void tips_release(struct tips *tips)
{
	refs_free(tips->items, tips->n_items);
	free(tips->shallow);
	free(tips->lost);
	refs_free(tips->unread, tips->n_unread);
	refs_free(tips->notes, tips->n_notes);
	mailmap_free(tips->mailmap);
	buf_release(&tips->state);
	memset(tips, 0, sizeof(*tips));
}

static void add_tip(struct tips *tips, const char *name, const struct oid *oid)
{
	tips->items = xgrow(tips->items, tips->n_items, &tips->n_alloc,
			    sizeof(*tips->items));
	tips->items[tips->n_items++] = (struct ref){ .name = xstrdup(name),
						     .oid = *oid,
						     .is_commit = true };
}

static int add_rev(struct repository *repo, const char *rev, struct tips *tips,
		   struct err *err)
{
	struct oid oid;

	if (repository_resolve(repo, rev, &oid, err) < 0)
		return -1;
	add_tip(tips, rev, &oid);
	return 0;
}

/* Keep a ref that cannot be read; it is gone from where it was. */
static void add_unread(struct tips *tips, struct ref *ref)
{
	tips->unread = xgrow(tips->unread, tips->n_unread,
			     &tips->n_unread_alloc, sizeof(*tips->unread));
	tips->unread[tips->n_unread++] = *ref;
	memset(ref, 0, sizeof(*ref));
}

static int add_refs(struct repository *repo, struct tips *tips, struct err *err)
{
	static const char *const prefixes[] = { "refs/heads/", "refs/remotes/",
						"refs/tags/" };
	struct ref *refs;
	size_t n_refs;

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		if (repository_refs(repo, prefixes[i], &refs, &n_refs, err) < 0)
			return -1;
		for (size_t k = 0; k < n_refs; k++)
			if (refs[k].why)
				add_unread(tips, &refs[k]);
			else if (refs[k].is_commit)
				add_tip(tips, refs[k].name, &refs[k].oid);
		refs_free(refs, n_refs);
	}
	return 0;
}

static int read_revs(struct repository *repo, const struct opt_texts *revs,
		     bool all, struct tips *tips, struct err *err)
{
	struct err no_head = ERR_INIT;

	for (size_t i = 0; i < revs->n_items; i++)
		if (add_rev(repo, revs->items[i], tips, err) < 0)
			return -1;
	/* with --all, an empty HEAD leaves the first branch as mainline */
	if (!revs->n_items &&
	    add_rev(repo, "HEAD", tips, all ? &no_head : err) < 0 && !all)
		return -1;
	if (all && add_refs(repo, tips, err) < 0)
		return -1;
	if (!tips->n_items)
		return err_set(err, FAIL_WORLD,
			       "repository '%s' has no commits; there is "
			       "nothing to audit yet",
			       repository_top(repo));
	return 0;
}

int tips_check(struct repository *repo, const struct opt_texts *revs, bool all,
	       struct err *err)
{
	struct tips tips = { .state = BUF_INIT };
	int ret = read_revs(repo, revs, all, &tips, err);

	tips_release(&tips);
	return ret;
}

/* --- mailmap, in git's order --- */

static void add_mailmap_blob(struct repository *repo, const struct oid *oid,
			     struct tips *tips)
{
	struct object object;
	char hex[OID_HEX + 1];

	oid_to_hex(oid, hex);
	if (repository_read(repo, oid, &object, NULL) < 0) {
		tips->lost = xgrow(tips->lost, tips->n_lost,
				   &tips->n_lost_alloc, sizeof(*tips->lost));
		tips->lost[tips->n_lost++] = *oid;
		buf_addf(&tips->state, "mailmap %s not here\n", hex);
		return;
	}
	if (object.kind == OBJECT_BLOB) {
		mailmap_add(tips->mailmap, (const char *)object.data,
			    object.len);
		buf_addf(&tips->state, "mailmap %s\n", hex);
	}
	object_release(&object);
}

static void find_mailmap(void *context, const struct tree_change *change)
{
	struct oid *oid = context;

	if (change->path_len == 8 && memcmp(change->path, ".mailmap", 8) == 0 &&
	    (change->new_mode & MODE_TYPE) != MODE_SUBMODULE)
		*oid = change->new_oid;
}

/* Blob of .mailmap in the tip's top tree; zero if it has none. */
static struct oid mailmap_of_tip(struct repository *repo, const struct oid *tip)
{
	struct treediff_missing missing = { .why = BUF_INIT };
	struct oid oid = { { 0 } };
	struct oid tree;

	/* what cannot be read is said when the tip itself is */
	if (repository_tree(repo, tip, &tree, NULL))
		treediff_top(repo, &tree, find_mailmap, &oid, &missing);
	buf_release(&missing.why);
	return oid;
}

static void add_mailmap_file(struct repository *repo, struct tips *tips)
{
	char *path = repository_config_path(repo, "mailmap.file");
	struct buf text = BUF_INIT;
	FILE *file = path ? fopen(path, "re") : NULL;
	char piece[4096];
	struct oid oid;
	char hex[OID_HEX + 1];
	size_t n;

	free(path);
	if (!file)
		return;
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(&text, piece, n);
	fclose(file);
	mailmap_add(tips->mailmap, text.data, text.len);
	repository_hash(text.data, text.len, &oid);
	oid_to_hex(&oid, hex);
	buf_addf(&tips->state, "mailmap %s\n", hex);
	buf_release(&text);
}

static void read_mailmap(struct repository *repo, struct tips *tips)
{
	struct oid oid = mailmap_of_tip(repo, &tips->items[0].oid);
	char *blob = repository_config(repo, "mailmap.blob");

	tips->mailmap = mailmap_new();
	if (!oid_is_zero(&oid))
		add_mailmap_blob(repo, &oid, tips);
	if (blob && repository_resolve_blob(repo, blob, &oid) == 0)
		add_mailmap_blob(repo, &oid, tips);
	free(blob);
	add_mailmap_file(repo, tips);
}

/* --- the state --- */

static int add_notes_state(struct repository *repo, struct tips *tips,
			   struct err *err)
{
	char hex[OID_HEX + 1];

	if (repository_refs(repo, "refs/notes/", &tips->notes, &tips->n_notes,
			    err) < 0)
		return -1;
	for (size_t i = 0; i < tips->n_notes; i++) {
		oid_to_hex(&tips->notes[i].oid, hex);
		buf_addf(&tips->state, "notes %s %s\n", tips->notes[i].name,
			 tips->notes[i].why ? "unread" : hex);
	}
	return 0;
}

void tips_describe(const struct tips *tips, struct buf *out)
{
	char hex[OID_HEX + 1];

	for (size_t i = 0; i < tips->n_items; i++) {
		oid_to_hex(&tips->items[i].oid, hex);
		buf_addf(out, "%s %s\n", tips->items[i].name, hex);
	}
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

/* The lines of a state that start with key; they stand together. */
static const char *lines_of(const char *state, const char *key, size_t *len_out)
{
	const size_t key_len = strlen(key);
	const char *first = state, *end;

	while (*first && strncmp(first, key, key_len) != 0)
		first = next_line(first);
	for (end = first; strncmp(end, key, key_len) == 0;)
		end = next_line(end);
	*len_out = (size_t)(end - first);
	return first;
}

bool tips_same_state(const char *a, const char *b, const char *key)
{
	size_t a_len, b_len;
	const char *a_lines = lines_of(a, key, &a_len);
	const char *b_lines = lines_of(b, key, &b_len);

	return *a && *b && a_len == b_len &&
	       memcmp(a_lines, b_lines, a_len) == 0;
}

static void add_shallow_state(struct tips *tips)
{
	struct oid oid;
	char hex[OID_HEX + 1];

	repository_hash(tips->shallow, tips->n_shallow * sizeof(*tips->shallow),
			&oid);
	oid_to_hex(&oid, hex);
	buf_addf(&tips->state, "shallow %zu %s\n", tips->n_shallow, hex);
}

int tips_read(struct repository *repo, const struct opt_texts *revs, bool all,
	      struct tips *tips_out, struct err *err)
{
	struct tips tips = { .state = BUF_INIT };
	char hex[OID_HEX + 1];

	if (read_revs(repo, revs, all, &tips, err) < 0 ||
	    repository_shallow(repo, &tips.shallow, &tips.n_shallow, err) < 0)
		goto fail;
	for (size_t i = 0; i < tips.n_items; i++) {
		oid_to_hex(&tips.items[i].oid, hex);
		buf_addf(&tips.state, "tip %s\n", hex);
	}
	for (size_t i = 0; i < tips.n_unread; i++)
		buf_addf(&tips.state, "unread %s\n", tips.unread[i].name);
	add_shallow_state(&tips);
	read_mailmap(repo, &tips);
	if (add_notes_state(repo, &tips, err) < 0)
		goto fail;
	*tips_out = tips;
	return 0;
fail:
	tips_release(&tips);
	return -1;
}
