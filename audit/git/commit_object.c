/* SPDX-License-Identifier: MIT */
#include "audit/git/commit_object.h"

#include <assert.h>
#include <string.h>

enum { PARENT_LINE = 7 + OID_HEX + 1 };

/* The line at *at without its newline; *at moves behind it. */
static struct span next_line(const char **at, const char *end)
{
	const char *newline = memchr(*at, '\n', (size_t)(end - *at));
	struct span line = { *at, (size_t)((newline ? newline : end) - *at) };

	*at = newline ? newline + 1 : end;
	return line;
}

static bool starts(struct span line, const char *key)
{
	return line.len >= strlen(key) &&
	       memcmp(line.data, key, strlen(key)) == 0;
}

static struct span after(struct span line, size_t n)
{
	return (struct span){ line.data + n, line.len - n };
}

static bool read_tree(const char **at, const char *end,
		      struct commit_object *commit)
{
	struct span line = next_line(at, end);

	return starts(line, "tree ") && line.len == 5 + OID_HEX &&
	       oid_from_hex(line.data + 5, &commit->tree);
}

/* As git, take no commit for whole that has a bad parent line. */
static bool read_parents(const char **at, const char *end,
			 struct commit_object *commit)
{
	struct oid oid;

	commit->parents = *at;
	while (end - *at >= PARENT_LINE && memcmp(*at, "parent ", 7) == 0) {
		if (!oid_from_hex(*at + 7, &oid) ||
		    (*at)[PARENT_LINE - 1] != '\n')
			return false;
		*at += PARENT_LINE;
		commit->n_parents++;
	}
	return true;
}

bool commit_object_read(const void *data, size_t len,
			struct commit_object *commit_out)
{
	struct commit_object commit = { 0 };
	const char *at = data, *end = at + len;

	if (!read_tree(&at, end, &commit) || !read_parents(&at, end, &commit))
		return false;
	while (at < end) {
		struct span line = next_line(&at, end);

		if (line.len == 0)
			break;
		/* git log lets a later person overrule an earlier one */
		if (starts(line, "author "))
			commit.author = after(line, 7);
		else if (starts(line, "committer "))
			commit.committer = after(line, 10);
		else if (starts(line, "encoding ") && !commit.encoding.data)
			commit.encoding = after(line, 9);
	}
	commit.message = (struct span){ at, (size_t)(end - at) };
	*commit_out = commit;
	return true;
}

struct oid commit_object_parent(const struct commit_object *commit, size_t i)
{
	struct oid oid;
	bool is_hex;

	assert(i < commit->n_parents);
	is_hex = oid_from_hex(commit->parents + i * PARENT_LINE + 7, &oid);
	assert(is_hex);
	(void)is_hex;
	return oid;
}
