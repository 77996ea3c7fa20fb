/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_CONTENT_H
#define REVERTS_CONTENT_H
/*
 * content - what a commit does to its paths: which lines it takes out and
 * puts in.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/git/line_delta.h"
#include "audit/reverts/past.h"

/* One path that a commit changes. */
struct content_path {
	const char *path; /* exact bytes, path_len of them */
	size_t path_len;
	int64_t path_id;             /* 0: not in the database */
	uint32_t old_mode, new_mode; /* as in a tree; 0: not there */
	struct oid old_blob, new_blob;
	bool is_target;          /* see content_load */
	bool is_read;            /* delta is filled, or is_missing set */
	bool is_missing;         /* a blob could not be read */
	struct line_delta delta; /* empty where there are no lines; of a target,
				    sequence is that of the inverse */
};

/* A commit; release with content_release. */
struct content {
	uint32_t commit;
	bool is_target; /* see content_load */
	bool is_known;  /* false: a tree is missing, or the parent is cut off */
	struct content_path *paths; /* in the order of their bytes */
	size_t n_paths, n_alloc;
	struct arena texts;
};

void content_release(struct content *content);

/* What contents are read with. */
struct content_reader {
	struct past *history;
	struct repository *repo;
	struct db_stmt *changes, *renames;
};

/* Everything given outlives the reader; all zero before. */
int content_reader_init(struct content_reader *reader, struct db *db,
			struct past *history, struct repository *repo,
			struct err *err);
void content_reader_release(struct content_reader *reader);

/*
 * The paths of a commit.  For a merge: against the parent that is named, or
 * its first one where that is PAST_NONE.
 *
 * is_target: the commit is one that others may undo, so its files are compared
 * backwards.  Which lines a diff takes for moved depends on the direction;
 * this way both commits are compared in the same one.
 */
int content_load(struct content_reader *reader, uint32_t commit, uint32_t kept,
		 bool is_target, struct content *content_out, struct err *err);

/*
 * Fill delta of a path, once.  It stays empty where there are no lines: bytes
 * that are no text, a submodule, a change of mode.
 */
void content_read(struct content_reader *reader, struct content_path *path);

/* The path of those bytes, or NULL. */
struct content_path *content_find(const struct content *content,
				  const char *path, size_t len);

#endif
