/* SPDX-License-Identifier: MIT */
#include "audit/git/staged.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

#include "audit/base/xalloc.h"
#include "audit/git/handle.h"

/* Above libgit2's own backends: what is written goes there, not to disk. */
enum { MEMORY_PRIORITY = 1000 };

static const char scissors[] = " ------------------------ >8 "
			       "------------------------";

static int failed(const char *what, struct err *err)
{
	return err_set(err, FAIL_WORLD, "cannot %s: %s; %s", what,
		       handle_last_error(), HINT_REPOSITORY);
}

/* All that this handle writes from now on stays in memory. */
static int write_to_memory(struct repository *repo, struct err *err)
{
	git_odb_backend *memory = NULL;

	if (repo->shares_odb)
		return 0;
	if (git_mempack_new(&memory) < 0)
		return failed("keep objects in memory", err);
	if (git_odb_add_backend(repo->odb, memory, MEMORY_PRIORITY) < 0) {
		memory->free(memory);
		return failed("keep objects in memory", err);
	}
	repo->shares_odb = true;
	return 0;
}

/* --- the tree --- */

/* git add -N announces a path that no commit has yet. */
static void drop_announced(git_index *index)
{
	for (size_t i = git_index_entrycount(index); i > 0; i--) {
		const git_index_entry *entry =
			git_index_get_byindex(index, i - 1);

		if (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)
			git_index_remove(index, entry->path,
					 git_index_entry_stage(entry));
	}
}

static int open_index(struct repository *repo, git_index **index_out)
{
	/* git commit PATH and -a let hooks see an index of their own */
	const char *path = getenv("GIT_INDEX_FILE");

	if (path && *path)
		return git_index_open(index_out, path);
	return git_repository_index(index_out, repo->handle);
}

static int write_tree(struct repository *repo, git_oid *tree_out,
		      struct err *err)
{
	git_index *index = NULL;
	int ret = -1;

	if (open_index(repo, &index) < 0) {
		failed("read the index", err);
		goto out;
	}
	if (git_index_has_conflicts(index)) {
		err_set(err, FAIL_WORLD,
			"the index has conflicts, so that git would make no "
			"commit; solve them, and 'git add' the files");
		goto out;
	}
	drop_announced(index);
	if (git_index_write_tree_to(tree_out, index, repo->handle) < 0)
		failed("make a tree of the index", err);
	else
		ret = 0;
out:
	git_index_free(index);
	return ret;
}

/* --- the people --- */

/* From the environment, else "author.name", else "user.name". */
static char *identity(struct repository *repo, const char *variable,
		      const char *own_key, const char *key)
{
	const char *value = getenv(variable);
	char *found = NULL;

	if (value && *value)
		return xstrdup(value);
	found = repository_config(repo, own_key);
	return found ? found : repository_config(repo, key);
}

/* "@1700000000 +0200", as git hands dates to its hooks; else now, in UTC. */
static void add_date(const char *variable, struct buf *out)
{
	const char *text = getenv(variable);
	char *end = NULL;
	long long at = 0;
	int zone_len = 0;

	if (text)
		at = strtoll(text + (*text == '@'), &end, 10);
	if (end && *end == ' ' && (end[1] == '+' || end[1] == '-'))
		zone_len = (int)strspn(end + 2, "0123456789");
	if (zone_len == 4 && end[6] == '\0')
		buf_addf(out, "%lld%s", at, end);
	else
		buf_addf(out, "%lld +0000", (long long)time(NULL));
}

/* How one of the two lines of people is found. */
struct role {
	const char *key, *name, *email, *date; /* the variables */
	const char *name_key, *email_key;
};

static const struct role roles[] = {
	{ "author", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE",
	  "author.name", "author.email" },
	{ "committer", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
	  "GIT_COMMITTER_DATE", "committer.name", "committer.email" },
};

/* git takes these out of names, for they end a name or the line. */
static void add_plain(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (!strchr("<>\n", *text))
			buf_add_char(out, *text);
}

static int add_person(struct repository *repo, const struct role *role,
		      struct buf *out, struct err *err)
{
	char *name = identity(repo, role->name, role->name_key, "user.name");
	char *email =
		identity(repo, role->email, role->email_key, "user.email");
	const char *mail = getenv("EMAIL");
	int ret = 0;

	if (!email && mail && *mail)
		email = xstrdup(mail);
	if (!name || !email) {
		ret = err_set(err, FAIL_WORLD,
			      "git does not know who you are; set user.name "
			      "and user.email");
	} else {
		buf_addf(out, "%s ", role->key);
		add_plain(out, name);
		buf_add_str(out, " <");
		add_plain(out, email);
		buf_add_str(out, "> ");
		add_date(role->date, out);
		buf_add_char(out, '\n');
	}
	free(name);
	free(email);
	return ret;
}

