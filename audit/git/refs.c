/* SPDX-License-Identifier: MIT */
/* The names of repository.h: revisions and refs. */
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/handle.h"

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

/* Fill one entry; false for a ref that points nowhere. */
static bool read_ref(git_repository *handle, const char *name,
		     struct ref *ref_out)
{
	git_reference *ref = NULL;
	git_object *commit = NULL;
	git_oid oid;
	int code;

	if (git_reference_name_to_id(&oid, handle, name) < 0)
		return false;
	code = git_reference_lookup(&ref, handle, name);
	if (code == 0)
		code = git_reference_peel(&commit, ref, GIT_OBJECT_COMMIT);
	if (code == 0)
		git_oid_cpy(&oid, git_object_id(commit));
	/* what cannot be read is a commit for all that is known */
	ref_out->is_commit = code != GIT_EPEEL && code != GIT_EINVALIDSPEC;
	git_object_free(commit);
	git_reference_free(ref);
	memcpy(ref_out->oid.bytes, oid.id, OID_BYTES);
	ref_out->name = xstrdup(name);
	return true;
}

int repository_refs(struct repository *repo, const char *prefix,
		    struct ref **refs_out, size_t *n_refs_out, struct err *err)
{
	git_reference_iterator *iterator = NULL;
	struct ref *refs = NULL;
	size_t n_refs = 0, n_alloc = 0;
	const char *name;

	if (git_reference_iterator_new(&iterator, repo->handle) < 0)
		return err_set(err, FAIL_WORLD,
			       "cannot read refs of '%s': %s; 'git fsck' says "
			       "what is wrong there",
			       repository_top(repo), handle_last_error());
	while (git_reference_next_name(&name, iterator) == 0) {
		if (strncmp(name, prefix, strlen(prefix)) != 0)
			continue;
		refs = xgrow(refs, n_refs, &n_alloc, sizeof(*refs));
		if (read_ref(repo->handle, name, &refs[n_refs]))
			n_refs++;
	}
	git_reference_iterator_free(iterator);
	if (n_refs)
		qsort(refs, n_refs, sizeof(*refs), compare_refs);
	*refs_out = refs;
	*n_refs_out = n_refs;
	return 0;
}

void refs_free(struct ref *refs, size_t n_refs)
{
	for (size_t i = 0; i < n_refs; i++)
		free(refs[i].name);
	free(refs);
}
