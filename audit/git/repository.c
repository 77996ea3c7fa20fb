/* SPDX-License-Identifier: MIT */
#include "audit/git/repository.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <git2/sys/repository.h>

#include "audit/base/xalloc.h"
#include "audit/git/apart.h"
#include "audit/git/handle.h"
#include "audit/git/loose.h"
#include "audit/git/memory.h"
#include "audit/git/object_dirs.h"
#include "audit/git/owner.h"
#include "audit/git/pack_index.h"
#include "audit/git/unread.h"

/*
 * Trees are read again and again, commits and blobs hardly ever.  libgit2's
 * own cache is off: once it is full, it looks through all of it for room.
 */
enum { TREE_CACHE_BYTES = 8 << 20 };

/* Of packs, by all threads together: room alone, where pointers have 64 bits. */
enum { MAPPED_GIB = 256 };

/* The order that objects are looked for in. */
enum { LOOSE_NEXT = 1, PACKS_FIRST = 2 };

const char *handle_last_error(void)
{
	const git_error *error = git_error_last();

	return error && error->message ? error->message : "unknown reason";
}

static void library_init(bool verify)
{
	const char *extensions[] = { "worktreeconfig", "partialclone" };

	git_libgit2_init();
	memory_use();
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)2);
	/* owner.h does it as git does */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, (int)verify);
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	if (SIZE_MAX >> 32)
		git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT,
				 (size_t)MAPPED_GIB << 30);
}

/*
 * Let git's variables say which files of settings there are: libgit2 does
 * not.  GIT_CONFIG_GLOBAL is one file, and stands for all of the user's.
 */
static void choose_settings(void)
{
	if (getenv("GIT_CONFIG_NOSYSTEM"))
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH,
				 GIT_CONFIG_LEVEL_SYSTEM, "");
	if (!getenv("GIT_CONFIG_GLOBAL"))
		return;
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, "");
	git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
}

static void add_global_settings(git_repository *handle)
{
	const char *path = getenv("GIT_CONFIG_GLOBAL");
	git_config *config = NULL;

	if (path && *path && git_repository_config(&config, handle) == 0)
		git_config_add_file_ondisk(config, path,
					   GIT_CONFIG_LEVEL_GLOBAL, handle, 1);
	git_config_free(config);
}

static int open_failed(const char *path, int code, struct err *err)
{
	const char *why = handle_last_error();
	struct stat info;

	if (strstr(why, "objectformat"))
		return err_set(err, FAIL_WORLD,
			       "repository '%s' uses SHA-256 object ids; only "
			       "SHA-1 repositories can be read",
			       path);
	if (strstr(why, "refstorage"))
		return err_set(err, FAIL_WORLD,
			       "repository '%s' keeps its refs in the reftable "
			       "format, which cannot be read; make a copy for "
			       "the audit: git clone --mirror "
			       "--ref-format=files",
			       path);
	if (stat(path, &info) < 0)
		return err_set(err, FAIL_WORLD,
			       "no repository '%s': %s; name one with -C", path,
			       strerror(errno));
	if (code == GIT_ENOTFOUND)
		return err_set(err, FAIL_WORLD,
			       "'%s' is not in a git repository; name one with "
			       "-C",
			       path);
	return err_set(err, FAIL_WORLD,
		       "cannot open repository '%s': %s; 'git fsck' says what "
		       "is wrong there",
		       path, why);
}

static void free_tree(void *tree)
{
	git_odb_object_free(tree);
}

static struct repository *wrap(git_repository *handle)
{
	struct repository *repo = xcalloc(1, sizeof(*repo));

	repo->handle = handle;
	repo->max_blob = REPOSITORY_MAX_BLOB;
	repo->trees.n_bytes_max = TREE_CACHE_BYTES;
	repo->trees.free_value = free_tree;
	return repo;
}

static int check_packs(git_repository *handle, bool all_bytes, struct err *err)
{
	struct buf objects = BUF_INIT;
	int ret;

	buf_addf(&objects, "%sobjects", git_repository_commondir(handle));
	ret = pack_index_check(objects.data, all_bytes, err);
	buf_release(&objects);
	return ret;
}

static int open_packs(const struct repository *repo, const char *objects)
{
	struct buf folder = BUF_INIT;
	git_odb_backend *packs = NULL;
	int code;

	apart_spell(objects, repo->number, &folder);
	code = git_odb_backend_pack(&packs, folder.data);
	buf_release(&folder);
	return code < 0 ? code
			: git_odb_add_backend(repo->odb, packs, PACKS_FIRST);
}

static int add_folder(void *context, const char *objects, struct err *err)
{
	struct repository *repo = context;
	git_odb_backend *loose;

	if (open_packs(repo, objects) < 0)
		return err_set(err, FAIL_WORLD,
			       "cannot open packs of '%s': %s; %s", objects,
			       handle_last_error(), HINT_REPOSITORY);
	loose = loose_new(objects);
	if (git_odb_add_backend(repo->odb, loose, LOOSE_NEXT) < 0)
		return err_set(err, FAIL_WORLD, "cannot open '%s': %s; %s",
			       objects, handle_last_error(), HINT_REPOSITORY);
	return 0;
}