/* --- the commit --- */

static void add_parent(struct buf *out, const git_oid *oid)
{
	char hex[GIT_OID_HEXSZ + 1];

	git_oid_tostr(hex, sizeof(hex), oid);
	buf_addf(out, "parent %s\n", hex);
}

static int add_merged(const git_oid *oid, void *context)
{
	add_parent(context, oid);
	return 0;
}

/* None where HEAD is unborn; those of MERGE_HEAD too during a merge. */
static void add_parents(struct repository *repo, struct buf *out)
{
	git_oid head;

	if (git_reference_name_to_id(&head, repo->handle, "HEAD") < 0)
		return;
	add_parent(out, &head);
	git_repository_mergehead_foreach(repo->handle, add_merged, out);
}

/* The character that begins a comment; "auto" is taken for its usual one. */
static char comment_char(struct repository *repo)
{
	char *value = repository_config(repo, "core.commentChar");
	char c = value && value[0] && !value[1] ? value[0] : '#';

	free(value);
	return c;
}

/* Where the message ends: before the first scissors line. */
static size_t cut_at_scissors(const struct buf *message, char comment)
{
	const char *at = message->data, *end = at + message->len;

	while (at < end) {
		const char *next = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((next ? next : end) - at);

		if (len == sizeof(scissors) && *at == comment &&
		    memcmp(at + 1, scissors, len - 1) == 0)
			return (size_t)(at - message->data);
		at += len + 1;
	}
	return message->len;
}

/* How git cleans a message: commit.cleanup, and whether there is an editor. */
enum cleanup { CLEANUP_NONE, CLEANUP_BLANKS, CLEANUP_COMMENTS, CLEANUP_CUT };

/*
 * What git will do.  It tells a hook that no editor is used by GIT_EDITOR=":";
 * then nobody saw the comments that it could have written.
 */
static enum cleanup find_cleanup(struct repository *repo)
{
	static const struct {
		const char *name;
		enum cleanup with_editor, without;
	} modes[] = {
		{ "default", CLEANUP_COMMENTS, CLEANUP_BLANKS },
		{ "scissors", CLEANUP_CUT, CLEANUP_BLANKS },
		{ "strip", CLEANUP_COMMENTS, CLEANUP_COMMENTS },
		{ "whitespace", CLEANUP_BLANKS, CLEANUP_BLANKS },
		{ "verbatim", CLEANUP_NONE, CLEANUP_NONE },
	};
	const char *editor = getenv("GIT_EDITOR");
	bool is_edited = !editor || strcmp(editor, ":") != 0;
	char *value = repository_config(repo, "commit.cleanup");
	size_t i = sizeof(modes) / sizeof(*modes) - 1;

	while (i && (!value || strcmp(modes[i].name, value) != 0))
		i--;
	free(value);
	return is_edited ? modes[i].with_editor : modes[i].without;
}

/* With comments go the scissors of git commit -v, and what follows. */
static int add_message(struct repository *repo, const struct buf *message,
		       struct buf *out, struct err *err)
{
	const enum cleanup cleanup = find_cleanup(repo);
	const char comment = comment_char(repo);
	const bool is_cut = cleanup >= CLEANUP_COMMENTS;
	char *text = xmemdup0(message->data,
			      is_cut ? cut_at_scissors(message, comment)
				     : message->len);
	git_buf clean = GIT_BUF_INIT;
	int ret = 0;

	if (cleanup == CLEANUP_NONE)
		buf_addf(out, "\n%s", text);
	else if (git_message_prettify(&clean, text, cleanup == CLEANUP_COMMENTS,
				      comment) < 0)
		ret = failed("clean the message", err);
	else
		buf_addf(out, "\n%s", clean.ptr);
	git_buf_dispose(&clean);
	free(text);
	return ret;
}

int staged_commit(struct repository *repo, const struct buf *message,
		  struct oid *oid_out, struct err *err)
{
	struct buf text = BUF_INIT;
	char hex[GIT_OID_HEXSZ + 1];
	git_oid tree, id;
	int ret = -1;

	if (write_to_memory(repo, err) < 0 || write_tree(repo, &tree, err) < 0)
		return -1;
	git_oid_tostr(hex, sizeof(hex), &tree);
	buf_addf(&text, "tree %s\n", hex);
	add_parents(repo, &text);
	if (add_person(repo, &roles[0], &text, err) < 0 ||
	    add_person(repo, &roles[1], &text, err) < 0 ||
	    add_message(repo, message, &text, err) < 0)
		goto out;
	if (git_odb_write(&id, repo->odb, text.data, text.len,
			  GIT_OBJECT_COMMIT) < 0) {
		failed("make the commit", err);
		goto out;
	}
	memcpy(oid_out->bytes, id.id, OID_BYTES);
	ret = 0;
out:
	buf_release(&text);
	return ret;
}
