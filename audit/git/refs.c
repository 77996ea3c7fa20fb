/* SPDX-License-Identifier: MIT */
/* The names of repository.h: revisions and refs. */
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/handle.h"
#include "audit/git/ref_names.h"

/* HEAD, too, where its object is missing: there libgit2's own leaks. */
static int look_up(git_repository *handle, const char *rev, git_object **out)
{
	git_oid oid;

	if (strcmp(rev, "HEAD") != 0)
		return git_revparse_single(out, handle, rev);
	if (git_reference_name_to_id(&oid, handle, rev) < 0)
		return -1;
	return git_object_lookup(out, handle, &oid, GIT_OBJECT_ANY);
}

int repository_resolve(struct repository *repo, const char *rev,
		       struct oid *oid_out, struct err *err)
{
	git_object *object = NULL, *commit = NULL;
	int code;

	if (strcmp(rev, "HEAD") == 0 &&
	    git_repository_head_unborn(repo->handle) == 1)
		return err_set(err, FAIL_WORLD,
			       "repository '%s' has no commits on its current "
			       "branch; name another with --rev, or use --all",
			       repository_top(repo));
	if (look_up(repo->handle, rev, &object) < 0)
		return err_set(err, FAIL_WORLD,
			       "unknown revision '%s' in '%s': %s; name a "
			       "commit, a branch or a tag",
			       rev, repository_top(repo), handle_last_error());
	code = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (code < 0)
		err_set(err, FAIL_WORLD,
			"revision '%s' in '%s' is a %s and leads to no commit; "
			"name a commit, a branch or a tag",
			rev, repository_top(repo),
			git_object_type2string(git_object_type(object)));
	git_object_free(object);
	if (code < 0)
		return -1;
	memcpy(oid_out->bytes, git_object_id(commit)->id, OID_BYTES);
	git_object_free(commit);
	return 0;
}

int repository_resolve_blob(struct repository *repo, const char *rev,
			    struct oid *oid_out)
{
	git_object *object = NULL, *blob = NULL;
	int code = git_revparse_single(&object, repo->handle, rev);

	if (code == 0)
		code = git_object_peel(&blob, object, GIT_OBJECT_BLOB);
	if (code == 0)
		memcpy(oid_out->bytes, git_object_id(blob)->id, OID_BYTES);
	git_object_free(blob);
	git_object_free(object);
	return code == 0 ? 0 : -1;
}

static int compare_refs(const void *a, const void *b)
{
	const struct ref *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* Refs that are found, at first by name alone. */
struct found {
	const char *prefix;
	struct ref *refs; /* owned */
	size_t n, n_alloc;
};

static void add_name(void *context, const char *name)
{
	struct found *found = context;

	if (strncmp(name, found->prefix, strlen(found->prefix)) != 0)
		return;
	found->refs = xgrow(found->refs, found->n, &found->n_alloc,
			    sizeof(*found->refs));
	found->refs[found->n++] = (struct ref){ .name = xstrdup(name) };
}

/* Both those that have a file and those that are packed, each once. */
static int find_names(struct repository *repo, struct found *found,
		      struct err *err)
{
	git_reference_iterator *iterator = NULL;
	const char *name;
	size_t n = 0;

	if (git_reference_iterator_new(&iterator, repo->handle) < 0)
		return err_set(err, FAIL_WORLD,
			       "cannot read refs of '%s': %s; 'git fsck' says "
			       "what is wrong there",
			       repository_top(repo), handle_last_error());
	while (git_reference_next_name(&name, iterator) == 0)
		add_name(found, name);
	git_reference_iterator_free(iterator);
	if (ref_names_visit(git_repository_commondir(repo->handle),
			    found->prefix, add_name, found, err) < 0)
		return -1;
	if (found->n)
		qsort(found->refs, found->n, sizeof(*found->refs),
		      compare_refs);
	for (size_t i = 0; i < found->n; i++)
		if (n &&
		    strcmp(found->refs[n - 1].name, found->refs[i].name) == 0)
			free(found->refs[i].name);
		else
			found->refs[n++] = found->refs[i];
	found->n = n;
	return 0;
}

/* Fill one entry; false for what is no ref, or points nowhere. */
static bool read_ref(git_repository *handle, struct ref *ref_out)
{
	git_reference *ref = NULL;
	git_object *commit = NULL;
	git_oid oid;
	int code = git_reference_name_to_id(&oid, handle, ref_out->name);

	if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC)
		return false;
	if (code < 0) {
		ref_out->why = xstrdup(handle_last_error());
		return true;
	}
	code = git_reference_lookup(&ref, handle, ref_out->name);
	if (code == 0)
		code = git_reference_peel(&commit, ref, GIT_OBJECT_COMMIT);
	if (code == 0)
		git_oid_cpy(&oid, git_object_id(commit));
	/* what cannot be read is a commit for all that is known */
	ref_out->is_commit = code != GIT_EPEEL && code != GIT_EINVALIDSPEC;
	git_object_free(commit);
	git_reference_free(ref);
	memcpy(ref_out->oid.bytes, oid.id, OID_BYTES);
	return true;
}

int repository_refs(struct repository *repo, const char *prefix,
		    struct ref **refs_out, size_t *n_refs_out, struct err *err)
{
	struct found found = { .prefix = prefix };
	size_t n = 0;

	if (find_names(repo, &found, err) < 0) {
		refs_free(found.refs, found.n);
		return -1;
	}
	for (size_t i = 0; i < found.n; i++)
		if (read_ref(repo->handle, &found.refs[i]))
			found.refs[n++] = found.refs[i];
		else
			free(found.refs[i].name);
	*refs_out = found.refs;
	*n_refs_out = n;
	return 0;
}

void refs_free(struct ref *refs, size_t n_refs)
{
	for (size_t i = 0; i < n_refs; i++) {
		free(refs[i].why);
		free(refs[i].name);
	}
	free(refs);
}