/* Objects are read through backends of our choice: see loose.h. */
static int open_objects(struct repository *repo, struct err *err)
{
	struct buf objects = BUF_INIT;
	int ret = -1;

	buf_addf(&objects, "%sobjects", git_repository_commondir(repo->handle));
	if (git_odb_new(&repo->odb) < 0)
		err_set(err, FAIL_WORLD, "cannot open '%s': %s; %s",
			objects.data, handle_last_error(), HINT_REPOSITORY);
	else
		ret = object_dirs_visit(objects.data, add_folder, repo, err);
	if (ret == 0 && git_repository_set_odb(repo->handle, repo->odb) < 0)
		ret = err_set(err, FAIL_WORLD, "cannot open '%s': %s; %s",
			      objects.data, handle_last_error(),
			      HINT_REPOSITORY);
	buf_release(&objects);
	return ret;
}

int repository_check_packs(struct repository *repo, struct err *err)
{
	return check_packs(repo->handle, true, err);
}

void repository_watch(struct repository *repo, struct unread *unread)
{
	repo->unread = unread;
}

void repository_limit(struct repository *repo, int64_t max_blob)
{
	repo->max_blob = max_blob ? max_blob : REPOSITORY_MAX_BLOB;
}

int repository_open(const char *path, bool verify, struct repository **repo_out,
		    struct err *err)
{
	git_repository *handle = NULL;
	struct repository *repo;
	int code;

	library_init(verify);
	choose_settings();
	code = git_repository_open_ext(&handle, path, 0, NULL);
	if (code < 0) {
		open_failed(path, code, err);
		git_libgit2_shutdown();
		return -1;
	}
	repo = wrap(handle);
	add_global_settings(handle);
	if (owner_check(handle, err) < 0 ||
	    check_packs(handle, false, err) < 0 ||
	    open_objects(repo, err) < 0) {
		repository_free(repo);
		return -1;
	}
	*repo_out = repo;
	return 0;
}

int repository_reopen(struct repository *repo, struct repository **repo_out,
		      struct err *err)
{
	struct repository *copy;

	git_libgit2_init();
	copy = wrap(NULL);
	copy->max_blob = repo->max_blob;
	copy->shares_odb = repo->shares_odb;
	copy->number = repo->number + ++repo->n_copies;
	if (git_repository_open_ext(&copy->handle,
				    git_repository_path(repo->handle),
				    GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) < 0 ||
	    (repo->shares_odb &&
	     (git_repository_set_odb(copy->handle, repo->odb) < 0 ||
	      git_repository_odb(&copy->odb, copy->handle) < 0))) {
		err_set(err, FAIL_WORLD, "cannot open '%s' again: %s; %s",
			repository_path(repo), handle_last_error(),
			HINT_REPOSITORY);
		repository_free(copy);
		return -1;
	}
	if (!copy->odb && open_objects(copy, err) < 0) {
		repository_free(copy);
		return -1;
	}
	*repo_out = copy;
	return 0;
}

void repository_free(struct repository *repo)
{
	if (!repo)
		return;
	oid_cache_release(&repo->trees);
	git_odb_free(repo->odb);
	git_repository_free(repo->handle);
	free(repo);
	git_libgit2_shutdown();
}

const char *repository_path(const struct repository *repo)
{
	return git_repository_commondir(repo->handle);
}

const char *repository_top(const struct repository *repo)
{
	const char *work_tree = git_repository_workdir(repo->handle);

	return work_tree ? work_tree : repository_path(repo);
}

static int compare_oids(const void *a, const void *b)
{
	return oid_compare(a, b);
}

int repository_shallow(struct repository *repo, struct oid **oids_out,
		       size_t *n_oids_out, struct err *err)
{
	struct oid *oids = NULL;
	size_t n_oids = 0, n_alloc = 0;
	struct buf path = BUF_INIT;
	char line[128];
	FILE *file;

	buf_addf(&path, "%sshallow", repository_path(repo));
	file = fopen(path.data, "re");
	while (file && fgets(line, sizeof(line), file)) {
		oids = xgrow(oids, n_oids, &n_alloc, sizeof(*oids));
		if (oid_from_hex(line, &oids[n_oids]))
			n_oids++;
	}
	if (file && ferror(file))
		err_set(err, FAIL_WORLD,
			"cannot read '%s'; see to it that it can be read, and "
			"run it again",
			path.data);
	buf_release(&path);
	if (file && (ferror(file) | fclose(file)) != 0) {
		free(oids);
		return -1;
	}
	if (n_oids)
		qsort(oids, n_oids, sizeof(*oids), compare_oids);
	*oids_out = oids;
	*n_oids_out = n_oids;
	return 0;
}

void repository_hash(const void *data, size_t n, struct oid *oid_out)
{
	git_oid id;
	int code = git_odb_hash(&id, data, n, GIT_OBJECT_BLOB);

	assert(code == 0);
	(void)code;
	memcpy(oid_out->bytes, id.id, OID_BYTES);
}
